"""JSON as it stands in pages: read strictly, and mended only where the meaning is certain."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

_LONGEST = 32 * 1024 * 1024
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|\ufeff|/\*.*?\*/)+\s*"
    r"|\s*(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)+\s*$",
    re.S,
)
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.S)
_DECODER = json.JSONDecoder(strict=False)


class Unreadable(ValueError):
    """The text is no JSON and cannot safely be made JSON; its words say why."""


def load(text: str) -> tuple[Any, str]:
    """Return the JSON value of a text, and what was mended to read it (empty for sound JSON).

    Mended are comment and CDATA marks around the value, raw line breaks and control characters inside strings,
    commas before a closing bracket, a value whose quotation marks were escaped for HTML, and several values in
    a row (which become a list). Anything else, above all a value that breaks off, raises :class:`Unreadable`.
    """
    if len(text) > _LONGEST:
        raise Unreadable(f"it is longer than {_LONGEST:,} characters")
    try:
        return json.loads(text), ""
    except RecursionError as error:
        raise Unreadable("it is nested too deeply") from error
    except ValueError as error:
        first = error
    unwrapped = _WRAPPING.sub("", text).strip()
    attempts = [(unwrapped, "marks around it"), (_without_commas(unwrapped), "commas before closing brackets")]
    if "&quot;" in unwrapped and '"' not in unwrapped:
        attempts.append((_without_commas(unescape(unwrapped)), "quotation marks escaped for HTML"))
    for attempt, what in attempts:
        value = _values(attempt)
        if value is not None:
            return value, f"its JSON was not sound and was mended ({what}, line breaks in texts)"
    raise Unreadable(f"it is not JSON: {first}") from first


def _without_commas(text: str) -> str:
    return _STRING_OR_COMMA.sub(lambda match: match[1] or "", text)


def _values(text: str) -> Any:
    """Return the one value in the text, or the list of several in a row; ``None`` when something else is there."""
    values, place = [], 0
    try:
        while place < len(text):
            value, place = _DECODER.raw_decode(text, place)
            values.append(value)
            while place < len(text) and text[place] in " \t\r\n,;":
                place += 1
    except (ValueError, RecursionError):
        return None  # the caller tries the next way to mend it
    if len(values) == 1:
        return values[0]
    return values if values and all(isinstance(value, dict | list) for value in values) else None
