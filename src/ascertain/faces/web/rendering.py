"""Pages of the site: templates inside one frame, with styles and scripts as files of their own."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ascertain.errors import NotFound
from ascertain.faces.report.page import asset, page_environment
from ascertain.faces.web.formats import FILTERS
from ascertain.faces.web.language import Words, languages, own_name, words_for
from ascertain.faces.web.visiting import visitor

if TYPE_CHECKING:
    from jinja2 import Environment

_FROM_REPORTS = {
    *("dossier.css", "answer.css", "trace.css", "progress.css"),
    *("dossier.js", "trace.js", "ask.js"),
}
"""Styles and scripts that pages of their own carry inside; the site serves them as files."""


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """Return a page: ``template`` of this package's ``templates`` inside the frame, in the reader's language.

    Templates see ``request``, ``person`` (``None`` when nobody is signed in), ``_`` for words of the interface,
    ``ngettext("{n} comment", "{n} comments", n)`` for words that depend on a number, the filters ``day``, ``moment``
    and ``number``, ``static(name)`` for the address of a style or script, and what is given as ``context``.
    """
    words: Words = words_for(request)
    body = (
        _environment()
        .get_template(template)
        .render(
            request=request,
            person=visitor(request),
            _=words.say,
            ngettext=words.count,
            words_in=words,
            tongues=[(one, own_name(one)) for one in languages()],
            static=address,
            **context,
        )
    )
    return HTMLResponse(body, status_code=status, headers=dict(headers or {}))


def fragment(words: Words, template: str, **context: Any) -> str:
    """Return a part of a page, for a script to put in its place; templates see what they see in :func:`page`."""
    return (
        _environment()
        .get_template(template)
        .render(_=words.say, ngettext=words.count, words_in=words, static=address, **context)
    )


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, FunctionLoader, PackageLoader

    shared = page_environment()
    environment = shared.overlay(
        loader=ChoiceLoader([PackageLoader("ascertain.faces.web"), FunctionLoader(_report_part)])
    )
    environment.filters = {**shared.filters, **FILTERS}  # an overlay shares what it does not name
    return environment


def _report_part(name: str) -> str | None:
    """Return a template that the reports have too, ``None`` when there is none."""
    try:
        return asset(name)
    except FileNotFoundError:
        return None


@cache
def static_file(name: str) -> bytes:
    """Return a style, script or picture of the site; raises :class:`NotFound`."""
    if name in _FROM_REPORTS:
        return asset(name).encode()
    folder = files(__package__).joinpath("static")
    if name not in {entry.name for entry in folder.iterdir()}:
        raise NotFound(f"There is no file {name}.")
    return folder.joinpath(name).read_bytes()


@cache
def address(name: str) -> str:
    """Return the address of a style, script or picture of the site; it changes whenever the file does."""
    return f"/static/{name}?v={hashlib.sha256(static_file(name)).hexdigest()[:12]}"


def static_routes() -> APIRouter:
    """Return the route of styles and scripts; browsers keep them for a year, because a change has another address."""
    routes = APIRouter()

    @routes.get("/static/{name}")
    def static(name: str) -> Response:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(
            static_file(name), media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"}
        )

    return routes
