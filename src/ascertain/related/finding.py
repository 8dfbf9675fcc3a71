"""Related fact-checks of claims and posts: retrieved by words and meaning, scored by named signals, explained."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ascertain.models import Embedder
from ascertain.records import Feature, Match
from ascertain.related.features import FEATURE_NAMES, Asked, Candidate, Pair, compared, measure, pair, read_query
from ascertain.related.query import Query, Understood, understand
from ascertain.related.retrieval import candidates
from ascertain.related.scorer import Scorer, open_scorer
from ascertain.search import Search, Where
from ascertain.store import Store
from ascertain.text.language import language_name

COMPARED = 15
"""Candidates whose figures, names and dates are read: half a millisecond each, and the rest are never near the top."""

_TOGETHER = 64
"""Queries dealt with at once, which bounds what is held in memory."""


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

    ``Match.score`` is the probability that it is about the same claim. Any number of queries may be given; each
    is answered as it would be alone.
    """
    scorer = open_scorer()
    found: list[tuple[Match, ...]] = []
    for start in range(0, len(queries), _TOGETHER):
        asked = [understand(query) for query in queries[start : start + _TOGETHER]]
        some = candidates(asked, search, store, embedder, where=where)
        found += [rank(query, near, scorer)[:limit] for query, near in zip(asked, some, strict=True)]
    return found


def rank(query: Understood, found: Sequence[Candidate], scorer: Scorer) -> tuple[Match, ...]:
    """Return the candidates as matches, most probable first, at most 15; pure."""
    asked = read_query(query)
    pairs = [pair(asked, candidate) for candidate in found]
    cheap = _scores(asked, pairs, scorer)
    best = set(np.argsort(-cheap, kind="stable")[:COMPARED].tolist())
    pairs = [compared(asked, one) if place in best else one for place, one in enumerate(pairs)]
    numbers = measure(asked, pairs)
    scores = scorer.probabilities(numbers, [one.across for one in pairs])
    order = sorted(best, key=lambda place: (-scores[place], pairs[place].candidate.fact_check.id))
    return tuple(
        _match(asked, pairs[place], numbers[place], position, float(scores[place]), scorer)
        for position, place in enumerate(order, start=1)
    )


def _scores(asked: Asked, pairs: Sequence[Pair], scorer: Scorer) -> NDArray[np.float64]:
    return scorer.probabilities(measure(asked, pairs), [one.across for one in pairs])


def _match(asked: Asked, one: Pair, numbers: NDArray[np.float64], position: int, score: float, scorer: Scorer) -> Match:
    differences = one.agreement.differences if one.agreement else ()
    return Match(
        fact_check=one.candidate.fact_check,
        rank=position,
        score=round(score, 4),
        features=tuple(_features(asked, one, dict(zip(FEATURE_NAMES, numbers.tolist(), strict=True)))),
        differences=differences,
        strength=scorer.strength(score, differences),
    )


def _features(asked: Asked, one: Pair, numbers: dict[str, float]) -> list[Feature]:
    cosine = one.candidate.sentence_cosine
    said = f"similarity of meaning {cosine:.2f} (cosine)"
    if cosine > one.candidate.cosine + 0.005:
        said = f"similarity of meaning {cosine:.2f} (cosine of the nearest sentence)"
    found = [Feature(name="meaning", value=round(cosine, 3), words=said)]
    if one.agreement is not None:
        found += one.agreement.features
    check = one.candidate.fact_check
    if not one.across and numbers["claim's words"] > 0:
        share = numbers["claim's words"]
        words = f"{share:.0%} of what the checked claim says in words stands in the text"
        found.append(Feature(name="claim's words", value=round(share, 3), words=words))
    published = asked.understood.published
    if published is not None and check.date is not None:
        days = (check.date.date() - published).days
        when = "the same day" if not days else f"{_days(abs(days))} {'later' if days > 0 else 'earlier'}"
        found.append(Feature(name="near in time", value=float(days), words=f"fact-check published {when}"))
    if one.across:
        ours, theirs = language_name(asked.understood.language), language_name(check.language)
        words = f"found across languages: claim in {ours}, fact-check in {theirs}"
        found.append(Feature(name="across languages", value=1.0, words=words))
    return found


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
