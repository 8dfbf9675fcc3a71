"""Importing saved pages as evidence, with their pictures."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ascertain.errors import AscertainError
from ascertain.rooms import Progress, Rooms


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


def import_documents(rooms: Rooms, path: Path, progress: Progress) -> DocumentsReport:
    """Import one saved page, or every page in a folder, and report what was done; a bad page stops no other."""
    from ascertain.ingest import open_target, pages_in, read_page
    from ascertain.verbs.verifying import keep, look_at

    files = pages_in(path)
    before, problems = rooms.store.document_count(), []
    for done, file in enumerate(files):
        progress("Importing documents", done, len(files))
        try:
            raw = open_target(str(file), rooms.settings, rooms.fetcher, None)
            document = read_page(raw, rooms.settings)
        except AscertainError as error:
            problems.append(f"{file.name}: {error}")
            continue
        _, seen = look_at(rooms, document, raw, progress)
        keep(rooms, document, (), seen, None)
    return DocumentsReport(len(files), rooms.store.document_count() - before, tuple(problems))
