"""One's own account: name, password, sessions, tokens of programs, taking one's data along, removal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import AscertainError, Invalid
from ascertain.faces.web.guarding import COOKIE
from ascertain.faces.web.language import to_say, words_for
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed

if TYPE_CHECKING:
    from ascertain.desk import Desk
    from ascertain.records import Person

Text = Annotated[str, Form(max_length=2000)]

DONE = {
    "name": to_say("Your name was changed."),
    "password": to_say("Your password was set; it works from now on."),
    "no-password": to_say("Your password was removed; links still sign you in."),
    "session": to_say("The session was ended."),
    "everywhere": to_say("All other sessions were ended."),
    "token": to_say("The token was ended."),
}


def account_pages(desk: Desk) -> APIRouter:
    """Return the pages of one's own account; all take being signed in."""
    routes = APIRouter()

    @routes.get("/account")
    def account(request: Request, said: Annotated[str, Query(max_length=20)] = "") -> Response:
        return _account(desk, request, allowed(request), said=said)

    @routes.post("/account/name")
    def name(request: Request, name: Text = "") -> Response:
        person = allowed(request)
        try:
            desk.people.rename(person, name)
        except AscertainError as error:
            return _account(desk, request, person, error=error)
        return _back("name")

    @routes.post("/account/password")
    def password(request: Request, password: Text = "", remove: Text = "") -> Response:
        person = allowed(request)
        try:
            desk.people.set_password(person, None if remove else password)
        except AscertainError as error:
            return _account(desk, request, person, error=error)
        # Whoever else is in this account by an old password is out of it.
        desk.people.sign_out_everywhere(person, but=request.state.session)
        return _back("no-password" if remove else "password")

    @routes.post("/account/session")
    def end(request: Request, session: Text = "") -> Response:
        person = allowed(request)
        try:
            desk.people.end_session(person, session)
        except AscertainError as error:
            return _account(desk, request, person, error=error)
        return _back("session")

    @routes.post("/account/everywhere")
    def everywhere(request: Request) -> Response:
        desk.people.sign_out_everywhere(allowed(request), but=request.state.session)
        return _back("everywhere")

    @routes.post("/account/token")
    def token(request: Request, name: Text = "", days: Annotated[int, Form(ge=1, le=366)] = 90) -> Response:
        person = allowed(request)
        try:
            made, _ = desk.people.new_token(person, name, days)
        except AscertainError as error:
            return _account(desk, request, person, error=error)
        return _account(desk, request, person, made=made)

    @routes.post("/account/token/end")
    def end_token(request: Request, token: Text = "") -> Response:
        person = allowed(request)
        try:
            desk.people.end_token(person, token)
        except AscertainError as error:
            return _account(desk, request, person, error=error)
        return _back("token")

    @routes.get("/account/export.json")
    def export(request: Request) -> Response:
        person = allowed(request)
        comments = desk.comments.export(person.id, person).model_dump(mode="json")
        body = json.dumps({**desk.people.export(person), "comments": comments}, indent=2, ensure_ascii=False)
        headers = {
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "Cache-Control": "private, no-store",
        }
        return Response(body, media_type="application/json", headers=headers)

    @routes.post("/account/remove")
    def remove(request: Request, sure: Text = "", comments: Text = "anonymise") -> Response:
        person = allowed(request)
        try:
            if sure != "yes":
                raise Invalid("You did not say that you are sure.", "Tick the box, then remove the account.")
            if comments not in ("anonymise", "blank"):
                raise Invalid("It was not said what becomes of your comments.", "Choose one of the two.")
            # First what may still be refused, and the account last: without it nobody could do the rest.
            desk.people.may_be_removed(person, by=person)
            desk.comments.forget(person.id, "blank" if comments == "blank" else "anonymise", person)
            desk.people.remove(person, by=person)
        except AscertainError as error:
            return _account(desk, request, person, error=error)
        answer = RedirectResponse("/", status_code=303)
        for name in (COOKIE, f"__Host-{COOKIE}"):
            answer.delete_cookie(name, path="/", secure=name.startswith("__"), httponly=True, samesite="lax")
        answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return answer

    return routes


def _account(
    desk: Desk,
    request: Request,
    person: Person,
    *,
    error: AscertainError | None = None,
    said: str = "",
    made: str = "",
) -> Response:
    sessions, current = desk.people.sessions(person, request.state.session)
    context: dict[str, Any] = {
        "account": desk.people.get(person.id),
        "sessions": sessions,
        "current": current,
        "tokens": desk.people.tokens(person),
        "made": made,
        "passwords": desk.settings.passwords,
        "has_password": desk.people.has_password(person),
        "error": error,
        "done": words_for(request).say(DONE[said]) if said in DONE else "",
    }
    return page(request, "account.html.j2", status=error.http_status if error else 200, **context)


def _back(said: str) -> Response:
    return RedirectResponse(f"/account?said={said}", status_code=303)
