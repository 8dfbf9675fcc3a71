"""Asking over HTTP: routes that answer at once or tell each step as it happens, and pages that need no script."""

from __future__ import annotations

from datetime import date
from threading import Event as Stop
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, Refused
from ascertain.faces.api.streaming import STREAM, streamed, wants_events, while_wanted
from ascertain.records import Answer, AskedAgain
from ascertain.store import AnswerSummary
from ascertain.verbs.answers import silent, since_earlier
from ascertain.verbs.asking import LONGEST, Tell

LONGEST_TIME = 120
"""Seconds that a request may ask for; the command line takes more."""

_FORM = 4 * LONGEST + 8_000
"""Bytes of the form: the longest text in UTF-8, its address and its day. Browsers write up to three times as many."""

_LISTED = 500
"""Answers on the page that lists them."""

_TITLE = "Ask about a claim"

Text = Annotated[str, Query(min_length=1, max_length=LONGEST, description="A claim or post, in any language.")]
Seconds = Annotated[float, Query(gt=0, le=LONGEST_TIME, description="How long it may take.")]


def ask_routes(desk: Desk) -> APIRouter:
    """Return the routes of the API that ask about claims."""
    routes = APIRouter()

    @routes.get("/ask", response_model=Answer, responses={200: {"content": {STREAM: {}}}})
    async def ask(
        request: Request,
        text: Text,
        seconds: Seconds = 20.0,
        page: Annotated[str, Query(max_length=2000, description="Where it was read; no evidence for itself.")] = "",
        published: Annotated[date | None, Query(description="Day of the claim itself.")] = None,
    ) -> Any:
        """Return what the evidence says of a claim, each sentence with the passages it rests on.

        With `Accept: text/event-stream` each step is sent as it happens, an object with `step`, `words`, `kind` and
        `data` (a record of that kind, or null). The last event carries the answer, or is named `problem` and says what
        went wrong. Closing the connection gives the question up.
        """
        _refuse_other_sites(request)

        def asked(tell: Tell, stop: Stop) -> Answer:
            return desk.ask(text, seconds=seconds, page=page, published=published, progress=tell, stop=stop)

        if wants_events(request):
            return streamed(asked)
        return await while_wanted(request, lambda stop: asked(silent, stop))

    @routes.get("/answers")
    def answers(limit: Annotated[int, Query(ge=1, le=1000)] = 20) -> list[AnswerSummary]:
        """Return the latest answers, newest first: identifier, question, verdict and time of each."""
        return desk.answers(limit)

    @routes.get("/answers/{answer_id}")
    def answer(answer_id: str) -> Answer:
        """Return an answer made earlier."""
        return desk.store.answer(answer_id)

    @routes.post("/answers/{answer_id}/again", response_model=AskedAgain, responses={200: {"content": {STREAM: {}}}})
    async def ask_again(request: Request, answer_id: str, seconds: Seconds = 20.0) -> Any:
        """Ask the question of an answer again; return the new answer, and what evidence came in since.

        With `Accept: text/event-stream` each step is sent as it happens, as when asking.
        """

        def asked(tell: Tell, stop: Stop) -> AskedAgain:
            return desk.ask_again(answer_id, seconds=seconds, progress=tell, stop=stop)

        if wants_events(request):
            return streamed(asked)
        return await while_wanted(request, lambda stop: asked(silent, stop))

    return routes


def ask_pages(desk: Desk) -> APIRouter:
    """Return the pages of questions and answers."""
    from ascertain.faces.api.pages import site
    from ascertain.faces.web.rendering import page as shown

    routes = APIRouter()

    @routes.get("/ask")
    def form(request: Request, text: str = "", page: str = "", published: str = "") -> Response:
        # Only fills the form: another site's link must not make this desk ask services about anything.
        page, day = page[:2000], published[:10]
        return site(request, desk, _TITLE, answers=desk.answers(), text=text[:LONGEST], url=page, day=day)

    @routes.post("/ask")
    async def ask(request: Request) -> Response:
        text = ""
        try:
            sent = await _form(request)
            text = sent.get("text", "")
            page, day = sent.get("page", ""), _day(sent.get("published", ""))
            answer = await while_wanted(request, lambda stop: desk.ask(text, page=page, published=day, stop=stop))
        except AscertainError as error:
            latest = await run_in_threadpool(desk.answers)
            return await run_in_threadpool(site, request, desk, _TITLE, error=error, answers=latest, text=text)
        return RedirectResponse(f"/answers/{answer.id}", status_code=303)

    @routes.get("/answers")
    def answers(request: Request) -> Response:
        return site(request, desk, "Answers", answers=desk.answers(_LISTED))

    @routes.get("/answers/{answer_id}")
    def answer(request: Request, answer_id: str) -> Response:
        from ascertain.faces.report.answerpage import answer_context

        try:
            found = desk.store.answer(answer_id)
            since = since_earlier(desk, found)
        except AscertainError as error:
            return site(request, desk, "Answer not found", error=error)
        context = answer_context(found, since, site=True, again=desk.store.answers_again(answer_id))
        return shown(
            request,
            "report.html.j2",
            report="answer.html.j2",
            report_title=found.question,
            styles=("answer.css",),
            script="ask.js",
            **context,
        )

    @routes.post("/answers/{answer_id}/again")
    async def again(request: Request, answer_id: str) -> Response:
        try:
            found = await while_wanted(request, lambda stop: desk.ask_again(answer_id, stop=stop))
        except AscertainError as error:
            return await run_in_threadpool(site, request, desk, "Not asked again", error=error)
        return RedirectResponse(f"/answers/{found.answer.id}", status_code=303)

    return routes


def _refuse_other_sites(request: Request) -> None:
    """Refuse a question that another site's page makes a reader's browser ask: it would reach search services."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Refused("Another site sent this request.", "Use the desk's own pages.")


async def _form(request: Request) -> dict[str, str]:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > 3 * _FORM:
            raise Refused("The form is too large.", f"Ask about at most {LONGEST:,} characters.")
    sent = parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True)
    fields = {name: values[0].strip() for name, values in sent.items()}
    if (page := fields.get("page", "")) and urlsplit(page).scheme not in {"http", "https"}:
        raise Invalid(f"{page!r} is no web address.", "Begin with https:// or http://.")
    return fields


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(f"“{text}” is no day.", "Write year, month and day: 2026-01-31.") from error
