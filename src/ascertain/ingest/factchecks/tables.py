"""Tables as text: CSV and TSV with a line of headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from ascertain.errors import Invalid
from ascertain.ingest.factchecks.columns import UNNAMED, draft_of, resolve
from ascertain.ingest.factchecks.reader import Located, Problem
from ascertain.ingest.factchecks.values import excerpt

_LONGEST_CELL = 1024 * 1024
_DELIMITERS = ",\t;|"
_HEAD = 64 * 1024


class Table:
    """CSV or TSV: comma, tab, semicolon or bar between cells, headings in the first line."""

    def __init__(self, name: str, delimiters: str, examples: tuple[bytes, ...]) -> None:
        self.name = name
        self.examples = examples
        self._delimiters = delimiters

    def sniff(self, head: bytes, path: Path) -> bool:
        """Tell whether the first line has headings between its delimiters, or the file's name says so."""
        suffix = path.name.lower().removesuffix(".gz").rpartition(".")[2]
        if suffix in ("csv", "tsv", "tab"):
            return (suffix == "csv") == (self.name == "csv")
        text = head.decode("utf-8", "replace")
        delimiter = _delimiter(text, _DELIMITERS)
        return delimiter in self._delimiters and len(_first_cells(text, delimiter)) > 1

    def drafts(self, stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Located | Problem]:
        """Yield what each row holds; a row with more filled cells than headings is a problem."""
        head = stream.read(_HEAD).decode("utf-8", "replace")
        stream.seek(0)
        delimiter = _delimiter(head, self._delimiters)
        csv.field_size_limit(_LONGEST_CELL)
        text = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="")
        try:
            yield from _rows(csv.reader((line.replace("\0", "") for line in text), delimiter=delimiter), columns)
        finally:
            text.detach()  # the stream belongs to the caller


def _rows(rows: Iterator[list[str]], columns: Mapping[str, str]) -> Iterator[Located | Problem]:
    headings: list[str] | None = None
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(
                f"the row cannot be read ({error}): a quotation mark may be opened and not closed", "", f"row {number}"
            )
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if headings is None:
            headings = _headings(cells, columns)
            continue
        place = f"row {number}"
        if any(cell.strip() for cell in cells[len(headings) :]):
            reason = f"it has {len(cells)} cells under {len(headings)} headings: a cell may need quotation marks"
            yield Problem(reason, excerpt(" | ".join(cells)), place)
            continue
        row = dict(zip(headings, cells + [""] * (len(headings) - len(cells)), strict=False))
        draft = draft_of(row, columns)
        if draft is None:
            seen = tuple(heading or UNNAMED for heading in headings)
            yield Problem("no column of the table means a claim or a headline", excerpt(" | ".join(cells)), place, seen)
        else:
            yield Located(draft, place)


def _headings(cells: list[str], columns: Mapping[str, str]) -> list[str]:
    headings: list[str] = []
    for cell in cells:
        name = cell.strip()
        headings.append(name if name not in headings else f"{name} {len(headings) + 1}")
    missing = sorted(set(columns.values()) - set(headings))
    if missing:
        raise Invalid(
            f"The table has no column {', '.join(map(repr, missing))}.",
            f"Its columns are: {', '.join(heading or UNNAMED for heading in headings)}.",
        )
    return headings


def _first_cells(text: str, delimiter: str) -> tuple[str, ...]:
    line = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:  # quotation marks in the wrong places: no headings
        return ()


def _delimiter(text: str, among: str) -> str:
    """Return the delimiter that splits the first line into most known headings, then into most cells."""

    def worth(delimiter: str) -> tuple[int, int]:
        cells = tuple(dict.fromkeys(_first_cells(text, delimiter)))
        return sum(bool(keys) for keys in resolve(cells, ()).values()), len(cells)

    return max(among, key=worth)


CSV = Table(
    "csv",
    ",;|",
    (
        b"claim,claimant,rating,publisher,url,date\n"
        b'"Cats, it is said, can fly",A post,Falso,Comprobado,https://checks.example/cats,2024-03-01\n',
        b"Title;Link;Verdict\nDid it rain frogs?;https://checks.example/frogs;Mostly true\n",
    ),
)
TSV = Table("tsv", "\t", (b"\tvclaim\ttitle\n0\tThe moon is hollow\tIs the moon hollow?\n",))
