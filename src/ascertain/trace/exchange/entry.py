"""What a hash list holds: entries, withdrawn entries, and what is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ascertain.records import ListedHash, listed_id

_HEX = re.compile(r"[0-9a-fA-F]{64}")
_OTHER_HASHES = {32: "an MD5", 40: "a SHA-1", 128: "a SHA-512", 16: "a 64-bit perceptual", 288: "a PhotoDNA"}
_EXCERPT = 200
_LONGEST_NOTE = 2000
_MOST_TAGS = 100
_PDQ = frozenset({"pdq", "hashpdq", "imagepdq", "photopdq", "pdqhash"})
"""What lists call PDQ: ``pdq``, ``HASH_PDQ`` (ThreatExchange), ``ImagePDQ`` (StopNCII)."""

FIELDS: dict[str, frozenset[str]] = {
    field: frozenset(names.split())
    for field, names in {
        "pdq": "pdq pdqhash hash signalstr signal indicator hashvalue hashdigest signalvalue hashpdq",
        "type": "type signaltype hashtype algorithm indicatortype",
        "quality": "quality pdqquality hashquality",
        "collection": "collab collaboration list bank bankname hashlist listname",
        "tags": "tags tag labels label",
        "category": "category classification ideology",
        "note": "note description comment filename filepath file path",
        "reference": "id indicatorid contentid reference uuid",
        "added": "added addedon lastupdated lastmodtimestamp timestamp date createdon createdat creationtime",
        "withdrawn": "shoulddelete deleted isexpired withdrawn",
        "status": "hashstatus",
    }.items()
}
"""The names each field goes by, without case and signs."""


@dataclass(frozen=True)
class HashReject:
    """Something in a list that is no PDQ hash that can be used."""

    place: str
    """Where it stands: ``line 17``."""

    reason: str
    """A sentence for the person who imports."""

    excerpt: str = ""
    """Its beginning."""


@dataclass(frozen=True)
class Withdrawn:
    """A hash that the list takes back."""

    id: str
    """The identifier of the :class:`~ascertain.records.ListedHash`."""

    place: str
    """Where it stands."""


def field_of(name: str) -> str:
    """Return which field a column or key is, empty for one that is not read."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return next((field for field, names in FIELDS.items() if plain in names), "")


def entry_of(
    raw: Mapping[str, str | tuple[str, ...]], collection: str, place: str, excerpt: str
) -> ListedHash | Withdrawn | HashReject:
    """Return what one entry is; ``raw`` maps the fields of :data:`FIELDS` to their texts; pure."""

    def text(field: str) -> str:
        value = raw.get(field, "")
        return value.strip() if isinstance(value, str) else " ".join(value)

    shown = " ".join(excerpt.split())[:_EXCERPT]
    kind = re.sub(r"[^a-z]", "", text("type").lower())
    if kind and kind not in _PDQ:
        return HashReject(place, f"it is a hash of the type {text('type')[:40]}, not PDQ", shown)
    pdq = text("pdq").removeprefix("hash=").lower()
    if not _HEX.fullmatch(pdq):
        return HashReject(place, _not_a_hash(pdq), shown)
    name = text("collection")[:200] or collection
    key = listed_id(name, pdq)
    if text("withdrawn").lower() in ("true", "1", "yes") or text("status").lower() in ("withdrawn", "deleted"):
        return Withdrawn(key, place)
    quality = text("quality")
    if quality and not (quality.isascii() and quality.isdecimal() and int(quality[:9]) <= 100):
        return HashReject(place, f"its quality is {quality[:20]!r}, and PDQ qualities go from 0 to 100", shown)
    tags = raw.get("tags", ())
    listed = tags.split() if isinstance(tags, str) else [tag.strip() for tag in tags]
    category = text("category")
    return ListedHash(
        id=key,
        collection=name,
        pdq=pdq,
        pdq_quality=int(quality) if quality else None,
        note=_one_line(text("note"))[:_LONGEST_NOTE],
        tags=tuple(dict.fromkeys(_one_line(tag)[:200] for tag in [category, *listed] if tag.strip()))[:_MOST_TAGS],
        reference=_one_line(text("reference"))[:200],
        added=moment(text("added")),
    )


def moment(text: str) -> datetime | None:
    """Return the time that a list states: ISO 8601, or seconds or milliseconds since 1970; ``None`` for the rest."""
    text = text.strip()
    try:
        if text.isascii() and text.isdecimal() and len(text) in (9, 10, 13):
            return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC)
        found = datetime.fromisoformat(text) if re.match(r"\d{4}-\d\d-\d\d", text) else None
        # A year at the edge has no place in every zone.
        return None if found is None else (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _not_a_hash(text: str) -> str:
    if not text:
        return "it has no hash"
    if not re.fullmatch(r"[0-9a-f]+", text):
        return "its hash has characters other than hex digits"
    other = _OTHER_HASHES.get(len(text))
    if other:
        return f"it has {len(text)} hex digits, as {other} hash; a PDQ hash has 64"
    return f"its hash has {len(text)} hex digits; a PDQ hash has 64"


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
