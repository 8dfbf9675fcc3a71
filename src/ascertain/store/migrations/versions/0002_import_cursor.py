"""Where a live source goes on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give imports a cursor; those known so far are of files, which have none."""
    op.add_column("import_runs", sa.Column("cursor", sa.Text, nullable=False, server_default=""))
