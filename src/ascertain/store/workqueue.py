"""The queue of claims worth checking, and what people decided about records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select, update

from ascertain.errors import Invalid, NotFound
from ascertain.records import Claim, Document, Judgement, QueueItem, QueuePage
from ascertain.store.database import Database
from ascertain.store.dialect import chunks, plain, upsert
from ascertain.store.reading import in_order, parse
from ascertain.store.tables import claims, documents, dossiers
from ascertain.store.worktables import claim_work, judgements


@dataclass(frozen=True)
class Wanted:
    """Which claims of the queue are asked for; what is empty narrows nothing."""

    status: str = ""
    language: str = ""
    """BCP-47 primary language of the document."""
    source: str = ""
    """Publisher of the document."""
    assignee: str | None = None
    """Identifier of a person; empty for claims that nobody works on, ``None`` for all."""
    text: str = ""
    """Words that quote or claimant must have, each of them, in any case."""


class WorkQueue:
    """Claims by check-worthiness with their status and assignee, and the judgements of people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: Wanted, limit: int, behind: str = "") -> QueuePage:
        """Return up to ``limit`` claims, most worth checking first; ``behind`` is that of the page before."""
        query = _narrowed(_items(worked=_worked(wanted)), wanted).where(claims.c.queue_rank.is_not(None))
        if behind:
            rank, key = _key(behind)
            # The first condition lets the database begin in the index where the last page ended.
            query = query.where(claims.c.queue_rank <= rank, or_(claims.c.queue_rank < rank, claims.c.id > plain(key)))
        query = query.order_by(claims.c.queue_rank.desc(), claims.c.id).limit(limit + 1)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            items = _made(connection, rows[:limit])
        last = rows[limit - 1] if len(rows) > limit else None
        return QueuePage(items=tuple(items), behind=f"{last.queue_rank!r}~{last.id}" if last else "")

    def item(self, claim_id: str) -> QueueItem:
        """Return one claim as the queue shows it, or raise :class:`NotFound`."""
        with self._database.read() as connection:
            rows = connection.execute(_items().where(claims.c.id == plain(claim_id))).all()
            items = _made(connection, rows)
        if not items:
            raise NotFound(f"The store holds no claim {claim_id[:64]}.", "Its page may have been read anew.")
        return items[0]

    def counts(self) -> dict[str, int]:
        """Return how many claims of the queue are in each status."""
        c = claim_work.c
        worked = select(c.status, func.count()).join(claims, claims.c.id == c.claim_id).group_by(c.status)
        with self._database.read() as connection:
            every = select(func.count()).select_from(claims).where(claims.c.queue_rank.is_not(None))
            total = connection.execute(every).scalar_one()
            found = {str(status): int(many) for status, many in connection.execute(worked)}
        found["new"] = total - sum(many for status, many in found.items() if status != "new")
        return found

    def sources(self, limit: int) -> list[str]:
        """Return the publishers with the most documents, by name."""
        return sorted(self._most(documents.c.publisher, limit), key=str.casefold)

    def languages(self, limit: int) -> list[str]:
        """Return the languages with the most documents, most first."""
        return self._most(documents.c.language, limit)

    def judge(self, made: Sequence[Judgement], claim: Claim | None = None) -> None:
        """Keep judgements, all or nothing; those about ``claim`` also change where it stands in the queue.

        A claim that was not worth checking enters the queue with its first judgement.
        """
        rows = [
            {
                "id": one.id,
                "about": plain(one.about),
                "what": one.what,
                "by": one.by,
                "at": one.at,
                "record": one.model_dump_json(),
            }
            for one in made
        ]
        with self._database.write() as connection:
            if rows:
                connection.execute(insert(judgements), rows)
            if claim is not None:
                _move(connection, claim, made)

    def leave_out(self, document_id: str) -> None:
        """Take the claims of a document out of the queue, unless somebody worked on them."""
        worked = select(claim_work.c.claim_id)
        mine = and_(claims.c.document_id == document_id, claims.c.queue_rank.is_not(None), claims.c.id.not_in(worked))
        with self._database.write() as connection:
            connection.execute(update(claims).where(mine).values(queue_rank=None))

    def judgements_about(self, ids: Sequence[str]) -> list[Judgement]:
        """Return what people decided about any of these records, oldest first."""
        c = judgements.c
        rows: list[Any] = []
        with self._database.read() as connection:
            for some in chunks(sorted({plain(one) for one in ids})):
                rows += connection.execute(select(c.at, c.id, c.record).where(c.about.in_(some))).all()
        return [
            parse(Judgement, judgements, key, record) for _, key, record in sorted(rows, key=lambda r: (r[0], r[1]))
        ]

    def judgements(self, limit: int, *, since: datetime | None = None, by: str = "") -> list[Judgement]:
        """Return the latest judgements about anything, newest first; only those ``since`` a time, or of a person."""
        c = judgements.c
        query = select(c.id, c.record).order_by(c.at.desc(), c.id).limit(limit)
        if since:
            query = query.where(c.at > since)
        if by:
            query = query.where(c.by == plain(by))
        with self._database.read() as connection:
            return [parse(Judgement, judgements, key, record) for key, record in connection.execute(query)]

    def _most(self, column: Any, limit: int) -> list[str]:
        query = select(column).where(column != "").group_by(column).order_by(func.count().desc(), column).limit(limit)
        with self._database.read() as connection:
            return [str(one) for one in connection.execute(query).scalars()]


def claim_rows(connection: Connection, items: Sequence[Claim]) -> list[dict[str, Any]]:
    """Return the rows of claims; the queue holds those worth checking and those that somebody worked on."""
    worked = set[str]()
    for some in chunks(sorted(item.id for item in items)):
        worked.update(
            connection.execute(select(claim_work.c.claim_id).where(claim_work.c.claim_id.in_(some))).scalars()
        )
    return [
        {
            "id": item.id,
            "document_id": item.document_id,
            "start": item.span.start,
            "record": item.model_dump_json(),
            "queue_rank": item.check_worthiness if item.worth_checking or item.id in worked else None,
            "words": plain(f"{item.quote}\n{item.attribution.claimant}".casefold()),
        }
        for item in items
    ]


def contains(column: Any, text: str) -> Any:
    """Return the condition that a column holds each word of ``text``; no character of it has a meaning."""
    return and_(*(column.contains(word, autoescape=True) for word in plain(text).split()[:20]))


def _items(*, worked: bool = False) -> Select[Any]:
    """Return the query for claims as the queue shows them, all or only those that somebody ``worked`` on."""
    latest = (
        select(dossiers.c.id)
        .where(dossiers.c.document_id == claims.c.document_id)
        .order_by(dossiers.c.at.desc(), dossiers.c.id)
        .limit(1)
        .scalar_subquery()
    )
    c = claim_work.c
    columns = (claims.c.id, claims.c.document_id, claims.c.record, claims.c.queue_rank, latest.label("dossier_id"))
    joined = claims.join(documents, documents.c.id == claims.c.document_id)
    joined = joined.join(claim_work, c.claim_id == claims.c.id, isouter=not worked)
    return select(*columns, c.status, c.assignee, c.changed, c.judgements).select_from(joined)


def _worked(wanted: Wanted) -> bool:
    """Tell whether only claims with a judgement can be meant: then the few of those are looked through, not all."""
    return wanted.status not in {"", "new"} or bool(wanted.assignee)


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.status == "new":
        query = query.where(func.coalesce(claim_work.c.status, "new") == "new")
    elif wanted.status:
        query = query.where(claim_work.c.status == wanted.status)
    if wanted.assignee:
        query = query.where(claim_work.c.assignee == plain(wanted.assignee))
    elif wanted.assignee is not None:
        query = query.where(func.coalesce(claim_work.c.assignee, "") == "")
    if wanted.language:
        query = query.where(documents.c.language == plain(wanted.language))
    if wanted.source:
        query = query.where(documents.c.publisher == plain(wanted.source))
    return query.where(contains(claims.c.words, wanted.text.casefold())) if wanted.text.strip() else query


def _made(connection: Connection, rows: Sequence[Any]) -> list[QueueItem]:
    wanted = list({row.document_id: None for row in rows})
    found = {one.id: one for one in in_order(connection, documents, Document, wanted)}
    return [_item(row, found[row.document_id]) for row in rows]


def _item(row: Any, document: Document) -> QueueItem:
    return QueueItem(
        claim=parse(Claim, claims, row.id, row.record),
        title=document.title,
        url=document.url,
        source=document.source,
        language=document.language,
        published=document.published,
        dossier_id=row.dossier_id or "",
        status=row.status or "new",
        assignee=row.assignee or "",
        changed=row.changed,
        notes=row.judgements or 0,
    )


def _move(connection: Connection, claim: Claim, made: Sequence[Judgement]) -> None:
    mine = [one for one in made if one.about == claim.id]
    before = connection.execute(select(claim_work).where(claim_work.c.claim_id == claim.id).with_for_update()).first()
    said = {one.what: one.value for one in mine}
    row = {
        "claim_id": claim.id,
        "status": said.get("status", before.status if before else "new"),
        "assignee": said.get("assignee", before.assignee if before else ""),
        "changed": max(one.at for one in mine),
        "judgements": (before.judgements if before else 0) + len(mine),
    }
    upsert(connection, claim_work, [row])
    there = claims.c.id == claim.id
    connection.execute(
        update(claims).where(there, claims.c.queue_rank.is_(None)).values(queue_rank=claim.check_worthiness)
    )


def _key(behind: str) -> tuple[float, str]:
    rank, _, key = behind.partition("~")
    try:
        return float(rank), key
    except ValueError as error:
        raise Invalid(f"{behind[:80]!r} is no place in the queue.", "Begin with the first page.") from error
