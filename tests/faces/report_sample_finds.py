"""What the collection of the sample dossier holds: invented fact-checks and passages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from ascertain.records import (
    Difference,
    FactCheck,
    Feature,
    Match,
    Passage,
    Rating,
    Source,
    Span,
    content_id,
)


def moment(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """Return a point in time in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def match(
    rank: int,
    strength: Literal["close", "possible", "weak"],
    claimed: str,
    publisher: tuple[str, str],
    rating: tuple[Rating, str],
    language: str,
    day: datetime | None,
    *,
    summary: str = "",
    claimant: str = "",
    differences: tuple[Difference, ...] = (),
    features: tuple[Feature, ...] = (),
) -> Match:
    """Return a fact-check found for a claim."""
    check = FactCheck(
        id=content_id(publisher[1], claimed),
        claim=claimed,
        claimant=claimant,
        title=claimed,
        summary=summary,
        url=f"https://{publisher[1]}/checks/{content_id(claimed)[:8]}",
        source=Source(name=publisher[0], site=publisher[1]),
        date=day,
        language=language,
        rating=rating[0],
        rating_words=rating[1],
    )
    words = features or (Feature(name="meaning", value=0.87, words="similarity of meaning 0.87 (cosine)"),)
    return Match(
        fact_check=check,
        rank=rank,
        score=1 / (60 + rank),
        features=words,
        differences=differences,
        strength=strength,
    )


def quoted(found: Match, stance: Literal["supports", "refutes", "mentions"] = "mentions") -> Passage:
    """Return a fact-check as the passage an answer cites."""
    check = found.fact_check
    text = check.summary or check.claim
    return Passage(
        id=f"p-{check.id}",
        origin="fact-check",
        origin_id=check.id,
        span=Span(start=0, end=len(text)),
        text=text,
        title=check.title,
        url=check.url,
        source=check.source,
        date=check.date,
        language=check.language,
        stance=stance,
        features=found.features,
        differences=found.differences,
    )


def passage(text: str, title: str, publisher: str, site: str, day: datetime | None, language: str = "en") -> Passage:
    """Return a passage of a document in the collection."""
    return Passage(
        id=content_id("passage", text),
        origin="document",
        origin_id=content_id(title),
        span=Span(start=0, end=len(text)),
        text=text,
        title=title,
        url=f"https://{site}/{content_id(title)[:8]}",
        source=Source(name=publisher, site=site),
        date=day,
        language=language,
        features=(Feature(name="shared words", value=0.5, words="5 of 10 words shared"),),
    )


BRIDGE_ES = match(
    1,
    "close",
    "El vídeo muestra un puente arrastrado por la riada del Orla en abril de 2025",
    ("Verifica Sur", "verificasur.example"),
    (Rating.FALSE, "Falso: el vídeo es de 2021"),
    "es",
    moment(2025, 4, 19),
    summary="Las imágenes del puente se publicaron por primera vez en julio de 2021 y proceden de otro país.",
    claimant="Publicaciones en redes sociales",
    features=(
        Feature(name="meaning", value=0.91, words="similarity of meaning 0.91 (cosine)"),
        Feature(name="shared names", value=1, words="shares the name Orla"),
        Feature(name="same figures", value=1, words="same year 2021"),
    ),
)
BRIDGE_DE = match(
    2,
    "possible",
    "Ein Video zeigt den Einsturz einer Brücke in Karvelia",
    ("Prüfstelle Nord", "pruefstelle.example"),
    (Rating.MOSTLY_FALSE, "Größtenteils falsch"),
    "de",
    moment(2025, 4, 23),
    differences=(
        Difference(kind="date", ours="2021", theirs="2019", words="the claim says 2021, the fact-check says 2019"),
    ),
)
BRIDGE_AR = match(
    3,
    "possible",
    "فيديو انهيار جسر في كارفيليا خلال فيضان نهر أورلا",
    ("مرصد التحقق", "marsad.example"),
    (Rating.FALSE, "مضلل"),
    "ar",
    moment(2025, 4, 27),
)
RESCUED = match(
    1,
    "close",
    "3,000 people were evacuated from the Orla valley",
    ("Tessen Fact Desk", "factdesk.example"),
    (Rating.TRUE, "Correct"),
    "en",
    moment(2025, 4, 22),
    summary="Civil protection logs list 3,041 people who were moved to shelters between 14 and 18 April.",
    differences=(
        Difference(
            kind="number", ours="12,000", theirs="3,000", words="the claim says 12,000, the fact-check says 3,000"
        ),
    ),
    features=(
        Feature(name="meaning", value=0.9, words="similarity of meaning 0.90 (cosine)"),
        Feature(name="shared words", value=0.4, words="4 of 10 words shared"),
    ),
)
WATER_A = match(
    1,
    "close",
    "No village lacked drinking water for more than a day",
    ("Tessen Fact Desk", "factdesk.example"),
    (Rating.FALSE, "Wrong"),
    "en",
    moment(2025, 5, 2),
    claimant="Ilse Marrak",
)
WATER_B = match(
    2,
    "close",
    "Aucun village n’est resté sans eau potable plus d’un jour",
    ("Contrôle Public", "controle.example"),
    (Rating.MOSTLY_FALSE, "Plutôt faux"),
    "fr",
    moment(2025, 5, 6),
)
BUDGET = match(
    1,
    "close",
    "Spending on flood protection fell by 23% in 2023",
    ("Prüfstelle Nord", "pruefstelle.example"),
    (Rating.MOSTLY_TRUE, "Größtenteils richtig"),
    "de",
    moment(2024, 2, 8),
    summary="Der Ansatz sank von 81 auf 62 Millionen, also um 23 Prozent; ein Nachtrag hob ihn im Herbst etwas an.",
)
WEAK = tuple(
    match(rank, "weak", claimed, ("Tessen Fact Desk", "factdesk.example"), rating, "en", moment(2020 + rank, 6, 3))
    for rank, claimed, rating in (
        (4, "A dam in the north burst because of sabotage", (Rating.FALSE, "Wrong")),
        (3, "The minister flew to the coast during the storm", (Rating.MIXED, "Half right")),
        (2, "Donors paid the whole budget of the coast guard", (Rating.UNRATED, "")),
    )
)
VILLAGES = passage(
    "On 1 May, 13 of the 41 villages on the Lower Orla still received water from tankers. The network expects repairs "
    "to last until June.",
    "Situation report 6: Lower Orla",
    "Orla Relief Network",
    "orlarelief.example",
    moment(2025, 5, 1),
)
WEATHER = passage(
    "Entre 2005 et 2024, des crues ont touché la Karvelia lors de onze années.",
    "Bilan des crues 2024",
    "Institut des Eaux",
    "eaux.example",
    None,
    "fr",
)
