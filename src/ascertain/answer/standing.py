"""Whether the figures, days, names and quotations of a sentence stand in the passages it cites; pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from ascertain.answer.plain import READ, seen
from ascertain.records import Entity, Figure, NamedDate, Passage
from ascertain.text import content_words, find_entities, find_figures
from ascertain.text.abbreviations import abbreviates
from ascertain.text.agreement import one_stem
from ascertain.text.dates import find_dates
from ascertain.text.samefigures import comparable, same_number
from ascertain.text.wordsets import word_set

_QUOTED = re.compile(
    r"“([^“”]*(?:“[^“”]*”[^“”]*)*)”|„([^„“”]*)[“”]|«([^«»]*(?:«[^«»]*»[^«»]*)*)»|\"([^\"]*)\"|「([^」]*)」|『([^』]*)』"
    r"|‹([^‹›]*)›|(?<!\w)[‘‚]([^‘’‚]*(?:’\w[^‘’‚]*)*)[’‘](?!\w)|(?<!\w)'([^']*(?:'\w[^']*)*)'(?!\w)"
)
_LEFT_OUT = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")
_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-"}
)
_PERSONS: Final = word_set(
    """people persons person men women children victims deaths dead fatalities casualties lives residents citizens
    inhabitants soldiers troops workers patients passengers migrants refugees protesters students voters menschen
    personen tote todesopfer opfer einwohner personnes morts victimes habitants personas muertos muertes víctimas
    fallecidos pessoas mortos mortes vítimas persone morti vittime человек людей погибших жертв жителей осіб загиблих"""
)
_SOURCES: Final = word_set(
    """sources source passages reports outlets publishers fact-checks fact-checkers articles documents studies papers
    quellen stellen berichte medien artikel passages articles rapports médias fuentes pasajes informes medios artículos
    fontes passagens relatórios artigos fonti passaggi rapporti articoli источника источников отрывка отрывков"""
)
_INFLECTING: Final = word_set("ru uk be bg mk sr hr bs sl sk cs pl lt lv et fi hu tr az sq el hy ka kk ar he hi ta")
_ALMOST = 0.0005
"""Share by which a figure without “about” may differ: what writing decimals down loses."""

_POINT = 1.0
"""Percentage points between a share in words and one in figures: a third, 33 %."""


@dataclass(frozen=True)
class Said:
    """A text that a sentence may rest on: a passage with its headline and publisher, or the claim itself."""

    text: str
    language: str
    beside: str = ""
    """Headline and publisher: names may stand there, figures and quotations not."""

    day: date | None = None
    """When it was published."""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its numbers."""
        return tuple(find_figures(self.text, self.language))

    @cached_property
    def dates(self) -> tuple[NamedDate, ...]:
        """Its days, and among them the one of its publication."""
        return tuple(find_dates(self.text, self.language, self.day))

    @cached_property
    def names(self) -> tuple[Entity, ...]:
        """Its names."""
        return (*find_entities(self.text, self.language), *find_entities(self.beside, self.language))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words that carry content, those of headline and publisher too; romanised."""
        return frozenset(content_words(f"{self.text}\n{self.beside}", self.language))

    @cached_property
    def folded(self) -> str:
        """Its letters, as quotations are compared."""
        return fold(self.text)


def said_by(passage: Passage) -> Said:
    """Return a passage as what a sentence may rest on."""
    source = passage.source
    beside = [passage.title, source.name if source else "", source.site if source else ""]
    day = passage.date.date() if passage.date else None
    language = passage.language.partition("-")[0].lower()
    return Said(seen(passage.text[:READ]), language, "\n".join(seen(b[:500]) for b in beside if b), day)


def fold(text: str) -> str:
    """Return ``text`` as quotations are compared: letters and signs in order; spelling of marks and spaces is one."""
    return " ".join(unicodedata.normalize("NFKC", seen(text).translate(_MARKS)).casefold().split())


# Figures


def figure_stands(figure: Figure, texts: Sequence[Said], cited: int) -> bool:
    """Tell whether one of the texts gives a figure: the same number, or the one it is rounded from, of the same thing.

    ``cited`` is how many passages the sentence cites: “two sources” counts them.
    """
    if figure.unit == "ordinal":
        return True
    if figure.unit.casefold() in _SOURCES and figure.value == cited:
        return True
    return any(_gives(figure, other, text) for text in texts for other in text.figures)


def _gives(figure: Figure, other: Figure, text: Said) -> bool:
    if _shares(figure, other):
        return True
    if not _one_number(figure, other):
        return False
    if comparable(figure, other):
        # A bare number in the sentence stands for what the passage counts, not the other way round for money or %.
        return bool(figure.unit == other.unit or not figure.unit or not _is_measure(figure.unit) or other.unit)
    if _is_measure(figure.unit) or _is_measure(other.unit):
        return False
    mine, its = figure.unit.casefold(), other.unit.casefold()
    if mine in _PERSONS and its in _PERSONS:
        return not any(f.unit.casefold() == mine and not _one_number(figure, f) for f in text.figures)
    stem = next(iter(content_words(mine, text.language)), mine)
    if any(one_stem(stem, word) for word in text.words):  # the noun stands there: is it this number's?
        return not any(one_stem(mine, f.unit.casefold()) and not _one_number(figure, f) for f in text.figures)
    return False


def _shares(figure: Figure, other: Figure) -> bool:
    """Tell whether one says in words (a third) what the other says in per cent."""
    for share, percent in ((figure, other), (other, figure)):
        if percent.unit == "%" and share.unit != "%" and 0 < share.value < 1:
            return abs(share.value * 100 - percent.value) <= _POINT
    return False


def _one_number(figure: Figure, other: Figure) -> bool:
    """Tell whether a number is another, or that one rounded: 4,200 for 4,187, but not 4,187 for 4,200."""
    if figure.approximate:
        return same_number(figure, other)
    if figure.unit != other.unit and comparable(figure, other) and figure.unit and other.unit:
        return same_number(figure, other)  # miles and kilometres
    if abs(figure.value - other.value) <= _ALMOST * abs(other.value):
        return not _more_exact(figure.value, other.value)
    return _rounded(other.value, figure.value)


def _more_exact(value: float, other: float) -> bool:
    """Tell whether a number has more digits than the other says: 120,003 where 120,000 stands."""
    return value != other and _digits(value) > _digits(other)


def _rounded(value: float, to: float) -> bool:
    """Tell whether ``to`` is ``value`` rounded to at least two significant digits, or to a whole number."""
    digits = _digits(to)
    if value == 0 or digits >= _digits(value):
        return False
    if digits < 2 and not (abs(to) >= 10 and abs(value - to) <= 0.5):
        return False
    return float(f"{value:.{max(digits, 1) - 1}e}") == to


def _digits(value: float) -> int:
    return len(f"{abs(value):.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0")) or 1


def _is_measure(unit: str) -> bool:
    return unit == "%" or (len(unit) == 3 and unit.isupper()) or "/" in unit or "°" in unit


def number_stands(number: str, texts: Sequence[Said]) -> bool:
    """Tell whether one of the texts has a number that names a thing, as it is written: ``Section 61``, ``F-16``."""
    written = fold(number)
    return any(_find_whole(fold(f"{text.text}\n{text.beside}"), written, 0) >= 0 for text in texts)


# Days


def date_stands(named: NamedDate, text: Said, language: str) -> bool:
    """Tell whether a text names a day, or the day lies on its publication; a month or year may stand for its days.

    ``named`` was read against the text's own day. What is more exact than the text stands nowhere.
    """
    written = fold(named.text)
    if (language == text.language or any(map(str.isdigit, written))) and _find_whole(text.folded, written, 0) >= 0:
        return True
    if named.first is None or named.last is None:
        return False
    days = [(d.first, d.last) for d in text.dates if d.first and d.last]
    if text.day:
        days.append((text.day, text.day))
    return any(named.first <= first and last <= named.last for first, last in days)


# Names


def name_stands(name: Entity, text: Said, language: str) -> bool:
    """Tell whether a text names somebody: by the same name or a longer one, not by half of it.

    “Berg” stands where “Anna Berg” does, “Anna Berg” does not stand where only “Berg” does. Between languages, and in
    those whose names change their endings, words of one stem are one.
    """
    loose = language != text.language or language.partition("-")[0] in _INFLECTING
    for other in text.names:
        if name.key == other.key or abbreviates(name.key, other.key):
            return True
    parts = [part for part in _letters(name).split() if len(part) > 1 or not part.isascii()]
    there = text.words | {part for other in text.names for part in _letters(other).split()}
    small = content_words(name.text, language)
    wanted = [part for part in parts if part in small] or parts
    if wanted and all(part in there or (loose and any(one_stem(part, word) for word in there)) for part in wanted):
        return True
    return fold(name.text) in text.folded or fold(name.text) in fold(text.beside)


def _letters(entity: Entity) -> str:
    from anyascii import anyascii

    return entity.key if entity.kind != "place" else re.sub(r"[^a-z0-9]+", " ", anyascii(entity.text).lower())


# Quotations


def quotations(sentence: str) -> Iterator[str]:
    """Give the words between quotation marks, without the point or comma that only ends the sentence.

    Where a mark is opened and never closed, everything from the first to the last mark is a quotation too.
    """
    for opens, closes in (("“", "”"), ("«", "»"), ("„", "“")):
        first, last = sentence.find(opens), sentence.rfind(closes)
        if 0 <= first < last and sentence.count(opens) > sentence.count(closes):
            yield sentence[first + 1 : last].strip()
    for match in _QUOTED.finditer(sentence):
        words = next(group for group in match.groups() if group is not None).strip().rstrip(".,;:!?。，")
        if any(character.isalnum() for character in words):
            yield words


def quotation_stands(words: str, text: Said) -> bool:
    """Tell whether a text says a quotation word for word; parts around “…” in order."""
    at = 0
    for part in _LEFT_OUT.split(words):
        wanted = fold(part)
        if wanted:
            found = _find_whole(text.folded, wanted, at)
            if found < 0:
                return False
            at = found + len(wanted)
    return True


def _find_whole(text: str, wanted: str, at: int) -> int:
    """Return where ``wanted`` stands in ``text`` from ``at`` on, not inside words; -1 where it does not."""
    while (found := text.find(wanted, at)) >= 0:
        end = found + len(wanted)
        inside = (found and _joined(text[found - 1], wanted[0])) or (end < len(text) and _joined(wanted[-1], text[end]))
        if not inside:
            return found
        at = found + 1
    return -1


def _joined(one: str, other: str) -> bool:
    """Tell whether two neighbours are of one word or number; scripts without spaces join nothing."""
    return one.isalnum() and other.isalnum() and ord(one) < 0x0E00 and ord(other) < 0x0E00
