"""Importing fact-checks: read in batches, one transaction each, then indexed; it goes on after any interruption."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.ingest.answered import Answered
from ascertain.ingest.factchecks import Entry, FactCheckFile, Reject, open_fact_checks
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
"""The phases: reading is counted in bytes of the file or pages of the source, indexing in records."""

BATCH = 1000
"""Entries of one transaction."""

_SHOWN = 10
"""Failures that a report lists."""

_REPEATED = "the entry repeats an earlier one of the import: same address or identifier, same claim; the first stands"


@dataclass(frozen=True)
class Failure:
    """Something of a live source that could not be fetched."""

    url: str
    """Its address."""

    reason: str
    """A sentence for the person who imports."""


@dataclass(frozen=True)
class Portion:
    """Entries that are kept in one transaction, with how far they bring the import."""

    entries: Sequence[Entry]
    """Numbered from 1 over the whole import."""

    done: int = 0
    """How much is read, for progress."""

    total: int | None = None
    """Of how much; ``None`` when nobody knows."""

    cursor: str = ""
    """Where a live source goes on behind them."""

    failures: tuple[Failure, ...] = ()
    """What of a live source could not be fetched."""

    skipped: int = 0
    """Pages of a live source that hold no fact-check."""

    stopped: bool = False
    """Whether a live source gave out here, before its end."""


@dataclass(frozen=True)
class ImportReport:
    """What an import did, over all its runs when it was interrupted in between."""

    file: str
    """Name of the file or live source."""

    format: str
    """How it was read."""

    read: int
    """Entries of the file or source."""

    new: int
    """Fact-checks that were not known before."""

    changed: int
    """Fact-checks that were known with other content."""

    same: int
    """Fact-checks that were known already, or stood among the entries twice."""

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

    skipped: int = 0
    """Pages of a live source that hold no fact-check; of this run."""

    failures: Sequence[Failure] = ()
    """What of a live source, or which pictures, could not be fetched, and why; of this run."""

    stopped: bool = False
    """Whether a live source gave out before its end; the next run goes on there."""

    pictures: int = 0
    """Pictures of fact-checks that were fetched and kept; of this run."""

    answered: Sequence[Answered] = ()
    """Claims of pages verified earlier that what came in seems to answer, most probable first; of this run."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        if self.stopped or self.failures or self.new or self.changed or not self.same:
            first = (
                f"{self.file}: {self.read:,} entries read as {self.format}: {self.new:,} new, "
                f"{self.changed:,} changed, {self.same:,} the same."
            )
        else:
            first = f"{self.file}: nothing new. All {self.same:,} fact-checks are in the collection already."
        lines = [first]
        if self.resumed:
            lines.append(f"  went on behind entry {self.resumed:,}, where an earlier run was interrupted")
        if self.rejected:
            entries = "entry" if self.rejected == 1 else "entries"
            lines.append(f"  {self.rejected:,} {entries} could not be used; the reasons are in {self.rejects}")
        if self.skipped:
            lines.append(f"  {self.skipped:,} {'page' if self.skipped == 1 else 'pages'} without a fact-check")
        if self.pictures:
            lines.append(f"  {self.pictures:,} {'picture' if self.pictures == 1 else 'pictures'} of fact-checks kept")
        if self.failures:
            lines.append(f"  {len(self.failures):,} could not be fetched:")
            lines += [f"    {failure.url}: {failure.reason}" for failure in self.failures[:_SHOWN]]
            if len(self.failures) > _SHOWN:
                lines.append(f"    and {len(self.failures) - _SHOWN:,} more (all of them with --json)")
        if self.stopped:
            lines.append("  stopped before the end; the same command goes on from there")
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
    file = open_fact_checks(path, format=format, columns=columns)
    key = _key(file, corpus, columns or {})
    return import_portions(
        lambda _run: _portions(file, corpus, batch),
        store,
        search,
        embedder,
        key=key,
        name=path.name,
        format=file.reader.name,
        rejects=RejectsFile(rejects or settings.home / "rejects" / f"{path.name}.jsonl", key, path.name),
        progress=progress,
    )


def import_portions(
    portions: Callable[[ImportRun], Iterable[Portion]],
    store: Store,
    search: Search,
    embedder: Embedder,
    *,
    key: str,
    name: str,
    format: str,
    rejects: RejectsFile,
    progress: Progress | None = None,
) -> ImportReport:
    """Keep what the portions hold, each in a transaction with the import's state, index it and report.

    ``portions`` is called with the state from which the import goes on; entries up to its position are only counted.
    ``key`` is what the import is known by, ``name`` and ``format`` what the report calls it. Errors that the portions
    raise come through; what was kept before them stands, and the next run goes on behind it.
    """
    started = time.monotonic()
    tell = progress or (lambda _phase, _done, _total: None)
    intake = _Intake(store, rejects, key)
    try:
        for portion in portions(intake.state):
            intake.take(portion)
            tell(READING, portion.done, portion.total)
    finally:
        rejects.close()
    indexed = drain(store, search, embedder, lambda done, total: tell(INDEXING, done, total))
    run = replace(intake.state, finished=not intake.stopped)
    store.save_import_run(run)
    return ImportReport(
        file=name,
        format=format,
        read=run.position,
        new=run.new,
        changed=run.changed,
        same=run.same,
        rejected=run.rejected,
        indexed=indexed,
        resumed=intake.resumed,
        warnings=dict(intake.warnings.most_common()),
        rejects=str(rejects.path) if run.rejected else "",
        seconds=round(time.monotonic() - started, 3),
        skipped=intake.skipped,
        failures=tuple(intake.failures),
        stopped=intake.stopped,
    )


def _key(file: FactCheckFile, corpus: str, columns: Mapping[str, str]) -> str:
    """Return what an import is known by: its content, how it is read, and where it goes; not its name."""
    return content_id(
        "import", corpus, file.digest, f"{file.reader.name}@{VERSION}", json.dumps(sorted(columns.items()))
    )


def _portions(file: FactCheckFile, corpus: str, batch: int) -> Iterator[Portion]:
    """Yield a file's entries in batches; the last, possibly empty, says that the file is read."""
    entries = file.entries(corpus)
    while some := list(islice(entries, batch)):
        yield Portion(some, file.consumed, file.size)
    yield Portion((), file.size, file.size)


class _Intake:
    """Takes portions into the store."""

    def __init__(self, store: Store, rejects: RejectsFile, key: str) -> None:
        self.warnings: Counter[str] = Counter()
        self.failures: list[Failure] = []
        self.skipped = 0
        self.stopped = False
        self.state = _state(store, key)
        self.resumed = self.state.position
        self._store = store
        self._rejects = rejects
        self._seen: set[bytes] = set()

    def take(self, portion: Portion) -> None:
        """Keep a portion. Of entries dealt with before, only rejects, warnings and identifiers are counted."""
        waiting: list[FactCheck] = []
        rejected = repeated = 0
        for entry in portion.entries:
            self.warnings.update(dict.fromkeys(entry.warnings, 1))
            new_to_us = entry.position > self.resumed
            if isinstance(entry.outcome, Reject):
                self._rejects.add(entry.outcome)
                rejected += new_to_us
            elif self._is_repeated(entry.outcome):
                self.warnings[_REPEATED] += 1
                repeated += new_to_us
            elif new_to_us:
                waiting.append(entry.outcome)
        self.skipped += portion.skipped
        self.failures += portion.failures
        self.stopped = portion.stopped
        position = portion.entries[-1].position if portion.entries else 0
        state = replace(self.state, position=max(position, self.state.position), cursor=portion.cursor)
        state = replace(state, rejected=state.rejected + rejected, same=state.same + repeated)
        if state != self.state or waiting:
            self._write(state, waiting)

    def _is_repeated(self, check: FactCheck) -> bool:
        """Tell whether the import had this fact-check before; the first stands, or a second run would change it."""
        key = bytes.fromhex(check.id)
        if key in self._seen:
            return True
        self._seen.add(key)
        return False

    def _write(self, state: ImportRun, checks: Sequence[FactCheck]) -> None:
        # Rejects go to the disk first: after a kill in between they are met again, and known.
        self._rejects.save()
        if checks:
            state = state.counting(self._store.add_fact_checks(checks, state))
        else:
            self._store.save_import_run(state)
        self.state = state


def _state(store: Store, key: str) -> ImportRun:
    """Return where to go on: behind the last transaction of an interrupted run, else with new counts."""
    from ascertain.store import ImportRun

    known = store.import_run(key)
    if known is None:
        return ImportRun(key)
    return ImportRun(key, cursor=known.cursor) if known.finished else known
