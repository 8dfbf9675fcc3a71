"""What every searcher offers, what it is asked, what it finds, and what its failures are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable

from ascertain.errors import AscertainError, NotConfigured, Unavailable
from ascertain.records import Inquiry
from ascertain.settings import Settings
from ascertain.text.outside import json_object

LARGEST = 4 * 1024 * 1024
"""Bytes of an answer that are read; twenty results take some 50 kB."""

RESULTS = 10
"""Results asked for with one query: further ones are hardly ever read."""

MOST_QUERIES = 4
"""Queries sent to one searcher for one claim."""


@dataclass(frozen=True)
class SearchQuery:
    """What a searcher is asked."""

    text: str
    """The words."""

    language: str = ""
    """BCP-47 primary language of results; empty takes any."""

    limit: int = RESULTS
    """Results wanted at most."""

    since: date | None = None
    """First day that matters, for archives of news; others leave it aside."""

    until: date | None = None
    """Last day that matters."""


@dataclass(frozen=True)
class Found:
    """A result of a searcher."""

    url: str
    """Address of the page."""

    title: str = ""
    """Its headline, as one line."""

    snippet: str = ""
    """Some of its words, as the searcher shows them; never cited, because nobody can check where they end."""

    date: datetime | None = None
    """When it was published, as the searcher says."""

    language: str = ""
    """BCP-47 primary language, where the searcher says it."""

    by: str = ""
    """Name of the searcher."""

    text: str = ""
    """The whole text, where the service itself gives it: the page then needs not be fetched."""


class Reply(Protocol):
    """What an address answered with."""

    @property
    def body(self) -> bytes:
        """The content, decompressed."""


class Web(Protocol):
    """The guarded client, as far as searchers need it; errors are those of :mod:`ascertain.errors`."""

    def get(
        self,
        url: str,
        *,
        accept: Collection[str] = (),
        limit: int | None = None,
        headers: Mapping[str, str] | None = None,
        pause: float = 0.0,
    ) -> Reply:
        """Return what ``url`` answers with, at most ``limit`` bytes, within the time that is left.

        ``pause`` is the least time in seconds since the last request to the same host.
        """


@runtime_checkable
class Told(Protocol):
    """An error that carries what the service answered: the guarded client's failures."""

    status: int
    """The HTTP status; 0 when there was no complete answer."""

    retry_after: str
    """The header ``Retry-After``, or empty."""

    body: bytes
    """The beginning of an answer in JSON; else empty."""


class Searcher(Protocol):
    """Somewhere that is searched for pages about a claim; its fields are its settings."""

    @property
    def name(self) -> str:
        """What readers see: ``Brave``."""

    @property
    def missing(self) -> str:
        """Why it cannot be asked, with the variable to set; empty when it can."""

    def queries(self, inquiry: Inquiry) -> list[SearchQuery]:
        """Return what it is asked about a claim, most telling first; empty when it has nothing to offer for it."""

    def search(self, query: SearchQuery, web: Web, seconds: float) -> list[Found]:
        """Return what it finds, best first, within ``seconds``.

        Raises the errors of :mod:`ascertain.errors` when the service does not answer, does not accept the key, or
        answers nonsense; whoever merges the results turns them into notes.
        """


def every_query(inquiry: Inquiry) -> list[SearchQuery]:
    """Return all queries of an inquiry, at most :data:`MOST_QUERIES`."""
    return [SearchQuery(text, language) for text, language in inquiry.queries[:MOST_QUERIES]]


def short_queries(inquiry: Inquiry) -> list[SearchQuery]:
    """Return the shortest query of each language, for searches in which every word has to occur."""
    shortest: dict[str, str] = {}
    for text, language in inquiry.queries:
        if language not in shortest or len(text) < len(shortest[language]):
            shortest[language] = text
    return [SearchQuery(text, language) for language, text in shortest.items()][:MOST_QUERIES]


def client_name(settings: Settings) -> str:
    """Return the ``User-Agent`` that public services ask for: name, version, and how to reach who runs it."""
    from ascertain.version import VERSION

    about = "self-hosted fact-checking desk"
    return f"Ascertain/{VERSION} ({f'{settings.contact}; ' if settings.contact else ''}{about})"


def answer_in(reply: Reply, name: str, variable: str) -> dict[str, Any]:
    """Return the JSON object that a service answered with; raises ``Unavailable`` when it is none."""
    value = json_object(reply.body)
    if value is None:
        raise Unavailable(f"{name} answers with something that is no JSON object.", f"Check {variable} if you set it.")
    return value


def strange(name: str, variable: str) -> AscertainError:
    """Return the error for JSON of another shape."""
    return Unavailable(
        f"{name} answers with JSON of another shape.", f"Check {variable} if you set it; the API may have changed."
    )


def status_of(error: AscertainError) -> int:
    """Return the HTTP status behind an error, 0 when there is none."""
    return error.status if isinstance(error, Told) else 0


def told_by(error: AscertainError) -> dict[str, Any]:
    """Return the JSON object in which a service says what is wrong, empty when it says nothing."""
    return (json_object(error.body) if isinstance(error, Told) and error.body else None) or {}


def refused_key(name: str, variable: str, said: str = "") -> AscertainError:
    """Return the error for a key that a service does not accept, with what it ``said``."""
    return NotConfigured(f"{name} does not accept the key{f': {said}' if said else ''}.", f"Check {variable}.")


def problem_of(error: AscertainError, name: str) -> str:
    """Return in words why a searcher gave nothing, without the address, which holds the reader's claim."""
    if isinstance(error, Told):
        if error.status == 429:
            after = f"; it may be asked again in {error.retry_after[:40]} s" if error.retry_after.isdecimal() else ""
            return f"{name} asks for fewer requests{after}"
        if error.status >= 500:
            return f"{name} has a fault of its own (status {error.status})"
        if error.status:
            return f"{name} does not answer the question (status {error.status})"
    first, _, rest = error.message.partition(" ")
    return f"{name} {rest}".rstrip(".") if first.startswith("http") else error.message.rstrip(".")
