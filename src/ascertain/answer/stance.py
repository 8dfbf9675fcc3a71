"""What a passage says of a claim: supports, refutes, disputes part, mentions, or speaks of something else.

The scorer is a calibrated multinomial logistic regression over named signals, trained by ``tools/train_stance.py``; how
good it is stands in docs/decisions/0017-stance-and-verdict.md. A publisher's own rating is never judged again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from ascertain.answer.stance_features import (
    ACROSS,
    FEATURE_NAMES,
    Read,
    Stated,
    explain,
    is_question,
    measure,
    read_beside,
    state,
)
from ascertain.models import Embedder
from ascertain.records import Difference, Feature, Passage, Stance
from ascertain.text import words

WEIGHTS_FILE: Final = "stance.json"
"""The trained weights, beside this module; written by ``tools/train_stance.py``."""

NAME: Final = "stance"

_PARTS: Final = frozenset({"number", "date", "qualifier"})
_WHOLE: Final = frozenset({"negation", "direction"})
_SAME_SUBJECT = 0.5
"""Share of the claim's words that a sentence must have before a differing figure disputes part of the claim."""


@dataclass(frozen=True)
class Judged:
    """What one passage says of a claim."""

    stance: Stance
    """What it says."""

    probability: float | None
    """How sure the scorer is of that, from 0 to 1; ``None`` for a publisher's rating."""

    by: str
    """Who says so: ``name@version``, or ``rating``."""

    sentence: str
    """The passage's sentence that it rests on."""

    features: tuple[Feature, ...] = ()
    """Why, in words."""

    differences: tuple[Difference, ...] = ()
    """Where the sentence disagrees with the claim."""


class StanceJudge(Protocol):
    """Says of each passage what it says of a claim. A trained scorer, an NLI model or a language model may do it."""

    @property
    def name(self) -> str:
        """What its judgements are marked with, ``name@version``."""

    def judge(
        self,
        claim: str,
        language: str,
        passages: Sequence[Passage],
        embedder: Embedder,
        day: date | None = None,
    ) -> list[Judged]:
        """Return one judgement for each passage, in the order given.

        ``language`` is the claim's BCP-47 tag ("" when unknown), ``day`` when it was made. A passage's judgement does
        not depend on the passages beside it, and one with ``stance_by="rating"`` keeps its stance.
        """


@dataclass(frozen=True)
class StanceScorer:
    """The trained judge."""

    name: str
    """``stance@`` and the day it was trained."""

    embedder: str
    """Name of the embedder whose cosines it was trained on."""

    weights: NDArray[np.float64]
    """A row for “supports” and one for “refutes” over ``FEATURE_NAMES``; “says neither” has the logit 0."""

    bias: NDArray[np.float64]
    """One for each row."""

    supports: float
    """Probability from which a passage is said to support."""

    refutes: float
    """Probability from which it is said to refute."""

    related: float
    """Cosine below which a passage that says neither is called unrelated."""

    def probabilities(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for each row of ``measure`` how likely it supports, refutes and says neither."""
        logits = np.hstack([numbers @ self.weights.T + self.bias, np.zeros((len(numbers), 1))])
        exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), np.float64)

    def judge(
        self,
        claim: str,
        language: str,
        passages: Sequence[Passage],
        embedder: Embedder,
        day: date | None = None,
    ) -> list[Judged]:
        """Return one judgement for each passage; see :class:`StanceJudge`.

        It takes about 30 ms for a passage of 250 characters on one core, nearly all of it for its sentences' vectors.
        """
        if not passages:
            return []
        stated = state(claim, language, embedder, day)
        reads = read_beside(stated, passages, embedder)
        chances = self.probabilities(np.array([measure(stated, read) for read in reads]))
        return [self.decide(stated, read, row) for read, row in zip(reads, chances, strict=True)]

    def decide(self, stated: Stated, read: Read, chances: NDArray[np.float64]) -> Judged:
        """Return what a passage says, from the probabilities that it supports, refutes or says neither; pure.

        A passage that only repeats the claim's words, or only asks, says nothing of it: it mentions it.
        """
        features, differences = explain(read), read.differences
        if read.passage.stance_by == "rating":
            stance = read.passage.stance
            return Judged(stance, None, "rating", read.sentence, read.passage.features, read.passage.differences)
        support, refute, neither = (float(chance) for chance in chances)
        stance, probability = self._stance(read, support, refute, neither)
        if stance in {"supports", "refutes"} and _disputes_part(stated, read):
            stance, probability = "disputes part", support + refute
        if stance not in {"mentions", "unrelated"} and (_repeats(stated, read) or is_question(read.sentence)):
            stance, probability = "mentions", neither
        return Judged(stance, round(probability, 4), self.name, read.sentence, features, differences)

    def _stance(self, read: Read, support: float, refute: float, neither: float) -> tuple[Stance, float]:
        sides: tuple[tuple[Stance, float, float], ...] = (
            ("supports", support, self.supports),
            ("refutes", refute, self.refutes),
        )
        side, chance, threshold = max(sides, key=lambda one: one[1] / one[2])
        if chance >= threshold:
            return side, chance
        near = max(read.cosine, read.sentence_cosine) + ACROSS * read.across
        return ("unrelated" if near < self.related else "mentions"), neither


def _repeats(stated: Stated, read: Read) -> bool:
    return words(read.sentence) == words(stated.text)


def _disputes_part(stated: Stated, read: Read) -> bool:
    """Tell whether a sentence says the same of the same things, but for a figure or a date."""
    kinds = {difference.kind for difference in read.differences}
    if not kinds & _PARTS or kinds & _WHOLE or not stated.facts.words:
        return False
    shared = {feature.name: feature.value for feature in read.close.features}
    same = shared.get("shared names", 0.0) + shared.get("same figures", 0.0)
    return same >= 1 and len(stated.facts.words & read.facts.words) / len(stated.facts.words) >= _SAME_SUBJECT


@cache
def open_stance() -> StanceScorer:
    """Return the scorer as trained."""
    return stance_from(json.loads(files("ascertain.answer").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")))


def stance_from(content: Mapping[str, Any]) -> StanceScorer:
    """Return the scorer with weights as its file holds them; raises ValueError for weights of other features."""
    if tuple(content["features"]) != FEATURE_NAMES:
        raise ValueError(f"{WEIGHTS_FILE} was trained on other features: run tools/train_stance.py")
    heads, thresholds = (content["supports"], content["refutes"]), content["thresholds"]
    return StanceScorer(
        f"{NAME}@{content['made']}",
        content["embedder"],
        np.array([head["weights"] for head in heads], np.float64),
        np.array([head["bias"] for head in heads], np.float64),
        float(thresholds["supports"]),
        float(thresholds["refutes"]),
        float(thresholds["related"]),
    )
