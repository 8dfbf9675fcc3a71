"""Many queries at once, ranked deeper than a reader would look: for measuring, and for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ascertain.errors import Invalid, NotFound
from ascertain.models import Embedder
from ascertain.records import FactCheck, Scope
from ascertain.related.asking import says_something
from ascertain.related.features import Candidate, measure, pair, read_query
from ascertain.related.filters import where_of
from ascertain.related.finding import rank
from ascertain.related.query import Query, Understood, understand
from ascertain.related.retrieval import DEPTH, candidates
from ascertain.related.runfile import check_run, read_queries, run_lines, writing_run
from ascertain.related.scorer import Scorer, open_scorer
from ascertain.search import Search
from ascertain.store import Store
from ascertain.version import VERSION

DEEPEST = DEPTH
"""Fact-checks ranked for a query at most: so many are retrieved."""

_TOGETHER = 32
"""Queries dealt with at once: what lies between two reports of progress."""


@dataclass(frozen=True)
class BatchReport:
    """What a batch of queries brought."""

    queries: int
    """Queries read."""

    lines: int
    """Lines of the run."""

    empty: tuple[str, ...]
    """Queries for which nothing was found, or which hold only links and marks; they are not in the run."""

    run: str
    """Where the run was written."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        queries = "1 query" if self.queries == 1 else f"{self.queries:,} queries"
        text = f"{queries}, {self.lines:,} lines written to {self.run}"
        if self.empty:
            text += f"\n  nothing was found for {len(self.empty):,}: {', '.join(self.empty[:10])}"
        return text + (", …" if len(self.empty) > 10 else "")


def run_batch(
    queries: Path,
    run: Path,
    search: Search,
    store: Store,
    embedder: Embedder,
    scope: Scope,
    *,
    limit: int = DEEPEST,
    progress: Callable[[str, int, int | None], None],
) -> BatchReport:
    """Rank up to ``limit`` fact-checks (at most 50) for each query of a file, and write them as a TREC run.

    The run appears when all of it is written; after an error there is what was there before. Raises the errors of
    :func:`read_queries`, :class:`Invalid` for a limit outside 1 to 50, :class:`NotFound` for an empty collection,
    and :class:`Unavailable` when the run cannot be written.
    """
    if not 1 <= limit <= DEEPEST:
        raise Invalid(f"{limit} fact-checks for each query cannot be ranked.", f"Give a number from 1 to {DEEPEST}.")
    target = check_run(run, queries)
    asked = read_queries(queries)
    if not scope.fact_checks:
        held = ", ".join(store.corpora()) or "none"
        raise NotFound(
            f"The collection “{scope.corpus}” holds no fact-checks.", f"Collections with fact-checks: {held}."
        )
    scorer, where, tag = open_scorer(), where_of(scope), f"ascertain-{VERSION}"
    lines, empty = 0, []
    with writing_run(target) as file:
        for start in range(0, len(asked), _TOGETHER):
            progress("Ranking fact-checks", start, len(asked))
            some = asked[start : start + _TOGETHER]
            understood = [understand(Query(query.text)) for query in some]
            found = candidates(understood, search, store, embedder, where=where)
            for query, reading, near in zip(some, understood, found, strict=True):
                ranked = rank_all(reading, near, scorer)[:limit] if says_something(reading) else []
                written = run_lines(query.id, ranked, tag)
                file.writelines(written)
                lines += len(written)
                empty += [] if written else [query.id]
        progress("Ranking fact-checks", len(asked), len(asked))
    return BatchReport(len(asked), lines, tuple(empty), str(run))


def rank_all(query: Understood, found: Sequence[Candidate], scorer: Scorer) -> list[tuple[FactCheck, float]]:
    """Return every candidate with its score, best first; pure.

    Those that :func:`rank` compares in full come first with their probability; the others follow in the order of the
    probability that words and meaning alone give, which is no longer comparable with those before.
    """
    best = rank(query, found, scorer)
    known = {match.fact_check.id for match in best}
    rest = [candidate for candidate in found if candidate.fact_check.id not in known]
    ranked = [(match.fact_check, match.score) for match in best]
    if not rest:
        return ranked
    asked = read_query(query)
    pairs = [pair(asked, candidate) for candidate in found]
    cheap = scorer.probabilities(measure(asked, pairs), [one.across for one in pairs])
    scores = {one.candidate.fact_check.id: float(score) for one, score in zip(pairs, cheap, strict=True)}
    rest.sort(key=lambda candidate: (-scores[candidate.fact_check.id], candidate.fact_check.id))
    floor = float(np.min([match.score for match in best], initial=1.0))
    return ranked + [(one.fact_check, min(floor, scores[one.fact_check.id])) for one in rest]
