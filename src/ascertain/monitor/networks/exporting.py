"""Networks for other programs: GraphML for Gephi and igraph, CSV for spreadsheets."""

from __future__ import annotations

import csv
from pathlib import Path

from ascertain.records import Network, Tie

_COLUMNS = tuple(Tie.model_fields)


def write_ties(network: Network, path: Path) -> None:
    """Write the ties as CSV, one a line, with the group that holds both accounts (empty for none)."""
    group = group_of(network)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*_COLUMNS, "group"))
        for tie in network.ties:
            row = [_harmless(getattr(tie, name)) for name in _COLUMNS]
            writer.writerow((*row, group.get(tie.first, "") if group.get(tie.first) == group.get(tie.second) else ""))


def write_graph(network: Network, path: Path) -> None:
    """Write accounts and ties as GraphML; edges lead from the account that came first more often."""
    import igraph

    names = sorted({name for tie in network.ties for name in (tie.first, tie.second)})
    place = {name: number for number, name in enumerate(names)}
    group = group_of(network)
    graph = igraph.Graph(
        n=len(names), edges=[(place[tie.first], place[tie.second]) for tie in network.ties], directed=True
    )
    graph.vs["account"] = [_printable(name) for name in names]
    graph.vs["group"] = [group.get(name, 0) for name in names]
    for column in _COLUMNS[2:]:
        graph.es[column] = [getattr(tie, column) for tie in network.ties]
    graph.write_graphml(str(path))


def group_of(network: Network) -> dict[str, int]:
    """Return the number of each account's group; accounts outside all groups are missing."""
    return {account: group.number for group in network.groups for account in group.accounts}


def _harmless(value: object) -> object:
    """Return the value; a spreadsheet would run a name that begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _printable(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())
