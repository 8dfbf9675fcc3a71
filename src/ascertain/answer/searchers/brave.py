"""Brave: web search with an index of its own, for a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
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
from ascertain.errors import AscertainError
from ascertain.records import Inquiry
from ascertain.settings import Settings
from ascertain.text.outside import address, day, rows, words
from ascertain.text.wordsets import word_set

_VARIABLE = "ASCERTAIN_BRAVE_URL"
_KEY = "ASCERTAIN_BRAVE_KEY"
_PAGE = 20
_LAST_OFFSET = 9
_LONGEST, _MOST_WORDS = 400, 50
_LANGUAGES = word_set(
    "ar eu bn bg ca hr cs da nl en et fi fr gl de el gu he hi hu is it kn ko lv lt ms ml mr nb pl pa ro ru sr sk sl es "
    "sv ta te th tr uk vi"
)
_DENIED = frozenset({401, 403})
_PAUSE = 1.0
"""Seconds between two requests: the free plan takes one a second."""


@dataclass(frozen=True)
class Brave:
    """``/res/v1/web/search`` of the Brave Search API; the key travels in ``X-Subscription-Token``.

    It takes queries of at most 400 characters and 50 words, gives 20 results a page at most, and pages 0 to 9. An
    unknown ``search_lang`` is an error (status 422), so that only known ones are sent.
    """

    settings: Settings

    name: ClassVar[str] = "Brave"

    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"type": "search", "query": {"original": "old pier", "more_results_available": false}, "web": {"type": '
        b'"search", "results": [{"type": "search_result", "title": "Storm takes the old pier", "url": '
        b'"https://pier.example/storm", "description": "The pier was lost on <strong>Tuesday</strong>.", "page_age": '
        b'"2024-05-03T00:00:00", "age": "May 3, 2024", "language": "en"}]}}',
    )

    @property
    def missing(self) -> str:
        """Why it cannot be asked; empty when it can."""
        return "" if self.settings.brave_key.get_secret_value() else f"no key is set ({_KEY})"

    def queries(self, inquiry: Inquiry) -> list[SearchQuery]:
        """Return every query of the inquiry."""
        return every_query(inquiry)

    def search(self, query: SearchQuery, web: Web, seconds: float) -> list[Found]:
        """Return what it finds; see :class:`~ascertain.answer.searchers.searcher.Searcher`."""
        del seconds  # the client knows when the time is over
        found: list[Found] = []
        for offset in range(_LAST_OFFSET + 1):
            try:
                new, more = self._page(query, offset, web)
            except AscertainError:
                if not found:
                    raise
                break  # what the first pages brought is not lost
            found += new
            if not more or not new or len(found) >= query.limit:
                break
        return found[: query.limit]

    def _page(self, query: SearchQuery, offset: int, web: Web) -> tuple[list[Found], bool]:
        text = " ".join(query.text.split()[:_MOST_WORDS])[:_LONGEST]
        # Page n begins at result n × count, so that the count stays the same from page to page.
        asked = {"q": text, "count": str(min(_PAGE, query.limit)), "offset": str(offset), "text_decorations": "false"}
        if query.language in _LANGUAGES:
            asked["search_lang"] = query.language
        url = f"{self.settings.brave_url.rstrip('/')}/res/v1/web/search?{urlencode(asked)}"
        key = self.settings.brave_key.get_secret_value()
        try:
            headers = {"X-Subscription-Token": key, "Accept": "application/json"}
            reply = web.get(url, limit=LARGEST, headers=headers, pause=_PAUSE)
        except AscertainError as error:
            said = told_by(error).get("error")
            detail = words(said.get("detail"), 200).replace(key, "…").rstrip(".") if isinstance(said, dict) else ""
            code = words(said.get("code"), 100) if isinstance(said, dict) else ""
            if status_of(error) in _DENIED or "TOKEN_INVALID" in code:
                raise refused_key(self.name, _KEY, detail) from error
            raise
        value = answer_in(reply, self.name, _VARIABLE)
        web_part = value.get("web", {})  # absent when there are no results
        if not isinstance(web_part, dict) or not isinstance(web_part.get("results", []), list) or "error" in value:
            raise strange(self.name, _VARIABLE)
        told = value.get("query")
        more = bool(told.get("more_results_available")) if isinstance(told, dict) else False
        return [
            Found(
                url=url,
                title=words(row.get("title")),
                snippet=words(row.get("description")),
                date=day(row.get("page_age")),
                language=words(row.get("language"), 10) or query.language,
                by=self.name,
            )
            for row in rows(web_part, "results")
            if (url := address(row.get("url")))
        ], more
