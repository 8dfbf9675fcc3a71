"""Searching everything collected, as a route and as a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ascertain.desk import Desk
from ascertain.errors import AscertainError
from ascertain.faces.api.pages import site
from ascertain.records import KINDS, HitKind, SearchResult
from ascertain.verbs.searching import LONGEST, MOST

_TITLE = "Search everything collected"


def search_routes(desk: Desk) -> APIRouter:
    """Return the route of the API that searches."""
    routes = APIRouter()

    @routes.get("/search")
    def search(
        query: Annotated[str, Query(min_length=1, max_length=LONGEST, description="Words, a name, a sentence.")],
        limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
        kind: Annotated[list[HitKind], Query(description="What is looked for; everything unless said.")] = [],  # noqa: B006 - FastAPI copies defaults
    ) -> SearchResult:
        """Return what the collection holds on a query: documents by passage, fact-checks, claims of verified pages."""
        return desk.find(query, limit=limit, kinds=kind or KINDS)

    return routes


def search_pages(desk: Desk) -> APIRouter:
    """Return the page that searches."""
    routes = APIRouter()

    @routes.get("/search")
    def search(request: Request, query: str = "") -> Response:
        if not query.strip():
            return site(request, desk, _TITLE, searching=True)
        try:
            return site(request, desk, _TITLE, searching=True, hits=desk.find(query, limit=50), text=query)
        except AscertainError as error:
            return site(request, desk, _TITLE, searching=True, error=error, text=query)

    return routes
