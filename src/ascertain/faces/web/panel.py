"""“Verify this yourself” on an article's page: tools that answer in place, and pages of their own without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, NotFound
from ascertain.faces.api.pages import shown_at
from ascertain.faces.api.uploads import save_form
from ascertain.faces.report import answerwords, relatedwords, tracewords
from ascertain.faces.web.language import words_for
from ascertain.faces.web.rendering import fragment
from ascertain.records import Article, Trace

_SIGHTINGS = 8
_PASSAGES = 6
_MATCHES = 4


def panel_context(article: Article, base: str) -> dict[str, Any]:
    """Return what the panel on an article's page offers: its pictures, its claims worth checking, its address."""
    asked = f"&published={article.published.date().isoformat()}"
    if base.startswith("https://"):
        asked = f"&page={base}/articles/{article.slug}{asked}"
    return {
        "panel_pictures": [
            (number, picture, picture.renditions[0] if picture.renditions else None)
            for number, picture in enumerate(article.pictures, 1)
            if picture.sha256
        ],
        "panel_claims": [claim for claim in article.claims if claim.worth_checking],
        "panel_asked": asked,
    }


def panel_pages(desk: Desk) -> APIRouter:
    """Return the routes behind the panel; each gives a part of a page."""
    routes = APIRouter()

    @routes.post("/articles/{slug}/pictures/{number}/trace")
    def trace_shown(request: Request, slug: str, number: int, part: bool = False) -> Response:
        from ascertain.verbs.tracing import Given

        def traced() -> Trace:
            pictures = desk.articles.get(slug).pictures
            if not 0 < number <= len(pictures):
                raise NotFound(f"The article shows no picture {number}.")
            picture = pictures[number - 1]
            return desk.trace(Given(picture.name, desk.blobs.get(picture.sha256)))

        return _traced(request, traced, part)

    @routes.post("/panel/trace")
    async def trace_given(request: Request, part: bool = False) -> Response:
        from ascertain.verbs.tracing import read_file

        with TemporaryDirectory(prefix="ascertain-") as folder:
            path = Path(folder) / "media"
            try:
                name = await save_form(request, desk.settings.video_limit, path)
                if not name:
                    raise Invalid("No file was chosen.", "Choose a picture or video.")
            except AscertainError as error:
                return _problem(request, error)
            return await run_in_threadpool(_traced, request, lambda: desk.trace(read_file(desk, path, name)), part)

    @routes.get("/panel/answers/{answer_id}")
    def answer(request: Request, answer_id: str) -> Response:
        try:
            found = desk.store.answer(answer_id)
        except AscertainError as error:
            return _problem(request, error)
        front, _ = answerwords.shown(found)
        verdict = answerwords.VERDICTS[found.verdict]
        context: dict[str, Any] = {
            "answer": found,
            "front": front[:_PASSAGES],
            "verdict": verdict,
            "answerwords": answerwords,
        }
        return _part(request, "panelanswer.html.j2", **context)

    @routes.get("/panel/related")
    def related(request: Request, text: Annotated[str, Query(min_length=1, max_length=10_000)]) -> Response:
        try:
            found = desk.related(text, limit=_MATCHES)
        except AscertainError as error:
            return _problem(request, error)
        strong = [group.matches[0] for group in found.groups if not relatedwords.weak(group)]
        return _part(request, "panelrelated.html.j2", found=[(None, strong)], text=text)

    @routes.get("/articles/{slug}/related")
    def of_article(request: Request, slug: str) -> Response:
        try:
            dossier = desk.articles.dossier(desk.articles.get(slug))
        except AscertainError as error:
            return _problem(request, error)
        strong = [
            (one.claim, [match for match in one.related if match.strength != "weak"][:_MATCHES])
            for one in (dossier.claims if dossier else ())
        ]
        return _part(request, "panelrelated.html.j2", found=[one for one in strong if one[1]], text="")

    return routes


def _traced(request: Request, traced: Callable[[], Trace], part: bool) -> Response:
    try:
        trace = traced()
    except AscertainError as error:
        return _problem(request, error)
    if not part:
        return RedirectResponse(f"/traces/{trace.id}", status_code=303)
    itself = shown_at(trace.poster or trace.media.sha256)
    summary = tracewords.summary(trace)
    context: dict[str, Any] = {
        "trace": trace,
        "sightings": trace.sightings[:_SIGHTINGS],
        "summary": summary,
        "itself": itself,
    }
    return _part(request, "paneltrace.html.j2", **context)


def _problem(request: Request, error: AscertainError) -> Response:
    return _part(request, "panelproblem.html.j2", status=error.http_status, error=error)


def _part(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    body = fragment(words_for(request), template, **context)
    return HTMLResponse(body, status_code=status, headers={"Cache-Control": "no-store"})
