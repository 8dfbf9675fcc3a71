"""The commands for people: accounts, links that sign in, roles, blocking, and the audit log."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from ascertain.faces.cli.running import console, this_desk

people = typer.Typer(help="Accounts of the site: add, invite, roles, block, and who did what.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")]
Who = Annotated[str, typer.Argument(metavar="WHO", help="E-mail address or identifier.")]
_LINK_MINUTES = 60


class RoleName(StrEnum):
    """What somebody may do; each also what those before it may."""

    READER = "reader"
    REPORTER = "reporter"
    EDITOR = "editor"
    ADMIN = "admin"


@people.command()
def add(
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    name: Annotated[str, typer.Option(help="The name that others see; made from the address without.")] = "",
    role: Annotated[RoleName, typer.Option(help="What they may do.")] = RoleName.READER,
    json: Json = False,
) -> None:
    """Make an account, and print a link that signs in once."""
    with this_desk() as desk:
        person = desk.people.add(email, name=name, role=role.value)
        link = desk.people.address(desk.people.link(person.email, minutes=_LINK_MINUTES))
    if json:
        sys.stdout.write(person.model_dump_json(indent=2) + "\n")
    else:
        console().print(f"{person.name} <{person.email}>, {person.role}", markup=False)
        _print_link(link, f"It works once, for {_LINK_MINUTES} minutes")


@people.command()
def link(email: Annotated[str, typer.Argument(help="E-mail address.")]) -> None:
    """Print a link that signs somebody in once.

    For sites that send no letters. An address without an account gets one, as reader, when the link is used.
    """
    with this_desk() as desk:
        address = desk.people.address(desk.people.link(email, minutes=_LINK_MINUTES))
        desk.people.log("link", desk.people.found_id(email), "")
    _print_link(address, f"It works once, for {_LINK_MINUTES} minutes")


@people.command()
def invite(
    role: Annotated[RoleName, typer.Option(help="The role of the account it makes.")] = RoleName.REPORTER,
) -> None:
    """Print a link with which somebody makes an account, once."""
    with this_desk() as desk:
        address = desk.people.invite_link(role.value)
    _print_link(address, "It makes one account, within seven days")


@people.command("role")
def set_role(who: Who, role: Annotated[RoleName, typer.Argument(help="The new role.")]) -> None:
    """Give somebody another role."""
    with this_desk() as desk:
        person = desk.people.set_role(desk.people.find(who).id, role.value)
    console().print(f"{person.name} is {person.role}", markup=False)


@people.command()
def block(
    who: Who,
    undo: Annotated[bool, typer.Option("--undo", help="Let them in again.")] = False,
    note: Annotated[str, typer.Option(help="Why, for the audit log.")] = "",
) -> None:
    """Keep somebody from signing in and writing; their sessions end at once."""
    with this_desk() as desk:
        person = desk.people.block(desk.people.find(who).id, not undo, note=note)
    console().print(f"{person.name} is {'blocked' if person.blocked else 'let in again'}", markup=False)


@people.command("list")
def list_people(json: Json = False) -> None:
    """List the accounts, oldest first."""
    with this_desk() as desk:
        everybody = desk.people.everybody()
    if json:
        sys.stdout.write("".join(person.model_dump_json() + "\n" for person in everybody))
        return
    for person in everybody:
        blocked = ", blocked" if person.blocked else ""
        console().print(
            f"{person.id}  {person.role}{blocked}  {person.name}  {person.email}", markup=False, soft_wrap=True
        )
    if not everybody:
        console().print("No accounts yet: ascertain people add EMAIL --role admin", markup=False)


@people.command()
def remove(who: Who, sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove an account: address, name, password, sessions and tokens. This cannot be undone.

    What they wrote stays without their name; `ascertain comments forget` removes the words as well.
    """
    with this_desk() as desk:
        person = desk.people.find(who)
        if not sure:
            typer.confirm(f"Remove the account of {person.name}?", abort=True)
        desk.people.remove(person)
    console().print("Removed.", markup=False)


@people.command()
def log(
    limit: Annotated[int, typer.Option(help="How many of the latest lines.", min=1)] = 50,
    check: Annotated[bool, typer.Option("--check", help="Check that no line was changed or removed.")] = False,
    json: Json = False,
) -> None:
    """Show who did what, latest last; with --check, whether the log is whole.

    Each line holds a digest of all lines before it. Note the last digest somewhere else from time to time: with it, a
    log that was written anew as a whole shows as well.
    """
    with this_desk() as desk:
        lines = desk.people.lines(limit)[::-1]
        wrong = desk.people.check_log() if check else []
        names = desk.store.people.named(sorted({one for line in lines for one in (line.by, line.about) if one}))
    for line in lines:
        if json:
            sys.stdout.write(line.model_dump_json() + "\n")
            continue
        who = names.get(line.by, line.by) or "command line"
        about = names.get(line.about, line.about)
        text = f"{line.number}  {line.at:%Y-%m-%d %H:%M:%S}  {who}  {line.action}  {about}  {line.note}".rstrip()
        console().print(text, markup=False, soft_wrap=True)
    for sentence in wrong:
        console(error=True).print(sentence, markup=False)
    if wrong:
        raise typer.Exit(1)
    if check and lines:
        console(error=True).print(
            f"The log is whole. Digest of line {lines[-1].number}: {lines[-1].hash}", markup=False, soft_wrap=True
        )


def _print_link(address: str, note: str) -> None:
    sys.stdout.write(address + "\n")
    console(error=True).print(f"{note}.", markup=False)
