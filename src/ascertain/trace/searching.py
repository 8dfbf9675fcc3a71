"""Where a picture was seen before: candidates from the index, each compared, with the pages they appeared on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ascertain.records import Sighting, SightingMatch
from ascertain.settings import Settings
from ascertain.trace.comparing import Comparison, compare, identical
from ascertain.trace.prints import ENGINE, Prints, Question

if TYPE_CHECKING:
    from ascertain.store import Store
    from ascertain.trace.index import PictureIndex

CANDIDATES = 12
"""Pictures compared for one question besides those near by hash; 12 hold the right one in 97 of 100 searches."""


def find_sightings(
    questions: Sequence[Question],
    index: PictureIndex,
    store: Store,
    settings: Settings,
    *,
    limit: int = CANDIDATES,
    leave_out: str = "",
) -> tuple[SightingMatch, ...]:
    """Return where the same and similar pictures were seen, earliest first.

    ``questions`` is what ``question_of`` returned for one picture: one, or one for each frame of an animation.
    ``leave_out`` is the document that asks. The index is to be caught up with the store. Stored pictures whose prints
    another engine made are found by their bytes only.
    """
    best = best_comparisons(questions, index, store, settings, limit=limit)
    return matches_of(best, store.sightings_of(list(best)), leave_out)


def best_comparisons(
    questions: Sequence[Question], index: PictureIndex, store: Store, settings: Settings, *, limit: int = CANDIDATES
) -> dict[str, Comparison]:
    """Return the surest comparison with each stored picture or video that is something to the questions."""
    best: dict[str, Comparison] = {}
    for question in questions:
        if store.media(question.media.sha256) is not None:
            best[question.media.sha256] = identical()
        prints = stored_prints([(c.sha256, c.frame) for c in index.candidates(question, limit)], store)
        for other, comparison in zip(prints, compare(question, prints, settings), strict=True):
            before = best.get(other.media.sha256)
            if comparison is not None and (before is None or comparison.score > before.score):
                best[other.media.sha256] = comparison
    return best


def matches_of(
    best: dict[str, Comparison], sightings: Sequence[Sighting], leave_out: str = ""
) -> tuple[SightingMatch, ...]:
    """Return the sightings of compared pictures, earliest first; pure."""
    found = [
        SightingMatch(
            sighting=sighting,
            tier=comparison.tier,
            identical=comparison.identical,
            distance=comparison.distance,
            features=comparison.features,
            alterations=comparison.alterations,
            ours=comparison.ours,
            theirs=comparison.theirs,
            ours_at=comparison.ours_at,
            theirs_at=comparison.theirs_at,
        )
        for sighting in sightings
        if (not leave_out or sighting.document_id != leave_out)
        for comparison in [best[sighting.sha256]]
    ]
    return tuple(sorted(found, key=lambda m: (m.sighting.date, -best[m.sighting.sha256].score, m.sighting.id)))


def stored_prints(keys: Sequence[tuple[str, float | None]], store: Store) -> list[Prints]:
    """Return the prints of pictures and frames, given as SHA-256 and second (``None`` for a picture).

    Those that another engine made are left out: they are to be made again, and must not stop a search.
    """
    from ascertain.trace.index import restored

    rows = [row for row in store.prints_at(keys) if row.engine == ENGINE]
    media = {m.sha256: m for m in store.media_of(sorted({row.sha256 for row in rows}))}
    return [restored(row, media[row.sha256]) for row in rows if row.sha256 in media]
