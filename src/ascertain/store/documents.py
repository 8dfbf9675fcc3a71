"""Documents with everything that is found in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select

from ascertain.errors import Invalid, NotFound
from ascertain.records import Claim, Document, Dossier, Finding, Media, Passage, Sighting
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.dossiers import add_dossier
from ascertain.store.findings import add_findings
from ascertain.store.outbox import enqueue
from ascertain.store.pictures import add_media, add_sightings
from ascertain.store.prints import add_prints, lock_prints
from ascertain.store.reading import by_key, in_order, parse
from ascertain.store.rows import Print
from ascertain.store.tables import claims, documents, findings, passages
from ascertain.store.workqueue import claim_rows


class Documents:
    """Documents, their claims and passages, and the findings about any record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        document: Document,
        *,
        claims: Sequence[Claim],
        passages: Sequence[Passage],
        media: Sequence[Media],
        sightings: Sequence[Sighting],
        prints: Sequence[Print],
        findings: Sequence[Finding],
        dossier: Dossier | None,
    ) -> None:
        """Keep a document and all that belongs to it, all or nothing; adding it again changes nothing."""
        _check_belonging(document, claims, sightings, dossier)
        with self._database.write() as connection:
            if prints:
                lock_prints(connection)
            _add_document(connection, document)
            _replace_claims(connection, document.id, claims)
            _add_passages(connection, passages)
            add_media(connection, media)
            add_sightings(connection, sightings)
            add_prints(connection, prints)
            add_findings(connection, findings)
            if dossier is not None:
                add_dossier(connection, dossier)

    def get(self, document_id: str) -> Document:
        """Return the document, or raise :class:`NotFound`."""
        with self._database.read() as connection:
            found = in_order(connection, documents, Document, [document_id])
        if not found:
            raise NotFound(f"The store holds no document {document_id}.")
        return found[0]

    def newest(self, limit: int, offset: int) -> list[Document]:
        """Return ``limit`` documents, the latest seen first, after leaving out ``offset``."""
        query = select(documents.c.id, documents.c.record).order_by(documents.c.seen.desc(), documents.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query.limit(limit).offset(offset)).all()
        return [parse(Document, documents, key, record) for key, record in rows]

    def count(self) -> int:
        """Return how many documents there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(documents)).scalar_one()

    def versions_of(self, document: Document) -> list[str]:
        """Return the identifiers of what is kept of a page: the document itself, and others read at its address."""
        same = documents.c.id == document.id
        if document.url:
            same = same | (documents.c.url == plain(document.url))
        with self._database.read() as connection:
            return list(connection.execute(select(documents.c.id).where(same).order_by(documents.c.id)).scalars())

    def claims_of(self, document_id: str) -> list[Claim]:
        """Return the claims of a document in reading order."""
        query = select(claims.c.id, claims.c.record).where(claims.c.document_id == document_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(claims.c.start, claims.c.id)).all()
        return [parse(Claim, claims, key, record) for key, record in rows]

    def findings_about(self, record_id: str) -> list[Finding]:
        """Return the findings about a record, oldest first."""
        query = select(findings.c.id, findings.c.record).where(findings.c.about == record_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(findings.c.at, findings.c.id)).all()
        return [parse(Finding, findings, key, record) for key, record in rows]

    def evidence_count(self, excluding: Collection[str]) -> int:
        """Return how many documents have passages, without those named."""
        query = select(func.count(passages.c.origin_id.distinct())).where(passages.c.origin_id.not_in(list(excluding)))
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages in the order of ``ids``; unknown identifiers are left out."""
        with self._database.read() as connection:
            return in_order(connection, passages, Passage, ids)

    def passage_count(self) -> int:
        """Return how many passages there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(passages)).scalar_one()


def _check_belonging(
    document: Document, claims: Sequence[Claim], sightings: Sequence[Sighting], dossier: Dossier | None
) -> None:
    owners = {c.document_id for c in claims} | {s.document_id for s in sightings}
    if dossier is not None:
        owners.add(dossier.document.id)
    strangers = owners - {document.id}
    if strangers:
        raise Invalid(f"Claims, sightings or a dossier of {min(strangers)} were handed over with {document.id}.")


def _add_document(connection: Connection, document: Document) -> None:
    stored = by_key(connection, documents, [document.id]).get(document.id)
    if stored is not None:
        first = parse(Document, documents, document.id, stored)
        document = document.model_copy(update={"seen": min(first.seen, document.seen)})
        if document == first:
            return
    row: dict[str, Any] = {
        "id": document.id,
        "url": plain(document.url),
        "language": document.language,
        "publisher": plain(document.source.name) if document.source else "",
        "published": document.published,
        "seen": document.seen,
        "record": document.model_dump_json(),
    }
    upsert(connection, documents, [row])


def _replace_claims(connection: Connection, document_id: str, items: Sequence[Claim]) -> None:
    # Another version of the claim finder may cut sentences elsewhere: its claims stand instead of the old ones.
    if items:
        connection.execute(delete(claims).where(claims.c.document_id == document_id))
    upsert(connection, claims, claim_rows(connection, list({item.id: item for item in items}.values())))


def _add_passages(connection: Connection, items: Sequence[Passage]) -> None:
    stored = by_key(connection, passages, [item.id for item in items])
    fresh = {
        item.id: item
        for item in items
        if item.id not in stored or parse(Passage, passages, item.id, stored[item.id]) != item
    }
    rows = [
        {"id": item.id, "origin": item.origin, "origin_id": item.origin_id, "record": item.model_dump_json()}
        for item in fresh.values()
    ]
    upsert(connection, passages, rows)
    enqueue(connection, "passages", list(fresh))
