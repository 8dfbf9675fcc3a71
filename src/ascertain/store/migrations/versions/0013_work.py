"""Judgements, drafts, and who works on which claim; claims get what the queue sorts and searches by."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from ascertain.store.schema import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_BATCH = 1000


def upgrade() -> None:
    """Make the tables, and fill the new columns of the claims kept so far."""
    op.create_table(
        "judgements",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_judgements_about_at", "judgements", ["about", "at"])
    op.create_index("ix_judgements_at_id", "judgements", ["at", "id"])
    op.create_table(
        "claim_work",
        sa.Column("claim_id", sa.String, primary_key=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("assignee", sa.String, nullable=False),
        sa.Column("changed", UtcDateTime, nullable=False),
        sa.Column("judgements", sa.Integer, nullable=False),
    )
    op.create_index("ix_claim_work_status", "claim_work", ["status"])
    op.create_index("ix_claim_work_assignee", "claim_work", ["assignee"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("ix_drafts_about", "drafts", ["about"])
    op.create_index("ix_drafts_at_id", "drafts", ["at", "id"])
    op.create_table(
        "draft_versions",
        sa.Column("draft_id", sa.String, sa.ForeignKey("drafts.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("automatic", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "desk_visits",
        sa.Column("person_id", sa.String, primary_key=True),
        sa.Column("since", UtcDateTime, nullable=False),
        sa.Column("last", UtcDateTime, nullable=False),
    )
    op.add_column("claims", sa.Column("queue_rank", sa.Float))
    op.add_column("claims", sa.Column("words", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_fact_checks_date_id", "fact_checks", ["date", "id"])
    op.create_index("ix_sightings_date_id", "sightings", ["date", "id"])
    op.create_index("ix_claims_queue_rank_id", "claims", ["queue_rank", "id"])
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    claims = sa.table("claims", *(sa.column(name) for name in ("id", "record", "queue_rank", "words")))
    change = sa.update(claims).where(claims.c.id == sa.bindparam("key"))
    change = change.values(queue_rank=sa.bindparam("rank", type_=sa.Float), words=sa.bindparam("said"))
    behind = ""
    while True:
        query = sa.select(claims.c.id, claims.c.record).where(claims.c.id > behind).order_by(claims.c.id)
        rows = connection.execute(query.limit(_BATCH)).all()
        if not rows:
            return
        behind = rows[-1].id
        read = [(row.id, json.loads(row.record)) for row in rows]
        connection.execute(
            change,
            [
                {
                    "key": key,
                    "rank": claim["check_worthiness"] if claim["worth_checking"] else None,
                    "said": f"{claim['quote']}\n{claim['attribution']['claimant']}".casefold().replace("\x00", ""),
                }
                for key, claim in read
            ],
        )
