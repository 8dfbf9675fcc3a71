"""Traces of pictures and videos."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ascertain.store.schema import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "traces",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_traces_at", "traces", ["at"])
