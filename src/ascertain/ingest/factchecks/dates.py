"""Dates as files state them, in many forms, as points in time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

_YEARS = range(1800, 2100)
_LONGEST = 80
_LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "cs", "sk", "sl", "hr", "sr", "bg", "ro", "hu", "el",
    "tr", "sv", "da", "nb", "fi", "et", "lv", "lt", "id", "ms", "fil", "sq", "hi", "bn", "ta", "te", "mr", "ar", "fa",
    "he", "ca",
)  # fmt: skip
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$")
_NUMERIC = re.compile(
    r"(?:[^\W\d_]+[ :,.]+){0,3}(?P<first>\d{1,4})(?P<mark>[-/.])\s?(?P<second>\d{1,2})(?P=mark)\s?"
    r"(?P<third>\d{4}|\d{2})(?!\d)[,T\s]*(?P<rest>.*)$"
)
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_CLOCK = re.compile(r"(\d{1,2})[:hH.](\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\b", re.I)
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)$")
_ALPHABETIC = re.compile(r"[^\W\d_]+(?:[\u0900-\u0dff]+[^\W\d_]*)*")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)(?:st|nd|rd|th|er|º|ª|\.)?")
_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d)")


def read_date(text: str, *, month_first: bool | None = None) -> datetime | None:
    """Return the point in time (UTC) that a text states, ``None`` when it states no single day.

    Read are ISO 8601, RFC 2822, seconds and milliseconds since 1970, ``26 May 2015`` and ``May 26, 2015`` with the
    month names of forty languages, ``26.5.2015``, ``26/05/2015``, ``2015年5月26日``, and two-digit years as
    day-month-year. A time without a zone is taken as UTC. ``05/06/2015`` may be two days: it is read with the month
    first or second as ``month_first`` says, and not at all when that is ``None``.
    """
    text = " ".join(text.split())[:_LONGEST]
    if not text:
        return None
    if re.fullmatch(r"1\d{9}(?:\d{3})?|[1-9]\d{8}", text):
        return _checked(datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC))
    if re.fullmatch(r"\d{8}", text):
        return _of(int(text[:4]), int(text[4:6]), int(text[6:]), "")
    if _ISO.match(text):
        try:
            return _checked(
                datetime.fromisoformat(text.upper().replace(" UTC", "Z").replace(" GMT", "Z").replace(" Z", "Z"))
            )
        except ValueError:
            return _of(int(text[:4]), int(text[5:7]), int(text[8:10]), text[10:])
    if match := _EAST_ASIAN.match(text):
        return _of(int(match[1]), int(match[2]), int(match[3]), text[match.end() :])
    if match := _NUMERIC.match(text):
        return _numeric(match, month_first)
    if re.search(r"\d\d:\d\d(?::\d\d)? (?:[A-Z]{3}|[+-]\d{4})$", text):
        try:
            return _checked(parsedate_to_datetime(text))
        except ValueError:
            return _named(text)  # looked like RFC 2822, but its month is not English
    return _named(text)


def may_be_two_days(text: str) -> bool:
    """Tell whether the text is a date such as ``05/06/2015``, whose day and month cannot be told apart."""
    match = _NUMERIC.match(" ".join(text.split())[:_LONGEST])
    return match is not None and _numeric(match, None) is None and _numeric(match, False) is not None


def _numeric(match: re.Match[str], month_first: bool | None) -> datetime | None:
    first, second, third = int(match["first"]), int(match["second"]), int(match["third"])
    if len(match["first"]) == 4:
        return _of(first, second, third, match["rest"]) if len(match["third"]) <= 2 else None
    if len(match["third"]) == 2:
        if first > 31:  # 99-12-31
            return _of(_century(first), second, third, match["rest"])
        third = _century(third)
    if second > 12 and first <= 12:
        return _of(third, first, second, match["rest"])
    # With slashes a few countries write the month first; with dots and dashes nobody does.
    if match["mark"] == "/" and first <= 12 and first != second:
        if month_first is None:
            return None
        if month_first:
            first, second = second, first
    return _of(third, second, first, match["rest"])


def _century(year: int) -> int:
    return year + (2000 if year < 70 else 1900)


def _named(text: str) -> datetime | None:
    """Read a date whose month is a word: the first month name, the first day-like number, the first year."""
    year = _YEAR.search(text)
    if year is None:
        return None
    rest = text[: year.start()] + " , " + text[year.end() :]
    clock = _CLOCK.search(rest)
    hours = clock.group() if clock else ""
    rest = rest.replace(hours, " ") if hours else rest
    months = _months()
    named = [months[word] for word in map(str.casefold, _ALPHABETIC.findall(rest)) if word in months]
    day = _DAY.search(re.sub(r"[+-]\d\d:?\d\d", " ", rest))
    return _of(int(year[1]), named[0], int(day[1]), hours) if named and day else None


@cache
def _months() -> dict[str, int]:
    """Return the names of months in forty languages, long and short, without those that mean two months."""
    from babel import Locale

    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    for word in (name.casefold(), name.casefold().strip(". ")):
                        if _ALPHABETIC.fullmatch(word):
                            found.setdefault(word, set()).add(int(number))
    found["sept"] = {9}
    # Croatian and Czech "listopad", "srpen": where languages disagree, the text alone does not say which month.
    return {word: next(iter(numbers)) for word, numbers in found.items() if len(numbers) == 1}


def _of(year: int, month: int, day: int, clock: str) -> datetime | None:
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if match := _CLOCK.search(clock):
        hour = int(match[1]) % 12 + (12 if match[4].lower() == "p" else 0) if match[4] else int(match[1])
        minute, second = int(match[2]), int(match[3] or 0)
        if hour < 24 and minute < 60 and second < 60:
            moment = moment.replace(hour=hour, minute=minute, second=second)
        if zone := _ZONE.search(clock):
            offset = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
            if offset < timedelta(hours=24):
                moment = moment.replace(tzinfo=timezone(offset if zone[1] == "+" else -offset))
    return _checked(moment)


def _checked(moment: datetime) -> datetime | None:
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment if moment.year in _YEARS else None
