"""The library of the desk: documents, fact-checks, pictures, answers, traces, dossiers, and what was said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import NotFound
from ascertain.faces.web.deskroom import DeskRoute, desk_page
from ascertain.faces.web.deskwords import LISTS
from ascertain.faces.web.visiting import allowed
from ascertain.store.library import Kind

if TYPE_CHECKING:
    from ascertain.desk import Desk

_PAGES: dict[Kind, str] = {
    "documents": "/desk/documents",
    "factchecks": "/desk/factchecks",
    "pictures": "/desk/pictures",
    "answers": "/answers",
    "traces": "/traces",
    "dossiers": "/dossiers",
}
"""Where each kind has its pages; those of answers, traces and dossiers are pages of the site."""


def library_pages(desk: Desk) -> APIRouter:
    """Return the pages of the library."""
    routes = APIRouter(route_class=DeskRoute)

    @routes.get("/desk/library")
    def library(request: Request) -> Response:
        return _list(desk, request, "documents", "", "")

    @routes.get("/desk/library/{kind}")
    def listed(
        request: Request,
        kind: str,
        text: Annotated[str, Query(max_length=500)] = "",
        behind: Annotated[str, Query(max_length=200)] = "",
    ) -> Response:
        allowed(request, "reporter")
        wanted = next((one for one in LISTS if one == kind), None)
        if wanted is None:
            raise NotFound(f"The library has no list of {kind[:60]}.", f"There are: {', '.join(LISTS)}.")
        return _list(desk, request, wanted, text, behind)

    @routes.get("/desk/documents/{record_id}")
    def document(request: Request, record_id: str) -> Response:
        return _about(desk, request, "documents", record_id)

    @routes.get("/desk/factchecks/{record_id}")
    def fact_check(request: Request, record_id: str) -> Response:
        return _about(desk, request, "factchecks", record_id)

    @routes.get("/desk/pictures/{record_id}")
    def picture(request: Request, record_id: str) -> Response:
        return _about(desk, request, "pictures", record_id)

    @routes.get("/desk/records/{record_id}")
    def record(request: Request, record_id: str) -> Response:
        """Lead to the page of a record, whatever it is."""
        allowed(request, "reporter")
        kind = desk.work.place_of(record_id)
        inside = "" if kind in {"answers", "traces", "dossiers"} else "/desk"
        return RedirectResponse(f"{inside}/{kind}/{quote(record_id)}", status_code=303)

    return routes


def _list(desk: Desk, request: Request, kind: Kind, text: str, behind: str) -> Response:
    allowed(request, "reporter")
    found = desk.work.library(kind, text=text, behind=behind)
    here = f"/desk/library/{kind}"
    kept = {"text": text} if text else {}
    return desk_page(
        desk,
        request,
        "desk-library.html.j2",
        tab="library",
        kind=kind,
        lists=LISTS,
        found=found,
        text=text,
        behind=behind,
        to=_PAGES[kind],
        first=f"{here}?{urlencode(kept)}" if kept else here,
        more=f"{here}?{urlencode({**kept, 'behind': found.behind})}" if found.behind else "",
    )


def _about(desk: Desk, request: Request, kind: Kind, record_id: str) -> Response:
    allowed(request, "reporter")
    found = desk.work.seen_and_said(kind, record_id)
    return desk_page(
        desk,
        request,
        "desk-about.html.j2",
        tab="library",
        judgements=found.judgements,
        kind=kind,
        lists=LISTS,
        found=found,
        record=found.record,
        about=record_id,
    )
