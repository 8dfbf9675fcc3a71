"""A draft of an article: Markdown with front matter, its versions, and the ClaimReview forms in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ascertain.records.factcheck import Rating
from ascertain.records.record import Record, UtcTime

LONGEST_DRAFT = 1_000_000
"""Characters of a draft."""


class DraftHead(Record):
    """A draft as lists show it."""

    id: str
    """Random; its address at the desk."""

    version: Annotated[int, Field(ge=1)]
    """Counts the versions that were saved; a saved version whose number is not the latest does not replace it."""

    title: str
    """Headline as the front matter has it; empty while there is none."""

    about: str = ""
    """Identifier of the claim it was begun from; empty when it was begun from nothing."""

    created: UtcTime
    """When it was begun."""

    by: str = ""
    """Identifier of the person who saved this version; empty for the command line."""

    at: UtcTime
    """When this version was saved."""

    slug: str = ""
    """The article it was last published as; empty before."""

    published: int = 0
    """Number of the version that was last published; 0 for none."""


class Draft(DraftHead):
    """One version of a draft."""

    text: Annotated[str, Field(max_length=LONGEST_DRAFT)]
    """Markdown with YAML front matter, as an article is published from it."""

    automatic: bool = False
    """Whether it was saved while somebody was typing; such versions make room for the next of the same person."""


class SavedDraft(Record):
    """What became of a version that was to be saved."""

    kept: bool
    """Whether it was kept; if not, somebody else saved one meanwhile, and nothing was changed."""

    draft: Draft
    """The latest version: the one that was saved, or somebody else's."""


class ReviewForm(Record):
    """One claim that an article rates, as the form beside the draft shows it (schema.org ``ClaimReview``)."""

    claim: str = ""
    """``claimReviewed``: the claim in one sentence."""

    claimant: str = ""
    """Who made it."""

    date: str = ""
    """The day it was made, ``2026-01-31``; empty when unknown."""

    appearances: tuple[str, ...] = ()
    """Addresses where it was made."""

    rating: str = ""
    """The verdict in the newsroom's own words; empty while there is none."""

    step: Rating | None = None
    """The verdict on the common scale; ``None`` reads it from the words."""

    summary: str = ""
    """What was found, in a sentence or two."""
