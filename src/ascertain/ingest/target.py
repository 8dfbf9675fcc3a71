"""Opening what a person names: an address, a file, or standard input."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO, Literal, Protocol
from urllib.parse import unquote, urlsplit

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.ingest.fetch import Fetched, Fetcher
from ascertain.ingest.page import RawPage, text_of, too_large
from ascertain.settings import Settings

_PAGE_TYPES = frozenset({"text/*", "application/xhtml+xml", "application/xml", "application/rss+xml"}) | frozenset(
    {"application/atom+xml", "application/feed+json", "application/json"}  # read only to say that it is a feed
)
_SUFFIXES: dict[str, Literal["html", "text", "markdown"]] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
}
_MEDIA_TYPES: dict[str, Literal["html", "text", "markdown", ""]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
}


def open_target(
    target: str, settings: Settings, fetcher: Fetcher | None = None, stdin: BinaryIO | None = None
) -> RawPage:
    """Return the page that ``target`` names: an ``http``/``https`` address, a path, or ``-`` for ``stdin``.

    Raises ``NotFound`` when it does not exist, ``Invalid`` when it is empty, a folder, a feed or no page,
    ``Refused`` when it is larger than ``settings.page_limit`` or on a private address, ``Unavailable`` when
    it does not answer.
    """
    if target.strip() == "":
        raise Invalid("Nothing was given to read.", "Give the address of a page, a file, or - for standard input.")
    if target == "-":
        raw = _from_stdin(stdin, settings)
    elif target.lower().startswith("file://"):
        raw = _from_file(unquote(urlsplit(target).path), settings)
    elif re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", target):
        raw = page_from(target, fetcher or Fetcher(settings), settings.page_limit)
    else:
        raw = _from_file(target, settings)
    text_of(raw)  # says at once when it is no page
    return raw


def pages_in(path: Path) -> list[Path]:
    """Return the page files to read at ``path``: itself, or every HTML, text and Markdown file below a folder.

    Hidden files and the folders in which browsers keep a saved page's parts (``…_files``) are left out.
    Raises ``NotFound`` when the path does not exist and ``Invalid`` when there is no page below it.
    """
    if not path.exists():
        raise _missing(str(path))
    if not path.is_dir():
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not f.endswith(("_files", "-Dateien")))
        found += [
            Path(folder, f) for f in sorted(files) if not f.startswith(".") and Path(f).suffix.lower() in _SUFFIXES
        ]
    if not found:
        raise Invalid(f"There are no pages in {path}.", f"Files are read that end with {', '.join(sorted(_SUFFIXES))}.")
    return found


class _Gets(Protocol):
    def get(self, url: str, *, accept: Collection[str] = (), limit: int | None = None) -> Fetched: ...


def page_from(url: str, web: _Gets, limit: int) -> RawPage:
    """Return the page at a web address, at most ``limit`` bytes, as ``web`` fetches it; raises its errors."""
    answer = web.get(url, accept=_PAGE_TYPES, limit=limit)
    suffix = Path(unquote(urlsplit(answer.url).path)).suffix.lower()
    kind = _MEDIA_TYPES.get(answer.type, "")
    if not kind and _SUFFIXES.get(suffix) == "markdown":
        kind = "markdown"
    return RawPage(answer.body, kind, answer.url, charset=answer.charset)


def _from_stdin(stdin: BinaryIO | None, settings: Settings) -> RawPage:
    if stdin is None:
        raise Invalid("There is no standard input to read.", "Give the address of a page or a file.")
    body = stdin.read(settings.page_limit + 1)
    if len(body) > settings.page_limit:
        raise too_large("Standard input", settings)
    return RawPage(body, name="Standard input")


def _from_file(target: str, settings: Settings) -> RawPage:
    path = Path(target).expanduser()
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Invalid(f"{target} is a folder.", "Give one page of it; a whole folder can be imported instead.")
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{target} is not an ordinary file.", "Give a file, or - and pipe the page in.")
        if status.st_size > settings.page_limit:
            raise too_large(target, settings)
        with path.open("rb") as file:
            body = file.read(settings.page_limit + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(target) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unavailable(f"{target} could not be read: {reason}.", "Check its permissions and try again.") from error
    if len(body) > settings.page_limit:
        raise too_large(target, settings)
    return RawPage(body, _SUFFIXES.get(path.suffix.lower(), ""), folder=path.resolve().parent, name=target)


def _missing(target: str) -> NotFound:
    return NotFound(
        f"There is no file {target}.", "Check the path; the address of a page begins with http:// or https://."
    )
