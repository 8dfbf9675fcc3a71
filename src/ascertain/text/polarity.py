"""Negation, and words that say up or down.

Sentence embeddings hardly see either, so both are read from word lists (:mod:`ascertain.text.polarwords`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from ascertain.records import Span
from ascertain.text.polarwords import AGAIN, MOVES, NEVER_MIND, NOT
from ascertain.text.spacing import spaced
from ascertain.text.words import MARKS

_JOINED = frozenset({"zh", "ja", "ko"})  # no space parts these from the words around them
_NEAR = 60  # characters within which a second negative word repeats the first: "no vio a nadie"
_CLAUSE_END = re.compile(r"[.!?;:。！？؟।；\n]")


def negations(text: str, language: str) -> list[Span]:
    """Return each negation in ``text``, longest reading first: ``not``, ``n't``, ``ne … pas``, ``denied``.

    A word that only repeats a negation (Spanish ``no … nada``, Russian ``никто не``) is not counted again,
    and ``not only`` is none. Words that call something false (fake, hoax) are no negation. ``language`` is a
    BCP-47 tag, "" is read as English; a language without a list has no negations.
    """
    tag = language.partition("-")[0].lower() or "en"
    pattern = _negation(tag)
    if pattern is None:
        return []
    found = [m for m in pattern.finditer(text) if m.lastgroup != "none"]
    plain = [m for m in found if m.lastgroup == "alone"]
    kept: list[Span] = []
    last: re.Match[str] | None = None
    for match in found:
        if match.lastgroup == "again":
            if any(_same_clause(text, match, other) for other in plain):
                continue
            if last is not None and _same_clause(text, match, last):
                continue
        last = match
        kept.append(Span(start=match.start(), end=match.end()))
    return kept


def directions(text: str, language: str) -> list[tuple[Span, str]]:
    """Return the words of ``text`` that say a direction, each with ``up``, ``down``, ``double`` or ``half``.

    ``language`` is a BCP-47 tag, "" is read as English; a language without a list has no directions.
    """
    pattern = _direction(language.partition("-")[0].lower() or "en")
    if pattern is None:
        return []
    return [(Span(start=m.start(), end=m.end()), m.lastgroup or "") for m in pattern.finditer(text)]


def _same_clause(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start())
    between = text[first.end() : second.start()]
    return len(between) <= _NEAR and not _CLAUSE_END.search(between)


@lru_cache(maxsize=32)
def _negation(tag: str) -> re.Pattern[str] | None:
    if tag not in NOT:
        return None
    groups = [("none", NEVER_MIND.get(tag)), ("again", AGAIN.get(tag)), ("alone", NOT[tag])]
    return _compiled([(name, words) for name, words in groups if words], tag)


@lru_cache(maxsize=32)
def _direction(tag: str) -> re.Pattern[str] | None:
    if tag not in MOVES:
        return None
    order = ("half", "double", "up", "down")  # "вдвое меньше" before "вдвое"
    return _compiled([(name, MOVES[tag][name]) for name in order], tag)


def _compiled(groups: list[tuple[str, str]], tag: str) -> re.Pattern[str]:
    parts = "|".join(f"(?P<{name}>{_spelled(words)})" for name, words in groups)
    if tag in _JOINED:
        return re.compile(parts)
    before = rf"(?<![\w{MARKS}])"
    if tag == "ar":
        before += "[وف]?"
    return re.compile(rf"{before}(?:{parts})(?![\w{MARKS}])", re.IGNORECASE)


def _spelled(words: str) -> str:
    """Let spaces be any white space and apostrophes be curled."""
    return spaced(re.sub(r"'(?!’)", "['’]", words), r"\s+")
