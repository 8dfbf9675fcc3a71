"""Candidates for each query: by words, by meaning, and by meaning among the fact-checks of its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ascertain.models import Embedder
from ascertain.related.features import Candidate
from ascertain.related.query import Understood
from ascertain.search import Hit, Search, Where
from ascertain.search.fusion import reciprocal_rank_fusion
from ascertain.store import Store

TABLE: Final = "factchecks"
DEPTH = 50
"""Candidates taken by words and by meaning, and kept of all."""

NEAR_DEPTH = 30
"""Candidates taken from the fact-checks of the same days."""

NEAR = timedelta(days=21)
"""Half of the fact-checks of a post appear within three days of it, three quarters within two weeks."""


def candidates(
    queries: Sequence[Understood], search: Search, store: Store, embedder: Embedder, *, where: Where
) -> list[list[Candidate]]:
    """Return for each query up to 50 fact-checks that may answer it, in no order that means anything."""
    parts = [query.parts for query in queries]
    vectors = embedder.queries([*(query.words for query in queries), *(part for some in parts for part in some)])
    whole = vectors[: len(queries)]
    lists = [
        [[hit.id for hit in by_meaning], [hit.id for hit in search.words(TABLE, query.words, DEPTH, where)]]
        for query, by_meaning in zip(queries, search.vectors(TABLE, whole, DEPTH, where), strict=True)
    ]
    for place, hits in _of_their_days(queries, whole, search, where).items():
        lists[place].append([hit.id for hit in hits])
    wanted = [[key for key, _ in reciprocal_rank_fusion(some)[:DEPTH]] for some in lists]
    owners = [*range(len(queries)), *(place for place, some in enumerate(parts) for _ in some)]
    cosines = search.similarities(TABLE, vectors, [wanted[owner] for owner in owners])
    best = [dict(near) for near in cosines[: len(queries)]]
    for owner, near in zip(owners[len(queries) :], cosines[len(queries) :], strict=True):
        for key, cosine in near.items():
            best[owner][key] = max(best[owner][key], cosine)
    found = {check.id: check for check in store.fact_checks(sorted({key for keys in wanted for key in keys}))}
    return [
        [Candidate(found[key], near[key], most[key]) for key in keys if key in found and key in near]
        for keys, near, most in zip(wanted, cosines, best, strict=False)
    ]


def _of_their_days(
    queries: Sequence[Understood], vectors: NDArray[np.float32], search: Search, where: Where
) -> dict[int, list[Hit]]:
    """Return what is nearest in meaning among the fact-checks published within three weeks of each query."""
    places: dict[date, list[int]] = defaultdict(list)
    for place, query in enumerate(queries):
        if query.published is not None and date(1, 2, 1) < query.published < date(9999, 1, 1):
            places[query.published].append(place)
    found: dict[int, list[Hit]] = {}
    for day, some in places.items():
        first = max(_number(day - NEAR), where.first_day or 0)
        last = min(_number(day + NEAR), where.last_day or 99991231)
        if first <= last:
            narrowed = replace(where, first_day=first, last_day=last)
            found.update(zip(some, search.vectors(TABLE, vectors[some], NEAR_DEPTH, narrowed), strict=True))
    return found


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day
