"""When two web addresses lead to one page."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_ARCHIVED = re.compile(
    r"^https?://(?:web\.|wayback\.)?archive\.(?:org|is|today|ph|li|vn|md|fo)/(?:web/)?\d[^/]*/(.+)$", re.I
)
_SUBDOMAIN = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_CARRIED = re.compile(
    r"^(?:utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mibextid|mc_[ce]id|_ga|s|si|t|ref|ref_src|ref_url|amp|"
    r"outputtype|cmpid|ocid|share|feature)$",
    re.I,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.I)
_AMP = re.compile(r"/amp/?$|\.amp(?=\.html?$)", re.I)
_SAME_SITE = {"twitter.com": "x.com", "youtu.be": "youtube.com", "fb.com": "facebook.com"}


def address_key(address: str) -> str:
    """Return what two addresses of one page have in common: 32 hex digits, empty for what is no address.

    Scheme, ``www.`` and ``m.``, port, fragment, closing slash, ``index.html``, AMP marks, the order of parameters and
    those that only say where a reader came from make no difference; an archive's copy counts as the page it copied, and
    ``twitter.com`` as ``x.com``. Paths keep their case. Pure.
    """
    plain = plain_address(address)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32] if plain else ""


def plain_address(address: str) -> str:
    """Return the part of an address that says which page it is; see :func:`address_key`; pure."""
    address = address.strip()
    while archived := _ARCHIVED.match(address):
        address = archived[1] if "://" in archived[1][:10] else f"http://{archived[1]}"
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    host = _SUBDOMAIN.sub("", host)
    path = _AMP.sub("", _INDEX.sub("", quote(unquote(parts.path), safe="/~:@!$&'()*+,;=-._")))
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_carried(*pair, host)]
    if host == "youtu.be" and path.strip("/"):
        query, path = [("v", path.strip("/"))], "/watch"
    host = _SAME_SITE.get(host, host)
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    asked = urlencode(sorted(query))
    return f"{place}{path.rstrip('/')}{'?' + asked if asked else ''}"


def _is_carried(name: str, value: str, host: str) -> bool:
    """Tell whether a parameter only says where a reader came from; short names mean that on the sites known for it."""
    if name.lower() in ("s", "t", "si", "feature") and host not in ("twitter.com", "x.com", "youtube.com", "youtu.be"):
        return False
    return bool(_CARRIED.match(name)) and len(value) < 500
