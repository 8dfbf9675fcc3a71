"""The index of pictures made ready: prints of pictures that have none yet, and everything that came in since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.errors import AscertainError
from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.trace.index import PictureIndex

_AT_ONCE = 50


def ready_pictures(rooms: Rooms, progress: Progress) -> PictureIndex:
    """Return the index of pictures, up to date with the store.

    Pictures that were stored before there were prints, or whose prints another engine made, get theirs from the kept
    bytes; that is looked for once in each opened collection.
    """
    if not rooms.pictures_printed:
        make_prints(rooms, progress)
        rooms.pictures_printed = True
    rooms.pictures.catch_up(lambda done, total: progress("Indexing pictures", done, total))
    return rooms.pictures


def make_prints(rooms: Rooms, progress: Progress) -> int:
    """Make the prints that pictures lack and return of how many; videos are not kept, and are passed over."""
    from ascertain.trace.index import kept
    from ascertain.trace.prints import ENGINE, prints_of

    made, behind = 0, ""
    while some := rooms.store.media_without_prints(ENGINE, _AT_ONCE, behind):
        for media in some:
            behind = media.sha256
            if media.kind != "picture" or not rooms.blobs.has(media.sha256):
                continue
            progress("Making prints of stored pictures", made, None)
            try:
                prints = prints_of(rooms.blobs.get(media.sha256), rooms.settings)
            except AscertainError:
                # Read once, and refused under today's limits: it stays in the store, and is not found.
                continue
            rooms.store.add_pictures([media], prints=[kept(one) for one in prints])
            made += 1
    return made
