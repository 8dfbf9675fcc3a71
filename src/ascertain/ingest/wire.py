"""The connection under the guarded client: it checks an address and connects to that very address.

Checking a name first and letting the HTTP library resolve it again leaves a gap in which the answer can change
(DNS rebinding). Here one function resolves, checks and connects; TLS still verifies the host's *name*.
Every operation also ends at one deadline, so a server that sends a byte now and then cannot hold a worker.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx
from httpcore import SOCKET_OPTION

from ascertain.ingest.addresses import Resolver, checked_addresses


class Deadline(threading.local):
    """The moment, on the monotonic clock, at which this thread's download has to end."""

    at: float = float("inf")

    def left(self, timeout: float | None) -> float:
        """Return the seconds left, at most ``timeout``; raises ``httpcore.ReadTimeout`` when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time allowed for the download is over")
        return left if timeout is None else min(left, timeout)


class _Stream(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    """Resolves, checks and connects in one step."""

    def __init__(self, deadline: Deadline, resolver: Resolver, allowed: Callable[[str, int], bool]) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._resolver = resolver
        self._allowed = allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._deadline.left(timeout)
        addresses = checked_addresses(host, port, self._resolver, self._allowed(host, port), seconds)
        problem: Exception = httpcore.ConnectError(f"no address of {host} answered")
        for place, address in enumerate(addresses):
            # One dead address of several must not use up all the time.
            share = self._deadline.left(timeout) / (len(addresses) - place)
            try:
                stream = self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return _Stream(stream, self._deadline)
        raise problem


def checked_client(
    deadline: Deadline, resolver: Resolver, allowed: Callable[[str, int], bool], seconds: float
) -> httpx.Client:
    """Return an HTTP client that connects to checked addresses only.

    It follows no redirects, keeps no cookies and takes no proxy or credentials from the environment: a proxy
    would resolve names by itself. ``allowed(host, port)`` lifts the check for hosts that the settings name; one
    network operation may take ``seconds``.
    """
    context = httpx.create_ssl_context(trust_env=False)
    transport = httpx.HTTPTransport(verify=context, trust_env=False)
    # httpx offers no argument for the network backend; the pool below it does.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=context,
        max_connections=16,
        # Nothing stays open between downloads: a desk that is dropped without being closed leaves no sockets.
        max_keepalive_connections=0,
        network_backend=_CheckedBackend(deadline, resolver, allowed),
    )
    return httpx.Client(transport=transport, follow_redirects=False, trust_env=False, timeout=seconds)
