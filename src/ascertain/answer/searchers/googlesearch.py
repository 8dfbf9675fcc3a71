"""Google's Programmable Search Engine, by the Custom Search JSON API, for those who have a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from ascertain.answer.searchers.searcher import (
    LARGEST,
    Found,
    SearchQuery,
    Web,
    answer_in,
    every_query,
    refused_key,
    status_of,
    strange,
    told_by,
)
from ascertain.errors import AscertainError, Unavailable
from ascertain.records import Inquiry
from ascertain.settings import Settings
from ascertain.text.outside import address, day, rows, words
from ascertain.text.wordsets import word_set

_VARIABLE = "ASCERTAIN_GOOGLE_SEARCH_URL"
_KEY, _ENGINE = "ASCERTAIN_GOOGLE_SEARCH_KEY", "ASCERTAIN_GOOGLE_SEARCH_ENGINE"
_PAGE, _LAST = 10, 100
_LANGUAGES = word_set("ar bg ca cs da de el en es et fi fr hr hu id is it ja ko lt lv nl no pl pt ro ru sk sl sr sv tr")
_DATES = ("article:published_time", "datepublished", "og:published_time", "date", "dc.date")
_QUOTA = frozenset({"rateLimitExceeded", "dailyLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED"})


@dataclass(frozen=True)
class GoogleSearch:
    """``/customsearch/v1``: ten results a page, never more than a hundred; ``start`` counts from 1.

    Google closed it to new customers and ends it on 1 January 2027; a proxy with the same answers can be set. The
    key travels in a header, so that it stands in no address, message or log.
    """

    settings: Settings

    name: ClassVar[str] = "Google"

    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"kind": "customsearch#search", "queries": {"request": [{"totalResults": "1", "count": 1, "startIndex": 1}]},'
        b' "items": [{"title": "Storm takes the old pier", "link": "https://pier.example/storm", "snippet": '
        b'"The pier was lost on Tuesday.", "pagemap": {"metatags": [{"article:published_time": '
        b'"2024-05-03T08:00:00Z"}]}}]}',
    )

    @property
    def missing(self) -> str:
        """Why it cannot be asked; empty when it can."""
        if not self.settings.google_search_key.get_secret_value():
            return f"no key is set ({_KEY})"
        return "" if self.settings.google_search_engine else f"no search engine is set ({_ENGINE})"

    def queries(self, inquiry: Inquiry) -> list[SearchQuery]:
        """Return every query of the inquiry."""
        return every_query(inquiry)

    def search(self, query: SearchQuery, web: Web, seconds: float) -> list[Found]:
        """Return what it finds; see :class:`~ascertain.answer.searchers.searcher.Searcher`."""
        del seconds  # the client knows when the time is over
        found: list[Found] = []
        start = 1
        while len(found) < query.limit and start + _PAGE - 1 <= _LAST:
            try:
                new, following = self._page(query, start, min(_PAGE, query.limit - len(found)), web)
            except AscertainError:
                if not found:
                    raise
                break  # what the first pages brought is not lost
            found += new
            if not new or following <= start:
                break
            start = following
        return found[: query.limit]

    def _page(self, query: SearchQuery, start: int, number: int, web: Web) -> tuple[list[Found], int]:
        """Return the results of a page, and where the next begins (0: there is none)."""
        asked = {"q": query.text, "cx": self.settings.google_search_engine, "num": str(number), "start": str(start)}
        if query.language in _LANGUAGES:
            asked["lr"] = f"lang_{query.language}"
        url = f"{self.settings.google_search_url.rstrip('/')}/customsearch/v1?{urlencode(asked)}"
        key = self.settings.google_search_key.get_secret_value()
        try:
            reply = web.get(url, limit=LARGEST, headers={"X-Goog-Api-Key": key})
        except AscertainError as error:
            raise _explained(error, key) from error
        value = answer_in(reply, self.name, _VARIABLE)
        if "error" in value or not isinstance(value.get("items", []), list):
            raise strange(self.name, _VARIABLE)
        following = next((row.get("startIndex") for row in rows(value, "queries", "nextPage")), 0)
        found = [
            Found(
                url=url,
                title=words(row.get("title")),
                snippet=words(row.get("snippet")),
                date=_date(row),
                language=query.language,
                by=self.name,
            )
            for row in rows(value, "items")
            if (url := address(row.get("link")))
        ]
        return found, following if isinstance(following, int) else 0


def _date(row: dict[str, Any]) -> datetime | None:
    """Return the day that the page's own meta tags state."""
    tags = {str(name).lower(): value for tag in rows(row, "pagemap", "metatags")[:3] for name, value in tag.items()}
    return next((found for name in _DATES if (found := day(tags.get(name)))), None)


def _explained(error: AscertainError, key: str) -> AscertainError:
    """Return the error with what Google says; a used-up quota and a refused key are told apart."""
    told = told_by(error).get("error")
    if not isinstance(told, dict):
        return error
    said = words(told.get("message"), 200).replace(key, "…").rstrip(".")
    reasons = {str(row.get("reason", "")) for row in (*rows(told, "errors"), *rows(told, "details"))}
    if reasons & _QUOTA or told.get("status") == "RESOURCE_EXHAUSTED":
        return Unavailable(f"Google's quota is used up: {said}.", "Wait for tomorrow, or raise the quota.")
    if status_of(error) in (401, 403) or "API_KEY_INVALID" in reasons:
        return refused_key("Google", _KEY, said)
    return Unavailable(f"Google says: {said}.", "Check the settings of the search engine.") if said else error
