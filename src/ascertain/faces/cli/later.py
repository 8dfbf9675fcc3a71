"""The command that says what came in after pages were verified."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ascertain.faces.cli.running import console, this_desk


def news(
    dossier: Annotated[
        str,
        typer.Argument(metavar="DOSSIER", help="A dossier's identifier; else all pages.", show_default=False),
    ] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most results shown.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")] = False,
) -> None:
    """Show fact-checks that answer earlier claims.

    They came into the collection after the claims' pages were verified: for one dossier the most probable first, else
    the newest first.
    """
    with this_desk() as desk:
        found = desk.news(dossier, limit=limit)
    if json:
        from pydantic import TypeAdapter

        from ascertain.records import LaterMatch

        sys.stdout.write(TypeAdapter(list[LaterMatch]).dump_json(found, indent=2).decode() + "\n")
    else:
        from ascertain.faces.report.laterterminal import print_news

        print_news(found, console(), of_one=bool(dossier))
