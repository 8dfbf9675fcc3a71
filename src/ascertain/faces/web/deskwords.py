"""What pages of the desk call things: statuses, kinds of judgement, lists; marked for the catalogues."""

from __future__ import annotations

from ascertain.faces.web.language import to_say
from ascertain.records import ClaimStatus, JudgementKind, Rating, Verdict
from ascertain.store.library import Kind

STATUSES: dict[ClaimStatus, str] = {
    "new": to_say("New"),
    "in work": to_say("In work"),
    "waiting": to_say("Waiting for an answer"),
    "checked": to_say("Checked"),
    "dropped": to_say("Dropped"),
}
"""How far the work on a claim is."""

JUDGEMENTS: dict[JudgementKind, str] = {
    "status": to_say("Status"),
    "assignee": to_say("Assigned to"),
    "rating": to_say("Rating"),
    "verdict": to_say("Verdict"),
    "note": to_say("Note"),
}
"""What a judgement is about."""

RATINGS: dict[Rating, str] = {
    Rating.FALSE: to_say("False"),
    Rating.MOSTLY_FALSE: to_say("Mostly false"),
    Rating.MIXED: to_say("Mixed"),
    Rating.MOSTLY_TRUE: to_say("Mostly true"),
    Rating.TRUE: to_say("True"),
    Rating.UNPROVEN: to_say("Unproven"),
    Rating.SATIRE: to_say("Satire"),
    Rating.OTHER: to_say("Other"),
}
"""The scale that people rate on."""

VERDICTS: dict[Verdict, str] = {
    "supported": to_say("Supported"),
    "refuted": to_say("Refuted"),
    "conflicting": to_say("Conflicting"),
    "not enough evidence": to_say("Not enough evidence"),
}
"""What somebody holds the evidence to say."""

LISTS: dict[Kind, str] = {
    "documents": to_say("Documents"),
    "factchecks": to_say("Fact-checks"),
    "pictures": to_say("Pictures"),
    "answers": to_say("Answers"),
    "traces": to_say("Traces"),
    "dossiers": to_say("Dossiers"),
}
"""What the library lists."""

STATES = {"ok": to_say("Works"), "optional": to_say("Not installed"), "broken": to_say("Broken")}
"""What a check-up says of a part."""

COUNTS = {
    "documents": to_say("Documents"),
    "fact-checks": to_say("Fact-checks"),
    "passages": to_say("Passages"),
    "pictures": to_say("Pictures"),
    "videos": to_say("Videos"),
    "fact-checks in search": to_say("Fact-checks in search"),
    "passages in search": to_say("Passages in search"),
    "to be indexed": to_say("Records to be indexed"),
    "to be compared with claims": to_say("Fact-checks to be compared with claims"),
}
"""What the page about health counts."""
