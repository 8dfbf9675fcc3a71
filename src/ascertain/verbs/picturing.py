"""Pictures and hash lists into the collection, and out of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

from ascertain.errors import Invalid, NotFound, Unavailable
from ascertain.records import ListedHash
from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.ingest.picturelists import Kept, PicturesReport, Ready
    from ascertain.trace.exchange import Shape
    from ascertain.trace.prints import Prints
    from ascertain.trace.video import Keyframes


T = TypeVar("T")
"""What was loaded: a picture's bytes, a video's file."""

_AT_ONCE = 1000


class ListOptions(TypedDict, total=False):
    """How a list of pictures or videos is read."""

    columns: Mapping[str, str] | None
    """Names of its columns by field, where they are not among the known ones."""

    outside: bool
    """Whether it may name files outside its own folder."""

    rejects: Path | None
    """Where entries that cannot be used are written."""


@dataclass(frozen=True)
class Printed:
    """A picture or video with its prints."""

    data: bytes
    """The bytes that are kept; empty for videos."""

    prints: tuple[Prints, ...]


def import_images(rooms: Rooms, path: Path, progress: Progress, **options: Unpack[ListOptions]) -> PicturesReport:
    """Bring the pictures of a folder or list into the collection and its index, and report what was done."""
    from ascertain.ingest.picturelists import import_pictures, picture_loader
    from ascertain.trace.prints import prints_of
    from ascertain.verbs.printing import ready_pictures

    def printed(data: bytes) -> Printed:
        return Printed(data, prints_of(data, rooms.settings))

    report = import_pictures(
        path,
        rooms.store,
        rooms.settings,
        load=picture_loader(rooms.fetcher, rooms.settings),
        fingerprint=printed,
        keep=lambda ready: keep_listed(rooms, ready),
        progress=progress,
        **options,
    )
    ready_pictures(rooms, progress)
    return report


def import_videos(rooms: Rooms, path: Path, progress: Progress, **options: Unpack[ListOptions]) -> PicturesReport:
    """Bring the keyframes of the videos of a folder or list into the collection; the videos stay where they are."""
    from ascertain.ingest.picturelists import import_pictures, video_loader
    from ascertain.trace.video import keyframes_of, prints_of_video
    from ascertain.verbs.printing import ready_pictures

    def printed(file: Path) -> Printed:
        video = keyframes_of(file, rooms.settings)
        if not video.frames:
            raise Invalid("The video shows nothing that could be recognised: all of it is black or plain.")
        return Printed(b"", tuple(prints_of_video(video, rooms.settings)))

    with tempfile.TemporaryDirectory(prefix="ascertain-") as folder:
        limit, seconds = rooms.settings.video_limit, rooms.settings.feed_timeout
        report = import_pictures(
            path,
            rooms.store,
            rooms.settings,
            load=video_loader(rooms.fetcher, Path(folder), limit=limit, seconds=seconds),
            fingerprint=printed,
            keep=lambda ready: keep_listed(rooms, ready),
            kind="video",
            batch=1,  # a video takes as long as fifty pictures
            progress=progress,
            **options,
        )
    ready_pictures(rooms, progress)
    return report


def write_keyframes(rooms: Rooms, video: Path, folder: Path, progress: Progress, *, overwrite: bool) -> Keyframes:
    """Write a video's keyframes with a contact sheet into a folder and return them."""
    from ascertain.trace.video import keyframes_of, write_keyframes

    found = keyframes_of(
        video, rooms.settings, lambda done, total: progress("Reading the video, seconds", int(done), int(total) or None)
    )
    write_keyframes(found, folder, name=video.name, overwrite=overwrite)
    return found


def keep_listed(rooms: Rooms, ready: Sequence[Ready[T, Printed]]) -> Kept:
    """Keep a batch with its appearances and return how many of them were new; again it changes nothing."""
    from ascertain.ingest.picturelists import Kept, listed_sighting
    from ascertain.trace.index import kept

    now = datetime.now(UTC)
    sightings = {}
    for one in ready:
        if one.print.data:
            rooms.blobs.put(one.print.data)
        sighting = listed_sighting(one.entry, one.print.prints[0].media.sha256, now)
        sightings[sighting.id] = sighting
    shas = sorted({sighting.sha256 for sighting in sightings.values()})
    known = {sighting.id for sighting in rooms.store.sightings_of(shas)}
    prints = {(p.media.sha256, p.frame): p for one in ready for p in one.print.prints}
    rooms.store.add_pictures(
        list({p.media.sha256: p.media for p in prints.values()}.values()),
        sightings=list(sightings.values()),
        prints=[kept(p) for p in prints.values()],
    )
    new = len(sightings.keys() - known)
    return Kept(new=new, same=len(ready) - new)


def export_hashes(rooms: Rooms, out: Path, name: str, shape: Shape) -> int:
    """Write the PDQ hashes of a shared list, or with an empty ``name`` of the own pictures, and return how many.

    Raises :class:`NotFound` when there is no such list, :class:`Unavailable` when ``out`` cannot be written.
    """
    from ascertain.trace.exchange import write_hashes

    if name and name not in rooms.store.hash_lists():
        known = ", ".join(rooms.store.hash_lists()) or "none"
        raise NotFound(f"There is no hash list {name!r}.", f"Lists here: {known}.")
    beside = out.with_name(f".{out.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            count = write_hashes(_of_list(rooms, name) if name else _own(rooms), file, shape)
        beside.replace(out)
    except OSError as error:
        raise Unavailable(f"{out} cannot be written: {error.strerror or error}.", "Choose another place.") from error
    finally:
        beside.unlink(missing_ok=True)
    return count


def _of_list(rooms: Rooms, name: str) -> Iterator[ListedHash]:
    after = ""
    while some := rooms.store.listed_in(name, _AT_ONCE, after):
        yield from some
        after = some[-1].id


def _own(rooms: Rooms) -> Iterator[ListedHash]:
    from ascertain.trace.exchange import listed

    shas = [sha256 for sha256, _ in rooms.store.hashes()]
    for start in range(0, len(shas), _AT_ONCE):
        for media in rooms.store.media_of(shas[start : start + _AT_ONCE]):
            yield listed(media, "Ascertain")
