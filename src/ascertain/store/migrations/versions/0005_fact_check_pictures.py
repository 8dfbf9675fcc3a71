"""Addresses of fact-checks and of what they check, and pictures of fact-checks that are still to be fetched."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from ascertain.text.webaddress import address_key

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TOGETHER = 1000


def upgrade() -> None:
    """Make both tables, and fill in the addresses of the fact-checks that are stored."""
    addresses = op.create_table(
        "fact_check_addresses",
        sa.Column("address", sa.String, primary_key=True),
        sa.Column("fact_check_id", sa.String, sa.ForeignKey("fact_checks.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", sa.String, primary_key=True),
    )
    op.create_index("ix_fact_check_addresses_fact_check_id", "fact_check_addresses", ["fact_check_id"])
    op.create_table(
        "wanted_pictures",
        sa.Column("fact_check_id", sa.String, sa.ForeignKey("fact_checks.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    connection, last = op.get_bind(), ""
    stored = sa.table("fact_checks", sa.column("id", sa.String), sa.column("record", sa.Text))
    while True:
        query = sa.select(stored.c.id, stored.c.record).where(stored.c.id > last).order_by(stored.c.id)
        rows = connection.execute(query.limit(_TOGETHER)).all()
        if not rows:
            return
        last = rows[-1][0]
        placed = {row for key, record in rows for row in _addresses(key, json.loads(record))}
        if placed:
            names = ("address", "fact_check_id", "role")
            connection.execute(addresses.insert(), [dict(zip(names, row, strict=True)) for row in sorted(placed)])


def _addresses(key: str, record: dict[str, object]) -> list[tuple[str, str, str]]:
    appearances = record.get("appearances")
    given = [("fact-check", record.get("url"))]
    given += [("appearance", one) for one in (appearances if isinstance(appearances, list) else [])]
    return [(address, key, role) for role, one in given if (address := address_key(str(one or "")))]
