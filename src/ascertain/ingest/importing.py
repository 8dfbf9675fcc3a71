"""Importing fact-checks: read in batches, one transaction each, then indexed; it goes on after any interruption."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.ingest.factchecks import FactCheckFile, Reject, open_fact_checks
from ascertain.ingest.factchecks.opening import VERSION
from ascertain.ingest.indexing import drain
from ascertain.ingest.rejects import RejectsFile
from ascertain.records import FactCheck, content_id

if TYPE_CHECKING:
    from ascertain.models import Embedder
    from ascertain.search import Search
    from ascertain.settings import Settings
    from ascertain.store import ImportRun, Store

Progress = Callable[[str, int, int | None], None]
"""Called with the phase, how much of it is done, and of how much."""

READING, INDEXING = "Reading fact-checks", "Indexing"
"""The phases: reading is counted in bytes of the file, indexing in records."""

BATCH = 1000
"""Entries of one transaction."""

_REPEATED = "the entry repeats an earlier one of the file: same address or identifier, same claim; the first stands"


@dataclass(frozen=True)
class ImportReport:
    """What an import did, over all its runs when it was interrupted in between."""

    file: str
    """Name of the file."""

    format: str
    """How it was read."""

    read: int
    """Entries of the file."""

    new: int
    """Fact-checks that were not known before."""

    changed: int
    """Fact-checks that were known with other content."""

    same: int
    """Fact-checks that were known already, or stand in the file twice."""

    rejected: int
    """Entries that cannot be used."""

    indexed: int
    """Records this run brought into search."""

    resumed: int = 0
    """Entries that an earlier, interrupted run had dealt with."""

    warnings: Mapping[str, int] = field(default_factory=dict)
    """What was left out or guessed, and in how many entries."""

    rejects: str = ""
    """Where the rejected entries are written down; empty when there are none."""

    seconds: float = 0.0
    """How long this run took."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        if not self.new and not self.changed and self.same:
            first = f"{self.file}: nothing new. All {self.same:,} fact-checks are in the collection already."
        else:
            first = (
                f"{self.file}: {self.read:,} entries read as {self.format}: {self.new:,} new, "
                f"{self.changed:,} changed, {self.same:,} the same."
            )
        lines = [first]
        if self.resumed:
            lines.append(f"  went on behind entry {self.resumed:,}, where an earlier run was interrupted")
        if self.rejected:
            entries = "entry" if self.rejected == 1 else "entries"
            lines.append(f"  {self.rejected:,} {entries} could not be used; the reasons are in {self.rejects}")
        lines += [f"  {count:,} ×: {warning}" for warning, count in self.warnings.items()]
        lines.append(f"  {self.indexed:,} brought into search; {self.seconds:.1f} seconds")
        return "\n".join(lines)


def import_fact_checks(
    path: Path,
    store: Store,
    search: Search,
    embedder: Embedder,
    settings: Settings,
    *,
    corpus: str = "main",
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    rejects: Path | None = None,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring a file of fact-checks into the collection ``corpus`` and into search, and report what was done.

    Each batch of entries is one transaction together with the import's own state, so that a run that was killed at
    any moment goes on where its records end; importing a complete file again compares every entry and adds nothing.
    Rejected entries are written to ``rejects``, by default ``<home>/rejects/<file name>.jsonl``. Raises the errors of
    :func:`open_fact_checks` before anything is stored.
    """
    started = time.monotonic()
    file = open_fact_checks(path, format=format, columns=columns)
    key = _key(file, corpus, columns or {})
    rejected = RejectsFile(rejects or settings.home / "rejects" / f"{path.name}.jsonl", key, path.name)
    tell = progress or (lambda _phase, _done, _total: None)
    reading = _Reading(file, corpus, store, rejected, key, batch, tell)
    try:
        reading.run()
    finally:
        rejected.close()
    indexed = drain(store, search, embedder, lambda done, total: tell(INDEXING, done, total))
    run = replace(reading.state, finished=True)
    store.save_import_run(run)
    return ImportReport(
        file=path.name,
        format=file.reader.name,
        read=run.position,
        new=run.new,
        changed=run.changed,
        same=run.same,
        rejected=run.rejected,
        indexed=indexed,
        resumed=reading.resumed,
        warnings=dict(reading.warnings.most_common()),
        rejects=str(rejected.path) if run.rejected else "",
        seconds=round(time.monotonic() - started, 3),
    )


def _key(file: FactCheckFile, corpus: str, columns: Mapping[str, str]) -> str:
    """Return what an import is known by: its content, how it is read, and where it goes; not its name."""
    return content_id(
        "import", corpus, file.digest, f"{file.reader.name}@{VERSION}", json.dumps(sorted(columns.items()))
    )


class _Reading:
    """One pass over a file's entries, into the store."""

    def __init__(
        self,
        file: FactCheckFile,
        corpus: str,
        store: Store,
        rejects: RejectsFile,
        key: str,
        batch: int,
        progress: Progress,
    ) -> None:
        self.warnings: Counter[str] = Counter()
        self.state = _state(store, key)
        self.resumed = self.state.position
        self._file = file
        self._corpus = corpus
        self._store = store
        self._rejects = rejects
        self._batch = batch
        self._progress = progress
        self._seen: set[bytes] = set()
        self._waiting: list[FactCheck] = []

    def run(self) -> None:
        """Read to the end. Entries dealt with before are only counted: their rejects, warnings and identifiers."""
        position, rejected, repeated = 0, 0, 0
        for entry in self._file.entries(self._corpus):
            position = entry.position
            self.warnings.update(dict.fromkeys(entry.warnings, 1))
            new_to_us = position > self.resumed
            if isinstance(entry.outcome, Reject):
                self._rejects.add(entry.outcome)
                rejected += new_to_us
            elif self._is_repeated(entry.outcome):
                self.warnings[_REPEATED] += 1
                repeated += new_to_us
            elif new_to_us:
                self._waiting.append(entry.outcome)
            if position % self._batch == 0:
                if new_to_us:
                    self._write(position, rejected, repeated)
                    rejected = repeated = 0
                self._progress(READING, self._file.consumed, self._file.size)
        if position > self.state.position:
            self._write(position, rejected, repeated)
        self._progress(READING, self._file.size, self._file.size)

    def _is_repeated(self, check: FactCheck) -> bool:
        """Tell whether the file had this fact-check before; the first stands, or a second import would change it."""
        key = bytes.fromhex(check.id)
        if key in self._seen:
            return True
        self._seen.add(key)
        return False

    def _write(self, position: int, rejected: int, repeated: int) -> None:
        # Rejects go to the disk first: after a kill in between they are met again, and known.
        self._rejects.save()
        state = self.state
        state = replace(state, position=position, rejected=state.rejected + rejected, same=state.same + repeated)
        if self._waiting:
            added = self._store.add_fact_checks(self._waiting, state)
            state = state.counting(added)
            self._waiting = []
        else:
            self._store.save_import_run(state)
        self.state = state


def _state(store: Store, key: str) -> ImportRun:
    """Return where to go on: behind the last transaction of an interrupted run, else at the beginning."""
    from ascertain.store import ImportRun

    known = store.import_run(key)
    return ImportRun(key) if known is None or known.finished else known
