"""Settings, health and people at the desk: what is set and where it comes from, what works, and who there is."""

from __future__ import annotations

import ast
import inspect
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import SecretStr

from ascertain.faces.web.deskroom import PRIVATE, DeskRoute, desk_page
from ascertain.faces.web.deskwords import COUNTS, STATES
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed
from ascertain.settings import Settings

if TYPE_CHECKING:
    from ascertain.desk import Desk


@dataclass(frozen=True)
class Set:
    """A setting as the page shows it."""

    name: str
    """Its environment variable."""
    words: str
    """What it does."""
    value: str
    """Its value; empty for what is empty, and for secrets."""
    secret: bool
    is_set: bool
    """Whether a secret has a value."""
    origin: Literal["environment", "command", "default"]
    """Where the value comes from: a variable, what started the desk, or nowhere."""


def settings_shown(settings: Settings, environment: Sequence[str]) -> list[Set]:
    """Return every setting; a secret's value is never in it. ``environment`` are the names of variables; pure."""
    described = _descriptions(type(settings))
    there = {name.upper() for name in environment}
    made = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        secret = isinstance(value, SecretStr)
        variable = f"ASCERTAIN_{name.upper()}"
        standard = field.get_default(call_default_factory=True)
        changed = value != standard
        origin: Literal["environment", "command", "default"] = (
            "environment" if variable in there else "command" if changed else "default"
        )
        shown = "" if secret else _written(value)
        made.append(
            Set(variable, described.get(name, ""), shown, secret, secret and bool(value.get_secret_value()), origin)
        )
    return made


def settings_pages(desk: Desk) -> APIRouter:
    """Return the pages of settings, health and people."""
    routes = APIRouter(route_class=DeskRoute)

    @routes.get("/desk/settings")
    def settings(request: Request) -> Response:
        allowed(request, "admin")
        shown = settings_shown(desk.settings, list(os.environ))
        return desk_page(desk, request, "desk-settings.html.j2", tab="settings", settings=shown)

    @routes.get("/desk/health")
    def health(request: Request, fresh: bool = False) -> Response:
        allowed(request, "reporter")
        found = desk.work.health(desk.doctor, fresh=fresh)
        order = {"broken": 0, "ok": 1, "optional": 2}
        checks = sorted(found.checks, key=lambda check: order.get(check.state, 3))
        return desk_page(
            desk,
            request,
            "desk-health.html.j2",
            tab="health",
            health=found,
            checks=checks,
            states=STATES,
            counted=COUNTS,
        )

    @routes.get("/desk/health/broken")
    def broken(request: Request) -> Response:
        """Return what does not work as a piece of a page, for the start page, which does not wait for it."""
        allowed(request, "reporter")
        found = desk.work.health(desk.doctor)
        return page(request, "desk-broken.html.j2", headers=PRIVATE, health=found)

    return routes


@cache
def _descriptions(of: type) -> dict[str, str]:
    """Return the docstrings that stand below a class's fields; none where its source is not there."""
    try:
        body = ast.parse(inspect.getsource(of)).body[0]
    except OSError:
        return {}
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False) if isinstance(body, ast.ClassDef) else ():
        named = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.target.id
        if named and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found[named] = " ".join(str(text.value.value).split())
    return found


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset | set | list | tuple):
        return ", ".join(sorted(str(one) for one in value))
    return _without_password(str(value))


def _without_password(text: str) -> str:
    """Return an address without the password in it."""
    if "://" not in text or "@" not in text:
        return text
    scheme, _, rest = text.partition("://")
    login, _, place = rest.rpartition("@")
    user, colon, _ = login.partition(":")
    return f"{scheme}://{user}{':…' if colon else ''}@{place}"
