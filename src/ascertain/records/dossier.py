"""The result of verifying a page."""

from __future__ import annotations

from ascertain.records.answer import Answer, Passage
from ascertain.records.claim import Claim
from ascertain.records.document import Document
from ascertain.records.factcheck import Match
from ascertain.records.finding import Finding
from ascertain.records.media import PictureFindings
from ascertain.records.record import Record, UtcTime


class CheckedClaim(Record):
    """A claim with what the collection holds about it."""

    claim: Claim
    """The claim."""

    related: tuple[Match, ...] = ()
    """Fact-checks of similar claims, best first."""

    evidence: tuple[Passage, ...] = ()
    """Passages of the collection that bear on it, best first."""

    answer: Answer | None = None
    """``None`` for sentences that are not worth checking or not assertions."""


class Dossier(Record):
    """Everything found about one page, each part leading to its source."""

    id: str
    """Depends on document, collection and time."""

    document: Document
    """The page as read."""

    claims: tuple[CheckedClaim, ...]
    """Claims in reading order; opinions, questions and predictions are listed and marked."""

    pictures: tuple[PictureFindings, ...] = ()
    """Pictures of the page and where else they appeared."""

    comment_findings: tuple[Finding, ...] = ()
    """Hints about the comment section."""

    notes: tuple[str, ...] = ()
    """What could not be read or done, in words."""

    made_by: tuple[str, ...]
    """``name@version`` of each part that took part."""

    at: UtcTime
    """When it was made."""

    schema_version: int = 1
    """Version of this shape."""
