"""The command that finds related fact-checks: for one text, or for a file of queries."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.running import console, showing_progress, this_desk

if TYPE_CHECKING:
    from ascertain.related import Filters

SHOWN, RANKED = 10, 50
"""Fact-checks shown for a text, and ranked for each query of a file, unless said otherwise."""


def related(
    text: Annotated[
        str | None, typer.Argument(help="A claim, post or headline, in any language.", show_default=False)
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, max=50, help="Most results: 10 for a text, at most 15; 50 for each query of a file."),
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="Only these languages (repeat).")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Only these publishers or sites (repeat).")] = None,
    rating: Annotated[list[str] | None, typer.Option(help='Only these ratings, e.g. "mostly false" (repeat).')] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Not older than this day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Not newer than this day.")] = None,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the claim itself; narrows nothing.")
    ] = None,
    corpus: Annotated[str, typer.Option(help="Collection of fact-checks; collections are searched apart.")] = "main",
    explain: Annotated[bool, typer.Option("--explain", help="Also say what the text was understood as.")] = False,
    image: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A picture: also fact-checks that used it, and of what it says."),
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="QUERIES", help="File of queries instead of a text: id, tab, text.")
    ] = None,
    run: Annotated[Path | None, typer.Option(metavar="OUT", help="Where the batch is written, as a TREC run.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")] = False,
) -> None:
    """Find fact-checks of similar claims.

    Those of one claim stand together, each with its rating, why it was found, and where it differs from the claim.
    """
    filters: Filters = {
        "corpus": corpus,
        "languages": language or (),
        "publishers": publisher or (),
        "ratings": rating or (),
        "since": _day(since),
        "until": _day(until),
    }
    _check(text, image, batch, run, only_text=published is not None or explain)
    if batch is not None and run is not None:
        _batch(batch, run, limit or RANKED, filters, json)
    else:
        _text(text or "", image, limit or SHOWN, filters, _day(published), explain, json)


def _check(text: str | None, image: Path | None, batch: Path | None, run: Path | None, *, only_text: bool) -> None:
    """Refuse what does not go together, before anything is opened."""
    from ascertain.errors import Invalid

    if text is None and image is None and batch is None:
        hint = "Give a text, --image FILE, or --batch QUERIES.tsv with --run OUT.tsv."
        raise Invalid("There is nothing to look for.", hint)
    if image is not None and (batch or run):
        raise Invalid("A picture and a file of queries cannot be looked for at once.", "Leave out one of the two.")
    if text is not None and (batch or run):
        raise Invalid("A text and a file of queries cannot be looked for at once.", "Leave out the text, or --batch.")
    if batch is not None and run is None:
        raise Invalid("It is not said where the batch is written.", "Add --run OUT.tsv.")
    if batch is not None and only_text:
        raise Invalid("--published and --explain are for one text.", "Leave them out with --batch.")


def _text(
    text: str, image: Path | None, limit: int, filters: Filters, published: date | None, explain: bool, json: bool
) -> None:
    with this_desk() as desk:
        data = None if image is None else _read(image, desk.settings.image_limit)
        found = desk.related(text, image=data, limit=limit, published=published, **filters)
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
    else:
        from ascertain.faces.report import print_related

        print_related(found, console(), explain=explain)


def _read(path: Path, limit: int) -> bytes:
    """Return a file's bytes, and no more than one beyond the limit, which the desk then refuses."""
    from ascertain.errors import NotFound, Unavailable

    if not path.is_file():
        raise NotFound(f"There is no file {path}.", "Check the path.")
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error


def _batch(batch: Path, run: Path, limit: int, filters: Filters, json: bool) -> None:
    with this_desk() as desk, showing_progress() as progress:
        report = desk.related_batch(batch, run, limit=limit, progress=progress, **filters)
    if json:
        sys.stdout.write(report.to_json() + "\n")
    else:
        console().print(str(report), markup=False, soft_wrap=True)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
