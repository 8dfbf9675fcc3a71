"""Finding one offset and one speed at which frames of two videos agree; pure numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

SLOWEST, FASTEST = 0.75, 1.33
"""Speeds that are looked for: seconds of theirs in one second of ours."""

TOLERANCE = 0.75
"""Seconds by which times may differ: keyframes are taken once a second, and the same moment may be missed by a half."""

_GAP = 8.0  # seconds without agreement that end a segment
_MOST_POINTS = 20_000
_SEEDS = 160  # points whose pairs are guesses of a speed: 12,720 pairs
_MOST_GUESSES = 3000
_OFFSETS = 200
_BIN = 0.25
_LEAST = 1.0  # weight of a segment that is worth telling beside others
_SPEED_GAIN = 1.2  # another speed than 1 must explain this much more, for it has one number more to fit
_SPEED_SPAN = 5.0  # seconds that frames must lie apart before their speed means anything
_MOST_SEGMENTS = 40


@dataclass(frozen=True)
class Points:
    """Pairs of frames that may agree, with the times for which each was to be seen."""

    ours: Numbers
    ours_until: Numbers
    theirs: Numbers
    theirs_until: Numbers
    weight: Numbers
    """What each says: how sure it is times how specific."""

    @classmethod
    def of(
        cls,
        ours: Sequence[float],
        ours_until: Sequence[float],
        theirs: Sequence[float],
        theirs_until: Sequence[float],
        worth: Sequence[float],
        specificity: Sequence[float],
    ) -> Points:
        """Return the points; the six are of one length."""
        a, b, c, d, e, f = (
            np.asarray(v, dtype=np.float64) for v in (ours, ours_until, theirs, theirs_until, worth, specificity)
        )
        return cls(a, b, c, d, e * f)


@dataclass(frozen=True)
class Alignment:
    """A stretch in which the two agree."""

    ours_from: float
    ours_to: float
    theirs_from: float
    theirs_to: float
    speed: float
    weight: float
    chosen: tuple[int, ...]
    """Positions of the points that agree, each frame of either side once, in time order."""


def align(points: Points) -> Iterator[Alignment]:
    """Yield stretches in which the two agree, the weightiest first; each point is used once.

    The offsets that most weight speaks for are guesses at speed 1, and pairs of points at other speeds (as in RANSAC,
    Fischler and Bolles, 1981, but evenly chosen instead of drawn). The guess with most weight wins, is cut where
    nothing agrees for 8 seconds, and its points are taken out.
    """
    left = np.sort(np.argsort(-points.weight, kind="stable")[:_MOST_POINTS])
    left = left[np.lexsort((points.theirs[left], points.ours[left]))]
    for _ in range(_MOST_SEGMENTS):
        best = _best(points, left)
        if best is None:
            return
        speed, offset, chosen = best
        told = False
        for part in _runs(points, chosen):
            weight = float(points.weight[part].sum())
            # The longest run stands for the guess; the others must hold on their own.
            if len(part) < 2 or weight < _LEAST:
                continue
            told = True
            yield _alignment(points, part, speed, weight)
        if not told:
            return
        used = np.isin(points.ours[left], points.ours[chosen]) & _fits(points, left, speed, offset)
        left = left[~used]
        left = left[~np.isin(points.ours[left], points.ours[chosen])]


def _best(points: Points, left: NDArray[np.intp]) -> tuple[float, float, NDArray[np.intp]] | None:
    if len(left) < 2:
        return None
    best: tuple[float, float, float, NDArray[np.intp]] | None = None
    bins, where = np.unique(np.round((points.theirs[left] - points.ours[left]) / _BIN), return_inverse=True)
    strongest = np.argsort(-np.bincount(where, weights=points.weight[left]), kind="stable")[:_OFFSETS]
    for offset in bins[strongest] * _BIN:
        best = _better(points, left, 1.0, float(offset), 1.0, best)
    seeds = left[np.unique(np.linspace(0, len(left) - 1, _SEEDS).astype(np.intp))]
    x, y = points.ours[seeds], points.theirs[seeds]
    one, other = np.triu_indices(len(seeds), 1)
    dx, dy = x[other] - x[one], y[other] - y[one]
    with np.errstate(divide="ignore", invalid="ignore"):
        speed = dy / dx
    good = np.flatnonzero(
        (np.abs(dx) >= _SPEED_SPAN) & (speed >= SLOWEST) & (speed <= FASTEST) & (np.abs(speed - 1) > 0.02)
    )
    if len(good):
        rates, offsets = speed[good], y[one[good]] - speed[good] * x[one[good]]
        guesses = np.unique(np.column_stack([np.round(rates, 2), np.round(offsets, 1)]), axis=0)
        for rate, offset in guesses[:: -(-len(guesses) // _MOST_GUESSES)]:
            best = _better(points, left, float(rate), float(offset), _SPEED_GAIN, best)
    if best is None:
        return None
    return best[1], best[2], best[3]


def _better(
    points: Points,
    left: NDArray[np.intp],
    speed: float,
    offset: float,
    gain: float,
    best: tuple[float, float, float, NDArray[np.intp]] | None,
) -> tuple[float, float, float, NDArray[np.intp]] | None:
    inside = left[_fits(points, left, speed, offset)]
    if len(inside) < 2 or (best is not None and points.weight[inside].sum() / gain <= best[0]):
        return best
    chosen = _one_to_one(points, inside, speed, offset)
    weight = float(points.weight[chosen].sum()) / gain
    if len(chosen) < 2 or (best is not None and weight <= best[0]):
        return best
    return weight, speed, offset, chosen


def _away(points: Points, at: NDArray[np.intp], speed: float, offset: float) -> Numbers:
    """Return by how many seconds each point misses; frames that stood for a while are met anywhere within it."""
    low = points.theirs[at] - (speed * points.ours_until[at] + offset)
    high = points.theirs_until[at] - (speed * points.ours[at] + offset)
    return np.maximum(np.maximum(low, -high), 0.0)


def _fits(points: Points, at: NDArray[np.intp], speed: float, offset: float) -> NDArray[np.bool_]:
    return _away(points, at, speed, offset) <= TOLERANCE


def _one_to_one(points: Points, inside: NDArray[np.intp], speed: float, offset: float) -> NDArray[np.intp]:
    """Return points so that each frame of either side is used once, weighty and near ones first, in time order."""
    centre = np.abs(points.theirs[inside] - (speed * points.ours[inside] + offset))
    order = np.lexsort((centre, -np.round(points.weight[inside], 3)))
    ours: set[float] = set()
    theirs: set[float] = set()
    chosen = []
    for at in inside[order]:
        here, there = float(points.ours[at]), float(points.theirs[at])
        if here not in ours and there not in theirs:
            ours.add(here)
            theirs.add(there)
            chosen.append(at)
    return np.array(sorted(chosen, key=lambda a: (points.ours[a], points.theirs[a])), dtype=np.intp)


def _runs(points: Points, chosen: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    runs: list[list[int]] = []
    end = 0.0
    for at in chosen:
        if not runs or points.ours[at] - end > _GAP:
            runs.append([])
        runs[-1].append(int(at))
        # A still picture agrees for as long as both showed it.
        stood = min(points.ours_until[at] - points.ours[at], points.theirs_until[at] - points.theirs[at])
        end = float(points.ours[at] + max(0.0, stood))
    found = [np.array(run, dtype=np.intp) for run in runs]
    return sorted(found, key=lambda run: -float(points.weight[run].sum()))


def _alignment(points: Points, part: NDArray[np.intp], speed: float, weight: float) -> Alignment:
    ours, theirs = points.ours[part], points.theirs[part]
    if speed != 1.0 and len(part) >= 4 and np.ptp(ours) >= _SPEED_SPAN:
        fitted = float(np.polyfit(ours, theirs, 1)[0])
        speed = fitted if SLOWEST - 0.02 <= fitted <= FASTEST + 0.02 else speed
    middle = float(np.median(theirs - speed * ours))
    start, end = float(ours.min()), float(ours.max())
    return Alignment(
        ours_from=start,
        ours_to=end,
        theirs_from=max(0.0, speed * start + middle),
        theirs_to=max(0.0, speed * end + middle),
        speed=speed,
        weight=weight,
        chosen=tuple(int(at) for at in part),
    )
