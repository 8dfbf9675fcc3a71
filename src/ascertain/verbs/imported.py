"""What follows an import: claims of earlier pages are compared with what came in, and pictures are fetched."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.ingest.importing import ImportReport


def completed(rooms: Rooms, report: ImportReport, corpus: str, pictures: bool, progress: Progress) -> ImportReport:
    """Return an import's report with the claims it answers and, when ``pictures`` are wanted, how many were kept."""
    from ascertain.verbs.factpictures import fetch_pictures
    from ascertain.verbs.revisiting import revisit

    started = time.monotonic()
    answered = revisit(rooms, progress)
    if pictures:
        fetched = fetch_pictures(rooms, corpus, progress)
        report = replace(report, pictures=fetched.kept, failures=(*report.failures, *fetched.failures))
    return replace(report, answered=answered, seconds=round(report.seconds + time.monotonic() - started, 3))
