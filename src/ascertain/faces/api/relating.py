"""The form of the page for related fact-checks, as a browser sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from starlette.datastructures import QueryParams

from ascertain.desk import Desk
from ascertain.errors import Invalid
from ascertain.records import Rating, Related

CHOICES = tuple(Rating)
"""The ratings in the order of the form."""


@dataclass(frozen=True)
class RelatedForm:
    """What stands in the fields, as text; empty fields narrow nothing."""

    text: str = ""
    languages: str = ""
    """Separated by commas."""

    publishers: str = ""
    """Separated by semicolons: names may have commas in them."""

    ratings: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    published: str = ""
    corpus: str = ""

    @classmethod
    def read(cls, sent: QueryParams) -> Self:
        """Return the form that an address holds; fields may be repeated, unknown ones are passed over."""
        one = {name: sent.get(name, "").strip() for name in ("since", "until", "published", "corpus")}
        return cls(
            text=sent.get("text", ""),
            languages=", ".join(filter(None, map(str.strip, sent.getlist("language")))),
            publishers="; ".join(filter(None, map(str.strip, sent.getlist("publisher")))),
            ratings=tuple(filter(None, sent.getlist("rating"))),
            **one,
        )

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the text is filled in, so that the fields are shown."""
        return any((self.languages, self.publishers, self.ratings, self.since, self.until, self.published)) or (
            self.corpus not in {"", "main"}
        )

    def ask(self, desk: Desk) -> Related:
        """Return what the desk finds; raises :class:`Invalid` for what cannot be understood."""
        return desk.related(
            self.text,
            published=_day(self.published),
            corpus=self.corpus or "main",
            languages=_split(self.languages, ","),
            publishers=_split(self.publishers, ";"),
            ratings=self.ratings,
            since=_day(self.since),
            until=_day(self.until),
        )


def _split(text: str, mark: str) -> list[str]:
    return [part for part in map(str.strip, text.split(mark)) if part]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(f"“{text}” is no day.", "Write year, month and day: 2026-01-31.") from error
