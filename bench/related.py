"""Rank fact-checks for judged posts: BM25 (bm25s), the embedder, their fusion, and the full system, in one run.

Usage: python bench/related.py DATA_DIR COLLECTION SPLIT --home HOME

COLLECTION is checkthat2022, checkthat2020 or multilingual; HOME a collection into which its fact-checks were imported
(``ascertain --home HOME import factchecks FILE``). Ties count against a system. “Copies as one” counts fact-checks
whose claims have the same letters as one: a collection may hold a claim twice, with other quotation marks, of which one
is judged. The last lines say how often results called close or possible were right. Every query of these sets has an
answer, and few that readers ask have one: in the second diagram each is asked again with its answers taken out.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from judged import COLLECTIONS, Judged, read_judged
from rich.console import Console
from rich.table import Table

from ascertain.desk import Desk
from ascertain.records import Match
from ascertain.related import Query, understand
from ascertain.related.finding import rank
from ascertain.related.retrieval import candidates
from ascertain.related.scorer import open_scorer
from ascertain.search import Where, reciprocal_rank_fusion
from ascertain.settings import Settings

DEPTH = 50
Ranked = list[tuple[str, float]]


def first_right(ranked: Ranked, relevant: frozenset[str], claims: Mapping[str, str]) -> int | None:
    """Return the rank of the first right answer, behind everything that scores as much; ``None`` when absent.

    ``claims`` says which claim an identifier stands for; those of one claim count as one.
    """
    right = {claims[identifier] for identifier in relevant if identifier in claims}
    scores = [score for identifier, score in ranked if claims[identifier] in right]
    if not scores:
        return None
    best = max(scores)
    return 1 + len({claims[identifier] for identifier, score in ranked if score >= best} - right)


def measures(runs: Sequence[Ranked], queries: Sequence[Judged], claims: Mapping[str, str]) -> list[str]:
    """Return MAP@5 (one right answer a query, as nearly all have), MRR, S@1, S@5 and S@10."""
    ranks = [first_right(ranked, query.relevant, claims) for ranked, query in zip(runs, queries, strict=True)]
    inverse = np.array([1 / rank if rank else 0.0 for rank in ranks])
    within = [np.mean([rank is not None and rank <= k for rank in ranks]) for k in (1, 5, 10)]
    return [f"{value:.3f}" for value in (np.where(inverse >= 0.2, inverse, 0).mean(), inverse.mean(), *within)]


def claims_of(home: Path) -> dict[str, str]:
    """Return the letters of each fact-check's claim by its identifier."""
    with sqlite3.connect(home / "ascertain.db") as store:
        records = [json.loads(record) for (record,) in store.execute("SELECT record FROM fact_checks")]
    return {record["identifier"]: re.sub(r"\W+", "", record["claim"].casefold()) for record in records}


def words_alone(home: Path, queries: Sequence[Judged]) -> list[Ranked]:
    """Return the peer's results: bm25s over claim, headline and summary."""
    import bm25s

    with sqlite3.connect(home / "ascertain.db") as store:
        records = [json.loads(record) for (record,) in store.execute("SELECT record FROM fact_checks")]
    texts = [" ".join(dict.fromkeys((r["claim"], r["title"], r["summary"]))) for r in records]
    engine = bm25s.BM25()
    engine.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    asked = bm25s.tokenize([query.text for query in queries], show_progress=False)
    places, scores = engine.retrieve(asked, k=DEPTH, show_progress=False)
    return [
        [(records[place]["identifier"], float(score)) for place, score in zip(*line, strict=True)]
        for line in zip(places, scores, strict=True)
    ]


def precision(found: Sequence[Sequence[Match]], queries: Sequence[Judged], is_one: Callable[[Match], bool]) -> str:
    """Return how many first results have a strength, and the share of them that is right."""
    first = [(line[0], query) for line, query in zip(found, queries, strict=True) if line and is_one(line[0])]
    right = [match.fact_check.identifier in query.relevant for match, query in first]
    return f"{len(first)} of {len(queries)} queries, {np.mean(right):.3f} right" if right else "none"


def reliability(found: Sequence[Sequence[Match]], queries: Sequence[Judged], name: str) -> Table:
    """Return the reliability diagram of first results in ten bins, with the expected calibration error as title."""
    scores = np.array([line[0].score if line else 0.0 for line in found])
    right = np.array(
        [
            bool(line) and line[0].fact_check.identifier in query.relevant
            for line, query in zip(found, queries, strict=True)
        ]
    )
    place = np.minimum((scores * 10).astype(int), 9)
    rows, error = [], 0.0
    for each in np.unique(place):
        inside = place == each
        said, was = scores[inside].mean(), right[inside].mean()
        error += inside.mean() * abs(said - was)
        bar = "█" * round(20 * was)
        rows.append((f"{each / 10:.1f} to {(each + 1) / 10:.1f}", str(inside.sum()), f"{said:.2f}", f"{was:.2f}", bar))
    table = Table("score", "queries", "said", "right", "", title=f"{name}: calibration error {error:.3f}")
    for row in rows:
        table.add_row(*row)
    return table


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("collection", choices=COLLECTIONS)
    parser.add_argument("split")
    parser.add_argument("--home", type=Path, required=True)
    arguments = parser.parse_args()
    queries = read_judged(arguments.data, arguments.collection, arguments.split)
    where = Where(corpus="main")
    with Desk(Settings(home=arguments.home)) as desk:
        size = desk.store.fact_check_count()
        vectors = desk.embedder.queries([query.text for query in queries])
        near = desk.search.vectors("factchecks", vectors, DEPTH, where)
        fused = []
        for query, line in zip(queries, near, strict=True):
            by_words = desk.search.words("factchecks", query.text, DEPTH, where)
            fused.append(reciprocal_rank_fusion([[h.id for h in by_words], [h.id for h in line]]))
        wanted = {key for line in near for key in (h.id for h in line)} | {key for line in fused for key, _ in line}
        names = {check.id: check.identifier for check in desk.store.fact_checks(sorted(wanted))}
        asked = [understand(Query(query.text, published=query.day)) for query in queries]
        some, scorer = [], open_scorer()
        for start in range(0, len(asked), DEPTH):
            part = asked[start : start + DEPTH]
            some += candidates(part, desk.search, desk.store, desk.embedder, where=where)
    found = [rank(query, line, scorer) for query, line in zip(asked, some, strict=True)]
    letters = claims_of(arguments.home)
    answers = [{letters[key] for key in query.relevant if key in letters} for query in queries]
    unanswered = [
        rank(query, [one for one in line if letters[one.fact_check.identifier] not in gone], scorer)
        for query, line, gone in zip(asked, some, answers, strict=True)
    ]
    title = f"{arguments.collection} {arguments.split}: {len(queries)} queries, {size:,} fact-checks"
    runs = {
        "bm25s": words_alone(arguments.home, queries),
        "embedder": [[(names[h.id], h.score) for h in line] for line in near],
        "fusion (RRF)": [[(names[key], score) for key, score in line] for line in fused],
        "full system": [[(match.fact_check.identifier, -float(match.rank)) for match in line[:10]] for line in found],
    }
    table = Table("system", "MAP@5", "MRR", "S@1", "S@5", "S@10", "copies as one: MAP@5", "S@1", title=title)
    for system, run in runs.items():
        merged = measures(run, queries, letters)
        table.add_row(system, *measures(run, queries, {key: key for key in letters}), merged[0], merged[2])
    console = Console()
    console.print(table)
    console.print(reliability(found, queries, "First results"))
    console.print(reliability([*found, *unanswered], [*queries, *queries], "First results, half without an answer"))
    console.print("close:", precision(found, queries, lambda match: match.strength == "close"))
    console.print("possible:", precision(found, queries, lambda match: match.strength == "possible"))


if __name__ == "__main__":
    main()
