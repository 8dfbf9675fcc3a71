"""Pulling fact-checks from live sources; each page is kept at once, and the next run goes on behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.ingest.factchecks.opening import VERSION, entry_of
from ascertain.ingest.importing import ImportReport, Portion, Progress, import_portions
from ascertain.ingest.rejects import RejectsFile
from ascertain.records import content_id

if TYPE_CHECKING:
    from ascertain.ingest.sources import FactCheckSource, PatientWeb
    from ascertain.models import Embedder
    from ascertain.search import Search
    from ascertain.settings import Settings
    from ascertain.store import ImportRun, Store


def pull_fact_checks(
    source: FactCheckSource,
    web: PatientWeb,
    store: Store,
    search: Search,
    embedder: Embedder,
    settings: Settings,
    *,
    corpus: str = "main",
    rejects: Path | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring what a live source has into the collection ``corpus`` and into search, and report what was done.

    Each page of the source is one transaction together with where to go on. A run that was interrupted, or that the
    source ended with a failure, is continued by the next one with the same source and parameters; a complete one
    begins anew and adds what is new. Rejected entries are written to ``rejects``, by default
    ``<home>/rejects/pull-<source>.jsonl``. Raises the source's errors when nothing could be had at all.
    """
    asked = json.dumps(sorted(source.parameters.items()), ensure_ascii=False)
    key = content_id("pull", corpus, f"{source.name}@{VERSION}", asked)
    place = re.sub(r"[^a-z0-9]+", "-", source.name)
    path = rejects or settings.home / "rejects" / f"pull-{place}.jsonl"
    return import_portions(
        lambda run: _portions(source, web, run, corpus),
        store,
        search,
        embedder,
        key=key,
        name=source.title,
        format=source.name,
        rejects=RejectsFile(path, key, source.title, lasting=False),
        progress=progress,
    )


def _portions(source: FactCheckSource, web: PatientWeb, run: ImportRun, corpus: str) -> Iterator[Portion]:
    position = run.position
    for page in source.pages(web, run.cursor):
        entries = [entry_of(number, found, corpus) for number, found in enumerate(page.found, start=position + 1)]
        position += len(entries)
        yield Portion(entries, page.done, page.total, page.cursor, page.failures, page.skipped, page.stopped)
