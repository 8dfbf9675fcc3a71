"""Comments under own articles: what a reader wrote, what was decided about it, and who reported it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ascertain.records.finding import Finding
from ascertain.records.person import Person
from ascertain.records.record import Record, UtcTime

Shown = Literal["visible", "held", "hidden"]
"""``visible`` to everybody; ``held`` until a moderator decides; ``hidden``, with the reason standing in its place."""

Holding = Literal["first", "links", "words", "reports", "copies", "coordination"]
"""Rules that hold a comment for a moderator."""

Act = Literal[
    "write", "edit", "approve", "hide", "restore", "pin", "unpin", "lock", "unlock", "hold", "withdraw", "remove"
]
"""What was done to a comment. ``hold`` is done by the rules, ``withdraw`` by its author, ``remove`` with an account."""

Decision = Literal["approve", "hide", "restore", "pin", "unpin", "lock", "unlock"]
"""What a moderator decides."""

Ground = Literal["spam", "abuse", "personal", "false", "copied", "topic", "other"]
"""Why a comment is reported: advertising, insult or threat, somebody's private data, an untrue statement, written
many times over, off the topic, or another reason."""

Removal = Literal["anonymise", "blank"]
"""What becomes of the comments of an account that is removed: they lose the name, or their words as well."""


class HeldFor(Record):
    """A rule that held a comment, with the number that decided it."""

    rule: Holding
    """Which rule."""

    value: float = 0.0
    """Its number: links, reports, similar comments, kinds of evidence; 0 for the first comment of an account."""

    limit: float = 0.0
    """The number from which the rule holds."""

    detail: str = ""
    """The words that were found, or the comment that is nearly the same."""


class ReaderComment(Record):
    """A comment as it stands now."""

    id: str
    """Random; says nothing about who wrote it."""

    slug: str
    """The article under which it stands."""

    author: str = ""
    """Identifier of the account; empty once the account was removed."""

    name: str = ""
    """Name that others see; empty once the account was removed."""

    text: str
    """Its words in the Markdown that comments know; empty once they were removed."""

    parent: str = ""
    """The comment it answers; empty for none."""

    posted: UtcTime
    """When it was written."""

    edited: UtcTime | None = None
    """When its words were last changed."""

    version: Annotated[int, Field(ge=1)] = 1
    """How many versions of its words there are."""

    shown: Shown = "visible"
    """Who sees it."""

    held: tuple[HeldFor, ...] = ()
    """Rules that held it, until a moderator decides."""

    reason: str = ""
    """Why it is hidden, as readers are told."""

    withdrawn: bool = False
    """Whether its author took it back."""

    removed: bool = False
    """Whether the account it was written from was removed."""

    pinned: bool = False
    """Whether it stands above the others."""

    locked: bool = False
    """Whether it, and what is below it, can no longer be answered."""

    sample: bool = False
    """Whether it came with the samples."""


class CommentVersion(Record):
    """The words of a comment at one time."""

    comment: str
    """Which comment."""

    version: int
    """1 for its first words."""

    text: str
    """The words; empty once they were removed with an account."""

    at: UtcTime
    """Since when it said so."""


class CommentReport(Record):
    """Somebody says that a comment should be looked at; each person once for each comment."""

    comment: str
    """Which comment."""

    by: str = ""
    """Who; empty once the account was removed."""

    ground: Ground
    """Why."""

    note: str = ""
    """In their own words."""

    at: UtcTime
    """When."""


class CommentEvent(Record):
    """Something that was done to a comment; appended, never changed."""

    comment: str
    """Which comment; empty when it was done to all comments of the article."""

    slug: str
    """Under which article."""

    act: Act
    """What was done."""

    by: str = ""
    """Who did it; empty for the rules, the command line, and accounts that were removed."""

    name: str = ""
    """Their name at that time; ``rules`` for the rules."""

    reason: str = ""
    """Why, as they said."""

    at: UtcTime
    """When."""


class Thread(Record):
    """A comment with what answers it."""

    comment: ReaderComment
    """The comment."""

    replies: tuple[Thread, ...] = ()
    """Answers, oldest first; those nested deeper than the third level stand on it."""

    answers: str = ""
    """Name of whom it answers, where that is not the comment it stands under."""


class Waiting(Record):
    """A comment that a moderator should look at."""

    comment: ReaderComment
    """The comment."""

    title: str
    """Headline of its article."""

    reports: tuple[CommentReport, ...] = ()
    """What was reported about it since the last decision."""


class CommentSignals(Record):
    """What the comments of one article look like together: hints with their chance, never a verdict."""

    slug: str
    """The article."""

    comments: int
    """Comments that were looked at: all that are not hidden."""

    kinds: int
    """Kinds of evidence that stand out."""

    findings: tuple[Finding, ...] = ()
    """What was found, a summary first; nothing below four comments."""


class CommentPage(Record):
    """Comments of one article, a page of threads at a time."""

    slug: str
    """The article."""

    count: int
    """Visible comments under the article."""

    threads: tuple[Thread, ...] = ()
    """Threads of this page, in the order asked for."""

    page: int = 1
    """Which page, from 1."""

    pages: int = 1
    """How many pages there are."""

    locked: bool = False
    """Whether nobody can write comments under this article any more."""


class CommentHistory(Record):
    """Everything that happened to a comment."""

    comment: ReaderComment
    """As it stands now."""

    versions: tuple[CommentVersion, ...] = ()
    """Its words, newest first."""

    events: tuple[CommentEvent, ...] = ()
    """What was done, oldest first."""

    reports: tuple[CommentReport, ...] = ()
    """What was reported, oldest first."""


class PersonalData(Record):
    """Everything that is kept about one person and their comments, and nothing about anybody else."""

    person: Person | None = None
    """The account; ``None`` when it was removed."""

    comments: tuple[CommentHistory, ...] = ()
    """Their comments with every version, newest first; without what others reported."""

    reports: tuple[CommentReport, ...] = ()
    """What they reported."""

    acts: tuple[CommentEvent, ...] = ()
    """What they did to comments, oldest first."""

    at: UtcTime
    """When this was put together."""
