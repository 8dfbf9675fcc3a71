"""Ties: pairs of accounts that shared the same within a window, with who came first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ascertain.monitor.networks.shares import Shares, pairs_within

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Ties:
    """Pairs of accounts; position ``i`` of every array is one pair, ``first < second`` by number."""

    first: NDArray[np.int32]
    second: NDArray[np.int32]

    weight_first: NDArray[np.int64]
    """How many messages of the first account have a share of the second within the window."""

    weight_second: NDArray[np.int64]
    """The same of the second account's messages."""

    led: NDArray[np.int64]
    """In how many pairs of shares the first account came first; shares of one second count for neither."""

    followed: NDArray[np.int64]
    """In how many pairs of shares the second account came first."""

    def __len__(self) -> int:
        return len(self.first)


def find_ties(shares: Shares, window: int) -> Ties:
    """Return every pair of accounts that shared one object within ``window`` seconds.

    The weights are those of the coordination network toolkit (Graham, QUT 2020): distinct messages of one account
    that have a counterpart by the other. Pairs of an account with itself are left out.
    """
    accounts = max(len(shares.accounts), 1)
    messages = int(shares.message.max()) + 1 if len(shares) else 1
    wide = accounts * accounts * messages < 2**63
    seen: list[NDArray[np.int64]] = []
    led: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    for earlier, later in pairs_within(shares, window):
        one, other = shares.account[earlier].astype(np.int64), shares.account[later].astype(np.int64)
        forth, back = one * accounts + other, other * accounts + one
        pair = np.concatenate((forth, back))
        message = np.concatenate((shares.message[earlier], shares.message[later]))
        seen.append(np.unique(pair * messages + message) if wide else _distinct(pair, message))
        sooner = shares.time[earlier] < shares.time[later]
        led.append(np.unique(forth[sooner], return_counts=True))
    if not seen:
        empty = np.empty(0, np.int64)
        return Ties(empty.astype(np.int32), empty.astype(np.int32), empty, empty, empty, empty)
    directed, weight = _weights(seen, messages, wide=wide)
    ahead, times = _summed(led)
    low = directed // accounts < directed % accounts
    one_way = directed[low]
    reverse = (one_way % accounts) * accounts + one_way // accounts
    return Ties(
        (one_way // accounts).astype(np.int32),
        (one_way % accounts).astype(np.int32),
        weight[low],
        _looked_up(directed, weight, reverse),
        _looked_up(ahead, times, one_way),
        _looked_up(ahead, times, reverse),
    )


def _distinct(pair: NDArray[np.int64], message: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(np.stack((pair, message), axis=1), axis=0)


def _weights(
    seen: list[NDArray[np.int64]], messages: int, *, wide: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if wide:
        every = seen[0] if len(seen) == 1 else np.unique(np.concatenate(seen))
        return np.unique(every // messages, return_counts=True)
    every = seen[0] if len(seen) == 1 else np.unique(np.concatenate(seen), axis=0)
    return np.unique(every[:, 0], return_counts=True)


def _summed(parts: list[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    keys, inverse = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    sums = np.zeros(len(keys), np.int64)
    np.add.at(sums, inverse, np.concatenate([part[1] for part in parts]))
    return keys, sums


def _looked_up(keys: NDArray[np.int64], values: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the value of each wanted key, 0 where it is not among the sorted ``keys``."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, values[place], 0)
