"""The named signals that a claim and a fact-check speak of the same thing, as numbers.

All are read from the two texts, their days and their vectors, beside the other candidates of the same query: which
words are telling depends on what the others share. None depends on the size of the collection.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ascertain.records import FactCheck
from ascertain.related.query import Understood
from ascertain.text import words
from ascertain.text.agreement import Agreement, Facts, compare, read_facts
from ascertain.text.words import content_words

FEATURE_NAMES = (
    "meaning",
    "meaning of a sentence",
    "trained meaning",
    "meaning beside the best",
    "meaning beside the others",
    "query's words",
    "claim's words",
    "headline's words",
    "rare words shared",
    "words beside the best",
    "phrases",
    "shared names",
    "names the fact-check lacks",
    "other names",
    "other places",
    "same figures",
    "other figures",
    "negation differs",
    "direction differs",
    "date differs",
    "length of the query",
    "length of the claim",
    "days are known",
    "days after",
    "days before",
    "across languages",
)
"""What :func:`measure` gives, in the order of its columns."""

_STEM = 6
"""Letters by which words are compared, so that most endings make no difference."""


@dataclass(frozen=True)
class Candidate:
    """A fact-check that may answer a query, with how near its vector is."""

    fact_check: FactCheck
    cosine: float
    """Of the whole query, from -1 to 1."""

    sentence_cosine: float
    """The highest of any sentence of the query; that of the whole query when it has one sentence."""

    trained_cosine: float
    """After the learned change of the query's vector."""


@dataclass(frozen=True)
class Words:
    """The words of one text that carry content, cut to their stems, and which of them follow each other."""

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@lru_cache(maxsize=8192)
def words_of(text: str, language: str) -> Words:
    """Return the stems of the content words of ``text`` and the pairs of neighbours among them."""
    content = content_words(text, language)
    romanised = {w: stem for w in words(text) if (stem := _stem(w, content)) is not None}
    order = [romanised[w] for w in words(text) if w in romanised]
    return Words(frozenset(word[:_STEM] for word in content), frozenset(pairwise(order)))


def _stem(word: str, content: set[str]) -> str | None:
    if word in content:
        return word[:_STEM]
    found = content_words(word, "") & content if not word.isascii() else set()
    return min(found)[:_STEM] if found else None


@lru_cache(maxsize=4096)
def facts_of(text: str, language: str, day: date | None) -> Facts:
    """Return what can be compared in a text, remembered for the texts seen last."""
    return read_facts(text, language, day)


@dataclass(frozen=True)
class Measured:
    """One candidate with its numbers and what they were read from."""

    candidate: Candidate
    agreement: Agreement
    numbers: NDArray[np.float64]


def measure(asked: Understood, candidates: Sequence[Candidate]) -> list[Measured]:
    """Return the numbers of each candidate, in the order given; pure."""
    if not candidates:
        return []
    ours = facts_of(asked.text, asked.language, asked.published)
    query = words_of(asked.words, asked.language)
    theirs = [_texts(candidate.fact_check) for candidate in candidates]
    weights = _Weights(Counter(stem for _, _, every in theirs for stem in every.stems), len(theirs))
    shared = [weights.of(query.stems & every.stems) for _, _, every in theirs]
    cosines = np.array([c.cosine for c in candidates])
    best, others = cosines.max(), float(np.sort(cosines)[::-1][1:11].mean()) if len(cosines) > 1 else cosines.max()
    total = weights.of(query.stems)
    found = []
    for candidate, (claim, title, every), together in zip(candidates, theirs, shared, strict=True):
        check = candidate.fact_check
        day = check.claim_date or check.date
        agreement = compare(ours, facts_of(check.claim, check.language, day.date() if day else None))
        common = query.pairs & (claim.pairs | title.pairs)
        numbers = [
            candidate.cosine,
            candidate.sentence_cosine,
            candidate.trained_cosine,
            candidate.cosine - best,
            candidate.cosine - others,
            together / total if total else 0.0,
            _share(weights, query, claim),
            _share(weights, query, title),
            math.log1p(together),
            together / max(max(shared), 1e-9),
            math.log1p(len(common)),
            *_agreeing(ours, agreement, every),
            math.log1p(len(query.stems)),
            math.log1p(len(claim.stems)),
            *_days(asked.published, check),
            float(bool(asked.language and check.language and asked.language != check.language)),
        ]
        found.append(Measured(candidate, agreement, np.array(numbers)))
    return found


class _Weights:
    """How telling a word is: it counts less the more candidates have it."""

    def __init__(self, counts: Mapping[str, int], size: int) -> None:
        self._counts, self._size = counts, size

    def of(self, stems: frozenset[str]) -> float:
        return math.fsum(
            math.log1p((self._size - self._counts.get(s, 0) + 0.5) / (self._counts.get(s, 0) + 0.5)) for s in stems
        )


def _texts(check: FactCheck) -> tuple[Words, Words, Words]:
    claim = words_of(check.claim, check.language)
    title = words_of(check.title, check.language) if check.title != check.claim else claim
    summary = words_of(check.summary, check.language)
    return claim, title, Words(claim.stems | title.stems | summary.stems, claim.pairs)


def _share(weights: _Weights, query: Words, text: Words) -> float:
    total = weights.of(text.stems)
    return weights.of(query.stems & text.stems) / total if total else 0.0


def _agreeing(ours: Facts, agreement: Agreement, every: Words) -> list[float]:
    shared = {feature.name: feature.value for feature in agreement.features}
    kinds = Counter(difference.kind for difference in agreement.differences)
    names = {entity.key: entity.text for entity in ours.entities}
    missing = sum(1 for text in names.values() if not words_of(text, ours.language).stems & every.stems)
    return [
        min(shared.get("shared names", 0.0), 4.0),
        missing / len(names) if names else 0.0,
        float(bool(kinds["name"])),
        float(bool(kinds["place"])),
        min(shared.get("same figures", 0.0), 3.0),
        float(bool(kinds["number"])),
        float(bool(kinds["negation"])),
        float(bool(kinds["direction"])),
        float(bool(kinds["date"])),
    ]


def _days(published: date | None, check: FactCheck) -> list[float]:
    if published is None or check.date is None:
        return [0.0, 0.0, 0.0]
    days = (check.date.date() - published).days
    return [1.0, math.log1p(max(days, 0)), math.log1p(max(-days, 0))]
