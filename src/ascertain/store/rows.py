"""What the store hands out beside the records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from ascertain.records import FactCheck, Region

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


@dataclass(frozen=True)
class TraceSummary:
    """A trace as a list shows it."""

    id: str
    sha256: str
    name: str
    at: datetime


@dataclass(frozen=True)
class AnswerSummary:
    """An answer as a list shows it."""

    id: str
    question: str
    verdict: str
    """Empty where nothing was weighed."""

    at: datetime


@dataclass(frozen=True)
class PrintPart:
    """The PDQ hash of a picture or of a part of it."""

    name: str
    """What part it is: the whole picture, or a panel of it."""

    pdq: bytes
    """PDQ perceptual hash, 32 bytes."""

    quality: int
    """PDQ quality, 0 to 100."""

    region: Region | None = None
    """Where the part lies; ``None`` for the whole picture."""


@dataclass(frozen=True)
class Print:
    """What one picture, or one frame of a video, is found by, as an engine made it."""

    sha256: str
    """The picture or video."""

    frame: float | None
    """Second of the frame, kept to the millisecond; ``None`` for a picture."""

    engine: str
    """Name and version of what made it: prints of another engine are made again from the picture's bytes."""

    parts: tuple[PrintPart, ...] = ()
    """The picture and its parts."""

    features: bytes = b""
    """Local features in the engine's own form."""

    thumb: bytes = b""
    """A small picture that a find is compared with."""

    position: int = 0
    """Number under which the store keeps it, growing; 0 before it is kept."""


@dataclass(frozen=True)
class FoundAt:
    """A fact-check that has to do with an address."""

    address: str
    """The address, as it was asked for."""

    role: Literal["fact-check", "appearance"]
    """Whether the fact-check stands there, or the claim it checks appeared there."""

    fact_check: FactCheck


@dataclass(frozen=True)
class WantedPicture:
    """A picture that a fact-check shows and that was not fetched yet."""

    fact_check: FactCheck

    number: int
    """Which of its pictures."""

    url: str
    """Its address."""

    tries: int
    """How often it was tried."""

    @property
    def key(self) -> tuple[str, int]:
        """What the list is ordered by."""
        return self.fact_check.id, self.number
