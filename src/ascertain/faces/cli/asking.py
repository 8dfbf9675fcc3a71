"""The command that asks about a claim, and tells what it finds as it finds it."""

from __future__ import annotations

import re
import sys
import time as clock
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.running import console, this_desk
from ascertain.faces.cli.writing import check_place, write_page

if TYPE_CHECKING:
    from ascertain.records import Answer, Since
    from ascertain.verbs.asking import Event, Tell

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|min)?", re.IGNORECASE)
_DOING = {
    "understand": "Searching",
    "search": "Searching",
    "read": "Reading pages",
    "passages": "Comparing passages",
    "judge": "Weighing",
    "answer": "Done",
}
"""What is being done behind each step that was told."""

_STYLES = {"passages": "bold", "judge": "", "answer": "bold"}


def ask(
    text: Annotated[
        str | None,
        typer.Argument(help="A claim or post, in any language, or - for standard input.", show_default=False),
    ] = None,
    time: Annotated[str, typer.Option(help="How long it may take: 20s, 2m.")] = "20s",
    page: Annotated[str, typer.Option(help="Address on which you read it; it is no evidence for itself.")] = "",
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the claim itself.", show_default=False)
    ] = None,
    again: Annotated[
        str, typer.Option(metavar="ID", help="Ask a kept answer again, and say what came in since.", show_default=False)
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print a JSON record instead of a report.")] = False,
    html: Annotated[
        Path | None, typer.Option(help="Also write the answer as one self-contained page.", show_default=False)
    ] = None,
) -> None:
    """Ask what the evidence says of a claim.

    Shows what it finds as it finds it, then a verdict with its reasons, sentences that each lead to a passage, what
    was searched, and what is missing.
    """
    from ascertain.errors import Invalid

    if (text is None) is not bool(again):
        raise Invalid("There is nothing to ask, or too much.", "Give either a text, or --again with an answer's ID.")
    seconds = seconds_of(time)
    if html:
        check_place(html)
    with this_desk() as desk:
        if again:
            with _telling(seconds) as tell:
                found = desk.ask_again(again, seconds=seconds, progress=tell)
            _print(found.answer, found.since, found.model_dump_json(indent=2) if json else "")
            _write(found.answer, found.since, html)
            return
        words = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else str(text)
        day = published.date() if published else None
        with _telling(seconds) as tell:
            answer = desk.ask(words, seconds=seconds, page=page, published=day, progress=tell)
        _print(answer, None, answer.model_dump_json(indent=2) if json else "")
        _write(answer, None, html)


def seconds_of(text: str) -> float:
    """Return the seconds that ``20s``, ``20`` or ``2m`` mean; raises :class:`Invalid` for anything else."""
    from ascertain.errors import Invalid

    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Invalid(f"{text!r} is no length of time.", "Write 20s or 2m.")
    return float(found[1]) * (60 if (found[2] or "s").lower().startswith("m") else 1)


@contextmanager
def _telling(seconds: float) -> Iterator[Tell]:
    """Yield what prints each step to standard error as it happens, with the seconds since the beginning.

    On a terminal the last line says what is being done, and how much of the time is used.
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    out = console(error=True)
    began = clock.monotonic()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        TextColumn("of {task.fields[most]}"),
    )
    bar = Progress(*columns, console=out, transient=True, disable=not out.is_terminal)
    task = bar.add_task(_DOING["understand"], total=None, most=f"{seconds:g} s")

    def tell(event: Event) -> None:
        from rich.text import Text

        from ascertain.faces.report.answerwords import closed, told
        from ascertain.records import Asked

        if isinstance(event.data, Asked) and closed(event.data):
            return  # what is turned off stands in the answer

        line = f"{clock.monotonic() - began:5.1f} s  {told(event)}"
        if out.is_terminal and len(line) > out.width:
            line = f"{line[: out.width - 1]}…"
        style = "dim" if event.step in {"understand", "search", "read"} else _STYLES.get(event.step, "")
        bar.update(task, description=_DOING[event.step])
        out.print(Text(line, style=style), soft_wrap=True)

    with bar:
        yield tell


def _print(answer: Answer, since: Since | None, json: str) -> None:
    if json:
        sys.stdout.write(json + "\n")
        return
    from ascertain.faces.report.answerterminal import print_answer

    print_answer(answer, console(), since)


def _write(answer: Answer, since: Since | None, path: Path | None) -> None:
    if path is None:
        return
    from ascertain.faces.report.answerpage import answer_page

    write_page(answer_page(answer, since), path)
    console(error=True).print(f"Wrote {path}", markup=False)
