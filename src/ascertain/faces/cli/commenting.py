"""The commands for readers' comments: list, moderate, and one person's own data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.running import console, this_desk
from ascertain.faces.cli.writing import check_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ascertain.records import Record, Thread

comments = typer.Typer(help="Comments of readers: list them, decide about them, hand out one person's.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")]
PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="Identifier of the account.")]


@comments.command("list")
def list_comments(
    slug: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's name in its address.")],
    sort: Annotated[str, typer.Option(help="oldest or newest.")] = "oldest",
    page: Annotated[int, typer.Option(min=1, help="Page of threads.")] = 1,
    json: Json = False,
) -> None:
    """List the visible comments of an article in threads."""
    with this_desk() as desk:
        desk.articles.get(slug)
        found = desk.comments.of(slug, order="newest" if sort == "newest" else "oldest", page=page)
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
        return
    console().print(f"{found.count} comments, page {found.page} of {found.pages}", markup=False)
    for depth, line in (pair for thread in found.threads for pair in _lines(thread, 0)):
        console().print(f"{'  ' * depth}{line}", markup=False, highlight=False)


@comments.command()
def waiting(json: Json = False) -> None:
    """List the comments that wait for a moderator: held by a rule, or reported."""
    with this_desk() as desk:
        found = desk.comments.waiting()
    if json:
        _print_all(found)
        return
    console().print(f"{len(found)} comments wait", markup=False)
    for one in found:
        why = [held.rule for held in one.comment.held] + [f"reported: {report.ground}" for report in one.reports]
        console().print(f"{one.comment.id}  {one.comment.name}, under {one.title} ({', '.join(why)})", markup=False)
        console().print(f"  {' '.join(one.comment.text.split())[:300]}", markup=False, highlight=False)


@comments.command()
def decide(
    comment_id: Annotated[str, typer.Argument(metavar="COMMENT", help="Identifier of the comment.")],
    decision: Annotated[str, typer.Argument(help="approve, hide, restore, pin, unpin, lock or unlock.")],
    reason: Annotated[str, typer.Option(help="Why; readers see it where a comment is hidden.")] = "",
    json: Json = False,
) -> None:
    """Decide about a comment; who decided, when and why is kept."""
    from typing import get_args

    from ascertain.errors import Invalid
    from ascertain.records import Decision

    choices: tuple[Decision, ...] = get_args(Decision)
    chosen = next((one for one in choices if one == decision), None)
    if chosen is None:
        raise Invalid(f"{decision!r} is no decision.", f"Decide one of {', '.join(choices)}.")
    with this_desk() as desk:
        after = desk.comments.decide(comment_id, chosen, None, reason)
    if json:
        sys.stdout.write(after.model_dump_json(indent=2) + "\n")
    else:
        console().print(f"{after.id} is {after.shown}", markup=False)


@comments.command()
def signals(
    slug: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's name in its address.")],
    json: Json = False,
) -> None:
    """Say what the comments of an article look like together: hints with their chance, never a verdict."""
    with this_desk() as desk:
        desk.articles.get(slug)
        found = desk.comments.signals(slug)
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
        return
    console().print(f"{found.comments} comments looked at", markup=False)
    for finding in found.findings:
        console().print(f"{finding.label}: {finding.explanation}", markup=False, highlight=False)


@comments.command("export")
def export_person(
    person: PersonId,
    out: Annotated[
        Path | None, typer.Option(help="File to write; standard output without.", show_default=False)
    ] = None,
) -> None:
    """Write everything kept about one person's comments as JSON, and nothing about anybody else."""
    if out:
        check_place(out)
    with this_desk() as desk:
        record = desk.comments.export(person, desk.people.get(person))
    text = record.model_dump_json(indent=2) + "\n"
    if out:
        out.write_text(text, encoding="utf-8")
        console(error=True).print(f"Wrote {out}", markup=False)
    else:
        sys.stdout.write(text)


@comments.command("forget")
def forget_person(
    person: PersonId,
    blank: Annotated[bool, typer.Option("--blank", help="Remove the words as well, in every version.")] = False,
    json: Json = False,
) -> None:
    """Take a person out of their comments; the threads stay. This cannot be undone."""
    with this_desk() as desk:
        count = desk.comments.forget(person, "blank" if blank else "anonymise")
    if json:
        sys.stdout.write(f'{{"count": {count}}}\n')
    else:
        console().print(f"{count} comments are no longer theirs", markup=False)


def _lines(thread: Thread, depth: int) -> Iterator[tuple[int, str]]:
    comment = thread.comment
    words = " ".join(comment.text.split()) or f"({comment.shown}: {comment.reason})"
    yield depth, f"{comment.id}  {comment.name or 'removed account'}, {comment.posted:%Y-%m-%d %H:%M}: {words}"
    for reply in thread.replies:
        yield from _lines(reply, depth + 1)


def _print_all(records: Sequence[Record]) -> None:
    sys.stdout.write("[" + ",\n".join(record.model_dump_json(indent=2) for record in records) + "]\n")
