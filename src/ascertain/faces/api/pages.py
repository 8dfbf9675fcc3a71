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
from ascertain.faces.api.relating import CHOICES, RelatedForm
from ascertain.faces.api.uploads import receive_form
from ascertain.faces.report.page import asset, dossier_page, page_environment, policy, trusted
from ascertain.ingest import RawPage
from ascertain.records import LaterMatch, Related
from ascertain.store import AnswerSummary, TraceSummary

_LATEST = 20


def page_routes(desk: Desk) -> APIRouter:
    """Return the routes of the pages over one desk."""
    routes = APIRouter()

    @routes.get("/")
    def home() -> Response:
        return site(desk, "Verify what is published")

    @routes.post("/verify")
    async def verify(request: Request) -> Response:
        form = parse_qs(await _body(request, desk.settings.page_limit), keep_blank_values=True)
        url, text = (form.get(name, [""])[0].strip() for name in ("url", "text"))
        try:
            dossier = await run_in_threadpool(desk.verify, _target(url, text))
        except AscertainError as error:
            return site(desk, "Verify what is published", error=error, url=url, text=text)
        return RedirectResponse(f"/dossiers/{dossier.id}", status_code=303)

    @routes.get("/related")
    def related(request: Request) -> Response:
        form = RelatedForm.read(request.query_params)
        if not request.query_params:
            return site(desk, "Related fact-checks", form=form)
        try:
            found = form.ask(desk)
        except AscertainError as error:
            return site(desk, "Related fact-checks", error=error, form=form)
        return site(desk, "Related fact-checks", found=found, form=form)

    @routes.post("/related")
    async def related_to_picture(request: Request) -> Response:
        form = RelatedForm()
        try:
            text, image = await receive_form(request, desk.settings.image_limit)
            form = RelatedForm(text=text)
            if not image:
                raise Invalid("No picture was chosen.", "Choose a file, or look for a text instead.")
            found = await run_in_threadpool(desk.related, text, image=image)
        except AscertainError as error:
            return site(desk, "Related fact-checks", error=error, form=form)
        return await run_in_threadpool(site, desk, "Related fact-checks", found=found, form=form)

    @routes.get("/news")
    def news() -> Response:
        return site(desk, "What came in since", news=desk.news())

    @routes.get("/docs")
    def docs(request: Request) -> Response:
        return site(desk, "HTTP API", operations=_operations(request.app.openapi()))

    @routes.get("/dossiers/{dossier_id}")
    def dossier(dossier_id: str) -> Response:
        try:
            found = desk.store.dossier(dossier_id)
        except AscertainError as error:
            return site(desk, "Dossier not found", error=error)
        return HTMLResponse(dossier_page(found, desk.thumbnails(found), desk.news(found.id)))

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


def site(
    desk: Desk,
    title: str,
    *,
    traces: Sequence[TraceSummary] | None = None,
    answers: Sequence[AnswerSummary] | None = None,
    error: AscertainError | None = None,
    form: RelatedForm | None = None,
    found: Related | None = None,
    news: Sequence[LaterMatch] | None = None,
    operations: Sequence[dict[str, Any]] = (),
    url: str = "",
    text: str = "",
) -> Response:
    """Return one of the desk's own pages."""
    template = page_environment().from_string(files(__package__).joinpath("site.html.j2").read_text("utf-8"))
    style = asset("dossier.css") + files(__package__).joinpath("site.css").read_text("utf-8")
    script = "".join(files(__package__).joinpath(name).read_text("utf-8") for name in ("site.js", "ask.js"))
    special = operations or form or any(part is not None for part in (news, traces, answers))
    page = template.render(
        title=title,
        style=trusted(style),
        script=trusted(script),
        holdings=f"{desk.store.fact_check_count():,} fact-checks, {desk.store.document_count():,} documents",
        dossiers=() if special else desk.store.dossiers(_LATEST),
        traces=traces,
        answers=answers,
        operations=operations,
        error=error,
        form=form,
        ratings=CHOICES,
        corpora=list(desk.store.corpora()) if form else [],
        found=found,
        news=news,
        url=url,
        text=text,
    )
    security = policy(style, script, pictures="data: 'self'", forms="'self'", connects="'self'")
    headers = {"Content-Security-Policy": security, "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}
    return HTMLResponse(page, status_code=error.http_status if error else 200, headers=headers)
