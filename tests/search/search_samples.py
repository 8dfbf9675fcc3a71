"""Rows for the search tests: made-up headlines of made-up words, and vectors from a seeded generator."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from ascertain.search import Row

DIMENSIONS = 24
LANGUAGES = ("en", "fr", "ko", "")
PUBLISHERS = ("Lindmoor Checks", "x' OR 1=1 --", "L'Œil", "")
RATINGS = ("false", "true", "unrated")
_WORDS = [f"{a}{b}" for a in ("dam", "mill", "fog", "bell", "reed", "oat") for b in ("ra", "lo", "ti", "s", "ven")]


def words(rng: random.Random, count: int) -> str:
    # Few words are frequent and many are rare, as in language.
    return " ".join(_WORDS[min(int(rng.expovariate(0.2)), len(_WORDS) - 1)] for _ in range(count))


def rows(count: int, *, seed: int = 1) -> list[Row]:
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    return [
        Row(
            id=f"r{number:05d}",
            text=f"{words(rng, rng.randint(3, 15))} number {number}",
            vector=numbers.standard_normal(DIMENSIONS).astype(np.float16),
            corpus=rng.choice(("main", "other")),
            language=rng.choice(LANGUAGES),
            publisher=rng.choice(PUBLISHERS),
            day=rng.choice((0, 20240101, 20240229, 20251231, 20260101)),
            rating=rng.choice(RATINGS),
            origin_id=f"d{number % 7}",
        )
        for number in range(count)
    ]


def queries(count: int, *, seed: int = 9) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal((count, DIMENSIONS)).astype(np.float32)


def texts(count: int, *, seed: int = 9) -> list[str]:
    rng = random.Random(seed)
    return [words(rng, 6) for _ in range(count)]
