"""When comments were posted: in a burst, or as regular as a clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from ascertain.monitor.chance import sections
from ascertain.monitor.hint import Hint, feature
from ascertain.records import Comment

REGULAR, BURST = "regular posting times", "burst of comments"

_FEWEST, _MOST = 4, 2000
_COARSE = 1800  # times that differ by whole half-hours are dates or "3 hours ago", and say nothing of rhythm
_RUNS, _FEWEST_RUNS, _CELLS = 4000, 1000, 2_000_000
_SEED = 20150623
_BURST_SECONDS = 60.0
"""Window in which a burst is looked for; readers need longer than this to read an article and answer it."""


def posting_rhythm(comments: Sequence[Comment]) -> list[Hint]:
    """Return how regular the posting times are and how many fall into one minute.

    Returns nothing below four known times, or where the page shows only days or hours; at most the earliest 2,000
    times are looked at.
    Both are compared with 4,000 simulated sections (fewer above 500 times) of as many comments at random times
    between the first and the last: a Poisson process given its ends. The random numbers are the same in every run.
    """
    times = sorted(comment.posted for comment in comments if comment.posted)[:_MOST]
    if len(times) < _FEWEST:
        return []
    seconds = np.array([round((t - times[0]).total_seconds()) for t in times], dtype=np.float64)
    grain = math.gcd(*(int(s) for s in seconds))
    if grain == 0 or grain >= _COARSE:
        return []
    runs = _simulated(len(times), float(seconds[-1]), 60.0 if grain % 60 == 0 else 1.0)
    return [_regularity(seconds, runs, times), _burst(seconds, runs, times)]


def _simulated(count: int, span: float, grain: float) -> NDArray[np.float64]:
    runs = max(_FEWEST_RUNS, min(_RUNS, _CELLS // count))
    inner = np.random.default_rng(_SEED).uniform(0.0, span, (runs, count - 2))
    inner = np.floor(inner / grain) * grain  # rounded as the page rounds
    first, last = np.zeros((runs, 1)), np.full((runs, 1), span)
    return np.sort(np.concatenate([first, inner, last], axis=1), axis=1)


def _variation(times: NDArray[np.float64]) -> NDArray[np.float64]:
    gaps = np.diff(times, axis=-1)
    return np.asarray(gaps.std(axis=-1) / gaps.mean(axis=-1), dtype=np.float64)


def _share(as_extreme: NDArray[np.bool_]) -> float:
    # Counting the observed section as one more run keeps the chance above 0 (Davison & Hinkley 1997, 4.2).
    return float((as_extreme.sum() + 1) / (as_extreme.size + 1))


def _regularity(seconds: NDArray[np.float64], runs: NDArray[np.float64], times: Sequence[datetime]) -> Hint:
    variation = float(_variation(seconds))
    chance = _share(_variation(runs) <= variation + 1e-9)
    gap = float(np.diff(seconds).mean())
    features = (
        feature("interval variation", variation, f"intervals vary by {100 * variation:.0f} % around {_span(gap)}"),
        feature("times known", len(times), f"{len(times)} comments have a time"),
    )
    explanation = (
        f"{len(times)} comments came at intervals of about {_span(gap)} that vary by {100 * variation:.0f} %. "
        f"At random times over the same span, intervals are as regular in {sections(chance)}. "
        "A hint, not proof: times that the page rounds also look regular."
    )
    return Hint(REGULAR, max(0.0, 1.0 - variation), chance, explanation, features)


def _together(times: NDArray[np.float64], count: int) -> NDArray[np.bool_]:
    """Tell, for each row of ascending times, whether ``count`` of them fall into one window."""
    spans = times[..., count - 1 :] - times[..., : times.shape[-1] - count + 1]
    return np.asarray(spans.min(axis=-1) <= _BURST_SECONDS, dtype=np.bool_)


def _burst(seconds: NDArray[np.float64], runs: NDArray[np.float64], times: Sequence[datetime]) -> Hint:
    most = 1
    while most < len(times) and _together(seconds, most + 1):
        most += 1
    chance = _share(_together(runs, most))
    span = float(seconds[-1])
    features = (
        feature("most in one minute", most, f"{most} of {len(times)} comments came within one minute"),
        feature("span", span, f"the comments span {_span(span)}"),
    )
    explanation = (
        f"{most} of {len(times)} comments came within one minute, in a section that spans {_span(span)}. "
        f"At random times over that span, so many come together in {sections(chance)}. "
        "A hint, not proof: a link shared by many, or a broadcast, also brings bursts."
    )
    return Hint(BURST, most / len(times), chance, explanation, features)


def _span(seconds: float) -> str:
    for size, name in ((86400.0, "days"), (3600.0, "hours"), (60.0, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
