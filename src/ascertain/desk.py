"""The desk: everything Ascertain does, one method for each verb."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ascertain.errors import AscertainError, Invalid
from ascertain.records import Dossier, Match
from ascertain.rooms import Progress, Rooms
from ascertain.settings import Settings, load_settings

if TYPE_CHECKING:
    from ascertain.doctor import Check
    from ascertain.ingest import RawPage
    from ascertain.ingest.importing import ImportReport
    from ascertain.ingest.sources import FactCheckSource


def _quiet(_stage: str, _done: int, _total: int | None) -> None:
    return None


@dataclass(frozen=True)
class DocumentsReport:
    """What importing documents did."""

    read: int
    """Files looked at."""
    added: int
    """Documents that were new."""
    problems: tuple[str, ...]
    """One line for each file that could not be read."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        lines = [f"{self.read:,} files read, {self.added:,} documents new", *self.problems]
        return "\n  ".join(lines)


def open_desk(settings: Settings | None = None) -> Desk:
    """Return a desk over the store, search tables and blobs that ``settings`` name (environment by default)."""
    return Desk(settings or load_settings())


class Desk(Rooms):
    """Verify, relate, import: the verbs over one collection.

    Opening is cheap: store, search and model are opened when a verb first needs them.
    """

    def verify(self, target: str | RawPage, *, stdin: BinaryIO | None = None, progress: Progress = _quiet) -> Dossier:
        """Return the dossier of a page and keep it.

        ``target`` is an address, a path, ``-`` for ``stdin``, or a page already read. Nothing is stored unless
        all of it succeeds. Raises the errors of :mod:`ascertain.errors`.
        """
        from ascertain.ingest import open_target
        from ascertain.verifying import verify_page

        progress("Reading the page", 0, None)
        raw = open_target(target, self.settings, self.fetcher, stdin) if isinstance(target, str) else target
        return verify_page(self, raw, progress)

    def related(
        self,
        text: str,
        *,
        limit: int = 10,
        corpus: str = "main",
        languages: Sequence[str] = (),
        publishers: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> list[Match]:
        """Return fact-checks of claims similar to ``text``, best first, each with why it matched and differs."""
        from ascertain.related import Query, find_related
        from ascertain.search import Where

        if not text.strip():
            raise Invalid("There is no text to look for.", "Give a claim, a post or a headline.")
        where = Where(
            corpus=corpus,
            languages=frozenset(languages),
            publishers=frozenset(publishers),
            first_day=_day(since),
            last_day=_day(until),
        )
        found = find_related([Query(text)], self.search, self.store, self.embedder, where=where, limit=limit)
        return list(found[0])

    def import_factchecks(
        self,
        path: Path,
        *,
        corpus: str = "main",
        format: str | None = None,
        columns: Mapping[str, str] | None = None,
        rejects: Path | None = None,
        progress: Progress = _quiet,
    ) -> ImportReport:
        """Import fact-checks from a file of any known shape; a second run adds nothing, a killed one goes on."""
        from ascertain.ingest.importing import import_fact_checks

        return import_fact_checks(
            path,
            self.store,
            self.search,
            self.embedder,
            self.settings,
            corpus=corpus,
            format=format,
            columns=columns,
            rejects=rejects,
            progress=progress,
        )

    def pull_factchecks(
        self, source: FactCheckSource, *, corpus: str = "main", rejects: Path | None = None, progress: Progress = _quiet
    ) -> ImportReport:
        """Import fact-checks from a live source (:mod:`ascertain.ingest.sources`); the next run goes on behind it."""
        from ascertain.ingest.pulling import pull_fact_checks
        from ascertain.ingest.sources import PatientWeb

        return pull_fact_checks(
            source,
            PatientWeb(self.fetcher, self.settings),
            self.store,
            self.search,
            self.embedder,
            self.settings,
            corpus=corpus,
            rejects=rejects,
            progress=progress,
        )

    def import_documents(self, path: Path, *, progress: Progress = _quiet) -> DocumentsReport:
        """Import saved pages (one file, or every page in a folder) with their pictures as evidence to search."""
        from ascertain.ingest import open_target, pages_in, read_page
        from ascertain.verifying import keep, look_at

        files = pages_in(path)
        before, problems = self.store.document_count(), []
        for done, file in enumerate(files):
            progress("Importing documents", done, len(files))
            try:
                raw = open_target(str(file), self.settings, self.fetcher, None)
                document = read_page(raw, self.settings)
            except AscertainError as error:
                problems.append(f"{file.name}: {error}")
                continue
            _, seen = look_at(self, document, raw, progress)
            keep(self, document, (), seen, None)
        return DocumentsReport(len(files), self.store.document_count() - before, tuple(problems))

    def reindex(self, *, progress: Progress = _quiet) -> int:
        """Rebuild the search tables from the store and return how many records they hold."""
        from ascertain.ingest.indexing import reindex

        return reindex(self.store, self.search, self.embedder, lambda done, total: progress("Indexing", done, total))

    def prepare(self, *, progress: Progress = _quiet) -> Path:
        """Prepare the embedding model, unless it is there already, and return its folder."""
        from ascertain.models import prepare_models

        return prepare_models(self.settings, progress)

    def doctor(self) -> list[Check]:
        """Check the installation and return what was found about each part."""
        from ascertain.doctor import check_up

        return check_up(self)

    def demo(self, *, progress: Progress = _quiet) -> Dossier:
        """Load the sample collection (again without effect), verify the sample article, return its dossier."""
        from importlib.resources import as_file, files

        with as_file(files("ascertain") / "samples") as samples:
            self.prepare(progress=progress)
            self.import_factchecks(samples / "factchecks.jsonl", progress=progress)
            self.import_documents(samples / "documents", progress=progress)
            return self.verify(str(samples / "article.html"), progress=progress)

    def warm(self) -> None:
        """Open everything, so that the first request is as fast as the next."""
        self.related("warm", limit=1)

    def thumbnails(self, dossier: Dossier) -> dict[str, bytes]:
        """Return small versions of the dossier's pictures by SHA-256, for pages that carry them inside."""
        from ascertain.trace import thumbnail

        wanted = [finding.media.sha256 for finding in dossier.pictures if finding.media]
        return {sha256: thumbnail(self.blobs.get(sha256), self.settings) for sha256 in wanted}


def _day(day: date | None) -> int | None:
    return None if day is None else day.year * 10000 + day.month * 100 + day.day
