"""The tables: each record as JSON, beside the columns that are searched or sorted by.

Changing anything here needs a migration; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from ascertain.store.schema import UtcDateTime, metadata

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
    Index(None, "date", "id"),
)

fact_check_addresses = Table(
    "fact_check_addresses",
    metadata,
    # Not the address but what its spellings have in common, because indexes refuse long ones.
    Column("address", String, primary_key=True),
    Column("fact_check_id", String, ForeignKey("fact_checks.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("role", String, primary_key=True),
)

wanted_pictures = Table(
    "wanted_pictures",
    metadata,
    Column("fact_check_id", String, ForeignKey("fact_checks.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False),
    Column("tries", Integer, nullable=False),
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
    # The check-worthiness of claims that the queue of the desk holds, and nothing for all others.
    Column("queue_rank", Float),
    # Quote and claimant, case folded, for the search of the queue.
    Column("words", Text, nullable=False, server_default=""),
    Index(None, "document_id", "start"),
    Index(None, "queue_rank", "id"),
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
    Column("kind", String, nullable=False, index=True),
    Column("pdq", String, nullable=False),
    Column("pdq_quality", Integer, nullable=False),
    Column("record", Text, nullable=False),
)

prints = Table(
    "prints",
    metadata,
    # Numbers grow and are never used twice: indexes go on behind the last one they know.
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("sha256", String, ForeignKey("media.sha256", ondelete="CASCADE"), nullable=False),
    # Milliseconds; -1 for a picture, because databases hold two NULLs to be different.
    Column("frame", BigInteger, nullable=False),
    Column("engine", String, nullable=False, index=True),
    # Last, so that SQLite reads the columns above without leafing through these.
    Column("features", LargeBinary, nullable=False),
    Column("thumb", LargeBinary, nullable=False),
    Index(None, "sha256", "frame", unique=True),
    sqlite_autoincrement=True,
)

print_parts = Table(
    "print_parts",
    metadata,
    Column(
        "position",
        BigInteger().with_variant(Integer, "sqlite"),
        ForeignKey("prints.position", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("pdq", LargeBinary, nullable=False),
    Column("quality", Integer, nullable=False),
    Column("region", Text, nullable=False),
    sqlite_with_rowid=False,
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, ForeignKey("media.sha256"), nullable=False, index=True),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), index=True),
    Column("found_by", String, nullable=False),
    Column("date", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "date", "id"),
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

traces = Table(
    "traces",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("question", Text, nullable=False),
    Column("verdict", String, nullable=False),
    Column("earlier", String, nullable=False, index=True),
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

hash_lists = Table(
    "hash_lists",
    metadata,
    Column("id", String, primary_key=True),
    Column("collection", Text, nullable=False),
    Column("pdq", String, nullable=False),
    Column("pdq_quality", Integer),
    Column("record", Text, nullable=False),
    Index(None, "collection", "id"),
)

source_lists = Table(
    "source_lists",
    metadata,
    Column("id", String, primary_key=True),
    Column("list", Text, nullable=False, index=True),
    Column("site", Text, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

# Fact-checks that the claims kept so far have not been compared with yet, numbered like the outbox.
uncompared = Table(
    "uncompared",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("fact_check_id", String, nullable=False),
    sqlite_autoincrement=True,
)

claim_vectors = Table(
    "claim_vectors",
    metadata,
    Column("claim_id", String, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("made_by", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("language", String, nullable=False),
    Column("bar", Float, nullable=False),
)
