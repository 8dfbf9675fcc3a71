"""The check-worthiness probe: a logistic regression over a sentence's embedding and its named features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascertain.claims.features import FEATURE_NAMES

WEIGHTS_FILE = "checkworthiness.json"
"""The trained weights, beside this module; written by ``tools/train_checkworthiness.py``."""


@dataclass(frozen=True)
class Head:
    """The weights of one language, with its calibration and threshold."""

    weights: NDArray[np.float64]
    """One weight for each column of ``[embedding, features]``."""

    bias: float
    """Added to the weighted sum; weights and bias give calibrated log-odds."""

    threshold: float
    """Probability from which a sentence counts as worth checking."""


@dataclass(frozen=True)
class Probe:
    """Scores how likely a fact-checker is to want a sentence checked.

    Each language of the training data has its own head; other languages use the one learned from all.
    Method: after Hassan et al., “ClaimBuster” (2017), with a sentence embedding in place of words.
    """

    embedder: str
    """Name of the embedder whose vectors the heads read; empty for the heads that read features alone."""

    heads: Mapping[str, Head]
    """Head of each language; ``""`` is the one for languages without their own."""

    def scores(
        self, vectors: NDArray[np.float32] | None, features: NDArray[np.float32], language: str
    ) -> NDArray[np.float64]:
        """Return a probability for each row, from 0 to 1.

        ``vectors`` are what ``Embedder.queries`` gives for the sentences, ``features`` what
        ``features.measure`` gives; a probe for features alone takes no vectors.
        """
        head = self.head(language)
        columns = features if vectors is None or not self.embedder else np.hstack([vectors, features])
        logits = columns.astype(np.float64) @ head.weights + head.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))), np.float64)

    def head(self, language: str) -> Head:
        """Return the head of a language, or the one for all others."""
        return self.heads.get(language) or self.heads[""]


def open_probe(embedder: str) -> Probe:
    """Return the probe for an embedder's vectors; for an embedder it was not trained on, the one without vectors."""
    with_vectors, without = _probes()
    return with_vectors if with_vectors.embedder == embedder else without


@cache
def _probes() -> tuple[Probe, Probe]:
    content = json.loads(files("ascertain.claims").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    if tuple(content["features"]) != FEATURE_NAMES:
        raise ValueError(f"{WEIGHTS_FILE} was trained on other features: run tools/train_checkworthiness.py")
    return probe_from(content["embedder"], content["heads"]), probe_from("", content["heads_without_embedding"])


def probe_from(embedder: str, heads: Mapping[str, Mapping[str, Any]]) -> Probe:
    """Return the probe with heads as the weights file holds them."""
    return Probe(
        embedder,
        {
            language: Head(np.array(head["weights"], np.float64), float(head["bias"]), float(head["threshold"]))
            for language, head in heads.items()
        },
    )


def rounded(values: Sequence[float] | NDArray[np.float64]) -> list[float]:
    """Return the numbers with four significant digits, which keep every score within 0.001."""
    return [float(f"{value:.4g}") for value in values]
