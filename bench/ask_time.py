"""How long an answer takes, end to end: the first evidence on the stream, and the whole.

Usage: python bench/ask_time.py DATA_DIR --home HOME [--claims 100] [--documents 1000] [--cold 3]

HOME holds the multilingual fact-checks of DATA_DIR, imported (``ascertain --home HOME import factchecks FILE``). Pages
of the article extraction benchmark and news articles of the narratives task are imported beside them, once, until
HOME holds as many documents. Then claims of AVeriTeC are asked one after the other over HTTP on this machine, as a
browser does, with 20 seconds given and no searcher of the web: passages are quoted, no language model writes. The peer
is what a plain retrieval takes: BM25 (bm25s) over the same texts, and the 16 best read from the same store; it judges
and writes nothing. ``--cold`` is a command of its own in a new process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import httpx
import numpy as np
import uvicorn
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.faces.listening import listen
from ascertain.settings import Settings
from ascertain.store.tables import fact_checks, passages

READ = 16
"""Records that the peer reads: as many passages as an answer weighs."""


@dataclass(frozen=True)
class Taken:
    """Seconds that one question took."""

    first: float
    """Until the first passage was told."""
    whole: float
    passages: int


def claims_of(data: Path, many: int) -> list[str]:
    """Return claims that nobody fitted retrieval on."""
    rows = json.loads((data / "averitec" / "dev_half.json").read_text(encoding="utf-8"))
    return [str(row["claim"]) for row in rows][:many]


def fill(desk: Desk, data: Path, wanted: int) -> int:
    """Import pages until the collection holds ``wanted`` documents; return how many it holds."""
    short = wanted - desk.store.document_count()
    if short <= 0:
        return desk.store.document_count()
    pages = sorted((data / "article_extraction_benchmark" / "html").glob("*.html.gz"))
    texts = sorted((data / "narratives_semeval2025_task10" / "training_data").glob("*/raw-documents/*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        for page in pages[:short]:
            Path(folder, page.name.removesuffix(".gz")).write_bytes(gzip.decompress(page.read_bytes()))
        for text in texts[: max(0, short - len(pages))]:
            shutil.copy(text, Path(folder, f"{text.parent.parent.name}-{text.name}"))
        print(desk.import_documents(Path(folder), progress=_tell), flush=True)
    desk.search.settle("passages")
    return desk.store.document_count()


def _tell(stage: str, done: int, total: int | None) -> None:
    if stage == "Importing documents" and done % 100 == 0:
        print(f"{stage}: {done} of {total}", flush=True)


def asked_over_http(desk: Desk, claims: Sequence[str]) -> list[Taken]:
    """Ask each claim over a stream of events; the first question warms up and is not counted."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(desk), log_level="warning"))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/api/ask"
    with httpx.Client(timeout=60) as client:
        taken = [_asked(client, address, claim) for claim in [claims[-1], *claims]]
    server.should_exit = True
    return taken[1:]


def _asked(client: httpx.Client, address: str, claim: str) -> Taken:
    began, first, many = time.perf_counter(), 0.0, 0
    with client.stream("GET", address, params={"text": claim}, headers={"accept": "text/event-stream"}) as answer:
        for line in answer.iter_lines():
            if line.startswith("data: ") and json.loads(line[6:]).get("step") == "passages":
                many += 1
                first = first or time.perf_counter() - began
    return Taken(first, time.perf_counter() - began, many)


def peer(desk: Desk, claims: Sequence[str]) -> list[float]:
    """Return what BM25 over the same texts and reading the best from the store takes for each claim."""
    keys, texts = [], []
    with desk.store._database.read() as connection:
        for table in (fact_checks, passages):
            for key, record in connection.execute(select(table.c.id, table.c.record)):
                row = json.loads(record)
                keys.append((table.name, key))
                texts.append(f"{row.get('claim', '')} {row.get('title', '')} {row.get('text', '')}")
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
    readers: dict[str, Callable[[list[str]], object]] = {
        "fact_checks": desk.store.fact_checks,
        "passages": desk.store.passages,
    }
    seconds = []
    for claim in [claims[-1], *claims]:
        began = time.perf_counter()
        found, _ = index.retrieve(
            bm25s.tokenize([claim], stopwords=None, show_progress=False), k=READ, show_progress=False
        )
        for name, read in readers.items():
            read([keys[place][1] for place in found[0] if keys[place][0] == name])
        seconds.append(time.perf_counter() - began)
    return seconds[1:]


def cold(home: Path, claim: str, times: int) -> list[float]:
    """Return what the command takes in a process of its own."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        command = [sys.executable, "-m", "ascertain.faces.cli", "--home", str(home), "ask", claim, "--json"]
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return seconds


def _row(table: Table, name: str, seconds: Sequence[float]) -> None:
    values = [np.median(seconds), np.quantile(seconds, 0.9), max(seconds)] if seconds else [np.nan] * 3
    table.add_row(name, *(f"{1000 * value:,.0f}" for value in values), str(len(seconds)))


def main() -> None:
    """Fill, ask, and print the times."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--home", type=Path, required=True)
    arguments.add_argument("--claims", type=int, default=100)
    arguments.add_argument("--documents", type=int, default=1000)
    arguments.add_argument("--cold", type=int, default=3)
    given = arguments.parse_args()
    claims = claims_of(given.data, given.claims)
    table = Table("milliseconds", "median", "90 %", "longest", "questions")
    with Desk(Settings(home=given.home)) as desk:
        documents = fill(desk, given.data, given.documents)
        load = os.getloadavg()[0]
        desk.warm()
        taken = asked_over_http(desk, claims)
        _row(table, "first evidence on the stream", [one.first for one in taken if one.first])
        _row(table, "answer, end to end", [one.whole for one in taken])
        _row(table, f"peer: bm25s, and {READ} records read", peer(desk, claims))
        counts = f"{desk.store.fact_check_count():,} fact-checks, {documents:,} documents"
        many = np.median([one.passages for one in taken])
    if given.cold:
        _row(table, "ascertain ask, a process of its own", cold(given.home, claims[0], given.cold))
    Console().print(table)
    print(f"{counts}; {many:.0f} passages told in the median; {os.cpu_count()} cores, load {load:.1f} before")


if __name__ == "__main__":
    main()
