"""The commands; each calls one method of the desk and prints what it returns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.agents import mcp
from ascertain.faces.cli.asking import ask
from ascertain.faces.cli.commenting import comments
from ascertain.faces.cli.later import news
from ascertain.faces.cli.networking import networks
from ascertain.faces.cli.people import people
from ascertain.faces.cli.publishing import print_articles, publish, unpublish
from ascertain.faces.cli.pulling import Pictures, pulls
from ascertain.faces.cli.queueing import queue
from ascertain.faces.cli.relating import related
from ascertain.faces.cli.running import console, showing_progress, use_home
from ascertain.faces.cli.running import this_desk as _desk
from ascertain.faces.cli.searching import answers, search
from ascertain.faces.cli.sourcing import import_sources
from ascertain.faces.cli.tracing import export_hashes, import_hashes, import_images, import_videos, keyframes, trace
from ascertain.faces.cli.writing import check_place, columns_of, write_page

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
imports = typer.Typer(
    help="Bring fact-checks, documents, pictures and hash lists into the collection.", no_args_is_help=True
)
app.add_typer(imports, name="import")
exports = typer.Typer(help="Hand on what the collection holds.")
app.add_typer(exports, name="export")
exports.command("hashes")(export_hashes)
app.add_typer(pulls, name="pull")
app.add_typer(comments, name="comments")
app.add_typer(people, name="people")
app.add_typer(queue, name="queue")

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
        check_place(html)
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


app.command()(ask)
app.command()(answers)
app.command()(search)
app.command()(mcp)
app.command()(related)
app.command()(news)
app.command()(networks)
app.command()(publish)
app.command()(unpublish)
app.command()(trace)
imports.command("images")(import_images)
imports.command("videos")(import_videos)
imports.command("hashes")(import_hashes)
imports.command("sources")(import_sources)
app.command()(keyframes)


def _write_page(desk: Desk, dossier: Dossier, path: Path) -> None:
    from ascertain.faces.report.page import dossier_page

    write_page(dossier_page(dossier, desk.thumbnails(dossier)), path)


@imports.command("factchecks")
def import_factchecks(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="JSONL, CSV, ClaimReview JSON-LD or HTML, a feed.")],
    corpus: Corpus = "main",
    format: Annotated[str | None, typer.Option(help="Say the format instead of detecting it.")] = None,
    map: Annotated[
        str | None, typer.Option(help="Columns of JSONL or CSV, e.g. claim=headline,rating=verdict.")
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Where entries that cannot be used are written.")] = None,
    pictures: Pictures = False,
    json: Json = False,
) -> None:
    """Import fact-checks from a file.

    A second run adds nothing, and a run that was killed goes on where it stopped. Claims of pages verified earlier
    that what came in may answer are listed.
    """
    with _desk() as desk, showing_progress() as progress:
        report = desk.import_factchecks(
            path,
            corpus=corpus,
            format=format,
            columns=columns_of(map),
            rejects=rejects,
            pictures=pictures,
            progress=progress,
        )
    if json:
        sys.stdout.write(report.to_json() + "\n")
    else:
        from ascertain.faces.report.laterterminal import print_answered

        console().print(str(report), markup=False)
        print_answered(report.answered, console())


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
    """Rebuild search tables and picture index.

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

    Publishes sample articles, verifies a sample page, writes its dossier as a page, and opens the site.
    """
    from ascertain.faces.report.terminal import print_dossier

    with _desk() as desk:
        with showing_progress() as progress:
            dossier = desk.demo(progress=progress)
        _write_page(desk, dossier, html)
        print_dossier(dossier, console())
        console().print(f"\nThe dossier as a page: {html.resolve()}", markup=False, soft_wrap=True)
        print_articles(desk, console())
        if serve:
            from ascertain.faces.api.serving import serve_desk

            serve_desk(desk, "127.0.0.1", port, invite="admin")


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
