"""The guard before every request: whose it is, where it comes from, how much it may send, and headers of the answer."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ascertain.errors import AscertainError, Refused
from ascertain.faces.web.limiting import is_limited_read, limit_reads, limit_writes
from ascertain.faces.web.problems import problem_response

if TYPE_CHECKING:
    from ascertain.desk import Desk
    from ascertain.settings import Settings

COOKIE = "session"
"""Name of the cookie over http; over https it is ``__Host-session``, which no other host can set."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
_FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via"})
_ROOM = 256 * 1024
"""Bytes of a request besides what the limits are about."""

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What pages of the site may load: their own files. Pages that carry everything inside have a policy of their own."""

_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
_FEATURES = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()"
)
_YEAR = 365 * 24 * 3600


class Guard:
    """Middleware around the whole application; ``local`` says that it is served to this machine alone.

    It sets ``request.state``: ``person`` (who is signed in), ``session`` (their token), ``operator`` (whether somebody
    at this machine may do without an account what the command line does), ``desk``.
    """

    def __init__(self, app: ASGIApp, desk: Desk, local: bool = False) -> None:
        self._app, self._desk = app, desk
        settings = desk.settings
        self._proxies = tuple(ipaddress.ip_network(one, strict=False) for one in settings.trusted_proxies)
        self._local = local and settings.open_desk and not settings.site_hosts and not self._proxies
        self._https = settings.https or settings.site_url.startswith("https://")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it with what was wrong."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        self._see_through(scope, headers)
        request = Request(scope)
        guarded = _Answer(send, scope, self._https)
        try:
            await self._admit(request, headers)
            inlet = _Inlet(receive, _most(scope, self._desk.settings), headers)
        except AscertainError as error:
            await problem_response(request, error)(scope, receive, guarded)
            return
        await self._app(scope, inlet, guarded)

    def _see_through(self, scope: Scope, headers: Headers) -> None:
        """Put the reader's own address and scheme in the place of those of a trusted proxy."""
        client = scope.get("client")
        if not client or not self._proxies or not _within(client[0], self._proxies):
            return
        # From the right: whatever a reader wrote there himself stands further left.
        hops = [hop.strip() for value in headers.getlist("x-forwarded-for") for hop in value.split(",")]
        for hop in reversed(hops):
            if _address(hop) is None:
                break
            scope["client"] = (hop, 0)
            if not _within(hop, self._proxies):
                break
        if headers.get("x-forwarded-proto", "").strip().lower() == "https":
            scope["scheme"] = "https"

    async def _admit(self, request: Request, headers: Headers) -> None:
        state = request.scope.setdefault("state", {})
        state["desk"] = self._desk
        token = session_token(headers)
        person = None
        if bearer := _bearer(headers):
            person = await run_in_threadpool(self._desk.people.with_token, bearer)
            if person is None:
                raise Refused("This token does not work here.", "Make a new one on /account.")
            token = ""
        elif token:
            person = await run_in_threadpool(self._desk.people.signed_in, token)
        state["person"], state["session"] = person, token
        state["operator"] = self._local and _at_this_machine(request.scope, headers)
        if request.method not in SAFE:
            _same_site(headers, strict=bool(token))
            await run_in_threadpool(limit_writes, request)
        elif is_limited_read(request.scope["path"]):
            await run_in_threadpool(limit_reads, request)


class _Answer:
    """Adds the headers that every answer has; those that a route set itself stay."""

    def __init__(self, send: Send, scope: Scope, https: bool) -> None:
        self._send, self._scope, self._https = send, scope, https or scope.get("scheme") == "https"

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            headers = MutableHeaders(scope=message)
            page = headers.get("content-type", "").startswith(
                ("text/html", "image/svg", "application/xhtml", "text/xml")
            )
            if message["status"] != 304:
                # "Not modified" says nothing of its type, and a browser would put its policy over that of the page it
                # kept: without styles and scripts.
                headers.setdefault("Content-Security-Policy", SITE_POLICY if page else _DATA_POLICY)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Referrer-Policy", "same-origin")
            headers.setdefault("Permissions-Policy", _FEATURES)
            headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            if "frame-ancestors 'none'" in headers.get("Content-Security-Policy", ""):
                headers.setdefault("X-Frame-Options", "DENY")
            if self._https:
                headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}; includeSubDomains")
            if self._scope["state"].get("person") is not None or self._scope["path"].startswith(
                ("/signin", "/account")
            ):
                # What somebody who is signed in sees is for nobody who comes after them.
                headers.setdefault("Cache-Control", "private, no-store")
        await self._send(message)


class _Inlet:
    """Gives the body of a request, and refuses more than it may have."""

    def __init__(self, receive: Receive, most: int, headers: Headers) -> None:
        self._receive, self._most, self._size = receive, most, 0
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > most:
            raise _too_large(most)

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            if self._size > self._most:
                raise _too_large(self._most)
        return message


def session_token(headers: Headers) -> str:
    """Return the token that a browser shows, empty without one."""
    cookies: dict[str, Any] = cookie_parser(headers.get("cookie", ""))
    return str(cookies.get(f"__Host-{COOKIE}") or cookies.get(COOKIE) or "")


def served_safely(request: Request) -> bool:
    """Whether cookies may be limited to https."""
    desk: Desk = request.state.desk
    settings = desk.settings
    return settings.https or settings.site_url.startswith("https://") or request.scope.get("scheme") == "https"


def _bearer(headers: Headers) -> str:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _same_site(headers: Headers, *, strict: bool) -> None:
    """Refuse writes that another site's page makes a reader's browser send.

    With a session (``strict``) the browser must say that the request comes from here, in one of the two ways that a
    page cannot forge: ``Sec-Fetch-Site`` or ``Origin``. Programs without a session need say nothing.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
    # Forms of a page without referrers say "null"; where the browser itself says what site it is, that counts.
    if (foreign and (site is None or origin != "null")) or site not in {None, "same-origin", "none"}:
        raise Refused("Another site sent this request.", "Use the site's own pages.")
    if strict and site is None and origin is None:
        raise Refused(
            "The request does not say where it comes from.", "Use a current browser, or a token instead of a session."
        )


def _at_this_machine(scope: Scope, headers: Headers) -> bool:
    """Whether a request comes from this machine and through no proxy, and is meant for a name of this machine."""
    client = scope.get("client")
    # Starlette's test client calls itself so; over a network nobody can.
    near = client is not None and (client[0] == "testclient" or _is_loopback(client[0]))
    host = headers.get("host", "")
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    through = any(key in _FORWARDED for key, _ in scope["headers"])
    return near and name in _LOOPBACK and not through


def _is_loopback(text: str) -> bool:
    address = _address(text)
    return address is not None and address.is_loopback


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip().strip("[]"))
    except ValueError:
        return None


def _within(text: str, networks: Iterable[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in networks)


def _most(scope: Scope, settings: Settings) -> int:
    """Return how many bytes the body of a request may have; routes that read files check their own limit as well."""
    path = scope["path"]
    if scope["method"] in SAFE:
        return _ROOM
    if path.startswith("/api/import/"):
        # Importing says itself what to do instead.
        return 2 * settings.import_limit + _ROOM
    if path in ("/verify", "/trace", "/panel/trace", "/api/trace"):
        return settings.video_limit + _ROOM
    if path.startswith("/desk"):
        return 4 * settings.image_limit + _ROOM
    # A page as JSON or as a form: six bytes for one at worst ("\\u0000"), three in a form.
    return 6 * max(settings.page_limit, settings.image_limit) + _ROOM


def _too_large(most: int) -> AscertainError:
    return Refused(f"The request is larger than {most:,} bytes.", "Send less at once.")
