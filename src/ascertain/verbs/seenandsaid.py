"""The library: what the collection holds, and for one record where it was seen and what was said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ascertain.errors import Invalid, NotFound
from ascertain.records import (
    Claim,
    Document,
    FactCheck,
    Finding,
    Judgement,
    LibraryEntry,
    LibraryPage,
    Media,
    Sighting,
)
from ascertain.rooms import Rooms
from ascertain.store.library import Kind, check_entry


@dataclass(frozen=True)
class About:
    """A record with what machines found about it beside what people decided; the lists that fit its kind."""

    kind: Kind
    """What it is."""

    record: Document | FactCheck | Media
    """The record."""

    findings: Sequence[Finding] = ()
    """What machines say about it, oldest first."""

    judgements: Sequence[Judgement] = ()
    """What people decided, oldest first."""

    sightings: Sequence[Sighting] = ()
    """Where a picture was seen, or the pictures in a document."""

    claims: Sequence[Claim] = ()
    """Claims of a document, in reading order."""

    checks: Sequence[FactCheck] = ()
    """Fact-checks that stand at a document's address, or say that the claim they check appeared there."""

    dossiers: Sequence[LibraryEntry] = ()
    """Dossiers of a document."""

    traces: Sequence[LibraryEntry] = ()
    """Traces of a picture."""

    documents: Sequence[LibraryEntry] = ()
    """Other readings of a document's page, or documents of the collection where a fact-check's claim appeared."""


def listed(rooms: Rooms, kind: Kind, text: str, limit: int, behind: str) -> LibraryPage:
    """Return a page of what the collection holds; fact-checks that are looked for come as search ranks them."""
    if kind != "factchecks" or not text.strip():
        return rooms.store.library.page(kind, limit, text=text, behind=behind)
    first = int(behind) if behind.isdecimal() and len(behind) < 6 else 0
    if behind and not first:
        raise Invalid(f"{behind[:80]!r} is no place in the list.", "Begin with the first page.")
    hits = rooms.search.words("factchecks", text, first + limit + 1)
    wanted = [hit.id for hit in hits[first : first + limit]]
    entries = tuple(check_entry(check) for check in rooms.store.fact_checks(wanted))
    return LibraryPage(entries=entries, behind=str(first + limit) if len(hits) > first + limit else "")


def about(rooms: Rooms, kind: Kind, record_id: str) -> About:
    """Return a document, fact-check or picture with all that belongs to it; raises :class:`NotFound`."""
    if kind == "documents":
        return _document(rooms, rooms.store.document(record_id))
    if kind == "factchecks":
        found = rooms.store.fact_checks([record_id])
        if found:
            return _fact_check(rooms, found[0])
    if kind == "pictures":
        media = rooms.store.media(record_id)
        if media is not None:
            return _picture(rooms, media)
    raise NotFound(f"The collection holds no such record in {kind}.", "The library lists what there is.")


def place_of(rooms: Rooms, record_id: str) -> str:
    """Return what kind of record an identifier belongs to, such as ``drafts``, for its page.

    Raises :class:`NotFound` for one that nothing kept has.
    """
    store = rooms.store
    looks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("claims", lambda: store.work.item(record_id)),
        ("documents", lambda: store.document(record_id)),
        ("drafts", lambda: store.drafts.get(record_id)),
        ("dossiers", lambda: store.dossier(record_id)),
        ("answers", lambda: store.answer(record_id)),
        ("traces", lambda: store.trace(record_id)),
    )
    if store.media(record_id) is not None:
        return "pictures"
    if store.fact_checks([record_id]):
        return "factchecks"
    for kind, look in looks:
        with suppress(NotFound):
            look()
            return kind
    raise NotFound("Nothing kept has this identifier.", "Its page may have been read anew, or it was removed.")


def _document(rooms: Rooms, document: Document) -> About:
    store = rooms.store
    versions = store.versions_of(document)
    others = [one for one in store.library.documents_at([document.url]) if one.id != document.id]
    at = store.fact_checks_at([document.url]) if document.url else []
    return About(
        "documents",
        document,
        findings=store.findings_about(document.id),
        judgements=store.work.judgements_about([document.id]),
        sightings=store.library.sightings_in(document.id),
        claims=store.claims_of(document.id),
        checks=list({one.fact_check.id: one.fact_check for one in at}.values()),
        dossiers=store.library.dossiers_of(versions),
        documents=others,
    )


def _fact_check(rooms: Rooms, check: FactCheck) -> About:
    store = rooms.store
    return About(
        "factchecks",
        check,
        findings=store.findings_about(check.id),
        judgements=store.work.judgements_about([check.id]),
        documents=store.library.documents_at([check.url, *check.appearances]),
    )


def _picture(rooms: Rooms, media: Media) -> About:
    store = rooms.store
    return About(
        "pictures",
        media,
        findings=store.findings_about(media.sha256),
        judgements=store.work.judgements_about([media.sha256]),
        sightings=store.sightings_of([media.sha256]),
        traces=store.library.traces_of(media.sha256),
    )
