"""Reading what services answer: JSON that may be malformed, of another shape, or hostile."""

from __future__ import annotations

import json
from typing import Any

from ascertain.errors import AscertainError, Unavailable
from ascertain.text.outside import address, day, rows, words
from ascertain.trace.elsewhere.lookup import Told

__all__ = [
    "LARGEST",
    "address",
    "day",
    "number",
    "read_json",
    "rows",
    "status_of",
    "strange",
    "told_by",
    "without",
    "words",
]

LARGEST = 8 * 1024 * 1024
"""Bytes of an answer that are read."""


def read_json(body: bytes, service: str, variable: str) -> dict[str, Any]:
    """Return the JSON object in ``body``; raise ``Unavailable`` when it is none. ``variable`` sets its address."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unavailable(
            f"{service} answers with something that is not JSON: {str(error)[:100]}.",
            f"Try again later; check {variable} if you set it.",
        ) from error
    if not isinstance(value, dict):
        raise strange(service, variable)
    return value


def strange(service: str, variable: str) -> AscertainError:
    """Return the error for an answer of another shape."""
    return Unavailable(
        f"{service} answers with JSON of another shape.", f"Check {variable} if you set it; the API may have changed."
    )


def status_of(error: AscertainError) -> int:
    """Return the HTTP status behind an error, 0 when there is none."""
    return error.status if isinstance(error, Told) else 0


def told_by(error: AscertainError) -> dict[str, Any]:
    """Return the JSON object in which a service says what is wrong, empty when it says nothing."""
    try:
        value = json.loads(error.body) if isinstance(error, Told) and error.body else {}
    except (ValueError, RecursionError):  # a proxy's own error page says nothing that could be passed on
        return {}
    return value if isinstance(value, dict) else {}


def number(value: object) -> float | None:
    """Return a number, also one that is written as a text; ``None`` for everything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e9 else None


def without(text: str, secret: str) -> str:
    """Return ``text`` without a key that a service repeats in its message."""
    return text.replace(secret, "…") if secret else text
