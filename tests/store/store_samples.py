"""Records for the store's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ascertain.records import (
    Attribution,
    CheckedClaim,
    Claim,
    Document,
    Dossier,
    FactCheck,
    Finding,
    Media,
    Passage,
    Rating,
    Sighting,
    Source,
    Span,
    content_id,
)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
BODY = "The dam holds 40 million litres.\n\nThe mayor said that it was built in 1962."


def fact_check(number: int, *, corpus: str = "main", summary: str = "") -> FactCheck:
    return FactCheck(
        id=content_id(corpus, str(number)),
        corpus=corpus,
        claim=f"The bridge in Lindmoor carries {number} lorries a day.",
        url=f"https://checks.example/{number}",
        source=Source(name="Lindmoor Checks", site="checks.example"),
        date=NOON + timedelta(days=number % 300),
        language="en",
        rating=Rating.FALSE,
        rating_words="Wrong",
        summary=summary,
    )


def document(name: str = "dam", *, seen: datetime = NOON) -> Document:
    return Document(
        id=content_id("document", name),
        url=f"https://news.example/{name}",
        title=f"What the {name} holds",
        source=Source(name="Lindmoor Post", site="news.example"),
        language="en",
        body=BODY,
        seen=seen,
    )


def claim(owner: Document, start: int, end: int) -> Claim:
    return Claim(
        id=content_id(owner.id, str(start), str(end)),
        document_id=owner.id,
        span=Span(start=start, end=end),
        quote=owner.body[start:end],
        kind="assertion",
        attribution=Attribution(how="own voice"),
        check_worthiness=0.7,
        worth_checking=True,
    )


def passage(owner: Document, start: int, end: int) -> Passage:
    return Passage(
        id=content_id("passage", owner.id, str(start)),
        origin="document",
        origin_id=owner.id,
        span=Span(start=start, end=end),
        text=owner.body[start:end],
        title=owner.title,
        language="en",
    )


def media(number: int, *, quality: int = 90) -> Media:
    return Media(
        sha256=f"{number:064x}",
        type="image/png",
        size=1000 + number,
        width=40,
        height=30,
        pdq=f"{number * 7:064x}",
        pdq_quality=quality,
    )


def sighting(picture: Media, owner: Document, *, date: datetime = NOON, stated: bool = False) -> Sighting:
    return Sighting(
        id=content_id("sighting", picture.sha256, owner.id),
        sha256=picture.sha256,
        document_id=owner.id,
        page=owner.url,
        caption="The dam at dusk",
        date=date,
        date_source="published" if stated else "first seen",
    )


def finding(about: str, *, label: str = "near-duplicate wording", score: float = 0.5) -> Finding:
    return Finding(
        id=content_id("finding", about, label),
        about=about,
        by="wording@1",
        label=label,
        score=score,
        explanation="Two comments share 9 of 10 words.",
        at=NOON,
    )


def dossier(owner: Document, *, at: datetime = NOON) -> Dossier:
    return Dossier(
        id=content_id("dossier", owner.id, at.isoformat()),
        document=owner,
        claims=(CheckedClaim(claim=claim(owner, 0, 32)),),
        made_by=("claims@1",),
        at=at,
    )
