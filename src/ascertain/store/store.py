"""The store: everything people and sources said, in one transactional database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ascertain.records import (
    Answer,
    Claim,
    Document,
    Dossier,
    FactCheck,
    Finding,
    ListedSource,
    Media,
    Passage,
    Sighting,
)
from ascertain.store.groupedstore import GroupedStore
from ascertain.store.rows import (
    Added,
    AnswerSummary,
    DossierSummary,
    FoundAt,
    ImportRun,
    OutboxRow,
    Print,
    WantedPicture,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ascertain.store.claimqueue import Awaiting, ClaimVectors, KeptVector, PlacedClaim
    from ascertain.store.database import Database


def open_store(url: str) -> Store:
    """Open the store at a SQLAlchemy URL (SQLite file or PostgreSQL), making or migrating it where needed.

    Raises :class:`Invalid` when the URL or what is there cannot be a store of this version,
    :class:`Unavailable` when the place cannot be reached or written, and :class:`NotConfigured` when the
    PostgreSQL driver is missing.
    """
    from ascertain.store.opening import open_database

    return Store(open_database(url))


class Store(GroupedStore):
    """The one place of truth; search can be rebuilt from it at any time.

    Every method is one transaction. Any number of threads and processes may use one store.
    """

    def __init__(self, database: Database) -> None:
        # Imported with the first store, because SQLAlchemy takes a third of a second.
        from ascertain.store.answers import Answers
        from ascertain.store.claimqueue import ClaimQueue
        from ascertain.store.documents import Documents
        from ascertain.store.dossiers import Dossiers
        from ascertain.store.embeddings import Embeddings
        from ascertain.store.factcheckpages import FactCheckPages
        from ascertain.store.factchecks import FactChecks
        from ascertain.store.outbox import Outbox
        from ascertain.store.sourcelists import SourceLists

        super().__init__(database)
        self._fact_checks = FactChecks(database)
        self._fact_check_pages = FactCheckPages(database)
        self._documents = Documents(database)
        self._source_lists = SourceLists(database)
        self._dossiers = Dossiers(database)
        self._answers = Answers(database)
        self._outbox = Outbox(database)
        self._claim_queue = ClaimQueue(database)
        self._embeddings = Embeddings(database)

    def add_fact_checks(self, items: Sequence[FactCheck], run: ImportRun | None = None) -> Added:
        """Keep fact-checks and return how many were new, changed or the same.

        New and changed ones get an outbox row, and one in the queue of :meth:`uncompared`. ``run`` is the import's
        state with the position and rejects *after* this batch and the counts *before* it: the counts of this batch
        are added and the run is kept in the same transaction, so that an interrupted import goes on exactly where
        its records end.
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

    def fact_checks_at(self, addresses: Sequence[str], corpus: str = "main") -> list[FoundAt]:
        """Return the fact-checks of a corpus that stand at these addresses, and those whose claim appeared there.

        Addresses are compared as :func:`ascertain.text.webaddress.address_key` spells them; a fact-check may come
        more than once.
        """
        return self._fact_check_pages.at(addresses, corpus)

    def wanted_pictures(self, corpus: str, limit: int, behind: tuple[str, int] = ("", -1)) -> list[WantedPicture]:
        """Return up to ``limit`` pictures that fact-checks of a corpus show and that were not fetched yet.

        For the next ones give the ``key`` of the last as ``behind``.
        """
        return self._fact_check_pages.wanted(corpus, limit, behind)

    def settle_picture(self, picture: WantedPicture, *, again: bool = False) -> None:
        """Take a picture off the list of those to fetch; with ``again`` it stays, and its tries are counted."""
        self._fact_check_pages.settle(picture, again=again)

    def corpora(self) -> dict[str, int]:
        """Return each corpus with how many fact-checks it holds, by name."""
        return self._fact_checks.corpora()

    def fact_check_languages(self, corpus: str) -> dict[str, int]:
        """Return each language of a corpus with how many fact-checks are in it, most first; empty for unknown."""
        return self._fact_checks.languages(corpus)

    def fact_check_publishers(self, corpus: str) -> dict[str, str]:
        """Return each publisher of a corpus with the address of one of its fact-checks, by name."""
        return self._fact_checks.publishers(corpus)

    def add_document(
        self,
        document: Document,
        *,
        claims: Sequence[Claim] = (),
        passages: Sequence[Passage] = (),
        media: Sequence[Media] = (),
        sightings: Sequence[Sighting] = (),
        prints: Sequence[Print] = (),
        findings: Sequence[Finding] = (),
        dossier: Dossier | None = None,
    ) -> None:
        """Keep a document and all that was found in it, all or nothing; adding the same again changes nothing.

        A document read again keeps the time it was first seen. Claims, when given, stand instead of those
        stored for the document. New and changed passages get an outbox row. A finding or dossier whose
        identifier is stored already is left as it was. Prints are kept as :meth:`add_pictures` keeps them. Raises
        :class:`Invalid` when a claim, sighting or dossier belongs to another document, or a sighting's or print's
        picture is not known.
        """
        self._documents.add(
            document,
            claims=claims,
            passages=passages,
            media=media,
            sightings=sightings,
            prints=prints,
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

    def replace_source_list(self, name: str, items: Sequence[ListedSource]) -> tuple[Added, int]:
        """Put entries in the place of all that a list of sources held, all or nothing.

        Return how many were new, changed or the same, and how many are no longer on the list.
        """
        return self._source_lists.replace(name, items)

    def listed_sources(self, sites: Sequence[str]) -> list[ListedSource]:
        """Return what all lists say of these sites, as :func:`ascertain.text.sitekeys.site_key` spells them."""
        return self._source_lists.at(sites)

    def source_lists(self) -> dict[str, int]:
        """Return each list of sources with how many it names, by name."""
        return self._source_lists.names()

    def remove_source_list(self, name: str) -> int:
        """Remove a list of sources and return how many it named."""
        return self._source_lists.remove(name)

    def dossier(self, dossier_id: str) -> Dossier:
        """Return a dossier as it was made, or raise :class:`NotFound`."""
        return self._dossiers.get(dossier_id)

    def dossier_of(self, url: str) -> Dossier | None:
        """Return the latest dossier of the page at an address, ``None`` when there is none."""
        return self._dossiers.of_page(url)

    def dossiers(self, limit: int) -> list[DossierSummary]:
        """Return the latest ``limit`` dossiers as a list shows them, newest first."""
        return self._dossiers.newest(limit)

    def add_answer(self, answer: Answer) -> None:
        """Keep an answer; one that is stored already stays as it is. Raises :class:`Invalid` for one of a dossier."""
        self._answers.add(answer)

    def answer(self, answer_id: str) -> Answer:
        """Return an answer as it was made, or raise :class:`NotFound`."""
        return self._answers.get(answer_id)

    def answers(self, limit: int) -> list[AnswerSummary]:
        """Return the latest ``limit`` answers as a list shows them, newest first."""
        return self._answers.newest(limit)

    def answers_again(self, answer_id: str) -> list[AnswerSummary]:
        """Return the answers that ask an answer again, newest first."""
        return self._answers.again(answer_id)

    def outbox(self, limit: int) -> list[OutboxRow]:
        """Return the oldest ``limit`` rows of what search does not know yet; a record may stand there twice."""
        return self._outbox.first(limit)

    def outbox_done(self, seqs: Sequence[int]) -> None:
        """Remove the outbox rows with these numbers."""
        self._outbox.done(seqs)

    def outbox_size(self) -> int:
        """Return how many outbox rows wait."""
        return self._outbox.size()

    def uncompared(self, limit: int) -> list[Awaiting]:
        """Return the oldest ``limit`` rows of fact-checks that the claims kept so far were not compared with.

        What search does not know yet is left out; a fact-check may stand there twice.
        """
        return self._claim_queue.first(limit)

    def uncompared_count(self) -> int:
        """Return how many such rows wait."""
        return self._claim_queue.size()

    def compared(self, seqs: Sequence[int], findings: Sequence[Finding]) -> list[Finding]:
        """Take rows out of that queue and keep what came of them, all or nothing; return what was not known before."""
        return self._claim_queue.done(seqs, findings)

    def placed_claims(self, ids: Sequence[str]) -> list[PlacedClaim]:
        """Return claims with what is known of their pages, in the order of ``ids``; unknown ones are left out."""
        return self._claim_queue.placed(ids)

    def claims_without_vectors(self, made_by: str, limit: int, document_id: str | None = None) -> list[PlacedClaim]:
        """Return up to ``limit`` claims, of one document or of all, that ``made_by`` has not read yet."""
        return self._claim_queue.without_vectors(made_by, limit, document_id)

    def add_claim_vectors(self, made_by: str, vectors: Mapping[str, KeptVector]) -> None:
        """Keep what claims are compared by, by the identifier of the claim; it goes when the claim goes."""
        self._claim_queue.add_vectors(made_by, vectors)

    def raise_bars(self, bars: Mapping[str, float]) -> None:
        """Set how near a new fact-check must be to be among the nearest of a claim."""
        self._claim_queue.raise_bars(bars)

    def claim_vectors(self, made_by: str, block: int) -> Iterator[ClaimVectors]:
        """Yield what the claims worth checking are compared by, at most ``block`` at a time."""
        return self._claim_queue.vectors(made_by, block)

    def findings_about_any(self, record_ids: Sequence[str]) -> list[Finding]:
        """Return the findings about any of these records, oldest first."""
        return self._claim_queue.findings_about(record_ids)

    def findings_about_claims(self, limit: int) -> list[Finding]:
        """Return the latest ``limit`` findings about claims, newest first."""
        return self._claim_queue.findings_about_claims(limit)

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
