"""How fast fact-checks are imported, and how much memory that takes: ``python bench/importing.py FILE [--limit N]``.

Imports the file (or its first N fact-checks, written anew as JSON lines) into an empty home with the prepared model,
twice, and prints fact-checks per second, the time of each phase and the peak of memory. The peer, in the same run, is a
bare loop that gives the same texts to the embedder, shortest first, and does nothing else: no import can be faster.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from ascertain.ingest.factchecks import open_fact_checks
from ascertain.ingest.importing import INDEXING, READING, import_fact_checks
from ascertain.ingest.indexing import EMBED, text_embedded
from ascertain.models import Embedder, open_embedder
from ascertain.models.hashed import HashedEmbedder
from ascertain.records import FactCheck
from ascertain.search import open_search
from ascertain.settings import Settings
from ascertain.store import open_store


def main() -> None:
    """Print a line for the import, for a second one, and for the bare embedder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N fact-checks")
    parser.add_argument("--hashed", action="store_true", help="without the model: what everything else costs")
    given = parser.parse_args()
    embedder: Embedder = HashedEmbedder(384) if given.hashed else open_embedder(Settings())
    embedder.passages(["The first call also loads what is loaded lazily."])
    before = _peak()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file = given.file if given.limit is None else _cut(given.file, given.limit, home / "cut.jsonl")
        print(f"{embedder.name}, {file.stat().st_size:,} bytes; {before:,.0f} MB in use before")
        for turn in ("import", "again"):
            _import(turn, file, home, embedder)
        texts = sorted({text_embedded(check) for check in _checks(file, None)}, key=len)
    peak = _peak()
    started, busy = time.perf_counter(), time.process_time()
    for place in range(0, len(texts), EMBED):
        embedder.passages(texts[place : place + EMBED])
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    print(f"bare embedder: {len(texts):,} texts in {seconds:.1f} s = {len(texts) / seconds:.0f} a second", end="; ")
    print(f"{busy:.1f} s of processor time")
    print(f"peak memory of the imports {peak:,.0f} MB")


def _import(turn: str, file: Path, home: Path, embedder: Embedder) -> None:
    marks: dict[str, float] = {}
    started, busy = time.perf_counter(), time.process_time()

    def tell(phase: str, _done: int, _total: int | None) -> None:
        marks[phase] = time.perf_counter() - started

    store, search = open_store(f"sqlite:///{home / 'ascertain.db'}"), open_search(str(home / "search"))
    report = import_fact_checks(file, store, search, embedder, Settings(home=home), progress=tell)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    read, indexed = marks[READING], marks.get(INDEXING, marks[READING])
    handled = report.read
    print(
        f"{turn}: {handled:,} entries ({report.new:,} new) in {seconds:.1f} s = {handled / seconds:.0f} a second; "
        f"reading {read:.1f} s, embedding and writing {indexed - read:.1f} s, settling {seconds - indexed:.1f} s; "
        f"{busy:.1f} s of processor time; {search.count('factchecks'):,} in search"
    )
    store.close()


def _cut(file: Path, limit: int, path: Path) -> Path:
    with path.open("w", encoding="utf-8") as out:
        for check in _checks(file, limit):
            row = check.model_dump(
                mode="json", include={"identifier", "claim", "title", "summary", "url", "date", "language"}
            )
            out.write(json.dumps({**row, "publisher": check.source.name, "rating": check.rating_words}) + "\n")
    return path


def _checks(file: Path, limit: int | None) -> list[FactCheck]:
    entries = open_fact_checks(file).entries("main")
    return [entry.outcome for entry in islice(entries, limit) if isinstance(entry.outcome, FactCheck)]


def _peak() -> float:
    """Return the most memory this process has held so far, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
