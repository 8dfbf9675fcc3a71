"""Comments and what moderators decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ascertain.store.schema import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "reader_comments",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("shown", sa.String, nullable=False),
        sa.Column("posted", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_reader_comments_slug_posted", "reader_comments", ["slug", "posted"])
    op.create_index("ix_reader_comments_author", "reader_comments", ["author"])
    op.create_index("ix_reader_comments_shown", "reader_comments", ["shown"])
    op.create_index("ix_reader_comments_posted", "reader_comments", ["posted"])
    op.create_table(
        "comment_versions",
        sa.Column("comment", sa.String, sa.ForeignKey("reader_comments.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "comment_reports",
        sa.Column("comment", sa.String, sa.ForeignKey("reader_comments.id"), primary_key=True),
        sa.Column("by", sa.String, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_comment_reports_by", "comment_reports", ["by"])
    op.create_index("ix_comment_reports_open", "comment_reports", ["open"])
    op.create_table(
        "comment_events",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("comment", sa.String, nullable=False),
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    for column in ("comment", "slug", "by"):
        op.create_index(f"ix_comment_events_{column}", "comment_events", [column])
    op.create_table(
        "comment_drafts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("parent", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made", UtcDateTime, nullable=False),
    )
    op.create_index("ix_comment_drafts_made", "comment_drafts", ["made"])
    op.create_table("closed_comments", sa.Column("slug", sa.String, primary_key=True))
