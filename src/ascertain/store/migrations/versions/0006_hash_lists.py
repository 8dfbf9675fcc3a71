"""Hashes on shared lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "hash_lists",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("collection", sa.Text, nullable=False),
        sa.Column("pdq", sa.String, nullable=False),
        sa.Column("pdq_quality", sa.Integer),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_hash_lists_collection_id", "hash_lists", ["collection", "id"])
