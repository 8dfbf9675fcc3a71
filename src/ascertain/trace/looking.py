"""The pictures of a document: read, fingerprinted, and compared with every picture seen before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ascertain.errors import AscertainError
from ascertain.records import Document, Media, Picture, PictureFindings, Sighting, content_id
from ascertain.settings import Settings
from ascertain.store import Store
from ascertain.trace.prints import Prints, prints_of, question_of
from ascertain.trace.searching import find_sightings

if TYPE_CHECKING:
    from ascertain.trace.index import PictureIndex

_URL_SHOWN = 200


@dataclass(frozen=True)
class SeenPicture:
    """A picture that was read: what is to be kept of it."""

    data: bytes
    media: Media
    sighting: Sighting
    prints: tuple[Prints, ...] = ()


def look_at_pictures(
    document: Document,
    read: Callable[[Picture], bytes],
    index: PictureIndex,
    store: Store,
    settings: Settings,
    progress: Callable[[int, int], None],
) -> tuple[list[PictureFindings], list[SeenPicture]]:
    """Return what is known of each picture of the document, and the pictures to keep.

    ``read`` returns a picture's bytes or raises an :class:`AscertainError`, which becomes the picture's
    ``problem``. At most ``settings.images_per_page`` pictures are looked at. ``index`` is up to date with the store.
    Nothing is stored.
    """
    findings: list[PictureFindings] = []
    seen: list[SeenPicture] = []
    pictures = document.pictures[: settings.images_per_page]
    for done, picture in enumerate(pictures):
        progress(done, len(pictures))
        url = picture.url if len(picture.url) <= _URL_SHOWN else f"{picture.url[:60]}…"
        finding = PictureFindings(url=url, caption=picture.caption, alt=picture.alt)
        try:
            data = read(picture)
            prints = prints_of(data, settings)
            questions = question_of(data, settings)
        except AscertainError as error:
            findings.append(finding.model_copy(update={"problem": str(error)}))
            continue
        media = prints[0].media
        found = find_sightings(questions, index, store, settings, leave_out=document.id)
        findings.append(finding.model_copy(update={"media": media, "sightings": found}))
        sighting = sighting_of(document, media, picture.caption or picture.alt)
        seen.append(SeenPicture(data, media, sighting, prints))
    return findings, seen


def sighting_of(document: Document, media: Media, caption: str) -> Sighting:
    """Return the appearance of a picture in a document, dated by the page or else by when it was first read; pure."""
    return Sighting(
        id=content_id("sighting", media.sha256, document.id),
        sha256=media.sha256,
        document_id=document.id,
        page=document.url,
        title=document.title,
        publisher=document.source.name if document.source else "",
        caption=caption,
        date=document.published or document.seen,
        date_source="published" if document.published else "first seen",
    )
