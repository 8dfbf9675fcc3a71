"""People, for administrators: who there is, their roles, invitations, blocking; and the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import AscertainError, Invalid
from ascertain.faces.web.deskroom import DeskRoute, desk_page
from ascertain.faces.web.signing import base_of
from ascertain.faces.web.visiting import allowed
from ascertain.records import Role

if TYPE_CHECKING:
    from ascertain.desk import Desk

ROLE_NAMES: tuple[Role, ...] = ("reader", "reporter", "editor", "admin")
_LINES = 200

Text = Annotated[str, Form(max_length=2000)]


def people_pages(desk: Desk) -> APIRouter:
    """Return the pages of people and of the audit log; they take the role of admin."""
    routes = APIRouter(route_class=DeskRoute)

    @routes.get("/desk/people")
    def people(request: Request) -> Response:
        allowed(request, "admin")
        return _people(desk, request)

    @routes.post("/desk/people/invite")
    def invite(request: Request, role: Text = "") -> Response:
        by = allowed(request, "admin")
        return _people(desk, request, link=desk.people.invite_link(_role(role), by=by, base=base_of(request)))

    @routes.post("/desk/people/add")
    def add(request: Request, email: Text = "", role: Text = "") -> Response:
        by = allowed(request, "admin")
        try:
            desk.people.add(email, role=_role(role), by=by)
        except AscertainError as error:
            return _people(desk, request, error=error)
        return RedirectResponse("/desk/people", status_code=303)

    @routes.post("/desk/people/{person_id}/role")
    def set_role(request: Request, person_id: str, role: Text = "") -> Response:
        by = allowed(request, "admin")
        try:
            desk.people.set_role(person_id, _role(role), by=by)
        except AscertainError as error:
            return _people(desk, request, error=error)
        return RedirectResponse("/desk/people", status_code=303)

    @routes.post("/desk/people/{person_id}/block")
    def block(request: Request, person_id: str, blocked: Text = "yes") -> Response:
        by = allowed(request, "admin")
        try:
            desk.people.block(person_id, blocked == "yes", by=by)
        except AscertainError as error:
            return _people(desk, request, error=error)
        return RedirectResponse("/desk/people", status_code=303)

    @routes.get("/desk/people/log")
    def log(request: Request) -> Response:
        allowed(request, "admin")
        lines = desk.people.lines(_LINES)
        names = desk.store.people.named(sorted({one for line in lines for one in (line.by, line.about) if one}))
        return desk_page(
            desk, request, "desk-log.html.j2", tab="people", lines=lines, called=names, wrong=desk.people.check_log()
        )

    return routes


def _role(text: str) -> Role:
    found = next((role for role in ROLE_NAMES if role == text), None)
    if found is None:
        raise Invalid("There is no such role.", f"Choose one of {', '.join(ROLE_NAMES)}.")
    return found


def _people(desk: Desk, request: Request, *, link: str = "", error: AscertainError | None = None) -> Response:
    return desk_page(
        desk,
        request,
        "desk-people.html.j2",
        tab="people",
        status=error.http_status if error else 200,
        everybody=desk.people.everybody(),
        role_names=ROLE_NAMES,
        link=link,
        error=error,
    )
