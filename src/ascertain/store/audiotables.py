"""Table of articles read aloud."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from ascertain.store.schema import metadata

# One for each article: that of the version which readers see.
article_audio = Table(
    "article_audio",
    metadata,
    Column("slug", String, ForeignKey("articles.slug"), primary_key=True),
    Column("sha256", String, nullable=False),
    # What was read by which voice: the same again changes nothing.
    Column("digest", String, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "sha256"),
)
