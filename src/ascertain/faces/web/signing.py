"""Signing in and out: by a link, with a password, or at an OpenID provider; every form works without a script."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, BackgroundTasks, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import AscertainError
from ascertain.faces.web.guarding import COOKIE, served_safely
from ascertain.faces.web.limiting import limited, network_of
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from ascertain.desk import Desk
    from ascertain.verbs.people import SignedIn

_BEGUN = "signin"
"""Cookie of a sign-in that was begun at a provider."""

_BEGUN_PER_HOUR = 60
_LONGEST = 2000
_DAY = 24 * 3600
_LOG = logging.getLogger(__name__)

Text = Annotated[str, Form(max_length=_LONGEST)]


def signing_pages(desk: Desk) -> APIRouter:
    """Return the pages of signing in and out."""
    routes = APIRouter()

    @routes.get("/signin")
    def form(request: Request, next: Annotated[str, Query(max_length=_LONGEST)] = "") -> Response:
        if visitor(request) is not None:
            return RedirectResponse(inside(next) or "/account", status_code=303)
        return _form(desk, request, next)

    @routes.post("/signin")
    def send(request: Request, later: BackgroundTasks, email: Text = "", next: Text = "") -> Response:
        try:
            desk.people.send_link(
                email,
                inside(next),
                base=base_of(request),
                after=network_of(request),
                later=lambda send: later.add_task(_sent, send),
            )
        except AscertainError as error:
            return _form(desk, request, next, error=error, email=email)
        answer = page(request, "signin-sent.html.j2", email=email)
        answer.background = later
        return answer

    @routes.post("/signin/password")
    def password(request: Request, email: Text = "", password: Text = "", next: Text = "") -> Response:
        try:
            signed = desk.people.sign_in_with_password(
                email, password, agent=_agent(request), instead_of=request.state.session, after=network_of(request)
            )
        except AscertainError as error:
            return _form(desk, request, next, error=error, email=email)
        return let_in(request, signed, next)

    @routes.get("/signin/link")
    def offered(request: Request, token: Annotated[str, Query(max_length=_LONGEST)] = "") -> Response:
        # Programs that look at letters open every link: only the button uses it up.
        offer = desk.people.offer(token)
        return page(request, "signin-link.html.j2", status=200 if offer else 404, offer=offer, token=token, error=None)

    @routes.post("/signin/link")
    def redeem(request: Request, token: Text = "", name: Text = "") -> Response:
        try:
            signed = desk.people.redeem(token, name=name, agent=_agent(request), instead_of=request.state.session)
        except AscertainError as error:
            offer = desk.people.offer(token)
            return page(request, "signin-link.html.j2", status=error.http_status, offer=offer, token=token, error=error)
        return let_in(request, signed)

    @routes.get("/signin/oidc")
    def begin(request: Request, next: Annotated[str, Query(max_length=_LONGEST)] = "") -> Response:
        # A link and no form: a page's policy of where its forms lead would hold for the provider's pages as well.
        try:
            limited(request, "oidc", per_hour=_BEGUN_PER_HOUR)
            address, token = desk.people.begin_oidc(inside(next), base_of(request))
        except AscertainError as error:
            return _form(desk, request, next, error=error)
        answer = RedirectResponse(address, status_code=303)
        _set(request, answer, _BEGUN, token, 600, path="/signin")
        return answer

    @routes.get("/signin/oidc/back")
    def back(request: Request) -> Response:
        answered = {key: value[:_LONGEST] for key, value in request.query_params.items()}
        try:
            signed = desk.people.finish_oidc(
                request.cookies.get(_BEGUN, ""), answered, agent=_agent(request), instead_of=request.state.session
            )
        except AscertainError as error:
            return _form(desk, request, "", error=error)
        answer = let_in(request, signed)
        answer.delete_cookie(_BEGUN, path="/signin")
        return answer

    @routes.post("/signout")
    def out(request: Request) -> Response:
        if request.state.session:
            desk.people.sign_out(request.state.session)
        answer = RedirectResponse("/", status_code=303)
        for name in (COOKIE, f"__Host-{COOKIE}"):
            answer.delete_cookie(name, path="/", secure=name.startswith("__"), httponly=True, samesite="lax")
        # Pages that the browser kept may name who was signed in.
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    return routes


def let_in(request: Request, signed: SignedIn, next: str = "") -> Response:
    """Return the way to where somebody wanted to go, with the cookie of their new session."""
    desk: Desk = request.state.desk
    answer = RedirectResponse(inside(signed.next) or inside(next) or _first(signed.person.role), status_code=303)
    _set(request, answer, COOKIE, signed.token, desk.settings.session_days * _DAY)
    return answer


def inside(wanted: str) -> str:
    """Return an address if it is a path of this site, else nothing: a sign-in must not lead to another site."""
    if len(wanted) > _LONGEST or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return ""
    if any(ord(character) < 33 or character in "\\\x7f" for character in wanted):
        return ""
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc and not parts.path.startswith("/signin") else ""


def base_of(request: Request) -> str:
    """Return the address of the site as this request reached it; names that are not the site's do not get here."""
    return f"{request.scope.get('scheme', 'http')}://{request.headers.get('host', '127.0.0.1')}"


def _first(role: str) -> str:
    return "/account" if role == "reader" else "/desk"


def _agent(request: Request) -> str:
    return request.headers.get("user-agent", "")


def _set(request: Request, answer: Response, name: str, value: str, seconds: int, path: str = "/") -> None:
    safe = served_safely(request)
    if safe and path == "/":
        name = f"__Host-{name}"
    answer.set_cookie(name, value, max_age=seconds, path=path, secure=safe, httponly=True, samesite="lax")


def _form(desk: Desk, request: Request, next: str, *, error: AscertainError | None = None, email: str = "") -> Response:
    settings = desk.settings
    issuer = settings.oidc_issuer and settings.oidc_client_id
    return page(
        request,
        "signin.html.j2",
        status=error.http_status if error else 200,
        error=error,
        email=email,
        next=inside(next),
        letters=bool(settings.smtp_url and settings.mail_from),
        passwords=settings.passwords,
        provider=(settings.oidc_name or urlsplit(settings.oidc_issuer).netloc) if issuer else "",
        open_to_all=settings.signup == "open",
    )


def _sent(send: Callable[[], None]) -> None:
    try:
        send()
    except AscertainError as error:
        # Whoever asked has their answer; who runs the site must see that letters do not go out.
        _LOG.error("%s", error)
