"""Whether a fact-check may answer a claim, told from the claim's nearest fact-checks alone, before a full search."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from ascertain.related.features import Candidate, measure, pair, read_query
from ascertain.related.query import Understood
from ascertain.related.scorer import Scorer

SCREEN: Final = 0.5
"""Share of the threshold for “possible” that a pair must reach before its figures, names and dates are read: what is
read afterwards, and the candidates found by words, move the probability a little."""


def may_answer(query: Understood, near: Sequence[Candidate], wanted: Collection[str], scorer: Scorer) -> bool:
    """Tell whether one of the ``wanted`` fact-checks among ``near`` is worth a full search for the query; pure.

    ``near`` are the fact-checks nearest to the query in meaning, in any order.
    """
    asked = read_query(query)
    pairs = [pair(asked, candidate) for candidate in near]
    scores = scorer.probabilities(measure(asked, pairs), [one.across for one in pairs])
    return any(
        score >= SCREEN * scorer.suggest and one.candidate.fact_check.id in wanted
        for one, score in zip(pairs, scores.tolist(), strict=True)
    )
