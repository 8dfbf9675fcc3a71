"""Candidates for each query: by words, by meaning, and by meaning among the fact-checks of its days.

The vector that search holds stands for a fact-check's claim, headline and summary together. The vectors of claim and
headline alone are kept in the store: beside them it is told how near each of the two is.
"""

from __future__ import annotations

import hashlib
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
    vectors = query_vectors(queries, embedder)
    whole = np.stack([some[0] for some in vectors]) if queries else np.zeros((0, embedder.dimensions), np.float32)
    lists = [
        [[hit.id for hit in by_meaning], [hit.id for hit in search.words(TABLE, query.words, DEPTH, where)]]
        for query, by_meaning in zip(queries, search.vectors(TABLE, whole, DEPTH, where), strict=True)
    ]
    for place, hits in _of_their_days(queries, whole, search, where).items():
        lists[place].append([hit.id for hit in hits])
    wanted = [[key for key, _ in reciprocal_rank_fusion(some)[:DEPTH]] for some in lists]
    found = {check.id: check for check in store.fact_checks(sorted({key for keys in wanted for key in keys}))}
    near = _near(search, vectors, wanted)
    some = [
        [Candidate(found[key], *cosines[key]) for key in keys if key in found and key in cosines]
        for keys, cosines in zip(wanted, near, strict=True)
    ]
    return beside_claims(some, vectors, store, embedder.name)


def query_vectors(queries: Sequence[Understood], embedder: Embedder) -> list[NDArray[np.float32]]:
    """Return for each query the vectors of its whole text (first) and of its sentences, a row each."""
    parts = [query.parts for query in queries]
    vectors = embedder.queries([*(query.words for query in queries), *(part for some in parts for part in some)])
    found, start = [], len(queries)
    for place, some in enumerate(parts):
        found.append(np.vstack([vectors[place : place + 1], vectors[start : start + len(some)]]))
        start += len(some)
    return found


def beside_claims(
    found: Sequence[Sequence[Candidate]], vectors: Sequence[NDArray[np.float32]], store: Store, model: str
) -> list[list[Candidate]]:
    """Return the candidates with how near the query is to each claim and headline alone, where their vectors are kept.

    ``vectors`` are those of :func:`query_vectors`; ``model`` is the embedder's name.
    """
    texts = {text for some in found for one in some for text in (one.fact_check.claim, one.fact_check.title)}
    keys = {text: embedding_key(text) for text in texts if text}
    kept = store.embeddings(model, list(keys.values()))

    def nearest(text: str, rows: NDArray[np.float32]) -> float | None:
        vector = kept.get(keys.get(text, b""))
        return None if vector is None else float((rows @ vector).max() / max(float(np.linalg.norm(vector)), 1e-12))

    return [
        [
            replace(
                one,
                claim_cosine=nearest(one.fact_check.claim, rows),
                headline_cosine=nearest(one.fact_check.title, rows),
            )
            for one in some
        ]
        for some, rows in zip(found, vectors, strict=True)
    ]


def embedding_key(text: str) -> bytes:
    """Return the digest under which the store keeps a text's vector."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _near(
    search: Search, vectors: Sequence[NDArray[np.float32]], wanted: Sequence[Sequence[str]]
) -> list[dict[str, tuple[float, float]]]:
    """Return for each query the cosines of its fact-checks: of the whole text, and the highest of any part."""
    if not vectors:
        return []
    owners = [place for place, some in enumerate(vectors) for _ in some]
    cosines = search.similarities(TABLE, np.vstack(vectors), [wanted[owner] for owner in owners])
    found: list[dict[str, tuple[float, float]]] = [{} for _ in vectors]
    for owner, near in zip(owners, cosines, strict=True):
        for key, cosine in near.items():
            whole, best = found[owner].get(key, (cosine, cosine))
            found[owner][key] = (whole, max(best, cosine))
    return found


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
