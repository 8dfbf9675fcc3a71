"""The commands; each calls one method of the desk and prints what it returns."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.pulling import pulls
from ascertain.faces.cli.running import console, showing_progress, use_home
from ascertain.faces.cli.running import this_desk as _desk

if TYPE_CHECKING:
    from ascertain.desk import Desk
    from ascertain.records import Dossier, Record

app = typer.Typer(
    help="Verify what is published: claims, fact-checks, pictures and comments, each with its sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
imports = typer.Typer(help="Bring fact-checks and documents into the collection.", no_args_is_help=True)
app.add_typer(imports, name="import")
app.add_typer(pulls, name="pull")

Json = Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")]
Corpus = Annotated[str, typer.Option(help="Collection of fact-checks; collections are searched apart.")]


@app.callback()
def _options(
    home: Annotated[
        Path | None, typer.Option(help="Folder of the collection (also ASCERTAIN_HOME).", show_default=False)
    ] = None,
) -> None:
    use_home(home)


def _print_json(record: Record) -> None:
    sys.stdout.write(record.model_dump_json(indent=2) + "\n")


@app.command()
def verify(
    target: Annotated[str, typer.Argument(metavar="INPUT", help="Address, HTML, text or Markdown file, or -.")],
    json: Json = False,
    html: Annotated[
        Path | None, typer.Option(help="Also write the dossier as one self-contained page.", show_default=False)
    ] = None,
) -> None:
    """Check a page: claims, fact-checks, evidence.

    Shows for each claim who says it, what fact-checkers said about similar ones, what the collection holds as
    evidence and an answer or an abstention; then where the pictures appeared, and hints about the comments.
    """
    if html:
        _check_place(html)
    with _desk() as desk:
        with showing_progress() as progress:
            dossier = desk.verify(target, stdin=sys.stdin.buffer, progress=progress)
        if html:
            _write_page(desk, dossier, html)
        if json:
            _print_json(dossier)
        else:
            from ascertain.faces.report.terminal import print_dossier

            print_dossier(dossier, console())
        if html:
            console(error=True).print(f"Wrote {html}", markup=False)


def _check_place(path: Path) -> None:
    """Refuse a place that cannot be written to before any work is done."""
    from ascertain.errors import Unavailable

    if path.is_dir() or not path.resolve().parent.is_dir() or not os.access(path.resolve().parent, os.W_OK):
        raise Unavailable(f"{path} cannot be written.", "Choose a file in a folder that exists and can be written to.")


def _write_page(desk: Desk, dossier: Dossier, path: Path) -> None:
    from ascertain.errors import Unavailable
    from ascertain.faces.report.page import dossier_page

    page = dossier_page(dossier, desk.thumbnails(dossier))
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error


@app.command()
def related(
    text: Annotated[str, typer.Argument(help="A claim, post or headline, in any language.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most results shown.")] = 10,
    language: Annotated[list[str] | None, typer.Option(help="Only these languages (repeat).")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Only these publishers or sites (repeat).")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Not older than this day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Not newer than this day.")] = None,
    corpus: Corpus = "main",
    json: Json = False,
) -> None:
    """Find fact-checks of similar claims.

    Each with its rating, why it was found, and where it differs from the claim.
    """
    with _desk() as desk:
        matches = desk.related(
            text,
            limit=limit,
            corpus=corpus,
            languages=language or (),
            publishers=publisher or (),
            since=since.date() if since else None,
            until=until.date() if until else None,
        )
    if json:
        from pydantic import TypeAdapter

        from ascertain.records import Match

        sys.stdout.write(TypeAdapter(list[Match]).dump_json(matches, indent=2).decode() + "\n")
    else:
        from ascertain.faces.report.terminal import print_matches

        print_matches(matches, console())


@imports.command("factchecks")
def import_factchecks(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="JSONL, CSV, ClaimReview JSON-LD or HTML, a feed.")],
    corpus: Corpus = "main",
    format: Annotated[str | None, typer.Option(help="Say the format instead of detecting it.")] = None,
    map: Annotated[
        str | None, typer.Option(help="Columns of JSONL or CSV, e.g. claim=headline,rating=verdict.")
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Where entries that cannot be used are written.")] = None,
    json: Json = False,
) -> None:
    """Import fact-checks from a file.

    A second run adds nothing, and a run that was killed goes on where it stopped.
    """
    with _desk() as desk, showing_progress() as progress:
        report = desk.import_factchecks(
            path, corpus=corpus, format=format, columns=_columns(map), rejects=rejects, progress=progress
        )
    if json:
        sys.stdout.write(report.to_json() + "\n")
    else:
        console().print(str(report), markup=False)


def _columns(text: str | None) -> dict[str, str] | None:
    from ascertain.errors import Invalid

    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    if any(not field.strip() or not column.strip() for field, _, column in pairs):
        raise Invalid(f"The column map {text!r} cannot be read.", "Write field=column pairs: claim=headline,url=link.")
    return {field.strip(): column.strip() for field, _, column in pairs}


@imports.command("documents")
def import_documents(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A saved page, or a folder of them.")],
    json: Json = False,
) -> None:
    """Import saved pages as evidence.

    Their pictures are fingerprinted, so that later uses are recognised.
    """
    with _desk() as desk, showing_progress() as progress:
        report = desk.import_documents(path, progress=progress)
    if json:
        sys.stdout.write(report.to_json() + "\n")
    else:
        console().print(str(report), markup=False)


@app.command()
def reindex() -> None:
    """Rebuild the search tables.

    They are made again from the store; results stay the same.
    """
    with _desk() as desk, showing_progress() as progress:
        count = desk.reindex(progress=progress)
    console().print(f"Search holds {count:,} records again.", markup=False)


@app.command()
def prepare() -> None:
    """Prepare the embedding model.

    Once for each user, a few seconds, without a download.
    """
    with _desk() as desk, showing_progress() as progress:
        folder = desk.prepare(progress=progress)
    console().print(f"The embedding model is ready in {folder}", markup=False)


@app.command()
def doctor() -> None:
    """Check the installation.

    Says what is optional and how to get it; the exit code is 1 when something is broken.
    """
    from ascertain.faces.report.terminal import print_checks

    with _desk() as desk:
        checks = desk.doctor()
    print_checks(checks, console())
    if any(check.state == "broken" for check in checks):
        raise typer.Exit(1)


@app.command()
def demo(
    html: Annotated[Path, typer.Option(help="Where the dossier is written.")] = Path("ascertain-demo.html"),
    serve: Annotated[bool, typer.Option(help="Open the site afterwards.")] = True,
    port: Annotated[int, typer.Option(help="Port of the site; 0 takes a free one.")] = 8765,
) -> None:
    """Try it on the sample collection.

    Verifies a sample article, writes its dossier as a page, and opens the site.
    """
    from ascertain.faces.report.terminal import print_dossier

    with _desk() as desk:
        with showing_progress() as progress:
            dossier = desk.demo(progress=progress)
        _write_page(desk, dossier, html)
        print_dossier(dossier, console())
        console().print(f"\nThe dossier as a page: {html.resolve()}", markup=False, soft_wrap=True)
        if serve:
            from ascertain.faces.api.serving import serve_desk

            serve_desk(desk, "127.0.0.1", port, open_at=f"/dossiers/{dossier.id}")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8765,
) -> None:
    """Serve the site and the HTTP API.

    The API is described at /docs.
    """
    from ascertain.faces.api.serving import serve_desk

    with _desk() as desk:
        serve_desk(desk, host, port)


@app.command()
def version() -> None:
    """Print the version."""
    from ascertain.version import VERSION

    typer.echo(VERSION)
