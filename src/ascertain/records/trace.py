"""The result of tracing a picture or video."""

from __future__ import annotations

from typing import Literal

from ascertain.records.claim import Entity, Figure, NamedDate
from ascertain.records.document import Link
from ascertain.records.media import Media, SightingMatch
from ascertain.records.record import Record, UtcTime


class Context(Record):
    """What the words beside one sighting name: headline and caption, in whatever language."""

    sighting: str
    """Identifier of the sighting."""

    dates: tuple[NamedDate, ...] = ()
    """Named dates; spans count in ``words``."""

    places: tuple[Entity, ...] = ()
    """Places."""

    people: tuple[Entity, ...] = ()
    """People and organisations."""

    figures: tuple[Figure, ...] = ()
    """Numbers with units."""

    words: str = ""
    """The caption, or the headline where there is no caption: what the spans count in."""


class Contradiction(Record):
    """Two sightings whose words cannot both be right about one picture."""

    kind: Literal["date", "place", "person", "number"]
    """What they disagree on."""

    one: str
    """Identifier of the earlier sighting."""

    other: str
    """Identifier of the later sighting."""

    words: str
    """What a reader is told: ``one caption says Syria, 2019, another Gaza, 2024``."""


class Trace(Record):
    """Where a picture or video has appeared, earliest first, and how its contexts differ."""

    id: str
    """Depends on picture, collection and time."""

    name: str
    """The file name or address that was asked about."""

    media: Media
    """The picture or video itself."""

    poster: str = ""
    """SHA-256 of a picture that stands for a video; empty for pictures."""

    sightings: tuple[SightingMatch, ...] = ()
    """Appearances of the same and similar pictures, earliest first."""

    contexts: tuple[Context, ...] = ()
    """What the words beside sightings of the same image name, in the order of the sightings."""

    contradictions: tuple[Contradiction, ...] = ()
    """Where the words beside the same picture disagree."""

    links: tuple[Link, ...] = ()
    """Pages of search services that look for a public picture."""

    searched: str
    """What was searched: ``12,304 pictures and 87 videos``."""

    notes: tuple[str, ...] = ()
    """What could not be read or asked, in words."""

    made_by: tuple[str, ...] = ()
    """``name@version`` of each part that took part."""

    at: UtcTime
    """When it was made."""

    schema_version: int = 1
    """Version of this shape."""
