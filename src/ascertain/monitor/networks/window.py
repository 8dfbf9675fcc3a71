"""How many seconds count as "at the same time": given, or read off the data."""

from __future__ import annotations

import numpy as np

from ascertain.monitor.networks.shares import Shares

FASTEST = 0.10
"""Share of the objects, those spread fastest, whose pace is measured."""

HALF = 0.5
"""Share of an object's shares whose time is measured."""

LEAST, MOST = 5, 3600
"""Bounds of what is estimated, in seconds."""


def estimate_window(shares: Shares, *, fastest: float = FASTEST, share: float = HALF) -> int:
    """Return a window in seconds: the median time in which the fastest objects reach half of their shares.

    The rule of CooRnet (Giglietto, Righetti, Rossi and Marino 2020, Information, Communication & Society 23(6)): of
    the objects that two or more accounts shared, take those whose second share came fastest (``fastest`` of them),
    and return the median of the seconds from their first share to ``share`` of all. 60 where nothing was shared twice.
    """
    if not len(shares):
        return 60
    start = np.flatnonzero(np.concatenate(([True], shares.object[1:] != shares.object[:-1])))
    size = np.diff(np.concatenate((start, [len(shares)])))
    several = np.zeros(len(start), bool)
    for own in np.flatnonzero(size > 1):
        accounts = shares.account[start[own] : start[own] + size[own]]
        several[own] = bool((accounts != accounts[0]).any())
    start, size = start[several], size[several]
    if not len(start):
        return 60
    to_second = shares.time[start + 1] - shares.time[start]
    to_half = shares.time[start + np.maximum(1, np.ceil(size * share).astype(int) - 1)] - shares.time[start]
    quick = to_second <= np.quantile(to_second, fastest)
    return int(np.clip(np.median(to_half[quick]), LEAST, MOST))
