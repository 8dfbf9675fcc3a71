"""Findings are appended, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from ascertain.records import Finding
from ascertain.store.dialect import upsert
from ascertain.store.tables import findings


def add_findings(connection: Connection, items: Sequence[Finding]) -> None:
    """Keep findings, inside a transaction; one that is stored already stays as it is."""
    rows = [
        {"id": item.id, "about": item.about, "at": item.at, "record": item.model_dump_json()}
        for item in {item.id: item for item in reversed(items)}.values()
    ]
    upsert(connection, findings, rows, keep=True)
