"""What an import says of claims that were collected before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answered:
    """A claim of a page verified earlier, and a fact-check that has just come in and seems to answer it."""

    claim: str
    """The claim's exact words."""

    page_title: str
    """Headline of the page it stands in."""

    page_url: str
    """Address of that page, empty for a text handed over."""

    dossier: str
    """Identifier of the page's latest dossier, empty when there is none."""

    checked: str
    """The claim that the fact-check checked."""

    publisher: str
    """Who published the fact-check."""

    rating: str
    """Its rating on the common scale."""

    rating_words: str
    """The publisher's own words for it."""

    url: str
    """Address of the fact-check."""

    score: float
    """Calibrated probability, from 0 to 1, that it is about the same claim; never a verdict."""

    strength: str
    """``close`` or ``possible``."""

    differences: tuple[str, ...] = ()
    """Where the two disagree, in words."""
