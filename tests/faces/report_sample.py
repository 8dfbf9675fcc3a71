"""An invented dossier with everything a report has to show; every name, place and address in it is made up."""

from __future__ import annotations

from report_sample_claims import BODY, checked_claims
from report_sample_finds import moment

from ascertain.records import (
    Comment,
    Document,
    Dossier,
    Feature,
    Finding,
    Link,
    Media,
    Picture,
    PictureFindings,
    Sighting,
    SightingMatch,
    Source,
)

COMMENTS = (
    ("Finally someone shows what the rescue crews really did.", "river_anna", None, ""),
    ("Agreed, it is about time someone showed what the crews really did.", "m.holt", 0, "structure"),
    ("It’s worrying that nobody can see the inspection reports of the dam.", "", None, ""),
    ("Good point, nobody can see the inspection reports of the dam and that is worrying.", "", 2, "wording"),
    ("My aunt lives in Old Harrow. The bridge is still standing.", "Jorun", None, ""),
    ("Which bridge? There are two.", "pell", 4, "structure"),
    ("The stone one.", "Jorun", 5, "structure"),
    ("That’s a good observation, the stone one is what the video shows.", "", 6, "wording"),
)


def sample_dossier() -> Dossier:
    """Return the sample dossier."""
    document = Document(
        id="sample",
        url="https://courier.example/news/flood-film",
        title="Ministry Releases Film Praising Its Flood Relief on the Orla",
        byline=("Nora Lindqvist", "Pavel Orsini"),
        source=Source(name="The Tessen Courier", site="courier.example"),
        published=moment(2025, 5, 13),
        language="en",
        body=BODY,
        links=(
            Link(url="https://orlarelief.example/reports", text="has estimated"),
            Link(url="https://courier.example/dams"),
        ),
        pictures=(Picture(url="https://courier.example/bridge.jpg", caption="The bridge near Old Harrow."),),
        comments=tuple(
            Comment(
                text=text,
                author=author,
                posted=moment(2025, 5, 13, 10 + number),
                parent=parent,
                pairing="structure" if pairing == "structure" else "wording" if pairing else "",
            )
            for number, (text, author, parent, pairing) in enumerate(COMMENTS)
        ),
        set_aside=("Listen to the article", "Related stories", "8 Comments"),
        seen=moment(2025, 5, 14, 7),
    )
    return Dossier(
        id="d05e" * 8,
        document=document,
        claims=checked_claims(),
        pictures=pictures(),
        comment_findings=(
            Finding(
                id="f1",
                about="sample",
                by="comment-wording@1",
                label="Replies that repeat what they answer",
                score=0.71,
                chance=0.0042,
                explanation="3 of 4 replies repeat more than half of the words of the comment they answer; in shuffled "
                "pairs of this section that happens in 0.4 of 100 cases. 8 comments are few: read this with care.",
                features=(
                    Feature(name="replies", value=3, words="3 of 4 replies repeat the comment they answer"),
                    Feature(name="median overlap", value=0.64, words="median overlap of words 0.64"),
                ),
                at=moment(2025, 5, 14, 7),
            ),
            Finding(
                id="f2",
                about="sample",
                by="comment-openings@1",
                label="Stock openings",
                score=0.38,
                explanation="3 of 8 comments open with a stock phrase (“Agreed”, “Good point”, “That’s a good …”).",
                at=moment(2025, 5, 14, 7),
            ),
        ),
        notes=("One picture could not be fetched.", "The page’s own ClaimReview block was empty."),
        made_by=("claims@1", "multilingual-e5-small@int8", "related@1", "trace-pdq@1"),
        at=moment(2025, 5, 14, 8),
    )


PICTURE = "b1" * 32


def pictures() -> tuple[PictureFindings, ...]:
    """Return a picture with two earlier appearances, and one that could not be read."""
    seen = (
        ("River bridge collapses after record rain", "Gazeta Lokalna", moment(2021, 7, 17), "published", 0, True),
        ("Viral: Orla bridge swept away", "Flux Feed", moment(2025, 4, 15), "first seen", 38, False),
    )
    captions = ("Most zerwany przez wodę, 16 lipca 2021", "")
    return (
        PictureFindings(
            url="https://courier.example/bridge.jpg",
            caption="The bridge near Old Harrow, as shown in the film. Photo: KTV1",
            alt="A bridge breaks apart in brown water",
            media=Media(
                sha256=PICTURE, type="image/jpeg", size=48211, width=1280, height=720, pdq="0f" * 32, pdq_quality=98
            ),
            sightings=tuple(
                SightingMatch(
                    sighting=Sighting(
                        id=f"s{number}",
                        sha256=PICTURE,
                        document_id=f"doc{number}",
                        page=f"https://page{number}.example/bridge",
                        title=title,
                        publisher=publisher,
                        caption=captions[number],
                        date=day,
                        date_source="published" if source == "published" else "first seen",
                    ),
                    distance=distance,
                    identical=identical,
                    tier="same image" if distance < 32 else "probable",
                )
                for number, (title, publisher, day, source, distance, identical) in enumerate(seen)
            ),
        ),
        PictureFindings(
            url="https://courier.example/map.svg",
            alt="Map of the Lower Orla",
            problem="It is an SVG drawing; only pixel pictures are read.",
        ),
    )
