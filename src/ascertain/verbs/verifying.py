"""Verifying a page: its steps, each over the rooms of one collection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from ascertain.records import CheckedClaim, Claim, Document, Dossier, PictureFindings, content_id
from ascertain.rooms import Progress, Rooms
from ascertain.verbs.concluding import conclude_claim

if TYPE_CHECKING:
    from ascertain.ingest import RawPage
    from ascertain.trace import SeenPicture


Part = Literal["claims", "related", "evidence", "pictures"]
Shown = Callable[[Part, Dossier], None] | None
"""Told of each part of a dossier, in this order, when it is known; what is not known yet is missing in the dossier."""


def verify_page(rooms: Rooms, raw: RawPage, progress: Progress, shown: Shown = None) -> Dossier:
    """Return the dossier of a page and keep it; nothing is stored unless every step succeeds."""
    from ascertain.claims import find_claims
    from ascertain.ingest import read_page
    from ascertain.monitor import comment_findings

    document = read_page(raw, rooms.settings)
    progress("Finding claims", 0, None)
    claims = find_claims(document, rooms.embedder)
    now = datetime.now(UTC)
    begun = Dossier(
        id=content_id("dossier", document.id, now.isoformat()),
        document=document,
        claims=tuple(CheckedClaim(claim=claim) for claim in claims),
        made_by=made_by(rooms),
        at=now,
    )

    def show(part: Part, **known: Any) -> Dossier:
        nonlocal begun
        begun = begun.model_copy(update=known)
        if shown:
            shown(part, begun)
        return begun

    show("claims")
    checked = check_claims(rooms, document, claims, progress, lambda some: show("related", claims=tuple(some)))
    show("evidence", claims=tuple(checked))
    pictures, seen = look_at(rooms, document, raw, progress)
    dossier = show(
        "pictures",
        pictures=tuple(pictures),
        comment_findings=tuple(comment_findings(document, now)),
        notes=notes_on(document, claims, pictures),
    )
    keep(rooms, document, claims, seen, dossier)
    return dossier


def made_by(rooms: Rooms) -> tuple[str, ...]:
    """Return name and version of each part that takes part in a dossier."""
    from ascertain.version import VERSION

    return (f"ascertain@{VERSION}", rooms.embedder.name, "checkworthiness@1", "pdq@1")


def check_claims(
    rooms: Rooms,
    document: Document,
    claims: Sequence[Claim],
    progress: Progress,
    found: Callable[[list[CheckedClaim]], object] = len,
) -> list[CheckedClaim]:
    """Return every claim; those worth checking with related fact-checks, evidence and answer.

    ``found`` is given the claims with their fact-checks as soon as these are known.
    """
    from ascertain.answer import find_evidence
    from ascertain.answer.phrasing import Collection
    from ascertain.related import Query, find_related
    from ascertain.search import Where

    worth = [claim for claim in claims if claim.worth_checking]
    progress("Searching fact-checks", 0, len(worth))
    day = document.published.date() if document.published else None
    queries = [Query(claim.context or claim.quote, document.language, day) for claim in worth]
    where = Where(corpus="main")
    related = find_related(queries, rooms.search, rooms.store, rooms.embedder, where=where)
    so_far = {one.id: matches for one, matches in zip(worth, related, strict=True)}
    found([CheckedClaim(claim=claim, related=so_far.get(claim.id, ())) for claim in claims])
    progress("Searching documents", 0, len(worth))
    exclude = frozenset({document.id, *rooms.store.versions_of(document)})
    evidence = find_evidence(
        worth, related, rooms.search, rooms.store, rooms.embedder, language=document.language, exclude=exclude
    )
    among = Collection(rooms.store.fact_check_count("main"), rooms.store.evidence_count(excluding=exclude))
    answered = {}
    for done, (claim, matches, passages_found) in enumerate(zip(worth, related, evidence, strict=True)):
        progress("Judging evidence", done, len(worth))
        passages, answer = conclude_claim(rooms, claim, document, matches, passages_found, among)
        answered[claim.id] = CheckedClaim(claim=claim, related=matches, evidence=passages, answer=answer)
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
