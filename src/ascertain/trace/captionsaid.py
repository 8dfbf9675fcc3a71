"""What of a caption counts when it is compared: only what it says of the picture itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ascertain.records import Context, Entity, Figure, NamedDate, Sighting, Span
from ascertain.text import negations
from ascertain.text.disputing import disputing_words
from ascertain.text.placetree import is_demonym, is_inside
from ascertain.trace.captioncues import ARCHIVE, DENIED, EXAMPLE, SHOWS, STAMP_BEFORE
from ascertain.trace.contexts import language_of

_CAMERA = date(1840, 1, 1)
"""Dates before photography are history that a caption tells."""

_CLOSE = 12
"""Characters between a negation and what it denies."""


@dataclass(frozen=True)
class Said:
    """A context with what of it counts in a comparison."""

    sighting: Sighting
    words: str
    language: str
    dates: tuple[NamedDate, ...]
    """Of events, by the caption's own words; none of an archive picture."""
    places: tuple[Entity, ...]
    """Where, without the places that contain another one named."""
    shown: Entity | None
    """The one person whom the caption says it shows."""
    figures: tuple[Figure, ...]


def said_by(context: Context, sighting: Sighting) -> Said:
    """Return what of a context counts; pure."""
    words, language = context.words, language_of(sighting)
    silent = bool(EXAMPLE.search(words) or DENIED.search(words) or disputing_words(words, language))
    denied = negations(words, language)
    dates = () if silent or ARCHIVE.search(words) else tuple(_event_dates(context, sighting))
    places = () if silent else tuple(place for place in context.places if not is_demonym(place.text))
    return Said(
        sighting=sighting,
        words=words,
        language=language,
        dates=tuple(named for named in dates if not _is_denied(named.span, denied)),
        places=_narrowest(place for place in places if not _is_denied(place.span, denied)),
        shown=None if silent else _shown(context),
        figures=() if silent else context.figures,
    )


def _is_denied(span: Span, negations: Sequence[Span]) -> bool:
    """Tell whether a negation stands shortly before: ``not in June 2023``."""
    return any(0 <= span.start - negation.end <= _CLOSE for negation in negations)


def _event_dates(context: Context, sighting: Sighting) -> Iterator[NamedDate]:
    """Yield the dates that may be an event's: not those of the page, of a copyright, ahead, or of distant history."""
    for named in context.dates:
        if named.first is None or named.last is None or named.first < _CAMERA:
            continue
        if STAMP_BEFORE.search(context.words[max(0, named.span.start - 60) : named.span.start]):
            continue
        if named.first <= sighting.date.date() + timedelta(days=1):  # what lies ahead is no picture's date
            yield named


def _narrowest(places: Iterable[Entity]) -> tuple[Entity, ...]:
    listed = list({place.key: place for place in places}.values())
    return tuple(one for one in listed if not any(is_inside(other.key, one.key) for other in listed if other != one))


def _shown(context: Context) -> Entity | None:
    people = {entity.key: entity for entity in context.people if entity.kind == "person"}
    if len(people) != 1:
        return None
    person = next(iter(people.values()))
    before = context.words[: person.span.start]
    opens = not any(char.isalnum() for char in before)
    return person if opens or SHOWS.search(before[-60:]) else None
