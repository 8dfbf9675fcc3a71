"""Hashes on shared lists: pictures known by their PDQ hash only."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, or_, select

from ascertain.records import ListedHash
from ascertain.store.database import Database
from ascertain.store.dialect import chunks, plain, upsert
from ascertain.store.pictures import LOWEST_QUALITY
from ascertain.store.reading import by_key, in_order
from ascertain.store.rows import Added
from ascertain.store.tables import hash_lists


class HashLists:
    """Listed hashes by identifier, which depends on list and hash."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, items: Sequence[ListedHash], withdrawn: Sequence[str]) -> Added:
        """Keep entries and remove withdrawn ones, all or nothing; of entries with one identifier the last stands."""
        latest = {item.id: item for item in items}
        with self._database.write() as connection:
            stored = by_key(connection, hash_lists, list(latest))
            rows = []
            new = changed = 0
            for item in latest.values():
                record = item.model_dump_json()
                if stored.get(item.id) == record:
                    continue
                new += item.id not in stored
                changed += item.id in stored
                rows.append(
                    {
                        "id": item.id,
                        "collection": plain(item.collection),
                        "pdq": item.pdq,
                        "pdq_quality": item.pdq_quality,
                        "record": record,
                    }
                )
            for some in chunks(rows):
                upsert(connection, hash_lists, some)
            for gone in chunks(sorted(set(withdrawn))):
                connection.execute(delete(hash_lists).where(hash_lists.c.id.in_(gone)))
        return Added(new, changed, len(items) - new - changed)

    def hashes(self) -> list[tuple[str, str]]:
        """Return identifier and PDQ hash (hex) of each entry that may match, by identifier."""
        good = or_(hash_lists.c.pdq_quality.is_(None), hash_lists.c.pdq_quality >= LOWEST_QUALITY)
        query = select(hash_lists.c.id, hash_lists.c.pdq).where(good).order_by(hash_lists.c.id)
        with self._database.read() as connection:
            return [(key, pdq) for key, pdq in connection.execute(query)]

    def get(self, ids: Sequence[str]) -> list[ListedHash]:
        """Return entries in the order of ``ids``; unknown identifiers are left out."""
        with self._database.read() as connection:
            return in_order(connection, hash_lists, ListedHash, ids)

    def page(self, collection: str, limit: int, after: str) -> list[ListedHash]:
        """Return the next ``limit`` entries of a list behind the identifier ``after``, by identifier."""
        query = (
            select(hash_lists.c.id)
            .where(hash_lists.c.collection == plain(collection), hash_lists.c.id > after)
            .order_by(hash_lists.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return in_order(connection, hash_lists, ListedHash, list(connection.execute(query).scalars()))

    def names(self) -> dict[str, int]:
        """Return each list with how many entries it has, by name."""
        query = select(hash_lists.c.collection, func.count()).group_by(hash_lists.c.collection)
        with self._database.read() as connection:
            return dict(sorted((name, count) for name, count in connection.execute(query)))

    def remove(self, collection: str) -> int:
        """Remove a list and return how many entries it had."""
        with self._database.write() as connection:
            done = connection.execute(delete(hash_lists).where(hash_lists.c.collection == plain(collection)))
            return int(done.rowcount)
