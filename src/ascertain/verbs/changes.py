"""What changed at the desk since somebody was there, and whether the installation is well."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from ascertain.errors import AscertainError
from ascertain.records import DraftHead, Judgement, LaterMatch, LibraryEntry, Person, QueueItem
from ascertain.rooms import Rooms

_FIRST = timedelta(days=7)
"""How far back changes go for somebody who is there for the first time."""

_SHOWN = 8
_MOST = 50
_RECENT = timedelta(minutes=15)


class Looked(Protocol):
    """One thing that a check-up looked at."""

    @property
    def name(self) -> str:
        """What was looked at."""

    @property
    def state(self) -> str:
        """``ok``, ``optional`` or ``broken``."""

    @property
    def words(self) -> str:
        """What was found, and what to do."""


@dataclass(frozen=True)
class Changes:
    """What is new for one person."""

    since: datetime
    """Changes count from here."""

    first: bool
    """Whether the person is there for the first time."""

    later: Sequence[LaterMatch]
    """Fact-checks that came in and answer claims of pages verified earlier."""

    dossiers: Sequence[LibraryEntry]
    """Pages that were verified."""

    answers: Sequence[LibraryEntry]
    """Claims that were asked about."""

    judgements: Sequence[Judgement]
    """What others decided."""

    drafts: Sequence[DraftHead]
    """Drafts that were saved, also by the person."""

    mine: Sequence[QueueItem]
    """Claims that the person works on, not yet checked or dropped."""

    waiting: int
    """Readers' comments that wait for a moderator, 50 at most."""


@dataclass(frozen=True)
class Health:
    """What a check-up found."""

    checks: Sequence[Looked]
    """Each part of the installation."""

    counts: dict[str, int]
    """How many records there are of each kind."""

    jobs: dict[str, int]
    """Work that waits: records for search, fact-checks to compare, pictures to fetch."""

    folder: Path
    """Where the collection is kept."""

    free: int
    """Free bytes there."""

    total: int
    """Bytes of the disk there."""

    at: datetime
    """When it was looked."""

    @property
    def recent(self) -> bool:
        """Tell whether it was looked within the last quarter of an hour."""
        return datetime.now(UTC) - self.at < _RECENT

    @property
    def broken(self) -> list[Looked]:
        """Return what does not work."""
        return [check for check in self.checks if check.state == "broken"]


def changes_for(rooms: Rooms, person: Person, now: datetime) -> Changes:
    """Return what changed since a person's last visit, and note this one."""
    from ascertain.store.workqueue import Wanted
    from ascertain.verbs.later import latest_matches

    store = rooms.store
    before = store.drafts.visit(person.id, now)
    since = before or now - _FIRST
    mine = store.work.page(Wanted(assignee=person.id), _MOST).items
    return Changes(
        since=since,
        first=before is None,
        later=[one for one in latest_matches(rooms, _MOST) if one.found > since][:_SHOWN],
        dossiers=store.library.page("dossiers", _SHOWN, since=since).entries,
        answers=store.library.page("answers", _SHOWN, since=since).entries,
        judgements=[one for one in store.work.judgements(_MOST, since=since) if one.by != person.id][:_SHOWN],
        drafts=store.drafts.newest(_SHOWN),
        mine=[one for one in mine if one.status in {"new", "in work", "waiting"}][:_SHOWN],
        waiting=_waiting(rooms),
    )


def check_health(rooms: Rooms, check_up: Callable[[], Sequence[Looked]]) -> Health:
    """Look at the installation and return what was found; the check-up reads every record of the store."""
    checks = check_up()
    store = rooms.store
    media = store.media_counts()
    counts = {
        "documents": store.document_count(),
        "fact-checks": store.fact_check_count(),
        "passages": store.passage_count(),
        "pictures": media.get("picture", 0),
        "videos": media.get("video", 0),
        "fact-checks in search": _count(lambda: rooms.search.count("factchecks")),
        "passages in search": _count(lambda: rooms.search.count("passages")),
    }
    jobs = {"to be indexed": store.outbox_size(), "to be compared with claims": store.uncompared_count()}
    folder = rooms.settings.home
    while not folder.exists():
        folder = folder.parent
    disk = shutil.disk_usage(folder)
    return Health(checks, counts, jobs, folder, disk.free, disk.total, datetime.now(UTC))


def _count(count: Callable[[], int]) -> int:
    try:
        return count()
    except AscertainError:
        # The check-up beside it says what is wrong with search.
        return 0


def _waiting(rooms: Rooms) -> int:
    return len(rooms.store.comments.waiting(_MOST))
