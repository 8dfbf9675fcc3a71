"""Named features of a sentence that say whether there is something in it to check."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascertain.claims.kind import Kind
from ascertain.claims.lexicon import lexicon
from ascertain.records import Entity, Figure, NamedDate
from ascertain.text import directions, negations

_WORD = re.compile(r"\w+")
_LETTERS_A_WORD = 2.0  # Chinese and Japanese words have about two characters


@dataclass(frozen=True)
class Parts:
    """A sentence and what was found in it."""

    sentence: str
    language: str
    kind: Kind
    how: str
    figures: Sequence[Figure] = ()
    dates: Sequence[NamedDate] = ()
    entities: Sequence[Entity] = ()


def figures(parts: Parts) -> float:
    """Count numbers, up to four."""
    return min(len(parts.figures), 4)


def percentages(parts: Parts) -> float:
    """Tell whether a number is a percentage."""
    return float(any(figure.unit == "%" for figure in parts.figures))


def money(parts: Parts) -> float:
    """Tell whether a number is an amount of money (its unit is an ISO 4217 code)."""
    return float(any(re.fullmatch("[A-Z]{3}", figure.unit) for figure in parts.figures))


def large_figures(parts: Parts) -> float:
    """Tell whether a number is a thousand or more, and no year."""
    return float(any(abs(figure.value) >= 1000 and not 1800 <= figure.value <= 2100 for figure in parts.figures))


def dates(parts: Parts) -> float:
    """Count named dates, up to three."""
    return min(len(parts.dates), 3)


def people(parts: Parts) -> float:
    """Count named people, up to three."""
    return min(sum(entity.kind == "person" for entity in parts.entities), 3)


def organisations(parts: Parts) -> float:
    """Count named organisations, up to three."""
    return min(sum(entity.kind == "organisation" for entity in parts.entities), 3)


def places(parts: Parts) -> float:
    """Count named places, up to three."""
    return min(sum(entity.kind == "place" for entity in parts.entities), 3)


def quoted(parts: Parts) -> float:
    """Tell whether it is a direct quotation."""
    return float(parts.how == "direct quotation")


def reported(parts: Parts) -> float:
    """Tell whether it reports somebody's words."""
    return float(parts.how in {"reported speech", "partial quotation"})


def question(parts: Parts) -> float:
    """Tell whether it asks."""
    return float(parts.kind == "question")


def prediction(parts: Parts) -> float:
    """Tell whether it speaks of the future."""
    return float(parts.kind == "prediction")


def opinion(parts: Parts) -> float:
    """Tell whether it judges, hedges or demands."""
    return float(parts.kind == "opinion")


def exclamation(parts: Parts) -> float:
    """Tell whether it has an exclamation mark."""
    return float("!" in parts.sentence or "！" in parts.sentence)


def first_person(parts: Parts) -> float:
    """Tell whether it says I or we."""
    return _has(parts, "first_person")


def second_person(parts: Parts) -> float:
    """Tell whether it says you."""
    return _has(parts, "second_person")


def past(parts: Parts) -> float:
    """Tell whether it has a frequent word in the past tense."""
    return _has(parts, "past")


def comparisons(parts: Parts) -> float:
    """Count comparisons and absolutes, up to three: more than, never, the only."""
    return min(len(lexicon(parts.language).pattern("comparative").findall(parts.sentence)), 3)


def changes(parts: Parts) -> float:
    """Count words of rise and fall, up to two."""
    return min(len(directions(parts.sentence, parts.language)), 2)


def denials(parts: Parts) -> float:
    """Count negations, up to two."""
    return min(len(negations(parts.sentence, parts.language)), 2)


def length(parts: Parts) -> float:
    """Give the natural logarithm of one more than the number of words."""
    if lexicon(parts.language).spaced:
        return math.log1p(len(_WORD.findall(parts.sentence)))
    return math.log1p(len(parts.sentence) / _LETTERS_A_WORD)


def shortness(parts: Parts) -> float:
    """Tell whether it has fewer than six words, which seldom hold a claim."""
    return float(length(parts) < math.log1p(6))


FEATURES: tuple[Callable[[Parts], float], ...] = (
    figures,
    percentages,
    money,
    large_figures,
    dates,
    people,
    organisations,
    places,
    quoted,
    reported,
    question,
    prediction,
    opinion,
    exclamation,
    first_person,
    second_person,
    past,
    comparisons,
    changes,
    denials,
    length,
    shortness,
)
"""The features in the order of the probe's weights; a function's docstring is its explanation."""

FEATURE_NAMES: tuple[str, ...] = tuple(function.__name__.replace("_", " ") for function in FEATURES)
"""Their names, as the weights file gives them."""


def measure(sentences: Sequence[Parts]) -> NDArray[np.float32]:
    """Return one row of feature values for each sentence, in the order of ``FEATURES``."""
    rows = [[function(parts) for function in FEATURES] for parts in sentences]
    return np.array(rows, np.float32).reshape(len(sentences), len(FEATURES))


def _has(parts: Parts, name: str) -> float:
    return float(lexicon(parts.language).pattern(name).search(parts.sentence) is not None)
