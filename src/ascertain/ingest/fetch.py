"""The guarded client: everything Ascertain reads from the web comes through here."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ascertain.errors import AscertainError, Invalid, NotFound, Refused, Unavailable
from ascertain.ingest.addresses import Resolver, resolve
from ascertain.settings import Settings

if TYPE_CHECKING:
    import httpx

    from ascertain.ingest.wire import Deadline

USER_AGENT = "Ascertain/0.1 (+self-hosted fact-checking desk)"
MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MISSING = frozenset({404, 410})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOLD = 16 * 1024
"""Bytes read of an answer that says what is wrong."""


@dataclass(frozen=True)
class Fetched:
    """What an address answered with."""

    url: str
    """The address that answered, after redirects."""
    body: bytes
    """The content, decompressed."""
    type: str
    """Media type in lower case without parameters; empty when the server names none."""
    charset: str
    """Character set the server names, lower case, or empty."""


class Failed(Unavailable):
    """A download that failed, with what tells whether asking again makes sense."""

    def __init__(self, message: str, hint: str, status: int = 0, retry_after: str = "", body: bytes = b"") -> None:
        super().__init__(message, hint)
        self.status = status
        """The HTTP status; 0 when there was no complete answer."""
        self.retry_after = retry_after
        """The header ``Retry-After`` as the server words it."""
        self.body = body
        """The beginning of an answer in JSON, in which services say what is wrong; else empty."""

    @property
    def may_pass(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status == 0 or self.status in _PASSING


class Fetcher:
    """Fetches public ``http`` and ``https`` addresses within the limits of the settings.

    Host names are resolved here, every address is checked, and the connection goes to the address that was
    checked; each redirect is checked again. ``resolver`` replaces the system's name resolution. Safe to share
    between threads.
    """

    def __init__(self, settings: Settings, resolver: Resolver = resolve) -> None:
        self._settings = settings
        self._resolver = resolver
        self._client: httpx.Client | None = None
        self._opening = threading.Lock()
        self._allowed = frozenset(name.lower() for name in settings.allow_private_hosts)

    def close(self) -> None:
        """Close open connections; the next download opens new ones."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def get(
        self,
        url: str,
        *,
        accept: Collection[str] = (),
        limit: int | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> Fetched:
        """Return what ``url`` answers with.

        ``accept`` holds the media types that are read, ``image/*`` for a family; empty takes any. An answer that
        names no type is taken. ``limit`` is the largest size in bytes after decompression, ``settings.page_limit``
        by default. ``headers`` are sent with the request, and not to another host that it redirects to. The whole
        download, redirects included, may take ``settings.fetch_timeout`` seconds, or fewer where ``seconds`` says so.
        Raises ``Invalid`` for an address that is none or an answer of another type, ``NotFound`` for 404 and 410,
        ``Refused`` for private addresses, credentials and sizes over the limit, ``Failed`` (an ``Unavailable``) for
        other statuses, time-outs and broken connections, ``Unavailable`` for the rest.
        """
        size = self._settings.page_limit if limit is None else limit
        body = bytearray()
        longest = self._settings.fetch_timeout if seconds is None else min(seconds, self._settings.fetch_timeout)
        final, kind, charset = self._read(url, body.extend, accept, size, headers, longest)
        return Fetched(final, bytes(body), kind, charset)

    def post(
        self,
        url: str,
        *,
        content: bytes,
        type: str,
        accept: Collection[str] = (),
        limit: int | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> Fetched:
        """Send ``content``, of the media type ``type``, to ``url`` and return what it answers with.

        No redirect is followed: the content and the headers are meant for this address alone. The exchange may take
        ``seconds``, ``settings.fetch_timeout`` by default. The rest, and the errors, are those of :meth:`get`; a
        redirect is an ``Unavailable``.
        """
        size = self._settings.page_limit if limit is None else limit
        body = bytearray()
        sent = {**(headers or {}), "Content-Type": type}
        longest = self._settings.fetch_timeout if seconds is None else seconds
        final, kind, charset = self._read(url, body.extend, accept, size, sent, longest, content)
        return Fetched(final, bytes(body), kind, charset)

    def save(self, url: str, path: Path, *, limit: int, seconds: float) -> None:
        """Write what ``url`` answers with to the file ``path``, without holding it in memory.

        It may have ``limit`` bytes after decompression and take ``seconds``. Raises the errors of :meth:`get`; the
        file then holds a part.
        """
        with path.open("wb") as file:
            self._read(url, file.write, (), limit, None, seconds)

    def _read(
        self,
        url: str,
        take: Callable[[bytes], object],
        accept: Collection[str],
        limit: int,
        headers: Mapping[str, str] | None,
        seconds: float,
        content: bytes | None = None,
    ) -> tuple[str, str, str]:
        """Hand the answer's content to ``take`` piece by piece; return its address, media type and charset.

        ``content`` is posted; without it the address is got.
        """
        import httpx

        client, deadline = self._opened()
        deadline.at = time.monotonic() + seconds
        here = checked_url(url)
        first = urlsplit(here)[:2]
        try:
            for _ in range(MAX_REDIRECTS + 1):
                here = checked_url(here)
                sent = {"User-Agent": USER_AGENT, "Accept": _accept(accept), "Accept-Encoding": "gzip, deflate"}
                if headers and urlsplit(here)[:2] == first:
                    sent.update(headers)
                client.cookies.clear()
                method = "GET" if content is None else "POST"
                # One step of a download ends with the client's own limit; a service may think as long as it is given.
                step = httpx.USE_CLIENT_DEFAULT if content is None else seconds
                with client.stream(method, here, headers=sent, content=content, timeout=step) as response:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        if content is not None:
                            raise Unavailable(
                                f"{_short(here)} redirects to another address, and what is sent to it does not follow.",
                                "Set the address that it redirects to.",
                            )
                        here = urljoin(here, response.headers["location"])
                        continue
                    return here, *_answer(here, response, take, accept, limit)
        except httpx.TimeoutException as error:
            raise Failed(
                f"{_short(here)} did not answer completely within {seconds:g} seconds.",
                "Try again later, or save the page in a browser and give the file.",
            ) from error
        except httpx.InvalidURL as error:
            raise _no_address(here) from error
        except httpx.HTTPError as error:
            raise Failed(
                f"{_short(here)} could not be read: {_reason(error)}.",
                "Check the address and the network connection, or save the page in a browser and give the file.",
            ) from error
        finally:
            deadline.at = float("inf")
        raise Unavailable(
            f"{_short(url)} redirects more than {MAX_REDIRECTS} times.",
            "Open it in a browser and give the address you end up at.",
        )

    def _opened(self) -> tuple[httpx.Client, Deadline]:
        from ascertain.ingest.wire import Deadline, checked_client

        with self._opening:
            if self._client is None:
                self._deadline = Deadline()
                self._client = checked_client(
                    self._deadline, self._resolver, self._is_allowed, self._settings.fetch_timeout
                )
            return self._client, self._deadline

    def _is_allowed(self, host: str, port: int) -> bool:
        return f"{host.lower()}:{port}" in self._allowed or f"[{host.lower()}]:{port}" in self._allowed


def _answer(
    url: str, response: httpx.Response, take: Callable[[bytes], object], accept: Collection[str], limit: int
) -> tuple[str, str]:
    kind, charset = _content_type(response.headers.get("content-type", ""))
    encoding = response.headers.get("content-encoding", "").strip().lower()
    _check_status(url, response, kind, encoding)
    if accept and kind and not _accepted(kind, accept):
        raise Invalid(
            f"{_short(url)} is of the type {kind}, which cannot be read here.",
            f"Give the address of something of the type {', '.join(sorted(accept))}.",
        )
    if (announced := response.headers.get("content-length", "")).isdecimal() and int(announced) > limit:
        raise _too_large(url, limit)
    size = 0
    for piece in _decompressed(url, response.iter_raw(), encoding):
        size += len(piece)
        if size > limit:
            raise _too_large(url, limit)
        take(piece)
    return kind, charset


def checked_url(url: str) -> str:
    """Return ``url`` without its fragment when it is an ``http`` or ``https`` address with a host.

    Raises ``Invalid`` for anything else and ``Refused`` for an address that carries a user name or password.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise _no_address(url) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise Invalid(f"{_short(url)} is not an http or https address.", "Only pages on the web and files can be read.")
    if not host or any(char.isspace() or ord(char) < 32 for char in parts.netloc):
        raise _no_address(url)
    if parts.username is not None or parts.password is not None:
        raise Refused(
            f"The address of {host} carries a user name or password, which is never sent.",
            "Give the address without them.",
        )
    return parts._replace(fragment="").geturl()


def _no_address(url: str) -> Invalid:
    return Invalid(f"{_short(url)} is not a web address.", "Give a full address such as https://example.org/page.")


def _short(url: str) -> str:
    shown = "".join(char for char in url if char.isprintable())
    return shown if len(shown) <= 200 else shown[:199] + "…"


def _accept(accept: Collection[str]) -> str:
    return ", ".join([*sorted(accept), "*/*;q=0.1"])


def _accepted(kind: str, accept: Collection[str]) -> bool:
    return kind in accept or f"{kind.partition('/')[0]}/*" in accept


def _content_type(header: str) -> tuple[str, str]:
    kind, *parameters = header.split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'").lower()
    return kind.strip().lower(), charset


def _check_status(url: str, response: httpx.Response, kind: str, encoding: str) -> None:
    status = response.status_code
    if status in _MISSING:
        raise NotFound(f"{_short(url)} does not exist (status {status}).", "Check the address, or look for an archive.")
    if 200 <= status < 300:
        return
    body = bytearray()
    if kind == "application/json":
        for piece in _decompressed(url, response.iter_raw(), encoding):
            body += piece
            if len(body) >= _TOLD:
                break
    what, hint = "does not hand out the page", "If it opens in a browser, save it there and give the file."
    if status == 429:
        what, hint = "asks for fewer requests", "Try again later."
    elif status >= 500:
        what, hint = "has a fault of its own", "Try again later."
    wait = response.headers.get("retry-after", "")
    raise Failed(f"{_short(url)} {what} (status {status}).", hint, status, wait, bytes(body[:_TOLD]))


def _too_large(url: str, limit: int) -> AscertainError:
    return Refused(
        f"{_short(url)} is larger than {limit:,} bytes, the most that is read.",
        "Save the part you need and give the file, or raise the limit: ASCERTAIN_PAGE_LIMIT, ASCERTAIN_IMAGE_LIMIT "
        "or ASCERTAIN_IMPORT_LIMIT.",
    )


_PIECE = 1 << 16


def _decompressed(url: str, pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the content in pieces of at most 64 KiB, so that a compression bomb is noticed before it unfolds.

    Only one layer of gzip or deflate is undone: nothing else was asked for.
    """
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unavailable(
            f"{_short(url)} answers in the encoding {encoding[:40]!r}, which was not asked for.",
            "Save the page in a browser and give the file.",
        )
    undo = zlib.decompressobj(zlib.MAX_WBITS | 32)
    started = False
    try:
        for piece in pieces:
            if not started and piece and encoding == "deflate" and piece[0] & 0x0F != 8:
                undo = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers send deflate without its header
            started = started or bool(piece)
            data = piece
            while data:
                yield undo.decompress(data, _PIECE)
                data = undo.unconsumed_tail
            if undo.eof:
                return
        yield undo.flush()
    except zlib.error as error:
        raise Unavailable(f"{_short(url)} sends damaged compressed data.", "Try again later.") from error


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split())
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return "its certificate is not valid"
    return words.rstrip(".")[:200] or type(error).__name__
