"""The pages: verify a page, find related fact-checks, read a dossier; they work without a script."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, Refused
from ascertain.faces.report.page import asset, dossier_page, page_environment, trusted
from ascertain.ingest import RawPage
from ascertain.records import Match
from ascertain.text import detect_language

_LATEST = 20
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'"


def page_routes(desk: Desk) -> APIRouter:
    """Return the routes of the pages over one desk."""
    routes = APIRouter()

    @routes.get("/")
    def home() -> Response:
        return _site(desk, "Verify what is published")

    @routes.post("/verify")
    async def verify(request: Request) -> Response:
        form = parse_qs(await _body(request, desk.settings.page_limit), keep_blank_values=True)
        url, text = (form.get(name, [""])[0].strip() for name in ("url", "text"))
        try:
            dossier = await run_in_threadpool(desk.verify, _target(url, text))
        except AscertainError as error:
            return _site(desk, "Verify what is published", error=error, url=url, text=text)
        return RedirectResponse(f"/dossiers/{dossier.id}", status_code=303)

    @routes.get("/related")
    def related(text: str = "") -> Response:
        try:
            matches = desk.related(text)
        except AscertainError as error:
            return _site(desk, "Related fact-checks", error=error, claim=text)
        return _site(desk, "Related fact-checks", matches=matches, claim=text)

    @routes.get("/docs")
    def docs(request: Request) -> Response:
        return _site(desk, "HTTP API", operations=_operations(request.app.openapi()))

    @routes.get("/dossiers/{dossier_id}")
    def dossier(dossier_id: str) -> Response:
        try:
            found = desk.store.dossier(dossier_id)
        except AscertainError as error:
            return _site(desk, "Dossier not found", error=error)
        return HTMLResponse(dossier_page(found, desk.thumbnails(found)))

    return routes


async def _body(request: Request, limit: int) -> str:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise Refused(f"The form is larger than {limit:,} bytes.", "Verify a shorter text.")
    return data.decode("utf-8", "replace")


def _target(url: str, text: str) -> str | RawPage:
    if bool(url) == bool(text):
        raise Invalid("There is nothing to verify, or too much.", "Give either an address or a text.")
    if text:
        return RawPage(body=text.encode(), type="text")
    if not url.startswith(("http://", "https://")):
        raise Invalid(f"{url!r} is no web address.", "Begin with https:// or http://.")
    return url


def _operations(openapi: dict[str, Any]) -> list[dict[str, Any]]:
    """Return method, path, description and parameters of each route, without a script from elsewhere."""
    return [
        {
            "method": method.upper(),
            "path": path,
            "description": operation.get("description", ""),
            "parameters": [parameter["name"] for parameter in operation.get("parameters", ())],
        }
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]


def _site(
    desk: Desk,
    title: str,
    *,
    error: AscertainError | None = None,
    matches: list[Match] | None = None,
    operations: Sequence[dict[str, Any]] = (),
    url: str = "",
    text: str = "",
    claim: str = "",
) -> Response:
    template = page_environment().from_string(files(__package__).joinpath("site.html.j2").read_text("utf-8"))
    style = asset("dossier.css") + files(__package__).joinpath("site.css").read_text("utf-8")
    page = template.render(
        title=title,
        style=trusted(style),
        holdings=f"{desk.store.fact_check_count():,} fact-checks, {desk.store.document_count():,} documents",
        dossiers=() if operations else desk.store.dossiers(_LATEST),
        operations=operations,
        error=error,
        matches=matches,
        language=detect_language(claim) if claim else "",
        url=url,
        text=text,
        claim=claim,
    )
    headers = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"}
    return HTMLResponse(page, status_code=error.http_status if error else 200, headers=headers)
