"""An entry as its file words it, and the fact-check it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from ascertain.ingest.factchecks.cleaning import domain, one_line, shortened, site_of, web_address
from ascertain.ingest.factchecks.dates import may_be_two_days, read_date
from ascertain.ingest.rating import rate, rate_number
from ascertain.records import FactCheck, Rating, Source, content_id

LONGEST_CLAIM = 5000
"""Characters of a claim; a longer one is an article and is rejected."""

_LONGEST_TITLE = 1000
_LONGEST_SUMMARY = 2000
_LONGEST_NAME = 500
_LONGEST_WORDS = 1000
_LONGEST_IDENTIFIER = 500
_MOST_APPEARANCES = 50
_MOST_IMAGES = 10


@dataclass
class Draft:
    """The fields of one fact-check as the file has them: text with markup, dates and addresses unread."""

    claim: str = ""
    title: str = ""
    summary: str = ""
    publisher: str = ""
    site: str = ""
    url: str = ""
    date: str = ""
    language: str = ""
    rating: str = ""
    rating_value: str = ""
    """A bare number, used when there are no words."""

    best: str = ""
    worst: str = ""
    identifier: str = ""
    claimant: str = ""
    claim_date: str = ""
    appearances: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    """As the file has them; on a web page relative to it."""

    notes: list[str] = field(default_factory=list)
    """What the reader already has to say about it."""


def finish(draft: Draft, corpus: str) -> tuple[FactCheck | str, tuple[str, ...]]:
    """Return the fact-check of a draft, or the reason why it is none, and what was not taken over.

    A source that has only a headline gives it as the claim; one that has only a summary, that. An unreadable date
    or address is left out with a warning; a claim of more than 5,000 characters is no claim.
    """
    notes = list(draft.notes)
    title, summary = one_line(draft.title), one_line(draft.summary)
    claim = one_line(draft.claim) or title
    if not claim and summary:
        claim = summary
        notes.append("there is no claim and no headline: the summary stands for them")
    if not claim:
        return "it has no claim and no headline", tuple(notes)
    if len(claim) > LONGEST_CLAIM:
        return f"its claim has {len(claim):,} characters, more than {LONGEST_CLAIM:,}", tuple(notes)
    if "�" in claim and "�" not in draft.claim + draft.title:
        notes.append("characters that could not be decoded stand as �")
    url = _address(draft.url, "the address", notes)
    identifier = one_line(draft.identifier)
    url = url or web_address(identifier)
    if len(identifier) > _LONGEST_IDENTIFIER:
        notes.append(f"an identifier of more than {_LONGEST_IDENTIFIER} characters was left out")
        identifier = ""
    language = _language(draft.language) or detected(claim)
    rating, words = _rating(draft)
    fact_check = FactCheck(
        id=content_id("fact-check", corpus, identifier or url, claim),
        corpus=corpus,
        identifier=identifier,
        claim=claim,
        claimant=shortened(one_line(draft.claimant), _LONGEST_NAME),
        claim_date=_date(draft.claim_date, "the date of the claim", language, notes),
        appearances=_addresses(draft.appearances, _MOST_APPEARANCES),
        images=_addresses(draft.images, _MOST_IMAGES),
        title=shortened(title, _LONGEST_TITLE),
        summary=shortened(summary, _LONGEST_SUMMARY),
        url=url,
        source=source_of(draft.publisher, draft.site, url),
        date=_date(draft.date, "the date", language, notes),
        language=language,
        rating=rating,
        rating_words=words,
    )
    return fact_check, tuple(notes)


def source_of(publisher: str, site: str, url: str) -> Source:
    """Return who published: the name given, else the domain of the site or of the address; both may be empty."""
    name = shortened(one_line(publisher), _LONGEST_NAME)
    named = domain(name)
    place = domain(site) or named or site_of(url)
    return Source(name=named or name or place, site=place)


def detected(text: str) -> str:
    """Return the primary language of a text, empty when it cannot be told."""
    from ascertain.text import detect_language

    return detect_language(text)


def _rating(draft: Draft) -> tuple[Rating, str]:
    words = shortened(one_line(draft.rating), _LONGEST_WORDS)
    if words and not re.fullmatch(r"-?\d+(?:[.,]\d+)?", words):
        return rate(words), words
    value, best, worst = _number(words or draft.rating_value), _number(draft.best), _number(draft.worst)
    if value is None:
        other = words or one_line(draft.rating_value)
        return rate(other), shortened(other, _LONGEST_WORDS)
    if draft.best or draft.worst or draft.rating_value:
        return rate_number(value, best, worst)
    return Rating.OTHER, words  # a number in a column of its own: nobody says on which scale


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None


def _address(text: str, what: str, notes: list[str]) -> str:
    text = text.strip()
    address = web_address(text)
    if text and not address:
        notes.append(f"{what} is not an http or https address and was left out")
    return address


def _addresses(addresses: tuple[str, ...], most: int) -> tuple[str, ...]:
    good = dict.fromkeys(filter(None, map(web_address, addresses)))
    return tuple(good)[:most]


def _date(text: str, what: str, language: str, notes: list[str]) -> datetime | None:
    if not text.strip() or text.strip().casefold() in ("none", "null", "nan", "nat", "n/a", "-"):
        return None
    # Only English has publishers on both sides of the month-first line.
    date = read_date(text, month_first=None if language in ("en", "") else False)
    if date is None and may_be_two_days(text):
        notes.append(f"{what} may mean two days (such as 05/06/2015) and was left out; write 2015-06-05")
    elif date is None:
        notes.append(f"{what} could not be read and was left out")
    elif re.match(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?!\d)", text.strip()):
        notes.append(f"{what} has a two-digit year and was read as day-month-year")
    return date


def _language(text: str) -> str:
    """Return the primary language of a tag or English name: ``pt`` for ``pt-BR``, ``Portuguese`` or ``pt_BR``."""
    text = text.strip().casefold().replace("_", "-")
    primary = text.partition("-")[0]
    if re.fullmatch(r"[a-z]{2,3}", primary):
        return _OLD_TAGS.get(primary, primary)
    return _language_names().get(text, "")


_OLD_TAGS = {
    "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "nb": "no", "nn": "no", "eng": "en", "spa": "es", "fra": "fr",
    "fre": "fr", "deu": "de", "ger": "de", "por": "pt", "ita": "it", "rus": "ru", "ara": "ar", "hin": "hi", "ind": "id",
    "pol": "pl", "tur": "tr", "und": "", "mul": "", "zxx": "", "unk": "", "nan": "",
}  # fmt: skip


@cache
def _language_names() -> dict[str, str]:
    from babel import Locale

    languages = Locale.parse("en").languages
    return {name.casefold(): tag for tag, name in languages.items() if re.fullmatch(r"[a-z]{2,3}", tag)}
