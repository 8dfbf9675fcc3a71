"""SearXNG: a metasearch engine that one hosts oneself."""

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
    status_of,
    strange,
)
from ascertain.errors import AscertainError, NotConfigured
from ascertain.records import Inquiry
from ascertain.settings import Settings
from ascertain.text.outside import address, day, rows, words

_VARIABLE = "ASCERTAIN_SEARXNG_URL"
_FORBIDDEN = 403
_MOST_PAGES = 3


@dataclass(frozen=True)
class SearXNG:
    """``/search`` of a SearXNG instance with ``format=json``.

    It fixes the number of results of a page itself, so that further pages are asked for until there are enough, at
    most three. Instances hand out JSON only when their settings allow it, and answer with status 403 otherwise.
    """

    settings: Settings

    name: ClassVar[str] = "SearXNG"

    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"query": "old pier", "number_of_results": 0, "results": [{"url": "https://pier.example/storm", '
        b'"title": "Storm takes the old pier", "content": "The pier was lost on <b>Tuesday</b>.", '
        b'"publishedDate": "2024-05-03T00:00:00", "engine": "mojeek", "engines": ["mojeek"], "score": 1.0, '
        b'"category": "general"}], "answers": [], "corrections": [], "infoboxes": [], "suggestions": [], '
        b'"unresponsive_engines": [["qwant", "access denied"]]}',
    )

    @property
    def missing(self) -> str:
        """Why it cannot be asked; empty when it can."""
        return "" if self.settings.searxng_url else f"no address is set ({_VARIABLE})"

    def queries(self, inquiry: Inquiry) -> list[SearchQuery]:
        """Return every query of the inquiry."""
        return every_query(inquiry)

    def search(self, query: SearchQuery, web: Web, seconds: float) -> list[Found]:
        """Return what it finds; see :class:`~ascertain.answer.searchers.searcher.Searcher`."""
        del seconds  # the client knows when the time is over
        found: dict[str, Found] = {}
        for page in range(1, _MOST_PAGES + 1):
            try:
                new = [one for one in self._page(query, page, web) if one.url not in found]
            except AscertainError:
                if not found:
                    raise
                break  # what the first pages brought is not lost
            found.update((one.url, one) for one in new)
            if not new or len(found) >= query.limit:
                break
        return list(found.values())[: query.limit]

    def _page(self, query: SearchQuery, page: int, web: Web) -> list[Found]:
        asked = {"q": query.text, "format": "json", "pageno": str(page), "language": query.language or "all"}
        url = f"{self.settings.searxng_url.rstrip('/')}/search?{urlencode(asked)}"
        try:
            reply = web.get(url, limit=LARGEST)
        except AscertainError as error:
            if status_of(error) == _FORBIDDEN:
                raise NotConfigured(
                    "SearXNG refuses to answer in JSON (status 403).",
                    "Add json to search.formats in its settings.yml, or use an instance that allows it.",
                ) from error
            raise
        value = answer_in(reply, self.name, _VARIABLE)
        if not isinstance(value.get("results"), list):
            raise strange(self.name, _VARIABLE)
        return [
            Found(
                url=url,
                title=words(row.get("title")),
                snippet=words(row.get("content")),
                date=day(row.get("publishedDate")),
                language=query.language,
                by=self.name,
            )
            for row in rows(value, "results")
            if (url := address(row.get("url")))
        ]
