"""Where fact-checks stand and what they are about in addresses, and their pictures that are still to be fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, tuple_, update

from ascertain.records import FactCheck
from ascertain.store.database import Database
from ascertain.store.dialect import chunks, upsert
from ascertain.store.reading import parse
from ascertain.store.rows import FoundAt, WantedPicture
from ascertain.store.tables import fact_check_addresses, fact_checks, wanted_pictures
from ascertain.text.webaddress import address_key


class FactCheckPages:
    """Fact-checks by the addresses they have and name, and the pictures they show."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def at(self, addresses: Sequence[str], corpus: str) -> list[FoundAt]:
        """Return the fact-checks of a corpus at these addresses, and those whose claim appeared there."""
        by_key: dict[str, list[str]] = {}
        for address in dict.fromkeys(addresses):
            if key := address_key(address):
                by_key.setdefault(key, []).append(address)
        placed = fact_check_addresses.c
        query = select(placed.address, placed.role, fact_checks.c.id, fact_checks.c.record).join_from(
            fact_check_addresses, fact_checks
        )
        found: list[FoundAt] = []
        with self._database.read() as connection:
            for some in chunks(sorted(by_key)):
                rows = connection.execute(query.where(placed.address.in_(some), fact_checks.c.corpus == corpus)).all()
                found += [
                    FoundAt(address, role, parse(FactCheck, fact_checks, key, record))
                    for place, role, key, record in rows
                    for address in by_key[place]
                ]
        return sorted(found, key=lambda one: (one.address, one.fact_check.id, one.role))

    def wanted(self, corpus: str, limit: int, behind: tuple[str, int]) -> list[WantedPicture]:
        """Return up to ``limit`` pictures to fetch, in the order of their keys, those after ``behind``."""
        wanted = wanted_pictures.c
        query = (
            select(wanted.number, wanted.url, wanted.tries, fact_checks.c.id, fact_checks.c.record)
            .join_from(wanted_pictures, fact_checks)
            .where(fact_checks.c.corpus == corpus, tuple_(wanted.fact_check_id, wanted.number) > behind)
            .order_by(wanted.fact_check_id, wanted.number)
        )
        with self._database.read() as connection:
            rows = connection.execute(query.limit(limit)).all()
        return [
            WantedPicture(parse(FactCheck, fact_checks, key, record), number, url, tries)
            for number, url, tries, key, record in rows
        ]

    def settle(self, picture: WantedPicture, *, again: bool) -> None:
        """Take a picture off the list; with ``again`` it stays, and its tries are counted."""
        here = (wanted_pictures.c.fact_check_id == picture.fact_check.id) & (wanted_pictures.c.number == picture.number)
        with self._database.write() as connection:
            if again:
                connection.execute(update(wanted_pictures).where(here).values(tries=wanted_pictures.c.tries + 1))
            else:
                connection.execute(delete(wanted_pictures).where(here))


def place(connection: Connection, items: Sequence[FactCheck]) -> None:
    """Keep the addresses of new and changed fact-checks, and put their pictures on the list of those to fetch."""
    for some in chunks([item.id for item in items]):
        connection.execute(delete(fact_check_addresses).where(fact_check_addresses.c.fact_check_id.in_(some)))
        connection.execute(delete(wanted_pictures).where(wanted_pictures.c.fact_check_id.in_(some)))
    upsert(connection, fact_check_addresses, [row for item in items for row in _rows(item)], keep=True)
    wanted = [
        {"fact_check_id": item.id, "number": number, "url": url, "tries": 0}
        for item in items
        for number, url in enumerate(item.images)
    ]
    upsert(connection, wanted_pictures, wanted)


def _rows(item: FactCheck) -> list[dict[str, Any]]:
    given = [("fact-check", item.url), *(("appearance", address) for address in item.appearances)]
    keys = dict.fromkeys((key, role) for role, address in given if (key := address_key(address)))
    return [{"address": key, "fact_check_id": item.id, "role": role} for key, role in keys]
