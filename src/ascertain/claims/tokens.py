"""Words of a sentence with their places, as attribution reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Vowel signs of Devanagari and Arabic count as letters here; for the regular expression engine they are none.
_LETTERS = r"(?:[^\W_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0963])+"
_TOKEN = re.compile(rf"{_LETTERS}(?:[’'.\-&]{_LETTERS})*\.?")
_ELIDED = re.compile(r"^(?:[dl]|dell|all|nell|t)[’'-]", re.IGNORECASE)
ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sra?|Dra?|Hr|Fr|No|Jr))\.$"
)


@dataclass(frozen=True)
class Word:
    """A word and where it stands."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word in lower case, without the full stop of an abbreviation; an initial keeps its own."""
        return self.text.casefold().rstrip(".") if len(self.text) > 2 else self.text.casefold()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, an elided article left out of account."""
        return _ELIDED.sub("", self.text)[:1].isupper()


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words between two offsets; the full stop of an abbreviation belongs to it."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        stop = match.end()
        if word.endswith(".") and not ABBREVIATION.search(word):
            word, stop = word[:-1], stop - 1
        found.append(Word(match.start(), stop, word))
    return found


def breaks(between: str) -> bool:
    """Whether punctuation or a masked quotation stands in the text between two words."""
    return any(character in ",;:.!?()[]–—…\ufffc\n" for character in between)
