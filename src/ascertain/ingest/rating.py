"""Publishers' ratings in their own words, or as numbers, brought onto one small scale.

The words are read in four steps: verdicts that count only as the whole string; numbers (``3/5``, ``4 Pinocchios``);
then, clause by clause, the phrases of :mod:`ascertain.ingest.rating_words` with the modifiers and negations before
and behind them. The first clause that rates decides, since publishers give the verdict first and the reason after.
Coverage and precision, measured on 7,500 real verdicts, are in docs/decisions/0006-import.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from ascertain.ingest.rating_words import ONLY_SHORT, TABLES, WHOLE, Part
from ascertain.records import Rating

_LONGEST = 600
"""Characters of a verdict that are read; what follows is an article, not a verdict."""

_SHORT = 4
"""Words up to which a verdict counts as short, so that words with two meanings can be taken as ratings."""

_SENTENCE = 8
"""Words up to which a clause is taken to be about the claim as a whole."""

_SAYS = re.compile(
    r"(?:\bis|\bare|\bwas|\bwere|'s|\bes|\bson|\best|\bist|\be|\bjest)(?: (?:not|no|nicht|pas|\w+ly))* $"
)
_ANSWER = re.compile(r"(?:no|nope|non|nein|nao|nej|нет|nie), ")
"""A clause that begins by answering the claim: "No, he didn't"."""

_LETTER = r"[\w\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u1000-\u109f\u200c\u200d]"
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Scripts (Thai, Japanese, Chinese, and Korean with its endings) whose words have no edges to look for."""

_CLAUSE = re.compile(r"[.:;!?\n()\[\]\"“”«»…|।。、：；！？（）]+|\s[-–—]+\s|—|–")
_MANY = r"(?P<many>[0-9]+(?:[.,][0-9]+)?|zero|one|two|three|four)"
_PINOCCHIOS = re.compile(_MANY + r"\s+pinoc+hios?|bottomless pinoc+hio")
_OF = re.compile(r"([0-9]{1,3}(?:[.,][0-9]+)?)\s*(?:/|of|out of|sur|von|de|di|na|из)\s*([0-9]{1,3})(?: \w+)?")
_NUMBERS = {"zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0}
_SPELLED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "‘": "'", "`": "'", "_": " "}
)
_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u0652\u200b-\u200f\u202a-\u202e]")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None})
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$")


def rate(words: str) -> Rating:
    """Return the rating that a publisher's words stand for: ``UNRATED`` when empty, ``OTHER`` when they rate nothing.

    ``words`` may be in any of about forty languages, a whole sentence, or the address of a badge picture.
    """
    return _rate(words[:_LONGEST].strip())


def rate_number(value: float, best: float | None, worst: float | None) -> tuple[Rating, str]:
    """Return the rating of a bare number on its publisher's scale, and words for it: ``2 of 5``.

    The scale runs from 1 to 5 where the publisher states none (the default of schema.org's ``Rating``); it may
    run downwards. A number outside its scale, such as the -1 some publishers use for "none", rates nothing.
    """
    high = 5.0 if best is None else best
    low = worst if worst is not None else (1.0 if high > 1 else 0.0)
    words = f"{value:g} of {high:g}"
    if high == low or not min(high, low) <= value <= max(high, low):
        return Rating.OTHER, words
    return _STEPS[round((value - low) / (high - low) * 4)], words


_STEPS = (Rating.FALSE, Rating.MOSTLY_FALSE, Rating.MIXED, Rating.MOSTLY_TRUE, Rating.TRUE)


@lru_cache(maxsize=8192)
def _rate(words: str) -> Rating:
    if not words:
        return Rating.UNRATED
    text = fold(_badge(words))
    whole = WHOLE.get(text.strip(" .!?\"'"))
    if whole:
        return Rating(whole)
    if number := _numbered(text):
        return number
    clauses = [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]
    short = len(text.split()) <= _SHORT
    # "Inaccurate (with reservations)": what stands in brackets belongs to the verdict when it only qualifies it.
    if len(clauses) > 1 and re.match(r"with (?:reservation|consideration|caveat)", clauses[1]):
        clauses[:2] = [f"{clauses[0]} {clauses[1]}"]
    for number_of_clause, clause in enumerate(clauses):
        brief = short or (number_of_clause == 0 and len(clause.split()) <= _SHORT)
        if found := _clause_rating(clause, brief, plain=number_of_clause == 0):
            return found
    return Rating.OTHER


def fold(text: str) -> str:
    """Return the text in lower case without accents, Arabic vowel signs and letter variants, for comparison."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    flat = (
        re.sub(r"[\u0300-\u036f\u064b-\u0652\u200b-\u200f\u202a-\u202e]", "", flat)
        .translate(_ARABIC)
        .translate(_SPELLED)
    )
    return " ".join(unicodedata.normalize("NFC", flat).split())


def _badge(words: str) -> str:
    """Return the name of the picture when the verdict is only the address of one."""
    if not re.match(r"https?://\S+$", words):
        return words
    name = unquote(urlsplit(words).path.rsplit("/", 1)[-1])
    return _PICTURE.sub("", name.casefold()).replace("-", " ")


def _numbered(text: str) -> Rating | None:
    if match := _PINOCCHIOS.search(text):
        many = match.group("many")
        count = 4.0 if many is None else _NUMBERS[many] if many in _NUMBERS else float(many.replace(",", "."))
        return _STEPS[max(0, 4 - round(count))]
    if match := _OF.fullmatch(text):
        value, best = float(match[1].replace(",", ".")), float(match[2])
        return rate_number(value, best, 0.0 if value < 1 else None)[0]
    return None


@dataclass(frozen=True)
class _Hit:
    part: Part
    start: int
    end: int


@cache
def _lexicon() -> tuple[dict[str, Part], frozenset[str], re.Pattern[str]]:
    parts: dict[str, Part] = {}
    for part, table in TABLES.items():
        for phrase in re.split(r"[|\n]", table):
            if folded := fold(phrase):
                parts.setdefault(folded, part)
    only_short = frozenset(filter(None, (fold(word) for word in re.split(r"[|\n]", ONLY_SHORT))))
    spaced = sorted((p for p in parts if not _UNSPACED.search(p)), key=len, reverse=True)
    unspaced = sorted((p for p in parts if _UNSPACED.search(p)), key=len, reverse=True)
    edges = rf"(?<!{_LETTER})(?:{'|'.join(map(_flexible, spaced))})(?!{_LETTER})|{'|'.join(map(_flexible, unspaced))}"
    return parts, only_short, re.compile(edges)


def _flexible(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"[\s/,-]+").replace(r"\-", r"[\s-]")


def _hits(clause: str, brief: bool, plain: bool) -> list[_Hit]:
    parts, only_short, pattern = _lexicon()
    found = []
    for match in pattern.finditer(clause):
        phrase = " ".join(re.split(r"[\s/,-]+", match.group()))
        part = parts.get(phrase) or parts.get(match.group())
        if part is None or (not brief and phrase in only_short):
            continue
        # In a long sentence "accurate" may speak of anything; "is accurate" speaks of the claim.
        sentence = not brief and len(clause.split()) > (_SENTENCE if plain else 3)
        if part == "true" and sentence and not _SAYS.search(clause[: match.start()]):
            continue
        found.append(_Hit(part, match.start(), match.end()))
    return found


def _clause_rating(clause: str, brief: bool, *, plain: bool) -> Rating | None:
    hits = _hits(clause, brief, plain)
    ratings: list[Rating] = [Rating.FALSE] if _ANSWER.match(clause) else []
    for place, hit in enumerate(hits):
        if hit.part in ("false", "true"):
            before = _modifiers(clause, hits[:place][::-1], hit)
            behind = _behind(clause, hits[place + 1 : place + 3], hit)
            flips = brief and clause[hit.start : hit.end] in _DENIABLE
            if (rated := _modified(hit.part, before | behind, flips)) is not None:
                ratings.append(rated)
        elif hit.part == "wholly" and _not_wholly(clause, hits, place):
            ratings.append(Rating.MOSTLY_FALSE)
        elif hit.part == "but" and ratings and Rating.TRUE in ratings:
            ratings.append(Rating.MIXED)
        elif hit.part not in _MODIFIERS:
            before = _modifiers(clause, hits[:place][::-1], hit)
            if "not" not in before:
                ratings.append(Rating(hit.part))
    return _together(ratings)


_DENIABLE = frozenset(
    {"false", "untrue", "hoax", "fake", "wrong", "incorrect", "falso", "falsa", "faux", "falsch", "a lie"}
)
_MODIFIERS = frozenset({"not", "not after", "partly", "mostly", "half", "wholly", "but"})


def _not_wholly(clause: str, hits: list[_Hit], place: int) -> bool:
    """Return whether "not quite" or "not exactly" stands for a verdict itself, with no rating word behind it."""
    hit = hits[place]
    denied = place > 0 and hits[place - 1].part == "not" and not clause[hits[place - 1].end : hit.start].strip()
    behind = hits[place + 1] if place + 1 < len(hits) else None
    return denied and not (behind and behind.part in ("true", "false", "mostly", "partly"))


def _modifiers(clause: str, earlier: list[_Hit], hit: _Hit) -> set[Part]:
    """Return the modifiers that stand before a rating word, each at most two words before the next."""
    found: set[Part] = set()
    edge = hit.start
    for other in earlier:
        gap = clause[other.end : edge].split()
        if other.part not in _MODIFIERS - {"but", "not after"} or len(gap) > (2 if other.part == "not" else 1):
            break
        found.add(other.part)
        edge = other.start
    return found


def _behind(clause: str, later: list[_Hit], hit: _Hit) -> set[Part]:
    """Return the modifier right behind a rating word: "vero in parte", "doğru değil"."""
    if not later or clause[hit.end : later[0].start].strip():
        return set()
    part = later[0].part
    if part == "not after":
        return {"not"}
    followed = len(later) > 1 and later[1].part in ("true", "false")
    return {part} if part in ("partly", "mostly", "half") and not followed else set()


def _modified(word: Part, modifiers: set[Part], flips: bool) -> Rating | None:
    negated = "not" in modifiers
    if word == "true":
        if negated:
            return Rating.MOSTLY_FALSE if modifiers & {"wholly", "mostly", "partly"} else Rating.FALSE
        if "partly" in modifiers or "half" in modifiers:
            return Rating.MIXED
        return Rating.MOSTLY_TRUE if "mostly" in modifiers else Rating.TRUE
    if negated:
        # "Not a hoax" says that it is true, "not fraud" only that something else is; so do negations in sentences.
        return Rating.TRUE if flips and not modifiers & {"wholly", "mostly", "partly"} else None
    if "half" in modifiers:
        return Rating.MIXED
    return Rating.MOSTLY_FALSE if modifiers & {"mostly", "partly"} else Rating.FALSE


def _together(ratings: list[Rating]) -> Rating | None:
    """Return the rating of a clause that holds several: satire first, then "mixed" for opposites, else the worst."""
    kinds = set(ratings)
    if not kinds:
        return None
    if Rating.SATIRE in kinds:
        return Rating.SATIRE
    if kinds & {Rating.TRUE, Rating.MOSTLY_TRUE} and kinds & {Rating.FALSE, Rating.MOSTLY_FALSE, Rating.MIXED}:
        return Rating.MIXED
    on_scale = [rating for rating in kinds if rating.step is not None]
    return min(on_scale, key=lambda rating: rating.step or 0) if on_scale else Rating.UNPROVEN
