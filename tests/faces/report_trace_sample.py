"""A trace to print: a cropped picture seen four times, in contexts that disagree."""

from __future__ import annotations

import hashlib
import io
import random
from datetime import UTC, datetime

from PIL import Image, ImageDraw

from ascertain.records import (
    Alteration,
    Context,
    Contradiction,
    Entity,
    Feature,
    Link,
    Media,
    NamedDate,
    Region,
    Sighting,
    SightingMatch,
    Span,
    Tier,
    Trace,
)

FULL = Region(corners=((0, 0), (1, 0), (1, 1), (0, 1)))
PART = Region(corners=((0.1, 0.1), (0.7, 0.1), (0.7, 0.8), (0.1, 0.8)))


def drawn(seed: int) -> Image.Image:
    chance = random.Random(seed)
    picture = Image.new("RGB", (320, 210), (90, 140, 190))
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y, side = chance.randrange(320), chance.randrange(210), chance.randrange(10, 60)
        draw.ellipse((x, y, x + side, y + side), fill=(chance.randrange(255), chance.randrange(255), 80))
    return picture


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


WHOLE = drawn(1)
ASKED = jpeg(WHOLE.crop((32, 21, 224, 168)))
FOUND = jpeg(WHOLE)
OTHER = jpeg(drawn(2))
PICTURES: dict[tuple[str, float | None], bytes] = {(sha256(data), None): data for data in (ASKED, FOUND, OTHER)}


def sighting(number: int, data: bytes, day: datetime, tier: Tier, **changes: object) -> SightingMatch:
    seen = Sighting(
        id=f"seen-{number}",
        sha256=sha256(data),
        page=f"https://paper{number}.example/story",
        title=f"Story {number}",
        publisher=str(changes.pop("publisher", f"Paper {number}")),
        caption=str(changes.pop("caption", "")),
        date=day,
        date_source="published",
        found_by=str(changes.pop("found_by", "")),
    )
    return SightingMatch.model_validate({"sighting": seen, "tier": tier, **changes})


CAPTION = "The depot at Merin after the flood, 3 May 2019"


def sample_trace() -> Trace:
    points = Feature(name="points", value=87.0, words="87 points agree on one transform")
    return Trace(
        id="0" * 32,
        name="holiday.jpg",
        media=Media(
            sha256=sha256(ASKED),
            type="image/jpeg",
            size=len(ASKED),
            width=192,
            height=147,
            pdq="0" * 64,
            pdq_quality=9,
        ),
        sightings=(
            sighting(
                1,
                FOUND,
                datetime(2019, 5, 3, tzinfo=UTC),
                "same image",
                caption=CAPTION,
                features=(points,),
                alterations=(Alteration(kind="cropped", share=0.42, words="cropped to 42 % of the picture"),),
                ours=FULL,
                theirs=PART,
            ),
            sighting(2, OTHER, datetime(2021, 2, 1, tzinfo=UTC), "probable", caption="رجال الإنقاذ في بورانيا"),
            sighting(3, OTHER, datetime(2024, 8, 1, tzinfo=UTC), "same scene"),
            sighting(4, OTHER, datetime(2026, 8, 1, tzinfo=UTC), "look-alike", publisher="", found_by="TinEye"),
        ),
        contexts=(
            Context(
                sighting="seen-1",
                words=CAPTION,
                dates=(NamedDate(span=Span(start=36, end=46), text="3 May 2019"),),
                places=(Entity(span=Span(start=13, end=18), text="Merin", kind="place", key="merin"),),
            ),
            Context(sighting="seen-2", words="رجال الإنقاذ في بورانيا"),
        ),
        contradictions=(Contradiction(kind="place", one="seen-1", other="seen-2", words="Merin, or Borania"),),
        links=(Link(url="https://lens.example/?url=x", text="Lens"),),
        searched="12,304 pictures and 87 videos",
        notes=("TinEye was not asked: no key is set.",),
        made_by=("ascertain@0",),
        at=datetime(2026, 11, 1, tzinfo=UTC),
    )
