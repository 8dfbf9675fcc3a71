"""The audit log: lines that are only ever added, each bound to those before it by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, text

from ascertain.records import AuditLine
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.peopletables import audit_head, audit_log
from ascertain.store.reading import parse

_LOCK = 0x41554449
"""Number of the advisory lock by which writers on PostgreSQL take turns; SQLite has one writer anyway."""

_PAGE = 500


class AuditLog:
    """Lines by number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, action: str, about: str, by: str, note: str, now: datetime) -> AuditLine:
        """Add a line and return it."""
        with self._database.write() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            head = connection.execute(select(audit_head.c.number, audit_head.c.hash)).first()
            number, previous = (head.number, head.hash) if head else (0, "")
            bare = AuditLine(
                number=number + 1,
                at=now,
                by=by,
                action=plain(action),
                about=plain(about),
                note=plain(note),
                previous=previous,
                hash="",
            )
            line = bare.model_copy(update={"hash": line_hash(bare)})
            row = {
                "number": line.number,
                "at": line.at,
                "by": line.by,
                "action": line.action,
                "about": line.about,
                "record": line.model_dump_json(),
            }
            connection.execute(audit_log.insert(), [row])
            upsert(connection, audit_head, [{"id": 1, "number": line.number, "hash": line.hash}])
        return line

    def newest(self, limit: int, *, about: str = "", by: str = "") -> list[AuditLine]:
        """Return the latest lines, newest first; ``about`` and ``by`` take only those of one record or person."""
        query = select(audit_log.c.number, audit_log.c.record).order_by(audit_log.c.number.desc()).limit(limit)
        if about:
            query = query.where(audit_log.c.about == plain(about))
        if by:
            query = query.where(audit_log.c.by == plain(by))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [parse(AuditLine, audit_log, str(row.number), row.record) for row in rows]

    def check(self) -> list[str]:
        """Return what is wrong with the log, a sentence for each break; an intact one gives none."""
        wrong: list[str] = []
        number, previous = 0, ""
        for line in self._lines():
            if line.number != number + 1:
                wrong.append(f"Lines {number + 1} to {line.number - 1} are missing.")
            elif line.previous != previous:
                wrong.append(f"Line {line.number} does not follow line {number}: one of them was changed.")
            if line_hash(line) != line.hash:
                wrong.append(f"Line {line.number} was changed after it was written.")
            number, previous = line.number, line.hash
        with self._database.read() as connection:
            head = connection.execute(select(audit_head.c.number, audit_head.c.hash)).first()
        if (head.number, head.hash) != (number, previous) if head else number > 0:
            wrong.append(f"The log ends at line {number} and does not end where it was written to last.")
        return wrong

    def _lines(self) -> Iterator[AuditLine]:
        last = 0
        while True:
            c = audit_log.c
            query = select(audit_log).where(c.number > last).order_by(c.number).limit(_PAGE)
            with self._database.read() as connection:
                rows = connection.execute(query).all()
            if not rows:
                return
            for row in rows:
                line = parse(AuditLine, audit_log, str(row.number), row.record)
                shown = {"at": row.at, "by": row.by, "action": row.action, "about": row.about}
                # A column that says something else than the record is a change as well.
                yield line.model_copy(update={"number": row.number} | shown)
            last = rows[-1].number


def line_hash(line: AuditLine) -> str:
    """Return the SHA-256 over a line without its own hash: its fields as JSON, times in UTC to the microsecond."""
    fields = [line.number, line.at.isoformat(), line.by, line.action, line.about, line.note, line.previous]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode()).hexdigest()
