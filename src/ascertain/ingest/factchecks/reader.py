"""What every reader of fact-checks offers, and what it hands over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from ascertain.ingest.factchecks.draft import Draft
from ascertain.records import FactCheck


@dataclass(frozen=True)
class Problem:
    """Why a part of a file is no fact-check."""

    reason: str
    """A sentence for the person who imports."""

    excerpt: str = ""
    """The part, shortened."""

    place: str = ""
    """Where it stands: ``line 17``."""

    seen: tuple[str, ...] = ()
    """The names of its fields, when it was readable but none of them means a claim or headline."""


@dataclass(frozen=True)
class Reject:
    """An entry that cannot be used, and why."""

    position: int
    """Which entry of the file, counted from 1."""

    reason: str
    excerpt: str
    place: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One entry of a file: a fact-check or the reason why there is none."""

    position: int
    """Which entry of the file, counted from 1; the same each time the file is read."""

    outcome: FactCheck | Reject
    warnings: tuple[str, ...] = ()
    """What of the entry was not taken over."""


@dataclass(frozen=True)
class Located:
    """A draft with where it stands in the file."""

    draft: Draft
    place: str = ""


class Reader(Protocol):
    """Reads one family of formats, in bounded memory.

    A reader knows nothing of the store; it turns bytes into drafts, in the same order each time.
    """

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""

    @property
    def examples(self) -> tuple[bytes, ...]:
        """Small files it reads, each with at least one fact-check; the contract test runs them."""

    def sniff(self, head: bytes, path: Path) -> bool:
        """Tell whether a file that begins with ``head`` (up to 64 KiB of UTF-8) is one of its own."""

    def drafts(self, stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Located | Problem]:
        """Yield what the stream holds (seekable UTF-8 bytes); ``columns`` maps our fields to the file's names."""
