"""Fact-checks to compare with the claims kept so far, and the claims' vectors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables; fact-checks of an older version were there before its claims were, or do not answer them."""
    op.create_table(
        "uncompared",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("fact_check_id", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "claim_vectors",
        sa.Column("claim_id", sa.String, sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("bar", sa.Float, nullable=False),
    )
