"""Lists of sources."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "source_lists",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("list", sa.Text, nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_source_lists_list", "source_lists", ["list"])
    op.create_index("ix_source_lists_site", "source_lists", ["site"])
