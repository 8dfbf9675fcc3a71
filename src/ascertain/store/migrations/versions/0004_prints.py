"""Prints of pictures and videos; sightings that belong to no document."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of prints; what is stored so far are pictures, and sightings of the collection itself."""
    op.add_column("media", sa.Column("kind", sa.String, nullable=False, server_default="picture"))
    op.create_index("ix_media_kind", "media", ["kind"])
    op.create_table(
        "prints",
        sa.Column("position", _POSITION, primary_key=True, autoincrement=True),
        sa.Column("sha256", sa.String, sa.ForeignKey("media.sha256", ondelete="CASCADE"), nullable=False),
        sa.Column("frame", sa.BigInteger, nullable=False),
        sa.Column("engine", sa.String, nullable=False),
        sa.Column("features", sa.LargeBinary, nullable=False),
        sa.Column("thumb", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_prints_sha256_frame", "prints", ["sha256", "frame"], unique=True)
    op.create_index("ix_prints_engine", "prints", ["engine"])
    op.create_table(
        "print_parts",
        sa.Column("position", _POSITION, sa.ForeignKey("prints.position", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("pdq", sa.LargeBinary, nullable=False),
        sa.Column("quality", sa.Integer, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sightings") as table:
        table.alter_column("document_id", existing_type=sa.String(), nullable=True)
        table.add_column(sa.Column("found_by", sa.String, nullable=False, server_default=""))
