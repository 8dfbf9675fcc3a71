"""Where the words beside one picture cannot all be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from ascertain.records import Context, Contradiction, NamedDate, Sighting, SightingMatch
from ascertain.text.placetree import english_name, may_be_one
from ascertain.trace.captionsaid import Said, said_by
from ascertain.trace.contexts import COMPARED, read_contexts
from ascertain.trace.wording import days_between, said_day

MOST = 200
"""Contexts that are compared with one another, earliest first."""

_TOLD = 10
"""Contradictions of one kind that are told."""

_APART = timedelta(days=31)
"""Dates less than a month apart may be an event and what came of it."""

_RELATIVE_APART = timedelta(days=60)
"""A date that is only counted from the day of publication ("on Wednesday", "in May") may be meant a year off."""

_TOLL = 2.0
_CLOCKED = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "%", "ordinal", "°C", "°F"})
"""Units of which a caption may give several that are all right."""


def find_contradictions(
    matches: Sequence[SightingMatch], contexts: Sequence[Context] | None = None
) -> tuple[Contradiction, ...]:
    """Return where the words beside the same picture cannot both be right, the strongest sign first; pure.

    Strongest is a caption that names a date later than the picture's earliest sighting. Then captions that name
    dates more than a month apart, places of which none may contain a place of the other, different people whom each
    says it shows, and numbers of one thing that differ more than twofold. A caption that calls the picture an archive
    or example picture, or something false, claims less and is compared less. Signs, not verdicts: what a caption
    names need not be what it says of the picture.
    """
    compared = [match for match in matches if match.tier in COMPARED]
    if not compared:
        return ()
    sightings = {match.sighting.id: match.sighting for match in compared}
    given = read_contexts(compared) if contexts is None else contexts
    said = [said_by(context, sightings[context.sighting]) for context in given if context.sighting in sightings]
    said = sorted(said, key=lambda one: (one.sighting.date, one.sighting.id))[:MOST]
    first = min(compared, key=lambda one: (one.sighting.date, one.sighting.id))
    behind = [one for one in said if _names_later(one, first.sighting)]
    late = list(_later_than_seen(first, behind))
    told = {one.sighting.id for one in behind}
    pairs = [pair for pair in combinations(said, 2) if pair[0].words != pair[1].words]
    dates = _distinct(_dates(one, other) for one, other in pairs if not told & {one.sighting.id, other.sighting.id})
    places = _distinct(_places(one, other) for one, other in pairs)
    people = _distinct(_people(one, other) for one, other in pairs)
    numbers = _distinct(_numbers(one, other) for one, other in pairs)
    return (*late[:_TOLD], *dates, *places, *people, *numbers)


def _later_than_seen(earliest: SightingMatch, behind: Sequence[Said]) -> Iterator[Contradiction]:
    """Yield, for each date that lies behind the first sighting, the earliest caption that names it."""
    first = earliest.sighting
    seen = first.date.date()
    known: set[tuple[date | None, date | None]] = set()
    for one in behind:
        named = min(one.dates, key=lambda each: (each.first or date.max, each.span.start))
        if named.first is None or (named.first, named.last) in known:
            continue
        known.add((named.first, named.last))
        how = "published" if first.date_source == "published" else "seen"
        how = f"probably {how}" if earliest.tier == "probable" else how
        words = (
            f"{how} on {said_day(seen)}{_at(first)}, {days_between(seen, named.first)} before the date that "
            f"a caption of {said_day(one.sighting.date.date())}{_at(one.sighting)} names: “{named.text}”"
        )
        yield Contradiction(kind="date", one=first.id, other=one.sighting.id, words=words)


def _names_later(one: Said, first: Sighting) -> bool:
    """Tell whether all dates of a caption lie behind the first sighting of the picture."""
    seen = first.date.date()
    return one.sighting.id != first.id and bool(one.dates) and all(_lies_behind(named, seen) for named in one.dates)


def _lies_behind(named: NamedDate, seen: date) -> bool:
    slack = _RELATIVE_APART if named.relative else timedelta(days=1)
    return named.first is not None and named.first - seen > slack


def _at(sighting: Sighting) -> str:
    if sighting.found_by:
        return f"{f' on {sighting.publisher}' if sighting.publisher else ''}, as {sighting.found_by} reports"
    return f" by {sighting.publisher}" if sighting.publisher else ""


@dataclass(frozen=True)
class _Clash:
    """A contradiction with what tells whether another one says the same."""

    mark: tuple[object, ...]
    contradiction: Contradiction


def _distinct(clashes: Iterable[_Clash | None]) -> list[Contradiction]:
    """Return the first of each that say the same."""
    found: dict[tuple[object, ...], Contradiction] = {}
    for clash in clashes:
        if clash is not None:
            found.setdefault(clash.mark, clash.contradiction)
    return list(found.values())[:_TOLD]


def _clash(kind: str, one: Said, other: Said, mine: str, theirs: str, marks: tuple[object, object]) -> _Clash:
    words = f"one caption says {mine}, another {theirs}"
    contradiction = Contradiction.model_validate(
        {"kind": kind, "one": one.sighting.id, "other": other.sighting.id, "words": words}
    )
    return _Clash((kind, frozenset(marks)), contradiction)


def _dates(one: Said, other: Said) -> _Clash | None:
    mine, theirs = (tuple(named for named in side.dates if not named.relative) for side in (one, other))
    if not mine or not theirs or any(_near(a, b) for a in mine for b in theirs):
        return None
    marks = (tuple((d.first, d.last) for d in mine), tuple((d.first, d.last) for d in theirs))
    return _clash("date", one, other, f"“{mine[0].text}”", f"“{theirs[0].text}”", marks)


def _near(one: NamedDate, other: NamedDate) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first - _APART <= other.last and other.first - _APART <= one.last


def _places(one: Said, other: Said) -> _Clash | None:
    if not one.places or not other.places:
        return None
    if any(
        a.text.casefold() == b.text.casefold() or may_be_one(a.key, b.key) for a in one.places for b in other.places
    ):
        return None
    marks = (frozenset(p.key for p in one.places), frozenset(p.key for p in other.places))
    return _clash("place", one, other, _where(one), _where(other), marks)


def _where(said: Said) -> str:
    """Return the places of a caption and its first date: ``“Сирия” (Syria), 2019``."""
    names = []
    for place in said.places[:2]:
        known = english_name(place.key)
        same = not known or known.casefold() == place.text.casefold() or place.text.isascii()
        names.append(f"“{place.text}”" if same else f"“{place.text}” ({known})")
    years = {named.first.year for named in said.dates if named.first and named.last and not named.relative}
    return " and ".join(names) + (f", {min(years)}" if years else "")


def _people(one: Said, other: Said) -> _Clash | None:
    if one.shown is None or other.shown is None or _may_be_one_person(one.shown.key, other.shown.key):
        return None
    marks = (one.shown.key, other.shown.key)
    return _clash("person", one, other, f"that it shows “{one.shown.text}”", f"“{other.shown.text}”", marks)


def _may_be_one_person(one: str, other: str) -> bool:
    """Tell whether two romanised names may be one person's: a shared part, or spelling that is half alike."""
    from rapidfuzz import fuzz

    mine, theirs = one.split(), other.split()
    if any(len(a) > 2 and fuzz.ratio(a, b) >= 75 for a in mine for b in theirs):
        return True
    # Of one name only, or of initials, too little is known.
    return min(len(mine), len(theirs)) < 2 or fuzz.token_sort_ratio(one, other) >= 60


def _numbers(one: Said, other: Said) -> _Clash | None:
    """Return the clash of two captions of one language that count one thing differently at one place."""
    if one.language != other.language or not one.language:
        return None
    if not any(may_be_one(a.key, b.key) for a in one.places for b in other.places):
        return None
    for figure in one.figures:
        rivals = [rival for rival in other.figures if rival.unit == figure.unit]
        alone = sum(1 for same in one.figures if same.unit == figure.unit) == 1
        if not figure.unit or figure.unit in _CLOCKED or not alone or len(rivals) != 1:
            continue
        low, high = sorted((abs(figure.value), abs(rivals[0].value)))
        if low > 0 and high / low > _TOLL:
            marks = (figure.value, rivals[0].value)
            return _clash("number", one, other, f"“{figure.text}”", f"“{rivals[0].text}”", marks)
    return None
