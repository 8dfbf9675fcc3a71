"""Tables of readers' comments; what was said, done and reported is added and never changed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from ascertain.store.schema import UtcDateTime, metadata

reader_comments = Table(
    "reader_comments",
    metadata,
    Column("id", String, primary_key=True),
    Column("slug", String, nullable=False),
    Column("author", String, nullable=False),
    Column("shown", String, nullable=False),
    Column("posted", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "slug", "posted"),
    Index(None, "author"),
    Index(None, "shown"),
    Index(None, "posted"),
)

comment_versions = Table(
    "comment_versions",
    metadata,
    Column("comment", String, ForeignKey("reader_comments.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
)

comment_reports = Table(
    "comment_reports",
    metadata,
    Column("comment", String, ForeignKey("reader_comments.id"), primary_key=True),
    # Whoever reported, or a random word in place of an account that was removed.
    Column("by", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    # Whether no moderator has decided since.
    Column("open", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "by"),
    Index(None, "open"),
)

comment_events = Table(
    "comment_events",
    metadata,
    Column("number", Integer, primary_key=True),
    # No foreign key: what was done to all comments of an article is of none.
    Column("comment", String, nullable=False),
    Column("slug", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "comment"),
    Index(None, "slug"),
    Index(None, "by"),
)

# What somebody wrote before they were signed in; given back once they are, and swept after two days.
comment_drafts = Table(
    "comment_drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("slug", String, nullable=False),
    Column("parent", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("made", UtcDateTime, nullable=False),
    Index(None, "made"),
)

# Articles whose comments are closed.
closed_comments = Table("closed_comments", metadata, Column("slug", String, primary_key=True))
