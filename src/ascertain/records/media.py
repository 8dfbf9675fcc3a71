"""Pictures by their bytes, and where each was seen."""

from __future__ import annotations

from typing import Literal

from ascertain.records.record import Record, UtcTime


class Media(Record):
    """Bytes of one picture and its fingerprints."""

    sha256: str
    """SHA-256 of the bytes, hex: the identifier."""

    type: str
    """Media type found in the bytes, e.g. ``image/jpeg``."""

    size: int
    """Number of bytes."""

    width: int
    """Pixels, after EXIF rotation."""

    height: int
    """Pixels, after EXIF rotation."""

    pdq: str
    """PDQ perceptual hash, 64 hex digits."""

    pdq_quality: int
    """PDQ quality, 0 to 100; hashes below 50 never match alone."""


class Sighting(Record):
    """One appearance of a picture on a page."""

    id: str
    """Depends on picture and document."""

    sha256: str
    """The picture."""

    document_id: str
    """The document it appeared in."""

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


class SightingMatch(Record):
    """An appearance of the same picture, and the numbers that say so."""

    sighting: Sighting
    """Where it appeared."""

    distance: int
    """Bits in which the two PDQ hashes differ, 0 to 256."""

    identical: bool
    """Whether the bytes are the same."""

    tier: Literal["same image", "probable"]
    """``same image`` for equal bytes or at most 31 bits, ``probable`` up to 63."""


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
