"""What a person says about a record; appended beside the findings of machines, never overwritten."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ascertain.records.record import Record, UtcTime

ClaimStatus = Literal["new", "in work", "waiting", "checked", "dropped"]
"""How far the work on a claim is; ``waiting`` is for somebody outside who was asked."""

JudgementKind = Literal["status", "assignee", "rating", "verdict", "note"]
"""What a judgement is about: the work (``status``, ``assignee``), the record (``rating``, ``verdict``), or words."""

LONGEST_NOTE = 10_000
"""Characters of a note."""


class Judgement(Record):
    """What somebody decided about a claim, document, picture or any other record, and when."""

    id: str
    """Random."""

    about: str
    """Identifier of the record."""

    what: JudgementKind
    """What kind of decision it is."""

    value: str = ""
    """The decision: a status, a person's identifier, a rating or verdict; empty for notes, and for nobody."""

    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    """Why, in their own words."""

    by: str = ""
    """Identifier of the person; empty for the command line."""

    at: UtcTime
    """When."""
