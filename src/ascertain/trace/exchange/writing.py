"""Handing hashes on in the shapes that ThreatExchange's tools read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Literal, TextIO

from ascertain.records import ListedHash, Media, listed_id

Shape = Literal["json", "tx", "pdq", "text"]
"""``json``: pages of ThreatExchange, with everything; ``tx``: CSV of ``tx dataset``; ``pdq``: ``hash,quality,note``;
``text``: ``pdq hash``, the file exchange of ``tx``."""

CATEGORIES = ("WORTH_INVESTIGATING", "INVESTIGATION_SEED", "POSITIVE_CLASS", "NEGATIVE_CLASS")
"""What ``tx`` calls the state of a signal; the first claims least."""


def write_hashes(entries: Iterable[ListedHash], out: TextIO, shape: Shape = "json") -> int:
    """Write hashes to ``out`` one after the other and return how many.

    ``json`` keeps everything that a record holds; ``tx`` keeps list, hash and tags, with blanks inside a tag as
    underscores; ``pdq`` keeps hash, quality and note; ``text`` the hashes. Open files for CSV with ``newline=""``.
    """
    match shape:
        case "json":
            return _json(entries, out)
        case "tx":
            return _tx(entries, out)
        case "pdq":
            return _pdq(entries, out)
        case "text":
            return sum(bool(out.write(f"pdq {entry.pdq}\n")) for entry in entries)


def listed(media: Media, collection: str, note: str = "", tags: Iterable[str] = ()) -> ListedHash:
    """Return a picture of the own collection as an entry of a list to hand on; its bytes stay here."""
    return ListedHash(
        id=listed_id(collection, media.pdq),
        collection=collection,
        pdq=media.pdq,
        pdq_quality=media.pdq_quality,
        note=note,
        tags=tuple(tags),
        reference=media.sha256,
    )


def _json(entries: Iterable[ListedHash], out: TextIO) -> int:
    count = 0
    out.write('{"data": [')
    for entry in entries:
        value = {
            "type": "HASH_PDQ",
            "indicator": entry.pdq,
            "id": entry.reference or None,
            "collab": entry.collection,
            "quality": entry.pdq_quality,
            "description": entry.note,
            "tags": list(entry.tags),
            "added_on": entry.added.isoformat() if entry.added else None,
        }
        out.write(",\n" if count else "\n")
        out.write(json.dumps({key: item for key, item in value.items() if item not in (None, "", [])}))
        count += 1
    out.write("\n]}\n")
    return count


def _tx(entries: Iterable[ListedHash], out: TextIO) -> int:
    writer = csv.writer(out)
    writer.writerow(["collab", "signal_type", "signal_str", "category", "tags"])
    count = 0
    for entry in entries:
        category = next((tag for tag in entry.tags if tag in CATEGORIES), CATEGORIES[0])
        tags = " ".join("_".join(tag.split()) for tag in entry.tags if tag != category)
        writer.writerow([entry.collection, "pdq", entry.pdq, category, tags])
        count += 1
    return count


def _pdq(entries: Iterable[ListedHash], out: TextIO) -> int:
    writer = csv.writer(out)
    count = 0
    for entry in entries:
        quality = "" if entry.pdq_quality is None else entry.pdq_quality
        writer.writerow([entry.pdq, quality, " ".join(entry.note.split())])
        count += 1
    return count
