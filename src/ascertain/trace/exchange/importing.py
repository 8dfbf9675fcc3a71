"""Bringing a hash list into the collection, and finding the lists that a picture is on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.errors import Invalid
from ascertain.records import ListedHash, Media, SightingMatch
from ascertain.trace.exchange.entry import HashReject, Withdrawn
from ascertain.trace.exchange.hits import list_hits
from ascertain.trace.exchange.reading import read_hashes
from ascertain.trace.hashes import HashIndex
from ascertain.trace.thresholds import GOOD_QUALITY

if TYPE_CHECKING:
    from ascertain.store import Store

BATCH = 5000
"""Entries of one transaction."""

_SHOWN = 20


@dataclass(frozen=True)
class HashListReport:
    """What importing a hash list did."""

    file: str
    """Name of the file."""

    read: int
    """Entries of the file."""

    new: int
    """Hashes that were not on their list before."""

    changed: int
    """Hashes that were, with another note, tags or date."""

    same: int
    """Hashes that were, as they are."""

    withdrawn: int
    """Entries that the list takes back."""

    rejected: int
    """Entries that are no PDQ hash that can be used."""

    lists: Mapping[str, int] = field(default_factory=dict)
    """The lists that the entries belong to, each with how many it now holds."""

    rejects: tuple[HashReject, ...] = ()
    """The first of the rejected entries, with place and reason."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        lines = [
            f"{self.file}: {self.read:,} entries read: {self.new:,} hashes new, {self.changed:,} changed, "
            f"{self.same:,} the same, {self.withdrawn:,} withdrawn."
        ]
        lines += [f"  the list “{name}” holds {count:,} hashes" for name, count in self.lists.items()]
        if self.rejected:
            lines.append(f"  {self.rejected:,} entries could not be used:")
            lines += [f"    {reject.place}: {reject.reason}" for reject in self.rejects]
            if self.rejected > len(self.rejects):
                lines.append(f"    and {self.rejected - len(self.rejects):,} more")
        return "\n".join(lines)


def import_hashes(
    path: Path,
    store: Store,
    *,
    collection: str = "",
    on_reject: Callable[[int, HashReject], None] | None = None,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> HashListReport:
    """Bring a list of PDQ hashes into the collection, batch by batch, and report what was done.

    A list read again changes only what changed, so a run that was killed is simply run again. ``on_reject`` gets
    each entry that cannot be used, with its number from 1. Raises the errors of :func:`read_hashes`, and ``Invalid``
    when the file holds no PDQ hash at all: then nothing is kept.
    """
    counts: Counter[str] = Counter()
    names: dict[str, None] = {}
    rejects: list[HashReject] = []
    # By identifier, so that of one hash the last entry stands, be it a withdrawal.
    hashes: dict[str, ListedHash] = {}
    gone: dict[str, None] = {}

    def write() -> None:
        added = store.add_listed_hashes(list(hashes.values()), list(gone))
        counts.update(new=added.new, changed=added.changed, same=added.same, withdrawn=len(gone))
        names.update(dict.fromkeys(entry.collection for entry in hashes.values()))
        hashes.clear()
        gone.clear()

    for number, entry in enumerate(read_hashes(path, collection), start=1):
        counts["read"] += 1
        if isinstance(entry, HashReject):
            counts["rejected"] += 1
            rejects += [entry] if len(rejects) < _SHOWN else []
            if on_reject:
                on_reject(number, entry)
        elif isinstance(entry, Withdrawn):
            hashes.pop(entry.id, None)
            gone[entry.id] = None
        else:
            gone.pop(entry.id, None)
            hashes[entry.id] = entry
        if len(hashes) + len(gone) >= BATCH:
            write()
            if progress:
                progress("Reading hashes", counts["read"], None)
    if not hashes and not gone and not (counts["new"] or counts["changed"] or counts["same"] or counts["withdrawn"]):
        reason = f": {rejects[0].reason} ({rejects[0].place})" if rejects else ""
        raise Invalid(f"{path.name} holds no PDQ hash{reason}.", "docs/guide/trace.md lists the shapes that are read.")
    write()
    known = store.hash_lists()
    return HashListReport(
        file=path.name,
        read=counts["read"],
        new=counts["new"],
        changed=counts["changed"],
        same=counts["same"],
        withdrawn=counts["withdrawn"],
        rejected=counts["rejected"],
        lists={name: known.get(name, 0) for name in names},
        rejects=tuple(rejects),
    )


def on_lists(media: Media, store: Store, now: datetime, index: HashIndex | None = None) -> tuple[SightingMatch, ...]:
    """Return the shared lists that a picture is on, nearest first, as sightings without a page.

    ``index`` is made of :meth:`Store.listed_hashes`; without one it is made here (0.3 s for 100,000 hashes), which
    is for single pictures. ``now`` is the date of entries without one.
    """
    if media.pdq_quality < GOOD_QUALITY:
        return ()
    near = (HashIndex(store.listed_hashes()) if index is None else index).near(media.pdq)
    return list_hits(media, near, store.listed([key for key, _ in near]), now) if near else ()
