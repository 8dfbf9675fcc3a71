"""Whether two figures give the same number, also in other units: 2 hours and 120 minutes, 10 miles and 16 km."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ascertain.records import Figure

_MEASURES: Final[Mapping[str, tuple[str, float]]] = {
    "second": ("time", 1),
    "minute": ("time", 60),
    "hour": ("time", 3600),
    "day": ("time", 86_400),
    "week": ("time", 604_800),
    "month": ("months", 1),
    "year": ("months", 12),
    "decade": ("months", 120),
    "century": ("months", 1200),
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "m": ("length", 1),
    "km": ("length", 1000),
    "ft": ("length", 0.3048),
    "mile": ("length", 1609.344),
    "km²": ("area", 100),
    "ha": ("area", 1),
    "g": ("weight", 0.001),
    "kg": ("weight", 1),
    "tonne": ("weight", 1000),
    "lb": ("weight", 0.45359237),
    "km/h": ("speed", 1),
    "mph": ("speed", 1.609344),
    "MW": ("power", 1),
    "GW": ("power", 1000),
    "°C": ("temperature", 1),
    "°F": ("temperature", 5 / 9),
}
"""Unit → what it measures, and how many of the smallest named there it is. Days and months are not compared: a month
has no number of days."""

_IMPERIAL: Final = frozenset({"ft", "mile", "lb", "mph", "°F"})

_CLOSE, _CONVERTED, _APPROXIMATE = 0.005, 0.06, 0.1
"""Share by which two figures may differ: as written; between metric and other units, where writers round (10 miles are
given as 15 or 16 km); where either is called approximate."""


def same_number(one: Figure, other: Figure) -> bool:
    """Tell whether two figures give the same number, after conversion where both are measures of one thing."""
    slack = _CLOSE
    mine, theirs = one.value, other.value
    if one.unit != other.unit and _measured(one) and _measured(one) == _measured(other):
        mine, theirs = _converted(one), _converted(other)
        if (one.unit in _IMPERIAL) != (other.unit in _IMPERIAL):
            slack = _CONVERTED
    if one.approximate or other.approximate:
        slack = _APPROXIMATE
    return abs(mine - theirs) <= slack * max(abs(mine), abs(theirs))


def comparable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may stand for one: of one unit, measures of one thing, or one without a unit."""
    if one.unit == other.unit or not one.unit or not other.unit:
        return True
    return bool(_measured(one)) and _measured(one) == _measured(other)


def other_currency(figure: Figure, theirs: Sequence[Figure]) -> Figure | None:
    """Return the figure that gives as much in another currency (€15 and $15), when none gives any in the same one."""
    if not _is_money(figure) or any(f.unit == figure.unit for f in theirs):
        return None
    return next((f for f in theirs if _is_money(f) and same_number(figure, f)), None)


def _is_money(figure: Figure) -> bool:
    return len(figure.unit) == 3 and figure.unit.isalpha() and figure.unit.isupper()


def _measured(figure: Figure) -> str:
    return _MEASURES.get(figure.unit, ("", 0.0))[0]


def _converted(figure: Figure) -> float:
    value = figure.value - 32 if figure.unit == "°F" else figure.value
    return value * _MEASURES[figure.unit][1]
