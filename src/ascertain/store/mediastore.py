"""The part of the store that holds pictures and videos: prints, sightings, traces, and lists of hashes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ascertain.records import ListedHash, Media, Sighting, Trace
from ascertain.store.rows import Added, Print, TraceSummary

if TYPE_CHECKING:
    from ascertain.store.database import Database


class MediaStore:
    """Pictures and videos; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        # Imported with the first store, because SQLAlchemy takes a third of a second.
        from ascertain.store.hashlists import HashLists
        from ascertain.store.pictures import Pictures
        from ascertain.store.prints import Prints
        from ascertain.store.traces import Traces

        self._database = database
        self._pictures = Pictures(database)
        self._prints = Prints(database)
        self._hash_lists = HashLists(database)
        self._traces = Traces(database)

    def add_pictures(
        self, media: Sequence[Media], *, sightings: Sequence[Sighting] = (), prints: Sequence[Print] = ()
    ) -> None:
        """Keep pictures and videos with their sightings and prints, all or nothing; the same again changes nothing.

        A sighting may belong to no document. A print that differs from the stored one of its picture and frame stands
        instead of it, at a new position. Raises :class:`Invalid` when the picture or document of a sighting, or the
        picture of a print, is not known.
        """
        self._pictures.add(media, sightings, prints)

    def media(self, sha256: str) -> Media | None:
        """Return a picture or video, ``None`` when it was never seen."""
        return self._pictures.get(sha256)

    def media_of(self, sha256s: Sequence[str]) -> list[Media]:
        """Return pictures and videos in the order of ``sha256s``; unknown ones are left out."""
        return self._pictures.many(sha256s)

    def media_counts(self) -> dict[str, int]:
        """Return how many pictures and how many videos there are, by kind: ``{"picture": 12304, "video": 87}``."""
        return self._pictures.counts()

    def media_without_prints(self, engine: str, limit: int, behind: str = "") -> list[Media]:
        """Return up to ``limit`` pictures and videos without a print of ``engine``, by SHA-256.

        For the next ones give the last SHA-256 as ``behind``; what cannot be read is so passed over.
        """
        return self._pictures.without_prints(engine, limit, behind)

    def prints_of(self, sha256s: Sequence[str]) -> list[Print]:
        """Return every print of these pictures and videos, by SHA-256 and time; about 30 kB each, so ask for few."""
        return self._prints.of(sha256s)

    def prints_at(self, keys: Sequence[tuple[str, float | None]]) -> list[Print]:
        """Return the prints of pictures and frames, given as SHA-256 and second (``None`` for a picture).

        They come in the order of ``keys``; unknown ones are left out.
        """
        return self._prints.at(keys)

    def frames_of(self, sha256s: Sequence[str]) -> dict[str, list[float]]:
        """Return the seconds of the frames kept of these videos, in order; pictures are left out."""
        return self._prints.frames(sha256s)

    def prints_behind(self, position: int, limit: int, *, features: bool = True) -> list[Print]:
        """Return up to ``limit`` prints that were added behind ``position``, in the order they were added.

        Whoever asks on behind the last position sees every print, also those that other processes add meanwhile.
        The thumb is left empty, and without ``features`` so are they: indexes need only these.
        """
        return self._prints.behind(position, limit, features=features)

    def prints_standing(self, positions: Sequence[int]) -> set[int]:
        """Return which of these positions still hold a print."""
        return self._prints.standing(positions)

    def print_count(self) -> int:
        """Return how many prints there are: one for a picture, many for a video."""
        return self._prints.count()

    def hashes(self) -> list[tuple[str, str]]:
        """Return SHA-256 and PDQ hash (hex) of each picture whose PDQ quality is at least 50, by SHA-256."""
        return self._pictures.hashes()

    def sightings_of(self, sha256s: Sequence[str]) -> list[Sighting]:
        """Return where these pictures were seen, earliest first."""
        return self._pictures.sightings_of(sha256s)

    def add_listed_hashes(self, items: Sequence[ListedHash], withdrawn: Sequence[str] = ()) -> Added:
        """Keep hashes of shared lists, remove those withdrawn (identifiers), and return how many were new.

        All or nothing. Of entries with one list and hash the last stands.
        """
        return self._hash_lists.add(items, withdrawn)

    def listed_hashes(self) -> list[tuple[str, str]]:
        """Return identifier and PDQ hash (hex) of each listed hash whose quality is unknown or at least 50."""
        return self._hash_lists.hashes()

    def listed(self, ids: Sequence[str]) -> list[ListedHash]:
        """Return listed hashes in the order of ``ids``; unknown identifiers are left out."""
        return self._hash_lists.get(ids)

    def listed_in(self, collection: str, limit: int, after: str = "") -> list[ListedHash]:
        """Return the next ``limit`` hashes of a list behind the identifier ``after``, by identifier."""
        return self._hash_lists.page(collection, limit, after)

    def hash_lists(self) -> dict[str, int]:
        """Return each shared list with how many hashes it holds, by name."""
        return self._hash_lists.names()

    def remove_hash_list(self, collection: str) -> int:
        """Remove a shared list and return how many hashes it held."""
        return self._hash_lists.remove(collection)

    def add_trace(self, trace: Trace) -> None:
        """Keep a trace; one that is stored already stays as it is."""
        self._traces.add(trace)

    def trace(self, trace_id: str) -> Trace:
        """Return a trace as it was made, or raise :class:`NotFound`."""
        return self._traces.get(trace_id)

    def traces(self, limit: int) -> list[TraceSummary]:
        """Return the latest ``limit`` traces as a list shows them, newest first."""
        return self._traces.newest(limit)
