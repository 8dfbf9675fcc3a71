"""BM25 over the words of a table."""

from __future__ import annotations

from typing import Any

from ascertain.search.filters import sql
from ascertain.search.folding import fold
from ascertain.search.rows import Hit, Where


def best(table: Any, query: str, k: int, where: Where | None) -> list[Hit]:
    """Return the ``k`` rows with the highest BM25 score, equal scores by identifier."""
    from lancedb.query import MatchQuery

    if k < 1 or not query.strip():
        return []
    match = MatchQuery(fold(query), "text")  # type: ignore[call-arg]  # pydantic's defaults, which mypy does not see
    limit = k + 20
    while True:
        search = table.search(match).select(["id", "_score"]).limit(limit)
        condition = sql(where)
        if condition:
            search = search.where(condition, prefilter=True)
        found = search.to_arrow()
        scores = found["_score"].to_pylist()
        pairs = sorted(zip((-score for score in scores), found["id"].to_pylist(), strict=True))
        # Which of equally good rows come back is chance: all rows as good as the last one must be seen.
        if len(pairs) < limit or pairs[k - 1][0] < pairs[-1][0]:
            return [Hit(key, -score, rank) for rank, (score, key) in enumerate(pairs[:k], start=1)]
        limit *= 4
