"""How one picture lies in another, by local features that agree on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

cv2.setNumThreads(1)

Numbers = NDArray[np.float64]

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

_FARTHEST = 64  # bits in which two descriptors of the same point differ at most; strangers differ by 128 ± 20
_MATES = 2  # of theirs that each of our points is paired with
_FEWEST = 4
_FEWEST_INLIERS = 6  # fewer are not worth laying pixels on each other
_TOLERANCE = 4.0  # pixels of 640
_EXACT = 15  # inliers from which perspective is estimated
_STRETCHED = 2.0
_CLEAR = 40  # inliers after which no other way to lay the pictures is looked for
_TURN, _OCTAVE, _STEP = 20.0, 0.5, 0.125  # sides of a cell of the vote: degrees, octaves, share of their longer side
_ASIDE, _UNLIKE = 22.5, 0.75  # degrees and octaves by which pairs of one motion differ
_CELLS = 1 << 16
_VOTES = 6
_GROUPS = 2
_ROUNDS = 300
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
        self._both = np.ascontiguousarray(np.concatenate([plain.descriptors, mirrored.descriptors]))

    def pairs(self, theirs: Features) -> tuple[Pairs, Pairs]:
        """Return the pairs of points that look alike, of the picture and of its mirror image.

        A million distances take 1.2 ms; a product of ±1 matrices took 6.4, OpenCV's matcher 8.
        """
        ours, other = _pairs(self._both, np.ascontiguousarray(theirs.descriptors))
        count = len(self.plain.descriptors)
        here = int(np.searchsorted(ours, count))
        return (ours[:here], other[:here]), (ours[here:] - count, other[here:])


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


def _pairs(ours: NDArray[np.uint8], theirs: NDArray[np.uint8]) -> Pairs:
    """Return the pairs that are near enough, by ours, each with the nearest of theirs."""
    import faiss as untyped

    faiss: Any = untyped
    faiss.omp_set_num_threads(1)
    result = faiss.RangeSearchResult(len(ours))
    # faiss returns what is strictly nearer than its radius.
    faiss.hamming_range_search(
        faiss.swig_ptr(ours), faiss.swig_ptr(theirs), len(ours), len(theirs), _FARTHEST + 1, 32, result
    )
    limits = faiss.rev_swig_ptr(result.lims, len(ours) + 1).astype(np.int64)
    count = int(limits[-1])
    if not count:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    labels = faiss.rev_swig_ptr(result.labels, count).astype(np.int64)
    distances = faiss.rev_swig_ptr(result.distances, count).astype(np.int64)
    each = np.diff(limits)
    which = np.repeat(np.arange(len(ours)), each)
    order = np.argsort((which * 512 + distances) * (1 << 16) + labels)  # by ours, nearest first
    kept = order[np.arange(count) - np.repeat(limits[:-1], each) < _MATES]
    return which[kept], labels[kept]


def _aligned(ours: Features, theirs: Features, pairs: Pairs) -> Laid | None:
    one, other = pairs
    if len(one) < _FEWEST:
        return None
    here, there = ours.points[one], theirs.points[other]
    degrees = here[:, 3] - there[:, 3]
    octave = np.log2(np.maximum(here[:, 2], 0.1) / np.maximum(there[:, 2], 0.1))
    best: tuple[int, Numbers] | None = None
    for group in _voted(here, there, degrees, octave, theirs.size):
        kept = _alike(group, degrees, octave)
        found = _similar(here[kept, :2], there[kept, :2], group[kept])
        if found is not None and (best is None or found[0] > best[0]):
            best = found
            if found[0] >= _CLEAR:
                break
    if best is None:
        return None
    across = np.diag([1 / ours.size[0], 1 / ours.size[1], 1.0])
    fractions = across @ best[1] @ np.diag([float(theirs.size[0]), float(theirs.size[1]), 1.0])
    return Laid(fractions / fractions[2, 2], best[0])


def _voted(
    here: Numbers, there: Numbers, degrees: Numbers, octave: Numbers, size: tuple[int, int]
) -> Iterator[NDArray[np.bool_]]:
    """Yield the two largest groups of pairs that each say about the same of how their picture lies in ours.

    A point knows its place, size and angle, so one pair tells turn, scale, and where the middle of their picture
    falls. It votes for the two nearest cells of each of these four (Lowe, 2004). Before, pairs that agree on turn and
    scale only were searched by RANSAC: of 12 insets at a quarter of the side 10 were aligned instead of 12. A third
    group brings pairs of strangers, and no more originals.
    """
    step = 2.0**octave * np.exp(1j * np.radians(degrees))
    middle = _complex(here) + step * (complex(size[0] / 2, size[1] / 2) - _complex(there))
    turn, zoom = np.floor(degrees / _TURN - 0.5).astype(np.int64), np.floor(octave / _OCTAVE - 0.5).astype(np.int64)
    turns = round(360 / _TURN)
    cells = np.empty((2, 2, 2, 2, len(here)), np.int64)
    for more in (0, 1):
        unit = 2.0 ** ((zoom + more) * _OCTAVE) * max(size) * _STEP
        across, down = (np.floor(v / unit - 0.5).astype(np.int64) for v in (middle.real, middle.imag))
        for on, right, low in itertools.product((0, 1), repeat=3):
            # Cells share the numbers of a table: primes scatter them (Teschner and others, 2003).
            laid = ((zoom + more) * turns + (turn + on) % turns) * 73856093
            cells[more, on, right, low] = laid ^ (across + right) * 19349663 ^ (down + low) * 83492791
    flat = (cells ^ cells >> 16).reshape(16, -1) & (_CELLS - 1)
    votes = np.bincount(flat.ravel(), minlength=_CELLS)
    for _ in range(_GROUPS):
        most = int(votes.argmax())
        if votes[most] < _VOTES:
            return
        group = (flat == most).any(axis=0)
        yield group
        votes -= np.bincount(flat[:, group].ravel(), minlength=_CELLS)


def _alike(group: NDArray[np.bool_], degrees: Numbers, octave: Numbers) -> NDArray[np.bool_]:
    """Tell which pairs turn and scale about as a group does: others may follow its motion by chance only.

    Weak geometric consistency: Jégou, Douze, Schmid, 2008.
    """
    turn = np.angle(np.exp(1j * np.radians(degrees[group])).mean(), deg=True)
    aside = np.abs(np.mod(degrees - turn + 180, 360) - 180)
    kept: NDArray[np.bool_] = (aside <= _ASIDE) & (np.abs(octave - np.median(octave[group])) <= _UNLIKE)
    return kept | group


def _similar(here: Numbers, there: Numbers, group: NDArray[np.bool_]) -> tuple[int, Numbers] | None:
    """Return how many distinct places agree on a transform of their pixels to ours that a group says, and it."""
    first = _fitted(here[group], there[group], 1.5 * _TOLERANCE)
    if first is None:
        return None
    scale = float(np.hypot(first[0, 0], first[1, 0]))
    tolerance = _TOLERANCE * max(1.0, scale)
    matrix, near = first, _near(first, here, there, 1.5 * tolerance)
    for _ in range(2):  # among all pairs there are more than in the group, and with them it is known better
        if near.sum() < _FEWEST:
            return None
        closer = _fitted(here[near], there[near], tolerance)
        if closer is None:
            return None
        matrix, near = closer, _near(closer, here, there, tolerance)
    inliers = _distinct(here, there, near, scale)
    if inliers < _FEWEST_INLIERS:
        return None
    transform = np.vstack([matrix, [0, 0, 1.0]])
    if inliers >= 2 * _FEWEST:
        transform, inliers = _refined(transform, inliers, here, there, tolerance, scale)
    return inliers, transform


def _fitted(here: Numbers, there: Numbers, tolerance: float) -> Numbers | None:
    """Return the similarity (2 × 3) that most pairs follow; ``None`` when no pairs agree."""
    matrix, _ = cv2.estimateAffinePartial2D(
        there, here, method=cv2.RANSAC, ransacReprojThreshold=tolerance, maxIters=_ROUNDS, confidence=0.99
    )
    if matrix is None or not np.isfinite(matrix).all():  # type: ignore[redundant-expr]  # no pairs agree
        return None
    return matrix  # type: ignore[return-value]


def _near(matrix: Numbers, here: Numbers, there: Numbers, tolerance: float) -> NDArray[np.bool_]:
    """Tell which pairs follow a similarity."""
    step, shift = complex(matrix[0, 0], matrix[1, 0]), complex(matrix[0, 2], matrix[1, 2])
    away = _complex(there) * step + shift - _complex(here)
    near: NDArray[np.bool_] = away.real**2 + away.imag**2 <= tolerance**2
    return near


def _complex(places: Numbers) -> NDArray[np.complex128]:
    """Return places as complex numbers: turning and scaling them is one product."""
    found: NDArray[np.complex128] = places[:, 0] + 1j * places[:, 1]
    return found


def _distinct(here: Numbers, there: Numbers, inside: NDArray[np.bool_], scale: float) -> int:
    """Return how many different places agree; the same corner is often found at several sizes."""
    return min(_places(here[inside], 6 * min(1.0, max(scale, 0.25))), _places(there[inside], 6))


def _places(points: Numbers, side: float) -> int:
    cells = np.floor(points / side).astype(np.int64)
    return len(np.unique(cells[:, 0] * (1 << 20) + cells[:, 1]))


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
        if count >= most and _even(affine):
            best, most = np.vstack([affine, [0, 0, 1.0]]), count
    if most >= _EXACT:
        bent, inside = cv2.findHomography(there[near], here[near], cv2.RANSAC, tolerance)
        if bent is not None and np.isfinite(bent).all():
            count = _distinct(here[near], there[near], inside.ravel().astype(bool), scale)
            if count >= most and _sound(bent) and _even(bent / bent[2, 2]):
                best, most = bent, count
    return best, most


def _even(matrix: Numbers) -> bool:
    """Tell whether no side is stretched more than twice as much as another: chance agreement squeezes pictures flat."""
    longest, shortest = np.linalg.svd(matrix[:2, :2], compute_uv=False)
    return bool(longest <= _STRETCHED * shortest and np.linalg.det(matrix[:2, :2]) > 0)


def _sound(bent: Numbers) -> bool:
    """Tell whether a homography bends no more than a camera held askew."""
    corners = np.array([[0, 0, 1], [640, 0, 1], [640, 640, 1], [0, 640, 1.0]]) @ bent.T
    depth = corners[:, 2]
    return bool((depth > 0).all() and depth.max() < 2.5 * depth.min())
