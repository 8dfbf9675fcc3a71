"""What the collection holds, one kind at a time, latest first, in pages that a long collection does not slow down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Select, or_, select

from ascertain.errors import Invalid
from ascertain.records import Document, FactCheck, LibraryEntry, LibraryPage, Sighting
from ascertain.store.database import Database
from ascertain.store.dialect import plain
from ascertain.store.reading import parse
from ascertain.store.tables import answers, documents, dossiers, fact_checks, sightings, traces

Kind = Literal["documents", "factchecks", "pictures", "answers", "traces", "dossiers"]
"""What there are lists of."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_MOST = 100
"""Entries of what belongs to one record at most."""


@dataclass(frozen=True)
class _List:
    """How one kind is listed."""

    query: Select[Any]
    at: Any
    key: Any
    """The column that tells entries of one moment apart."""
    searched: tuple[Any, ...]
    entry: Callable[[Any], LibraryEntry]
    undated: bool = False
    """Whether some have no date."""


class Library:
    """Lists of what the collection holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, kind: Kind, limit: int, *, text: str = "", behind: str = "", since: datetime | None = None
    ) -> LibraryPage:
        """Return up to ``limit`` entries, latest first; ``behind`` is that of the page before.

        ``text`` takes those that hold each of its words; ``since`` those that came in later. Undated fact-checks
        come last.
        """
        listed = _LISTS[kind]
        query = listed.query
        for word in plain(text).split()[:20]:
            query = query.where(or_(*(_holds(column, word) for column in listed.searched)))
        if since:
            query = query.where(listed.at > since)
        with self._database.read() as connection:
            rows = _rows(connection, listed, query, _place(behind) if behind else None, limit + 1)
        last = rows[limit - 1] if len(rows) > limit else None
        mark = f"{last.at.isoformat() if last.at else ''}~{last.key}" if last else ""
        return LibraryPage(entries=tuple(listed.entry(row) for row in rows[:limit]), behind=mark)

    def dossiers_of(self, document_ids: Sequence[str]) -> list[LibraryEntry]:
        """Return the dossiers of documents, latest first."""
        return self._all("dossiers", dossiers.c.document_id.in_(list(document_ids)))

    def traces_of(self, sha256: str) -> list[LibraryEntry]:
        """Return the traces of a picture or video, latest first."""
        return self._all("traces", traces.c.sha256 == plain(sha256))

    def documents_at(self, addresses: Sequence[str]) -> list[LibraryEntry]:
        """Return the documents that were read at these addresses, as they are spelt, latest first."""
        return self._all("documents", documents.c.url.in_([plain(one) for one in addresses if one]))

    def sightings_in(self, document_id: str) -> list[Sighting]:
        """Return the pictures that were seen in a document."""
        query = select(sightings.c.id, sightings.c.record).where(sightings.c.document_id == plain(document_id))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(sightings.c.id)).all()
        return [parse(Sighting, sightings, key, record) for key, record in rows]

    def _all(self, kind: Kind, condition: Any) -> list[LibraryEntry]:
        listed = _LISTS[kind]
        query = listed.query.where(condition).order_by(listed.at.desc(), listed.key).limit(_MOST)
        with self._database.read() as connection:
            return [listed.entry(row) for row in connection.execute(query)]


def _holds(column: Any, word: str) -> Any:
    # SQLite knows the case of ASCII letters only: other spellings of a word in other letters are asked for as well.
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.icontains(one, autoescape=True) for one in sorted(spellings)))


def _rows(
    connection: Connection, listed: _List, query: Select[Any], last: tuple[datetime | None, str] | None, many: int
) -> list[Any]:
    """Return the rows behind the last one seen, undated ones after all others."""
    rows: list[Any] = []
    at, key = last or (None, "")
    if last is None or at is not None:
        dated = query.where(listed.at.is_not(None))
        if at is not None:
            # The first condition lets the database begin in the index where the last page ended.
            dated = dated.where(listed.at <= at, or_(listed.at < at, listed.key > plain(key)))
        rows += connection.execute(dated.order_by(listed.at.desc(), listed.key).limit(many)).all()
        key = ""
    if listed.undated and len(rows) < many:
        rest = query.where(listed.at.is_(None), listed.key > plain(key)).order_by(listed.key)
        rows += connection.execute(rest.limit(many - len(rows))).all()
    return rows


def _place(behind: str) -> tuple[datetime | None, str]:
    at, _, key = behind.partition("~")
    try:
        return (datetime.fromisoformat(at) if at else None), key
    except ValueError as error:
        raise Invalid(f"{behind[:80]!r} is no place in the list.", "Begin with the first page.") from error


def _document(row: Any) -> LibraryEntry:
    one = parse(Document, documents, row.key, row.record)
    day = f"{one.published:%Y-%m-%d}" if one.published else ""
    by = one.source.name if one.source else ""
    title = one.title or one.body[:120]
    return LibraryEntry(id=one.id, title=title, by=by, url=one.url, note=day, language=one.language, at=one.seen)


def _fact_check(row: Any) -> LibraryEntry:
    return check_entry(parse(FactCheck, fact_checks, row.key, row.record))


def check_entry(one: FactCheck) -> LibraryEntry:
    """Return a fact-check as the list shows it."""
    return LibraryEntry(
        id=one.id,
        title=one.claim,
        by=one.source.name,
        url=one.url,
        note=one.rating_words or one.rating.value,
        language=one.language,
        at=one.date,
    )


def _picture(row: Any) -> LibraryEntry:
    one = parse(Sighting, sightings, row.key, row.record)
    title = one.caption or one.title or one.page
    return LibraryEntry(id=one.sha256, title=title, by=one.publisher, url=one.page, note=one.title, at=one.date)


_LISTS: dict[Kind, _List] = {
    "documents": _List(
        select(documents.c.seen.label("at"), documents.c.id.label("key"), documents.c.record),
        documents.c.seen,
        documents.c.id,
        (documents.c.record,),
        _document,
    ),
    "factchecks": _List(
        select(fact_checks.c.date.label("at"), fact_checks.c.id.label("key"), fact_checks.c.record),
        fact_checks.c.date,
        fact_checks.c.id,
        (fact_checks.c.record,),
        _fact_check,
        undated=True,
    ),
    "pictures": _List(
        select(sightings.c.date.label("at"), sightings.c.id.label("key"), sightings.c.record),
        sightings.c.date,
        sightings.c.id,
        (sightings.c.record,),
        _picture,
    ),
    "answers": _List(
        select(answers.c.at.label("at"), answers.c.id.label("key"), answers.c.question, answers.c.verdict),
        answers.c.at,
        answers.c.id,
        (answers.c.question,),
        lambda row: LibraryEntry(id=row.key, title=row.question, note=row.verdict, at=row.at),
    ),
    "traces": _List(
        select(traces.c.at.label("at"), traces.c.id.label("key"), traces.c.name, traces.c.sha256),
        traces.c.at,
        traces.c.id,
        (traces.c.name, traces.c.sha256),
        lambda row: LibraryEntry(id=row.key, title=row.name, note=row.sha256, at=row.at),
    ),
    "dossiers": _List(
        select(dossiers.c.at.label("at"), dossiers.c.id.label("key"), dossiers.c.title, dossiers.c.url),
        dossiers.c.at,
        dossiers.c.id,
        (dossiers.c.title, dossiers.c.url),
        lambda row: LibraryEntry(id=row.key, title=row.title or row.url or row.key, url=row.url, at=row.at),
    ),
}
