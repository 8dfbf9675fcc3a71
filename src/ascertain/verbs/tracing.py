"""Tracing a picture or video: its steps, each over the rooms of one collection."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ascertain.errors import AscertainError, Invalid, NotFound, Refused, Unavailable
from ascertain.records import Dossier, Media, SightingMatch, Trace, content_id
from ascertain.rooms import Progress, Rooms

_PREVIEW = 640
"""Pixels of the longer side of a preview."""

_SURE = frozenset({"same image", "probable"})
_HEAD = 4096


@dataclass(frozen=True)
class Given:
    """A picture or video that is asked about."""

    name: str
    """File name or address."""

    data: bytes = b""
    """The bytes of a picture; empty for a video."""

    path: Path | None = None
    """The file of a video; ``None`` for a picture."""

    url: str = ""
    """The address it was fetched from; empty for files."""


@contextmanager
def opened(rooms: Rooms, target: str, stdin: BinaryIO | None, name: str = "") -> Iterator[Given]:
    """Yield the picture or video at an address, in a file, or on ``stdin`` (``-``).

    What comes from the web or ``stdin`` lies in a temporary file until the end. Raises :class:`NotFound`,
    :class:`Unavailable` or :class:`Refused` when it cannot be read or is too large.
    """
    if not target.startswith(("http://", "https://")) and target != "-":
        yield read_file(rooms, Path(target), name or Path(target).name)
        return
    with tempfile.TemporaryDirectory(prefix="ascertain-") as folder:
        path = Path(folder) / "media"
        if target == "-":
            if stdin is None:
                raise Invalid("There is nothing to read from.", "Give a file or an address.")
            _copy(stdin, path, rooms.settings.video_limit)
            yield read_file(rooms, path, "standard input")
        else:
            rooms.fetcher.save(target, path, limit=rooms.settings.video_limit, seconds=rooms.settings.feed_timeout)
            yield replace(read_file(rooms, path, target), url=target)


def read_file(rooms: Rooms, path: Path, name: str) -> Given:
    """Return the picture or video in a file, told apart by its bytes; raises what :func:`opened` raises."""
    from ascertain.trace.video import is_video

    limit = rooms.settings.image_limit
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if is_video(head):
                return Given(name, path=path)
            data = head + file.read(limit + 1 - len(head))
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.", "Check the path, or give an address.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    if len(data) > limit:
        raise Refused(f"{name} is larger than {limit:,} bytes.", "Use a smaller copy, or raise ASCERTAIN_IMAGE_LIMIT.")
    return Given(name, data)


def _copy(source: BinaryIO, path: Path, limit: int) -> None:
    with path.open("wb") as file:
        while chunk := source.read(1 << 20):
            if file.tell() + len(chunk) > limit:
                raise Refused(f"More than {limit:,} bytes came in.", "Cut out the part that matters.")
            file.write(chunk)


def trace_media(rooms: Rooms, given: Given, progress: Progress, *, elsewhere: bool = True) -> Trace:
    """Return where a picture or video has appeared, earliest first, and keep the trace.

    ``elsewhere`` asks the services on the web for which a key is set; of a video they get the first keyframe. Nothing
    is kept unless all of it succeeds; a service that fails becomes a note.
    """
    from ascertain.trace.contexts import read_contexts
    from ascertain.trace.contradictions import find_contradictions
    from ascertain.trace.elsewhere import merge, search_links
    from ascertain.trace.exchange import on_lists
    from ascertain.trace.prints import ENGINE
    from ascertain.version import VERSION

    now = datetime.now(UTC)
    if given.path is None:
        progress("Looking at the picture", 0, None)
        media, own = find_sightings(rooms, given.data, progress)
        read: tuple[str, ...] = ()
        picture = given.data
    else:
        from ascertain.verbs.videotracing import find_video

        media, own, read, picture = find_video(rooms, given.path, progress)
    listed = on_lists(media, rooms.store, now)
    reported, notes = _reported(rooms, picture, given.url, progress) if elsewhere and picture else ((), ())
    matches = merge((*own, *listed), reported)
    contexts = read_contexts(matches)
    trace = Trace(
        id=content_id("trace", media.sha256, now.isoformat()),
        name=given.name,
        media=media,
        poster=rooms.blobs.put(picture) if media.kind == "video" and picture else "",
        sightings=matches,
        contexts=contexts,
        contradictions=find_contradictions(matches, contexts),
        links=search_links(given.url) if media.kind == "picture" else (),
        searched=searched(rooms.store.media_counts()),
        notes=(*read, *notes),
        made_by=(f"ascertain@{VERSION}", ENGINE),
        at=now,
    )
    if media.kind == "picture":
        rooms.blobs.put(given.data)
    rooms.store.add_trace(trace)
    return trace


def find_sightings(rooms: Rooms, data: bytes, progress: Progress) -> tuple[Media, tuple[SightingMatch, ...]]:
    """Return a picture and where the collection holds it; nothing is kept.

    When the first look finds neither the picture nor anything probable, it looks once more with more details.
    """
    from ascertain.trace.prints import question_of
    from ascertain.trace.searching import best_comparisons, matches_of
    from ascertain.verbs.printing import ready_pictures

    questions = question_of(data, rooms.settings)
    index = ready_pictures(rooms, progress)
    progress("Comparing pictures", 0, None)
    best = best_comparisons(questions, index, rooms.store, rooms.settings)
    if rooms.store.media_counts() and not any(comparison.tier in _SURE for comparison in best.values()):
        progress("Comparing more details", 0, None)
        deeper = question_of(data, rooms.settings, deep=True)
        best |= best_comparisons(deeper, index, rooms.store, rooms.settings)
    return questions[0].media, matches_of(best, rooms.store.sightings_of(list(best)))


def _reported(
    rooms: Rooms, picture: bytes, url: str, progress: Progress
) -> tuple[tuple[SightingMatch, ...], tuple[str, ...]]:
    from ascertain.ingest.sources import PatientWeb
    from ascertain.trace.elsewhere import look_elsewhere, open_lookups

    lookups = open_lookups(rooms.settings, PatientWeb(rooms.fetcher, rooms.settings, attempts=2, longest=10.0))
    if lookups.ready:
        progress("Asking services on the web", 0, len(lookups.ready))
    return look_elsewhere(picture, url or None, lookups)


def searched(counts: Mapping[str, int]) -> str:
    """Return what was searched, in words: ``12,304 pictures and 87 videos``; pure."""
    pictures, videos = counts.get("picture", 0), counts.get("video", 0)
    words = f"{pictures:,} {'picture' if pictures == 1 else 'pictures'}"
    return f"{words} and {videos:,} {'video' if videos == 1 else 'videos'}" if videos else words


def previews(rooms: Rooms, trace: Trace) -> dict[tuple[str, float | None], bytes]:
    """Return small JPEGs of the asked picture and of each found one, by SHA-256 and second; those there are."""
    wanted: dict[tuple[str, float | None], None] = {(trace.poster or trace.media.sha256, None): None}
    wanted.update({(found.sighting.sha256, found.theirs_at): None for found in trace.sightings})
    return {key: data for key in wanted if (data := preview(rooms, *key))}


def thumbnails(rooms: Rooms, dossier: Dossier) -> dict[str, bytes]:
    """Return small versions of the pictures of a dossier, by SHA-256."""
    from ascertain.trace import thumbnail

    wanted = [finding.media.sha256 for finding in dossier.pictures if finding.media]
    return {sha256: thumbnail(rooms.blobs.get(sha256), rooms.settings) for sha256 in wanted}


def preview(rooms: Rooms, sha256: str, second: float | None = None) -> bytes:
    """Return a small JPEG of a stored picture, or of a video's frame nearest to a second; empty when there is none."""
    from ascertain.trace import thumbnail

    if second is not None:
        kept = rooms.store.frames_of([sha256]).get(sha256, [])
        second = min(kept, key=lambda at: abs(at - (second or 0.0)), default=None)
    stored = rooms.store.prints_at([(sha256, second)])
    if stored and stored[0].thumb:
        return stored[0].thumb
    if not rooms.blobs.has(sha256):
        return b""
    try:
        return thumbnail(rooms.blobs.get(sha256), rooms.settings, _PREVIEW)
    except AscertainError:
        # A picture that was readable once may be refused under other limits; the page then has no preview.
        return b""
