"""Which network addresses may be fetched from: public unicast only, whatever form they are written in."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

from ascertain.errors import Refused, Unavailable

Resolver = Callable[[str, int], list[str]]
"""Gives the addresses of a host name, as text, in the order in which they should be tried."""

_V4 = ipaddress.IPv4Address
_V6 = ipaddress.IPv6Address

# Python's is_global leaves these out, or is late with them in some releases.
_MORE_REFUSED_V4 = (
    ipaddress.IPv4Network("100.64.0.0/10"),  # carrier-grade NAT; one cloud keeps its metadata there
    ipaddress.IPv4Network("168.63.129.16/32"),  # a cloud's metadata service on an otherwise public address
    ipaddress.IPv4Network("192.0.0.0/24"),  # protocol assignments; another cloud's metadata
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays
)
_GLOBAL_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
_MORE_REFUSED_V6 = (
    ipaddress.IPv6Network("2001::/23"),  # protocol assignments, Teredo among them
    ipaddress.IPv6Network("2001:db8::/32"),  # documentation
    ipaddress.IPv6Network("3fff::/20"),  # documentation
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether ``address`` is a public unicast address, also when an IPv4 address hides inside IPv6.

    Private, loopback, link-local, multicast, reserved, documentation, carrier-grade-NAT and cloud-metadata
    addresses are not; neither is text that is no address.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, _V4):
        return _is_public_v4(ip)
    inner = _embedded(ip)
    if inner is not None:
        return _is_public_v4(inner)
    return (
        ip in _GLOBAL_UNICAST_V6 and ip.is_global and not ip.is_multicast and not any(ip in n for n in _MORE_REFUSED_V6)
    )


def _is_public_v4(ip: _V4) -> bool:
    special = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    return ip.is_global and not special and not any(ip in network for network in _MORE_REFUSED_V4)


def _embedded(ip: _V6) -> _V4 | None:
    """Return the IPv4 address that packets to ``ip`` would end up at, if there is one."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    low = int(ip) & 0xFFFF_FFFF
    isatap = (int(ip) >> 32) & 0xFFFF_FFFF in (0x0000_5EFE, 0x0200_5EFE)
    if ip in _NAT64 or int(ip) >> 32 == 0 or isatap:
        return _V4(low)
    return None


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of ``host`` from the system's resolver; raises ``OSError`` when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(host: str, port: int, resolver: Resolver, allowed: bool, seconds: float) -> list[str]:
    """Return the addresses of ``host`` that may be connected to.

    ``allowed`` lifts the check for a host that the settings name; ``seconds`` is how long the resolver may take.
    Raises ``Unavailable`` when the name has no address or the resolver does not answer, and ``Refused`` when any
    of its addresses is not public: a name with one public and one private address is an attack, not a site.
    """
    addresses = _resolved(host, port, resolver, seconds)
    private = [address for address in addresses if not is_public(address)]
    if private and not allowed:
        raise Refused(
            f"{host} leads to {private[0]}, which is not a public address, so it is not fetched.",
            f"If this host of your own network may be read, add {host}:{port} to ASCERTAIN_ALLOW_PRIVATE_HOSTS.",
        )
    return addresses


def _resolved(host: str, port: int, resolver: Resolver, seconds: float) -> list[str]:
    # The system's resolver cannot be told to hurry, so it is asked in a thread that is left behind when late.
    answers: queue.Queue[list[str] | OSError | UnicodeError] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="ascertain-resolve").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise Unavailable(
            f"The name of {host} was not resolved in time.", "Check the network connection and try again."
        ) from None
    if isinstance(answer, Exception) or not answer:
        raise Unavailable(
            f"There is no address for the host {host}.", "Check its spelling and the network connection."
        ) from (answer if isinstance(answer, Exception) else None)
    return answer
