"""What one search over everything collected found."""

from __future__ import annotations

from typing import Literal, get_args

from ascertain.records.document import Source
from ascertain.records.record import Record, UtcTime

HitKind = Literal["document", "fact-check", "claim"]
"""What was found: a passage of an imported document or post, a fact-check, or a claim of a page that was verified."""

KINDS: frozenset[HitKind] = frozenset(get_args(HitKind))
"""Every kind."""


class SearchHit(Record):
    """Something that was found, with the words that matter and where they stand."""

    kind: HitKind
    """What it is."""

    id: str
    """Identifier of the document, fact-check or claim."""

    title: str = ""
    """Headline of the document, the fact-check, or the claim's page."""

    text: str
    """The words that were found: a passage, the claim that a fact-check is about, or the claim itself."""

    url: str = ""
    """Where it was published; empty for texts that were handed over."""

    source: Source | None = None
    """Who published it."""

    date: UtcTime | None = None
    """When it was published."""

    language: str = ""
    """BCP-47 primary language."""

    rating: str = ""
    """What the publisher of a fact-check rated the claim as, on the common scale."""

    dossier_id: str = ""
    """The latest dossier in which a claim is shown."""

    words: tuple[str, ...] = ()
    """Words of the query that stand in it."""

    score: float
    """What it is ranked by: the cosine to the query, and up to 0.1 for words that both share."""


class SearchResult(Record):
    """Everything that was found for a query, the best first."""

    query: str
    """What was searched for."""

    hits: tuple[SearchHit, ...] = ()
    """What was found."""

    searched: str
    """What was searched: ``86,376 fact-checks, 4 documents and 12 claims``."""
