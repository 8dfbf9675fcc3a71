"""A picture on a list: a sighting without a page, shown like the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ascertain.records import Feature, ListedHash, Media, Sighting, SightingMatch, content_id
from ascertain.trace.thresholds import GOOD_QUALITY, PROBABLE_BITS, SAME_BITS


def list_hits(
    media: Media, near: Iterable[tuple[str, int]], listed: Sequence[ListedHash], now: datetime
) -> tuple[SightingMatch, ...]:
    """Return the lists that a picture is on, nearest first; decides, reads nothing.

    ``near`` are the identifiers of listed hashes within 63 bits of the picture's own, with their distances;
    ``listed`` their records. A hash whose quality the list tells and that is below 50 is left out, and so is
    everything when the picture itself is flat: such hashes are near to one another by chance. ``now`` is the date of
    entries that carry none.
    """
    if media.pdq_quality < GOOD_QUALITY:
        return ()
    distances = {key: bits for key, bits in near if bits <= PROBABLE_BITS}
    found = [
        _hit(media, entry, distances[entry.id], now)
        for entry in listed
        if entry.id in distances and (entry.pdq_quality is None or entry.pdq_quality >= GOOD_QUALITY)
    ]
    return tuple(sorted(found, key=lambda hit: (hit.distance, hit.sighting.date, hit.sighting.id)))


def _hit(media: Media, entry: ListedHash, bits: int, now: datetime) -> SightingMatch:
    parts = [f"{bits} of 256 bits differ from a hash on the list “{entry.collection}”"]
    if entry.note:
        parts.append(f"noted there as “{entry.note[:200]}”")
    if entry.tags:
        parts.append(f"labelled {', '.join(entry.tags[:10])}")
    if entry.reference:
        parts.append(f"with the identifier {entry.reference}")
    return SightingMatch(
        sighting=Sighting(
            id=content_id("sighting", media.sha256, "list", entry.id),
            sha256=media.sha256,
            title=f"On the list “{entry.collection}”",
            date=entry.added or now,
            date_source="first seen",
            found_by=f"list {entry.collection}",
        ),
        tier="same image" if bits <= SAME_BITS else "probable",
        distance=bits,
        features=(Feature(name="listed", value=float(bits), words="; ".join(parts)),),
    )
