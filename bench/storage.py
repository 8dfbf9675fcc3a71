"""How fast the store and search are, and how large.

Run as ``python bench/storage.py FACTCHECKS.jsonl.gz``: one JSON object a line with ``title``, ``subtitle``, ``lang``
and ``publisher``. Vectors are random, which costs the same as real ones. Prints wall and processor time.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from ascertain.records import FactCheck, Source, content_id
from ascertain.search import Row, Search, Where, open_search
from ascertain.store import ImportRun, Store, open_store

T = TypeVar("T")

BATCH = 1000
HITS = 50


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    with gzip.open(parser.parse_args().file, "rt", encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    checks = [_fact_check(number, entry) for number, entry in enumerate(entries)]
    generator = np.random.default_rng(0)
    vectors = generator.standard_normal((len(checks), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    print(f"{len(checks):,} fact-checks")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/store.db")
        _measure_store(store, checks, vectors)
        store.close()
        print(f"store: {(Path(folder) / 'store.db').stat().st_size / 1e6:.0f} MB")
        search = open_search(f"{folder}/search")
        _measure_search(search, checks, vectors)
        files = [path for path in (Path(folder) / "search").rglob("*") if path.is_file()]
        print(f"search: {sum(path.stat().st_size for path in files) / 1e6:.0f} MB")


def _fact_check(number: int, entry: dict[str, str]) -> FactCheck:
    return FactCheck(
        id=content_id(str(number)),
        claim=entry["title"],
        summary=entry.get("subtitle") or "",
        source=Source(name=entry["publisher"]),
        language=entry["lang"],
    )


def _measure_store(store: Store, checks: list[FactCheck], vectors: np.ndarray) -> None:
    keys = [hashlib.sha256(check.id.encode()).digest() for check in checks]
    starts = range(0, len(checks), BATCH)

    def add() -> None:
        for start in starts:
            store.add_fact_checks(checks[start : start + BATCH], ImportRun("bench", start))

    def remember() -> None:
        for start in starts:
            part = slice(start, start + BATCH)
            store.add_embeddings("bench@1", dict(zip(keys[part], vectors[part], strict=True)))

    def recall() -> None:
        for start in starts:
            store.embeddings("bench@1", keys[start : start + BATCH])

    _rate("fact-checks added", len(checks), add)
    _rate("the same again", len(checks), add)
    _rate("embeddings added", len(checks), remember)
    _rate("embeddings read", len(checks), recall)
    _rate("queued again", len(checks), store.requeue)
    _rate("checked", len(checks), store.check)


def _measure_search(search: Search, checks: list[FactCheck], vectors: np.ndarray) -> None:
    rows = [
        Row(check.id, f"{check.claim} {check.summary}", vector, "main", check.language, check.source.name, 20240101)
        for check, vector in zip(checks, vectors, strict=True)
    ]

    def put_in() -> None:
        for start in range(0, len(rows), BATCH):
            search.upsert("factchecks", rows[start : start + BATCH])

    _rate("rows put in", len(rows), put_in)
    _rate("settled", len(rows), lambda: search.settle("factchecks"))
    search.upsert("factchecks", rows[:30])
    _rate("settled after 30 rows", 30, lambda: search.settle("factchecks"))
    texts = [row.text for row in random.Random(2).sample(rows, 300)]
    queries = np.random.default_rng(1).standard_normal((25, 384)).astype(np.float32)
    for where in (None, Where(corpus="main"), Where(languages=["fr"], first_day=20200101)):
        print(where or "everything")
        _measure_queries(search, texts, queries, where)


def _measure_queries(search: Search, texts: list[str], queries: np.ndarray, where: Where | None) -> None:
    def words(text: str) -> None:
        search.words("factchecks", text, HITS, where)

    def vectors(some: np.ndarray) -> None:
        search.vectors("factchecks", some, HITS, where)

    _each("  words, 60 characters", words, [text[:60] for text in texts])
    _each("  words, 200 characters", words, [text[:200] for text in texts])
    vectors(queries)
    _each("  vectors, one", vectors, [query[None, :] for query in queries] * 2)
    _each("  vectors, 25 at once", vectors, [queries] * 10)


def _rate(what: str, count: int, act: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    act()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what}: {wall:.2f} s ({count / wall:,.0f}/s), processor {processor:.2f} s ({count / processor:,.0f}/s)")


def _each(what: str, act: Callable[[T], None], inputs: Sequence[T]) -> None:
    wall, processor = [], []
    for item in inputs:
        begun, used = time.perf_counter(), time.process_time()
        act(item)
        wall.append(1000 * (time.perf_counter() - begun))
        processor.append(1000 * (time.process_time() - used))
    p50, p95 = np.percentile(wall, [50, 95])
    print(f"{what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, processor p50 {np.median(processor):.1f} ms")


if __name__ == "__main__":
    main()
