"""What SQLite and PostgreSQL say differently: insert-or-update."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Item = TypeVar("Item")

CHUNK = 1000
"""Values per statement: SQLite takes 32,766 variables, PostgreSQL 65,535."""


def chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Yield the items in runs of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *, keep: bool = False) -> None:
    """Insert the rows; a row whose key is stored already replaces it, or with ``keep`` leaves it alone.

    Rows are written in the order of their keys, so that two writers on PostgreSQL cannot lock each other out.
    """
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    if keep:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    else:
        rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    ordered = sorted(rows, key=lambda row: tuple(row[key] for key in keys))
    connection.execute(statement, ordered)


def plain(text: str) -> str:
    """Return the text without NUL characters, which PostgreSQL's columns refuse (in JSON they are escaped)."""
    return text.replace("\x00", "�")
