"""Pages for readers who are not signed in, kept in memory as they were sent.

One process answers 200 readers at once, so a page that is the same for all of them is made once: for
:data:`FRESH` seconds, or until something is published or written here. While it is made again, the others still get
the last one. A route says with :func:`keep` that its answer is such a page.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ascertain.faces.web.language import COOKIE, words_for

FRESH = 2.0
"""Seconds for which a page is not made again, so that what another process publishes is seen soon."""

_MOST = 512
"""Pages in memory; at 50 kB each, with their compressed form, 32 MB."""

_LARGEST = 1_000_000
_QUERIES = frozenset({"behind", "sort", "comments"})
"""What an address may ask for; an address with anything else is made each time, so that nobody fills the memory."""

_MARK = "ascertain.keep"


def keep(request: Request) -> None:
    """Say that the answer to this request is the same for everybody who is not signed in."""
    request.scope.setdefault("state", {})[_MARK] = True


@dataclass
class _Page:
    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed: bytes
    tag: bytes
    edition: int
    made: float


@dataclass
class _Answer:
    """What the application sent."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)


class PageCache:
    """Middleware around the whole application; ``edition`` changes whenever what readers see does."""

    def __init__(self, app: ASGIApp, edition: Callable[[], int]) -> None:
        self._app = app
        self._edition = edition
        self._pages: OrderedDict[tuple[object, ...], _Page] = OrderedDict()
        self._making: dict[tuple[object, ...], asyncio.Event] = {}
        self._writes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory where that is right, else let the application answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            try:
                await self._app(scope, receive, send)
            finally:
                # Whatever was written may be on any page.
                self._writes += 1
                self._pages.clear()
            return
        headers = dict(scope["headers"])
        key = _key(scope, headers)
        if key is None:
            await self._app(scope, receive, send)
            return
        if self._fit(key) is None and key in self._making:
            # Somebody else's request makes it for the first time: everybody waits for that one.
            await self._making[key].wait()
        page = self._fit(key)
        if page is not None and (time.monotonic() - page.made < FRESH or key in self._making):
            await _send_page(page, scope["method"], headers, send)
            return
        done = self._making[key] = asyncio.Event()
        try:
            await self._make(key, scope, receive, send, headers)
        finally:
            done.set()
            if self._making.get(key) is done:
                del self._making[key]

    def _now(self) -> int:
        return self._edition() + self._writes

    def _fit(self, key: tuple[object, ...]) -> _Page | None:
        """Return the page in memory unless something was published or written since."""
        page = self._pages.get(key)
        return page if page is not None and page.edition == self._now() else None

    async def _make(
        self,
        key: tuple[object, ...],
        scope: Scope,
        receive: Receive,
        send: Send,
        headers: dict[bytes, bytes],
    ) -> None:
        """Let the application make the page; keep it when its route says so and nothing in it is personal."""
        state, edition = scope.setdefault("state", {}), self._now()
        answer, passing = _Answer(), False

        async def collect(message: Message) -> None:
            nonlocal passing
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message.get("headers", ()))
                names = {name.lower() for name, _ in answer.headers}
                free = state.get(_MARK) and state.get("person") is None and answer.status == 200
                passing = not free or bool(names & {b"set-cookie", b"content-encoding"})
            if passing:
                await send(message)
            elif message["type"] == "http.response.body":
                answer.parts.append(message.get("body", b""))

        # The whole page is needed, also for HEAD.
        await self._app({**scope, "method": "GET"} if scope["method"] == "HEAD" else scope, receive, collect)
        if passing:
            return
        page = _page(answer, edition)
        if len(page.body) <= _LARGEST:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > _MOST:
                self._pages.popitem(last=False)
        await _send_page(page, scope["method"], headers, send)


def _key(scope: Scope, headers: dict[bytes, bytes]) -> tuple[object, ...] | None:
    """Return what tells pages apart, ``None`` for a request that must reach the application."""
    if b"authorization" in headers:
        return None
    if b"authorization" in headers:
        return None
    cookies = headers.get(b"cookie", b"")
    if cookies and any(part.partition(b"=")[0].strip() != COOKIE.encode() for part in cookies.split(b";")):
        return None
    query = scope.get("query_string", b"")
    if query and any(name not in _QUERIES for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)):
        return None
    language = _language(cookies, headers.get(b"accept-language", b""))
    at_this_machine = bool(scope.get("state", {}).get("operator"))
    return scope.get("scheme"), headers.get(b"host", b""), scope["path"], query, language, at_this_machine


@lru_cache(maxsize=1000)
def _language(cookies: bytes, accepted: bytes) -> str:
    given = [(b"cookie", cookies), (b"accept-language", accepted)]
    return words_for(Request({"type": "http", "headers": [pair for pair in given if pair[1]]})).language


def _page(answer: _Answer, edition: int) -> _Page:
    body = b"".join(answer.parts)
    tag = b'W/"' + hashlib.sha256(body).hexdigest()[:32].encode() + b'"'
    own = {b"content-length", b"cache-control", b"etag", b"vary"}
    kept = [(name, value) for name, value in answer.headers if name.lower() not in own]
    kept += [
        # Kept by browsers, and asked for each time whether it is still right.
        (b"cache-control", b"no-cache"),
        (b"etag", tag),
        (b"vary", b"accept-encoding, accept-language, cookie"),
    ]
    return _Page(kept, body, gzip.compress(body, 6), tag, edition, time.monotonic())


async def _send_page(page: _Page, method: str, headers: dict[bytes, bytes], send: Send) -> None:
    known = headers.get(b"if-none-match", b"")
    if page.tag in known or known.strip() == b"*":
        same: Iterable[tuple[bytes, bytes]] = (
            pair for pair in page.headers if pair[0].lower() not in (b"content-type",)
        )
        await send({"type": "http.response.start", "status": 304, "headers": list(same)})
        await send({"type": "http.response.body", "body": b""})
        return
    body, extra = page.body, []
    if b"gzip" in headers.get(b"accept-encoding", b""):
        body, extra = page.packed, [(b"content-encoding", b"gzip")]
    sized = [*page.headers, *extra, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": sized})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
