"""The commands that look through what was collected and answered."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ascertain.faces.cli.running import console, this_desk
from ascertain.faces.cli.writing import check_place, write_page

Json = Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")]


def search(
    query: Annotated[str, typer.Argument(help="Words, a name, a sentence; in any language.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many are shown.")] = 20,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="What is looked for: document, fact-check or claim; may be given several times.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Search everything collected.

    Finds passages of documents and posts, fact-checks, and claims of pages verified earlier, by words and by meaning.
    """
    from ascertain.records import KINDS
    from ascertain.verbs.searching import kinds_of

    with this_desk() as desk:
        found = desk.find(query, limit=limit, kinds=kinds_of(kind) if kind else KINDS)
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
        return
    from ascertain.faces.report.searchterminal import print_hits

    print_hits(found, console())


def answers(
    answer_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Show this answer; left out, list them.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many are listed.")] = 20,
    json: Json = False,
    html: Annotated[
        Path | None, typer.Option(help="Also write the answer as one self-contained page.", show_default=False)
    ] = None,
) -> None:
    """List the answers that were kept, or show one.

    The latest come first. Ask one again with: ascertain ask --again ID
    """
    from ascertain.errors import Invalid

    if html and answer_id is None:
        raise Invalid("A list is not written as a page.", "Give the ID of an answer.")
    if html:
        check_place(html)
    with this_desk() as desk:
        if answer_id is None:
            _list(json, limit)
            return
        from ascertain.verbs.answers import since_earlier

        answer = desk.store.answer(answer_id)
        since = since_earlier(desk, answer)
    if json:
        sys.stdout.write(answer.model_dump_json(indent=2) + "\n")
    else:
        from ascertain.faces.report.answerterminal import print_answer

        print_answer(answer, console(), since)
    if html:
        from ascertain.faces.report.answerpage import answer_page

        write_page(answer_page(answer, since), html)
        console(error=True).print(f"Wrote {html}", markup=False)


def _list(json: bool, limit: int) -> None:
    from pydantic import TypeAdapter

    from ascertain.faces.report.answerterminal import print_answers
    from ascertain.store import AnswerSummary

    with this_desk() as desk:
        kept = desk.answers(limit)
    if json:
        sys.stdout.buffer.write(TypeAdapter(list[AnswerSummary]).dump_json(kept, indent=2) + b"\n")
        return
    print_answers(kept, console())
