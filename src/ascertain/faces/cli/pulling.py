"""The commands that pull fact-checks from live sources."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.running import console, showing_progress, this_desk

if TYPE_CHECKING:
    from ascertain.ingest.sources import FactCheckSource

pulls = typer.Typer(help="Bring fact-checks from live sources into the collection.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print a JSON report.")]
Pictures = Annotated[bool, typer.Option("--pictures", help="Also fetch the pictures that fact-checks show.")]
Corpus = Annotated[str, typer.Option(help="Collection of fact-checks; collections are searched apart.")]


@pulls.command("google")
def google(
    query: Annotated[str, typer.Option(help="Words to look for.", show_default=False)] = "",
    language: Annotated[str, typer.Option(help="Language of the fact-checks, e.g. pt.", show_default=False)] = "",
    publisher: Annotated[str, typer.Option(help="Site of one publisher.", show_default=False)] = "",
    max_age_days: Annotated[int, typer.Option(min=0, help="Greatest age; 0 takes all.")] = 0,
    limit: Annotated[int, typer.Option(min=1, help="Most claims asked for.")] = 1000,
    corpus: Corpus = "main",
    pictures: Pictures = False,
    json: Json = False,
) -> None:
    """Ask Google's Fact Check Tools API.

    Needs a key in ASCERTAIN_GOOGLE_FACTCHECK_KEY. An interrupted run goes on where it stopped.
    """
    from ascertain.ingest.sources import GoogleFactCheck

    _pull(GoogleFactCheck(query, language, publisher, max_age_days, limit), corpus, pictures, json)


@pulls.command("crawl")
def crawl(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, a sitemap, or a page with links.")],
    limit: Annotated[int, typer.Option(min=1, help="How many of the newest pages are looked at.")] = 100,
    corpus: Corpus = "main",
    pictures: Pictures = False,
    json: Json = False,
) -> None:
    """Read a publisher's pages for ClaimReview.

    Obeys robots.txt and pauses between requests; pages that have not changed are left out.
    """
    from ascertain.ingest.sources import ClaimReviewCrawl

    _pull(ClaimReviewCrawl(url, limit), corpus, pictures, json)


@pulls.command("datacommons")
def datacommons(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a Data Commons feed, or of another file.")],
    corpus: Corpus = "main",
    pictures: Pictures = False,
    json: Json = False,
) -> None:
    """Download a feed of fact-checks.

    Any file that "ascertain import factchecks" reads may stand at the address.
    """
    from ascertain.ingest.sources import DataCommons

    _pull(DataCommons(url), corpus, pictures, json)


def _pull(source: FactCheckSource, corpus: str, pictures: bool, json: bool) -> None:
    from ascertain.errors import Unavailable

    with this_desk() as desk, showing_progress() as progress:
        report = desk.pull_factchecks(source, corpus=corpus, pictures=pictures, progress=progress)
    if json:
        sys.stdout.write(report.to_json() + "\n")
    else:
        from ascertain.faces.report.laterterminal import print_answered

        console().print(str(report), markup=False)
        print_answered(report.answered, console())
    if report.stopped:
        raise typer.Exit(Unavailable.exit_code)
