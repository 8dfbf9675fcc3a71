"""What is related to a claim: fact-checks of the same claim together, how it was read, and what was searched."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ascertain.records.claim import Entity, Figure, NamedDate
from ascertain.records.factcheck import FactCheck, Match, Rating
from ascertain.records.media import Media, SightingMatch
from ascertain.records.record import Record

Disagreement = Literal["none", "slight", "clear"]


class Understanding(Record):
    """What a claim or post was understood as."""

    asked: str
    """The text as it was given."""

    text: str
    """The text that was searched with; the spans below count in it."""

    language: str = ""
    """BCP-47 primary language, or empty when it could not be told."""

    published: date | None = None
    """The day it was published: as given, or as a post's signature states it."""

    author: str = ""
    """Who a post's signature names."""

    tags: tuple[str, ...] = ()
    """Hashtags that stood outside the sentences, as words; they were searched with as well."""

    steps: tuple[str, ...] = ()
    """What was done to the text, in words; empty when it was taken as it stands."""

    figures: tuple[Figure, ...] = ()
    """Numbers recognised in it."""

    dates: tuple[NamedDate, ...] = ()
    """Dates recognised in it."""

    entities: tuple[Entity, ...] = ()
    """People, organisations and places recognised in it."""


class Scope(Record):
    """What was searched; an empty field narrows nothing."""

    corpus: str
    """The collection."""

    fact_checks: int
    """How many fact-checks the collection holds, before narrowing."""

    languages: tuple[str, ...] = ()
    """Languages of the fact-checks, BCP-47."""

    publishers: tuple[str, ...] = ()
    """Names of publishers, as the collection holds them."""

    ratings: tuple[Rating, ...] = ()
    """Ratings on the common scale."""

    since: date | None = None
    """First day of publication; fact-checks without a day are left out."""

    until: date | None = None
    """Last day of publication; fact-checks without a day are left out."""


class Group(Record):
    """Fact-checks of one claim: by several publishers, or by one more than once; often a single one."""

    matches: tuple[Match, ...]
    """Never empty; best first."""

    ratings: tuple[Rating, ...]
    """The ratings given, each once, in the order of the matches; without ``unrated`` and ``other``."""

    disagreement: Disagreement
    """``slight``: neighbours on the scale; ``clear``: further apart, or one of them is on no scale."""


class PictureAsked(Record):
    """A picture that was asked about, and what was read in it."""

    media: Media
    """Its type, size and fingerprints."""

    text: str = ""
    """The text read in it, paragraphs parted by blank lines; empty when there is none or nothing reads it here."""

    language: str = ""
    """BCP-47 primary language of the text, or empty when it could not be told."""

    script: str = ""
    """Script of the text in Unicode's words, such as ``Latin``."""

    turned: int = 0
    """Degrees, clockwise, by which it was turned to be read."""

    read_by: str = ""
    """``name@version`` of what looked for text; empty when nothing could."""


class PictureMatch(Record):
    """A fact-check that used the same picture."""

    fact_check: FactCheck
    """Which."""

    role: Literal["fact-check", "appearance"]
    """Where the picture was seen: in the fact-check itself, or on a page where its claim appeared."""

    sighting: SightingMatch
    """The appearance, how sure it is that the picture is the same, and the numbers that say so."""

    words: str
    """What a reader is told."""

    rank: int | None = None
    """Its rank among the fact-checks found by words; ``None`` when it is not among them. A picture alone gives no
    probability that the claim is the same: one picture illustrates many claims."""


class Related(Record):
    """Fact-checks of similar claims, and of claims about the same picture."""

    query: Understanding
    """What the claim or post was understood as."""

    searched: Scope
    """What was searched."""

    groups: tuple[Group, ...]
    """Best first, by their best match."""

    picture: PictureAsked | None = None
    """The picture that was asked about, where there was one."""

    by_picture: tuple[PictureMatch, ...] = ()
    """Fact-checks that used the same picture, surest first; apart from the groups, because their numbers do not
    compare. One that was found both ways stands in both, with the feature ``same picture`` in its group."""

    notes: tuple[str, ...] = ()
    """What a reader should know about the search, such as a filter that nothing fits."""

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every match, most probable first."""
        return tuple(sorted((match for group in self.groups for match in group.matches), key=lambda match: match.rank))
