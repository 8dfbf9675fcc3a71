"""Reading what services answer: JSON that may be malformed, of another shape, or hostile. Pure functions."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_FIRST_YEAR = 1995
"""Before it there was no web to search: an earlier day is a mistake."""


def json_object(body: bytes) -> dict[str, Any] | None:
    """Return the JSON object in ``body``; ``None`` when it is none, or another kind of JSON."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def rows(value: object, *path: str) -> list[dict[str, Any]]:
    """Return the objects in the list at ``path``; what is no object, and a list that is none, are left out."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def words(value: object, longest: int = 500) -> str:
    """Return a text as one line without markup and control characters, at most ``longest`` characters."""
    if not isinstance(value, str):
        return ""
    plain = html.unescape(_TAG.sub("", value[: 8 * longest]))
    line = " ".join("".join(char if char.isprintable() else " " for char in plain).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def address(value: object) -> str:
    """Return an ``http`` or ``https`` address of at most 2,000 characters, empty for everything else."""
    if not isinstance(value, str):
        return ""
    url = value.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    sound = parts.scheme.lower() in ("http", "https") and parts.hostname and len(url) <= 2000
    return url if sound and all(char.isprintable() and char != " " for char in url) else ""


def day(value: object) -> datetime | None:
    """Return the day at the beginning of a text such as ``2019-05-03``, ``2019-05-03T12:00:00Z`` or ``20190503T12``."""
    match = _DAY.match(value.strip()) if isinstance(value, str) else None
    if match is None or int(match[1]) < _FIRST_YEAR:
        return None
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC)
    except ValueError:
        return None
