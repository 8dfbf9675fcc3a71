"""Time ``verify`` on one page over a loaded collection, cold (a new process) and warm, beside retrieval by BM25 alone.

Usage: python bench/verify.py PAGE --home HOME [--rounds 5]

HOME is a collection into which fact-checks were imported (``ascertain --home HOME import factchecks FILE``). The
peer is ``bm25s`` over the same fact-checks: what a plain word search for the same claims costs in the same run.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ascertain.desk import Desk
from ascertain.models.remembering import Remembering
from ascertain.records import Dossier
from ascertain.settings import Settings


def cold(page: Path, home: Path) -> float:
    """Return the seconds a new process takes from start to dossier."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "ascertain.faces.cli", "--home", str(home), "verify", str(page), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def warm(page: Path, home: Path, rounds: int) -> tuple[list[float], Dossier]:
    """Return the seconds of each round in one process, after one that warms it, and the dossier."""
    with Desk(Settings(home=home)) as desk:
        dossier = desk.verify(str(page))
        times = []
        for _ in range(rounds):
            # A page is rarely verified twice: forget the vectors of its sentences.
            desk.embedder = Remembering(desk.embedder.embedder)
            started = time.perf_counter()
            dossier = desk.verify(str(page))
            times.append(time.perf_counter() - started)
    return times, dossier


def words_alone(dossier: Dossier, home: Path) -> tuple[float, float]:
    """Return the seconds bm25s takes to index the fact-checks, and to search the claims worth checking."""
    import bm25s

    with sqlite3.connect(home / "ascertain.db") as store:
        records = [json.loads(record) for (record,) in store.execute("SELECT record FROM fact_checks")]
    texts = [f"{record['claim']} {record['title']} {record['summary']}" for record in records]
    started = time.perf_counter()
    engine = bm25s.BM25()
    engine.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    indexed = time.perf_counter() - started
    claims = [checked.claim.quote for checked in dossier.claims if checked.claim.worth_checking]
    started = time.perf_counter()
    engine.retrieve(bm25s.tokenize(claims, show_progress=False), k=5, show_progress=False)
    return indexed, time.perf_counter() - started


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "ascertain-bench")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    first = cold(arguments.page, arguments.home)
    times, dossier = warm(arguments.page, arguments.home, arguments.rounds)
    indexed, searched = words_alone(dossier, arguments.home)
    with Desk(Settings(home=arguments.home)) as desk:
        size = desk.store.fact_check_count()
    worth = sum(checked.claim.worth_checking for checked in dossier.claims)
    title = f"verify: {len(dossier.claims)} sentences, {worth} worth checking, {size:,} fact-checks"
    table = Table("system", "measure", "seconds", title=title)
    table.add_row("Ascertain", "cold: new process to dossier", f"{first:.2f}")
    table.add_row("Ascertain", "warm: median", f"{statistics.median(times):.2f}")
    table.add_row("Ascertain", "warm: slowest", f"{max(times):.2f}")
    table.add_row("bm25s (words alone)", "index the fact-checks in memory", f"{indexed:.2f}")
    table.add_row("bm25s (words alone)", "search the same claims, nothing else", f"{searched:.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
