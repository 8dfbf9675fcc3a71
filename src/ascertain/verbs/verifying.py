"""Verifying a page: its steps, each over the rooms of one collection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ascertain.records import CheckedClaim, Claim, Document, Dossier, PictureFindings, content_id
from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.ingest import RawPage
    from ascertain.trace import SeenPicture


def verify_page(rooms: Rooms, raw: RawPage, progress: Progress) -> Dossier:
    """Return the dossier of a page and keep it; nothing is stored unless every step succeeds."""
    from ascertain.claims import find_claims
    from ascertain.ingest import read_page
    from ascertain.monitor import comment_findings

    document = read_page(raw, rooms.settings)
    progress("Finding claims", 0, None)
    claims = find_claims(document, rooms.embedder)
    checked = check_claims(rooms, document, claims, progress)
    pictures, seen = look_at(rooms, document, raw, progress)
    now = datetime.now(UTC)
    dossier = Dossier(
        id=content_id("dossier", document.id, now.isoformat()),
        document=document,
        claims=tuple(checked),
        pictures=tuple(pictures),
        comment_findings=tuple(comment_findings(document, now)),
        notes=notes_on(document, claims, pictures),
        made_by=_made_by(rooms),
        at=now,
    )
    keep(rooms, document, claims, seen, dossier)
    return dossier


def _made_by(rooms: Rooms) -> tuple[str, ...]:
    from ascertain.version import VERSION

    return (f"ascertain@{VERSION}", rooms.embedder.name, "checkworthiness@1", "pdq@1")


def check_claims(rooms: Rooms, document: Document, claims: Sequence[Claim], progress: Progress) -> list[CheckedClaim]:
    """Return every claim; those worth checking with related fact-checks, evidence and answer."""
    from ascertain.answer import Collection, answer_claim, find_evidence
    from ascertain.related import Query, find_related
    from ascertain.search import Where

    worth = [claim for claim in claims if claim.worth_checking]
    progress("Searching fact-checks", 0, len(worth))
    day = document.published.date() if document.published else None
    queries = [Query(claim.context or claim.quote, document.language, day) for claim in worth]
    where = Where(corpus="main")
    related = find_related(queries, rooms.search, rooms.store, rooms.embedder, where=where)
    progress("Searching documents", 0, len(worth))
    exclude = frozenset({document.id, *rooms.store.versions_of(document)})
    evidence = find_evidence(
        worth, related, rooms.search, rooms.store, rooms.embedder, language=document.language, exclude=exclude
    )
    collection = Collection(rooms.store.fact_check_count("main"), rooms.store.evidence_count(excluding=exclude))
    answered = {
        claim.id: CheckedClaim(
            claim=claim,
            related=matches,
            evidence=passages,
            answer=answer_claim(claim, matches, passages, collection, document.language),
        )
        for claim, matches, passages in zip(worth, related, evidence, strict=True)
    }
    return [answered.get(claim.id, CheckedClaim(claim=claim)) for claim in claims]


def look_at(
    rooms: Rooms, document: Document, raw: RawPage, progress: Progress
) -> tuple[list[PictureFindings], list[SeenPicture]]:
    """Return what is known of each picture of the page, and the pictures to keep."""
    from ascertain.ingest import picture_bytes
    from ascertain.trace import look_at_pictures
    from ascertain.verbs.printing import ready_pictures

    return look_at_pictures(
        document,
        lambda picture: picture_bytes(picture, raw, rooms.fetcher, rooms.settings),
        ready_pictures(rooms, progress),
        rooms.store,
        rooms.settings,
        lambda done, total: progress("Looking at pictures", done, total),
    )


def keep(
    rooms: Rooms,
    document: Document,
    claims: Sequence[Claim],
    seen: Sequence[SeenPicture],
    dossier: Dossier | None,
) -> None:
    """Store everything in one transaction, then make it findable."""
    from ascertain.answer import passages_of
    from ascertain.ingest.indexing import drain
    from ascertain.trace.index import kept

    for picture in seen:
        rooms.blobs.put(picture.data)
    rooms.store.add_document(
        document,
        claims=claims,
        # Only what was imported as evidence is evidence: a page under scrutiny must not vouch for its own copy.
        passages=() if dossier else passages_of(document),
        media=[picture.media for picture in seen],
        sightings=[picture.sighting for picture in seen],
        prints=[kept(prints) for picture in seen for prints in picture.prints],
        findings=dossier.comment_findings if dossier else (),
        dossier=dossier,
    )
    drain(rooms.store, rooms.search, rooms.embedder)


def notes_on(document: Document, claims: Sequence[Claim], pictures: Sequence[PictureFindings]) -> tuple[str, ...]:
    """Return what could not be read or done, in words."""
    notes: list[str] = []
    if not document.published:
        notes.append("The page states no date: days such as “Wednesday” could not be resolved.")
    if not document.source:
        notes.append("The page does not say who publishes it.")
    if not claims:
        notes.append("No sentence of the page makes a claim.")
    elif not any(claim.worth_checking for claim in claims):
        notes.append("No sentence of the page is worth checking by the probe's threshold.")
    unread = sum(1 for picture in pictures if picture.problem)
    if unread:
        notes.append(f"{unread} of {len(pictures)} pictures could not be read.")
    left_out = len(document.pictures) - len(pictures)
    if left_out > 0:
        notes.append(f"{left_out} more pictures were not looked at.")
    return tuple(notes)
