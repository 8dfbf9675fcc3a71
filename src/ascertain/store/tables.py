"""The tables: each record as JSON, beside the columns that are searched or sorted by.

Changing anything here needs a migration; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time: ``timestamptz`` on PostgreSQL, UTC without a zone on SQLite, aware UTC in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the value in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the value as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

fact_checks = Table(
    "fact_checks",
    metadata,
    Column("id", String, primary_key=True),
    Column("corpus", String, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("date", UtcDateTime),
    Column("rating", String, nullable=False),
    Column("record", Text, nullable=False),
)

import_runs = Table(
    "import_runs",
    metadata,
    Column("key", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("new", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("same", BigInteger, nullable=False),
    Column("rejected", BigInteger, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("cursor", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", UtcDateTime),
    Column("seen", UtcDateTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
    # PostgreSQL's ordinary indexes refuse addresses of more than 2,700 bytes.
    Index(None, "url", postgresql_using="hash"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "document_id", "start"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    Column("origin", String, nullable=False),
    Column("origin_id", String, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

media = Table(
    "media",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("pdq", String, nullable=False),
    Column("pdq_quality", Integer, nullable=False),
    Column("record", Text, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, ForeignKey("media.sha256"), nullable=False, index=True),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("date", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", String, primary_key=True),
    Column("about", String, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    # Numbers are never used twice, so that a slow reader cannot tick off somebody else's newer row.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("table_name", String, nullable=False),
    Column("record_id", String, nullable=False),
    sqlite_autoincrement=True,
)

embeddings = Table(
    "embeddings",
    metadata,
    Column("model", String, primary_key=True),
    Column("sha256", LargeBinary, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
