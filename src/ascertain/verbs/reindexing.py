"""Making everything again that is derived from the store: the search tables and the index of pictures."""

from __future__ import annotations

from ascertain.rooms import Progress, Rooms
from ascertain.verbs.printing import make_prints


def reindex_all(rooms: Rooms, progress: Progress) -> int:
    """Rebuild search tables and picture index and return how many records search holds."""
    from ascertain.ingest.indexing import reindex

    records = reindex(rooms.store, rooms.search, rooms.embedder, lambda done, total: progress("Indexing", done, total))
    make_prints(rooms, progress)
    rooms.pictures.rebuild(lambda done, total: progress("Indexing pictures", done, total))
    return records
