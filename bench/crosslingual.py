"""Find fact-checks in other languages than the claim's: mined pairs, and claims written for this.

Usage: python bench/crosslingual.py --home HOME [--pairs FILE.pickle]

HOME holds the multilingual fact-checks, imported. First table: fact-checks of one claim in two languages
(bench/mined.py; the fifth that nothing was trained on); one is the query, among all fact-checks in other languages.
FILE keeps the pairs, whose mining takes minutes. Second table: 64 claims in 16 languages (bench/crosslingual.tsv), from
16 fact-checks that answer four of them each and 32 that differ in a figure, a negation, the direction or the subject.
"""

from __future__ import annotations

import argparse
import csv
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from mined import Mined, kept_out, mine
from related_scale import read
from rich.console import Console
from rich.table import Table

from ascertain.desk import Desk
from ascertain.ingest.indexing import drain
from ascertain.records import FactCheck, Source
from ascertain.related import Query, find_related
from ascertain.search import Where, reciprocal_rank_fusion
from ascertain.settings import Settings

DEPTH = 50
WRITTEN = Path(__file__).parent / "crosslingual.tsv"
Wanted = tuple[Query, frozenset[str], Where]
"""A query, the identifiers of what answers it, and where it is looked for."""


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--pairs", type=Path)
    given = parser.parse_args()
    console = Console()
    wanted = mined_queries(given.home, given.pairs)
    with Desk(Settings(home=given.home, threads=1)) as desk:
        console.print(table(desk, wanted, "mined pairs"))
    checks, claims = written()
    with tempfile.TemporaryDirectory() as folder, Desk(Settings(home=Path(folder), threads=1)) as desk:
        desk.store.add_fact_checks(checks)
        drain(desk.store, desk.search, desk.embedder)
        console.print(table(desk, claims, "written claims"))


def mined_queries(home: Path, kept: Path | None) -> list[Wanted]:
    """Return the queries of the mined pairs that nothing was trained on."""
    checks, vectors = read(home)
    pairs: list[Mined] = pickle.loads(kept.read_bytes()) if kept and kept.exists() else mine(checks, vectors)
    if kept and not kept.exists():
        kept.write_bytes(pickle.dumps(pairs))
    languages = frozenset(check.language for check in checks)
    return [
        (
            Query(one.query.text, one.language, one.query.day),
            one.query.relevant,
            Where(corpus="main", languages=languages - {one.language}),
        )
        for one in pairs
        if kept_out(one)
    ]


def written() -> tuple[list[FactCheck], list[Wanted]]:
    """Return the fact-checks and the claims of bench/crosslingual.tsv."""
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    checks = [
        FactCheck(
            id=str(number),
            identifier=str(number),
            claim=row["text"],
            source=Source(name="Desk"),
            language=row["language"],
        )
        for number, row in enumerate(rows)
        if row["role"] != "claim"
    ]
    answers = {row["story"]: str(number) for number, row in enumerate(rows) if row["role"] == "answer"}
    claims = [row for row in rows if row["role"] == "claim"]
    return checks, [(Query(r["text"], r["language"]), frozenset({answers[r["story"]]}), Where()) for r in claims]


def table(desk: Desk, wanted: Sequence[Wanted], name: str) -> Table:
    """Return how each system ranks what answers the queries."""
    systems: dict[str, list[int | None]] = {"words (BM25)": [], "embedder": [], "fusion (RRF)": [], "full system": []}
    firsts: list[tuple[float, bool, str]] = []
    for query, relevant, where in wanted:
        by_words = [hit.id for hit in desk.search.words("factchecks", query.text, DEPTH, where)]
        vectors = desk.embedder.queries([query.text])
        by_meaning = [hit.id for hit in desk.search.vectors("factchecks", vectors, DEPTH, where)[0]]
        fused = [key for key, _ in reciprocal_rank_fusion([by_words, by_meaning])][:DEPTH]
        names = {check.id: check.identifier for check in desk.store.fact_checks(sorted({*by_words, *by_meaning}))}
        for system, some in zip(systems, (by_words, by_meaning, fused), strict=False):
            systems[system].append(_rank([names[key] for key in some], relevant))
        found = find_related([query], desk.search, desk.store, desk.embedder, where=where, limit=10)[0]
        systems["full system"].append(_rank([match.fact_check.identifier for match in found], relevant))
        if found:
            firsts.append((found[0].score, found[0].fact_check.identifier in relevant, found[0].strength))
    close = [right for _, right, strength in firsts if strength == "close"]
    title = f"{name}: {len(wanted)} queries; close {len(close)}, {np.mean(close) if close else 0:.3f} right"
    result = Table("system", "MRR", "R@1", "R@5", "R@10", title=title)
    for system, ranks in systems.items():
        inverse = [1 / rank if rank else 0.0 for rank in ranks]
        within = [np.mean([rank is not None and rank <= k for rank in ranks]) for k in (1, 5, 10)]
        result.add_row(system, *(f"{value:.3f}" for value in (np.mean(inverse), *within)))
    return result


def _rank(found: Sequence[str], relevant: frozenset[str]) -> int | None:
    return next((rank for rank, key in enumerate(found, start=1) if key in relevant), None)


if __name__ == "__main__":
    main()
