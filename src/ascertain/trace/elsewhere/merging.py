"""One list of sightings out of the own collection's and those of services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ascertain.records import Feature, SightingMatch, Tier
from ascertain.trace.elsewhere.lookup import page_key
from ascertain.trace.wording import said_day

SUREST_FIRST: tuple[Tier, ...] = ("same image", "probable", "same scene", "look-alike")
"""The tiers in the order of the record."""

_SURE = frozenset({"same image", "probable"})
"""Only such an own sighting is what a service reports of its page; other pictures may be there too."""


def merge(own: Sequence[SightingMatch], *found: Iterable[SightingMatch]) -> tuple[SightingMatch, ...]:
    """Return all sightings, earliest first, each page of a service once; pure.

    A page that several services report becomes one sighting that names them all, with the surest tier, every
    feature, the earliest date and the first headline that there is. A page that is in the own collection as well
    stays the collection's sighting: it is known there what the page says, and both pictures were compared. The
    service's numbers are added, and its day where that is earlier than the page's own: then the page, or its date,
    is older than it says.
    """
    elsewhere: dict[str, SightingMatch] = {}
    for match in (match for service in found for match in service):
        key = page_key(match.sighting.page)
        before = elsewhere.get(key)
        elsewhere[key] = match if before is None else _together(before, match)
    kept = list(own)
    places: dict[str, int] = {}
    for place, match in sorted(enumerate(own), key=lambda item: SUREST_FIRST.index(item[1].tier)):
        if match.sighting.page and match.tier in _SURE:
            places.setdefault(page_key(match.sighting.page), place)
    for key, match in elsewhere.items():
        if key in places:
            kept[places[key]] = _confirmed(kept[places[key]], match)
        else:
            kept.append(match)
    return tuple(sorted(kept, key=_order))


def _order(match: SightingMatch) -> tuple[object, ...]:
    bits = 256 if match.distance is None else match.distance
    return match.sighting.date, not match.identical, SUREST_FIRST.index(match.tier), bits, match.sighting.id


def _together(one: SightingMatch, other: SightingMatch) -> SightingMatch:
    first = min(one, other, key=lambda match: match.sighting.date)
    names = dict.fromkeys(name for match in (one, other) for name in match.sighting.found_by.split(", "))
    update = {
        "found_by": ", ".join(names),
        "date": first.sighting.date,
        "date_source": first.sighting.date_source,
        "title": one.sighting.title or other.sighting.title,
        "caption": one.sighting.caption or other.sighting.caption,
    }
    tier = min(one.tier, other.tier, key=SUREST_FIRST.index)
    return one.model_copy(
        update={
            "sighting": one.sighting.model_copy(update=update),
            "tier": tier,
            "features": _features(one.features, other.features),
        }
    )


def _confirmed(own: SightingMatch, match: SightingMatch) -> SightingMatch:
    said = match.sighting
    also = Feature(name="also reported", value=1.0, words=f"also reported by {said.found_by}")
    update: dict[str, object] = {"features": _features(own.features, (also, *match.features))}
    if said.date < own.sighting.date:
        when = f"{said.found_by} met it on {said_day(said.date.date())}, earlier than the page says"
        update["features"] = _features(own.features, (also, *match.features), when)
        update["sighting"] = own.sighting.model_copy(update={"date": said.date, "date_source": "first seen"})
    return own.model_copy(update=update)


def _features(one: Iterable[Feature], other: Iterable[Feature], earlier: str = "") -> tuple[Feature, ...]:
    """Return the features of both, of equal ones one; of the same name the greater value stands."""
    found: dict[str, Feature] = {}
    for feature in (*one, *other):
        if feature.name not in found or feature.value > found[feature.name].value:
            found[feature.name] = feature
    if earlier:
        found["earlier elsewhere"] = Feature(name="earlier elsewhere", value=1.0, words=earlier)
    return tuple(found.values())
