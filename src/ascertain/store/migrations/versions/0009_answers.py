"""Answers about claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ascertain.store.schema import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "answers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("earlier", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_index("ix_answers_earlier", "answers", ["earlier"])
