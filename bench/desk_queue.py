"""Time of the desk's pages over a large collection: python bench/desk_queue.py [DOCUMENTS] [CLAIMS_EACH].

Makes a store in a temporary folder (by default 5,000 documents of 40 claims worth checking each: 200,000 claims),
then prints the median and 95th percentile of 20 calls for each list that the desk shows, and how long the migration
takes that fills the columns of the queue.
"""

from __future__ import annotations

import importlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ascertain.records import Attribution, Claim, Document, Judgement, Source, Span, content_id
from ascertain.store import Store, open_store
from ascertain.store.workqueue import Wanted

_WORDS = (
    *("dam", "river", "mayor", "budget", "percent", "school", "vaccine", "border"),
    *("tax", "hospital", "storm", "army", "bridge", "port", "strike", "harvest"),
)
_CALLS = 20


def main() -> None:
    """Fill a store and print the figures."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    each = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'ascertain.db'}")
        began = time.perf_counter()
        for number in range(many):
            _add(store, number, each, chance)
        print(f"{many * each:,} claims of {many:,} documents kept in {time.perf_counter() - began:.0f} s", flush=True)
        worked = store.work.page(Wanted(), 500).items
        for number, item in enumerate(worked):
            at = datetime.now(UTC) + timedelta(seconds=number)
            made = Judgement(id=f"j{number}", about=item.claim.id, what="status", value="in work", by="p", at=at)
            store.work.judge([made], item.claim)
        deep = ""
        for _ in range(40):
            deep = store.work.page(Wanted(), 25, deep).behind
        for name, call in {
            "queue, first page": lambda: store.work.page(Wanted(), 25),
            "queue, page 41": lambda: store.work.page(Wanted(), 25, deep),
            "queue, status in work": lambda: store.work.page(Wanted(status="in work"), 25),
            "queue, status checked (none)": lambda: store.work.page(Wanted(status="checked"), 25),
            "queue, one source": lambda: store.work.page(Wanted(source="Publisher 3"), 25),
            "queue, two words": lambda: store.work.page(Wanted(text="vaccine harvest"), 25),
            "queue, words nobody wrote": lambda: store.work.page(Wanted(text="zeppelin"), 25),
            "counts by status": store.work.counts,
            "sources to choose from": lambda: store.work.sources(60),
            "library, documents": lambda: store.library.page("documents", 25),
            "library, documents with a word": lambda: store.library.page("documents", 25, text="harvest"),
            "library, words nobody wrote": lambda: store.library.page("documents", 25, text="zeppelin"),
        }.items():
            _print(name, call)
        began = time.perf_counter()
        migration = importlib.import_module("ascertain.store.migrations.versions.0013_work")
        with store._database.write() as connection:
            migration._fill(connection)
        print(f"migration of {many * each:,} claims: {time.perf_counter() - began:.0f} s")
        store.close()


def _add(store: Store, number: int, each: int, chance: random.Random) -> None:
    sentences = [" ".join(chance.choices(_WORDS, k=14)) + f" {chance.randrange(9999)}." for _ in range(each)]
    body = "\n\n".join(sentences)
    document = Document(
        id=content_id("document", str(number)),
        url=f"https://news.example/{number}",
        title=f"Page {number}",
        source=Source(name=f"Publisher {number % 50}"),
        language="en",
        body=body,
        seen=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
    )
    claims, at = [], 0
    for sentence in sentences:
        claims.append(
            Claim(
                id=content_id(document.id, str(at)),
                document_id=document.id,
                span=Span(start=at, end=at + len(sentence)),
                quote=sentence,
                kind="assertion",
                attribution=Attribution(how="own voice"),
                check_worthiness=round(chance.random(), 4),
                worth_checking=True,
            )
        )
        at += len(sentence) + 2
    store.add_document(document, claims=claims)


def _print(name: str, call: Callable[[], object]) -> None:
    times = []
    for _ in range(_CALLS):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    print(
        f"{name:34} median {statistics.median(times):7.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:7.1f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
