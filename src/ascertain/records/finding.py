"""What a machine says about a record; appended, never overwritten."""

from __future__ import annotations

from ascertain.records.factcheck import Difference, Feature
from ascertain.records.record import Record, UtcTime


class Finding(Record):
    """A hint about a record, by whom, with the numbers behind it and what chance would give."""

    id: str
    """Depends on subject, author and content."""

    about: str
    """Identifier of the record it speaks of."""

    by: str
    """``name@version`` of what found it."""

    label: str
    """A few words: ``near-duplicate wording``."""

    score: float
    """Its own measure, explained by ``features``."""

    chance: float | None = None
    """Probability of a score this high without coordination, under the baseline named in ``explanation``."""

    explanation: str
    """What a reader is told: the numbers, the baseline, and how sure this is."""

    features: tuple[Feature, ...] = ()
    """The numbers behind it."""

    differences: tuple[Difference, ...] = ()
    """Where the record and what the finding rests on disagree; shown, never hidden."""

    rests_on: tuple[str, ...] = ()
    """Identifiers of the records it rests on, besides the one it speaks of."""

    at: UtcTime
    """When it was found."""
