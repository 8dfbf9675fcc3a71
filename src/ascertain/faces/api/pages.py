"""The pages of the tools: related fact-checks, what came in since, dossiers; they work without a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid
from ascertain.faces.api.relating import CHOICES, RelatedForm
from ascertain.faces.api.uploads import receive_form
from ascertain.faces.report import searchwords
from ascertain.faces.report.page import dossier_context
from ascertain.faces.web.language import to_say
from ascertain.faces.web.rendering import page
from ascertain.records import LaterMatch, Related, SearchResult
from ascertain.store import AnswerSummary, TraceSummary

TITLES = tuple(
    map(
        to_say,
        (
            "Verify what is published",
            "Related fact-checks",
            "What came in since",
            "HTTP API",
            "Ask about a claim",
            "Answers",
            "Where has this picture appeared?",
            "Search everything collected",
            "Dossier not found",
            "Answer not found",
            "Trace not found",
            "Not asked again",
        ),
    )
)
"""Titles of the tools' pages, in English; the catalogues know them."""

_LATEST = 20


def page_routes(desk: Desk) -> APIRouter:
    """Return the routes of the pages over one desk."""
    routes = APIRouter()

    @routes.get("/related")
    def related(request: Request) -> Response:
        form = RelatedForm.read(request.query_params)
        if not request.query_params:
            return site(request, desk, "Related fact-checks", form=form)
        try:
            found = form.ask(desk)
        except AscertainError as error:
            return site(request, desk, "Related fact-checks", error=error, form=form)
        return site(request, desk, "Related fact-checks", found=found, form=form)

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
            return site(request, desk, "Related fact-checks", error=error, form=form)
        return await run_in_threadpool(site, request, desk, "Related fact-checks", found=found, form=form)

    @routes.get("/news")
    def news(request: Request) -> Response:
        return site(request, desk, "What came in since", news=desk.news())

    @routes.get("/docs")
    def docs(request: Request) -> Response:
        return site(request, desk, "HTTP API", operations=_operations(request.app.openapi()))

    @routes.get("/dossiers/{dossier_id}")
    def dossier(request: Request, dossier_id: str) -> Response:
        try:
            found = desk.store.dossier(dossier_id)
        except AscertainError as error:
            return site(request, desk, "Dossier not found", error=error)
        context = dossier_context(found, shown_at, desk.news(found.id), site=True)
        return page(
            request,
            "report.html.j2",
            report="dossier.html.j2",
            report_title=found.document.title or "Dossier",
            styles=(),
            script="dossier.js",
            **context,
        )

    return routes


def shown_at(sha256: str, second: float | None = None) -> str:
    """Return the address of a small version of a stored picture, or of the frame at a second of a video."""
    return f"/pictures/{sha256}.jpg" + (f"?at={second:g}" if second is not None else "")


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
    request: Request,
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
    searching: bool = False,
    hits: SearchResult | None = None,
    verifying: bool = False,
    url: str = "",
    text: str = "",
    day: str = "",
) -> Response:
    """Return the page of one of the tools; ``title`` is one of :data:`TITLES`."""
    return page(
        request,
        "tool.html.j2",
        status=error.http_status if error else 200,
        title=title,
        fact_checks=desk.store.fact_check_count() if verifying else 0,
        documents=desk.store.document_count() if verifying else 0,
        dossiers=desk.store.dossiers(_LATEST) if verifying else (),
        traces=traces,
        answers=answers,
        operations=operations,
        searching=searching,
        hits=hits,
        searchwords=searchwords,
        error=error,
        form=form,
        ratings=CHOICES,
        corpora=list(desk.store.corpora()) if form else [],
        found=found,
        news=news,
        verifying=verifying,
        url=url,
        text=text,
        day=day,
    )
