"""Reciprocal rank fusion of ranked lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

RRF_K = 60
"""The constant of Cormack, Clarke and Büttcher (SIGIR 2009)."""


def reciprocal_rank_fusion(lists: Iterable[Sequence[str]]) -> list[tuple[str, float]]:
    """Return identifiers with the sum of ``1 / (60 + rank)`` over the lists, best first, ties by identifier."""
    scores: dict[str, float] = {}
    for ranked in lists:
        for rank, item in enumerate(ranked, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (RRF_K + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
