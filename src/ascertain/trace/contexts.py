"""What the words beside a picture name: dates, places, people and figures, in whatever language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ascertain.records import Context, Entity, Sighting, SightingMatch, Span
from ascertain.text import detect_language
from ascertain.text.agreement import read_facts
from ascertain.text.places import find_place

COMPARED = frozenset({"same image", "probable"})
"""Only of these the words are read: of another picture they may say something else."""

_LONGEST = 3000
"""Characters of a caption that are read; what is longer is an article, whose places and days are many."""


def read_contexts(matches: Sequence[SightingMatch]) -> tuple[Context, ...]:
    """Return what the words beside each sighting of the same image name, in the order of ``matches``; pure.

    Read is the caption, or the headline where there is no caption, in the language it is in. Sightings without
    words, and those of pictures that are only alike, have no context.
    """
    return tuple(
        _context(match.sighting) for match in matches if match.tier in COMPARED and _words(match.sighting).strip()
    )


def _words(sighting: Sighting) -> str:
    # Without a page the title is no headline: a file's name, or the list that a hash is on.
    headline = sighting.title if sighting.page else ""
    return (sighting.caption if sighting.caption.strip() else headline)[:_LONGEST]


def _published(sighting: Sighting) -> date | None:
    return sighting.date.date() if sighting.date_source == "published" else None


def language_of(sighting: Sighting) -> str:
    """Return the language of the words beside a sighting, empty when it cannot be told."""
    # A caption is often too short to tell; the headline helps.
    return detect_language(_words(sighting)) or detect_language(f"{sighting.caption} {sighting.title}")


def _context(sighting: Sighting) -> Context:
    words = _words(sighting)
    language = language_of(sighting)
    facts = read_facts(words, language, _published(sighting))
    entities = [part for entity in facts.entities for part in _parts(entity, language)]
    return Context(
        sighting=sighting.id,
        words=words,
        dates=facts.dates,
        places=tuple(entity for entity in entities if entity.kind == "place"),
        people=tuple(entity for entity in entities if entity.kind in ("person", "organisation")),
        figures=facts.figures,
    )


def _parts(entity: Entity, language: str) -> list[Entity]:
    """Return the places in a name that a middle dot joins: シリア・アレッポ is Syria and Aleppo, and nobody's name."""
    pieces = entity.text.split("・")
    if entity.kind == "place" or len(pieces) < 2:
        return [entity]
    found, start = [], entity.span.start
    for piece in pieces:
        place = find_place(piece, language)
        if place is None:
            return [entity]
        span = Span(start=start, end=start + len(piece))
        found.append(Entity(span=span, text=piece, kind="place", key=place.key))
        start += len(piece) + 1
    return found
