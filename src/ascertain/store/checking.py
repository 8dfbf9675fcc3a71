"""Whether the store is whole."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select, text

from ascertain.records import (
    Answer,
    Article,
    Claim,
    Document,
    Dossier,
    DraftHead,
    FactCheck,
    Finding,
    Judgement,
    ListedHash,
    ListedSource,
    Media,
    Passage,
    ReaderComment,
    Record,
    Sighting,
    Trace,
)
from ascertain.store.articletables import article_versions
from ascertain.store.commenttables import reader_comments
from ascertain.store.database import Database
from ascertain.store.tables import (
    answers,
    claims,
    documents,
    dossiers,
    fact_checks,
    findings,
    hash_lists,
    media,
    outbox,
    passages,
    print_parts,
    prints,
    sightings,
    source_lists,
    traces,
)
from ascertain.store.worktables import drafts, judgements

KINDS: dict[Table, type[Record]] = {
    fact_checks: FactCheck,
    documents: Document,
    claims: Claim,
    passages: Passage,
    media: Media,
    sightings: Sighting,
    findings: Finding,
    dossiers: Dossier,
    hash_lists: ListedHash,
    source_lists: ListedSource,
    traces: Trace,
    answers: Answer,
    article_versions: Article,
    judgements: Judgement,
    reader_comments: ReaderComment,
    drafts: DraftHead,
}
_SHOWN = 20


def problems(database: Database) -> list[str]:
    """Return what is wrong, a sentence each, at most twenty of each kind; an empty list when all is well.

    Looks at the file (SQLite), at references between tables, and reads every record.
    """
    with database.read() as connection:
        found = list(_file(connection)) if database.dialect == "sqlite" else []
        for table, kind in KINDS.items():
            found += _limited(_records(connection, table, kind), table.name)
        found += _limited(_outbox(connection), "outbox")
        found += _limited(_prints(connection), "prints")
    return found


def _limited(sentences: Iterator[str], where: str) -> list[str]:
    every = list(sentences)
    more = [f"{len(every) - _SHOWN} more in the table {where}."] if len(every) > _SHOWN else []
    return every[:_SHOWN] + more


def _file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"The database file is damaged: {line}."
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"Row {row} of the table {table} speaks of a row of {parent} that is missing."


def _records(connection: Connection, table: Table, kind: type[Record]) -> Iterator[str]:
    column = next(iter(table.primary_key))
    for key, json in connection.execution_options(yield_per=500).execute(select(column, table.c.record)):
        try:
            record = kind.model_validate_json(json)
        except ValidationError as error:
            yield f"The record {key} in the table {table.name} cannot be read: {error.error_count()} wrong fields."
        else:
            if getattr(record, column.name) != key:
                yield f"The record {key} in the table {table.name} says that it is another one."


def _outbox(connection: Connection) -> Iterator[str]:
    for name, table in (("factchecks", fact_checks), ("passages", passages)):
        query = select(outbox.c.record_id).where(outbox.c.table_name == name)
        missing = query.where(outbox.c.record_id.not_in(select(table.c.id))).order_by(outbox.c.seq)
        for (key,) in connection.execute(missing):
            yield f"The outbox speaks of {key}, which is not in the table {table.name}."


def _prints(connection: Connection) -> Iterator[str]:
    hashed = select(print_parts.c.position).where(print_parts.c.position == prints.c.position)
    bare = select(prints.c.sha256).where(~hashed.exists()).order_by(prints.c.position)
    for (sha256,) in connection.execute(bare):
        yield f"The print of the picture {sha256} has no hash: it cannot be found."
