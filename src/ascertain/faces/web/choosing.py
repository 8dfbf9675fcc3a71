"""Choosing the language of the interface."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import Invalid
from ascertain.faces.web.language import COOKIE, languages

_YEAR = 365 * 24 * 3600


def language_pages() -> APIRouter:
    """Return the route that keeps the chosen language in a cookie and leads back."""
    routes = APIRouter()

    @routes.post("/language")
    def choose(
        request: Request,
        language: Annotated[str, Form(max_length=20)],
        next: Annotated[str, Form(max_length=2000)] = "/",
    ) -> Response:
        if language not in languages():
            raise Invalid(f"The interface does not speak {language!r}.", f"Choose one of {', '.join(languages())}.")
        answer = RedirectResponse(own_path(next), status_code=303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax", secure=secure)
        return answer

    return routes


def own_path(path: str) -> str:
    """Return the path when it leads to a page of this site, the front page otherwise."""
    local = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if local and path.isprintable() else "/"
