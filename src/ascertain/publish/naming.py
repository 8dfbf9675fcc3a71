"""Names in addresses, made from words."""

from __future__ import annotations

import re

LONGEST = 80
"""Letters of a name that is made here; a given one may have 100."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_APOSTROPHES = re.compile("['’ʼ`]")
_REST = re.compile(r"[^a-z0-9]+")


def slug_of(words: str) -> str:
    """Return words as a name in addresses: Latin letters, digits and hyphens, cut between words at 80.

    Other scripts are romanised. Empty when nothing is left.
    """
    from anyascii import anyascii

    name = _REST.sub("-", _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", words)).lower())).strip("-")
    if len(name) <= LONGEST:
        return name
    return name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]


def is_slug(name: str) -> bool:
    """Return whether it is such a name, of at most 100 characters."""
    return len(name) <= 100 and bool(_SLUG.fullmatch(name))
