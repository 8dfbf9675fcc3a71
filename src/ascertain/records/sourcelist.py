"""Lists of sources that the user loads: state media, unreliable sites, signatories of fact-checkers' principles."""

from __future__ import annotations

from typing import Literal

from ascertain.records.record import Record, content_id

SourceKind = Literal["state-controlled", "unreliable", "fact-checker", "reliable", "other"]
"""What being on a list means."""


class ListedSource(Record):
    """One site, or one account on a platform, on a list."""

    id: str
    """Depends on list and site: reading a list twice gives one record."""

    list: str
    """Name of the list."""

    kind: SourceKind
    """What being on it means."""

    site: str
    """Host without ``www.``, lower case, or host and account: ``example.org``, ``t.me/example``."""

    words: str = ""
    """The list's own words about it, the owner or country first: ``Lindmoor; VTK; state-controlled``."""


def listed_source_id(name: str, site: str) -> str:
    """Return the identifier of a site on a list."""
    return content_id("source", name, site)
