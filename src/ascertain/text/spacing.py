"""Spaces in patterns: a plain space in a word list stands for any space print may put there."""

from __future__ import annotations

import re

SPACE = "[ \u00a0\u202f]"
"""One space within a line, also those that do not break."""

_CLASS = re.compile(r"(\[[^\]]*\])")


def spaced(pattern: str, space: str = SPACE) -> str:
    """Return ``pattern`` with ``space`` in place of each plain space outside character classes."""
    return "".join(part if part.startswith("[") else part.replace(" ", space) for part in _CLASS.split(pattern))
