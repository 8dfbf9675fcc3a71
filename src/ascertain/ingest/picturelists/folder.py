"""A folder of pictures or videos, with what lies beside them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ascertain.ingest.encoding import decode
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.picturelists.columns import values_of
from ascertain.ingest.picturelists.entry import PICTURES, VIDEOS, Kind, PictureEntry, draft_entry, reject

_LARGEST_SIDECAR = 1024 * 1024


def read_folder(folder: Path, columns: Mapping[str, str], kind: Kind) -> Iterator[PictureEntry | Reject]:
    """Yield every picture (or video) below a folder, by path.

    Files are known by their ending; hidden files and folders are passed over. Links are followed to files inside the
    folder only. A text of the same name (``pier.jpg.txt`` or ``pier.txt``) is the caption; a JSON object of the same
    name (``pier.jpg.json``, ``pier.json``, ``pier.info.json``) holds the fields of a list.
    """
    endings = PICTURES if kind == "picture" else VIDEOS
    root = folder.resolve()
    position = 0
    for path in _files(folder):
        if path.suffix.lower() not in endings:
            continue
        position += 1
        place = path.relative_to(folder).as_posix()
        try:
            inside = path.resolve().is_relative_to(root) and path.is_file()
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            yield reject(position, place, "it is a link to something outside the folder, or no ordinary file")
            continue
        yield beside(position, place, path, columns)


def beside(position: int, place: str, path: Path, columns: Mapping[str, str]) -> PictureEntry:
    """Return a file as an entry, with what its sidecars say."""
    values, warnings = _sidecars(path, columns)
    entry = draft_entry(position, place, values, file=path)
    return replace(entry, warnings=(*entry.warnings, *warnings))


def count_files(folder: Path, kind: Kind) -> int:
    """Return how many files of a kind there are below a folder, by their endings."""
    endings = PICTURES if kind == "picture" else VIDEOS
    return sum(1 for path in _files(folder) if path.suffix.lower() in endings)


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(here, name)


def _sidecars(path: Path, columns: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return what the sidecars of a file say, and what of them could not be read."""
    values: dict[str, str] = {}
    warnings: list[str] = []
    for other in (path.with_name(f"{path.name}.json"), path.with_suffix(".json"), path.with_suffix(".info.json")):
        body = _body(other)
        if body is None:
            continue
        try:
            row = json.loads(decode(body))
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            found = values_of(row, columns)
            # The address in a sidecar is where the file came from: with no page beside it, that is where it was.
            if "page" not in found and found.get("url"):
                found["page"] = found["url"]
            values = {**found, **values}
        else:
            warnings.append("the JSON beside it could not be read and was left out")
    for other in (path.with_name(f"{path.name}.txt"), path.with_suffix(".txt")):
        body = _body(other)
        if body is not None and "caption" not in values and (text := decode(body).strip()):
            values["caption"] = text
    return values, warnings


def _body(path: Path) -> bytes | None:
    """Return the content of a small ordinary file, ``None`` when there is none."""
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > _LARGEST_SIDECAR:
            return None
        return path.read_bytes()
    except OSError:
        return None
