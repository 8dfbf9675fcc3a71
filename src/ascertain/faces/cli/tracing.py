"""The commands about pictures and videos: trace them, and bring them and hash lists into the collection."""

from __future__ import annotations

import sys
from enum import StrEnum
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from ascertain.faces.cli.running import console, showing_progress, this_desk
from ascertain.faces.cli.writing import check_place, columns_of, write_page

if TYPE_CHECKING:
    from ascertain.desk import Desk
    from ascertain.records import Trace

Json = Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")]
ColumnMap = Annotated[
    str | None, typer.Option(help="Columns of a list, e.g. file=path,caption=text.", show_default=False)
]
Outside = Annotated[bool, typer.Option(help="Let the list name files outside its own folder.")]
Rejects = Annotated[Path | None, typer.Option(help="Where entries that cannot be used are written.")]


def trace(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|URL]",
            help="A picture or video: file, address, or -. With --batch, the file that the records are written to.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    html: Annotated[
        Path | None, typer.Option(help="Also write the trace as one self-contained page.", show_default=False)
    ] = None,
    elsewhere: Annotated[bool, typer.Option(help="Ask the services on the web for which a key is set.")] = True,
    batch: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Trace every file in a folder: one JSON record a line.")
    ] = None,
) -> None:
    """Find where a picture or video has appeared before.

    Earliest first, each with page, caption, date, what was done to the picture, and how its contexts differ.
    """
    from ascertain.errors import Invalid

    if batch is not None:
        _trace_folder(batch, target, html, json, elsewhere)
        return
    if target is None:
        raise Invalid("There is no picture to trace.", "Give a file or an address, or --batch FOLDER OUT.jsonl.")
    if html:
        check_place(html)
    with this_desk() as desk:
        with showing_progress() as progress:
            found = desk.trace(target, stdin=sys.stdin.buffer, elsewhere=elsewhere, progress=progress)
        if html:
            _write_trace(desk, found, html)
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
    else:
        from ascertain.faces.report.traceterminal import print_trace

        print_trace(found, console())
    if html:
        console(error=True).print(f"Wrote {html}", markup=False)


def _trace_folder(folder: Path, out: str | None, html: Path | None, json: bool, elsewhere: bool) -> None:
    from ascertain.errors import Invalid

    if out is None or html is not None:
        raise Invalid("A batch is written to one file.", "ascertain trace --batch FOLDER --json traces.jsonl")
    check_place(Path(out))
    with this_desk() as desk, showing_progress() as progress:
        report = desk.trace_folder(folder, Path(out), elsewhere=elsewhere, progress=progress)
    _report(report, json)


def _write_trace(desk: Desk, found: Trace, path: Path) -> None:
    from ascertain.faces.report.tracepage import trace_page

    write_page(trace_page(found, desk.previews(found)), path)


class _Report(Protocol):
    def to_json(self) -> str: ...


def _report(report: _Report, json: bool) -> None:
    if json:
        sys.stdout.write(report.to_json() + "\n")
    else:
        console().print(str(report), markup=False)


def import_images(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder of pictures, or a CSV, TSV or JSONL list.")],
    map: ColumnMap = None,
    outside: Outside = False,
    rejects: Rejects = None,
    json: Json = False,
) -> None:
    """Import pictures with where each appeared.

    A list has the columns file or url, page, title, caption, date, publisher. A second run adds nothing.
    """
    with this_desk() as desk, showing_progress() as progress:
        report = desk.import_images(path, columns=columns_of(map), outside=outside, rejects=rejects, progress=progress)
    _report(report, json)


def import_videos(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder of videos, or a CSV, TSV or JSONL list.")],
    map: ColumnMap = None,
    outside: Outside = False,
    rejects: Rejects = None,
    json: Json = False,
) -> None:
    """Import the keyframes of videos with where each appeared.

    The videos themselves stay where they are. Lists are as for pictures; a second run adds nothing.
    """
    with this_desk() as desk, showing_progress() as progress:
        report = desk.import_videos(path, columns=columns_of(map), outside=outside, rejects=rejects, progress=progress)
    _report(report, json)


def keyframes(
    video: Annotated[Path, typer.Argument(metavar="FILE", help="A video: MP4, MOV, WebM or MKV.")],
    out: Annotated[Path, typer.Option(help="Folder that they are written to; it must be new or empty.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what an earlier run wrote there.")] = False,
    json: Json = False,
) -> None:
    """Write the keyframes of a video, with a contact sheet.

    The sharpest frame of each shot, and more of long shots; frames that look alike are left out.
    """
    with this_desk() as desk, showing_progress() as progress:
        found = desk.keyframes(video, out, overwrite=overwrite, progress=progress)
    if json:
        sys.stdout.write((out / "keyframes.json").read_text(encoding="utf-8"))
        return
    shots = len({frame.shot for frame in found.frames})
    said = f"{len(found.frames):,} keyframes of {shots:,} shots, {found.seconds:.1f} seconds, are in {out}"
    console().print("\n  ".join([said, *found.notes]), markup=False)


def import_hashes(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="PDQ hashes as CSV or JSON, as ThreatExchange's tools.")],
    name: Annotated[str, typer.Option(help="Name of the list; by default the file's own or its name.")] = "",
    json: Json = False,
) -> None:
    """Import a list of PDQ hashes.

    A traced picture that is on it is told with the list's name and note.
    """
    with this_desk() as desk, showing_progress() as progress:
        report = desk.import_hashes(path, name=name, progress=progress)
    _report(report, json)


class Shapes(StrEnum):
    """The shapes that hashes are written in."""

    json = "json"
    tx = "tx"
    pdq = "pdq"
    text = "text"


def export_hashes(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Where the hashes are written.")],
    name: Annotated[str, typer.Option(help="Name of a list; left out, the own pictures.", show_default=False)] = "",
    shape: Annotated[Shapes, typer.Option(help="json keeps all; tx and pdq are CSV.")] = Shapes.json,
    json: Json = False,
) -> None:
    """Write PDQ hashes for ThreatExchange's tools.

    Only hashes leave the collection; the pictures stay.
    """
    check_place(out)
    with this_desk() as desk:
        count = desk.export_hashes(out, name=name, shape=shape.value)
    if json:
        sys.stdout.write(dumps({"file": str(out), "hashes": count}) + "\n")
    else:
        console().print(f"Wrote {count:,} hashes to {out}", markup=False)
