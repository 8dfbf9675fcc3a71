"""What every live source of fact-checks offers, and what it hands over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ascertain.ingest.factchecks.reader import Located, Problem
from ascertain.ingest.importing import Failure
from ascertain.ingest.sources.patience import PatientWeb


@dataclass(frozen=True)
class Page:
    """What one step of a source brought; it is kept before the next step is taken."""

    found: Sequence[Located | Problem] = ()
    """Fact-checks, and entries that are none."""

    cursor: str = ""
    """Where a later run goes on, in the source's own words; empty: from the beginning."""

    done: int = 0
    """How many steps are done, for progress."""

    total: int | None = None
    """Of how many; ``None`` when nobody knows."""

    failures: tuple[Failure, ...] = ()
    """What could not be fetched."""

    skipped: int = 0
    """Pages that hold no fact-check."""

    stopped: bool = False
    """Whether the source gave out here, before its end."""


class FactCheckSource(Protocol):
    """Brings fact-checks from somewhere on the web, page by page; its fields are its settings.

    A source knows nothing of the store. Reading it twice is always safe: fact-checks that are known stay as they are.
    """

    @property
    def name(self) -> str:
        """What ``ascertain pull`` calls it."""

    @property
    def title(self) -> str:
        """What a report calls this pull."""

    @property
    def parameters(self) -> Mapping[str, str]:
        """What makes two pulls the same, so that the second goes on where the first ended."""

    @property
    def examples(self) -> tuple[bytes, ...]:
        """Answers of the source, each with at least one fact-check; the contract test serves them."""

    def pages(self, web: PatientWeb, cursor: str) -> Iterator[Page]:
        """Yield the source's pages from ``cursor``, which an earlier page gave, on.

        Raises the errors of :mod:`ascertain.errors` when nothing can be had at all; what fails behind the first page
        is a failure of a page, whose cursor says where to go on.
        """
