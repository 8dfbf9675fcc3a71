"""Bringing a list of sources into the collection, in the place of what it held before."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, get_args

from ascertain.errors import Invalid
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.rejects import RejectsFile
from ascertain.ingest.sourcelists.reading import LeftOut, Selection, read_source_list
from ascertain.records import ListedSource, SourceKind

if TYPE_CHECKING:
    from ascertain.store import Store

Progress = Callable[[str, int, int | None], None]

_LONGEST_NAME = 200


@dataclass(frozen=True)
class SourceListReport:
    """What importing a list of sources did."""

    file: str
    """Name of the file."""

    list: str
    """Name of the list."""

    kind: str
    """What being on it means."""

    read: int
    """Rows of the file."""

    new: int
    """Sources that were not on the list before."""

    changed: int
    """Sources of which the list says something else now."""

    same: int
    """Sources that were on it already, as they are."""

    removed: int
    """Sources that are no longer on it."""

    repeated: int
    """Rows whose site stands in an earlier row."""

    left_out: int
    """Rows that the selection does not mean."""

    rejected: int
    """Rows that name no site that can be used."""

    rejects: str = ""
    """Where those are written down with the reasons; empty when there are none."""

    seconds: float = 0.0
    """How long it took."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        lines = [
            f"{self.file}: {self.read:,} rows read into the list “{self.list}” ({self.kind}): "
            f"{self.new:,} sources new, {self.changed:,} changed, {self.same:,} the same, "
            f"{self.removed:,} no longer on it."
        ]
        if self.left_out:
            lines.append(f"  {self.left_out:,} rows were not asked for")
        if self.repeated:
            lines.append(f"  {self.repeated:,} rows name a site again")
        if self.rejected:
            lines.append(f"  {self.rejected:,} rows could not be used; the reasons are in {self.rejects}")
        lines.append(f"  {self.seconds:.1f} seconds")
        return "\n".join(lines)


class SourceOptions(TypedDict, total=False):
    """What may be said of a list beside its name and kind."""

    columns: Mapping[str, str] | None
    """Fields mapped to the list's headings."""

    only: Mapping[str, Sequence[str]]
    """Heading → the cells that rows may have there; other rows are left out."""

    at_least: float | None
    """Least score."""

    at_most: float | None
    """Greatest score."""

    rejects: Path | None
    """Where rows that cannot be used are written, by default ``<home>/rejects/<file name>.jsonl``."""


def import_source_list(
    path: Path,
    store: Store,
    home: Path,
    progress: Progress,
    *,
    name: str,
    kind: SourceKind,
    **options: Unpack[SourceOptions],
) -> SourceListReport:
    """Read a list and put it in the place of what the store holds under its name, all or nothing.

    The same list again changes nothing. Rows that cannot be used are written down with the reason. Raises
    ``Invalid`` when the name is empty, the kind is unknown, or no row names a site: then the old list stays.
    """
    started = time.monotonic()
    only = {heading: frozenset(map(str.casefold, cells)) for heading, cells in options.get("only", {}).items()}
    selection = Selection(only, options.get("at_least"), options.get("at_most"))
    rejects = options.get("rejects") or home / "rejects" / f"{path.name}.jsonl"
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise Invalid("The list has no name.", "Give one with --name: readers will see it beside each source.")
    if kind not in get_args(SourceKind):
        raise Invalid(f"Lists of the kind {kind!r} are not known.", f"Use one of: {', '.join(get_args(SourceKind))}.")
    found: dict[str, ListedSource] = {}
    read = repeated = left_out = rejected = 0
    file = RejectsFile(rejects, f"sources {name} {hashlib.sha256(path.name.encode()).hexdigest()[:16]}", path.name)
    try:
        for entry in read_source_list(path, name, kind, options.get("columns"), selection):
            read += 1
            if isinstance(entry, Reject):
                rejected += 1
                file.add(entry)
            elif isinstance(entry, LeftOut):
                left_out += 1
            elif entry.id in found:
                repeated += 1
            else:
                found[entry.id] = entry
            if read % 1000 == 0:
                progress("Reading sources", read, None)
        file.save()
    finally:
        file.close()
    if not found:
        raise Invalid(f"No row of {path.name} names a source that was asked for.", "Look at its columns and --only.")
    added, removed = store.replace_source_list(name, list(found.values()))
    return SourceListReport(
        path.name,
        name,
        kind,
        read,
        added.new,
        added.changed,
        added.same,
        removed,
        repeated,
        left_out,
        rejected,
        str(rejects) if rejected else "",
        round(time.monotonic() - started, 3),
    )
