"""Tables of the desk: what people decided, how far the work on each claim is, drafts, and when somebody was there."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from ascertain.store.schema import UtcDateTime, metadata

# Judgements outlive what they are about: a page that is read again may have its sentences cut elsewhere.
judgements = Table(
    "judgements",
    metadata,
    Column("id", String, primary_key=True),
    Column("about", String, nullable=False),
    Column("what", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "about", "at"),
    Index(None, "at", "id"),
)

# The latest status and assignee of each claim, written with the judgement that says so.
claim_work = Table(
    "claim_work",
    metadata,
    Column("claim_id", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("assignee", String, nullable=False),
    Column("changed", UtcDateTime, nullable=False),
    Column("judgements", Integer, nullable=False),
    Index(None, "status"),
    Index(None, "assignee"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("about", String, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "at", "id"),
)

draft_versions = Table(
    "draft_versions",
    metadata,
    Column("draft_id", String, ForeignKey("drafts.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("automatic", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)

desk_visits = Table(
    "desk_visits",
    metadata,
    Column("person_id", String, primary_key=True),
    # Changes count from here, and when the desk was last looked at.
    Column("since", UtcDateTime, nullable=False),
    Column("last", UtcDateTime, nullable=False),
)
