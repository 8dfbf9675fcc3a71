"""Looking for networks: from shares to ties and groups that chance does not explain."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from ascertain.monitor.networks.chance import shuffled
from ascertain.monitor.networks.groups import Grouping, Weighed, group, weigh
from ascertain.monitor.networks.shares import Shares, pairs_within
from ascertain.monitor.networks.window import estimate_window
from ascertain.records import (
    CoordinatedGroup,
    Network,
    NetworkParameters,
    SharedKind,
    SharedObject,
    Tie,
    content_id,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENGINE = "networks@1"
LIKELY = 0.05
"""Groups are reported when at most this share of the copies has one of their score."""

MOST_TIES = 20_000
"""Ties kept with a network; the strongest come first, and a note says how many were left out."""

SHOWN_OBJECTS = 12
"""Objects named with a group."""

Told = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Look:
    """How to look: ``window`` in seconds, ``None`` estimates it; ``copies`` shuffled copies; ``rate`` for ties."""

    kind: SharedKind
    window: int | None = None
    rate: float = 0.01
    copies: int = 99
    seed: int = 1


def find_network(
    shares: Shares, look: Look, *, name: str, posts: int, notes: Sequence[str] = (), progress: Told
) -> Network:
    """Return the accounts that share objects within a window of each other more often than chance explains.

    Ties are judged one by one (:mod:`~ascertain.monitor.networks.chance`); groups are compared with the best group of
    each of ``look.copies`` shuffled copies, which answers for all groups at once (Westfall and Young 1993).
    """
    began = time.monotonic()
    window = look.window or estimate_window(shares)
    progress("Finding ties", 0, None)
    weighed = weigh(shares, window)
    groups = group(weighed)
    sure = np.flatnonzero(weighed.rate <= look.rate)
    best, many = _copies(shares, weighed, sure, look, window, progress)
    kept = [(one, _share_above(best, one.score)) for one in groups]
    kept = [(one, chance) for one, chance in kept if chance <= LIKELY] if look.copies else []
    inside = np.unique(np.concatenate([sure, *(one.ties for one, _ in kept)]).astype(np.intp))
    ties = _ties(shares, weighed, inside)
    lowest = min((one.score for one, _ in kept), default=0.0)
    at = datetime.now(UTC)
    left_out = [f"{len(inside) - len(ties):,} weaker ties are left out."] if len(inside) > len(ties) else []
    parameters = NetworkParameters(
        kind=look.kind,
        window=window,
        window_by="given" if look.window else "estimated",
        rate=look.rate,
        copies=look.copies,
    )
    return Network(
        id=content_id("network", name, parameters.model_dump_json(), at.isoformat()),
        name=name,
        parameters=parameters,
        posts=posts,
        shares=len(shares),
        accounts=len(shares.accounts),
        objects=len(shares.objects),
        pairs=len(weighed.ties),
        tested=weighed.odds.tested,
        ties=ties,
        groups=_groups(shares, weighed, kept, window),
        ties_by_chance=float(np.mean([one[0] for one in many])) if many else 0.0,
        groups_by_chance=float(np.mean([sum(s >= lowest for s in one[1]) for one in many])) if many and kept else 0.0,
        notes=(*notes, *left_out),
        made_by=ENGINE,
        at=at,
        seconds=round(time.monotonic() - began, 3),
    )


def _copies(
    shares: Shares, weighed: Weighed, sure: NDArray[np.intp], look: Look, window: int, progress: Told
) -> tuple[list[float], list[tuple[int, list[float]]]]:
    """Return the best score of each shuffled copy, and its number of ties and the scores of all its groups."""
    random = np.random.default_rng(look.seed)
    found = np.unique(np.concatenate((weighed.ties.first[sure], weighed.ties.second[sure])))
    best, many = [], []
    for number in range(look.copies):
        progress("Comparing with shuffled copies", number, look.copies)
        copy = weigh(shuffled(shares, random, found), window)
        scores = [one.score for one in group(copy)]
        best.append(max(scores, default=0.0))
        many.append((int((copy.rate <= look.rate).sum()), scores))
    return best, many


def _share_above(best: Sequence[float], score: float) -> float:
    return (1 + sum(one >= score for one in best)) / (1 + len(best))


def _ties(shares: Shares, weighed: Weighed, chosen: NDArray[np.intp]) -> tuple[Tie, ...]:
    ties, odds = weighed.ties, weighed.odds
    order = chosen[np.lexsort((-odds.met[chosen], odds.chance[chosen]))][:MOST_TIES]
    made = []
    for at in order:
        ahead = ties.led[at] >= ties.followed[at]
        first, second = (ties.first[at], ties.second[at]) if ahead else (ties.second[at], ties.first[at])
        weights = (int(ties.weight_first[at]), int(ties.weight_second[at]))
        made.append(
            Tie(
                first=str(shares.accounts[first]),
                second=str(shares.accounts[second]),
                led=int(max(ties.led[at], ties.followed[at])),
                followed=int(min(ties.led[at], ties.followed[at])),
                weight_first=weights[0] if ahead else weights[1],
                weight_second=weights[1] if ahead else weights[0],
                met=int(odds.met[at]),
                hours=int(odds.hours[at]),
                expected=round(float(odds.expected[at]), 4),
                chance=float(odds.chance[at]),
                rate=float(weighed.rate[at]),
            )
        )
    return tuple(made)


def _groups(
    shares: Shares, weighed: Weighed, kept: Sequence[tuple[Grouping, float]], window: int
) -> tuple[CoordinatedGroup, ...]:
    """Return the groups with what they shared together, in one pass over all pairs of shares."""
    if not kept:
        return ()
    home = np.full(len(shares.accounts), -1)
    for number, (one, _) in enumerate(kept):
        home[one.accounts] = number
    together: list[list[NDArray[np.intp]]] = [[] for _ in kept]
    for earlier, later in pairs_within(shares, window):
        own = (home[shares.account[earlier]] == home[shares.account[later]]) & (home[shares.account[earlier]] >= 0)
        both = np.concatenate((earlier[own], later[own]))
        of = home[shares.account[both]]
        for number in np.unique(of):
            together[number].append(both[of == number])
    made = []
    for number, ((one, chance), positions) in enumerate(zip(kept, together, strict=True), 1):
        at = np.unique(np.concatenate(positions))
        ends = np.concatenate((weighed.ties.first[one.ties], weighed.ties.second[one.ties]))
        names, degree = np.unique(ends, return_counts=True)
        made.append(
            CoordinatedGroup(
                number=number,
                accounts=tuple(str(shares.accounts[name]) for name in names[np.argsort(-degree, kind="stable")]),
                ties=len(one.ties),
                score=round(one.score, 3),
                chance=chance,
                objects=_objects(shares, at),
                first=datetime.fromtimestamp(int(shares.time[at].min()), UTC),
                last=datetime.fromtimestamp(int(shares.time[at].max()), UTC),
            )
        )
    return tuple(made)


def _objects(shares: Shares, at: NDArray[np.intp]) -> tuple[SharedObject, ...]:
    """Return the objects of some shares, those of most hours first."""
    hours = np.unique(np.stack((shares.object[at].astype(np.int64), shares.time[at] // 3600)), axis=1)[0]
    names, many = np.unique(hours, return_counts=True)
    order = np.argsort(-many, kind="stable")[:SHOWN_OBJECTS]
    return tuple(SharedObject(name=str(shares.objects[names[i]]), meetings=int(many[i])) for i in order)
