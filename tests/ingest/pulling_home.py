"""A collection that live sources are pulled into, and a clock that does not make tests wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ascertain.ingest import Fetcher
from ascertain.ingest.importing import ImportReport
from ascertain.ingest.pulling import pull_fact_checks
from ascertain.ingest.sources import FactCheckSource, PatientWeb
from ascertain.models.hashed import HashedEmbedder
from ascertain.records import FactCheck
from ascertain.search import open_search
from ascertain.settings import Settings
from ascertain.store import open_store


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def __call__(self) -> float:
        return sum(self.slept)

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self())


def patient(settings: Settings, clock: Clock | None = None) -> PatientWeb:
    """Return a client that waits by ``clock``, without chance."""
    clock = clock or Clock()
    return PatientWeb(Fetcher(settings), settings, sleep=clock.sleep, clock=clock, now=clock.now, chance=lambda: 0.0)


class Home:
    """A collection in a folder."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings = settings.model_copy(update={"home": folder})
        self.clock = Clock()
        self.store = open_store(f"sqlite:///{folder / 'ascertain.db'}")
        self.search = open_search(str(folder / "search"))

    def pull(self, source: FactCheckSource, corpus: str = "main") -> ImportReport:
        """Pull with a client that never makes the test wait."""
        return pull_fact_checks(
            source,
            patient(self.settings, self.clock),
            self.store,
            self.search,
            HashedEmbedder(),
            self.settings,
            corpus=corpus,
        )

    def fact_checks(self) -> dict[str, FactCheck]:
        """Return what the collection holds, by claim."""
        from sqlalchemy import select

        from ascertain.store.tables import fact_checks

        with self.store._database.read() as connection:
            ids = list(connection.execute(select(fact_checks.c.id)).scalars())
        return {check.claim: check for check in self.store.fact_checks(ids)}
