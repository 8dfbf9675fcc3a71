"""An article read aloud: where its sound is kept, and when each sentence is spoken."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ascertain.records.record import Record, UtcTime


class SpokenSentence(Record):
    """A sentence with its place in the text and in the sound."""

    part: Literal["headline", "standfirst", "body"] = "body"
    """Where it stands."""

    start: int = 0
    """First character in that part."""

    end: int
    """Behind its last character in that part."""

    at: float | None = None
    """Second at which it begins; ``None`` where only the browser's own voice reads it."""

    until: float | None = None
    """Second at which it ends."""


class Audio(Record):
    """One version of an article, read aloud."""

    slug: str
    """The article's name in addresses."""

    version: Annotated[int, Field(ge=1)]
    """Its version that is read."""

    language: str
    """BCP-47 language it is read in."""

    voice: str
    """Name and version of the voice."""

    seconds: float
    """How long it takes."""

    sha256: str
    """SHA-256 of the sound, by which it is kept and addressed."""

    size: int
    """Bytes of it."""

    type: str = "audio/mpeg"
    """Media type."""

    sentences: tuple[SpokenSentence, ...]
    """What is spoken, in order."""

    at: UtcTime
    """When it was made."""
