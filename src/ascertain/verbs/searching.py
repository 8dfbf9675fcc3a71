"""One search over everything collected: documents and posts by passage, fact-checks, and claims of verified pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ascertain.errors import Invalid, Refused
from ascertain.records import KINDS, HitKind, SearchHit, SearchResult
from ascertain.rooms import Rooms
from ascertain.verbs.revisiting import claims_made_by

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ascertain.search.rows import Table

LONGEST: Final = 2_000
"""Characters of a query."""

MOST: Final = 100
"""Hits given at most."""

NEAR: Final = 0.83
"""Cosine from which something is found that shares no word with the query: queries of one or two words have up to .827
with texts about something else in the sample collection."""

SHARED: Final = 0.1
"""What sharing all words of the query counts: cosines of right and wrong hits lie some 0.1 apart."""

_DEPTH: Final = 60
_BLOCK: Final = 4096


def search_everything(rooms: Rooms, query: str, *, limit: int = 20, kinds: Collection[HitKind] = KINDS) -> SearchResult:
    """Return what the collection holds on a query, by words and by meaning, in any language, the best first.

    Of a document the best passage is given. ``kinds`` are searched. Raises :class:`Invalid` for a query without words
    and :class:`Refused` for one of more than 2,000 characters.
    """
    text = " ".join(query.split())
    if not any(character.isalnum() for character in text):
        raise Invalid("There is nothing to search for.", "Give one word or more.")
    if len(text) > LONGEST:
        raise Refused(f"The query has {len(text):,} characters.", f"Give at most {LONGEST:,}.")
    if not 1 <= limit <= MOST:
        raise Invalid(f"{limit} hits cannot be given.", f"Ask for 1 to {MOST}.")
    vector = rooms.embedder.queries([text])
    found: list[SearchHit] = []
    if "fact-check" in kinds:
        found += _fact_checks(rooms, text, vector)
    if "document" in kinds:
        found += _documents(rooms, text, vector)
    if "claim" in kinds:
        found += _claims(rooms, vector[0])
    return SearchResult(query=text, hits=best_of(found, text, limit), searched=_searched(rooms, kinds))


def kinds_of(names: Sequence[str]) -> frozenset[HitKind]:
    """Return the kinds of these names; raises :class:`Invalid` for one that there is not."""
    found = frozenset(kind for kind in KINDS if kind in names)
    if strange := [name for name in names if name not in found]:
        raise Invalid(f"There is no kind {strange[0]!r} of hit.", f"Give one of: {', '.join(sorted(KINDS))}.")
    return found


def best_of(found: Sequence[SearchHit], query: str, limit: int) -> tuple[SearchHit, ...]:
    """Return the best hits of a query, each document once, with the words that they share with it; pure.

    ``score`` comes in as the cosine. What shares no word and is not near in meaning is left out.
    """
    from ascertain.text import content_words, words
    from ascertain.text.language import detect_language

    telling = content_words(query, detect_language(query))
    wanted = [word for word in dict.fromkeys(words(query)) if word in telling] or words(query)
    hits: list[SearchHit] = []
    for hit in found:
        # The title of a page stands over all of its claims and says nothing about one of them.
        there = set(words(hit.text if hit.kind == "claim" else f"{hit.title} {hit.text}"))
        shared = tuple(word for word in wanted if word in there)
        if shared or hit.score >= NEAR:
            score = round(hit.score + SHARED * len(shared) / len(wanted), 4)
            hits.append(hit.model_copy(update={"words": shared, "score": score}))
    best: dict[tuple[HitKind, str], SearchHit] = {}
    for hit in sorted(hits, key=lambda one: (-one.score, one.kind, one.id)):
        best.setdefault((hit.kind, hit.id), hit)
    return tuple(best.values())[:limit]


def _near(rooms: Rooms, table: Table, text: str, vector: NDArray[np.floating]) -> dict[str, float]:
    """Return the rows of a table that share words with the query or are near it, with their cosines."""
    ids = [hit.id for hit in rooms.search.vectors(table, vector, _DEPTH)[0]]
    ids += [hit.id for hit in rooms.search.words(table, text, _DEPTH)]
    return rooms.search.similarities(table, vector, [list(dict.fromkeys(ids))])[0]


def _fact_checks(rooms: Rooms, text: str, vector: NDArray[np.floating]) -> Iterator[SearchHit]:
    from ascertain.records import Rating

    near = _near(rooms, "factchecks", text, vector)
    for check in rooms.store.fact_checks(list(near)):
        yield SearchHit(
            kind="fact-check",
            id=check.id,
            title=check.title or check.claim,
            text=check.claim,
            url=check.url,
            source=check.source,
            date=check.date,
            language=check.language,
            rating="" if check.rating is Rating.UNRATED else check.rating.value,
            score=near[check.id],
        )


def _documents(rooms: Rooms, text: str, vector: NDArray[np.floating]) -> Iterator[SearchHit]:
    near = _near(rooms, "passages", text, vector)
    for passage in rooms.store.passages(list(near)):
        yield SearchHit(
            kind="document",
            id=passage.origin_id,
            title=passage.title,
            text=passage.text,
            url=passage.url,
            source=passage.source,
            date=passage.date,
            language=passage.language,
            score=near[passage.id],
        )


def _claims(rooms: Rooms, vector: NDArray[np.floating]) -> Iterator[SearchHit]:
    """Give the nearest of the claims that are worth checking; every one is compared."""
    near: list[tuple[float, str]] = []
    for block in rooms.store.claim_vectors(claims_made_by(rooms), _BLOCK):
        cosines = block.matrix @ vector
        near += [(float(cosine), key) for cosine, key in zip(cosines, block.ids, strict=True)]
        near = sorted(near, reverse=True)[:_DEPTH]
    scores = {key: min(cosine, 1.0) for cosine, key in near}
    for one in rooms.store.placed_claims(list(scores)):
        yield SearchHit(
            kind="claim",
            id=one.claim.id,
            title=one.title,
            text=one.claim.quote,
            url=one.url,
            date=one.published,
            language=one.language,
            dossier_id=one.dossier_id,
            score=scores[one.claim.id],
        )


def _searched(rooms: Rooms, kinds: Collection[HitKind]) -> str:
    from ascertain.answer.phrasing import counted

    store = rooms.store
    parts = [counted(store.fact_check_count(), "fact-check")] if "fact-check" in kinds else []
    parts += [counted(store.evidence_count(), "document")] if "document" in kinds else []
    parts += ["claims of verified pages"] if "claim" in kinds else []
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else "nothing"
