"""Days, moments and numbers as the reader's language writes them (CLDR, through Babel)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context


def day(at: date, language: str) -> str:
    """Return a day: ``24 November 2026``, ``24. November 2026``; of a moment, the day it was in UTC."""
    if isinstance(at, datetime):
        at = at.astimezone(UTC).date()
    return format_date(at, "long", locale=_locale(language))


def moment(at: datetime, language: str) -> str:
    """Return a point in time to the minute, in UTC and saying so: ``24 November 2026, 15:41 UTC``."""
    comma = "\u060c" if language == "ar" else ","
    return f"{day(at, language)}{comma} {format_time(at.astimezone(UTC), 'short', locale=_locale(language))} UTC"


def number(value: float, language: str) -> str:
    """Return a number with the language's own marks: ``1,234.5``, ``1.234,5``; at most three decimals."""
    return format_decimal(value, locale=_locale(language))


def ago(at: datetime, language: str, now: datetime) -> str:
    """Return how long ago a point in time was: ``3 hours ago``."""
    return format_timedelta(at - now, add_direction=True, locale=_locale(language))


def _locale(language: str) -> str:
    # Plain English would write American dates; readers everywhere else read those wrongly.
    return "en_GB" if language == "en" else language


def _language(context: Context) -> str:
    return str(context["words_in"].language)


@pass_context
def day_filter(context: Context, at: date) -> str:
    """Return a day in the language of the page."""
    return day(at, _language(context))


@pass_context
def moment_filter(context: Context, at: datetime) -> str:
    """Return a point in time in the language of the page."""
    return moment(at, _language(context))


@pass_context
def number_filter(context: Context, value: float) -> str:
    """Return a number in the language of the page."""
    return number(value, _language(context))


FILTERS = {"day": day_filter, "moment": moment_filter, "number": number_filter}
"""What templates write with: ``{{ article.published | day }}``."""
