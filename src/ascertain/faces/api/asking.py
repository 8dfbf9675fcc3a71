"""Asking over HTTP: routes that answer at once or tell each step as it happens, and pages that need no script."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, Refused
from ascertain.records import Answer, AskedAgain
from ascertain.verbs.answers import since_earlier
from ascertain.verbs.asking import LONGEST, Event, Tell

LONGEST_TIME = 120
"""Seconds that a request may ask for; the command line takes more."""

_FORM = 4 * LONGEST + 8_000
"""Bytes of the form: the longest text in UTF-8, its address and its day. Browsers write up to three times as many."""

_QUIET = 5.0
"""Seconds without an event after which a comment is sent, so that nothing between cuts the connection."""

_STREAM = "text/event-stream"
_TITLE = "Ask about a claim"

Text = Annotated[str, Query(min_length=1, max_length=LONGEST, description="A claim or post, in any language.")]
Seconds = Annotated[float, Query(gt=0, le=LONGEST_TIME, description="How long it may take.")]


def ask_routes(desk: Desk) -> APIRouter:
    """Return the routes of the API that ask about claims."""
    routes = APIRouter()

    @routes.get("/ask", response_model=Answer, responses={200: {"content": {_STREAM: {}}}})
    def ask(
        request: Request,
        text: Text,
        seconds: Seconds = 20.0,
        page: Annotated[str, Query(max_length=2000, description="Where it was read; no evidence for itself.")] = "",
        published: Annotated[date | None, Query(description="Day of the claim itself.")] = None,
    ) -> Any:
        """Return what the evidence says of a claim, each sentence with the passages it rests on.

        With `Accept: text/event-stream` each step is sent as it happens, an object with `step`, `words`, `kind` and
        `data` (a record of that kind, or null). The last event carries the answer, or is named `problem` and says what
        went wrong.
        """
        _refuse_other_sites(request)

        def asked(progress: Tell) -> Answer:
            return desk.ask(text, seconds=seconds, page=page, published=published, progress=progress)

        if _STREAM in request.headers.get("accept", ""):
            headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
            return StreamingResponse(_events(asked), media_type=_STREAM, headers=headers)
        return asked(_nobody)

    @routes.get("/answers/{answer_id}")
    def answer(answer_id: str) -> Answer:
        """Return an answer made earlier."""
        return desk.store.answer(answer_id)

    @routes.post("/answers/{answer_id}/again")
    def ask_again(answer_id: str, seconds: Seconds = 20.0) -> AskedAgain:
        """Ask the question of an answer again; return the new answer, and what evidence came in since."""
        return desk.ask_again(answer_id, seconds=seconds)

    return routes


def ask_pages(desk: Desk) -> APIRouter:
    """Return the pages of questions and answers."""
    from ascertain.faces.api.pages import site

    routes = APIRouter()

    @routes.get("/ask")
    def form(text: str = "") -> Response:
        # Only fills the form: another site's link must not make this desk ask services about anything.
        return site(desk, _TITLE, answers=desk.store.answers(20), text=text[:LONGEST])

    @routes.post("/ask")
    async def ask(request: Request) -> Response:
        text = ""
        try:
            sent = await _form(request)
            text = sent.get("text", "")
            answer = await run_in_threadpool(
                desk.ask, text, page=sent.get("page", ""), published=_day(sent.get("published", ""))
            )
        except AscertainError as error:
            latest = await run_in_threadpool(desk.store.answers, 20)
            return await run_in_threadpool(site, desk, _TITLE, error=error, answers=latest, text=text)
        return RedirectResponse(f"/answers/{answer.id}", status_code=303)

    @routes.get("/answers/{answer_id}")
    def answer(answer_id: str) -> Response:
        from ascertain.faces.report.answerpage import answer_page

        try:
            found = desk.store.answer(answer_id)
            since = since_earlier(desk, found)
        except AscertainError as error:
            return site(desk, "Answer not found", error=error)
        page = answer_page(found, since, site=True, again=desk.store.answers_again(answer_id))
        return HTMLResponse(page, headers={"Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"})

    @routes.post("/answers/{answer_id}/again")
    def again(answer_id: str) -> Response:
        try:
            found = desk.ask_again(answer_id)
        except AscertainError as error:
            return site(desk, "Answer not found", error=error)
        return RedirectResponse(f"/answers/{found.answer.id}", status_code=303)

    return routes


def as_event(event: Event) -> dict[str, Any]:
    """Return a step as the stream sends it."""
    from ascertain.faces.report.answerwords import told

    data = event.data
    return {
        "step": event.step,
        "words": told(event),
        "kind": type(data).__name__ if data is not None else None,
        "data": data.model_dump(mode="json") if data is not None else None,
    }


def _events(asked: Callable[[Tell], Answer]) -> Iterator[str]:
    """Yield the events of a question in order, asked in a thread of its own."""
    events: queue.SimpleQueue[tuple[str, dict[str, Any]] | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            asked(lambda event: events.put(("", as_event(event))))
        except AscertainError as error:
            events.put(("problem", {"error": error.message, "hint": error.hint}))
        except BaseException:
            # The reader waits for an end; the error itself goes where errors of threads go.
            events.put(("problem", {"error": "Something went wrong here.", "hint": "The log of the server says more."}))
            raise
        finally:
            events.put(None)

    # It ends by itself within its time, also when the reader has gone.
    threading.Thread(target=work, name="ascertain-ask", daemon=True).start()
    while True:
        try:
            one = events.get(timeout=_QUIET)
        except queue.Empty:
            yield ": still at it\n\n"
            continue
        if one is None:
            return
        name, data = one
        # In ASCII: nothing from outside can end an event, not even for readers who also break lines at U+2028.
        yield (f"event: {name}\n" if name else "") + f"data: {json.dumps(data)}\n\n"


def _nobody(_event: Event) -> None:
    return None


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
