"""One picture or video of a folder or list, before its bytes are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

from ascertain.ingest.factchecks import Reject
from ascertain.ingest.factchecks.cleaning import one_line
from ascertain.ingest.factchecks.dates import may_be_two_days, read_date
from ascertain.ingest.reading import web_url
from ascertain.records import Sighting, content_id
from ascertain.text import find_dates

Kind = Literal["picture", "video"]

PICTURES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff"}) | frozenset(
    {".heic", ".heif", ".avif"}
)
"""Endings of picture files that a folder is searched for."""

VIDEOS = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".3gp", ".ts", ".mts", ".m2ts"}
) | (frozenset({".ogv", ".flv", ".wmv"}))
"""Endings of video files that a folder is searched for."""

_LONGEST = 5000


@dataclass(frozen=True)
class PictureEntry:
    """A picture or video with what the list says of where it appeared."""

    position: int
    """Which entry, counted from 1; the same each time the folder or list is read."""

    place: str
    """Where it stands: ``row 17``, or the file's path in the folder."""

    file: Path | None = None
    """The file that holds it; ``None`` when ``url`` does."""

    url: str = ""
    """The ``http`` or ``https`` address that holds it; empty when ``file`` does."""

    page: str = ""
    """Address of the page it appeared on; empty when the list names none."""

    title: str = ""
    """Headline of that page."""

    caption: str = ""
    """Caption there."""

    publisher: str = ""
    """Who published it."""

    date: datetime | None = None
    """When it appeared: the day itself, or the last day of the month or year that is named."""

    exact: bool = True
    """Whether ``date`` is the day that the list names; else it appeared by then at the latest."""

    warnings: tuple[str, ...] = ()
    """What the list says that could not be used."""

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.file.name if self.file else self.url[:200]


def draft_entry(
    position: int,
    place: str,
    values: dict[str, str],
    *,
    file: Path | None = None,
    url: str = "",
    month_first: bool | None = None,
) -> PictureEntry:
    """Return an entry out of the texts of its fields (``page``, ``title``, ``caption``, ``publisher``, ``date``)."""
    warnings: list[str] = []

    def text(name: str) -> str:
        return one_line(values.get(name, ""))[:_LONGEST]

    page = text("page")
    if page and not web_url(page):
        warnings.append("the page is no http or https address and was left out")
        page = ""
    moment, exact = read_day(text("date"), month_first)
    if moment is None and text("date"):
        ambiguous = may_be_two_days(text("date"))
        warnings.append(
            "the date may be two days (day and month cannot be told apart) and was left out"
            if ambiguous
            else "the date could not be read and was left out"
        )
    elif not exact:
        warnings.append("the date names a month or year; its last day was taken, as the latest that it can be")
    if moment is not None and moment > datetime.now(UTC) + timedelta(days=1):
        moment, exact = None, True
        warnings.append("the date lies in the future and was left out")
    return PictureEntry(
        position=position,
        place=place,
        file=file,
        url=url,
        page=page,
        title=text("title"),
        caption=text("caption"),
        publisher=text("publisher"),
        date=moment,
        exact=exact,
        warnings=tuple(warnings),
    )


def read_day(text: str, month_first: bool | None = None) -> tuple[datetime | None, bool]:
    """Return the time that a text states and whether it states a day; of a month or year the last moment.

    What is read are the forms of :func:`ascertain.ingest.factchecks.dates.read_date`, and ``2019``, ``2019-05``,
    ``May 2019``, ``2019年5月``.
    """
    moment = read_date(text, month_first=month_first)
    if moment is not None or not text:
        return moment, True
    if may_be_two_days(text):
        return None, True
    for language in ("en", "de", "fr", "es", "ru", "zh"):
        named = [found for found in find_dates(text, language, None) if found.last and not found.relative]
        whole = len(named) == 1 and named[0].text.strip() == text.strip()
        if whole and named[0].last is not None and named[0].first is not None:
            return _end_of(named[0].last), named[0].first == named[0].last
    return None, True


def _end_of(day: date) -> datetime:
    return datetime.combine(min(day, date(9998, 12, 31)), time(23, 59, 59), UTC)


def listed_sighting(entry: PictureEntry, sha256: str, now: datetime) -> Sighting:
    """Return the appearance that an entry speaks of, of the picture with these bytes; pure.

    Its identifier depends on the picture and where it appeared: the page, or else the address or file name, so that
    importing the list again gives the same sighting. Without a date it is ``now`` that it was first seen.
    """
    where = entry.page or entry.url or (entry.file.name if entry.file else "")
    certain = entry.date is not None and entry.exact
    return Sighting(
        id=content_id("sighting", sha256, "listed", where),
        sha256=sha256,
        page=entry.page,
        title=entry.title or ("" if entry.page else entry.name),
        publisher=entry.publisher,
        caption=entry.caption,
        date=entry.date if entry.date is not None else now,
        date_source="published" if certain else "first seen",
    )


def reject(position: int, place: str, reason: str, excerpt: str = "") -> Reject:
    """Return an entry that cannot be used."""
    return Reject(position, reason, " ".join(excerpt.split())[:300], place)
