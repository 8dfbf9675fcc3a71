"""The commands over the queue of claims: list, assign, status, note."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.running import console, this_desk

if TYPE_CHECKING:
    from ascertain.records import QueueItem, Record

queue = typer.Typer(help="Work on the claims worth checking: list, assign, status, note.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="Identifier of the claim, as the list shows it.")]
Why = Annotated[str, typer.Option(help="Why, in a few words.")]


class Status(StrEnum):
    """How far the work on a claim is."""

    NEW = "new"
    IN_WORK = "in work"
    WAITING = "waiting"
    CHECKED = "checked"
    DROPPED = "dropped"


@queue.command("list")
def list_claims(
    status: Annotated[Status | None, typer.Option(help="Only claims in this status.", show_default=False)] = None,
    language: Annotated[str, typer.Option(help="Only claims in this language: en, de.")] = "",
    source: Annotated[str, typer.Option(help="Only claims in what this publisher published.")] = "",
    assignee: Annotated[
        str | None,
        typer.Option(help="Only claims that this person works on, or nobody.", show_default=False),
    ] = None,
    text: Annotated[str, typer.Option(help="Only claims with these words in quote or claimant.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 25,
    behind: Annotated[str, typer.Option(help="Go on behind the last page.", show_default=False)] = "",
    json: Json = False,
) -> None:
    """List claims worth checking, most worth checking first."""
    with this_desk() as desk:
        who = None if assignee is None else "" if assignee == "nobody" else desk.work.person(assignee)
        found = desk.work.queue(
            status=status.value if status else None,
            language=language,
            source=source,
            assignee=who,
            text=text,
            limit=limit,
            behind=behind,
        )
        names = desk.store.people.named([item.assignee for item in found.items if item.assignee])
    if json:
        _print_json(found)
        return
    out = console()
    for item in found.items:
        _print_item(item, names)
    if not found.items:
        out.print("No claim is like that.")
    if found.behind:
        out.print(f"\nMore: ascertain queue list --behind {found.behind}", markup=False, soft_wrap=True)


@queue.command()
def assign(
    claim: Claim,
    to: Annotated[str, typer.Argument(metavar="PERSON", help="Address, name or identifier; nobody for nobody.")],
    why: Why = "",
    json: Json = False,
) -> None:
    """Let a person work on a claim."""
    with this_desk() as desk:
        item = desk.work.assign(claim, "" if to == "nobody" else to, note=why)
        names = desk.store.people.named([item.assignee] if item.assignee else [])
    _print_json(item) if json else _print_item(item, names)


@queue.command("status")
def set_status(
    claim: Claim,
    status: Annotated[Status, typer.Argument(help="How far the work is.")],
    why: Why = "",
    json: Json = False,
) -> None:
    """Say how far the work on a claim is."""
    with this_desk() as desk:
        item = desk.work.set_status(claim, status.value, note=why)
        names = desk.store.people.named([item.assignee] if item.assignee else [])
    _print_json(item) if json else _print_item(item, names)


@queue.command()
def note(
    about: Annotated[str, typer.Argument(metavar="ID", help="Identifier of the claim, or of any other record.")],
    text: Annotated[str, typer.Argument(help="The note, or - for standard input.")],
    json: Json = False,
) -> None:
    """Write a note about a claim or any other record; it stands beside what machines found."""
    words = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    with this_desk() as desk:
        kept = desk.work.note(about, words)
    if json:
        _print_json(kept)
    else:
        console().print("The note is kept.")


def _print_json(record: Record) -> None:
    sys.stdout.write(record.model_dump_json(indent=2) + "\n")


def _print_item(item: QueueItem, names: dict[str, str]) -> None:
    from rich.text import Text

    from ascertain.faces.report.plaintext import one_line

    out = console()
    who = f", {names.get(item.assignee, item.assignee)}" if item.assignee else ""
    out.print(Text(f"{item.claim.check_worthiness:4.2f}  {item.status}{who}", style="bold"))
    out.print(Text(f"      {one_line(item.claim.quote)}"), soft_wrap=True)
    source = item.source.name if item.source else ""
    day = f"{item.published:%Y-%m-%d}" if item.published else ""
    known = [part for part in (item.claim.attribution.claimant, source, day, item.claim.id) if part]
    out.print(Text(f"      {one_line(' · '.join(known))}", style="dim"), soft_wrap=True)
