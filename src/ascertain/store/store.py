"""The store: everything people and sources said, in one transactional database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from ascertain.records import Claim, Document, Dossier, FactCheck, Finding, Media, Passage, Sighting
from ascertain.store.rows import Added, DossierSummary, ImportRun, OutboxRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ascertain.store.database import Database


def open_store(url: str) -> Store:
    """Open the store at a SQLAlchemy URL (SQLite file or PostgreSQL), making or migrating it where needed.

    Raises :class:`Invalid` when the URL or what is there cannot be a store of this version,
    :class:`Unavailable` when the place cannot be reached or written, and :class:`NotConfigured` when the
    PostgreSQL driver is missing.
    """
    from ascertain.store.opening import open_database

    return Store(open_database(url))


class Store:
    """The one place of truth; search can be rebuilt from it at any time.

    Every method is one transaction. Any number of threads and processes may use one store.
    """

    def __init__(self, database: Database) -> None:
        # Imported with the first store, because SQLAlchemy takes a third of a second.
        from ascertain.store.documents import Documents
        from ascertain.store.dossiers import Dossiers
        from ascertain.store.embeddings import Embeddings
        from ascertain.store.factchecks import FactChecks
        from ascertain.store.outbox import Outbox
        from ascertain.store.pictures import Pictures

        self._database = database
        self._fact_checks = FactChecks(database)
        self._documents = Documents(database)
        self._pictures = Pictures(database)
        self._dossiers = Dossiers(database)
        self._outbox = Outbox(database)
        self._embeddings = Embeddings(database)

    def add_fact_checks(self, items: Sequence[FactCheck], run: ImportRun | None = None) -> Added:
        """Keep fact-checks and return how many were new, changed or the same.

        New and changed ones get an outbox row. ``run`` is the import's state with the position and rejects
        *after* this batch and the counts *before* it: the counts of this batch are added and the run is kept
        in the same transaction, so that an interrupted import goes on exactly where its records end.
        """
        return self._fact_checks.add(items, run)

    def import_run(self, key: str) -> ImportRun | None:
        """Return the state of an import, ``None`` when it never began."""
        return self._fact_checks.run(key)

    def save_import_run(self, run: ImportRun) -> None:
        """Keep the state of an import as given, for batches that bring no fact-check and for its end."""
        self._fact_checks.save_run(run)

    def fact_checks(self, ids: Sequence[str]) -> list[FactCheck]:
        """Return fact-checks in the order of ``ids``; unknown identifiers are left out."""
        return self._fact_checks.get(ids)

    def fact_check_count(self, corpus: str | None = None) -> int:
        """Return how many fact-checks there are, in one corpus or in all."""
        return self._fact_checks.count(corpus)

    def corpora(self) -> dict[str, int]:
        """Return each corpus with how many fact-checks it holds, by name."""
        return self._fact_checks.corpora()

    def add_document(
        self,
        document: Document,
        *,
        claims: Sequence[Claim] = (),
        passages: Sequence[Passage] = (),
        media: Sequence[Media] = (),
        sightings: Sequence[Sighting] = (),
        findings: Sequence[Finding] = (),
        dossier: Dossier | None = None,
    ) -> None:
        """Keep a document and all that was found in it, all or nothing; adding the same again changes nothing.

        A document read again keeps the time it was first seen. Claims, when given, stand instead of those
        stored for the document. New and changed passages get an outbox row. A finding or dossier whose
        identifier is stored already is left as it was. Raises :class:`Invalid` when a claim, sighting or
        dossier belongs to another document, or a sighting's picture is not known.
        """
        self._documents.add(
            document,
            claims=claims,
            passages=passages,
            media=media,
            sightings=sightings,
            findings=findings,
            dossier=dossier,
        )

    def document(self, document_id: str) -> Document:
        """Return a document, or raise :class:`NotFound`."""
        return self._documents.get(document_id)

    def documents(self, limit: int, offset: int = 0) -> list[Document]:
        """Return ``limit`` documents, the latest seen first, after leaving out ``offset``."""
        return self._documents.newest(limit, offset)

    def document_count(self) -> int:
        """Return how many documents there are."""
        return self._documents.count()

    def versions_of(self, document: Document) -> list[str]:
        """Return the identifiers of what is kept of a page: the document itself, and others read at its address."""
        return self._documents.versions_of(document)

    def claims_of(self, document_id: str) -> list[Claim]:
        """Return the claims of a document in reading order."""
        return self._documents.claims_of(document_id)

    def findings_about(self, record_id: str) -> list[Finding]:
        """Return the findings about a record, oldest first."""
        return self._documents.findings_about(record_id)

    def evidence_count(self, excluding: Collection[str] = ()) -> int:
        """Return how many documents were imported as evidence, without those named."""
        return self._documents.evidence_count(excluding)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return passages in the order of ``ids``; unknown identifiers are left out."""
        return self._documents.passages(ids)

    def passage_count(self) -> int:
        """Return how many passages there are."""
        return self._documents.passage_count()

    def media(self, sha256: str) -> Media | None:
        """Return a picture, ``None`` when it was never seen."""
        return self._pictures.get(sha256)

    def hashes(self) -> list[tuple[str, str]]:
        """Return SHA-256 and PDQ hash (hex) of each picture whose PDQ quality is at least 50, by SHA-256."""
        return self._pictures.hashes()

    def sightings_of(self, sha256s: Sequence[str]) -> list[Sighting]:
        """Return where these pictures were seen, earliest first."""
        return self._pictures.sightings_of(sha256s)

    def dossier(self, dossier_id: str) -> Dossier:
        """Return a dossier as it was made, or raise :class:`NotFound`."""
        return self._dossiers.get(dossier_id)

    def dossiers(self, limit: int) -> list[DossierSummary]:
        """Return the latest ``limit`` dossiers as a list shows them, newest first."""
        return self._dossiers.newest(limit)

    def outbox(self, limit: int) -> list[OutboxRow]:
        """Return the oldest ``limit`` rows of what search does not know yet; a record may stand there twice."""
        return self._outbox.first(limit)

    def outbox_done(self, seqs: Sequence[int]) -> None:
        """Remove the outbox rows with these numbers."""
        self._outbox.done(seqs)

    def outbox_size(self) -> int:
        """Return how many outbox rows wait."""
        return self._outbox.size()

    def requeue(self) -> int:
        """Put every fact-check and passage into the outbox again, each once, and return how many there are."""
        return self._outbox.refill()

    def embeddings(self, model: str, hashes: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Return the known vectors of a model by the SHA-256 (32 bytes) of their texts' UTF-8 bytes."""
        return self._embeddings.get(model, hashes)

    def add_embeddings(self, model: str, vectors: Mapping[bytes, NDArray[np.floating]]) -> None:
        """Keep vectors by the SHA-256 of their texts, rounded to float16."""
        self._embeddings.add(model, vectors)

    def check(self) -> list[str]:
        """Return what is wrong with the store, a sentence each; empty when all is well. Reads every record."""
        from ascertain.store.checking import problems

        return problems(self._database)

    def close(self) -> None:
        """Close the database."""
        self._database.close()
