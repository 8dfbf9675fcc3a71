"""The outbox: what search does not know yet, written together with the records themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Connection, delete, func, insert, literal, select

from ascertain.store.database import Database
from ascertain.store.dialect import chunks
from ascertain.store.rows import OutboxRow, Table
from ascertain.store.tables import fact_checks, outbox, passages


class Outbox:
    """Rows in the order in which they were put in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first(self, limit: int) -> list[OutboxRow]:
        """Return the oldest ``limit`` rows."""
        query = select(outbox.c.seq, outbox.c.table_name, outbox.c.record_id).order_by(outbox.c.seq).limit(limit)
        with self._database.read() as connection:
            return [OutboxRow(seq, cast(Table, table), key) for seq, table, key in connection.execute(query)]

    def done(self, seqs: Sequence[int]) -> None:
        """Remove the rows with these numbers; rows put in since stay."""
        if not seqs:
            return
        with self._database.write() as connection:
            for some in chunks(sorted(set(seqs))):
                connection.execute(delete(outbox).where(outbox.c.seq.in_(some)))

    def size(self) -> int:
        """Return how many rows wait."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(outbox)).scalar_one()

    def refill(self) -> int:
        """Put every fact-check and every passage in again, each once; return how many there are."""
        columns = ["table_name", "record_id"]
        with self._database.write() as connection:
            connection.execute(delete(outbox))
            for name, table in (("factchecks", fact_checks), ("passages", passages)):
                every = select(literal(name), table.c.id).order_by(table.c.id)
                connection.execute(insert(outbox).from_select(columns, every))
            return connection.execute(select(func.count()).select_from(outbox)).scalar_one()


def enqueue(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """Put records into the outbox, inside the transaction that writes them.

    A record may stand there twice: were the first row kept for both, a reader that holds it already would
    tick it off together with the newer change.
    """
    if ids:
        connection.execute(insert(outbox), [{"table_name": table, "record_id": key} for key in ids])
