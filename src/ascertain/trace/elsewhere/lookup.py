"""What every search service on the web offers, and how its finds become sightings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from ascertain.records import Feature, Sighting, SightingMatch, Tier, content_id

MOST = 300
"""Sightings taken from one service; what it has beyond them is counted in a note."""

_TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref_src"})


class Answer(Protocol):
    """What an address answered with."""

    @property
    def body(self) -> bytes:
        """The content, decompressed."""


class Web(Protocol):
    """The guarded client, as far as services need it; errors are those of :mod:`ascertain.errors`."""

    def post(
        self,
        url: str,
        *,
        content: bytes,
        type: str,
        accept: Collection[str] = (),
        limit: int | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Send ``content`` of the media type ``type``; return an answer of at most ``limit`` bytes."""


@runtime_checkable
class Told(Protocol):
    """An error that carries what the service answered: the guarded client's failures."""

    status: int
    """The HTTP status; 0 when there was no complete answer."""

    body: bytes
    """The beginning of an answer in JSON; else empty."""


@dataclass(frozen=True)
class Found:
    """What a service knows about a picture."""

    matches: tuple[SightingMatch, ...]
    """Its finds, each with the service's own numbers as features; never surer than ``probable``."""

    notes: tuple[str, ...] = ()
    """What a reader must know beside them: how many more there are."""


class Lookup(Protocol):
    """A service that says on which pages of the web a picture appears."""

    @property
    def name(self) -> str:
        """What reports call it: ``TinEye``."""

    def look(self, picture: bytes, public_url: str | None = None) -> Found:
        """Return where the service knows the picture from, empty when from nowhere.

        ``picture`` holds the bytes of any picture that is read here; ``public_url`` is an address at which anybody
        finds the same picture, for services that rather fetch it themselves. Raises the errors of
        :mod:`ascertain.errors` when the service does not answer, does not accept the key, or answers nonsense.
        """


def seen_elsewhere(
    sha256: str,
    service: str,
    page: str,
    tier: Tier,
    features: Sequence[Feature],
    now: datetime,
    *,
    title: str = "",
    date: datetime | None = None,
) -> SightingMatch:
    """Return one find of a service as a match.

    ``sha256`` is the picture that was asked about: the service saw it, or one it takes for it. ``date`` is when the
    service first saw it there; without one it is ``now``, the time it was asked: by then at the latest it was there.
    """
    known = date is not None and date <= now
    return SightingMatch(
        sighting=Sighting(
            id=content_id("sighting", sha256, "elsewhere", page_key(page)),
            sha256=sha256,
            page=page,
            title=title,
            publisher=host_of(page),
            date=date if known and date is not None else now,
            date_source="first seen",
            found_by=service,
        ),
        tier=tier,
        features=tuple(features),
    )


def host_of(page: str) -> str:
    """Return the host of an address without ``www.``, lower case; empty when it has none."""
    try:
        host = urlsplit(page).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.").rstrip(".")


def page_key(page: str) -> str:
    """Return what spellings of one page's address have in common.

    Scheme, ``www.``, usual ports, fragment, a last slash, the order of the query and marks that count clicks
    (``utm_…``, ``fbclid``) make no difference; everything else does.
    """
    try:
        parts = urlsplit(page.strip())
        port = parts.port
    except ValueError:
        return page.strip()
    host = host_of(page)
    if not host:
        return page.strip()
    at = f":{port}" if port not in (None, 80, 443) else ""
    path = "/".join(map(_spelled, parts.path.split("/")))
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING
    )
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{at}{path.rstrip('/')}{query}"


def _spelled(segment: str) -> str:
    plain = unquote(segment, errors="surrogateescape")
    return quote(plain, safe="~!$&'()*+,;=:@", errors="surrogateescape")
