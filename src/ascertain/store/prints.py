"""Prints: what pictures and frames of videos are found by, and what a find is checked against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, text, tuple_

from ascertain.errors import Invalid
from ascertain.records import Region
from ascertain.store.database import Database
from ascertain.store.dialect import chunks
from ascertain.store.rows import Print, PrintPart
from ascertain.store.tables import print_parts, prints

Key = tuple[str, float | None]
"""SHA-256 of a picture or video, and the second of a video's frame."""

_PICTURE = -1
_BITS = 256
_COLUMNS = (prints.c.position, prints.c.sha256, prints.c.frame, prints.c.engine)


class Prints:
    """Prints by picture and frame, and by the position at which they were added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, sha256s: Sequence[str]) -> list[Print]:
        """Return every print of these pictures and videos, by SHA-256 and time."""
        found: list[Print] = []
        with self._database.read() as connection:
            for some in chunks(sorted(set(sha256s))):
                found += _read(connection, _whole().where(prints.c.sha256.in_(some)))
        return sorted(found, key=lambda p: (p.sha256, p.frame or 0.0))

    def at(self, keys: Sequence[Key]) -> list[Print]:
        """Return the prints of these pictures and frames in the order of ``keys``; unknown ones are left out."""
        found: dict[Key, Print] = {}
        wanted = sorted({(sha256, _milliseconds(frame)) for sha256, frame in keys})
        with self._database.read() as connection:
            for some in chunks(wanted):
                query = _whole().where(tuple_(prints.c.sha256, prints.c.frame).in_(some))
                found.update(((p.sha256, p.frame), p) for p in _read(connection, query))
        exact = [(sha256, _seconds(_milliseconds(frame))) for sha256, frame in keys]
        return [found[key] for key in exact if key in found]

    def behind(self, position: int, limit: int, *, features: bool) -> list[Print]:
        """Return up to ``limit`` prints that were added behind ``position``, in the order they were added."""
        columns = [*_COLUMNS, prints.c.features] if features else _COLUMNS
        query = select(*columns).where(prints.c.position > position).order_by(prints.c.position).limit(limit)
        with self._database.read() as connection:
            return _read(connection, query)

    def standing(self, positions: Sequence[int]) -> set[int]:
        """Return which of these positions still hold a print."""
        found: set[int] = set()
        with self._database.read() as connection:
            for some in chunks(sorted(set(positions))):
                query = select(prints.c.position).where(prints.c.position.in_(some))
                found.update(connection.execute(query).scalars())
        return found

    def frames(self, sha256s: Sequence[str]) -> dict[str, list[float]]:
        """Return the seconds of the frames of these videos, in order; pictures have none and are left out."""
        found: dict[str, list[float]] = {}
        with self._database.read() as connection:
            for some in chunks(sorted(set(sha256s))):
                query = select(prints.c.sha256, prints.c.frame).where(
                    prints.c.sha256.in_(some), prints.c.frame != _PICTURE
                )
                for sha256, frame in connection.execute(query.order_by(prints.c.sha256, prints.c.frame)):
                    found.setdefault(sha256, []).append(frame / 1000)
        return found

    def count(self) -> int:
        """Return how many prints there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(prints)).scalar_one()


def lock_prints(connection: Connection) -> None:
    """Let nobody else add prints until this transaction ends; call it before anything else is written in it.

    On PostgreSQL a lower position could otherwise become visible after a higher one, behind the back of an index
    that has gone on. Writers of SQLite wait for each other anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {prints.name} IN SHARE ROW EXCLUSIVE MODE"))


def add_prints(connection: Connection, items: Sequence[Print]) -> None:
    """Keep prints; one that says something else than the stored one of its picture and frame takes its place.

    It takes it at a new, higher position, so that indexes learn of it. Call :func:`lock_prints` first.
    """
    latest = {(item.sha256, _milliseconds(item.frame)): item for item in items}
    stored: dict[tuple[str, int], Print] = {}
    for some in chunks(sorted(latest)):
        query = _whole().where(tuple_(prints.c.sha256, prints.c.frame).in_(some))
        stored.update(((p.sha256, _milliseconds(p.frame)), p) for p in _read(connection, query))
    fresh = {key: item for key, item in latest.items() if key not in stored or _differ(stored[key], item)}
    gone = [stored[key].position for key in fresh if key in stored]
    for numbers in chunks(gone):
        connection.execute(delete(prints).where(prints.c.position.in_(numbers)))
    for (sha256, frame), item in fresh.items():
        row = {"sha256": sha256, "frame": frame, "engine": item.engine, "features": item.features, "thumb": item.thumb}
        position = connection.execute(insert(prints).returning(prints.c.position), row).scalar_one()
        if item.parts:
            connection.execute(insert(print_parts), [_part_row(position, n, part) for n, part in enumerate(item.parts)])


def _differ(one: Print, other: Print) -> bool:
    return (one.engine, one.parts, one.features, one.thumb) != (other.engine, other.parts, other.features, other.thumb)


def _part_row(position: int, number: int, part: PrintPart) -> dict[str, Any]:
    if len(part.pdq) * 8 != _BITS:
        raise Invalid(f"A PDQ hash has 32 bytes, not {len(part.pdq)}.")
    return {
        "position": position,
        "number": number,
        "name": part.name,
        "pdq": part.pdq,
        "quality": part.quality,
        "region": "" if part.region is None else part.region.model_dump_json(),
    }


def _whole() -> Select[Any]:
    return select(*_COLUMNS, prints.c.features, prints.c.thumb)


def _read(connection: Connection, query: Select[Any]) -> list[Print]:
    rows = connection.execute(query).mappings().all()
    parts = _parts_of(connection, [row["position"] for row in rows])
    return [_print(row, parts.get(row["position"], [])) for row in rows]


def _parts_of(connection: Connection, positions: Iterable[int]) -> dict[int, list[PrintPart]]:
    found: dict[int, list[PrintPart]] = defaultdict(list)
    for some in chunks(list(positions)):
        query = select(print_parts).where(print_parts.c.position.in_(some))
        for row in connection.execute(query.order_by(print_parts.c.position, print_parts.c.number)).mappings():
            region = Region.model_validate_json(row["region"]) if row["region"] else None
            found[row["position"]].append(PrintPart(row["name"], bytes(row["pdq"]), row["quality"], region))
    return found


def _print(row: RowMapping, parts: Sequence[PrintPart]) -> Print:
    return Print(
        sha256=row["sha256"],
        frame=_seconds(row["frame"]),
        engine=row["engine"],
        parts=tuple(parts),
        features=bytes(row.get("features", b"")),
        thumb=bytes(row.get("thumb", b"")),
        position=row["position"],
    )


def _milliseconds(frame: float | None) -> int:
    return _PICTURE if frame is None else round(frame * 1000)


def _seconds(frame: int) -> float | None:
    return None if frame == _PICTURE else frame / 1000
