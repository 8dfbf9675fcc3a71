"""Dates named in a text, as the days they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ascertain.records import NamedDate, Span
from ascertain.text.datewords import AHEAD, BEFORE_MONTH, LAST, NEXT, RELATIVE, months, weekdays
from ascertain.text.spacing import SPACE, spaced
from ascertain.text.words import MARKS

_UNSPACED = frozenset({"zh", "ja", "ko"})
_YEAR_FIRST = frozenset({"zh", "ja", "ko", "hu", "lt", "mn", "eu"})
_DAY_END = r"(?:st|nd|rd|th|er|ère|º|ª|\.|-?(?:го|е)|e|-an)?"
_OF = r"(?:of |de |del |d['’]|do |di |den |the )?"
_SENTENCE_END = re.compile(r"[.!?。！？؟।\n](?=\s|$)")
# Behind such words four digits count, before such words as well; otherwise 1900 to 2100 is a year.
_COUNTS_BEFORE = re.compile(
    r"(?:[$€£¥₹]|more than|fewer than|less than|at least|nearly|almost|up to|some|approximately|an estimated|más de|"
    r"mehr als|rund|etwa|plus de|moins de|environ|più di|oltre|mais de|cerca de|более|около|свыше|понад|ponad|около|"
    r"(?:no|nr|art|№)\.?)\s?$",
    re.IGNORECASE,
)
_COUNTS_AFTER = re.compile(
    r"\s?(?:%|°|€|\$|₽|km|kg|mm|cm|m\b|km²|metres|meters|miles|people|soldiers|troops|tons|tonnes|euros?|dollars?|USD|"
    r"EUR|"
    r"percent|per cent|hours?|calories|kilomet|personas|soldados|personnes|soldats|Menschen|Soldaten|Euro\b|Meter|"
    r"человек|солдат|рублей|евро|долларов|人|名|元|円|米|명|원|million|billion|mil\b|млн|тыс)",
)
_JOINS = re.compile(rf"[,.]?{SPACE}(?:the |den |dem |le |el |il )?")
_PLURAL_AFTER = re.compile(r"\s[a-z]{3,}s\b")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|the|until|till|from|to|early|late|mid|year|and|a|before|after)|[,(-–])\s?$", re.I
)


@dataclass(frozen=True)
class _Stretch:
    start: int
    end: int
    first: date | None
    last: date | None
    relative: bool = False
    weekday: bool = False


@dataclass(frozen=True)
class _Seen:
    """One match, and what it is read with."""

    text: str
    match: re.Match[str]
    tag: str
    published: date | None


def find_dates(text: str, language: str, published: date | None) -> list[NamedDate]:
    """Return the dates named in ``text`` in reading order, each with the first and last day it may mean.

    ``language`` (a BCP-47 tag, "" for English) gives month and weekday names and the order of numeric dates;
    an English ``3/4/2024`` may mean two days and spans both. Dates without a year, weekdays and words like
    "yesterday" are relative: resolved against ``published``, unresolved (``None``) without it. A weekday is
    the latest such day unless the sentence looks ahead; a month without a year the latest such month.
    """
    tag = language.partition("-")[0].lower() or "en"
    return [
        NamedDate(
            span=Span(start=found.start, end=found.end),
            text=text[found.start : found.end],
            first=found.first,
            last=found.last,
            relative=found.relative,
        )
        for found in _merged(text, _stretches(text, tag, published))
    ]


def date_stretches(text: str, tag: str) -> list[tuple[int, int]]:
    """Return start and end of each date in ``text``; ``tag`` is a BCP-47 primary tag."""
    return [(found.start, found.end) for found in _stretches(text, tag, None) if not found.weekday]


def _stretches(text: str, tag: str, published: date | None) -> list[_Stretch]:
    found = []
    for match in _pattern(tag).finditer(text):
        stretch = _READERS[match.lastgroup or ""](_Seen(text, match, tag, published))
        if stretch is not None:
            found.append(stretch)
    return found


def _merged(text: str, found: list[_Stretch]) -> list[_Stretch]:
    """Join a weekday with the date it belongs to: ``Monday, 12 May 2025``."""
    joined: list[_Stretch] = []
    for stretch in found:
        before = joined[-1] if joined else None
        dated = any(character.isdigit() for character in text[stretch.start : stretch.end])
        if before and before.weekday and dated and _JOINS.fullmatch(text[before.end : stretch.start]):
            joined[-1] = _Stretch(before.start, stretch.end, stretch.first, stretch.last, stretch.relative)
        else:
            joined.append(stretch)
    return joined


@lru_cache(maxsize=64)
def _pattern(tag: str) -> re.Pattern[str]:
    names = months(tag)
    edge = rf"(?![\w{MARKS}])"
    full = "(?:" + _any(name for name, (_, whole) in names.items() if whole) + rf"){edge}"
    short = "(?:" + _any(name for name, (_, whole) in names.items() if not whole) + rf")(?:\.|{edge})"
    month = f"(?:{full}|{short})"
    days = _any(weekdays(tag))
    relative = RELATIVE.get(tag, {})
    start = r"(?<![\w.,/-])" if tag not in _UNSPACED else r"(?<![\d.,/-])"
    year = r"\d{4}(?!\d)"
    parts = [
        rf"(?P<iso>{start}\d{{4}}-\d\d?-\d\d?(?!\d))",
        rf"(?P<ymd>{start}\d{{4}}(?P<mark>[./])\d\d?(?P=mark)\d\d?(?!\d))",
        rf"(?P<dmy>{start}\d\d?(?P<dash>[./-])\d\d?(?P=dash)(?:\d{{4}}|\d\d)(?![\da-zA-Z/]))",
        r"(?P<cjk>(?<![\d.,])(?:\d{4}\s?[年년]\s?(?:\d\d?\s?[月월](?:\s?\d\d?\s?[日号號일])?)?|"
        r"\d\d?\s?[月월](?:\s?\d\d?\s?[日号號일])?(?!間|간|份间)))",
        spaced(rf"(?P<dm>{start}\d\d?{_DAY_END}[ -]?{_OF}{month}(?:[ ,/-]{{1,2}}{_OF}{year})?)"),
        spaced(rf"(?P<md>(?<![\w{MARKS}]){month} \d\d?(?:st|nd|rd|th)?(?![\d:]|[.,]\d|[\w%])(?:,? {year})?)"),
        spaced(rf"(?P<my>(?<![\w{MARKS}]){month}[ ,/-]{{1,2}}{_OF}{year})"),
        rf"(?P<decade>{start}(?:19|20)\d0(?:['’]?s\b|er(?:n|-Jahre\w*)?\b|-[ех]\b|年代))",
        rf"(?P<year>{start}(?:19\d\d|20\d\d|2100)(?:[-–/]\d\d(?!\d))?(?!\w|[.,:/]\d|[-–]\d\d?(?!\d)))",
    ]
    if tag in BEFORE_MONTH:
        before = spaced(BEFORE_MONTH[tag])
        parts.append(
            rf"(?P<month>(?<![\w{MARKS}])(?:(?:{before}){SPACE}|mid-|mi-){full}(?!{SPACE}(?:de{SPACE}|of{SPACE})?\d))"
        )
    if days:
        pointed = rf"(?:(?:{NEXT}|{LAST}){SPACE})?"
        behind = rf"(?:{SPACE}(?:{NEXT}|{LAST})(?!\w))?"
        left, right = (rf"(?<![\w{MARKS}])", edge) if tag not in _UNSPACED else ("", "")
        parts.append(rf"(?P<weekday>{left}{pointed}(?:{days}){right}{behind})")
    if relative:
        left, right = (rf"(?<![\w{MARKS}])", edge) if tag not in _UNSPACED else ("", "")
        parts.append(rf"(?P<relative>{left}(?:{_any(relative)}){right})")
    return re.compile("|".join(parts), re.IGNORECASE)


def _any(names: object) -> str:
    words = sorted(map(str, names), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(spaced(re.escape(word).replace(r"\ ", " ")).replace("'", "['’]") for word in words)


# Reading one match


def _iso(seen: _Seen) -> _Stretch | None:
    year, month, day = map(int, seen.match.group().split("-"))
    return _days(seen.match, _day(year, month, day))


def _ymd(seen: _Seen) -> _Stretch | None:
    year, month, day = map(int, re.split("[./]", seen.match.group()))
    return _days(seen.match, _day(year, month, day))


def _dmy(seen: _Seen) -> _Stretch | None:
    one, two, three = re.split("[./-]", seen.match.group())
    if len(three) == 2 and (seen.tag in _YEAR_FIRST or "-" in seen.match.group()):
        return None
    year = int(three) if len(three) == 4 else int(three) + (2000 if int(three) < 70 else 1900)
    usual, other = _day(year, int(two), int(one)), _day(year, int(one), int(two))
    if "/" not in seen.match.group() or seen.tag != "en":
        return _days(seen.match, usual or other)
    both = [day for day in (usual, other) if day]
    return _Stretch(*seen.match.span(), min(both), max(both)) if both else None


def _cjk(seen: _Seen) -> _Stretch | None:
    parts = {mark: int(number) for number, mark in re.findall(r"(\d+)\s?(\D)", seen.match.group())}
    year = parts.get("年", parts.get("년"))
    month = parts.get("月", parts.get("월"))
    day = next((parts[mark] for mark in "日号號일" if mark in parts), None)
    if year is not None and not 1000 <= year <= 2100:
        return None
    return _calendar(seen, year, month, day)


def _day_month(seen: _Seen) -> _Stretch | None:
    numbers = re.findall(r"\d+", seen.match.group())
    month = _month_in(seen.match.group(), seen.tag)
    if month is None:
        return None
    year = int(numbers[1]) if len(numbers) > 1 else None
    return _calendar(seen, year, month, int(numbers[0]))


def _month_year(seen: _Seen) -> _Stretch | None:
    year = int(seen.match.group()[-4:])
    return _calendar(seen, year, _month_in(seen.match.group(), seen.tag), None) if year <= 2100 else None


def _month_alone(seen: _Seen) -> _Stretch | None:
    month = _month_in(seen.match.group(), seen.tag)
    written = re.search(r"[^\W\d_]+$", seen.match.group())
    if seen.tag in {"en", "de"} and written is not None and not written.group()[0].isupper():
        return None  # "in may", "of march" are slips or verbs, names of months are capitalised
    found = _calendar(seen, None, month, None)
    if found is None or written is None:
        return found
    return _Stretch(seen.match.start() + written.start(), found.end, found.first, found.last, relative=True)


def _month_in(written: str, tag: str) -> int | None:
    names = months(tag)
    low = written.lower().replace("\u00a0", " ")
    best = max((name for name in names if name in low), key=len, default=None)
    return names[best][0] if best else None


def _decade(seen: _Seen) -> _Stretch | None:
    year = int(seen.match.group()[:4])
    return _Stretch(*seen.match.span(), date(year, 1, 1), date(year + 9, 12, 31))


def _year(seen: _Seen) -> _Stretch | None:
    written = seen.match.group()
    year = int(written[:4])
    before, after = (
        seen.text[max(0, seen.match.start() - 16) : seen.match.start()],
        seen.text[seen.match.end() : seen.match.end() + 16],
    )
    if _COUNTS_BEFORE.search(before) or _COUNTS_AFTER.match(after):
        return None
    if year % 100 == 0 and seen.tag == "en" and _PLURAL_AFTER.match(after) and not _YEAR_BEFORE.search(before):
        return None
    if len(written) > 4:  # a season (2023/24), or a month as ISO 8601 writes it (2023-09)
        second = int(written[5:])
        if second == (year + 1) % 100:
            return _Stretch(*seen.match.span(), date(year, 1, 1), date(year + 1, 12, 31))
        return _calendar(seen, year, second, None) if written[4] == "-" else None
    return _Stretch(*seen.match.span(), date(year, 1, 1), date(year, 12, 31))


def _weekday(seen: _Seen) -> _Stretch | None:
    names = weekdays(seen.tag)
    written = seen.match.group().lower().replace("’", "'")
    name = max((n for n in names if n in written), key=len, default=None)
    if name is None:
        return None
    if seen.published is None:
        return _Stretch(*seen.match.span(), None, None, relative=True, weekday=True)
    since = (seen.published.weekday() - names[name]) % 7
    if re.search(rf"\b(?:{NEXT})\b", written) or (
        not re.search(rf"\b(?:{LAST})\b", written) and AHEAD.search(_sentence_around(seen.text, seen.match))
    ):
        day = _shifted(seen.published, (7 - since) % 7 or 7)
    elif re.search(rf"\b(?:{LAST})\b", written):
        day = _shifted(seen.published, -(since or 7))
    else:
        day = _shifted(seen.published, -since)
    return _Stretch(*seen.match.span(), day, day, relative=True, weekday=True)


def _relative(seen: _Seen) -> _Stretch | None:
    written = re.sub(r"\s", " ", seen.match.group().lower().replace("’", "'"))
    unit, count = RELATIVE[seen.tag][written]
    if seen.published is None:
        return _Stretch(*seen.match.span(), None, None, relative=True)
    if unit == "day":
        first = last = _shifted(seen.published, count)
    elif unit == "week":
        first = _shifted(seen.published, 7 * count - seen.published.weekday())
        last = _shifted(seen.published, 7 * count - seen.published.weekday() + 6)
    elif unit == "month":
        first, last = _month_span(seen.published.year, seen.published.month + count)
    else:
        first, last = _year_span(seen.published.year + count)
    return _Stretch(*seen.match.span(), first, last, relative=True)


_READERS: dict[str, Callable[[_Seen], _Stretch | None]] = {
    "iso": _iso,
    "ymd": _ymd,
    "dmy": _dmy,
    "cjk": _cjk,
    "dm": _day_month,
    "md": _day_month,
    "my": _month_year,
    "month": _month_alone,
    "decade": _decade,
    "year": _year,
    "weekday": _weekday,
    "relative": _relative,
}


# The calendar


def _calendar(seen: _Seen, year: int | None, month: int | None, day: int | None) -> _Stretch | None:
    """Return what year, month and day mean together; a missing year comes from ``published``."""
    if year is not None and month is None:
        return _Stretch(*seen.match.span(), *_year_span(year))
    if month is None or not 1 <= month <= 12:
        return None
    if year is not None:
        if day is None:
            return _Stretch(*seen.match.span(), *_month_span(year, month))
        return _days(seen.match, _day(year, month, day))
    if day is not None and _day(2024, month, day) is None:
        return None
    published = seen.published
    if published is None:
        return _Stretch(*seen.match.span(), None, None, relative=True)
    if day is None:
        ahead = month > published.month
        later = AHEAD.search(_sentence_around(seen.text, seen.match)) is not None
        return _Stretch(*seen.match.span(), *_month_span(published.year - (ahead and not later), month), relative=True)
    near = [d for y in (-1, 0, 1) if (d := _day(published.year + y, month, day))]
    if not near:
        return None  # 29 February, far from a leap year
    found = min(near, key=lambda d: abs((d - published).days))
    return _Stretch(*seen.match.span(), found, found, relative=True)


def _sentence_around(text: str, match: re.Match[str]) -> str:
    start = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, match.start() - 300), match.start())), default=0)
    end = _SENTENCE_END.search(text, match.end())
    return text[max(start, match.start() - 300) : end.start() if end else match.end() + 300]


def _days(match: re.Match[str], day: date | None) -> _Stretch | None:
    return _Stretch(*match.span(), day, day) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _shifted(day: date, by: int) -> date:
    """Move a day, staying inside the calendar at its two ends."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def _month_span(year: int, month: int) -> tuple[date, date]:
    year, month = min(max(year + (month - 1) // 12, 1), 9999), (month - 1) % 12 + 1
    first = date(year, month, 1)
    return first, first + timedelta(days=monthrange(year, month)[1] - 1)


def _year_span(year: int) -> tuple[date, date]:
    year = min(max(year, 1), 9999)
    return date(year, 1, 1), date(year, 12, 31)
