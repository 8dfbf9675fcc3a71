"""Words that answers share: who published a passage, how many of something, what no passage speaks of; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ascertain.records import FactCheck, Passage, Stance

EVEN = 0.5
"""Probability below which a reader is not told that a passage takes a side: a guess that is more often wrong."""


@dataclass(frozen=True)
class Collection:
    """How much was searched."""

    fact_checks: int
    documents: int

    def __str__(self) -> str:
        return f"{counted(self.fact_checks, 'fact-check')} and {counted(self.documents, 'document')}"


def told_stance(passage: Passage) -> Stance:
    """Return what a reader is told that a passage says: a side that is less than even odds is none."""
    sided = passage.stance in {"supports", "refutes", "disputes part"}
    unsure = passage.stance_by != "rating" and passage.stance_probability is not None
    return "mentions" if sided and unsure and (passage.stance_probability or 0.0) < EVEN else passage.stance


def publisher_of(passage: Passage) -> str:
    """Return who published a passage, its headline where nobody is named; empty when there is neither."""
    named = (passage.source.name or passage.source.site) if passage.source else ""
    return named or passage.title


def name_of(check: FactCheck) -> str:
    """Return who published a fact-check."""
    return check.source.name or check.source.site or "a fact-checker"


def day_of(time: datetime) -> str:
    """Return a day in English: ``3 May 2024``."""
    return f"{time.day} {time:%B %Y}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in English: ``1 document``, ``2 documents``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str]) -> str:
    """Return the first three different items in English: ``A, B and C``; empty for none."""
    shown = list(dict.fromkeys(items))[:3]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def lacking(figures: Sequence[str], names: Sequence[str], passages: Sequence[Passage]) -> list[str]:
    """Return which source is missing: one for the figures that no passage gives, or else for the names none has."""
    texts = " ".join(p.text for p in passages).casefold()
    names = [name for name in names if name.casefold() not in texts]
    figures = [figure for figure in figures if figure.casefold() not in texts]
    figures = [f for f in figures if not any(f != other and f in other for other in figures)]
    if figures:
        return [f"A source for {listed(figures)}."]
    return [f"A source that speaks of {listed(names)}."] if names else []
