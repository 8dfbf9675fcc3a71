"""How likely chance alone is: accounts that share the same within an hour, and lie how often within seconds.

Two accounts that follow the same news meet often. What is asked here is narrower: given that both shared an object
within the same hour, how likely is it that their shares lie within the window of each other? Who shares what in which
hour is kept; only the order within the hour is left to chance (the jitter method: Amarasingham, Harrison, Hatsopoulos
and Geman 2012, J. Neurophysiol. 107, 517-531). Natural rushes count as chance: how often shares of one hour lie close
is measured on pairs of accounts that met only once in all the data (or least often, where that is a tenth of the
meetings or less), for those that act together meet again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ascertain.monitor.networks.shares import Shares, ordered, pairs_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOUR = 3600
TELLING = 0.5
"""Hours of an object in which chance brings at least this share of its pairs together tell nothing and are left out."""

CLASSES = (2, 3, 4, 6, 10, 30, 100)
"""Fewest shares of each class of object-hours; within a class they lend each other their measure of chance."""

SELDOM = 0.1
"""Share of all meetings, those of pairs that met least often, on which chance is measured at least."""

OWN = 10
"""As many pairs of its own make an object-hour count as much as its class."""


DONORS = 20
"""From so many object-hours one is drawn whose times a busy one takes in a copy where nobody acts together."""


@dataclass(frozen=True)
class Odds:
    """What chance gives each pair of accounts; arrays in the order of the pairs asked about."""

    met: NDArray[np.integer]
    """In how many object-hours both shared within the window, of those that tell."""

    hours: NDArray[np.integer]
    """In how many telling object-hours both shared at all."""

    expected: NDArray[np.floating]
    """In how many of them chance brings both together on average."""

    chance: NDArray[np.float64]
    """Probability that chance brings them together as often or more: a Poisson bound, never too small."""

    tested: int
    """How many pairs of accounts shared a telling object-hour: as many tests were made."""


@dataclass(frozen=True)
class Cells:
    """The shares, and the object-hour each belongs to."""

    shares: Shares
    cell: NDArray[np.int64]
    """Number of the object-hour of each share, ascending."""
    size: NDArray[np.integer]
    """Shares in each object-hour."""
    rate: NDArray[np.floating]
    """Share of an object-hour's pairs that chance brings together; 1 where it tells nothing."""


def cells_of(shares: Shares, window: int) -> Cells:
    """Return the object-hours with how often chance alone brings two of their shares within the window.

    Measured on pairs of accounts that met once: of each object-hour itself and of all of its class, weighed by how
    many there are; never below what times spread evenly over the hour would give.
    """
    key = shares.object.astype(np.int64) * (2**31) + shares.time // HOUR
    new = np.concatenate(([True], key[1:] != key[:-1])) if len(key) else np.empty(0, bool)
    cell = np.cumsum(new) - 1
    size = np.bincount(cell) if len(cell) else np.empty(0, np.int64)
    pairs, close = _of_strangers(shares, cell, size, window)
    width = min(window / HOUR, 1.0)
    uniform = 2 * width - width * width
    rate = np.full(len(size), uniform)
    for low, high in zip(CLASSES, (*CLASSES[1:], 2**62), strict=True):
        some = (size >= low) & (size < high)
        prior = max(uniform, (close[some].sum() + OWN * uniform) / (pairs[some].sum() + OWN))
        rate[some] = np.maximum(uniform, (close[some] + OWN * prior) / (pairs[some] + OWN))
    rate[(rate >= TELLING) | (size < 2)] = 1.0
    return Cells(shares, cell, size, rate)


def _of_strangers(
    shares: Shares, cell: NDArray[np.int64], size: NDArray[np.int64], window: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for each object-hour, its pairs of accounts that hardly met elsewhere, and how many of them lie close."""
    accounts = max(len(shares.accounts), 1)
    keys, nears = [], []
    for earlier, later in pairs_within(shares, HOUR):
        within = cell[earlier] == cell[later]
        one, other = shares.account[earlier[within]], shares.account[later[within]]
        pair = np.minimum(one, other).astype(np.int64) * accounts + np.maximum(one, other)
        near = shares.time[later[within]] - shares.time[earlier[within]] <= window
        # Pairs of one object-hour come in one part, because parts end between shares: sum them up over all parts.
        keys.append(np.stack((pair, cell[earlier[within]])))
        nears.append(near)
    if not keys:
        return np.zeros(len(size), np.int64), np.zeros(len(size), np.int64)
    pair, place = np.concatenate(keys, axis=1)
    near = np.concatenate(nears)
    order = np.lexsort((place, pair))
    pair, place, near = pair[order], place[order], near[order]
    starts = np.flatnonzero(np.concatenate(([True], (pair[1:] != pair[:-1]) | (place[1:] != place[:-1]))))
    met, at = pair[starts], place[starts]
    close = np.logical_or.reduceat(near, starts)
    first = np.flatnonzero(np.concatenate(([True], met[1:] != met[:-1])))
    times = np.diff(np.concatenate((first, [len(met)])))
    times = np.repeat(times, times)
    # Where everybody meets everybody, as in one operation's own posts, those that met least stand in for once.
    seldom = times <= max(1.0, float(np.quantile(times, SELDOM)))
    return (
        np.bincount(at[seldom], minlength=len(size)),
        np.bincount(at[seldom & close], minlength=len(size)),
    )


def odds_of(cells: Cells, first: NDArray[np.int32], second: NDArray[np.int32], window: int) -> Odds:
    """Return what chance gives the pairs of accounts ``first[i]``, ``second[i]``."""
    shares, accounts = cells.shares, max(len(cells.shares.accounts), 1)
    telling = cells.rate < 1.0
    kept = telling[cells.cell] if len(cells.cell) else np.empty(0, bool)
    key, many = np.unique(
        shares.account[kept].astype(np.int64) * len(cells.size) + cells.cell[kept], return_counts=True
    )
    owner, place = key // max(len(cells.size), 1), key % max(len(cells.size), 1)
    begin = np.searchsorted(owner, np.arange(accounts + 1))
    had = np.diff(begin)
    lesser = np.where(had[first] <= had[second], first, second).astype(np.int64)
    greater = np.where(had[first] <= had[second], second, first).astype(np.int64)
    length = had[lesser]
    pair = np.repeat(np.arange(len(first)), length)
    entry = np.repeat(begin[lesser], length) + np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    sought = greater[pair] * len(cells.size) + place[entry]
    at = np.minimum(np.searchsorted(key, sought), max(len(key) - 1, 0))
    shared = key[at] == sought if len(key) else np.zeros(len(sought), bool)
    pair, entry, at = pair[shared], entry[shared], at[shared]
    trial = 1.0 - (1.0 - cells.rate[place[entry]]) ** (many[entry] * many[at])
    expected = np.bincount(pair, trial, minlength=len(first)).astype(np.float64)
    hours = np.bincount(pair, minlength=len(first))
    met = _met(cells, first, second, window, telling)
    return Odds(met, hours, expected, _poisson_tail(met, expected), _tested(cells, telling))


def _met(
    cells: Cells, first: NDArray[np.int32], second: NDArray[np.int32], window: int, telling: NDArray[np.bool_]
) -> NDArray[np.int64]:
    shares, accounts = cells.shares, max(len(cells.shares.accounts), 1)
    wanted = first.astype(np.int64) * accounts + second
    order = np.argsort(wanted)
    counts = np.zeros(len(first), np.int64)
    seen = []
    for earlier, later in pairs_within(shares, window):
        within = (cells.cell[earlier] == cells.cell[later]) & telling[cells.cell[earlier]]
        one, other = shares.account[earlier[within]], shares.account[later[within]]
        key = np.minimum(one, other).astype(np.int64) * accounts + np.maximum(one, other)
        at = np.minimum(np.searchsorted(wanted, key, sorter=order), max(len(order) - 1, 0))
        hit = wanted[order[at]] == key if len(order) else np.zeros(len(key), bool)
        seen.append(np.unique(order[at[hit]] * len(cells.size) + cells.cell[earlier[within]][hit]))
    if seen:
        counts = np.bincount(np.unique(np.concatenate(seen)) // max(len(cells.size), 1), minlength=len(first))
    return counts


def _tested(cells: Cells, telling: NDArray[np.bool_]) -> int:
    """Return how many tests were made at most: pairs of accounts in telling object-hours, each counted every time."""
    size = cells.size[telling].astype(np.float64)
    accounts = float(len(cells.shares.accounts))
    return int(max(1.0, min((size * (size - 1) / 2).sum(), accounts * (accounts - 1) / 2)))


def _poisson_tail(met: NDArray[np.integer], expected: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return P(N >= met) for Poisson N: above the sum of unequal coins wherever met > expected (Hoeffding 1956)."""
    tail = np.ones(len(met))
    some = met > expected
    count, mean = met[some].astype(np.float64), np.maximum(expected[some], 1e-12)
    # Terms from ``count`` on shrink at least by mean/(count + 1); 400 of them reach the end of every double.
    term = np.exp(count * np.log(mean) - mean - _log_factorial(met[some]))
    total, step = term.copy(), 0
    while step < 400 and len(term) and (term > total * 1e-12).any():
        step += 1
        term = term * mean / (count + step)
        total += term
    tail[some] = np.minimum(total, 1.0)
    return tail


def _log_factorial(count: NDArray[np.integer]) -> NDArray[np.float64]:
    table = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, (int(count.max()) if len(count) else 0) + 1)))))
    return np.asarray(table[count], np.float64)


def adjusted(chance: NDArray[np.float64], tested: int) -> NDArray[np.float64]:
    """Return false discovery rates: the share of false ones among all pairs at least as unlikely.

    Benjamini and Hochberg 1995, over ``tested`` tests, of which those not given have probability 1.
    """
    if not len(chance):
        return chance
    order = np.argsort(chance)
    rate = chance[order] * tested / np.arange(1, len(chance) + 1)
    rate = np.minimum(np.minimum.accumulate(rate[::-1])[::-1], 1.0)
    made = np.empty(len(chance))
    made[order] = rate
    return made


def shuffled(shares: Shares, random: np.random.Generator, found: NDArray[np.integer]) -> Shares:
    """Return a copy in which nobody acts together: who shares what in which hour stays, the times are dealt anew.

    Object-hours take their times from another one with as many shares, busy ones from one of the :data:`DONORS` that
    are next larger, and in each the accounts change places. Rushes stay, and so does who meets whom; that the same
    accounts are close again and again does not. Hours filled by the accounts ``found`` to act together give no times;
    where only such hours are left, times are spread evenly.
    """
    key = shares.object.astype(np.int64) * (2**31) + shares.time // HOUR
    if not len(key):
        return shares
    start = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    size = np.diff(np.concatenate((start, [len(key)])))
    hour = shares.time - shares.time % HOUR
    offset = shares.time % HOUR
    giving = 2 * np.add.reduceat(np.isin(shares.account, found), start, dtype=np.int64) <= size
    time = hour + random.integers(0, HOUR, len(key))
    for many in np.unique(size[size < CLASSES[4]]):
        steps = np.arange(many)
        some, givers = start[size == many], start[(size == many) & giving]
        if len(givers):
            taken = random.choice(givers, len(some))
            time[some[:, None] + steps] = hour[some[:, None] + steps] + offset[taken[:, None] + steps]
    busy = np.flatnonzero(size >= CLASSES[4])
    busy = busy[np.argsort(-size[busy], kind="stable")]
    givers = busy[giving[busy]]
    for own in busy:
        last = int(np.searchsorted(-size[givers], -size[own], side="right"))
        if last:
            giver = givers[int(random.integers(max(0, last - DONORS), last))]
            taken = random.choice(size[giver], size[own], replace=False) + start[giver]
            time[start[own] : start[own] + size[own]] = hour[start[own]] + offset[taken]
    order = np.lexsort((random.random(len(key)), key))
    return ordered(shares.account[order], shares.object, shares.message[order], time, shares.accounts, shares.objects)
