"""Days and spans of time in words for the reader."""

from __future__ import annotations

from datetime import date

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

# Not strftime, which speaks the machine's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def said_day(day: date) -> str:
    """Return a day as ``3 May 2019``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_between(one: date, other: date) -> str:
    """Return how much time lies between two days, rounded down: ``five years``, ``three months``, ``12 days``."""
    first, last = sorted((one, other))
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months >= 24:
        return _counted(months // 12, "year")
    if months >= 2:
        return _counted(months, "month")
    return _counted((last - first).days, "day")


def _counted(count: int, what: str) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {what}{'' if count == 1 else 's'}"
