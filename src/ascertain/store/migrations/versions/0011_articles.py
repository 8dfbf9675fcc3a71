"""Articles and their versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ascertain.store.schema import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "articles",
        sa.Column("slug", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("published", UtcDateTime, nullable=False),
        sa.Column("withdrawn", UtcDateTime),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_articles_published_slug", "articles", ["published", "slug"])
    op.create_table(
        "article_versions",
        sa.Column("slug", sa.String, sa.ForeignKey("articles.slug"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "article_topics",
        sa.Column("slug", sa.String, sa.ForeignKey("articles.slug"), primary_key=True),
        sa.Column("topic", sa.String, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_index("ix_article_topics_topic", "article_topics", ["topic"])
    op.create_table(
        "article_pictures",
        sa.Column("slug", sa.String, sa.ForeignKey("articles.slug"), primary_key=True),
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("type", sa.String, nullable=False),
    )
    op.create_index("ix_article_pictures_sha256", "article_pictures", ["sha256"])
    op.create_table(
        "article_audio",
        sa.Column("slug", sa.String, sa.ForeignKey("articles.slug"), primary_key=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_article_audio_sha256", "article_audio", ["sha256"])
