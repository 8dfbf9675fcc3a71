"""Turning what files hold into plain words and safe addresses."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Any
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|$)", re.I | re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
# Tags begin with a letter right behind "<": "<3 million" and "a < b" stay.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+$", re.I)
_ARCHIVED = re.compile(r"https?://(?:web\.)?archive\.(?:org|is|today|ph)/(?:web/)?\d[^/]*/(https?://.+)$", re.I)
_LONGEST_ADDRESS = 2048
_LONGEST_TEXT = 100_000
_NAMES = ("@value", "name", "alternateName", "text", "headline", "title", "value", "site", "url", "@id")


def one_line(text: str) -> str:
    """Return the text as one line without markup, entities, control characters and direction marks, in NFC."""
    text = text[:_LONGEST_TEXT]
    if "&" in text:
        text = unescape(text)
    if "<" in text or "&" in text:
        text = _TAG.sub(" ", _COMMENT.sub(" ", _SCRIPT.sub(" ", text)))
        text = unescape(text)  # "&amp;quot;": some feeds escape twice
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", _whole_characters(text)))
    line = " ".join(text.split())
    if not line.isprintable():
        line = " ".join("".join(char if char.isprintable() else " " for char in line).split())
    return line


def _whole_characters(text: str) -> str:
    """Return the text with halves of surrogate pairs joined, and lone halves replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shortened(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of a line, cut between words and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 0.6 else cut).rstrip(" ,;:-–—") + "…"


def web_address(text: str) -> str:
    """Return an ``http`` or ``https`` address as it was given, empty for anything else."""
    text = text.strip()
    if len(text) > _LONGEST_ADDRESS or not _ADDRESS.match(text):
        return ""
    try:
        host = urlsplit(text).hostname
    except ValueError:  # brackets that are no IPv6 address
        return ""
    return text if host else ""


def site_of(address: str) -> str:
    """Return the domain of an address in lower case without ``www.``; of the archived page for web archives."""
    archived = _ARCHIVED.match(address)
    try:
        host = urlsplit(archived.group(1) if archived else address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def domain(text: str) -> str:
    """Return the domain that a text is or names (``www.reuters.com``, ``https://www.reuters.com``), else empty."""
    text = text.strip().casefold()
    if text.startswith(("http://", "https://")):
        return site_of(text)
    text = text.rstrip("/").removeprefix("www.")
    return text if re.fullmatch(r"(?:[\w-]{1,63}\.)+[a-z]{2,24}", text) else ""


def words_in(value: Any) -> str:
    """Return the words of a JSON value: text, number, the name of an object, or the first of a list that has any."""
    for _ in range(6):
        if isinstance(value, list):
            value = next((item for item in value[:100] if item not in (None, "", [], {})), None)
        elif isinstance(value, dict):
            value = next((value[name] for name in _NAMES if value.get(name) not in (None, "", [], {})), None)
        else:
            break
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def address_in(value: Any) -> str:
    """Return the address in a value: text, or the ``contentUrl``, ``url`` or ``@id`` of an object; else empty."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[name] for name in ("contentUrl", "url", "@id", "@value") if value.get(name)), None)
    return value.strip() if isinstance(value, str) else ""
