"""Which tier numbers amount to, how sure that is, and the reasons in words; pure."""

from __future__ import annotations

from typing import Any

from ascertain.records import Feature, Tier
from ascertain.trace.thresholds import (
    ALIKE_AGREEMENT,
    ALIKE_INLIERS,
    COVERED_DRIFT,
    COVERED_INLIERS,
    FEWEST_BLOCKS,
    PROBABLE_AGREEMENT,
    PROBABLE_BITS,
    PROBABLE_DRIFT,
    PROBABLE_INLIERS,
    SAME_AGREEMENT,
    SAME_BITS,
    SAME_DRIFT,
    SAME_INLIERS,
    SCENE_AGREEMENT,
    SCENE_DRIFT,
    SURE_AGREEMENT,
)

_FLOORS: dict[Tier, float] = {"same image": 0.75, "probable": 0.5, "same scene": 0.25, "look-alike": 0.0}


def tier_of(distance: int | None, measured: dict[str, Any] | None) -> Tier | None:
    """Return the tier of two pictures by the distance of good hashes and what was measured; ``None`` for strangers."""
    if distance is not None and distance <= SAME_BITS:
        return "same image"
    inliers, agreement, blocks = _numbers(measured)
    enough = blocks >= FEWEST_BLOCKS
    hashes = distance is not None and distance <= PROBABLE_BITS
    if enough and measured is not None and (inliers >= SAME_INLIERS or hashes) and _still(measured):
        return "same image"
    if hashes or (enough and measured is not None and inliers >= PROBABLE_INLIERS and _likely(measured)):
        return "probable"
    if not enough or measured is None or not 0 <= measured["drift"] <= SCENE_DRIFT:
        return None
    if inliers >= SAME_INLIERS and agreement >= SCENE_AGREEMENT:
        return "same scene"
    return "look-alike" if inliers >= ALIKE_INLIERS and agreement >= ALIKE_AGREEMENT else None


def _still(measured: dict[str, Any]) -> bool:
    """Tell whether pixels agree and everything follows one motion, as in a copy but not in another shot.

    Where words or another picture cover a part, the agreement of what is free decides, with less motion allowed.
    """
    drift = float(measured["drift"])
    if drift < 0:  # too small a piece to see motion in
        return float(measured["agreement"]) >= SURE_AGREEMENT
    if measured["agreement"] >= SAME_AGREEMENT and drift <= SAME_DRIFT:
        return True
    covered = measured["upper"] >= SURE_AGREEMENT and drift <= COVERED_DRIFT
    return bool(covered and measured["inliers"] >= COVERED_INLIERS)


def _likely(measured: dict[str, Any]) -> bool:
    if measured["agreement"] >= PROBABLE_AGREEMENT:
        return True
    covered = measured["upper"] >= SURE_AGREEMENT and 0 <= measured["drift"] <= PROBABLE_DRIFT
    return bool(covered and measured["inliers"] >= COVERED_INLIERS)


def score_of(distance: int | None, measured: dict[str, Any] | None) -> float:
    """Return how sure it is, 0 to 1, for the order of matches: first by tier, then by the numbers."""
    tier = tier_of(distance, measured)
    if tier is None:
        return 0.0
    inliers, agreement, blocks = _numbers(measured)
    still = 0.0 if measured is None else 1 / (1 + 2 * abs(float(measured["drift"])))
    pixels = inliers / (inliers + 10) * max(agreement, 0.0) ** 2 * blocks / (blocks + 4) * still
    hashes = 0.0 if distance is None else 1 - distance / 128
    within = 1 - (1 - 0.9 * hashes) * (1 - 0.9 * pixels)
    return round(_FLOORS[tier] + 0.25 * within, 4)


def features_of(distance: int | None, measured: dict[str, Any] | None) -> tuple[Feature, ...]:
    """Return the numbers that decided, each with what a reader is told."""
    found = []
    if distance is not None:
        words = f"the nearest perceptual hashes differ in {distance} of 256 bits"
        found.append(Feature(name="hash distance", value=distance, words=words))
    inliers, agreement, blocks = _numbers(measured)
    if inliers:
        words = f"{inliers} details lie in the same arrangement in both"
        found.append(Feature(name="shared details", value=inliers, words=words))
    if measured is not None and measured["drift"] >= 0 and agreement >= SCENE_AGREEMENT:
        drift = float(measured["drift"])
        words = f"most places lie within {drift:.2f} pixels of where one motion puts them"
        found.append(Feature(name="drift", value=round(drift, 3), words=words))
    if blocks:
        words = f"laid on each other, the pixels agree to {max(agreement, 0):.0%} (median of {blocks} blocks)"
        found.append(Feature(name="pixel agreement", value=round(agreement, 4), words=words))
    return tuple(found)


def _numbers(measured: dict[str, Any] | None) -> tuple[int, float, int]:
    if measured is None:
        return 0, 0.0, 0
    return int(measured["inliers"]), float(measured["agreement"]), int(measured["blocks"])
