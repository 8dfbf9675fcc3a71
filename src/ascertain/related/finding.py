"""Hybrid retrieval of fact-checks: words and meaning, fused by rank, each match explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ascertain.models import Embedder
from ascertain.records import Difference, FactCheck, Feature, Match
from ascertain.search import Search, Where
from ascertain.search.fusion import reciprocal_rank_fusion
from ascertain.store import Store
from ascertain.text import clean, detect_language
from ascertain.text.agreement import Agreement, Facts, compare, read_facts

TABLE: Final = "factchecks"
DEPTH = 50
"""Candidates taken from each retriever before fusion."""


@dataclass(frozen=True)
class Query:
    """A claim to look for: its words, their language, and the day it was published where known."""

    text: str
    language: str = ""
    published: date | None = None


def find_related(
    queries: Sequence[Query],
    search: Search,
    store: Store,
    embedder: Embedder,
    *,
    where: Where,
    limit: int = 5,
) -> list[tuple[Match, ...]]:
    """Return up to ``limit`` fact-checks for each query, best first, each with features and differences.

    Word search (BM25) and vector search each give 50 candidates, which are fused by reciprocal rank.
    The order means nothing across queries; ``Match.strength`` says how far the signals agree.
    """
    queries = [Query(clean(q.text), q.language or detect_language(q.text), q.published) for q in queries]
    if not queries:
        return []
    vectors = embedder.queries([q.text for q in queries])
    by_meaning = search.vectors(TABLE, vectors, DEPTH, where)
    ranked = []
    for query, meaning in zip(queries, by_meaning, strict=True):
        by_words = search.words(TABLE, query.text, DEPTH, where)
        ranked.append(reciprocal_rank_fusion([[h.id for h in by_words], [h.id for h in meaning]])[:limit])
    wanted = [[item for item, _ in pairs] for pairs in ranked]
    cosines = search.similarities(TABLE, vectors, wanted)
    found = {f.id: f for f in store.fact_checks(sorted({item for ids in wanted for item in ids}))}
    return [
        _matches(query, [(found[item], score, near[item]) for item, score in pairs if item in found])
        for query, pairs, near in zip(queries, ranked, cosines, strict=True)
    ]


def _matches(query: Query, candidates: Sequence[tuple[FactCheck, float, float]]) -> tuple[Match, ...]:
    ours = read_facts(query.text, query.language, query.published)
    return tuple(
        describe(ours, fact_check, rank, score, cosine)
        for rank, (fact_check, score, cosine) in enumerate(candidates, start=1)
    )


def describe(ours: Facts, fact_check: FactCheck, rank: int, score: float, cosine: float) -> Match:
    """Return the match of a claim with a fact-check: what they share, where they differ, how strong; pure."""
    day = fact_check.claim_date or fact_check.date
    theirs = read_facts(fact_check.claim, fact_check.language, day.date() if day else None)
    agreement = compare(ours, theirs)
    meaning = Feature(name="meaning", value=round(cosine, 3), words=f"similarity of meaning {cosine:.2f} (cosine)")
    return Match(
        fact_check=fact_check,
        rank=rank,
        score=round(score, 6),
        features=(meaning, *agreement.features, *_language(ours, fact_check)),
        differences=agreement.differences,
        strength=strength(cosine, agreement),
    )


def _language(ours: Facts, fact_check: FactCheck) -> tuple[Feature, ...]:
    if not ours.language or not fact_check.language or ours.language == fact_check.language:
        return ()
    words = f"found across languages: claim in {ours.language}, fact-check in {fact_check.language}"
    return (Feature(name="across languages", value=1.0, words=words),)


CLOSE, POSSIBLE = 0.90, 0.86
"""Cosines of multilingual-e5-small (query to passage)."""


def strength(cosine: float, agreement: Agreement) -> Literal["close", "possible", "weak"]:
    """Return how far the signals agree: ``close``, ``possible`` or ``weak``; pure."""
    shared = {f.name: f.value for f in agreement.features}
    anchored = bool(shared.get("shared names") or shared.get("same figures")) or shared.get("shared words", 0) >= 0.5
    if cosine >= CLOSE and anchored and not _contradicts(agreement.differences):
        return "close"
    if cosine >= POSSIBLE and (anchored or shared.get("shared words", 0) >= 0.25):
        return "possible"
    return "weak"


def _contradicts(differences: Sequence[Difference]) -> bool:
    return any(d.kind in {"number", "place", "name", "date", "direction"} for d in differences)
