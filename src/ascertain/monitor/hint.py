"""What one check says about a comment section, before it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.records import Feature

FIRES = 0.01
"""A check stands out when chance alone would give its value less often than this."""


@dataclass(frozen=True)
class Hint:
    """One check's result; ``chance`` is ``None`` for plain counts that have no baseline."""

    label: str
    score: float
    chance: float | None
    explanation: str
    features: tuple[Feature, ...] = ()

    @property
    def fires(self) -> bool:
        """Whether the value is rarer by chance than ``FIRES``."""
        return self.chance is not None and self.chance < FIRES


def feature(name: str, value: float, words: str) -> Feature:
    """Return a number with the words a reader is told."""
    return Feature(name=name, value=float(f"{value:.4g}"), words=words)


def quoted(text: str, limit: int = 120) -> str:
    """Return a text in quotation marks, shortened at a word to at most ``limit`` characters."""
    text = " ".join(text.split())
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"
