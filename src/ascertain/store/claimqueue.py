"""Which fact-checks the claims kept so far have not been compared with, and the vectors they are compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, and_, bindparam, delete, func, insert, select, update

from ascertain.records import Claim, Finding
from ascertain.store.database import Database
from ascertain.store.dialect import chunks, upsert
from ascertain.store.findings import add_findings
from ascertain.store.reading import parse
from ascertain.store.tables import claim_vectors, claims, documents, dossiers, findings, outbox, uncompared


@dataclass(frozen=True)
class Awaiting:
    """A fact-check that the claims kept so far have not been compared with."""

    seq: int
    fact_check_id: str


@dataclass(frozen=True)
class PlacedClaim:
    """A claim with what is known of the page it stands in."""

    claim: Claim
    language: str
    published: datetime | None
    title: str
    url: str
    dossier_id: str
    """The latest dossier of its page, empty when there is none."""


@dataclass(frozen=True)
class KeptVector:
    """What a claim is compared by."""

    vector: NDArray[np.floating]
    """Empty for a claim that is not worth checking."""

    language: str
    """The language it is searched in."""

    bar: float
    """The cosine of the last of its nearest fact-checks: a new one below it is not among them; -1 for too few."""


@dataclass(frozen=True)
class ClaimVectors:
    """What some claims are compared by, a row each."""

    ids: Sequence[str]
    matrix: NDArray[np.float32]
    languages: Sequence[str]
    bars: NDArray[np.float64]


class ClaimQueue:
    """The queue of fact-checks to compare, the claims' vectors, and the findings that come of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first(self, limit: int) -> list[Awaiting]:
        """Return the oldest ``limit`` rows whose fact-check search knows; what waits in the outbox is left out."""
        # Another process may have written it and not yet brought it into search, where it would not be found.
        waiting = select(outbox.c.record_id).where(outbox.c.table_name == "factchecks")
        query = select(uncompared.c.seq, uncompared.c.fact_check_id).where(uncompared.c.fact_check_id.not_in(waiting))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(uncompared.c.seq).limit(limit))
            return [Awaiting(seq, key) for seq, key in rows]

    def size(self) -> int:
        """Return how many rows wait."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(uncompared)).scalar_one()

    def done(self, seqs: Sequence[int], found: Sequence[Finding]) -> list[Finding]:
        """Keep the findings and take the rows out, all or nothing; return the findings that were not known."""
        with self._database.write() as connection:
            known = set[str]()
            for some in chunks(sorted({item.id for item in found})):
                known.update(connection.execute(select(findings.c.id).where(findings.c.id.in_(some))).scalars())
            fresh = {item.id: item for item in found if item.id not in known}
            add_findings(connection, list(fresh.values()))
            for part in chunks(sorted(set(seqs))):
                connection.execute(delete(uncompared).where(uncompared.c.seq.in_(part)))
        return list(fresh.values())

    def placed(self, ids: Sequence[str]) -> list[PlacedClaim]:
        """Return claims with their pages, in the order of ``ids``; unknown ones are left out."""
        found: dict[str, PlacedClaim] = {}
        with self._database.read() as connection:
            for some in chunks(sorted(set(ids))):
                rows = connection.execute(_placed().where(claims.c.id.in_(some))).all()
                found.update((row[0], _placed_claim(row)) for row in rows)
        return [found[key] for key in ids if key in found]

    def without_vectors(self, made_by: str, limit: int, document_id: str | None) -> list[PlacedClaim]:
        """Return ``limit`` claims, of one document or of any, that have no vectors made by ``made_by``."""
        query = _placed().outerjoin(
            claim_vectors, and_(claim_vectors.c.claim_id == claims.c.id, claim_vectors.c.made_by == made_by)
        )
        query = query.where(claim_vectors.c.claim_id.is_(None)).order_by(claims.c.id).limit(limit)
        if document_id is not None:
            query = query.where(claims.c.document_id == document_id)
        with self._database.read() as connection:
            return [_placed_claim(row) for row in connection.execute(query).all()]

    def add_vectors(self, made_by: str, vectors: Mapping[str, KeptVector]) -> None:
        """Keep what claims are compared by, rounded to float16; a claim that is gone by now is left out."""
        with self._database.write() as connection:
            there = set[str]()
            for some in chunks(sorted(vectors)):
                there.update(connection.execute(select(claims.c.id).where(claims.c.id.in_(some))).scalars())
            rows = [
                {
                    "claim_id": key,
                    "made_by": made_by,
                    "vector": np.asarray(kept.vector, "<f2").tobytes(),
                    "language": kept.language,
                    "bar": kept.bar,
                }
                for key, kept in vectors.items()
                if key in there
            ]
            upsert(connection, claim_vectors, rows)

    def raise_bars(self, bars: Mapping[str, float]) -> None:
        """Set the bars of claims; a claim that is gone by now is left out."""
        wanted = [{"key": key, "to": bar} for key, bar in sorted(bars.items())]
        statement = (
            update(claim_vectors).where(claim_vectors.c.claim_id == bindparam("key")).values(bar=bindparam("to"))
        )
        if wanted:
            with self._database.write() as connection:
                connection.execute(statement, wanted)

    def vectors(self, made_by: str, block: int) -> Iterator[ClaimVectors]:
        """Yield what every claim that has a vector is compared by, at most ``block`` claims at a time."""
        after = ""
        while True:
            query = select(claim_vectors).where(claim_vectors.c.claim_id > after, claim_vectors.c.made_by == made_by)
            with self._database.read() as connection:
                rows = connection.execute(query.order_by(claim_vectors.c.claim_id).limit(block)).all()
            if not rows:
                return
            after = rows[-1].claim_id
            rows = [row for row in rows if row.vector]
            if rows:
                matrix = np.frombuffer(b"".join(row.vector for row in rows), "<f2").reshape(len(rows), -1)
                bars = np.array([row.bar for row in rows])
                yield ClaimVectors(
                    [row.claim_id for row in rows], matrix.astype(np.float32), [row.language for row in rows], bars
                )

    def findings_about(self, ids: Sequence[str]) -> list[Finding]:
        """Return the findings about these records, oldest first."""
        rows: list[Any] = []
        query = select(findings.c.at, findings.c.id, findings.c.record)
        with self._database.read() as connection:
            for some in chunks(sorted(set(ids))):
                rows += connection.execute(query.where(findings.c.about.in_(some))).all()
        return [parse(Finding, findings, key, record) for _, key, record in sorted(rows)]

    def findings_about_claims(self, limit: int) -> list[Finding]:
        """Return the latest ``limit`` findings about claims, newest first."""
        query = select(findings.c.id, findings.c.record).join(claims, claims.c.id == findings.c.about)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(findings.c.at.desc(), findings.c.id).limit(limit)).all()
        return [parse(Finding, findings, key, record) for key, record in rows]


def await_comparison(connection: Connection, ids: Sequence[str]) -> None:
    """Put fact-checks into the queue, inside the transaction that writes them; one may stand there twice."""
    if ids:
        connection.execute(insert(uncompared), [{"fact_check_id": key} for key in ids])


def _placed() -> Select[Any]:
    latest = (
        select(dossiers.c.id)
        .where(dossiers.c.document_id == claims.c.document_id)
        .order_by(dossiers.c.at.desc(), dossiers.c.id)
        .limit(1)
        .scalar_subquery()
    )
    columns = (claims.c.id, claims.c.record, documents.c.language, documents.c.published, documents.c.url)
    # The title stands only in the record of a document, which is long; the dossier's row has it too.
    title = (
        select(dossiers.c.title)
        .where(dossiers.c.document_id == claims.c.document_id)
        .order_by(dossiers.c.at.desc(), dossiers.c.id)
        .limit(1)
        .scalar_subquery()
    )
    joined = select(*columns, latest.label("dossier"), title.label("title"))
    return joined.select_from(claims.join(documents, documents.c.id == claims.c.document_id))


def _placed_claim(row: Any) -> PlacedClaim:
    key, record, language, published, url, dossier, title = row
    return PlacedClaim(parse(Claim, claims, key, record), language, published, title or "", url, dossier or "")
