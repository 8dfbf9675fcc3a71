"""An answer with everything in it: a divided verdict, notes, copies, differences, a sentence taken out."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ascertain.records import (
    Answer,
    Asked,
    Difference,
    Feature,
    Inquiry,
    Passage,
    Removed,
    Source,
    SourceNote,
    Span,
    Stance,
    Statement,
)

AT = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)


def passage(number: int, stance: Stance, **more: object) -> Passage:
    text = f"Paper {number} writes that the ferry Aurelia ran aground with {200 + number} passengers."
    given: dict[str, object] = {
        "id": f"p{number}",
        "origin": "document",
        "origin_id": f"d{number}",
        "span": Span(start=0, end=len(text)),
        "text": text,
        "title": f"Story {number}",
        "url": f"https://paper{number}.example/story",
        "source": Source(name=f"Paper {number}", site=f"paper{number}.example"),
        "date": datetime(2025, 3, number, tzinfo=UTC),
        "language": "en",
        "stance": stance,
        "stance_by": "stance@1",
        "stance_probability": 0.81,
        "found_by": ("SearXNG",),
        "features": (Feature(name="meaning", value=0.9, words="similarity of meaning 0.90 (cosine)"),),
    }
    return Passage.model_validate({**given, **more})


def sample_answer() -> Answer:
    """Return the answer."""
    copies = ("https://copy.example/a", "https://copy.example/b")
    listed = SourceNote(list="State media", kind="state-controlled", words="Lindmoor; VTK")
    differs = Difference(
        kind="number", ours="212", theirs="203", words="the claim says “212”, the other text says “203”"
    )
    return Answer(
        id="answer1",
        question="The ferry Aurelia ran aground off Merin with 212 passengers",
        page="https://social.example/post",
        published=date(2025, 3, 4),
        language="en",
        inquiry=Inquiry(
            who=("Aurelia",),
            where=("Merin",),
            figures=("212 passengers",),
            would_support="A source that gives 212 passengers.",
            would_refute="A source that says that it is not so.",
            queries=(("ferry Aurelia 212 passengers", "en"),),
            notes=("Only queries in the claim's language (en) were made.",),
        ),
        outcome="evidence",
        verdict="conflicting",
        reasons=("2 independent sources support it.", "1 source refutes it."),
        statements=(
            Statement(text="The passages found disagree: Paper 1 and Paper 2.", citations=("p1", "p2")),
            Statement(text="Paper 3 says 203.", citations=("p3", "unknown")),
        ),
        removed=(Removed(text="Nobody was hurt.", why="the cited passage does not say so"),),
        passages=(
            passage(1, "supports", copies=copies),
            passage(2, "refutes", notes=(listed,)),
            passage(3, "disputes part", differences=(differs,), language="ru"),
            passage(4, "refutes", origin="fact-check", stance_by="rating", stance_probability=None, found_by=()),
            passage(5, "unrelated"),
        ),
        missing=("A source for 212 passengers.",),
        searched="12 fact-checks and 3 documents and 4 pages of the web",
        asked=(
            Asked(searcher="own collection", query="ferry Aurelia", found=2, seconds=0.1),
            Asked(searcher="SearXNG", query="ferry Aurelia", problem="did not answer in 5 s", seconds=5.0),
            Asked(searcher="Brave", problem="not searched: no key is set (ASCERTAIN_BRAVE_KEY)"),
        ),
        unfinished=("2 pages were not read in the time given.",),
        made_by=("ascertain@1", "stance@1"),
        at=AT,
        seconds=6.25,
    )
