"""The named signals that a claim and a fact-check speak of the same thing, as numbers.

All are read from the two texts, their days and their vectors, beside the other candidates of the same query: which
words are telling depends on what the others share. None depends on the size of the collection.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ascertain.records import FactCheck
from ascertain.related.query import Understood
from ascertain.text import content_words, words
from ascertain.text.agreement import Agreement, Facts, compare, read_facts

FEATURE_NAMES: Final = (
    "meaning",
    "meaning of a sentence",
    "very close meaning",
    "meaning beside the best",
    "meaning beside the others",
    "claim beside the best",
    "headline beside the best",
    "query's words",
    "claim's words",
    "headline's words",
    "rare words",
    "words beside the best",
    "phrases",
    "shared names",
    "names it lacks",
    "other names",
    "other places",
    "same figures",
    "other figures",
    "negation differs",
    "direction differs",
    "date differs",
    "far in meaning",
    "length of the query",
    "length of the claim",
    "days are known",
    "near in time",
)
"""What :func:`measure` gives, in the order of its columns."""

AGREEING: Final = frozenset(FEATURE_NAMES[:14]) | {"same figures", "near in time"}
"""More of these never makes the same claim less likely."""

DIFFERING: Final = frozenset(FEATURE_NAMES[14:23]) - {"same figures"}
"""More of these never makes it more likely."""

LEXICAL: Final = frozenset(FEATURE_NAMES[7:13]) | {"length of the query", "length of the claim"}
"""What says nothing when the two texts are in different languages."""

ACROSS: Final = 0.025
"""How much lower multilingual-e5-small's cosine of one statement is in two languages than in one: on 12 statements
written in six languages .875 against .906, while that of different statements is no lower."""

_STEM = 6
"""Letters by which words are compared, so that most endings make no difference."""

_TELLING = 20
"""Characters of a claim below which its language is a guess: “Conficker” was taken for Swedish."""

_CLOSE, _FAR = 0.88, 0.82
_YEAR = 365


@dataclass(frozen=True)
class Candidate:
    """A fact-check that may answer a query, with how near its vector is."""

    fact_check: FactCheck
    cosine: float
    """Of the whole query, from -1 to 1."""

    sentence_cosine: float
    """The highest of the query and of each of its sentences."""

    claim_cosine: float | None = None
    """The same beside the vector of the checked claim alone; ``None`` where that vector is not kept."""

    headline_cosine: float | None = None
    """The same beside the vector of the headline alone; ``None`` where it is not kept or there is no headline."""

    @property
    def nearest_claim(self) -> float:
        """How near the claim alone is, or all of the fact-check where that is not known."""
        return self.sentence_cosine if self.claim_cosine is None else self.claim_cosine

    @property
    def nearest_headline(self) -> float:
        """How near the headline alone is, or the claim where there is none."""
        return self.nearest_claim if self.headline_cosine is None else self.headline_cosine


@dataclass(frozen=True)
class Words:
    """The words of one text that carry content, cut to their stems, and which of them follow each other."""

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]


_PLAIN = str.maketrans({**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟", '"'), "–": "-", "—": "-", "…": "."})


@lru_cache(maxsize=16384)
def words_of(text: str, language: str) -> Words:
    """Return the stems of the content words of ``text`` and the pairs of neighbours among them."""
    text = text.translate(_PLAIN)
    if text.isascii():
        content = content_words(text, language)
        order = [word[:_STEM] for word in words(text) if word in content]
    else:
        # The set of content words is romanised and has lost their order: one word at a time keeps it.
        order = [word[:_STEM] for part in text.split() for word in sorted(content_words(part, language))]
    return Words(frozenset(order), frozenset(pairwise(order)))


@lru_cache(maxsize=4096)
def facts_of(text: str, language: str, day: date | None) -> Facts:
    """Return what can be compared in a text, remembered for the texts seen last."""
    return read_facts(text, language, day)


@dataclass(frozen=True)
class Asked:
    """A query with what can be compared in it."""

    understood: Understood
    facts: Facts
    words: Words
    names: tuple[frozenset[str], ...]
    """Stems of each name in it."""


@dataclass(frozen=True)
class Pair:
    """A query beside one candidate: what does not depend on the other candidates."""

    candidate: Candidate
    across: bool
    """Whether the two are in different languages."""

    claim: frozenset[str]
    """Stems of the fact-check's claim."""

    title: frozenset[str]
    every: frozenset[str]
    """Stems of claim, headline and summary."""

    shared: frozenset[str]
    """Those that the query has too."""

    phrases: int
    """Pairs of neighbouring words that claim or headline share with the query."""

    days: tuple[float, float]
    """Whether both days are known; how near they are, from 0 to 1."""

    agreement: Agreement | None = None
    """What is the same and what differs; ``None`` until it is read (:func:`compared`)."""


def read_query(understood: Understood) -> Asked:
    """Return a query with what can be compared in it; pure."""
    language = understood.language
    facts = facts_of(understood.text, language, understood.published)
    names = {entity.key: words_of(entity.text, language).stems for entity in facts.entities}
    return Asked(understood, facts, words_of(understood.words, language), tuple(filter(None, names.values())))


def pair(asked: Asked, candidate: Candidate) -> Pair:
    """Return a query beside one candidate, without what is costly to read; pure."""
    check = candidate.fact_check
    claim = words_of(check.claim, check.language)
    title = words_of(check.title, check.language) if check.title not in {"", check.claim} else claim
    every = claim.stems | title.stems | words_of(check.summary, check.language).stems
    language = asked.understood.language
    return Pair(
        candidate,
        bool(language and check.language and language != check.language) and len(check.claim) >= _TELLING,
        claim.stems,
        title.stems,
        every,
        asked.words.stems & every,
        len(asked.words.pairs & (claim.pairs | title.pairs)),
        _days(asked.understood.published, check),
    )


def compared(asked: Asked, one: Pair) -> Pair:
    """Return the pair with what is the same in the two texts and what differs; pure."""
    check = one.candidate.fact_check
    day = check.claim_date or check.date
    facts = facts_of(check.claim, check.language, day.date() if day else None)
    return replace(one, agreement=compare(asked.facts, facts))


def measure(asked: Asked, pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """Return the numbers of each pair, a row of :data:`FEATURE_NAMES` each, in the order given; pure.

    A pair whose agreement has not been read counts as one without agreements and differences.
    """
    rows = np.zeros((len(pairs), len(FEATURE_NAMES)))
    if not pairs:
        return rows
    query = asked.words.stems
    weight = _Weights([one.every for one in pairs])
    shared = [weight(one.shared) for one in pairs]
    most, total = max(*shared, 1e-9), max(weight(query), 1e-9)
    cosines = np.array([one.candidate.cosine + ACROSS * one.across for one in pairs])
    claims = np.array([one.candidate.nearest_claim + ACROSS * one.across for one in pairs])
    headlines = np.array([one.candidate.nearest_headline + ACROSS * one.across for one in pairs])
    claims, headlines = claims - claims.max(), headlines - headlines.max()
    descending = np.sort(cosines)[::-1]
    others = float(descending[1:11].mean()) if len(pairs) > 1 else float(descending[0])
    near = zip(cosines, claims, headlines, shared, strict=True)
    for row, one, (cosine, claim, headline, together) in zip(rows, pairs, near, strict=True):
        sentence = one.candidate.sentence_cosine + ACROSS * one.across
        row[:] = (
            cosine,
            sentence,
            max(0.0, sentence - _CLOSE),
            cosine - descending[0],
            cosine - others,
            claim,
            headline,
            together / total,
            _share(weight, query, one.claim),
            _share(weight, query, one.title),
            math.log1p(together),
            together / most,
            math.log1p(one.phrases),
            *_agreeing(asked, one),
            max(0.0, _FAR - sentence),
            math.log1p(len(query)),
            math.log1p(len(one.claim)),
            *one.days,
        )
    return rows


class _Weights:
    """How telling a word is: it counts less the more candidates have it."""

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        self._counts = Counter(word for some in texts for word in some)
        self._size = len(texts)

    def __call__(self, stems: frozenset[str]) -> float:
        return math.fsum(map(self._one, stems))

    def _one(self, stem: str) -> float:
        count = self._counts.get(stem, 0)
        return math.log1p((self._size - count + 0.5) / (count + 0.5))


def _share(weight: _Weights, query: frozenset[str], text: frozenset[str]) -> float:
    total = weight(text)
    return weight(query & text) / total if total else 0.0


def _agreeing(asked: Asked, one: Pair) -> tuple[float, ...]:
    shared = {feature.name: feature.value for feature in one.agreement.features} if one.agreement else {}
    kinds = {difference.kind for difference in one.agreement.differences} if one.agreement else set()
    missing = sum(1 for name in asked.names if not name & one.every)
    return (
        min(shared.get("shared names", 0.0), 4.0),
        missing / len(asked.names) if asked.names else 0.0,
        float("name" in kinds),
        float("place" in kinds),
        min(shared.get("same figures", 0.0), 3.0),
        float("number" in kinds),
        float("negation" in kinds),
        float("direction" in kinds),
        float("date" in kinds),
    )


def _days(published: date | None, check: FactCheck) -> tuple[float, float]:
    """Return whether both days are known, and 1 for the same day falling to 0 for a year apart and more."""
    if published is None or check.date is None:
        return 0.0, 0.0
    apart = min(abs((check.date.date() - published).days), _YEAR)
    return 1.0, 1.0 - math.log1p(apart) / math.log1p(_YEAR)
