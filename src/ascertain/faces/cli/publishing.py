"""The commands that publish articles on the own site and withdraw them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascertain.faces.cli.running import console, showing_progress, this_desk

if TYPE_CHECKING:
    from rich.console import Console

    from ascertain.desk import Desk
    from ascertain.records import Article

Json = Annotated[bool, typer.Option("--json", help="Print JSON records instead of a report.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        help="Publish as if it were this time (UTC).",
        show_default=False,
    ),
]


def publish(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Markdown with YAML front matter; see the guide.")],
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Publish an article on the site.

    Its claims are looked up as for any page, and its pictures brought into the sizes that pages need. Published again
    under the same name in addresses it becomes a new version; earlier ones are kept and shown.
    """
    text = _read(file)
    with this_desk() as desk:
        with showing_progress() as progress:
            article = desk.articles.publish(
                text, folder=file.resolve().parent, now=_utc(as_of), name=str(file), progress=progress
            )
        if json:
            sys.stdout.write(article.model_dump_json(indent=2) + "\n")
        else:
            console().print(_told(article, desk), markup=False, soft_wrap=True)


def unpublish(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The article’s name in addresses.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence for its readers.")],
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Withdraw an article from the site.

    Its address then says that it was withdrawn, when and why; its versions stay in the store.
    """
    with this_desk() as desk:
        stone = desk.articles.withdraw(slug, reason=reason, now=_utc(as_of))
    if json:
        sys.stdout.write(stone.model_dump_json(indent=2) + "\n")
    else:
        console().print(f"“{stone.title}” is withdrawn.", markup=False)


def print_articles(desk: Desk, console: Console) -> None:
    """Print the newest articles with where they are read."""
    console.print("\nOn the site:", markup=False)
    for head in desk.articles.newest(20):
        console.print(f"  {article_address(desk, head.slug)}  {head.title}", markup=False, soft_wrap=True)


def article_address(desk: Desk, slug: str) -> str:
    """Return where an article is read: its address, or the path of it while the site has none."""
    return f"{desk.settings.site_url.rstrip('/')}/articles/{slug}"


def _read(file: Path) -> str:
    from ascertain.errors import Invalid, NotFound, Unavailable

    try:
        return file.read_text("utf-8")
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {file}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise Invalid(f"{file} is not UTF-8 text (byte {error.start:,}).", "Save it as UTF-8.") from error
    except OSError as error:
        raise Unavailable(f"{file} cannot be read: {error.strerror}.", "Give a file that can be read.") from error


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at else None


def _told(article: Article, desk: Desk) -> str:
    worth = sum(claim.worth_checking for claim in article.claims)
    lines = [
        f"{article_address(desk, article.slug)}  version {article.version}",
        f"  {len(article.claims)} claims, {worth} of them looked up, {len(article.pictures)} pictures",
        f"  What was found: /dossiers/{article.dossier_id}",
    ]
    if not desk.settings.site_url:
        lines.append("  Set ASCERTAIN_SITE_URL, so that feeds and search engines get the site’s own address.")
    return "\n".join(lines)
