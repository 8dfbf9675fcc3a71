"""Prints and questions made of random features, for the tests of the index."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ascertain.records import Media
from ascertain.trace.features import LocalFeatures
from ascertain.trace.prints import WHOLE, AskedPart, Part, Prints, Question

WORDS = 2048
"""Size of the vocabulary in tests: drawn in a tenth of a second."""

SIZE = (640, 480)


def media(number: int) -> Media:
    pdq = np.random.default_rng(number).bytes(32).hex()
    return Media(sha256=f"{number:064x}", type="image/jpeg", size=9, width=640, height=480, pdq=pdq, pdq_quality=90)


def features(number: int, count: int = 500) -> LocalFeatures:
    """Return features of which no two pictures share any."""
    dice = np.random.default_rng(number)
    points = dice.random((count, 4), np.float32) * np.array([*SIZE, 60, 360], np.float32) + np.array(
        [0, 0, 20, 0], np.float32
    )
    points[:, :2] = np.floor(points[:, :2])
    return LocalFeatures(dice.integers(0, 256, (count, 32), np.uint8), points, SIZE)


def prints(number: int, *, frame: float | None = None, quality: int = 90) -> Prints:
    picture = media(number)
    own = features(number if frame is None else number * 1000 + int(frame))
    return Prints(picture, (Part("whole", picture.pdq, quality, WHOLE),), own, b"small", frame)


def question(of: Prints, *, kept: int = 60, turn: float = 30, quality: int = 90) -> Question:
    """Return ``kept`` of a picture's features, each with twelve bits changed, turned by ``turn`` degrees and half as
    large, among strangers; the hash is a stranger's too.
    """
    dice = np.random.default_rng(7)
    chosen = dice.permutation(len(of.features))[:kept]
    descriptors = of.features.descriptors[chosen].copy()
    for row in descriptors:
        for bit in dice.choice(256, 12, replace=False):
            row[bit // 8] ^= np.uint8(1 << (bit % 8))
    points = of.features.points[chosen].copy()
    points[:, 2] /= 2
    points[:, 3] = (points[:, 3] + turn) % 360
    strange = features(999_999, 1000 - kept)
    asked = LocalFeatures(
        np.concatenate([descriptors, strange.descriptors]), np.concatenate([points, strange.points]), SIZE
    )
    picture = media(888_888)
    part = AskedPart(
        "whole", tuple(np.random.default_rng(n).bytes(32).hex() for n in range(1000, 1008)), quality, WHOLE
    )
    return Question(picture, (part,), asked, features(777_777, 1000), b"")


def mirrored(asked: Question) -> Question:
    """Return the question of the mirrored picture."""
    return replace(asked, features=asked.mirrored, mirrored=asked.features)


def hashed(asked: Question, pdq: str, *, quality: int = 90) -> Question:
    """Return the question with this hash as that of one of its turned forms."""
    pdqs = (*asked.parts[0].pdqs[:5], pdq, *asked.parts[0].pdqs[6:])
    return replace(asked, parts=(replace(asked.parts[0], pdqs=pdqs, quality=quality),))


def flipped(pdq: str, bits: int) -> str:
    """Return a hash with so many bits changed."""
    return f"{int(pdq, 16) ^ ((1 << bits) - 1):064x}"
