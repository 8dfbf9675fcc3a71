"""Tables of the articles of the own site."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from ascertain.store.schema import UtcDateTime, metadata

articles = Table(
    "articles",
    metadata,
    Column("slug", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("published", UtcDateTime, nullable=False),
    # Set when the article was withdrawn; the record is then what stands in its place.
    Column("withdrawn", UtcDateTime),
    # What its meaning is compared by, and the model that made it.
    Column("made_by", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "published", "slug"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("slug", String, ForeignKey("articles.slug"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String, nullable=False),
    Column("record", Text, nullable=False),
)

article_topics = Table(
    "article_topics",
    metadata,
    Column("slug", String, ForeignKey("articles.slug"), primary_key=True),
    Column("topic", String, primary_key=True),
    Column("name", Text, nullable=False),
    Index(None, "topic"),
)

# Bytes that may be shown to everybody: those of pictures in published articles, and nothing else that is kept.
article_pictures = Table(
    "article_pictures",
    metadata,
    Column("slug", String, ForeignKey("articles.slug"), primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("type", String, nullable=False),
    Index(None, "sha256"),
)
