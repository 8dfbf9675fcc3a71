"""Groups: accounts bound to each other by ties that chance hardly makes, and how likely a group as a whole is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ascertain.monitor.networks.chance import Odds, adjusted, cells_of, odds_of
from ascertain.monitor.networks.ties import Ties, find_ties

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ascertain.monitor.networks.shares import Shares

CANDIDATE = 0.01
"""Ties less likely by chance than this may hold a group together; whether they do is a question to the copies."""

FEWEST = 2
"""Meetings a tie takes at least: one alone is never taken for acting together."""


@dataclass(frozen=True)
class Weighed:
    """The ties of some shares with what chance gives each."""

    ties: Ties
    odds: Odds
    rate: NDArray[np.floating]
    """False discovery rate of each tie."""


@dataclass(frozen=True)
class Grouping:
    """A group of accounts and the ties that hold it together."""

    accounts: NDArray[np.integer]
    """Numbers of its accounts, ascending."""

    ties: NDArray[np.integer]
    """Positions of the ties between them."""

    score: float
    """Sum of -ln(chance) over the strongest tree of ties that reaches every account."""


def weigh(shares: Shares, window: int) -> Weighed:
    """Return the ties within ``window`` seconds and what chance gives each."""
    ties = find_ties(shares, window)
    odds = odds_of(cells_of(shares, window), ties.first, ties.second, window)
    return Weighed(ties, odds, adjusted(odds.chance, odds.tested))


def group(weighed: Weighed, *, candidate: float = CANDIDATE) -> list[Grouping]:
    """Return the groups that candidate ties make, highest score first.

    Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019) with -ln(chance) as weight. A tree is what is
    scored, because the ties of a group of ``n`` accounts are one another's consequence and only ``n - 1`` are free.
    """
    import igraph

    chosen = np.flatnonzero((weighed.odds.chance < candidate) & (weighed.odds.met >= FEWEST))
    if not len(chosen):
        return []
    names, ends = np.unique(
        np.stack((weighed.ties.first[chosen], weighed.ties.second[chosen]), axis=1), return_inverse=True
    )
    ends = ends.reshape(-1, 2)
    weight = -np.log(np.maximum(weighed.odds.chance[chosen], 1e-300))
    graph = igraph.Graph(n=len(names), edges=ends.tolist())
    graph.es["weight"] = weight.tolist()
    igraph.set_random_number_generator(_Seeded(1))
    member = np.array(
        graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1).membership
    )
    tree = np.zeros(len(chosen), bool)
    tree[graph.spanning_tree(weights=(-weight).tolist(), return_tree=False)] = True
    inside = member[ends[:, 0]] == member[ends[:, 1]]
    made = []
    for number in range(int(member.max()) + 1):
        own = inside & (member[ends[:, 0]] == number)
        if own.any():
            # The tree of the whole graph, cut at the borders of communities, may miss one of their accounts.
            score = float(weight[own & tree].sum())
            made.append(Grouping(names[member == number], chosen[own], score))
    return sorted(made, key=lambda one: (-one.score, int(one.accounts[0])))


class _Seeded:
    """Random numbers for igraph that are the same every time."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def random(self) -> float:
        return float(self._random.random())

    def randint(self, low: int, high: int) -> int:
        return int(self._random.integers(low, high + 1))

    def gauss(self, mean: float, spread: float) -> float:
        return float(self._random.normal(mean, spread))
