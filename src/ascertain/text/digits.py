"""Numbers written in digits, by the separators of each language."""

from __future__ import annotations

import re
from functools import lru_cache

THIN = "\u00a0\u2009\u202f"
"""Spaces that part thousands in any language; the plain space does so only where CLDR says so."""

_LONGEST = 18  # digits; more are codes, and would not be exact


@lru_cache(maxsize=128)
def separators(tag: str) -> tuple[str, str]:
    """Return the decimal and the grouping mark CLDR gives for a language; English ones for unknown tags."""
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(tag or "en").number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return ".", ","
    return str(symbols["decimal"]), str(symbols["group"])


@lru_cache(maxsize=128)
def digits_pattern(tag: str) -> str:
    """Return a pattern for one number in digits as a language writes it."""
    group = separators(tag)[1]
    spaces = THIN + (" " if group.isspace() else "")
    return (
        rf"\d{{1,3}}(?:[{spaces}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
        r"|\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?"
        r"|\d+(?:[.,٫٬]\d+)*"
    )


def read_digits(written: str, tag: str) -> float | None:
    """Return the number ``written`` stands for in a language, or ``None`` when it is none (``1.2.3``).

    A mark that may be either (``12.000``) is read as the language writes it; three zeros behind a decimal
    mark are thousands all the same, because nobody writes a count that way.
    """
    bare = re.sub(rf"[{THIN} '’]", "", written).replace("٫", ".").replace("٬", ",")
    marks = [c for c in bare if c in ".,"]
    if len(bare) - len(marks) > _LONGEST:
        return None
    if not marks:
        return float(bare)
    decimal, group = separators(tag)
    last = marks[-1]
    if len(set(marks)) == 2:
        return _both(bare, last) if marks.count(last) == 1 else None
    head, *groups = bare.split(last)
    thousands = 1 <= len(head) <= 3 and _in_groups(groups) and head[0] != "0"
    if len(groups) > 1:
        return float(head + "".join(groups)) if thousands else None
    if thousands and (groups[0] == "000" or (last != decimal and (last == group or group not in ".,"))):
        return float(head + groups[0])
    return float(f"{head}.{groups[0]}")


def _both(bare: str, last: str) -> float | None:
    whole, _, part = bare.rpartition(last)
    head, *groups = re.split("[.,]", whole)
    return float(f"{head}{''.join(groups)}.{part}") if _in_groups(groups) else None


def _in_groups(groups: list[str]) -> bool:
    """Tell whether digits stand in threes, or in twos before a last three as in India (1,00,000)."""
    return len(groups[-1]) == 3 and all(len(g) in (2, 3) for g in groups[:-1])
