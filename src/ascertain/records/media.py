"""Pictures by their bytes, and where each was seen."""

from __future__ import annotations

from typing import Literal

from ascertain.records.factcheck import Feature
from ascertain.records.record import Record, UtcTime

Corner = tuple[float, float]
"""Across and down, from 0 to 1."""


class Media(Record):
    """Bytes of one picture or video and its fingerprint."""

    sha256: str
    """SHA-256 of the bytes, hex: the identifier."""

    kind: Literal["picture", "video"] = "picture"
    """What it is."""

    type: str
    """Media type found in the bytes, e.g. ``image/jpeg``."""

    size: int
    """Number of bytes."""

    width: int
    """Pixels, after EXIF rotation."""

    height: int
    """Pixels, after EXIF rotation."""

    seconds: float = 0.0
    """How long a video lasts; 0 for pictures."""

    pdq: str
    """PDQ perceptual hash of the picture, or of the video's first keyframe, 64 hex digits."""

    pdq_quality: int
    """PDQ quality, 0 to 100; hashes below 50 never match alone."""


class Sighting(Record):
    """One appearance of a picture on a page."""

    id: str
    """Depends on picture and document."""

    sha256: str
    """The picture."""

    document_id: str = ""
    """The document it appeared in; empty for a picture that was imported, or found by a service."""

    page: str = ""
    """Address of the page."""

    title: str = ""
    """Headline of the page."""

    publisher: str = ""
    """Who published the page."""

    caption: str = ""
    """Caption on that page."""

    date: UtcTime
    """When it appeared."""

    date_source: Literal["published", "first seen"]
    """Whether the page states the date or it is only when the page was first read here."""

    found_by: str = ""
    """The service that reported it (``TinEye``); empty for the own collection."""


class Region(Record):
    """A four-sided part of a picture."""

    corners: tuple[Corner, Corner, Corner, Corner]
    """Top left, top right, bottom right, bottom left of the part, in fractions of the picture's width and height.

    Of a part that is mirrored or turned they are the places where the other picture's corners lie.
    """


class Alteration(Record):
    """What was done to one picture to get the other."""

    kind: Literal[
        "identical",
        "recompressed",
        "resized",
        "cropped",
        "mirrored",
        "rotated",
        "bordered",
        "captioned",
        "recoloured",
        "grey",
        "inset",
        "screenshot",
    ]
    """Its name."""

    share: float | None = None
    """How much: the share of the picture's area that is left of a crop or taken by an inset; degrees of a rotation."""

    words: str
    """What a reader is told: ``cropped to 48 % of the picture``."""


Tier = Literal["same image", "probable", "same scene", "look-alike"]
"""How sure it is, surest first: the same image; probably; another shot of the same scene; only alike."""


class SightingMatch(Record):
    """An appearance of the same or a similar picture, and the numbers that say so."""

    sighting: Sighting
    """Where it appeared."""

    tier: Tier
    """What it is."""

    identical: bool = False
    """Whether the bytes are the same."""

    distance: int | None = None
    """Bits in which the nearest two PDQ hashes differ, 0 to 256; ``None`` when none were near."""

    features: tuple[Feature, ...] = ()
    """The numbers that decided the tier."""

    alterations: tuple[Alteration, ...] = ()
    """What was done to the picture."""

    ours: Region | None = None
    """Where the match lies on the picture that is asked about; ``None`` when it is not known."""

    theirs: Region | None = None
    """Where it lies on the picture that was found."""

    ours_at: float | None = None
    """Second of the asked video or animation at which the match begins; ``None`` for pictures."""

    theirs_at: float | None = None
    """Second of the found video or animation at which it begins."""

    lasts: float | None = None
    """For how many seconds two videos agree."""


class PictureFindings(Record):
    """One picture of a document, and its appearances in the collection."""

    url: str
    """Address on the page (``data:`` addresses are shortened)."""

    caption: str = ""
    """Caption on the page."""

    alt: str = ""
    """Alternative text on the page."""

    media: Media | None = None
    """The picture; ``None`` when it could not be read."""

    problem: str = ""
    """Why it could not be read; empty when it was."""

    sightings: tuple[SightingMatch, ...] = ()
    """Appearances in other documents of the collection, earliest first."""
