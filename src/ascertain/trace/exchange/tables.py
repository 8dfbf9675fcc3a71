"""Hash lists as lines: CSV with or without headings, ``hash,quality,file name``, and one hash a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import TextIO

from ascertain.records import ListedHash
from ascertain.trace.exchange.entry import HashReject, Withdrawn, entry_of, field_of, moment

LONGEST_LINE = 64 * 1024
_HASH = re.compile(r"(?:hash=)?[0-9a-fA-F]{64}")
_LED = re.compile(r"\s*(?:hash=)?[0-9a-fA-F]{64}\s*([,\t;|])")
_PAIR = re.compile(r"([a-z0-9_]+)=(.*)", re.IGNORECASE | re.DOTALL)
_SIGNAL = re.compile(r"([a-z][a-z0-9_]*) +(\S+)", re.IGNORECASE)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]")


def read_table(stream: TextIO, collection: str) -> Iterator[ListedHash | Withdrawn | HashReject]:
    """Yield what each line holds.

    Read are tables with headings, such as ``tx dataset -P --csv`` writes; lines of the PDQ tools (``hash,quality,file
    name`` and ``hash=…,quality=…,filename=…``); lines of hasher-matcher-actioner's samples
    (``hash,identifier,time,tags``); lines of the ``tx`` file exchange (``pdq hash``); and bare hashes. Lines that
    begin with ``#`` are passed over.
    """
    fields: list[str] | None = None
    delimiter = ""
    for number, line in _lines(stream):
        place = f"line {number}"
        if line is None:
            yield HashReject(place, f"the line is longer than {LONGEST_LINE:,} characters")
            continue
        if not line.strip() or line.startswith("#"):
            continue
        if not delimiter:
            # Behind a hash the delimiter is plain; a file name behind it may be full of others.
            led = _LED.match(line)
            delimiter = led[1] if led else max(",\t;|", key=line.count)
            fields = _headings(line, delimiter)
            if fields is not None:
                continue
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            yield HashReject(place, "the quotation marks of the line do not match", line)
            continue
        raw = _headless(cells, delimiter) if fields is None else _headed(fields, cells)
        yield entry_of(raw, collection, place, line)


def _lines(stream: TextIO) -> Iterator[tuple[int, str | None]]:
    """Yield number and text of each line, ``None`` for one that is too long to be held."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                continue
            yield number, None
        else:
            yield number, line.rstrip("\r\n").replace("\0", "")


def _headings(line: str, delimiter: str) -> list[str] | None:
    """Return which field each column is, ``None`` when the first line is no line of headings."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    if any(_HASH.fullmatch(cell.strip()) for cell in cells) or "=" in line:
        return None
    fields = [field_of(cell) for cell in cells]
    return fields if "pdq" in fields else None


def _headed(fields: list[str], cells: list[str]) -> dict[str, str]:
    raw: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and cell.strip() and field not in raw:
            raw[field] = cell
    return raw


def _headless(cells: list[str], delimiter: str) -> dict[str, str]:
    """Return the fields of a line without headings, told by the form of its cells."""
    pairs = [_PAIR.fullmatch(cell.strip()) for cell in cells]
    if cells and pairs[0] and all(pairs[:2]):
        return _headed(
            [field_of(pair[1]) if pair else "" for pair in pairs], [pair[2] if pair else "" for pair in pairs]
        )
    first, *rest = (cell.strip() for cell in cells)
    if not rest and (signal := _SIGNAL.fullmatch(first)):
        return {"type": signal[1], "pdq": signal[2]}
    raw = {"pdq": first}
    if rest and rest[0].isascii() and rest[0].isdecimal():
        figure = rest.pop(0)
        raw["quality" if int(figure[:9]) <= 100 else "reference"] = figure
    elif rest and not rest[0]:
        rest.pop(0)  # no quality
    if "reference" in raw:
        if rest and _TIME.match(rest[0]) and moment(rest[0]):
            raw["added"] = rest.pop(0)
        raw["tags"] = " ".join(rest)
    else:
        behind = cells[len(cells) - len(rest) :]
        raw["note"] = delimiter.join(behind)  # a file name may hold the delimiter
    return raw
