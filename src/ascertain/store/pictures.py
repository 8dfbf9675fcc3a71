"""Pictures and videos by their bytes, and where each was seen."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from ascertain.records import Media, Sighting
from ascertain.store.database import Database
from ascertain.store.dialect import chunks, upsert
from ascertain.store.prints import add_prints, lock_prints
from ascertain.store.reading import by_key, in_order, parse
from ascertain.store.rows import Print
from ascertain.store.tables import media, prints, sightings

LOWEST_QUALITY = 50
"""PDQ's own advice: hashes of a lower quality (flat, featureless pictures) match by chance."""


class Pictures:
    """Pictures and videos by SHA-256, and their sightings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, items: Sequence[Media], seen: Sequence[Sighting], printed: Sequence[Print]) -> None:
        """Keep pictures with their sightings and prints, all or nothing; adding the same again changes nothing."""
        with self._database.write() as connection:
            if printed:
                lock_prints(connection)
            add_media(connection, items)
            add_sightings(connection, seen)
            add_prints(connection, printed)

    def get(self, sha256: str) -> Media | None:
        """Return the picture, ``None`` when it was never seen."""
        found = self.many([sha256])
        return found[0] if found else None

    def many(self, sha256s: Sequence[str]) -> list[Media]:
        """Return pictures in the order of ``sha256s``; unknown ones are left out."""
        with self._database.read() as connection:
            return in_order(connection, media, Media, sha256s)

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind, by name of the kind."""
        query = select(media.c.kind, func.count()).group_by(media.c.kind).order_by(media.c.kind)
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def without_prints(self, engine: str, limit: int, behind: str) -> list[Media]:
        """Return up to ``limit`` pictures without a print of this engine, by SHA-256, those after ``behind``."""
        printed = select(prints.c.position).where(prints.c.sha256 == media.c.sha256, prints.c.engine == engine)
        query = select(media.c.sha256, media.c.record).where(media.c.sha256 > behind, ~printed.exists())
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(media.c.sha256).limit(limit)).all()
        return [parse(Media, media, key, record) for key, record in rows]

    def hashes(self) -> list[tuple[str, str]]:
        """Return SHA-256 and PDQ hash (hex) of each picture whose PDQ quality is at least 50, by SHA-256."""
        query = select(media.c.sha256, media.c.pdq).where(media.c.pdq_quality >= LOWEST_QUALITY)
        with self._database.read() as connection:
            return [(sha256, pdq) for sha256, pdq in connection.execute(query.order_by(media.c.sha256))]

    def sightings_of(self, sha256s: Sequence[str]) -> list[Sighting]:
        """Return where these pictures were seen, earliest first."""
        found: list[Sighting] = []
        with self._database.read() as connection:
            for some in chunks(sorted(set(sha256s))):
                query = select(sightings.c.id, sightings.c.record).where(sightings.c.sha256.in_(some))
                rows = connection.execute(query)
                found.extend(parse(Sighting, sightings, key, record) for key, record in rows)
        return sorted(found, key=lambda sighting: (sighting.date, sighting.id))


def add_media(connection: Connection, items: Sequence[Media]) -> None:
    """Keep pictures; one that is stored already gets its newer fingerprints."""
    rows = [
        {
            "sha256": item.sha256,
            "kind": item.kind,
            "pdq": item.pdq,
            "pdq_quality": item.pdq_quality,
            "record": item.model_dump_json(),
        }
        for item in {item.sha256: item for item in items}.values()
    ]
    upsert(connection, media, rows)


def add_sightings(connection: Connection, items: Sequence[Sighting]) -> None:
    """Keep sightings; one that is stored already is brought up to date by :func:`merged`."""
    stored = by_key(connection, sightings, [item.id for item in items])
    latest: dict[str, Sighting] = {}
    for item in items:
        before = latest.get(item.id)
        if before is None and item.id in stored:
            before = parse(Sighting, sightings, item.id, stored[item.id])
        latest[item.id] = item if before is None else merged(before, item)
    rows = [
        {
            "id": item.id,
            "sha256": item.sha256,
            "document_id": item.document_id or None,
            "found_by": item.found_by,
            "date": item.date,
            "record": item.model_dump_json(),
        }
        for item in latest.values()
    ]
    upsert(connection, sightings, rows)


def merged(before: Sighting, now: Sighting) -> Sighting:
    """Return ``now``, with the earlier day when both only say when the page was first read; pure."""
    if before.date_source == now.date_source == "first seen" and before.date < now.date:
        return now.model_copy(update={"date": before.date})
    return now
