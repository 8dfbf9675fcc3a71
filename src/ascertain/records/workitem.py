"""A claim in the queue of the desk, and everything its page shows."""

from __future__ import annotations

from ascertain.records.answer import Answer, Passage
from ascertain.records.claim import Claim
from ascertain.records.document import Document, Source
from ascertain.records.draft import DraftHead
from ascertain.records.factcheck import Match
from ascertain.records.finding import Finding
from ascertain.records.judgement import ClaimStatus, Judgement
from ascertain.records.later import LaterMatch
from ascertain.records.record import Record, UtcTime


class QueueItem(Record):
    """A claim worth checking, and how far the work on it is."""

    claim: Claim
    """The claim."""

    title: str = ""
    """Headline of its document."""

    url: str = ""
    """Address of its document; empty for a text handed over."""

    source: Source | None = None
    """Who published its document."""

    language: str = ""
    """BCP-47 primary language of its document."""

    published: UtcTime | None = None
    """When its document was published."""

    dossier_id: str = ""
    """The latest dossier that shows it; empty when there is none."""

    status: ClaimStatus = "new"
    """How far the work on it is."""

    assignee: str = ""
    """Identifier of the person who works on it; empty for nobody."""

    changed: UtcTime | None = None
    """When somebody last decided something about it; ``None`` when nobody did."""

    notes: int = 0
    """How many judgements there are about it."""


class QueuePage(Record):
    """A page of the queue, most worth checking first."""

    items: tuple[QueueItem, ...]
    """The claims of this page."""

    behind: str = ""
    """What to ask for the next page with; empty on the last."""


class Work(Record):
    """A claim with its place, what machines found, and what people decided."""

    item: QueueItem
    """The claim and how far the work on it is."""

    document: Document
    """The document in which it stands."""

    related: tuple[Match, ...] = ()
    """Fact-checks of similar claims, best first."""

    later: tuple[LaterMatch, ...] = ()
    """Fact-checks that came in since its document was verified, most probable first."""

    evidence: tuple[Passage, ...] = ()
    """Passages that bear on it, best first."""

    answer: Answer | None = None
    """The answer of its dossier; ``None`` when it has none."""

    findings: tuple[Finding, ...] = ()
    """What machines say about it besides, oldest first."""

    judgements: tuple[Judgement, ...] = ()
    """What people decided, oldest first."""

    drafts: tuple[DraftHead, ...] = ()
    """Drafts begun from it, latest first."""


class LibraryEntry(Record):
    """Something the collection holds, as a list shows it."""

    id: str
    """Its identifier."""

    title: str
    """Headline, claim, question, or name."""

    by: str = ""
    """Who published it; empty when unknown."""

    url: str = ""
    """Where it was published; empty when nowhere."""

    note: str = ""
    """One thing more: a rating, a verdict, a caption."""

    language: str = ""
    """BCP-47 primary language of the title; empty when unknown."""

    at: UtcTime | None = None
    """When it came in, was made or was published, whatever its list is sorted by."""


class LibraryPage(Record):
    """A page of a list of what the collection holds."""

    entries: tuple[LibraryEntry, ...]
    """What is on this page."""

    behind: str = ""
    """What to ask for the next page with; empty on the last."""
