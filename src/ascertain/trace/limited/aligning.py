"""How one picture lies in another, by local features that agree on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

cv2.setNumThreads(1)

Numbers = NDArray[np.float64]

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

_FARTHEST = 64  # bits in which two descriptors of the same point differ at most; strangers differ by 128 ± 20
_ALIKE = 256 - 2 * _FARTHEST
_ANGLES, _SCALES = 24, 2  # bins of the vote: 15 degrees, half an octave
_GROUPS = 3
_FEWEST = 4
_FEWEST_INLIERS = 6  # strangers reach 6 in 3 of 100 pairs; fewer are not worth laying pixels on each other
_TOLERANCE = 4.0  # pixels of 640
_EXACT = 15  # inliers from which perspective is estimated
_MIRROR = np.array([[-1.0, 0, 1], [0, 1, 0], [0, 0, 1]])

_QUARTER = np.array([[0.0, 1, 0], [-1, 0, 1], [0, 0, 1]])  # counter-clockwise, of the unit square
_DOWN = np.array([[1.0, 0, 0], [0, -1, 1], [0, 0, 1]])
TURNS: tuple[Numbers, ...] = tuple(
    np.linalg.inv(turn)
    for turn in (
        np.eye(3),
        _QUARTER,
        _QUARTER @ _QUARTER,
        _QUARTER @ _QUARTER @ _QUARTER,
        _DOWN,
        _MIRROR,
        _DOWN @ _QUARTER,
        _MIRROR @ _QUARTER,
    )
)
"""What takes the eight turned forms that pdqhash's ``compute_dihedral`` hashes back to the picture itself."""


@dataclass(frozen=True)
class Features:
    """Descriptors (n × 32) and points (n × 4) in pixels of a working picture."""

    descriptors: NDArray[np.uint8]
    points: Numbers
    size: tuple[int, int]


class Asked:
    """Features of the picture that is asked about, and of its mirror image, made ready for many comparisons."""

    def __init__(self, plain: Features, mirrored: Features) -> None:
        self.plain, self.mirrored = plain, mirrored
        self._signs = np.concatenate([_signs(plain.descriptors), _signs(mirrored.descriptors)])

    def pairs(self, theirs: Features) -> tuple[Pairs, Pairs]:
        """Return the pairs of points that look alike, of the picture and of its mirror image.

        One product of ±1 matrices gives all distances, three times as fast as counting bits pair by pair.
        """
        alike = self._signs @ _signs(theirs.descriptors).T
        count = len(self.plain.descriptors)
        return _nearest(alike[:count]), _nearest(alike[count:])


@dataclass(frozen=True)
class Laid:
    """A transform of their fractions onto ours, and how many distinct points agree on it."""

    onto_ours: Numbers
    inliers: int


def align(asked: Asked, theirs: Features) -> Laid | None:
    """Return how their picture lies in ours, plain or mirrored, by the features that agree on it."""
    if not len(theirs.descriptors):
        return None
    ours, turned = asked.pairs(theirs)
    plain = _aligned(asked.plain, theirs, ours)
    mirrored = _aligned(asked.mirrored, theirs, turned)
    if mirrored is not None and (plain is None or mirrored.inliers > plain.inliers):
        return Laid(_MIRROR @ mirrored.onto_ours, mirrored.inliers)
    return plain


def _signs(descriptors: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return bits as 1 and -1, so that a product of two rows is 256 less twice their distance."""
    return np.unpackbits(descriptors, axis=1).astype(np.float32) * 2 - 1


def _nearest(alike: NDArray[np.float32]) -> Pairs:
    """Return the pairs that are near enough, each of our points with at most two of theirs."""
    if not alike.size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    rows = np.flatnonzero(alike.max(axis=1) >= _ALIKE)
    near = alike[rows]
    first = near.argmax(axis=1)
    near[np.arange(len(rows)), first] = -256
    second = near.argmax(axis=1) if near.shape[1] > 1 else first
    also = near[np.arange(len(rows)), second] >= _ALIKE
    return np.concatenate([rows, rows[also]]), np.concatenate([first, second[also]])


def _aligned(ours: Features, theirs: Features, pairs: Pairs) -> Laid | None:
    one, other = pairs
    if len(one) < _FEWEST:
        return None
    best: tuple[int, Numbers] | None = None
    for kept, scale in _voted(ours.points[one], theirs.points[other]):
        here, there = ours.points[one[kept], :2], theirs.points[other[kept], :2]
        found = _similar(here, there, scale)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        return None
    across = np.diag([1 / ours.size[0], 1 / ours.size[1], 1.0])
    fractions = across @ best[1] @ np.diag([float(theirs.size[0]), float(theirs.size[1]), 1.0])
    return Laid(fractions / fractions[2, 2], best[0])


def _similar(here: Numbers, there: Numbers, scale: float) -> tuple[int, Numbers] | None:
    """Return how many distinct points agree on a transform of their pixels to ours, and the transform."""
    tolerance = _TOLERANCE * max(1.0, scale)
    matrix, inside = cv2.estimateAffinePartial2D(
        there, here, method=cv2.RANSAC, ransacReprojThreshold=tolerance, maxIters=1000, confidence=0.999
    )
    if matrix is None or not np.isfinite(matrix).all():  # type: ignore[redundant-expr]  # no pairs agree
        return None
    transform = np.vstack([matrix, [0, 0, 1.0]])
    inliers = _distinct(here, there, inside.ravel().astype(bool), scale)
    if inliers < _FEWEST_INLIERS:
        return None
    if inliers >= 2 * _FEWEST:
        transform, inliers = _refined(transform, inliers, here, there, tolerance, scale)
    return inliers, transform


def _voted(here: Numbers, there: Numbers) -> Iterator[tuple[NDArray[np.bool_], float]]:
    """Yield the three largest groups of pairs that agree on turn and scale, and that scale (ours by theirs).

    Weak geometric consistency: Jégou, Douze, Schmid, 2008. The largest group alone missed one in seven small crops.
    """
    angle = np.mod(here[:, 3] - there[:, 3], 360) * _ANGLES / 360
    octave = np.log2(np.maximum(here[:, 2], 0.1) / np.maximum(there[:, 2], 0.1))
    scale = np.clip(np.rint(octave * _SCALES) + 10, 1, 19).astype(int)
    bin_ = np.floor(angle).astype(int) % _ANGLES
    votes = np.zeros((_ANGLES, 21))
    np.add.at(votes, (bin_, scale), 1)
    wide = np.roll(votes, -1, axis=0) + votes + np.roll(votes, 1, axis=0)
    wide = wide[:, :-2] + wide[:, 1:-1] + wide[:, 2:]
    for _ in range(_GROUPS):
        best_angle, best_scale = divmod(int(wide.argmax()), wide.shape[1])
        turn = np.abs((bin_ - best_angle + _ANGLES // 2) % _ANGLES - _ANGLES // 2)
        kept = (turn <= 1) & (np.abs(scale - (best_scale + 1)) <= 1)
        if kept.sum() < _FEWEST:
            return
        yield kept, float(2.0 ** np.median(octave[kept]))
        beside = (np.arange(best_angle - 2, best_angle + 3) % _ANGLES)[:, None]
        wide[beside, np.arange(max(0, best_scale - 2), min(wide.shape[1], best_scale + 3))] = 0


def _distinct(here: Numbers, there: Numbers, inside: NDArray[np.bool_], scale: float) -> int:
    """Return how many different places agree; the same corner is often found at several sizes."""
    if not inside.any():
        return 0
    ours = np.unique(np.floor(here[inside] / (6 * min(1.0, max(scale, 0.25)))), axis=0)
    theirs = np.unique(np.floor(there[inside] / 6), axis=0)
    return min(len(ours), len(theirs))


def _refined(
    transform: Numbers, inliers: int, here: Numbers, there: Numbers, tolerance: float, scale: float
) -> tuple[Numbers, int]:
    """Return a transform with perspective, or one with unequal sides, where it explains more points."""
    moved = there @ transform[:2, :2].T + transform[:2, 2]
    near = np.hypot(*(moved - here).T) <= 6 * tolerance
    if near.sum() < _FEWEST:
        return transform, inliers
    best, most = transform, inliers
    affine, inside = cv2.estimateAffine2D(there[near], here[near], method=cv2.RANSAC, ransacReprojThreshold=tolerance)
    if affine is not None and np.isfinite(affine).all():
        count = _distinct(here[near], there[near], inside.ravel().astype(bool), scale)
        if count >= most:
            best, most = np.vstack([affine, [0, 0, 1.0]]), count
    if most >= _EXACT:
        bent, inside = cv2.findHomography(there[near], here[near], cv2.RANSAC, tolerance)
        if bent is not None and np.isfinite(bent).all():
            count = _distinct(here[near], there[near], inside.ravel().astype(bool), scale)
            if count >= most and _sound(bent):
                best, most = bent, count
    return best, most


def _sound(bent: Numbers) -> bool:
    """Tell whether a homography bends no more than a camera held askew."""
    corners = np.array([[0, 0, 1], [640, 0, 1], [640, 640, 1], [0, 640, 1.0]]) @ bent.T
    depth = corners[:, 2]
    return bool((depth > 0).all() and depth.max() < 2.5 * depth.min())
