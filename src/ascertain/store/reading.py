"""Records read back from their JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select

from ascertain.errors import Invalid
from ascertain.records import Record
from ascertain.store.dialect import chunks

R = TypeVar("R", bound=Record)


def parse(kind: type[R], table: Table, key: str, json: str) -> R:
    """Return the record; raise :class:`Invalid` when the stored JSON is no longer such a record."""
    try:
        return kind.model_validate_json(json)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Invalid(
            f"The record {key} in the table {table.name} is damaged ({where}: {first['msg']}).",
            "Restore the store from a backup; `ascertain doctor` lists every damaged record.",
        ) from error


def by_key(connection: Connection, table: Table, keys: Sequence[str]) -> dict[str, str]:
    """Return the JSON of the records with these keys; unknown keys are left out."""
    column = next(iter(table.primary_key))
    found: dict[str, str] = {}
    for some in chunks(sorted(set(keys))):
        rows = connection.execute(select(column, table.c.record).where(column.in_(some)))
        found.update((key, record) for key, record in rows)
    return found


def in_order(connection: Connection, table: Table, kind: type[R], keys: Sequence[str]) -> list[R]:
    """Return the records in the order of their keys, unknown ones left out; a key given twice is answered twice."""
    found = {key: parse(kind, table, key, json) for key, json in by_key(connection, table, keys).items()}
    return [found[key] for key in keys if key in found]
