"""The invented article of the sample dossier and its claims; every name, place and address in it is made up."""

from __future__ import annotations

from datetime import date
from typing import Literal

from report_sample_finds import (
    BRIDGE_AR,
    BRIDGE_DE,
    BRIDGE_ES,
    BUDGET,
    RESCUED,
    VILLAGES,
    WATER_A,
    WATER_B,
    WEAK,
    WEATHER,
    quoted,
)

from ascertain.records import (
    Answer,
    Attribution,
    CheckedClaim,
    Claim,
    Entity,
    Figure,
    Match,
    NamedDate,
    Passage,
    Span,
    Statement,
    content_id,
)

SEARCHED = "86,376 fact-checks and 4 documents"
PARAGRAPHS = (
    "The Ministry of Water and Relief has released an 18-minute video that presents this spring’s flood operation on "
    "the Orla River as a complete success, two days before Minister Ilse Marrak opens a donor conference in Tessen.",
    "The film, shown on the state channel KTV1, includes aerial footage of rescue boats, families receiving parcels "
    "and engineers closing a breached dam. It says that 12,000 people were brought to safety within 48 hours. It also "
    "shows a bridge near Old Harrow being swept away, which the narrator dates to 14 April 2025.",
    "“No village was left without drinking water for more than one day,” said Ilse Marrak, the minister of water and "
    "relief. “Every family that asked for help received it.”",
    "Aid groups describe the operation differently. The Orla Relief Network has estimated that about one third of the "
    "41 affected villages were still without clean water two weeks later. According to hospital records seen by this "
    "newspaper, 317 people were treated for water-borne illness in April.",
    "“They are presenting a logistical failure as a national triumph,” said Tomas Edel, a lecturer in public "
    "administration at the University of Tessen. He said the ministry’s own budget for flood protection was cut by "
    "23% in 2023.",
    "The government first denied that the Lower Weir had failed, then confirmed it on 20 April. Dam inspections have "
    "not been published since 2019. Officials have said that foreign donors paid for 60% of the relief parcels.",
    "Why was the film released now? The timing looks deliberate. The conference on Thursday is expected to raise $250 "
    "million, and Marrak will meet envoys from nine countries there.",
    "A widely shared post claims that the bridge footage was filmed in another country in 2021. The ministry rejected "
    "this and called the accusation “absurd and malicious”. It did not publish the original recording.",
    "The rivers of Karvelia have flooded in eleven of the past 20 years, according to the State Weather Service. “The "
    "next flood will be worse, and we are not ready,” Edel said. Whatever the video says, the people of the Lower "
    "Orla deserve better.",
)
BODY = "\n\n".join(PARAGRAPHS)
EDEL = "Tomas Edel"
EDEL_OFFICE = "a lecturer in public administration at the University of Tessen"
How = Literal["own voice", "direct quotation", "partial quotation", "reported speech"]
Kind = Literal["assertion", "opinion", "question", "prediction"]


def at(text: str, after: int = 0) -> Span:
    """Return where the text stands in the sample's body."""
    start = BODY.index(text, after)
    return Span(start=start, end=start + len(text))


def claim(
    start: str,
    end: str,
    score: float,
    *,
    kind: Kind = "assertion",
    how: How = "own voice",
    who: tuple[str, str, str] = ("", "", ""),
    kind_cue: str = "",
    context: str = "",
    figures: tuple[tuple[str, float, str, bool], ...] = (),
    dates: tuple[tuple[str, date | None, date | None, bool], ...] = (),
    names: tuple[tuple[str, Literal["person", "organisation", "place", "name"]], ...] = (),
) -> Claim:
    """Return the claim that begins and ends with the given words."""
    first = BODY.index(start)
    span = Span(start=first, end=BODY.index(end, first) + len(end))
    return Claim(
        id=content_id("claim", start),
        document_id="sample",
        span=span,
        quote=span.of(BODY),
        context=context,
        kind=kind,
        kind_cue=kind_cue,
        attribution=Attribution(how=how, claimant=who[0], office=who[1], cue=who[2]),
        figures=tuple(
            Figure(span=at(t, first), text=t, value=v, unit=u, approximate=about) for t, v, u, about in figures
        ),
        dates=tuple(NamedDate(span=at(t, first), text=t, first=a, last=b, relative=r) for t, a, b, r in dates),
        entities=tuple(Entity(span=at(t, first), text=t, kind=k, key=t.lower()) for t, k in names),
        check_worthiness=score,
        worth_checking=kind == "assertion" and score >= 0.5,
    )


def answer(outcome: Literal["rated", "evidence"], *statements: tuple[str, Passage], note: str = "") -> Answer:
    """Return an answer that cites its passages."""
    return Answer(
        outcome=outcome,
        statements=tuple(Statement(text=text, citations=(found.id,)) for text, found in statements),
        missing=(note,) if note else (),
        searched=SEARCHED,
    )


def rated(*found: Match, note: str = "") -> Answer:
    """Return the answer that quotes the ratings of fact-checks."""
    statements = []
    for match in found:
        check = match.fact_check
        day = f" on {check.date.date().isoformat()}" if check.date else ""
        words = f"as {check.rating.value} (“{check.rating_words}”)"
        text = f"{check.source.name}{day} rated the claim “{check.claim}” {words}."
        notes = "; ".join(difference.words for difference in match.differences)
        statements.append((f"{text} Note: {notes}." if notes else text, quoted(match)))
    return answer("rated", *statements, note=note)


def lacking(*missing: str) -> Answer:
    """Return an abstention."""
    return Answer(outcome="not enough evidence", missing=missing, searched=SEARCHED)


def checked_claims() -> tuple[CheckedClaim, ...]:
    """Return the sentences of the sample in reading order."""
    marrak = ("Ilse Marrak", "the minister of water and relief", "said")
    edel = (EDEL, EDEL_OFFICE, "said")
    spring = (date(2025, 4, 14), date(2025, 4, 14))
    return (
        CheckedClaim(
            claim=claim(
                "The Ministry",
                "Tessen.",
                0.62,
                figures=(("18-minute", 18, "minute", False),),
                names=(("Ministry of Water and Relief", "organisation"), ("Orla River", "place"), ("Tessen", "place")),
            ),
            answer=lacking(
                f"No fact-check found among {86376:,} fact-checks.",
                "A source that gives 18-minute for Ministry of Water and Relief.",
            ),
        ),
        CheckedClaim(claim=claim("The film, shown", "breached dam.", 0.31)),
        CheckedClaim(
            claim=claim(
                "It says that 12,000",
                "48 hours.",
                0.93,
                how="reported speech",
                who=("the film", "", "says"),
                context="The film says that 12,000 people were brought to safety within 48 hours.",
                figures=(("12,000 people", 12000, "people", False), ("48 hours", 48, "hour", False)),
            ),
            related=(RESCUED, *WEAK[:1]),
            evidence=(quoted(RESCUED, "supports"),),
            answer=rated(RESCUED),
        ),
        CheckedClaim(
            claim=claim(
                "It also shows a bridge",
                "14 April 2025.",
                0.88,
                how="reported speech",
                who=("the narrator", "", "dates"),
                dates=(("14 April 2025", *spring, False),),
                names=(("Old Harrow", "place"),),
            ),
            related=(BRIDGE_ES, BRIDGE_DE, BRIDGE_AR, *WEAK),
            evidence=(quoted(BRIDGE_ES, "refutes"), quoted(BRIDGE_DE), quoted(BRIDGE_AR)),
            answer=rated(BRIDGE_ES, BRIDGE_DE),
        ),
        CheckedClaim(
            claim=claim(
                "“No village", "relief.", 0.91, how="direct quotation", who=marrak, names=(("Ilse Marrak", "person"),)
            ),
            related=(WATER_A, WATER_B),
            evidence=(quoted(WATER_A, "refutes"), quoted(WATER_B, "refutes")),
            answer=rated(WATER_A, WATER_B, note="The publishers’ ratings differ: read both before relying on either."),
        ),
        CheckedClaim(
            claim=claim("“Every family", "received it.”", 0.71, how="direct quotation", who=marrak),
            related=WEAK[1:],
            answer=lacking(
                "No fact-check of this claim: the nearest shares too little with it.",
                "The original statement by Ilse Marrak.",
            ),
        ),
        CheckedClaim(
            claim=claim("Aid groups", "differently.", 0.22, kind="opinion", kind_cue="differently"),
        ),
        CheckedClaim(
            claim=claim(
                "The Orla Relief Network",
                "two weeks later.",
                0.9,
                how="reported speech",
                who=("The Orla Relief Network", "", "has estimated"),
                figures=(("about one third of the 41 affected villages", 1 / 3, "villages", True),),
                dates=(("two weeks later", None, None, True),),
            ),
            evidence=(VILLAGES,),
            answer=answer(
                "evidence",
                (
                    "Orla Relief Network, 2025-05-01: “On 1 May, 13 of the 41 villages on the Lower Orla "
                    "still received water from tankers.”",
                    VILLAGES,
                ),
                note="A second, independent source on the Lower Orla.",
            ),
        ),
        CheckedClaim(
            claim=claim(
                "According to hospital",
                "in April.",
                0.86,
                how="reported speech",
                who=("hospital records", "", "According to"),
                figures=(("317 people", 317, "people", False),),
                dates=(("April", date(2025, 4, 1), date(2025, 4, 30), True),),
            ),
            answer=lacking("A source that gives 317 people.", "The original statement by hospital records."),
        ),
        CheckedClaim(
            claim=claim(
                "“They are presenting",
                "Tessen.",
                0.35,
                kind="opinion",
                kind_cue="triumph",
                how="direct quotation",
                who=edel,
            ),
        ),
        CheckedClaim(
            claim=claim(
                "He said the ministry",
                "in 2023.",
                0.94,
                how="reported speech",
                who=edel,
                context="Tomas Edel said the ministry’s own budget for flood protection was cut by 23% in 2023.",
                figures=(("23%", 23, "%", False),),
                dates=(("2023", date(2023, 1, 1), date(2023, 12, 31), False),),
            ),
            related=(BUDGET,),
            evidence=(quoted(BUDGET, "supports"),),
            answer=rated(BUDGET),
        ),
        CheckedClaim(
            claim=claim(
                "The government first denied",
                "20 April.",
                0.77,
                dates=(("20 April", date(2025, 4, 20), date(2025, 4, 20), True),),
                names=(("Lower Weir", "name"),),
            ),
            answer=lacking("No passage among 4 documents bears on it.", "A source on Lower Weir."),
        ),
        CheckedClaim(claim=claim("Dam inspections", "since 2019.", 0.74)),
        CheckedClaim(
            claim=claim(
                "Officials have said",
                "parcels.",
                0.89,
                how="reported speech",
                who=("Officials", "", "have said"),
                figures=(("60%", 60, "%", False),),
            ),
            related=WEAK[2:],
            answer=lacking("A source that gives 60%."),
        ),
        CheckedClaim(claim=claim("Why was", "now?", 0.05, kind="question", kind_cue="?")),
        CheckedClaim(claim=claim("The timing", "deliberate.", 0.12, kind="opinion", kind_cue="looks")),
        CheckedClaim(
            claim=claim("The conference on", "there.", 0.44, kind="prediction", kind_cue="is expected to"),
        ),
        CheckedClaim(
            claim=claim(
                "A widely shared post",
                "in 2021.",
                0.83,
                how="reported speech",
                who=("A widely shared post", "", "claims"),
            ),
            related=(BRIDGE_ES,),
            evidence=(quoted(BRIDGE_ES, "supports"),),
            answer=rated(BRIDGE_ES),
        ),
        CheckedClaim(
            claim=claim(
                "The ministry rejected",
                "malicious”.",
                0.52,
                how="partial quotation",
                who=("The ministry", "", "called"),
            ),
            answer=lacking("The original statement by The ministry."),
        ),
        CheckedClaim(claim=claim("It did not publish", "recording.", 0.41)),
        CheckedClaim(
            claim=claim(
                "The rivers of Karvelia",
                "Service.",
                0.87,
                how="reported speech",
                who=("the State Weather Service", "", "according to"),
                figures=(("eleven", 11, "years", False), ("20 years", 20, "year", False)),
                names=(("Karvelia", "place"), ("State Weather Service", "organisation")),
            ),
            evidence=(WEATHER,),
            answer=answer(
                "evidence",
                (
                    "Institut des Eaux: “Entre 2005 et 2024, des crues ont touché la Karvelia lors de onze années.”",
                    WEATHER,
                ),
            ),
        ),
        CheckedClaim(
            claim=claim(
                "“The next flood",
                "Edel said.",
                0.3,
                kind="prediction",
                kind_cue="will",
                how="direct quotation",
                who=(EDEL, "", "said"),
            ),
        ),
        CheckedClaim(claim=claim("Whatever the video", "better.", 0.08, kind="opinion", kind_cue="deserve")),
    )
