"""Networks as they were found; none replaces another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ascertain.errors import NotFound
from ascertain.records import Network
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.networktables import networks
from ascertain.store.reading import in_order


@dataclass(frozen=True)
class NetworkSummary:
    """A network as a list shows it."""

    id: str
    name: str
    kind: str
    window: int
    groups: int
    ties: int
    at: datetime


class Networks:
    """Networks by identifier, and the list of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, network: Network) -> None:
        """Keep a network; a stored one stays as it is."""
        row = {
            "id": network.id,
            "name": plain(network.name),
            "kind": network.parameters.kind,
            "window": network.parameters.window,
            "groups": len(network.groups),
            "ties": len(network.ties),
            "at": network.at,
            "record": network.model_dump_json(),
        }
        with self._database.write() as connection:
            upsert(connection, networks, [row], keep=True)

    def get(self, network_id: str) -> Network:
        """Return the network, or raise :class:`NotFound`."""
        with self._database.read() as connection:
            found = in_order(connection, networks, Network, [network_id])
        if not found:
            raise NotFound(f"The store holds no network {network_id}.", "List them with: ascertain networks")
        return found[0]

    def newest(self, limit: int) -> list[NetworkSummary]:
        """Return the latest ``limit`` networks as a list shows them, newest first."""
        c = networks.c
        query = select(c.id, c.name, c.kind, c.window, c.groups, c.ties, c.at).order_by(c.at.desc(), c.id).limit(limit)
        with self._database.read() as connection:
            return [NetworkSummary(*row) for row in connection.execute(query)]
