"""A claim of the queue with everything known about it, and the judgements that move it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import get_args

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.records import (
    LONGEST_NOTE,
    CheckedClaim,
    ClaimStatus,
    Dossier,
    Judgement,
    JudgementKind,
    Match,
    Person,
    QueueItem,
    Rating,
    Verdict,
    Work,
)
from ascertain.rooms import Rooms

_RELATED = 5
_VALUES: dict[JudgementKind, frozenset[str]] = {
    "status": frozenset(get_args(ClaimStatus)),
    "rating": frozenset(rating.value for rating in Rating),
    "verdict": frozenset(get_args(Verdict)),
    "note": frozenset({""}),
}
"""What each kind of judgement can say; an assignee is anybody."""


def work_of(rooms: Rooms, claim_id: str) -> Work:
    """Return a claim with its document, what was found and what was decided; raises :class:`NotFound`."""
    from ascertain.verbs.later import later_matches

    store = rooms.store
    item = store.work.item(claim_id)
    claim = item.claim
    dossier = store.dossier(item.dossier_id) if item.dossier_id else None
    checked = _checked(dossier, claim_id)
    findings = [one for one in store.findings_about(claim_id) if not one.by.startswith("related@")]
    return Work(
        item=item,
        document=store.document(claim.document_id),
        related=checked.related if checked and checked.answer else tuple(_asked(rooms, item)),
        later=tuple(one for one in later_matches(rooms, dossier) if one.claim.id == claim_id) if dossier else (),
        evidence=checked.evidence if checked else (),
        answer=checked.answer if checked else None,
        findings=tuple(findings),
        judgements=tuple(store.work.judgements_about([claim_id])),
        drafts=tuple(store.drafts.newest(20, about=claim_id)),
    )


def decide(
    rooms: Rooms, claim_id: str, what: JudgementKind, value: str, note: str, by: Person | None
) -> tuple[QueueItem, Judgement]:
    """Keep a judgement about a claim and return the claim as it stands in the queue then.

    What says nothing new is not kept twice, unless a note says why.
    """
    item = rooms.store.work.item(claim_id)
    made = judgement(claim_id, what, value, note, by)
    now = {"status": item.status, "assignee": item.assignee}.get(what)
    if now == value and not made.note:
        return item, made
    rooms.store.work.judge([made], item.claim)
    return rooms.store.work.item(claim_id), made


def judge(rooms: Rooms, about: str, what: JudgementKind, value: str, note: str, by: Person | None) -> Judgement:
    """Keep a judgement about any record and return it; one about a claim of the queue is counted there."""
    if what in {"status", "assignee"}:
        return decide(rooms, about, what, value, note, by)[1]
    made = judgement(about, what, value, note, by)
    try:
        claim = rooms.store.work.item(about).claim
    except NotFound:
        claim = None
    rooms.store.work.judge([made], claim)
    return made


def judgement(about: str, what: JudgementKind, value: str, note: str, by: Person | None) -> Judgement:
    """Return a judgement of now; raises :class:`Invalid` for a value its kind does not have. Pure but for the time."""
    about, value, note = about.strip(), value.strip(), note.replace("\x00", "").strip()
    if not about or len(about) > 200:
        raise Invalid("A judgement needs the record that it is about.", "Give the identifier of one.")
    allowed = _VALUES.get(what)
    if allowed is not None and value not in allowed:
        raise Invalid(f"{value[:60]!r} is no {what}.", f"Choose one of: {', '.join(sorted(filter(None, allowed)))}.")
    if what == "note" and not note:
        raise Invalid("The note is empty.", "Write what others should know.")
    if len(note) > LONGEST_NOTE:
        raise Invalid(f"The note has {len(note):,} characters; {LONGEST_NOTE:,} are kept.", "Put it into a draft.")
    return Judgement(
        id=secrets.token_hex(16),
        about=about,
        what=what,
        value=value,
        note=note,
        by=by.id if by else "",
        at=datetime.now(UTC),
    )


def worker(rooms: Rooms, who: str) -> Person | None:
    """Return the person that an identifier, address or name means, ``None`` for nobody.

    Raises :class:`NotFound` for an unknown one and :class:`Refused` for one who does not work at the desk.
    """
    who = who.strip()
    if not who:
        return None
    everybody = rooms.store.people.everybody()
    found = [one for one in everybody if who == one.id or who.lower() == one.email]
    found = found or [one for one in everybody if one.name.casefold() == who.casefold()]
    if len(found) != 1:
        many = "Several people are" if found else "Nobody is"
        raise NotFound(f"{many} called {who[:100]!r}.", "Give the address of an account: ascertain people list")
    if found[0].role == "reader" or found[0].blocked:
        raise Refused(f"{found[0].name} does not work at the desk.", "An administrator can change that.")
    return found[0]


def _checked(dossier: Dossier | None, claim_id: str) -> CheckedClaim | None:
    return next((one for one in dossier.claims if one.claim.id == claim_id), None) if dossier else None


def _asked(rooms: Rooms, item: QueueItem) -> list[Match]:
    """Return fact-checks for a claim that its dossier did not look for, or that has no dossier."""
    from ascertain.related import Query, find_related
    from ascertain.search import Where

    query = Query(
        item.claim.context or item.claim.quote, item.language, item.published.date() if item.published else None
    )
    found = find_related([query], rooms.search, rooms.store, rooms.embedder, where=Where(corpus="main"))
    return list(found[0][:_RELATED])
