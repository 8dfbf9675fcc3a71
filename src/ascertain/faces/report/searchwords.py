"""The words of a search's results, shared by page and terminal."""

from __future__ import annotations

from ascertain.faces.report import words
from ascertain.faces.report.plaintext import one_line, shortened
from ascertain.records import HitKind, SearchHit, SearchResult

KINDS: dict[HitKind, str] = {"document": "Document", "fact-check": "Fact-check", "claim": "Claim of a verified page"}
"""Each kind of hit as a reader sees it."""


def summary(found: SearchResult) -> str:
    """Return in a sentence how much was found."""
    many = words.count(len(found.hits), "hit") if found.hits else "Nothing"
    return f"{many} for “{shortened(found.query, 120)}”."


def facts(hit: SearchHit) -> tuple[str, ...]:
    """Return publisher, day, language and rating of a hit, as far as they are known."""
    named = (hit.source.name or hit.source.site) if hit.source else ""
    rated = f"rated {hit.rating}" if hit.rating else ""
    day = words.day(hit.date) if hit.date else ""
    return tuple(filter(None, (one_line(named), day, words.language_name(hit.language), rated)))
