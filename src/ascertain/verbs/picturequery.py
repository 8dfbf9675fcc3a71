"""Asking with a picture: which fact-checks used it, and which are about what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Unpack

from ascertain.errors import NotConfigured, Unavailable
from ascertain.records import (
    Feature,
    Group,
    Match,
    Media,
    PictureAsked,
    PictureMatch,
    Related,
    Scope,
    SightingMatch,
    Tier,
)
from ascertain.rooms import Rooms

if TYPE_CHECKING:
    from ascertain.related import Filters
    from ascertain.store import FoundAt
    from ascertain.trace.prints import Question

READ_SIDE = 2000
"""Pixels of the longer side at which text is read: letters of a full-page screenshot are still 15 pixels high."""

_SURENESS: tuple[Tier, ...] = ("same image", "probable", "same scene", "look-alike")
_PLACES = {"fact-check": "in the fact-check itself", "appearance": "where the checked claim appeared"}


def related_to_picture(
    rooms: Rooms,
    data: bytes,
    text: str = "",
    *,
    limit: int = 10,
    published: date | None = None,
    **filters: Unpack[Filters],
) -> Related:
    """Return the fact-checks that used a picture, and those of claims similar to its text and to ``text``.

    The picture is compared and read, not kept. Raises ``Invalid`` for bytes that are no picture, and ``Refused`` for
    one beyond the limits of the settings.
    """
    from ascertain.related import Query, ask_related, scope_of
    from ascertain.related.asking import LONGEST, understanding
    from ascertain.related.query import understand
    from ascertain.trace.prints import question_of

    scope = scope_of(rooms.store, **filters)
    questions = question_of(data, rooms.settings)
    media = questions[0].media
    picture, notes = read_picture(rooms, data, media)
    asked = "\n\n".join(part for part in (text.strip(), picture.text) if part)
    if any(character.isalnum() for character in asked):
        # What a person wrote beside the picture is looked for whole or refused; what was read in it may be cut.
        whole = asked if len(text) > LONGEST else asked[:LONGEST]
        query = Query(whole, published=published)
        related = ask_related(query, rooms.search, rooms.store, rooms.embedder, scope=scope, limit=limit)
    else:
        related = Related(query=understanding(understand(Query(asked, published=published))), searched=scope, groups=())
    found = by_picture(seen_at(rooms, questions), lambda pages: rooms.store.fact_checks_at(pages, scope.corpus), scope)
    return joined(related, picture, found, notes)


def read_picture(rooms: Rooms, data: bytes, media: Media) -> tuple[PictureAsked, tuple[str, ...]]:
    """Return the picture with the text in it, and notes on why it could not be read; that is no error.

    Decoding happens in the limited worker; the reader gets a JPEG that was made there.
    """
    from ascertain.trace import thumbnail

    try:
        found = rooms.text_reader.read(thumbnail(data, rooms.settings, READ_SIDE))
    except (NotConfigured, Unavailable) as error:
        return PictureAsked(media=media), (f"The picture's text was not read. {error}",)
    notes = list(found.notes)
    if not found.text:
        notes.append("No text was found in the picture.")
    read = PictureAsked(
        media=media,
        text=found.text,
        language=found.language,
        script=found.script,
        turned=found.turned,
        read_by=found.read_by,
    )
    return read, tuple(notes)


def seen_at(rooms: Rooms, questions: Sequence[Question]) -> tuple[SightingMatch, ...]:
    """Return where the same picture was seen before, in documents and among the pictures of fact-checks."""
    from ascertain.trace.searching import find_sightings
    from ascertain.verbs.printing import ready_pictures

    index = ready_pictures(rooms, _quiet)
    found = find_sightings(questions, index, rooms.store, rooms.settings)
    return tuple(match for match in found if match.tier in ("same image", "probable"))


def _quiet(_stage: str, _done: int, _total: int | None) -> None:
    return None


def by_picture(
    sightings: Sequence[SightingMatch], lookup: Callable[[list[str]], list[FoundAt]], scope: Scope
) -> tuple[PictureMatch, ...]:
    """Return the fact-checks that used a picture seen at these places, each once with its surest place.

    ``lookup`` returns what has to do with pages. The order is: the surer first, then the fewer bits of difference,
    then the fact-check's own picture before one from where the claim appeared, then the later fact-check.
    """
    from ascertain.related.filters import fits

    places: dict[str, list[FoundAt]] = {}
    for place in lookup([match.sighting.page for match in sightings if match.sighting.page]):
        places.setdefault(place.address, []).append(place)
    found = [
        PictureMatch(
            fact_check=place.fact_check, role=place.role, sighting=match, words=told(match, _PLACES[place.role])
        )
        for match in sightings
        for place in places.get(match.sighting.page, ())
        if fits(place.fact_check, scope)
    ]
    best: dict[str, PictureMatch] = {}
    for one in sorted(found, key=_order):
        best.setdefault(one.fact_check.id, one)
    return tuple(best.values())


def _order(match: PictureMatch) -> tuple[object, ...]:
    seen, day = match.sighting, match.fact_check.date
    return (
        not seen.identical,
        _SURENESS.index(seen.tier),
        256 if seen.distance is None else seen.distance,
        match.role != "fact-check",
        -day.timestamp() if day else float("inf"),
        match.fact_check.id,
    )


def told(match: SightingMatch, place: str) -> str:
    """Return what a reader is told about one match: how sure, by which number, and where; pure."""
    if match.identical:
        return f"the same file was seen {place}"
    sure = {"same image": "the same picture was seen", "probable": "probably the same picture was seen"}
    bits = "" if match.distance is None else f": {match.distance} of 256 bits of their hashes differ"
    return f"{sure.get(match.tier, f'a picture of the {match.tier} was seen')} {place}{bits}"


def joined(related: Related, picture: PictureAsked, found: Sequence[PictureMatch], notes: Iterable[str]) -> Related:
    """Return what was found by words and by picture as one record; pure.

    The order of the groups is that of their words: a picture match is said beside them and changes no probability.
    """
    ranks = {match.fact_check.id: match.rank for match in related.matches}
    shown = tuple(one.model_copy(update={"rank": ranks.get(one.fact_check.id)}) for one in found)
    by_id = {one.fact_check.id: one for one in shown}
    return related.model_copy(
        update={
            "picture": picture,
            "by_picture": shown,
            "groups": tuple(_with_picture(group, by_id) for group in related.groups),
            "notes": (*related.notes, *notes),
        }
    )


def _with_picture(group: Group, found: dict[str, PictureMatch]) -> Group:
    return group.model_copy(update={"matches": tuple(_marked(m, found.get(m.fact_check.id)) for m in group.matches)})


def _marked(match: Match, picture: PictureMatch | None) -> Match:
    if picture is None:
        return match
    value = 0 if picture.sighting.identical else picture.sighting.distance
    feature = Feature(name="same picture", value=float(256 if value is None else value), words=picture.words)
    return match.model_copy(update={"features": (*match.features, feature)})
