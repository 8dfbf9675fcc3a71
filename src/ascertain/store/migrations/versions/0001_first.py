"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ascertain.store.schema import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "fact_checks",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("corpus", sa.String, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("date", UtcDateTime),
        sa.Column("rating", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_fact_checks_corpus", "fact_checks", ["corpus"])
    op.create_table(
        "import_runs",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("new", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("same", sa.BigInteger, nullable=False),
        sa.Column("rejected", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("published", UtcDateTime),
        sa.Column("seen", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_documents_seen", "documents", ["seen"])
    op.create_index("ix_documents_url", "documents", ["url"], postgresql_using="hash")
    op.create_table(
        "claims",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_claims_document_id_start", "claims", ["document_id", "start"])
    op.create_table(
        "passages",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("origin_id", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_passages_origin_id", "passages", ["origin_id"])
    op.create_table(
        "media",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("pdq", sa.String, nullable=False),
        sa.Column("pdq_quality", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "sightings",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("sha256", sa.String, sa.ForeignKey("media.sha256"), nullable=False),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("date", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_sightings_sha256", "sightings", ["sha256"])
    op.create_index("ix_sightings_document_id", "sightings", ["document_id"])
    op.create_table(
        "findings",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_findings_about", "findings", ["about"])
    op.create_table(
        "dossiers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_dossiers_document_id", "dossiers", ["document_id"])
    op.create_index("ix_dossiers_at", "dossiers", ["at"])
    op.create_table(
        "outbox",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("table_name", sa.String, nullable=False),
        sa.Column("record_id", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "embeddings",
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("sha256", sa.LargeBinary, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
