"""What the store hands out beside the records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Table = Literal["factchecks", "passages"]
"""The search tables that the outbox speaks of."""


@dataclass(frozen=True)
class Added:
    """How many records of a batch were new, differed from what was stored, or were stored already."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.changed + other.changed, self.same + other.same)


@dataclass(frozen=True)
class ImportRun:
    """How far an import has come, so that it goes on from there after an interruption."""

    key: str
    """What is imported into what: file or live source, corpus, format."""

    position: int = 0
    """Entries that are dealt with."""

    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    finished: bool = False
    """Whether all of the file or source is dealt with."""

    cursor: str = ""
    """Where a live source goes on, in its own words; empty for files, which go on by position."""

    def counting(self, added: Added) -> ImportRun:
        """Return this run with the counts of one more batch."""
        return replace(
            self, new=self.new + added.new, changed=self.changed + added.changed, same=self.same + added.same
        )


@dataclass(frozen=True)
class OutboxRow:
    """A record that search does not know yet in its present form."""

    seq: int
    table: Table
    record_id: str


@dataclass(frozen=True)
class DossierSummary:
    """A dossier as a list shows it."""

    id: str
    document_id: str
    title: str
    url: str
    at: datetime
