"""Wikipedia: articles of the language of a query, by MediaWiki's API; the text comes with the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from ascertain.answer.searchers.searcher import (
    LARGEST,
    Found,
    SearchQuery,
    Web,
    answer_in,
    client_name,
    short_queries,
    strange,
)
from ascertain.errors import AscertainError, Unavailable
from ascertain.records import Inquiry
from ascertain.settings import Settings
from ascertain.text.outside import day, rows, words

_VARIABLE = "ASCERTAIN_WIKIPEDIA_URL"
_EDITION = re.compile(r"[a-z]{2,3}")
_ARTICLES = 3
"""Articles whose text is asked for, one request each: MediaWiki gives one whole extract at a time."""

_FEWER = 4
"""Terms of the second try: every word has to occur, so that a long query may well find nothing."""

_LONGEST = 300
_TEXT = 200_000


@dataclass(frozen=True)
class Wikipedia:
    """``action=query`` with ``list=search``, then ``prop=extracts|info`` for the best articles.

    The address is that of the revision that was read (``oldid``), so that a citation shows the words cited also after
    the article was changed; its day is that of the revision. Off unless a setting turns it on, because it sends the
    reader's words to a third party. The ``User-Agent`` follows Wikimedia's policy.
    """

    settings: Settings

    name: ClassVar[str] = "Wikipedia"

    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"batchcomplete": true, "query": {"searchinfo": {"totalhits": 1}, "search": [{"ns": 0, "title": "Old Pier", '
        b'"pageid": 7, "size": 900, "wordcount": 120, "snippet": "The <span class=\\"searchmatch\\">pier</span> was '
        b'lost", "timestamp": "2024-05-04T10:00:00Z"}]}}',
        b'{"batchcomplete": true, "query": {"pages": [{"pageid": 7, "ns": 0, "title": "Old Pier", "extract": '
        b'"The Old Pier was lost on 3 May 2024.", "lastrevid": 4711, "contentmodel": "wikitext", "length": 900}]}}',
    )

    @property
    def missing(self) -> str:
        """Why it cannot be asked; empty when it can."""
        return "" if self.settings.wikipedia else "it is not turned on (ASCERTAIN_WIKIPEDIA)"

    def queries(self, inquiry: Inquiry) -> list[SearchQuery]:
        """Return the shortest query of each language that has an edition, without figures.

        Every word has to occur, and an article that gives another figure is what one looks for.
        """
        editions = [query for query in short_queries(inquiry) if _EDITION.fullmatch(query.language or "en")]
        return [replace(query, text=_without_figures(query.text)) for query in editions]

    def search(self, query: SearchQuery, web: Web, seconds: float) -> list[Found]:
        """Return the articles found, with their text; see :class:`~ascertain.answer.searchers.searcher.Searcher`."""
        del seconds  # the client knows when the time is over
        base = self.settings.wikipedia_url.rstrip("/").replace("{language}", query.language or "en")
        listed = self._listed(base, query.text, query.limit, web)
        if not listed and len(terms := query.text.split()) > _FEWER:
            listed = self._listed(base, " ".join(terms[:_FEWER]), query.limit, web)
        found: list[Found] = []
        for row in listed[:_ARTICLES]:
            try:
                article = self._article(base, row, query.language or "en", web)
            except AscertainError:
                if not found:
                    raise
                break  # what was read is not lost
            if article is not None:
                found.append(article)
        return found

    def _listed(self, base: str, text: str, limit: int, web: Web) -> list[dict[str, Any]]:
        asked = {"list": "search", "srsearch": text[:_LONGEST], "srlimit": str(limit), "srprop": "snippet|timestamp"}
        return rows(self._asked(base, asked, web), "query", "search")

    def _article(self, base: str, row: dict[str, Any], language: str, web: Web) -> Found | None:
        title = words(row.get("title"))
        asked = {"prop": "extracts|info", "explaintext": "1", "exlimit": "1", "redirects": "1", "titles": title}
        page = next(iter(rows(self._asked(base, asked, web), "query", "pages")), {})
        text, revision = page.get("extract"), page.get("lastrevid")
        if not isinstance(text, str) or not text.strip() or not isinstance(revision, int):
            return None
        return Found(
            url=f"{base}/w/index.php?{urlencode({'title': title, 'oldid': str(revision)})}",
            title=title,
            snippet=words(row.get("snippet")),
            date=day(row.get("timestamp")),
            language=language,
            by=self.name,
            text=text[:_TEXT],
        )

    def _asked(self, base: str, asked: dict[str, str], web: Web) -> dict[str, Any]:
        query = urlencode({"action": "query", "format": "json", "formatversion": "2", **asked})
        headers = {"User-Agent": client_name(self.settings)}
        return checked(
            answer_in(web.get(f"{base}/w/api.php?{query}", limit=LARGEST, headers=headers), self.name, _VARIABLE),
            self.name,
            _VARIABLE,
        )


def _without_figures(text: str) -> str:
    return " ".join(word for word in text.split() if not any(sign.isdigit() for sign in word)) or text


def checked(value: dict[str, Any], name: str, variable: str) -> dict[str, Any]:
    """Return MediaWiki's answer; raises ``Unavailable`` for its errors, which come with status 200."""
    error = value.get("error")
    if isinstance(error, dict):
        raise Unavailable(f"{name} says: {words(error.get('info'), 200).rstrip('.')}.", "Try again later.")
    if not value.keys() & {"query", "batchcomplete", "search", "entities"}:
        raise strange(name, variable)
    return value
