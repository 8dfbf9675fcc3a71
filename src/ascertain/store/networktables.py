"""The table of networks: each look for coordinated sharing, kept with its parameters."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from ascertain.store.schema import UtcDateTime, metadata

networks = Table(
    "networks",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("window", Integer, nullable=False),
    Column("groups", Integer, nullable=False),
    Column("ties", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
