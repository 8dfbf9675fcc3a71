"""Dossiers as they were made; they are never changed."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ascertain.errors import NotFound
from ascertain.records import Dossier
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.reading import in_order
from ascertain.store.rows import DossierSummary
from ascertain.store.tables import dossiers


class Dossiers:
    """Dossiers by identifier, and the list of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, dossier_id: str) -> Dossier:
        """Return the dossier, or raise :class:`NotFound`."""
        with self._database.read() as connection:
            found = in_order(connection, dossiers, Dossier, [dossier_id])
        if not found:
            raise NotFound(f"The store holds no dossier {dossier_id}.")
        return found[0]

    def of_page(self, url: str) -> Dossier | None:
        """Return the latest dossier of the page at an address, ``None`` when there is none."""
        c = dossiers.c
        query = select(c.id).where(c.url == plain(url)).order_by(c.at.desc(), c.id).limit(1)
        with self._database.read() as connection:
            found = connection.execute(query).scalar()
        return self.get(found) if found and url else None

    def newest(self, limit: int) -> list[DossierSummary]:
        """Return the latest ``limit`` dossiers as a list shows them, newest first."""
        c = dossiers.c
        query = select(c.id, c.document_id, c.title, c.url, c.at).order_by(c.at.desc(), c.id).limit(limit)
        with self._database.read() as connection:
            return [DossierSummary(*row) for row in connection.execute(query)]


def add_dossier(connection: Connection, dossier: Dossier) -> None:
    """Keep a dossier; one that is stored already stays as it is."""
    row = {
        "id": dossier.id,
        "document_id": dossier.document.id,
        "title": plain(dossier.document.title),
        "url": plain(dossier.document.url),
        "at": dossier.at,
        "record": dossier.model_dump_json(),
    }
    upsert(connection, dossiers, [row], keep=True)
