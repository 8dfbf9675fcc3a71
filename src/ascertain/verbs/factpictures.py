"""The pictures that fact-checks show: fetched, fingerprinted and kept, so that copies of them are recognised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ascertain.errors import AscertainError
from ascertain.records import FactCheck, Media, Sighting, content_id
from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.ingest.importing import Failure
    from ascertain.store import WantedPicture

STAGE = "Fetching pictures"
TRIES = 3
"""How often a picture is tried, in as many runs, before it is given up."""

_IMAGES = frozenset({"image/*", "application/octet-stream", "binary/octet-stream"})
_TOGETHER = 100


@dataclass(frozen=True)
class PicturesFetched:
    """What fetching pictures did."""

    kept: int = 0
    """Pictures that were read and kept."""

    failures: tuple[Failure, ...] = ()
    """Those that were not, and why; what may pass is tried again by the next run."""


def fetch_pictures(rooms: Rooms, corpus: str, progress: Progress) -> PicturesFetched:
    """Fetch the pictures of a corpus's fact-checks that were not fetched yet, also those of earlier imports.

    Each is kept by itself: a run that is killed loses none, and the next goes on. Between two requests to one host
    ``settings.crawl_delay`` seconds pass. What is no picture or is gone is given up; a host that does not answer is
    tried in three runs.
    """
    from ascertain.ingest.importing import Failure
    from ascertain.ingest.sources import PatientWeb

    web = PatientWeb(rooms.fetcher, rooms.settings, attempts=2)

    def read(url: str) -> bytes:
        limit, pause = rooms.settings.image_limit, rooms.settings.crawl_delay
        return web.get(url, accept=_IMAGES, limit=limit, pause=pause).body

    failures: list[Failure] = []
    kept, behind = 0, ("", -1)
    while wanted := rooms.store.wanted_pictures(corpus, _TOGETHER, behind):
        for picture in wanted:
            behind = picture.key
            progress(STAGE, kept + len(failures), None)
            try:
                keep_picture(rooms, picture, read)
                kept += 1
            except AscertainError as error:
                failures.append(Failure(picture.url, str(error)))
                rooms.store.settle_picture(picture, again=_may_pass(error) and picture.tries + 1 < TRIES)
            else:
                rooms.store.settle_picture(picture)
    return PicturesFetched(kept, tuple(failures))


def keep_picture(rooms: Rooms, picture: WantedPicture, read: Callable[[str], bytes]) -> None:
    """Read one picture and keep it with its appearance in the fact-check."""
    from ascertain.trace.index import kept
    from ascertain.trace.prints import prints_of

    data = read(picture.url)
    prints = prints_of(data, rooms.settings)
    media = prints[0].media
    rooms.blobs.put(data)
    rooms.store.add_pictures(
        [media],
        sightings=[sighting_in(picture.fact_check, media, datetime.now(UTC))],
        prints=[kept(one) for one in prints],
    )


def sighting_in(check: FactCheck, media: Media, now: datetime) -> Sighting:
    """Return the appearance of a picture in a fact-check, dated by it or else by when it was fetched; pure."""
    return Sighting(
        id=content_id("sighting", media.sha256, "fact-check", check.id),
        sha256=media.sha256,
        page=check.url,
        title=check.title or check.claim,
        publisher=check.source.name,
        date=check.date or now,
        date_source="published" if check.date else "first seen",
    )


def _may_pass(error: AscertainError) -> bool:
    """Tell whether the same request may succeed later."""
    from ascertain.errors import Unavailable

    return isinstance(error, Unavailable) and bool(getattr(error, "may_pass", True))
