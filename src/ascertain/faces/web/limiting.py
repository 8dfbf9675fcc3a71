"""How often visitors may do what costs something or is seen by others."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from starlette.requests import Request

from ascertain.faces.web.visiting import visitor

if TYPE_CHECKING:
    from ascertain.desk import Desk

_WRITES_PER_HOUR = 600
"""Writes of any kind that one visitor may send in an hour; particular ones have lower limits."""

_WORKS = ("/verify", "/api/verify", "/ask", "/api/ask", "/trace", "/api/trace")
"""What reads pages of the web or asks services: it costs seconds, and leaves this machine."""


_ASKS = frozenset({"/api/ask", "/api/trace", "/trace"})
_SEARCHES = frozenset({"/related", "/api/related", "/search", "/api/search"})
_SEARCHES_FOR_WORK = 5


def limited(request: Request, what: str, *, per_hour: int) -> None:
    """Count that a visitor does something; raise :class:`~ascertain.errors.TooMany` beyond ``per_hour``.

    Somebody who is signed in counts by account, everybody else by network address. Nothing is counted for somebody
    at this machine while the site is open to this machine alone, and nothing where no guard stands before the site.
    """
    desk = _desk(request)
    person = visitor(request)
    if desk is None or (person is None and operator(request)):
        return
    desk.people.limit(what, f"person {person.id}" if person else f"address {network_of(request)}", per_hour)


def limit_writes(request: Request) -> None:
    """Count a write of any kind, and what makes this site work for a stranger."""
    person = visitor(request)
    if person is not None and person.role != "reader":
        return  # the desk is somebody's day's work
    limited(request, "write", per_hour=_WRITES_PER_HOUR)
    path = request.scope["path"]
    desk = _desk(request)
    if desk is not None and (path in _WORKS or path.endswith("/again")):
        limited(request, "work", per_hour=desk.settings.public_per_hour)


def limit_reads(request: Request) -> None:
    """Count a question that is asked with GET; reading pages is not counted.

    What reaches outside counts as work; what only searches here may be asked five times as often.
    """
    person, desk, path = visitor(request), _desk(request), request.scope["path"]
    asked = request.scope.get("query_string", b"")
    if desk is None or not asked or (person is not None and person.role != "reader"):
        return
    if path in _ASKS:
        limited(request, "work", per_hour=desk.settings.public_per_hour)
    elif path in _SEARCHES:
        limited(request, "search", per_hour=_SEARCHES_FOR_WORK * desk.settings.public_per_hour)


def is_limited_read(path: str) -> bool:
    """Whether a GET of this path may be counted, so that all others need no thread for it."""
    return path in _ASKS or path in _SEARCHES


def operator(request: Request) -> bool:
    """Whether somebody at this machine may do without an account what the command line does."""
    return bool(request.scope.get("state", {}).get("operator", False))


def network_of(request: Request) -> str:
    """Return what a visitor's limit counts by: an address, or of IPv6 the /64 that one connection has to itself."""
    client = request.scope.get("client")
    if not client:
        return "unknown"
    try:
        address = ipaddress.ip_address(client[0])
    except ValueError:
        return str(client[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _desk(request: Request) -> Desk | None:
    found: Desk | None = request.scope.get("state", {}).get("desk")
    return found
