"""Every searcher of the web, and which of them the settings allow."""

from __future__ import annotations

from ascertain.answer.searchers.brave import Brave
from ascertain.answer.searchers.gdelt import Gdelt
from ascertain.answer.searchers.googlesearch import GoogleSearch
from ascertain.answer.searchers.searcher import Searcher
from ascertain.answer.searchers.searxng import SearXNG
from ascertain.answer.searchers.wikidata import Wikidata
from ascertain.answer.searchers.wikipedia import Wikipedia
from ascertain.records import Asked
from ascertain.settings import Settings

SEARCHERS = (SearXNG, Brave, GoogleSearch, Wikipedia, Wikidata, Gdelt)
"""Every adapter, in the order in which readers see them."""


def open_searchers(settings: Settings) -> tuple[list[Searcher], list[Asked]]:
    """Return the searchers that can be asked, and for each of the others why it cannot; nothing is sent yet."""
    searchers: list[Searcher] = [searcher(settings) for searcher in SEARCHERS]
    ready = [searcher for searcher in searchers if not searcher.missing]
    return ready, [Asked(searcher=one.name, problem=f"not searched: {one.missing}") for one in searchers if one.missing]
