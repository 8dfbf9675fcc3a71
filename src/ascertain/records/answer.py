"""Cited passages and the answer, or abstention, that rests on them."""

from __future__ import annotations

from typing import Literal

from ascertain.records.document import Source
from ascertain.records.factcheck import Difference, Feature
from ascertain.records.record import Record, Span, UtcTime


class Passage(Record):
    """Some sentences of a document or fact-check, with where they come from."""

    id: str
    """Depends on origin and span."""

    origin: Literal["document", "fact-check"]
    """What it is a passage of."""

    origin_id: str
    """Identifier of that record."""

    span: Span
    """Where it stands in the record's text."""

    text: str
    """The exact words."""

    title: str = ""
    """Headline of the record."""

    url: str = ""
    """Address of the record."""

    source: Source | None = None
    """Who published it."""

    date: UtcTime | None = None
    """When it was published."""

    language: str = ""
    """BCP-47 primary language."""

    stance: Literal["supports", "refutes", "mentions"] = "mentions"
    """What it says of the claim; ``mentions`` unless a publisher's rating says more."""

    features: tuple[Feature, ...] = ()
    """Why it was found."""

    differences: tuple[Difference, ...] = ()
    """Where it disagrees with the claim."""


class Statement(Record):
    """One sentence of an answer with the passages it rests on."""

    text: str
    """The sentence."""

    citations: tuple[str, ...]
    """Identifiers of passages; never empty."""


class Answer(Record):
    """What the collection says about a claim: cited statements, or an abstention that says what is missing."""

    outcome: Literal["rated", "evidence", "not enough evidence"]
    """``rated``: a fact-checker rated this claim; ``evidence``: passages but no rating; or an abstention."""

    statements: tuple[Statement, ...] = ()
    """The answer, sentence by sentence."""

    missing: tuple[str, ...] = ()
    """What would be needed to say more."""

    searched: str
    """What was searched: ``4 documents and 86,376 fact-checks``."""
