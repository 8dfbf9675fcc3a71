"""Traces as they were made; they are never changed."""

from __future__ import annotations

from sqlalchemy import select

from ascertain.errors import NotFound
from ascertain.records import Trace
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.reading import in_order
from ascertain.store.rows import TraceSummary
from ascertain.store.tables import traces


class Traces:
    """Traces by identifier, and the list of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, trace: Trace) -> None:
        """Keep a trace; one that is stored already stays as it is."""
        row = {
            "id": trace.id,
            "sha256": trace.media.sha256,
            "name": plain(trace.name),
            "at": trace.at,
            "record": trace.model_dump_json(),
        }
        with self._database.write() as connection:
            upsert(connection, traces, [row], keep=True)

    def get(self, trace_id: str) -> Trace:
        """Return the trace, or raise :class:`NotFound`."""
        with self._database.read() as connection:
            found = in_order(connection, traces, Trace, [trace_id])
        if not found:
            raise NotFound(f"The store holds no trace {trace_id}.")
        return found[0]

    def newest(self, limit: int) -> list[TraceSummary]:
        """Return the latest ``limit`` traces as a list shows them, newest first."""
        c = traces.c
        query = select(c.id, c.sha256, c.name, c.at).order_by(c.at.desc(), c.id).limit(limit)
        with self._database.read() as connection:
            return [TraceSummary(*row) for row in connection.execute(query)]
