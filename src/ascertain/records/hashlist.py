"""Hashes of pictures on lists that others share, without the pictures."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ascertain.records.record import Record, UtcTime, content_id


class ListedHash(Record):
    """One picture on a shared list, known by its PDQ hash only."""

    id: str
    """Depends on list and hash: reading a list twice gives one record."""

    collection: str
    """Name of the list."""

    pdq: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """PDQ perceptual hash, 64 hex digits."""

    pdq_quality: Annotated[int, Field(ge=0, le=100)] | None = None
    """PDQ quality, where the list tells it; hashes below 50 never match."""

    note: str = ""
    """What the list says about it: a description, or the picture's file name."""

    tags: tuple[str, ...] = ()
    """The list's labels."""

    reference: str = ""
    """The identifier that the list gives it."""

    added: UtcTime | None = None
    """When it was put on the list or last changed there."""


def listed_id(collection: str, pdq: str) -> str:
    """Return the identifier of a hash on a list."""
    return content_id("listed", collection, pdq)
