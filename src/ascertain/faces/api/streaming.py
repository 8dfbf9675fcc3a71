"""Work for a request that ends with it: steps sent as they happen, and nothing done on for a reader who has gone."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import StreamingResponse

from ascertain.errors import AscertainError
from ascertain.verbs.asking import Event

STREAM = "text/event-stream"
"""Media type of server-sent events."""

_QUIET = 5.0
"""Seconds without an event after which a comment is sent, so that nothing between cuts the connection."""

T = TypeVar("T")
_Sent = tuple[str, dict[str, Any]]


def wants_events(request: Request) -> bool:
    """Tell whether a request asks for the steps as they happen."""
    return STREAM in request.headers.get("accept", "")


async def while_wanted(request: Request, work: Callable[[threading.Event], T]) -> T:
    """Return what ``work`` returns, in a thread; when the reader goes away, the event that it is given is set."""
    stop = threading.Event()
    done: asyncio.Future[Any] = asyncio.get_running_loop().run_in_executor(None, work, stop)
    gone: asyncio.Future[Any] = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({done, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
        if not done.done():
            stop.set()
    finished: T = await done
    return finished


async def _gone(request: Request) -> None:
    """Return when the reader goes away; ``request.is_disconnected`` never says so behind a middleware."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def streamed(
    work: Callable[[Callable[[Any], None], threading.Event], Any], shape: Callable[[Any], dict[str, Any]] | None = None
) -> StreamingResponse:
    """Return a stream of what ``work`` tells; when the reader goes away, the event that it is given is set.

    ``shape`` makes what is sent of what is told; without it, steps of a question are told. The last event carries the
    answer, or is named ``problem`` and says what went wrong.
    """
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(_events(work, shape or as_event), media_type=STREAM, headers=headers)


async def _events(
    work: Callable[[Callable[[Any], None], threading.Event], Any], shape: Callable[[Any], dict[str, Any]]
) -> AsyncIterator[str]:
    """Yield the events in order; the work runs in a thread of its own."""
    loop, stop = asyncio.get_running_loop(), threading.Event()
    events: asyncio.Queue[_Sent | None] = asyncio.Queue()

    def put(one: _Sent | None) -> None:
        with suppress(RuntimeError):  # the server is being shut down
            loop.call_soon_threadsafe(events.put_nowait, one)

    def run() -> None:
        try:
            work(lambda event: put(("", shape(event))), stop)
        except AscertainError as error:
            put(("problem", {"error": error.message, "hint": error.hint}))
        except BaseException:
            # The reader waits for an end; the error itself goes where errors of threads go.
            put(("problem", {"error": "Something went wrong here.", "hint": "The log of the server says more."}))
            raise
        finally:
            put(None)

    threading.Thread(target=run, name="ascertain-ask", daemon=True).start()
    try:
        while True:
            try:
                one = await asyncio.wait_for(events.get(), _QUIET)
            except TimeoutError:
                yield ": still at it\n\n"
                continue
            if one is None:
                return
            name, data = one
            # In ASCII: nothing from outside can end an event, not even for readers who also break lines at U+2028.
            yield (f"event: {name}\n" if name else "") + f"data: {json.dumps(data)}\n\n"
    finally:
        stop.set()


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
