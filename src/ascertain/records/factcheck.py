"""A fact-check, one to one with schema.org ClaimReview, and why it matched a claim."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from ascertain.records.document import Source
from ascertain.records.record import Record, UtcTime


class Rating(StrEnum):
    """A publisher's rating on one small scale, worst first; the publisher's own words are kept beside it."""

    FALSE = "false"
    MOSTLY_FALSE = "mostly false"
    MIXED = "mixed"
    MOSTLY_TRUE = "mostly true"
    TRUE = "true"
    UNPROVEN = "unproven"
    SATIRE = "satire"
    OTHER = "other"
    UNRATED = "unrated"

    @property
    def step(self) -> int | None:
        """Return 1 (false) to 5 (true), or ``None`` for ratings that are on no scale."""
        return _STEPS.get(self)


_STEPS = {Rating.FALSE: 1, Rating.MOSTLY_FALSE: 2, Rating.MIXED: 3, Rating.MOSTLY_TRUE: 4, Rating.TRUE: 5}


class FactCheck(Record):
    """A published fact-check of one claim (schema.org ``ClaimReview``)."""

    id: str
    """Depends on corpus, address and claim: importing it twice gives one record."""

    corpus: str = "main"
    """Collection it belongs to; collections are searched apart."""

    identifier: str = ""
    """The identifier the imported file gives it, or empty."""

    claim: str
    """``claimReviewed``: the claim that was checked, or the headline when the source has only that."""

    claimant: str = ""
    """``itemReviewed.author``: who made the claim."""

    claim_date: UtcTime | None = None
    """``itemReviewed.datePublished``: when the claim was made."""

    appearances: tuple[str, ...] = ()
    """``itemReviewed.appearance``: addresses where the claim was seen."""

    images: tuple[str, ...] = ()
    """``image`` of the review, of the claim or of the article: addresses of pictures the fact-check shows."""

    title: str = ""
    """Headline of the fact-check."""

    summary: str = ""
    """Standfirst or first sentences of the fact-check."""

    url: str = ""
    """Address of the fact-check."""

    source: Source
    """``author``: who published it."""

    date: UtcTime | None = None
    """``datePublished`` of the fact-check."""

    language: str = ""
    """BCP-47 primary language."""

    rating: Rating = Rating.UNRATED
    """The rating on the common scale."""

    rating_words: str = ""
    """``reviewRating.alternateName``: the publisher's own words."""


class Feature(Record):
    """One reason behind a score, in numbers and in words."""

    name: str
    """Stable name: ``shared words``, ``meaning``, ``shared names``."""

    value: float
    """The number behind the words."""

    words: str
    """What a reader is told."""


class Difference(Record):
    """Something on which a claim and a text disagree."""

    kind: Literal["number", "negation", "name", "place", "date", "direction", "qualifier"]
    """What disagrees."""

    ours: str
    """What the claim says; empty when only the other text says something."""

    theirs: str
    """What the other text says; empty when only the claim says something."""

    words: str
    """What a reader is told."""


class Match(Record):
    """A fact-check found for a claim, why it matched and where it differs."""

    fact_check: FactCheck
    """What was found."""

    rank: int
    """1 is best."""

    score: float
    """Calibrated probability, from 0 to 1, that it is about the same claim; never a verdict."""

    features: tuple[Feature, ...]
    """Why it matched."""

    differences: tuple[Difference, ...] = ()
    """Where it disagrees with the claim; shown, never hidden."""

    strength: Literal["close", "possible", "weak"]
    """The score against two thresholds of measured precision; ``close`` also needs that nothing contradicts."""
