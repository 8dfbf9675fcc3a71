"""How long finding related fact-checks takes, and how that grows with the collection.

Usage: python bench/related_scale.py DATA_DIR --home HOME --folder FOLDER [--times 1 3 10] [--plot FILE.svg]

HOME holds the multilingual fact-checks of DATA_DIR, imported (``ascertain --home HOME import factchecks FILE``). For
every size a home in FOLDER is filled from it, without the embedder's work: copy 0 is the collection itself; in further
copies each fact-check has its own identifier, the summary of another one and a vector moved towards that one, so that
neither words nor vectors are equal. Run it on one core (``taskset -c 0``): the desk is opened with one thread. On a
busy machine the processor time says more than the time on the clock, and is what the drawing shows.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from judged import read_judged
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from ascertain.desk import Desk
from ascertain.ingest.indexing import words_searched
from ascertain.records import FactCheck, content_id
from ascertain.related import Query, find_related
from ascertain.search import Row, Where, open_search
from ascertain.search.loading import lancedb
from ascertain.search.search import IN_CODES
from ascertain.settings import Settings
from ascertain.store import open_store

BATCH = 8192
STEP = 8191
"""How far on the fact-check stands whose summary a copy gets."""

TOWARDS = 0.35
"""Weight of the other vector beside the own: a copy's cosine with the original is about .99, as between fact-checks of
one claim, and every neighbourhood has as many more rows as the collection."""

WARM = 10
Asked = Sequence[Query]


@dataclass(frozen=True)
class Times:
    """How long queries took one by one, warm, in milliseconds of processor time and on the clock."""

    size: int
    claims: tuple[float, float]
    """Median and 95th percentile of the processor time."""

    posts: tuple[float, float]
    clock: tuple[float, float]
    """Medians on the clock: claims, posts."""

    memory: int
    """Most memory the process has used, in MB."""


def main() -> None:
    """Fill, measure, print, plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    posts = [Query(post.text, published=post.day) for post in read_judged(given.data, "multilingual", "dev")[:110]]
    measured = []
    for times in given.times:
        home = given.folder / f"times{times}"
        if not home.exists():
            fill(given.home, home, times)
        measured.append(measure(home, _claims(given.home), posts))
    console = Console()
    heads = ("claim, median", "95 %", "post, median", "95 %", "claim on the clock", "post on the clock", "memory")
    table = Table("fact-checks", *heads, title="One query, ms of processor time")
    for one in measured:
        numbers = [f"{value:.0f}" for value in (*one.claims, *one.posts, *one.clock)]
        table.add_row(f"{one.size:,}", *numbers, f"{one.memory:,} MB")
    console.print(table)
    most = max(one.posts[1] for one in measured)
    for one in measured:
        for name, (median, high) in (("claim", one.claims), ("post", one.posts)):
            bar = "█" * round(50 * median / most) + "░" * (round(50 * high / most) - round(50 * median / most))
            console.print(f"{one.size:>9,} {name:<5} {bar} {median:.0f} ({high:.0f})", highlight=False)
    if given.plot:
        given.plot.write_text(drawn(measured), encoding="utf-8")


def measure(home: Path, claims: Asked, posts: Asked) -> Times:
    """Return how long claims and posts take in a home, each asked once, with nothing remembered of it."""
    with Desk(Settings(home=home, threads=1)) as desk:
        where = Where(corpus="main")

        def ask(query: Query) -> tuple[float, float]:
            start, busy = time.perf_counter(), time.process_time()
            find_related([query], desk.search, desk.store, desk.embedder, where=where)
            return 1000 * (time.process_time() - busy), 1000 * (time.perf_counter() - start)

        for query in claims[:WARM]:
            ask(query)
        while not desk.search.in_memory("factchecks") and desk.search.count("factchecks") <= IN_CODES:
            time.sleep(0.5)
        for query in posts[:WARM]:
            ask(query)
        asked, posted = ([ask(query) for query in some[WARM:]] for some in (claims, posts))
        size = desk.store.fact_check_count()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    (asked_busy, asked_clock), (posted_busy, posted_clock) = (zip(*some, strict=True) for some in (asked, posted))
    clock = float(np.median(asked_clock)), float(np.median(posted_clock))
    return Times(size, _middle(asked_busy), _middle(posted_busy), clock, memory)


def _middle(values: Sequence[float]) -> tuple[float, float]:
    return float(np.median(values)), float(np.percentile(values, 95))


def _claims(home: Path) -> list[Query]:
    """Return the claims of 110 fact-checks, cut behind fourteen words."""
    checks, _ = read(home)
    chosen = checks[:: max(1, len(checks) // 110)][:110]
    return [Query(" ".join(check.claim.split()[:14]) + "…", check.language) for check in chosen]


def drawn(measured: Sequence[Times]) -> str:
    """Return the times as an SVG drawing: a bar for the median and a thinner one to the 95th percentile."""
    most = max(max(one.claims[1], one.posts[1]) for one in measured)
    rows, y = [], 46
    for one in measured:
        for name, (median, high) in (("claim", one.claims), ("post", one.posts)):
            wide, far = 380 * median / most, 380 * high / most
            rows.append(
                f'<text x="190" y="{y + 12}" text-anchor="end">{one.size:,} fact-checks, {name}</text>'
                f'<rect x="200" y="{y + 5}" width="{far:.1f}" height="6" class="far"/>'
                f'<rect x="200" y="{y}" width="{wide:.1f}" height="16" class="middle"/>'
                f'<text x="{206 + far:.1f}" y="{y + 12}">{median:.0f} ms (95 %: {high:.0f})</text>'
            )
            y += 26
        y += 10
    style = (
        "text{font:13px system-ui,sans-serif;fill:#222}.middle{fill:#2563a8}.far{fill:#9dbfe0}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}.middle{fill:#6ea8e0}.far{fill:#345d85}}"
    )
    title = '<text x="20" y="24" font-weight="600">Processor time of one query, warm: median and 95th percentile</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {y}" role="img" aria-label="Time of one query">'
        f"<style>{style}</style>{title}{''.join(rows)}</svg>\n"
    )


def fill(source: Path, home: Path, times: int) -> None:
    """Fill a new home with ``times`` copies of the fact-checks in ``source``."""
    checks, vectors = read(source)
    kept: dict[str, dict[bytes, NDArray[np.floating]]] = {}
    store, search = open_store(f"sqlite:///{home / 'ascertain.db'}"), open_search(str(home / "search"))
    for some in _batches(checks, vectors, times):
        store.add_fact_checks([check for check, _ in some])
        search.upsert("factchecks", [_row(check, vector) for check, vector in some])
        store.outbox_done([row.seq for row in store.outbox(2 * BATCH)])
    search.settle("factchecks")
    with sqlite3.connect(source / "ascertain.db") as database:
        for model, key, vector in database.execute("SELECT model, sha256, vector FROM embeddings"):
            kept.setdefault(model, {})[bytes(key)] = np.frombuffer(vector, "<f2")
    for model, vectors_kept in kept.items():
        store.add_embeddings(model, vectors_kept)
    store.close()


def read(home: Path) -> tuple[list[FactCheck], NDArray[np.float32]]:
    """Return the fact-checks of a home and their vectors, as its search holds them."""
    with sqlite3.connect(home / "ascertain.db") as database:
        records = dict(database.execute("SELECT id, record FROM fact_checks"))
    held = lancedb().connect(home / "search").open_table("factchecks").search().select(["id", "vector"]).to_arrow()
    matrix = held["vector"].combine_chunks().flatten().to_numpy().reshape(len(held), -1).astype(np.float32)
    return [FactCheck.model_validate_json(records[key]) for key in held["id"].to_pylist()], matrix


def _batches(
    checks: Sequence[FactCheck], vectors: NDArray[np.float32], times: int
) -> Iterator[list[tuple[FactCheck, NDArray[np.float32]]]]:
    for copy in range(times):
        for start in range(0, len(checks), BATCH):
            some = []
            for place in range(start, min(start + BATCH, len(checks))):
                other = (place + copy * STEP) % len(checks)
                check, vector = checks[place], vectors[place]
                if copy:
                    key = content_id(f"{check.id} {copy}")
                    check = check.model_copy(update={"id": key, "summary": checks[other].summary})
                    vector = vector + TOWARDS * vectors[other]
                some.append((check, vector / np.linalg.norm(vector)))
            yield some


def _row(check: FactCheck, vector: NDArray[np.float32]) -> Row:
    return Row(
        check.id,
        words_searched(check),
        vector,
        corpus=check.corpus,
        language=check.language,
        publisher=check.source.name,
        day=int(f"{check.date:%Y%m%d}") if check.date else 0,
        rating=check.rating.value,
    )


if __name__ == "__main__":
    main()
