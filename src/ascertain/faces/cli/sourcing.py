"""The command that loads lists of sources."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ascertain.faces.cli.running import console, showing_progress, this_desk
from ascertain.faces.cli.writing import columns_of

Json = Annotated[bool, typer.Option("--json", help="Print a JSON report.")]


class Kind(StrEnum):
    """What being on a list means."""

    STATE = "state-controlled"
    UNRELIABLE = "unreliable"
    FACT_CHECKER = "fact-checker"
    RELIABLE = "reliable"
    OTHER = "other"


def import_sources(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV, JSON, or one domain a line.")],
    name: Annotated[str, typer.Option(help="Name of the list, shown beside each source.")],
    kind: Annotated[Kind, typer.Option(help="What being on it means.")],
    map: Annotated[
        str | None, typer.Option(help="Columns, e.g. site=URL,name=Outlet,score=pc1.", show_default=False)
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help='Take only rows with these cells, e.g. "Typology=SC|CaPu".')
    ] = None,
    at_least: Annotated[float | None, typer.Option(help="Take only rows with this score or more.")] = None,
    at_most: Annotated[float | None, typer.Option(help="Take only rows with this score or less.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Where rows that cannot be used are written.")] = None,
    json: Json = False,
) -> None:
    """Import a list of sources, such as state media or unreliable sites.

    Answers show it beside each passage and weigh by it. Read again, a list replaces what it held.
    """
    with this_desk() as desk, showing_progress() as progress:
        report = desk.import_sources(
            path,
            name=name,
            kind=kind.value,
            columns=columns_of(map),
            only=_cells(only or []),
            at_least=at_least,
            at_most=at_most,
            rejects=rejects,
            progress=progress,
        )
    if json:
        sys.stdout.write(report.to_json() + "\n")
    else:
        console().print(str(report), markup=False)


def _cells(given: list[str]) -> dict[str, list[str]]:
    from ascertain.errors import Invalid

    only: dict[str, list[str]] = {}
    for pair in given:
        heading, equals, cells = pair.partition("=")
        if not equals or not heading.strip():
            raise Invalid(f"{pair!r} is not written COLUMN=CELL|CELL.", 'For example: --only "Typology=SC|CaPu".')
        only.setdefault(heading.strip(), []).extend(cell.strip() for cell in cells.split("|"))
    return only
