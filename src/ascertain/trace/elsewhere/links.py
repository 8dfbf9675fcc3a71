"""Ready links that open search services for a picture that anybody can fetch."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urlsplit

from ascertain.records import Link

_SERVICES = (
    ("Google Lens", "https://lens.google.com/uploadbyurl?url="),
    ("TinEye", "https://tineye.com/search?url="),
    ("Yandex", "https://yandex.com/images/search?rpt=imageview&url="),
    ("Bing", "https://www.bing.com/images/search?view=detailv2&iss=sbi&form=SBIVSP&sbisrc=UrlPaste&q=imgurl:"),
)
_LOCAL_ENDINGS = frozenset(
    # RFC 6761, 6762, 7686, 8375 and what private networks use.
    {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "localdomain", "test", "invalid"}
    | {"example", "onion", "arpa", "alt"}
)
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_LONGEST = 2000


def search_links(image_url: str) -> tuple[Link, ...]:
    """Return pages of Google Lens, TinEye, Yandex and Bing that look for the picture at ``image_url``; pure.

    Empty unless it is an ``http`` or ``https`` address on a public host: services cannot fetch any other, and the
    address of a private one is nobody's business. Opening a link tells the service the address; making it does not.
    """
    url = image_url.strip()
    if len(url) > _LONGEST or not is_public_address(url):
        return ()
    shown = urlsplit(url)._replace(fragment="").geturl()
    # An address may hold letters of any script and signs that end a query: all of it is encoded.
    encoded = quote(shown, safe="")
    return tuple(Link(url=f"{start}{encoded}", text=f"Search with {name}") for name, start in _SERVICES)


def is_public_address(url: str) -> bool:
    """Tell whether an address names a public host, by its letters alone: nothing is resolved."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return False
    if any(char.isspace() or not char.isprintable() or char == "\\" for char in url):
        return False
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return _is_public_name(host.rstrip("."))
    inner = getattr(address, "ipv4_mapped", None) or address
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _is_public_name(host: str) -> bool:
    labels = host.lower().split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        return False
    # Programs read 127.1, 0x7f.1 and 2130706433 as numbers; no top-level domain begins with a digit.
    return labels[-1] not in _LOCAL_ENDINGS and not labels[-1][0].isdigit()
