"""The language of the interface: what the reader chose, else what the browser asks for, else English."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from babel.core import Locale, UnknownLocaleError, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from fastapi import Request

COOKIE = "language"


@dataclass(frozen=True)
class Words:
    """The interface in one language."""

    language: str
    """BCP-47 primary language: ``en``."""

    direction: Literal["ltr", "rtl"]
    """How it is written."""

    say: Callable[[str], str]
    """Gives words of the interface in this language; English words where it has none."""

    count: Callable[[str, str, int], str]
    """Gives the words for one or for many, with ``{n}`` as the number, by this language's own rule for plurals."""


def to_say(text: str) -> str:
    """Mark words of the interface that Python holds, so that the catalogues know them; returns them as they are."""
    return text


def words_for(request: Request) -> Words:
    """Return the interface in the language of the ``language`` cookie, or the best that the browser asks for."""
    known = languages()
    chosen = request.cookies.get(COOKIE, "")
    if chosen not in known:
        asked = [part.split(";")[0].strip() for part in request.headers.get("accept-language", "")[:500].split(",")]
        chosen = negotiate_locale([one for one in asked if one], known, sep="-") or "en"
    return words_in(chosen)


@cache
def languages() -> list[str]:
    """Return the languages of the interface: English, and each that has a catalogue."""
    folder = files(__package__).joinpath("locale")
    found = [entry.name.removesuffix(".po") for entry in folder.iterdir() if entry.name.endswith(".po")]
    return ["en", *sorted(found)]


@cache
def own_name(language: str) -> str:
    """Return what a language is called by those who speak it: ``Deutsch``."""
    name = Locale.parse(language).get_display_name() or language
    return name[:1].upper() + name[1:]


@cache
def words_in(language: str) -> Words:
    """Return the interface in a language of :func:`languages`."""
    try:
        direction = Locale.parse(language).text_direction
    except (UnknownLocaleError, ValueError):
        direction = "ltr"
    catalogue = _catalogue(language)

    def count(one: str, many: str, number: int) -> str:
        from ascertain.faces.web.formats import number as written

        return catalogue.ngettext(one, many, number).replace("{n}", written(number, language))

    return Words(language, "rtl" if direction == "rtl" else "ltr", catalogue.gettext, count)


def _catalogue(language: str) -> Translations:
    if language == "en":
        return Translations()
    with files(__package__).joinpath("locale", f"{language}.po").open("rb") as file:
        read = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, read)  # leaves out what is not translated, or only guessed at
    compiled.seek(0)
    return Translations(compiled)
