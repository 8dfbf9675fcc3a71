"""The desk behind the login: its start page, and every other page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ascertain.faces.web.deskdrafts import draft_pages
from ascertain.faces.web.desklibrary import library_pages
from ascertain.faces.web.desknetworks import network_pages
from ascertain.faces.web.deskqueue import queue_pages
from ascertain.faces.web.deskroom import DeskRoute, desk_page
from ascertain.faces.web.desksettings import settings_pages
from ascertain.faces.web.visiting import allowed

if TYPE_CHECKING:
    from ascertain.desk import Desk

_HISTORY = 100


def desk_pages(desk: Desk) -> APIRouter:
    """Return every page of the desk."""
    routes = APIRouter(route_class=DeskRoute)

    @routes.get("/desk")
    def start(request: Request) -> Response:
        person = allowed(request, "reporter")
        found = desk.work.changes(person)
        return desk_page(
            desk,
            request,
            "desk-start.html.j2",
            tab="start",
            judgements=found.judgements,
            people=[draft.by for draft in found.drafts],
            changes=found,
            counts=desk.work.counts(),
            health=desk.work.last_health,
        )

    @routes.get("/desk/history")
    def history(request: Request, by: Annotated[str, Query(max_length=64)] = "") -> Response:
        allowed(request, "reporter")
        found = desk.work.history(limit=_HISTORY, by=by)
        return desk_page(desk, request, "desk-history.html.j2", tab="history", judgements=found, people=[by], by=by)

    routes.include_router(queue_pages(desk))
    routes.include_router(draft_pages(desk))
    routes.include_router(library_pages(desk))
    routes.include_router(network_pages(desk))
    routes.include_router(settings_pages(desk))
    return routes
