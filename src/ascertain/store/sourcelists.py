"""Lists of sources: which sites the user's lists name, and what they say of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from ascertain.records import ListedSource
from ascertain.store.database import Database
from ascertain.store.dialect import chunks, plain, upsert
from ascertain.store.reading import by_key, parse
from ascertain.store.rows import Added
from ascertain.store.tables import source_lists


class SourceLists:
    """Listed sources by identifier, which depends on list and site."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, name: str, items: Sequence[ListedSource]) -> tuple[Added, int]:
        """Put entries in the place of all that a list held; return what was added, and how many are gone."""
        latest = {item.id: item for item in items}
        mine = source_lists.c.list == plain(name)
        with self._database.write() as connection:
            before = set(connection.execute(select(source_lists.c.id).where(mine)).scalars())
            stored = by_key(connection, source_lists, sorted(before))
            new = changed = 0
            rows = []
            for item in latest.values():
                record = item.model_dump_json()
                if stored.get(item.id) == record:
                    continue
                new += item.id not in stored
                changed += item.id in stored
                rows.append({"id": item.id, "list": plain(item.list), "site": plain(item.site), "record": record})
            for some in chunks(rows):
                upsert(connection, source_lists, some)
            gone = sorted(before - set(latest))
            for ids in chunks(gone):
                connection.execute(delete(source_lists).where(source_lists.c.id.in_(ids)))
        return Added(new, changed, len(latest) - new - changed), len(gone)

    def at(self, sites: Sequence[str]) -> list[ListedSource]:
        """Return the entries of all lists for these sites, by site and list."""
        found: list[ListedSource] = []
        with self._database.read() as connection:
            for some in chunks(sorted(set(map(plain, sites)))):
                query = select(source_lists.c.id, source_lists.c.record).where(source_lists.c.site.in_(some))
                found += [parse(ListedSource, source_lists, key, record) for key, record in connection.execute(query)]
        return sorted(found, key=lambda item: (item.site, item.list))

    def names(self) -> dict[str, int]:
        """Return each list with how many sites it names, by name."""
        query = select(source_lists.c.list, func.count()).group_by(source_lists.c.list)
        with self._database.read() as connection:
            return dict(sorted((name, count) for name, count in connection.execute(query)))

    def remove(self, name: str) -> int:
        """Remove a list and return how many sites it named."""
        with self._database.write() as connection:
            done = connection.execute(delete(source_lists).where(source_lists.c.list == plain(name)))
            return int(done.rowcount)
