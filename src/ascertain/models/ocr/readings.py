"""Ways to read one picture with Tesseract, and how they are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ascertain.models.ocr.packs import script_of
from ascertain.models.ocr.process import Clock, Word, recognise

SURE = 60.0
"""Confidence, of 100, from which a word counts."""

_SURE_LINE = 75.0
"""Mean confidence of a line, by letters, from which its doubtful words count too: a wrong sign in a Chinese sentence
does less harm than a gap."""

_DOUBTFUL = 30.0
"""Confidence below which no word counts."""

_ENOUGH = 12
"""Letters from which a reading that has hardly any unsure ones is final."""

_CLEAR = 0.5
"""Score by sure letters from which a reading is final: a mean confidence of 80 without any doubtful word."""

_UNICODE_NAMES = {"Han": ("CJK",), "Japanese": ("CJK", "HIRAGANA", "KATAKANA")}
"""How Unicode's character names begin where that is not the script's own name."""


@dataclass(frozen=True)
class Page:
    """A plane turned upright, and how it is read."""

    program: str
    picture: bytes
    width: int
    height: int
    turn: int
    script: str
    """Which one the detector sees; empty when it sees too few letters."""

    mode: int
    clock: Clock

    def read(self, pack: str) -> Reading:
        """Return what one pack makes of it."""
        return Reading(self, pack, tuple(recognise(self.program, self.picture, pack, self.mode, self.clock)))


@dataclass(frozen=True)
class Reading:
    """One way to read a picture, and what came out."""

    page: Page
    pack: str
    words: tuple[Word, ...]

    @cached_property
    def rows(self) -> tuple[tuple[Word, ...], ...]:
        """The lines, each with the words that count."""
        rows: dict[tuple[int, int, int], list[Word]] = {}
        for word in self.words:
            rows.setdefault(word.line, []).append(word)
        return tuple(kept for row in rows.values() if (kept := _counting(row)))

    @property
    def sure(self) -> int:
        """Letters in words that count."""
        return _letters((word for row in self.rows for word in row), self.pack)

    @property
    def score(self) -> float:
        """What readings of one picture are compared by: letters, from -1 to 1 each by how sure the reader is of them.

        Packs of other scripts are rarely quite sure of what they make up; counting the letters above the bar would
        let a long made-up line win over a short right one.
        """
        return sum(
            _letters([word], self.pack) * max(-1.0, (word.confidence - SURE) / (100 - SURE)) for word in self.words
        )

    @property
    def fair(self) -> bool:
        """Whether the script is right, so that only that of another script in the same picture is unsure."""
        return self.sure >= _ENOUGH and 2 * self.sure >= _letters(self.words, self.pack)

    @property
    def final(self) -> bool:
        """Whether no other way needs to be tried."""
        return self.sure >= _ENOUGH and self.score >= _CLEAR * self.sure


def _letters(words: Iterable[Word], pack: str) -> int:
    """Return how many letters of the pack's own script, and digits, the words have.

    Packs for Chinese or Russian know the Latin letters too, and read them worse. Signs of scripts that write syllables
    or words count twice.
    """
    script = script_of(pack)
    return sum(1 + (char >= "\u2e80") for word in words for char in word.text if char.isalnum() and _of(char, script))


@lru_cache(maxsize=4096)
def _of(char: str, script: str) -> bool:
    if char.isdigit():
        return True
    name = unicodedata.name(char, "").partition(" ")[0]
    return name in _UNICODE_NAMES.get(script, (script.upper(),))


def _counting(row: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of a line that count; pure."""
    least = _DOUBTFUL if confidence_of(row) >= _SURE_LINE else SURE
    kept = tuple(word for word in row if word.confidence >= least)
    return kept if any(char.isalnum() for word in kept for char in word.text) else ()


def confidence_of(row: Sequence[Word]) -> float:
    """Return the mean confidence, 0 to 100, by letters."""
    return sum(word.confidence * len(word.text) for word in row) / sum(len(word.text) for word in row)
