"""Comparing a picture that is asked about with stored ones: the request to the worker, and what its numbers mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ascertain.errors import Invalid
from ascertain.records import Alteration, Feature, Region, Tier
from ascertain.settings import Settings
from ascertain.trace import worker
from ascertain.trace.altering import alterations_of, regions_of
from ascertain.trace.features import LocalFeatures
from ascertain.trace.judging import features_of, score_of, tier_of
from ascertain.trace.prints import WHOLE, AskedPart, Part, Prints, Question
from ascertain.trace.thresholds import GOOD_QUALITY, PROBABLE_BITS

_HINTS = 2
_AT_ONCE = 32


@dataclass(frozen=True)
class Comparison:
    """What two pictures are to each other, and the numbers that say so."""

    tier: Tier
    """What it is."""

    score: float
    """How sure it is, 0 to 1: for the order of matches, and no probability."""

    identical: bool = False
    """Whether the bytes are the same."""

    distance: int | None = None
    """Bits in which the nearest two PDQ hashes differ; ``None`` when none were near."""

    features: tuple[Feature, ...] = ()
    """The numbers that decided."""

    alterations: tuple[Alteration, ...] = ()
    """What was done to one picture to get the other."""

    ours: Region | None = None
    """Where the match lies on the picture that is asked about."""

    theirs: Region | None = None
    """Where it lies on the stored picture."""

    ours_at: float | None = None
    """Second of the asked frame."""

    theirs_at: float | None = None
    """Second of the stored frame."""


@dataclass(frozen=True)
class Near:
    """Parts of two pictures with hashes that are near each other."""

    ours: AskedPart
    theirs: Part
    turn: int
    """Which of the eight turned forms of ours it is."""

    distance: int


def compare(question: Question, theirs: Sequence[Prints], settings: Settings) -> list[Comparison | None]:
    """Return what each stored picture is to the one asked about, in their order; ``None`` for strangers.

    Local features and pixels are compared in the limited worker. Raises ``Invalid`` when it fails.
    """
    found: list[Comparison | None] = []
    for start in range(0, len(theirs), _AT_ONCE):
        some = theirs[start : start + _AT_ONCE]
        near = [near_parts(question, prints) for prints in some]
        measured = _measure(question, some, near, settings)
        found += [judge(question, *each) for each in zip(some, near, measured, strict=True)]
    return found


def near_parts(question: Question, theirs: Prints) -> list[Near]:
    """Return the pairs of parts whose hashes are of good quality and within ``PROBABLE_BITS``, nearest first; pure."""
    found = []
    rows = [(part, int(part.pdq, 16)) for part in theirs.parts if part.quality >= GOOD_QUALITY]
    for ours in question.parts if rows else ():
        if ours.quality < GOOD_QUALITY:
            continue
        for turn, row in enumerate(int(pdq, 16) for pdq in ours.pdqs):
            for part, other in rows:
                distance = (row ^ other).bit_count()
                if distance <= PROBABLE_BITS:
                    found.append(Near(ours, part, turn, distance))
    return sorted(found, key=lambda n: (n.distance, n.ours.name != "whole", n.theirs.name != "whole", n.turn))


def identical(ours_at: float | None = None, theirs_at: float | None = None) -> Comparison:
    """Return what the same bytes are to each other; pure."""
    same = Alteration(kind="identical", words="the same file, byte for byte")
    return Comparison("same image", 1.0, True, 0, (), (same,), WHOLE, WHOLE, ours_at, theirs_at)


def judge(
    question: Question, theirs: Prints, near: Sequence[Near], measured: dict[str, Any] | None
) -> Comparison | None:
    """Return what the numbers mean, ``None`` for strangers; pure. ``measured`` is what ``limited`` says, or nothing."""
    if question.media.sha256 == theirs.media.sha256 and question.frame == theirs.frame:
        return identical(question.frame, theirs.frame)
    distance = near[0].distance if near else None
    tier = tier_of(distance, measured)
    if tier is None:
        return None
    ours, other = regions_of(measured) if measured else (near[0].ours.region, near[0].theirs.region)
    return Comparison(
        tier=tier,
        score=score_of(distance, measured),
        distance=distance,
        features=features_of(distance, measured),
        alterations=alterations_of(question.media, theirs.media, measured) if measured else (),
        ours=ours,
        theirs=other,
        ours_at=question.frame,
        theirs_at=theirs.frame,
    )


def _measure(
    question: Question, theirs: Sequence[Prints], near: Sequence[Sequence[Near]], settings: Settings
) -> list[dict[str, Any] | None]:
    pieces = [*_packed(question.features), *_packed(question.mirrored), question.picture]
    request: dict[str, Any] = {
        "task": "compare",
        "pixels": settings.image_pixels,
        "cpu": settings.image_seconds,
        "ours": {
            "features": _said(question.features),
            "mirrored": _said(question.mirrored),
            "picture": len(question.picture),
        },
        "theirs": [],
    }
    for prints, parts in zip(theirs, near, strict=True):
        pieces += [*_packed(prints.features), prints.thumb]
        hints = [{"ours": _box(n.ours.region), "theirs": _box(n.theirs.region), "turn": n.turn} for n in parts[:_HINTS]]
        request["theirs"].append({"features": _said(prints.features), "picture": len(prints.thumb), "hints": hints})
    header, _ = worker.shared.ask(request, b"".join(pieces), settings.image_seconds)
    found = header.get("found")
    if not isinstance(found, list) or len(found) != len(theirs):
        raise Invalid("The pictures could not be compared.", "Make the prints of the stored pictures again.")
    return found


def _said(features: LocalFeatures) -> dict[str, int]:
    return {"count": len(features), "width": features.size[0], "height": features.size[1]}


def _packed(features: LocalFeatures) -> tuple[bytes, bytes]:
    return np.ascontiguousarray(features.descriptors).tobytes(), features.points.astype("<f4").tobytes()


def _box(region: Region) -> tuple[float, float, float, float]:
    return (*region.corners[0], *region.corners[2])
