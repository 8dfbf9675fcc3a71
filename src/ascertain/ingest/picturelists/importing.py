"""Importing pictures and videos: loaded and fingerprinted one by one, kept in batches; it goes on after a kill."""

from __future__ import annotations

import json
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from ascertain.errors import AscertainError, Invalid, Unavailable
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.picturelists.entry import Kind, PictureEntry
from ascertain.ingest.picturelists.folder import count_files
from ascertain.ingest.picturelists.reading import VERSION, digest_of, read_picture_list
from ascertain.ingest.picturelists.report import PicturesReport
from ascertain.ingest.rejects import RejectsFile
from ascertain.records import content_id

if TYPE_CHECKING:
    from ascertain.settings import Settings
    from ascertain.store import ImportRun, Store

Progress = Callable[[str, int, int | None], None]
"""Called with the phase, how many entries are done, and of how many (``None``: nobody knows)."""

T = TypeVar("T")
"""What is loaded of an entry: the bytes of a picture, the path of a video."""

P = TypeVar("P")
"""What the fingerprinting returns."""

READING = {"picture": "Importing pictures", "video": "Importing videos"}

BATCH = 50
"""Entries that are kept at once."""

_AHEAD = 4
"""Downloads under way at the same time; files are read when it is their turn."""


@dataclass(frozen=True)
class Ready(Generic[T, P]):
    """An entry that is to be kept."""

    entry: PictureEntry
    """What the list says."""

    content: T
    """What was loaded."""

    print: P
    """What the fingerprinting returned."""


@dataclass(frozen=True)
class Kept:
    """How many entries of a batch were new, and how many were known as they are."""

    new: int = 0
    same: int = 0


def import_pictures(
    path: Path,
    store: Store,
    settings: Settings,
    *,
    load: Callable[[PictureEntry], T],
    fingerprint: Callable[[T], P],
    keep: Callable[[Sequence[Ready[T, P]]], Kept],
    kind: Kind = "picture",
    columns: Mapping[str, str] | None = None,
    outside: bool = False,
    rejects: Path | None = None,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> PicturesReport:
    """Bring the pictures (or videos) of a folder or list into the collection, and report what was done.

    ``load`` gets what an entry names, ``fingerprint`` looks at it, and ``keep`` stores a batch; what ``load`` and
    ``fingerprint`` raise of :mod:`ascertain.errors` sets the entry aside with that reason, and the rest goes on.
    After each batch the import's position is kept, so that a run that was killed goes on behind it; ``keep`` must
    therefore take a batch again without doubling it. Rejected entries are written to ``rejects``, by default
    ``<home>/rejects/<name>.jsonl``. Raises the errors of :func:`read_picture_list` before anything is kept.
    """
    started = time.monotonic()
    entries = read_picture_list(path, columns, kind=kind, outside=outside)
    try:
        first = list(islice(entries, 1))  # a list that is none says so before anything is kept
        key = _key(path, kind, columns or {}, outside)
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    if not first:
        raise Invalid(f"{path.name} names no {kind}s.", "Give a folder, or a list with a row for each.")
    file = RejectsFile(rejects or settings.home / "rejects" / f"{path.name}.jsonl", key, path.name)
    intake = _Intake(store, key, file, keep)
    tell = progress or (lambda _phase, _done, _total: None)
    total = count_files(path, kind) if path.is_dir() else None
    try:
        for outcome in _looked_at(_all(first, entries), intake.resumed, load, fingerprint):
            intake.take(outcome)
            tell(READING[kind], intake.position, total)
            if intake.waiting >= batch:
                intake.write()
        intake.write()
    finally:
        file.close()
    run = replace(intake.state, finished=True)
    store.save_import_run(run)
    return PicturesReport(
        file=path.name,
        read=run.position,
        new=run.new,
        same=run.same,
        rejected=run.rejected,
        resumed=intake.resumed,
        warnings=dict(intake.warnings.most_common()),
        rejects=str(file.path) if run.rejected else "",
        seconds=round(time.monotonic() - started, 3),
    )


def _key(path: Path, kind: Kind, columns: Mapping[str, str], outside: bool) -> str:
    """Return what an import is known by: its content, how it is read, and where it lies."""
    # The same list in another folder means other files.
    place = str(path.resolve().parent)
    return content_id(
        "import", kind, str(VERSION), digest_of(path), place, str(outside), json.dumps(sorted(columns.items()))
    )


def _all(
    first: Iterable[PictureEntry | Reject], rest: Iterable[PictureEntry | Reject]
) -> Iterator[PictureEntry | Reject]:
    yield from first
    yield from rest


Outcome = Ready[T, P] | Reject


def _looked_at(
    entries: Iterable[PictureEntry | Reject],
    done: int,
    load: Callable[[PictureEntry], T],
    fingerprint: Callable[[T], P],
) -> Iterator[tuple[int, PictureEntry | None, Ready[T, P] | Reject | None]]:
    """Yield position, entry and outcome of each entry, in order; those dealt with before have none."""
    waiting: deque[tuple[PictureEntry | Reject, Future[T] | None]] = deque()
    with ThreadPoolExecutor(_AHEAD, thread_name_prefix="ascertain-pictures") as threads:

        def next_one() -> tuple[int, PictureEntry | None, Ready[T, P] | Reject | None]:
            entry, coming = waiting.popleft()
            if isinstance(entry, Reject):
                return entry.position, None, entry
            if entry.position <= done:
                return entry.position, entry, None
            return entry.position, entry, _one(entry, coming, load, fingerprint)

        try:
            for entry in entries:
                fetched = isinstance(entry, PictureEntry) and entry.file is None and entry.position > done
                ahead = threads.submit(load, entry) if fetched and isinstance(entry, PictureEntry) else None
                waiting.append((entry, ahead))
                if len(waiting) > _AHEAD:
                    yield next_one()
            while waiting:
                yield next_one()
        finally:
            for _, coming in waiting:
                if coming is not None:
                    coming.cancel()


def _one(
    entry: PictureEntry, coming: Future[T] | None, load: Callable[[PictureEntry], T], fingerprint: Callable[[T], P]
) -> Ready[T, P] | Reject:
    try:
        content = load(entry) if coming is None else coming.result()
        return Ready(entry, content, fingerprint(content))
    except AscertainError as error:
        return Reject(entry.position, str(error), entry.name, entry.place)


class _Intake(Generic[T, P]):
    """Takes outcomes into the collection, batch by batch, with the import's state."""

    def __init__(
        self, store: Store, key: str, rejects: RejectsFile, keep: Callable[[Sequence[Ready[T, P]]], Kept]
    ) -> None:
        self.state = _state(store, key)
        self.resumed = self.state.position
        self.position = self.resumed
        self.warnings: Counter[str] = Counter()
        self._store = store
        self._rejects = rejects
        self._keep = keep
        self._ready: list[Ready[T, P]] = []
        self._rejected = 0

    @property
    def waiting(self) -> int:
        """Return how many entries wait to be kept."""
        return max(self.position - self.state.position, 0)

    def take(self, outcome: tuple[int, PictureEntry | None, Ready[T, P] | Reject | None]) -> None:
        """Take one outcome; of entries dealt with before, rejects and warnings are only counted."""
        position, entry, found = outcome
        if entry is not None:
            self.warnings.update(entry.warnings)
        if isinstance(found, Reject):
            self._rejects.add(found)
            self._rejected += position > self.resumed
        elif found is not None:
            self._ready.append(found)
        self.position = max(position, self.position)

    def write(self) -> None:
        """Keep what waits; rejects go to the disk first, so that after a kill in between they are met again."""
        if self.position == self.state.position:
            return
        self._rejects.save()
        kept = self._keep(self._ready) if self._ready else Kept()
        self.state = replace(
            self.state,
            position=self.position,
            new=self.state.new + kept.new,
            same=self.state.same + kept.same,
            rejected=self.state.rejected + self._rejected,
        )
        self._store.save_import_run(self.state)
        self._ready, self._rejected = [], 0


def _state(store: Store, key: str) -> ImportRun:
    """Return where to go on: behind the last batch of an interrupted run, else with new counts."""
    from ascertain.store import ImportRun

    known = store.import_run(key)
    return ImportRun(key) if known is None or known.finished else known
