"""Networks: look for accounts that act together, read what was found, hand it on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.errors import Invalid
from ascertain.records import Network, SharedKind
from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.store.networks import NetworkSummary

_WINDOWS = (1, 3600)
_MOST_COPIES = 9999


class Networking:
    """The verbs over networks: ``find``, ``get``, ``newest``, ``export``."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def find(
        self,
        path: Path,
        kind: SharedKind = "link",
        *,
        window: int | None = None,
        copies: int = 99,
        columns: dict[str, str] | None = None,
        progress: Progress,
    ) -> Network:
        """Look in a table of posts for accounts that share the same within ``window`` seconds; keep the network.

        Without a window it is estimated from the posts. ``copies`` of the posts with their times dealt anew say what
        chance gives. Raises :class:`NotFound` and :class:`Invalid`.
        """
        from ascertain.monitor.networks.finding import Look, find_network
        from ascertain.monitor.networks.reading import read_posts

        if window is not None and not _WINDOWS[0] <= window <= _WINDOWS[1]:
            raise Invalid(f"A window of {window} seconds cannot be used.", "Give 1 to 3600 seconds, or none.")
        if not 0 <= copies <= _MOST_COPIES:
            raise Invalid(f"{copies} copies cannot be made.", f"Give 0 to {_MOST_COPIES}; 99 are usual.")
        progress("Reading posts", 0, None)
        posts = read_posts(path, kind, columns, runner=self._rooms.settings.batch_runner)
        look = Look(kind, window, copies=copies)
        network = find_network(
            posts.shares, look, name=path.name, posts=posts.read, notes=posts.notes, progress=progress
        )
        self._rooms.store.networks.add(network)
        return network

    def get(self, network_id: str) -> Network:
        """Return a network found earlier; raises :class:`NotFound`."""
        return self._rooms.store.networks.get(network_id)

    def newest(self, limit: int = 50) -> list[NetworkSummary]:
        """Return the networks found last, newest first."""
        return self._rooms.store.networks.newest(limit)

    def export(self, network_id: str, path: Path) -> int:
        """Write a network as ``.graphml`` or ``.csv`` and return its number of ties; raises :class:`Invalid`."""
        from ascertain.monitor.networks.exporting import write_graph, write_ties

        network = self.get(network_id)
        match path.suffix.lower():
            case ".graphml":
                write_graph(network, path)
            case ".csv":
                write_ties(network, path)
            case other:
                raise Invalid(
                    f"Networks are not written as {other or 'a file without an ending'}.", "Use .graphml or .csv."
                )
        return len(network.ties)
