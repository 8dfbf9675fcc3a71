"""Lists of pictures: CSV, TSV and JSON lines, each row a file or an address with what is known of it."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, TextIO
from urllib.parse import unquote, urlsplit

from ascertain.errors import Invalid, Unavailable
from ascertain.ingest.encoding import decode
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.factchecks.dates import may_be_two_days, read_date
from ascertain.ingest.picturelists.columns import NAMES, resolve, values_of
from ascertain.ingest.picturelists.entry import PictureEntry, draft_entry, reject
from ascertain.ingest.reading import web_url

_HEAD = 64 * 1024
_RECODED = 64 * 1024 * 1024
_LONGEST_CELL = 1024 * 1024
_LONGEST_LINE = 8 * 1024 * 1024
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")


def read_listing(path: Path, columns: Mapping[str, str], outside: bool) -> Iterator[PictureEntry | Reject]:
    """Yield every row of a list, plain or gzip-compressed, in its order.

    ``columns`` maps fields (``file``, ``url``, ``page``, ``caption``, ``title``, ``publisher``, ``date``) to the
    list's names; other names are known. A file must lie in the list's own folder or below it, unless ``outside``
    allows any. Raises ``Invalid`` when the file is no list, or no column means a file or an address.
    """
    folder = path.resolve().parent
    try:
        with path.open("rb") as raw:
            text = _text(raw, path)
            try:
                rows = _rows(text, path, columns)
                yield from _entries(rows, columns, folder, outside, _month_first(path, columns))
            finally:
                if isinstance(text, io.TextIOWrapper):
                    text.detach()  # the stream is closed where it was opened
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Invalid(f"{path.name} breaks off: {error}.", "Download or compress it again.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error


def _text(raw: io.BufferedReader, path: Path) -> TextIO:
    """Return the list as text; one that is not UTF-8 is recoded in memory."""
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    stream: Any = gzip.GzipFile(fileobj=raw, mode="rb") if packed else raw
    head = stream.read(_HEAD)
    if not head.strip():
        raise Invalid(f"{path.name} is empty.", "Give a list with a line of headings, or a folder.")
    if head.startswith((b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise Invalid(f"{path.name} is no list of pictures.", "Give a folder, or a list as CSV, TSV or JSON lines.")
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head
    if not wide and _is_utf8(head, stream):
        stream.seek(0)
        return io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
    stream.seek(0)
    body = stream.read(_RECODED + 1)
    if len(body) > _RECODED:
        raise Invalid(
            f"{path.name} is not UTF-8, and larger than the {_RECODED:,} bytes that are recoded in memory.",
            "Convert it to UTF-8 first.",
        )
    return io.StringIO(decode(body), newline="")


def _is_utf8(head: bytes, stream: Any) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
        while piece := stream.read(1024 * 1024):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


Row = tuple[str, dict[str, Any] | str]
"""Where a row stands, and its cells by heading, or why it has none."""


def _rows(text: TextIO, path: Path, columns: Mapping[str, str]) -> Iterator[Row]:
    start = text.read(1)
    while start and start.isspace():
        start = text.read(1)
    text.seek(0)
    if start == "[":
        return _listed(text, path)
    return _objects(text) if start == "{" else _table(text, path, columns)


def _listed(text: TextIO, path: Path) -> Iterator[Row]:
    """Yield the objects of one JSON list, which is read as a whole."""
    body = text.read(_RECODED + 1)
    try:
        value = json.loads(body) if len(body) <= _RECODED else None
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{path.name} is no JSON: {str(error)[:100]}.", "Save it again, or as JSON lines.") from error
    if not isinstance(value, list):
        raise Invalid(f"{path.name} is too long for one JSON list.", "Save it as JSON lines: one object a line.")
    for number, item in enumerate(value, start=1):
        yield f"item {number}", item if isinstance(item, dict) else "it is not an object with fields"


def _objects(text: TextIO) -> Iterator[Row]:
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        place = f"line {number}"
        if len(line) == _LONGEST_LINE and not line.endswith("\n"):
            while (line := text.readline(_LONGEST_LINE)) and not line.endswith("\n"):
                continue
            yield place, f"the line is longer than {_LONGEST_LINE:,} characters"
        elif line.strip():
            try:
                value = json.loads(line.lstrip("\ufeff"))
            except (ValueError, RecursionError) as error:
                yield place, f"the line is no JSON: {str(error)[:100]}"
                continue
            yield place, value if isinstance(value, dict) else "the line is not an object with fields"


def _table(text: TextIO, path: Path, columns: Mapping[str, str]) -> Iterator[Row]:
    first = text.readline(_LONGEST_LINE)
    text.seek(0)
    # The delimiter with which most headings are known, then with which there are most.
    delimiter = max(",\t;|", key=lambda each: (len(resolve(_cells(first, each), columns)), len(_cells(first, each))))
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader((line.replace("\0", "") for line in text), delimiter=delimiter)
    headings: list[str] = []
    number = 0
    while True:
        number += 1
        place = f"row {number}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield place, f"the row cannot be read ({error}): a quotation mark may be opened and not closed"
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not headings:
            headings = _headings(cells, path, columns)
        elif any(cell.strip() for cell in cells[len(headings) :]):
            yield place, f"it has {len(cells)} cells under {len(headings)} headings: a cell may need quotation marks"
        else:
            yield place, dict(zip(headings, cells, strict=False))


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip().removeprefix("\ufeff") for cell in next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return ()


def _headings(cells: list[str], path: Path, columns: Mapping[str, str]) -> list[str]:
    headings = [cell.strip().removeprefix("\ufeff") for cell in cells]
    missing = sorted(set(columns.values()) - set(headings))
    if missing:
        raise Invalid(
            f"The list has no column {', '.join(map(repr, missing))}.", f"Its columns are: {', '.join(headings)}."
        )
    chosen = resolve(tuple(headings), columns)
    if "file" not in chosen and "url" not in chosen:
        raise Invalid(
            f"No column of {path.name} means a file or an address; it has: {', '.join(headings)[:300]}.",
            f"Say which is which: --map file=NAME,page=NAME,caption=NAME (fields: {', '.join(NAMES)}).",
        )
    return headings


def _entries(
    rows: Iterable[Row], columns: Mapping[str, str], folder: Path, outside: bool, month_first: bool | None
) -> Iterator[PictureEntry | Reject]:
    for position, (place, row) in enumerate(rows, start=1):
        if isinstance(row, str):
            yield reject(position, place, row)
            continue
        values = values_of(row, columns)
        shown = json.dumps(row, ensure_ascii=False, default=str)
        named, address = values.get("file", ""), values.get("url", "")
        if named and web_url(named):
            named, address = "", named  # a column called "image" may hold addresses
        if named:
            found = _file(named, folder, outside)
            if isinstance(found, str):
                yield reject(position, place, found, shown)
                continue
            if address and "page" not in values:
                values["page"] = address
            yield draft_entry(position, place, values, file=found, month_first=month_first)
        elif address and web_url(address):
            yield draft_entry(position, place, values, url=web_url(address), month_first=month_first)
        elif address:
            yield reject(position, place, "its address is no http or https address", shown)
        else:
            yield reject(position, place, "it names no file and no address", shown)


def _file(named: str, folder: Path, outside: bool) -> Path | str:
    """Return the file that a row names, or why it is not read."""
    if named.lower().startswith("file://"):
        named = unquote(urlsplit(named).path)
    elif _SCHEME.match(named) and not PureWindowsPath(named).drive:
        return f"it names an address of the kind {named.partition(':')[0][:20]}:, which is not read"
    if "\0" in named:
        return "its path holds a character that no path has"
    absolute = (
        PurePosixPath(named).is_absolute() or PureWindowsPath(named).is_absolute() or PureWindowsPath(named).drive
    )
    if absolute and not outside:
        return "its path is absolute; only files in the list's own folder are read (--outside reads any)"
    try:
        path = _existing(folder, named)
        inside = path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):
        return "its path cannot be followed"
    if not inside and not outside:
        return "its path leads out of the list's folder; only files in it are read (--outside reads any)"
    try:
        if not path.exists():
            return "there is no such file"
        return path if path.is_file() else "it is not an ordinary file"
    except OSError:
        return "its path cannot be followed"


def _existing(folder: Path, named: str) -> Path:
    """Return the path as it is written, or as Windows means it when only that exists."""
    path = folder / named
    if "\\" in named and not path.exists():
        return folder / PureWindowsPath(named).as_posix()
    return path


def _month_first(path: Path, columns: Mapping[str, str]) -> bool | None:
    """Tell from all dates of a list with slashes which comes first: one ``13/05`` or ``05/13`` decides for all.

    ``None`` when the list does not tell, or tells both.
    """
    votes: set[bool] = set()
    with path.open("rb") as raw:
        text = _text(raw, path)
        try:
            for _, row in _rows(text, path, columns):
                written = values_of(row, columns).get("date", "") if isinstance(row, dict) else ""
                match = re.match(r"\s*(\d{1,2})/(\d{1,2})/\d{2,4}\b", written)
                if match is None or may_be_two_days(written) or read_date(written) is None:
                    continue
                first, second = int(match[1]), int(match[2])
                if first != second:
                    votes.add(second > 12)
        finally:
            if isinstance(text, io.TextIOWrapper):
                text.detach()
    return votes.pop() if len(votes) == 1 else None
