"""Reading a list of sources: CSV, TSV, JSON, JSON lines, or one domain a line."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.ingest.encoding import decode
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.sourcelists.columns import check_map, resolve, text_of, words_of
from ascertain.records import ListedSource, SourceKind, listed_source_id
from ascertain.text.sitekeys import site_key, why_not

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a list, unpacked; the largest known ones have 3 MB."""

_LONGEST_CELL = 100_000
_EXCERPT = 200
_MANY = re.compile(r"\s*[,;|\s]\s*")


@dataclass(frozen=True)
class Selection:
    """Which rows of a list are meant: lists often grade sources, and only some grades are what is looked for."""

    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Heading → the cells it may have, without case: ``{"Typology": {"sc", "capu"}}``."""

    at_least: float | None = None
    """Least score; rows without a score are left out."""

    at_most: float | None = None
    """Greatest score."""

    def takes(self, row: Mapping[str, Any], score: str) -> bool:
        """Tell whether a row is meant."""
        for heading, cells in self.only.items():
            if text_of(row.get(heading)).casefold() not in cells:
                return False
        if self.at_least is None and self.at_most is None:
            return True
        try:
            value = float(score.replace(",", "."))
        except ValueError:
            return False
        least = -math.inf if self.at_least is None else self.at_least
        most = math.inf if self.at_most is None else self.at_most
        return least <= value <= most


@dataclass(frozen=True)
class LeftOut:
    """A row that the selection does not mean."""

    position: int
    """Which row, counted from 1."""


def read_source_list(
    path: Path,
    name: str,
    kind: SourceKind,
    columns: Mapping[str, str] | None = None,
    selection: Selection | None = None,
) -> Iterator[ListedSource | LeftOut | Reject]:
    """Yield every row of a list in its order: a source, a row that is not meant, or why there is no source.

    ``columns`` maps fields (``site``, ``country``, ``name``, ``label``, ``score``, ``note``) to the list's headings;
    common headings are known. Lists may be compressed with gzip. Raises ``NotFound``, ``Refused``, ``Invalid`` or
    ``Unavailable`` when nothing can be read at all.
    """
    columns, selection = dict(columns or {}), selection or Selection()
    check_map(columns)
    text = _text(path)
    checked = False
    for position, (place, row) in enumerate(_rows(text, path), start=1):
        if isinstance(row, str):
            yield Reject(position, row, "", place)
            continue
        chosen = resolve(tuple(row), columns)
        if not checked:
            _check(tuple(row), chosen, columns, selection, path)
            checked = True
        if not selection.takes(row, text_of(row.get(chosen.get("score", "")))):
            yield LeftOut(position)
            continue
        written = text_of(row.get(chosen.get("site", "")))
        key = site_key(written)
        if not key:
            shown = " ".join(" ".join(map(text_of, row.values())).split())[:_EXCERPT]
            yield Reject(position, why_not(written) if written else "it names no site", shown, place)
            continue
        yield ListedSource(id=listed_source_id(name, key), list=name, kind=kind, site=key, words=words_of(row, chosen))


def _check(
    headings: tuple[str, ...],
    chosen: Mapping[str, str],
    columns: Mapping[str, str],
    selection: Selection,
    path: Path,
) -> None:
    known = ", ".join(headings[:12])
    missing = [heading for heading in (*columns.values(), *selection.only) if heading not in headings]
    if missing:
        raise Invalid(f"{path.name} has no column {missing[0]!r}.", f"Its columns are: {known}.")
    if "site" not in chosen:
        raise Invalid(f"No column of {path.name} is known to hold sites: {known}.", "Name it with --map site=COLUMN.")
    if (selection.at_least is not None or selection.at_most is not None) and "score" not in chosen:
        raise Invalid(f"No column of {path.name} is known to hold scores: {known}.", "Name it with --map score=COLUMN.")


def _text(path: Path) -> str:
    try:
        if not path.exists():
            raise NotFound(f"There is no file {path}.", "Check the path.")
        if not path.is_file():
            raise Refused(f"{path} is not an ordinary file.", "Give a list of sources.")
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            stream: Any = gzip.GzipFile(fileobj=raw, mode="rb") if packed else raw
            body = stream.read(LARGEST + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Invalid(f"{path.name} breaks off: {error}.", "Download or compress it again.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    if len(body) > LARGEST:
        raise Refused(f"{path.name} is larger than {LARGEST:,} bytes.", "Take out the columns that are not needed.")
    if body.startswith((b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")):
        raise Invalid(f"{path.name} is no list of sources.", "Save it as CSV, TSV, JSON, or one domain a line.")
    text = decode(body).lstrip("\ufeff").replace("\0", "")
    if not text.strip():
        raise Invalid(f"{path.name} is empty.", "Give a list of sources.")
    return text


Row = tuple[str, dict[str, Any] | str]
"""Where a row stands, and its cells by heading, or why it has none."""


def _rows(text: str, path: Path) -> Iterator[Row]:
    start = text.lstrip()[:1]
    if start == "[":
        return _listed(_json(text, path))
    if start == "{":
        return _objects(text, path)
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return _table(text) if lines and _is_table(lines[0]) else _plain_lines(text)


def _is_table(line: str) -> bool:
    cells = tuple(cell.strip() for cell in _MANY.split(line))
    return "site" in resolve(cells, {}) or (not why_not(cells[0]) and len(cells) > 1) or (
        bool(why_not(cells[0])) and any(mark in line for mark in ",\t;|")
    )  # fmt: skip


def _plain_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.partition("#")[0].strip()
        if written:
            yield f"line {number}", {"site": written[:_LONGEST_CELL]}


def _table(text: str) -> Iterator[Row]:
    first = next(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    delimiter = max(",\t;|", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    headings: tuple[str, ...] = ()
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"row {number}", f"the row cannot be read ({error}): a quotation mark may be opened and not closed"
            continue
        if not any(cell.strip() for cell in cells) or (not headings and cells[0].startswith("#")):
            continue
        if not headings:
            headings = tuple(cell.strip() for cell in cells)
            if why_not(headings[0]):
                continue
            # No headings: the first cell is a site already, the next says what the list calls it.
            headings = ("site", "label", "note", *(f"column {n}" for n in range(4, len(cells) + 1)))
        yield f"row {number}", dict(zip(headings, cells, strict=False))


def _json(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{path.name} is no JSON: {str(error)[:100]}.", "Save it again, or as JSON lines.") from error


def _listed(items: Any) -> Iterator[Row]:
    for number, item in enumerate(items, start=1):
        place = f"item {number}"
        if isinstance(item, str):
            yield place, {"site": item}
        else:
            yield place, item if isinstance(item, dict) else "it is neither a site nor an object with fields"


def _objects(text: str, path: Path) -> Iterator[Row]:
    """Yield JSON lines, or the entries of one object: site → what the list says of it."""
    lines = text.splitlines()
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and not ("site" in resolve(tuple(whole), {}) and not _mapping(whole)):
        if len(lists := [value for value in whole.values() if isinstance(value, list)]) == 1:
            yield from _listed(lists[0])
            return
        for number, (site, said) in enumerate(whole.items(), start=1):
            row = said if isinstance(said, dict) else {"label": said}
            yield f"item {number}", {"site": site, **{key: cell for key, cell in row.items() if key != "site"}}
        return
    if whole is None and len(lines) == 1:
        _json(text, path)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield f"line {number}", f"the line is no JSON: {str(error)[:100]}"
            continue
        yield f"line {number}", value if isinstance(value, dict) else "the line is not an object with fields"


def _mapping(whole: Mapping[str, Any]) -> bool:
    return all(not why_not(key) for key in whole)
