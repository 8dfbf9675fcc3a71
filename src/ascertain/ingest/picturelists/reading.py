"""Opening what is to be imported: a folder, or a list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.picturelists.columns import check_map
from ascertain.ingest.picturelists.entry import PICTURES, VIDEOS, Kind, PictureEntry
from ascertain.ingest.picturelists.folder import beside, read_folder
from ascertain.ingest.picturelists.listing import read_listing

VERSION = 1
"""Rises whenever the same folder or list would give other entries, so that no interrupted import goes on askew."""


def read_picture_list(
    path: Path, columns: Mapping[str, str] | None = None, *, kind: Kind = "picture", outside: bool = False
) -> Iterator[PictureEntry | Reject]:
    """Yield what a folder or list of pictures (or videos) holds, in the same order each time.

    ``path`` is a folder, which is searched through, one picture or video file, or a list: CSV, TSV, JSON lines or a
    JSON list, in which each row names a file or an address. ``columns`` maps fields to the list's own names;
    ``outside`` lets a list name files anywhere, which a list of somebody else's must not. What cannot be used is
    yielded as a reject with its reason. Raises ``NotFound``, ``Invalid``, ``Refused`` or ``Unavailable`` when nothing
    can be read at all.
    """
    columns = dict(columns or {})
    check_map(columns)
    endings = PICTURES if kind == "picture" else VIDEOS
    if not path.exists():
        raise NotFound(f"There is no file or folder {path}.", "Check the path.")
    if path.is_dir():
        empty = True
        for found in read_folder(path, columns, kind):
            empty = False
            yield found
        if empty:
            raise Invalid(
                f"There are no {kind}s in {path}.", f"Files are read that end with {', '.join(sorted(endings))}."
            )
        return
    if not path.is_file():
        raise Refused(f"{path} is not an ordinary file.", "Give a folder, a list, or a file.")
    if path.suffix.lower() in PICTURES | VIDEOS:
        yield from _single(path, columns, kind)
        return
    yield from read_listing(path, columns, outside)


def _single(path: Path, columns: Mapping[str, str], kind: Kind) -> Iterator[PictureEntry | Reject]:
    if path.suffix.lower() not in (PICTURES if kind == "picture" else VIDEOS):
        other = "video" if kind == "picture" else "picture"
        raise Invalid(f"{path.name} is a {other}.", f"Import it as one: ascertain import {_verb(other)} {path.name}.")
    yield beside(1, path.name, path, columns)


def _verb(kind: str) -> str:
    return "images" if kind == "picture" else "videos"


def digest_of(path: Path) -> str:
    """Return what the content of a folder or list is known by, so that an interrupted import goes on with the same.

    Of a file its SHA-256; of a folder its files' paths, sizes and times of change.
    """
    digest = hashlib.sha256()
    if path.is_dir():
        for found in sorted(path.rglob("*")):
            try:
                status = found.lstat()
            except OSError:
                continue
            line = f"{found.relative_to(path).as_posix()}\0{status.st_size}\0{status.st_mtime_ns}\n"
            digest.update(line.encode("utf-8", "surrogateescape"))
        return digest.hexdigest()
    with path.open("rb") as file:
        while piece := file.read(1024 * 1024):
            digest.update(piece)
    return digest.hexdigest()
