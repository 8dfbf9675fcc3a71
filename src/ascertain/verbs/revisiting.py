"""Claims collected earlier, compared with the fact-checks that came in since.

Every new or changed fact-check stands in a queue until all claims worth checking were compared with it, so that a
run that is killed loses none; what comes of it is kept as findings about the claims, and no dossier is changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ascertain.records import FactCheck, Finding
from ascertain.rooms import Progress, Rooms
from ascertain.verbs.later import finding_of, told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ascertain.ingest.answered import Answered
    from ascertain.related import Query
    from ascertain.store.claimqueue import ClaimVectors, PlacedClaim


@dataclass(frozen=True)
class Near:
    """A claim with the new fact-checks that may be among its nearest."""

    claim_id: str
    vector: NDArray[np.float32]
    fact_checks: tuple[str, ...]
    """At most ten, the nearest first."""


READING, COMPARING = "Reading earlier claims", "Comparing earlier claims"
"""The phases; both are counted in records."""

CORPUS: Final = "main"
"""The collection whose fact-checks answer claims."""

NEAREST = 10
"""A fact-check answers a claim only when it is among so many that are nearest to it in meaning (decision 0011)."""

TOGETHER = 2048
"""Fact-checks, and claims, of one matrix product: 17 MB of cosines."""

_ASKED = 64
"""Claims that are searched for at once."""

_SLACK = 0.002
"""By so much the cosine of two vectors rounded to float16 may be too low."""


def read_claims(rooms: Rooms, progress: Progress, document_id: str | None = None) -> None:
    """Prepare the claims that were not compared with anything yet, of one document or of all, to be compared."""
    import numpy as np

    from ascertain.related import understand
    from ascertain.search import Where
    from ascertain.store.claimqueue import KeptVector

    made_by, done = claims_made_by(rooms), 0
    while some := rooms.store.claims_without_vectors(made_by, TOGETHER, document_id):
        kept = {one.claim.id: KeptVector(np.empty(0, np.float32), "", -1.0) for one in some}
        worth = [one for one in some if one.claim.worth_checking]
        asked = [understand(_query(one)) for one in worth]
        for start in range(0, len(asked), _ASKED):
            part = asked[start : start + _ASKED]
            vectors = rooms.embedder.queries([query.words for query in part])
            near = rooms.search.vectors("factchecks", vectors, NEAREST, Where(corpus=CORPUS))
            for one, query, vector, hits in zip(worth[start:], part, vectors, near, strict=False):
                kept[one.claim.id] = KeptVector(vector, query.language, _bar([hit.score for hit in hits]))
            progress(READING, done + start + len(part), None)
        rooms.store.add_claim_vectors(made_by, kept)
        done += len(some)


def revisit(rooms: Rooms, progress: Progress) -> list[Answered]:
    """Compare all claims with the fact-checks that wait for it; return what was found, most probable first.

    A finding that was kept before is not returned again, whoever found it.
    """
    total, done = rooms.store.uncompared_count(), 0
    found: list[Answered] = []
    if total:
        read_claims(rooms, progress)
    while waiting := rooms.store.uncompared(TOGETHER):
        ids = list(dict.fromkeys(row.fact_check_id for row in waiting))
        checks = {check.id: check for check in rooms.store.fact_checks(ids) if check.corpus == CORPUS}
        findings = list(_compared(rooms, checks, progress))
        fresh = rooms.store.compared([row.seq for row in waiting], findings)
        found += told(rooms, fresh, checks)
        done += len(waiting)
        progress(COMPARING, done, max(total, done))
    return sorted(found, key=lambda one: (-one.score, one.claim, one.url))


def claims_made_by(rooms: Rooms) -> str:
    """Return under which name the vectors of kept claims stand in the store."""
    return f"{rooms.embedder.name}, query@1"


def _query(one: PlacedClaim) -> Query:
    """Return what a claim is searched with, as in verifying its page."""
    from ascertain.related import Query

    day = one.published.date() if one.published else None
    return Query(one.claim.context or one.claim.quote, one.language, day)


def _bar(cosines: Sequence[float]) -> float:
    return min(cosines) if len(cosines) >= NEAREST else -1.0


def _compared(rooms: Rooms, checks: Mapping[str, FactCheck], progress: Progress) -> Iterator[Finding]:
    """Yield what comes of comparing every claim with these fact-checks."""
    ordered, matrix, now = list(checks.values()), None, datetime.now(UTC)
    for block in rooms.store.claim_vectors(claims_made_by(rooms), TOGETHER) if checks else ():
        if matrix is None:
            matrix = _vectors(rooms, ordered)
        near = nearest(block, ordered, matrix)
        for start in range(0, len(near), _ASKED):
            yield from _answers(rooms, near[start : start + _ASKED], checks, now)
            progress(COMPARING, start, len(near))


def _vectors(rooms: Rooms, checks: Sequence[FactCheck]) -> NDArray[np.float32]:
    """Return the vectors that stand for fact-checks in search, a row each."""
    import numpy as np

    from ascertain.ingest.indexing import text_embedded

    texts = [text_embedded(check) for check in checks]
    keys = [hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in texts]
    known = rooms.store.embeddings(rooms.embedder.name, keys)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known.update(zip(missing, rooms.embedder.passages(list(missing.values())), strict=True))
    return np.stack([known[key] for key in keys])


def nearest(block: ClaimVectors, checks: Sequence[FactCheck], matrix: NDArray[np.float32]) -> list[Near]:
    """Return the claims of a block that some of these fact-checks may be among the nearest of; pure.

    A fact-check must be as near as the last of the ten nearest that the claim had, and be among the ten nearest of
    those that came in; in another language it may be less near by as much as translations are.
    """
    import numpy as np

    from ascertain.related.features import ACROSS

    cosines = _unit(block.matrix) @ _unit(matrix).T
    bars = block.bars
    if len(checks) > NEAREST:
        # All of them are in search: the tenth nearest of them is a bar too, where the kept one is of another day.
        bars = np.maximum(bars, np.partition(cosines, -NEAREST, axis=1)[:, -NEAREST])
    ours = np.array([language or "?" for language in block.languages])
    theirs = np.array([check.language or "?" for check in checks])
    graced = cosines + np.float32(ACROSS) * (ours[:, None] != theirs[None, :])
    found = []
    for place in np.flatnonzero(graced.max(axis=1) >= bars - _SLACK).tolist():
        columns = np.flatnonzero(graced[place] >= bars[place] - _SLACK)
        best = columns[np.argsort(-graced[place][columns], kind="stable")][:NEAREST]
        found.append(Near(block.ids[place], block.matrix[place], tuple(checks[column].id for column in best)))
    return found


def _unit(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return np.asarray(matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12), np.float32)


def _answers(rooms: Rooms, near: Sequence[Near], checks: Collection[str], now: datetime) -> Iterator[Finding]:
    """Yield the findings about some claims; a full search is made only for those of which something may come."""
    from ascertain.related import find_related
    from ascertain.search import Where

    claims = _promising(rooms, near)
    asked, where = [_query(one) for one in claims], Where(corpus=CORPUS)
    found = find_related(asked, rooms.search, rooms.store, rooms.embedder, where=where)
    for one, matches in zip(claims, found, strict=True):
        for match in matches:
            if match.strength != "weak" and match.fact_check.id in checks:
                yield finding_of(one.claim, match, now)


def _promising(rooms: Rooms, near: Sequence[Near]) -> list[PlacedClaim]:
    """Return the claims of which something may come, and bring the bars of all of them up to date."""
    import numpy as np

    from ascertain.related import understand
    from ascertain.related.features import Candidate
    from ascertain.related.retrieval import beside_claims
    from ascertain.related.scorer import open_scorer
    from ascertain.related.screening import may_answer
    from ascertain.search import Where

    matrix = np.stack([one.vector for one in near])
    hits = rooms.search.vectors("factchecks", matrix, NEAREST, Where(corpus=CORPUS))
    more = rooms.search.similarities("factchecks", matrix, [one.fact_checks for one in near])
    cosines = [{hit.id: hit.score for hit in line} | some for line, some in zip(hits, more, strict=True)]
    rooms.store.raise_bars(
        {one.claim_id: _bar([hit.score for hit in line]) for one, line in zip(near, hits, strict=True)}
    )
    known = {check.id: check for check in rooms.store.fact_checks(sorted({key for some in cosines for key in some}))}
    placed = {one.claim.id: one for one in rooms.store.placed_claims([one.claim_id for one in near])}
    found = [
        [Candidate(known[key], cosine, cosine) for key, cosine in some.items() if key in known] for some in cosines
    ]
    candidates = beside_claims(found, [one.vector[None] for one in near], rooms.store, rooms.embedder.name)
    scorer = open_scorer()
    return [
        claim
        for one, some in zip(near, candidates, strict=True)
        if (claim := placed.get(one.claim_id))
        and may_answer(understand(_query(claim)), some, frozenset(one.fact_checks), scorer)
    ]
