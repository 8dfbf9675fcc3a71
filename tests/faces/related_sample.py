"""An invented answer about related fact-checks, with everything a face has to show."""

from __future__ import annotations

from datetime import date

from report_sample_finds import BRIDGE_DE, BRIDGE_ES, RESCUED, WATER_A, WATER_B, WEAK, moment

from ascertain.records import Entity, Figure, Group, Match, NamedDate, Rating, Related, Scope, Span, Understanding

TEXT = "The bridge over the Orla at Merin fell on 18 April, 3,000 people fled"


def ranked(match: Match, rank: int) -> Match:
    """Return the match with another rank."""
    return match.model_copy(update={"rank": rank})


def _span(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


UNDERSTOOD = Understanding(
    asked=f"RT {TEXT.upper()} #OrlaFlood — Lena Ort (@lenaort) April 19, 2025",
    text=TEXT,
    language="en",
    published=date(2025, 4, 19),
    author="Lena Ort",
    tags=("Orla Flood",),
    steps=("“RT” or “via” left out", "capitals brought to ordinary case"),
    figures=(Figure(span=_span("3,000 people"), text="3,000 people", value=3000, unit="people"),),
    dates=(
        NamedDate(
            span=_span("18 April"), text="18 April", first=date(2025, 4, 18), last=date(2025, 4, 18), relative=True
        ),
    ),
    entities=(
        Entity(span=_span("Orla"), text="Orla", kind="name", key="orla"),
        Entity(span=_span("Merin"), text="Merin", kind="place", key="merin"),
    ),
)

AGAIN = RESCUED.model_copy(
    update={
        "rank": 5,
        "fact_check": RESCUED.fact_check.model_copy(
            update={
                "id": "again",
                "url": "https://factdesk.example/checks/again",
                "date": moment(2025, 5, 9),
                "claim": "From the Orla valley, 3,000 people were evacuated",
                "rating_words": "True",
            }
        ),
    }
)
"""The same claim, checked again by the same publisher."""

RELATED = Related(
    query=UNDERSTOOD,
    searched=Scope(
        corpus="main",
        fact_checks=86_376,
        languages=("en", "es", "fr", "de"),
        publishers=("Tessen Fact Desk",),
        ratings=(Rating.FALSE, Rating.MOSTLY_FALSE),
        since=date(2025, 1, 1),
        until=date(2025, 12, 31),
    ),
    groups=(
        Group(
            matches=(ranked(WATER_A, 1), ranked(WATER_B, 3)),
            ratings=(Rating.FALSE, Rating.MOSTLY_FALSE),
            disagreement="slight",
        ),
        Group(matches=(ranked(BRIDGE_ES, 2),), ratings=(Rating.FALSE,), disagreement="none"),
        Group(matches=(ranked(RESCUED, 4), AGAIN), ratings=(Rating.TRUE,), disagreement="none"),
        Group(matches=(ranked(BRIDGE_DE, 6),), ratings=(Rating.MOSTLY_FALSE,), disagreement="none"),
        Group(matches=(ranked(WEAK[0], 7),), ratings=(Rating.FALSE,), disagreement="none"),
    ),
    notes=("The collection holds no publisher “Tesen”. The nearest names: Tessen Fact Desk.",),
)
"""Several groups: two publishers who differ slightly, one with two fact-checks, single ones, a weak one."""

NOTHING = RELATED.model_copy(update={"groups": (), "notes": ()})
FAR = RELATED.model_copy(update={"groups": RELATED.groups[-1:], "notes": ()})
