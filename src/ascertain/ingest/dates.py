"""The date of publication, only ever as a page states it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:first |last )?(?:published|posted|updated|date|dated|created|modified|on|at|"
    r"veröffentlicht|aktualisiert|stand|am|um|uhr|"
    r"publicado|actualizado|fecha|el|publié|mis à jour|le|à|pubblicato|aggiornato|il|alle|atualizado|em|às|data|"
    r"опубликовано|"
    r"обновлено|опубліковано|оновлено|дата|gepubliceerd|opublikowano|г|р)\b|"
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\w*(?:tag|tag,|woch)\b|"
    r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b|"
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b[ap]\.?m\b\.?|\b(?:gmt|utc|bst|cet|cest|[ecmp][sd]?t|msk)\b(?:\s*[+-]\d{1,2})?",
    re.I,
)
_YEARS = range(1990, 2100)


def stated_time(text: str) -> datetime | None:
    """Return the point in time that a value such as ``2024-05-03T14:30:00+02:00`` states, in UTC.

    A time without a zone is taken as UTC, a date alone as its midnight. Returns ``None`` when ``text`` is no date
    from 1990 on.
    """
    text = " ".join(text.split())[:80]
    match = _ISO.search(text)
    if match:
        zone = (match.group("zone") or "+00:00").upper()
        zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        moment = f"{match.group('day')}T{match.group('time') or '00:00'}{zone}"
        return _moment(lambda: datetime.fromisoformat(moment))
    if re.fullmatch(r"\d{8}", text):
        return _moment(lambda: datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC))
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return _moment(lambda: datetime.fromtimestamp(int(text[:10]), UTC))
    if re.search(r"\d{2}:\d{2}(?::\d{2})? (?:[A-Z]{3}|[+-]\d{4})", text):
        return _moment(lambda: parsedate_to_datetime(text)) or _named_day(text)
    return _named_day(text)


def published_line(line: str) -> datetime | None:
    """Return the date of a line that is nothing but a date, with words such as ``Published`` or a time beside it."""
    line = line.strip(" *_#()[]|•·–—-")
    if not line or len(line) > 120 or not re.search(r"\d", line):
        return None
    for part in re.split(r"[|•·]|\s[–—-]\s", line):
        match = _ISO.search(part)
        if match:
            rest = part[: match.start()] + part[match.end() :]
            if not _words_left(rest):
                return stated_time(match.group())
            continue
        span = _named_span(part)
        if span is not None:
            (start, end), day = span
            if not _words_left(part[:start] + " " + part[end:]):
                return _midnight(day)
    return None


def _words_left(rest: str) -> bool:
    return bool(re.search(r"\w", _LABEL.sub(" ", rest)))


def _named_day(text: str) -> datetime | None:
    span = _named_span(text)
    return _midnight(span[1]) if span else None


def _named_span(text: str) -> tuple[tuple[int, int], date] | None:
    """Return the first date in ``text`` that says day, month and year, and where it stands."""
    if not re.search(r"\d{4}|\d[./-]\d{1,2}[./-]\d{2}", text):
        return None  # without a year it is not a day
    from ascertain.text import detect_language, find_dates

    for language in dict.fromkeys(
        [detect_language(text), "en", "de", "es", "fr", "pt", "it", "ru", "uk", "nl", "pl", "tr"]
    ):
        for found in find_dates(text, language, None) if language else []:
            if (
                found.first is not None
                and found.first == found.last
                and not found.relative
                and found.first.year in _YEARS
            ):
                return (found.span.start, found.span.end), found.first
    return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _moment(read: Callable[[], datetime]) -> datetime | None:
    try:
        moment = read()
    except (ValueError, OverflowError, OSError, TypeError):
        return None  # the text only looked like a date
    if moment.year not in _YEARS:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
