"""People, their sessions, and who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ascertain.store.schema import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("email", sa.String),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("created", UtcDateTime, nullable=False),
        sa.Column("blocked", sa.Boolean, nullable=False),
        sa.Column("removed", UtcDateTime),
        sa.Column("password", sa.String),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("subject", sa.String),
    )
    op.create_index("ix_people_email", "people", ["email"], unique=True)
    op.create_index("ix_people_subject", "people", ["subject"], unique=True)
    op.create_table(
        "sign_in_links",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("expires", UtcDateTime, nullable=False),
    )
    op.create_index("ix_sign_in_links_expires", "sign_in_links", ["expires"])
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("person_id", sa.String, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("created", UtcDateTime, nullable=False),
        sa.Column("seen", UtcDateTime, nullable=False),
        sa.Column("expires", UtcDateTime, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_index("ix_sessions_expires", "sessions", ["expires"])
    op.create_table(
        "api_tokens",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("person_id", sa.String, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", UtcDateTime, nullable=False),
        sa.Column("expires", UtcDateTime, nullable=False),
        sa.Column("used", UtcDateTime),
    )
    op.create_index("ix_api_tokens_person_id", "api_tokens", ["person_id"])
    op.create_table(
        "rates",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("window", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("count", sa.Float, nullable=False),
        sa.Column("until", UtcDateTime, nullable=False),
    )
    op.create_index("ix_rates_until", "rates", ["until"])
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_audit_log_about", "audit_log", ["about"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
    )
