"""How likely a fact-check is about the same claim: a calibrated logistic regression over named signals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ascertain.records import Difference
from ascertain.related.features import FEATURE_NAMES

WEIGHTS_FILE = "scorer.json"
"""The trained weights, beside this module; written by ``tools/train_related.py``."""

Strength = Literal["close", "possible", "weak"]


@dataclass(frozen=True)
class Head:
    """Weights for one kind of pair."""

    weights: NDArray[np.float64]
    """One for each of ``FEATURE_NAMES``; weights and bias give calibrated log-odds."""

    bias: float


@dataclass(frozen=True)
class Scorer:
    """Turns the signals of pairs into probabilities, and probabilities into words.

    Pairs in one language and pairs across languages have their own weights. Signals that speak for a match
    never have a negative weight and signals against it never a positive one, so that more agreement never
    lowers a score.
    """

    within: Head
    across: Head
    match: float
    """Probability from which a match is called close."""

    suggest: float
    """Probability from which it is called possible."""

    contradicting: frozenset[str]
    """Kinds of differences with which no match is called close."""

    def probabilities(self, numbers: NDArray[np.float64], across: Sequence[bool]) -> NDArray[np.float64]:
        """Return the probability of “same claim” for each row of ``features.measure``."""
        logits = np.where(
            np.asarray(across, bool),
            numbers @ self.across.weights + self.across.bias,
            numbers @ self.within.weights + self.within.bias,
        )
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))), np.float64)

    def strength(self, probability: float, differences: Sequence[Difference]) -> Strength:
        """Return ``close``, ``possible`` or ``weak``; a contradiction is never close."""
        if probability >= self.match and not any(d.kind in self.contradicting for d in differences):
            return "close"
        return "possible" if probability >= self.suggest else "weak"


@cache
def open_scorer() -> Scorer:
    """Return the scorer as trained."""
    return scorer_from(json.loads(files("ascertain.related").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")))


def scorer_from(content: Mapping[str, Any]) -> Scorer:
    """Return the scorer with weights as its file holds them; raises ValueError for weights of other features."""
    if tuple(content["features"]) != FEATURE_NAMES:
        raise ValueError(f"{WEIGHTS_FILE} was trained on other features: run tools/train_related.py")
    within, across = (
        Head(np.array(content[name]["weights"], np.float64), float(content[name]["bias"]))
        for name in ("within", "across")
    )
    thresholds = content["thresholds"]
    return Scorer(
        within,
        across,
        float(thresholds["match"]["probability"]),
        float(thresholds["suggest"]["probability"]),
        frozenset(content["contradicting"]),
    )
