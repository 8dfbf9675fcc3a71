"""The command that looks for accounts which act together."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ascertain.faces.cli.running import console, showing_progress, this_desk
from ascertain.records import SharedKind

if TYPE_CHECKING:
    from rich.console import Console

    from ascertain.records import Network

_SHOWN = 12


def networks(
    posts: Annotated[
        Path | None,
        typer.Argument(
            help="Table of posts: CSV, Parquet or JSON lines; without one, lists what was found.", show_default=False
        ),
    ] = None,
    kind: Annotated[SharedKind, typer.Option(help="What is shared: link, hashtag, text or picture.")] = "link",
    window: Annotated[
        int | None, typer.Option(help="Seconds that count as together; estimated when left out.", show_default=False)
    ] = None,
    copies: Annotated[int, typer.Option(help="Shuffled copies that say what chance gives.")] = 99,
    column_map: Annotated[
        str | None,
        typer.Option("--map", help="Column names: account=who,time=when,link=url.", show_default=False),
    ] = None,
    show: Annotated[str, typer.Option(metavar="ID", help="Show a network found earlier.", show_default=False)] = "",
    out: Annotated[Path | None, typer.Option(help="Also write it as .graphml or .csv.", show_default=False)] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")] = False,
) -> None:
    """Find accounts that share the same within seconds, again and again.

    Says for each pair and group how likely chance alone is. A hint that accounts act in step, not who steers them.
    """
    from ascertain.errors import Invalid
    from ascertain.faces.cli.writing import check_place, columns_of

    if posts is not None and show:
        raise Invalid("Two networks cannot be shown at once.", "Give either a table of posts, or --show ID.")
    if out:
        check_place(out)
    with this_desk() as desk:
        if posts is None and not show:
            _list(desk.networks.newest(), json=json)
            return
        if posts is not None:
            with showing_progress() as progress:
                found = desk.networks.find(
                    posts,
                    kind,
                    window=window,
                    copies=copies,
                    columns=columns_of(column_map),
                    progress=progress,
                )
        else:
            found = desk.networks.get(show)
        if out:
            desk.networks.export(found.id, out)
    if json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        _print(found, console())


def _list(found: list[Any], *, json: bool) -> None:
    if json:
        rows = [{**vars(one), "at": one.at.isoformat()} for one in found]
        typer.echo(json_format.dumps(rows, indent=2))
        return
    if not found:
        typer.echo("No networks were looked for yet. Give a table of posts: ascertain networks POSTS.csv")
    for one in found:
        held = f"{one.kind}, {one.window} s: {one.groups} groups, {one.ties} ties"
        typer.echo(f"{one.id}  {one.at:%Y-%m-%d %H:%M}  {held}  {one.name}")


def _print(found: Network, out: Console) -> None:
    from rich.markup import escape
    from rich.table import Table

    from ascertain.faces.report.networkwords import chance_in_words, summary

    for line in summary(found):
        out.print(line, markup=False)
    for group in found.groups[:_SHOWN]:
        chance = chance_in_words(group.chance, found.parameters.copies)
        out.print(f"\n[bold]Group {group.number}[/]: {len(group.accounts)} accounts, {group.ties} ties, {chance}")
        more = " …" if len(group.accounts) > _SHOWN else ""
        out.print(f"  {', '.join(group.accounts[:_SHOWN])}{more}", markup=False)
        shared = ", ".join(f"{one.name} ({one.meetings})" for one in group.objects[:3])
        days = f"{group.first:%Y-%m-%d} to {group.last:%Y-%m-%d}"
        out.print(f"  {days}; most often: {shared}", style="dim", markup=False)
    if len(found.groups) > _SHOWN:
        out.print(f"\nand {len(found.groups) - _SHOWN} more groups (--json has all of them)")
    if found.ties:
        columns = ("first", "then", "led", "together", "by chance", "probability")
        table = Table(*columns, title="Strongest ties", title_justify="left")
        for tie in found.ties[:_SHOWN]:
            numbers = (f"{tie.led} : {tie.followed}", f"{tie.met} of {tie.hours}", f"{tie.expected:.1f}")
            table.add_row(escape(tie.first), escape(tie.second), *numbers, f"{tie.chance:.0e}")
        out.print(table)
    out.print(f"\nKept as {found.id}", markup=False)
