"""People, organisations and places named in a text: by capital letters, cue words and a gazetteer.

No model: each rule can be read, and a name is never more than its letters say. Names in scripts without
capitals are places of the gazetteer and foreign names written with a middle dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ascertain.records import Entity, Span
from ascertain.text.capitals import Token, adjoin, is_headline, lines_of, runs_of, tokens_of
from ascertain.text.datewords import months, weekdays
from ascertain.text.namewords import (
    COMPOUND_ORGANISATION,
    FAMILY_FIRST,
    FIRST_NAMES,
    NOT_NAMES,
    ORGANISATIONS,
    ROLES,
    TITLES,
    WELL_KNOWN,
)
from ascertain.text.places import Place, find_place
from ascertain.text.stopwords import STOP_WORDS
from ascertain.text.uncased import find_uncased

Kind = Literal["person", "organisation", "place", "name"]

_CASED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")
_SAYS_BEFORE = re.compile(
    r"\b(?:said|says|by|told|asked|according to|dijo|disse|sagte|selon|a dit|ha detto|сказал[аи]?|заявил[аи]?)\s$"
)
_SAYS_AFTER = re.compile(
    r"[,]?\s(?:said|says|told|noted|added|wrote|tweeted|argued|claimed|announced|who|born|dijo|disse|sagte|erklärte|"
    r"a déclaré|"
    r"ha detto|сказал|заявил|заявила|сказала|kata|dedi)\b|,\s(?:an?|the|el|la|un|una|der|die|ein|eine)\s[a-zà-ÿ]|"
    r",\s\d\d,|\s\(\d\d\)"
)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class _Name:
    tokens: tuple[Token, ...]
    kind: Kind
    key: str = ""
    sure: bool = True
    """Whether more than a capital letter at the start of a sentence or in a headline speaks for it."""


def find_entities(text: str, language: str) -> list[Entity]:
    """Return the names in ``text`` in reading order, each with its kind and a key equal names share.

    Countries (and English words for their people) have their ISO 3166 code as key, cities
    ``city:<geonameid>``, other names their romanised lower-case letters without titles. ``language`` is a
    BCP-47 tag; "" is read as English. Give the whole text at once when there is one: a surname is known to
    be a person's from the full name elsewhere, and a word is no name when it also occurs in lower case.
    """
    tag = language.partition("-")[0].lower() or "en"
    found = [_entity(text, name) for name in _cased(text, tag)] if _CASED.search(text) else []
    taken = [(entity.span.start, entity.span.end) for entity in found]
    for start, end, kind, key in find_uncased(text, tag):
        if not any(start < b and a < end for a, b in taken):
            written = text[start:end]
            found.append(Entity(span=Span(start=start, end=end), text=written, kind=kind, key=key or _key(written)))
    return sorted(found, key=lambda entity: entity.span.start)


def _entity(text: str, name: _Name) -> Entity:
    start, end = name.tokens[0].start, name.tokens[-1].end
    written = text[start:end]
    return Entity(span=Span(start=start, end=end), text=written, kind=name.kind, key=name.key or _key(written))


@lru_cache(maxsize=16384)
def _key(written: str) -> str:
    from anyascii import anyascii

    return _NOT_LETTERS.sub(" ", anyascii(written).lower().removesuffix("'s")).strip() or written.casefold()


def _cased(text: str, tag: str) -> list[_Name]:
    tokens = tokens_of(text, tag)
    small = {token.low for token in tokens if not token.capital}
    names: list[_Name] = []
    for line in lines_of(text, tokens):
        if tag != "de" and is_headline(line):
            names += _in_headline(text, line, tag)
            continue
        for run in runs_of(text, line):
            names += _in_run(text, run, small, tag)
    return _checked(names, small)


# What a line or a run names


def _in_headline(text: str, line: Sequence[Token], tag: str) -> Iterator[_Name]:
    """Give the names in a line where every word is capitalised: only what lists and first names know."""
    capitals = all(token.text.isupper() for token in line)
    index = 0
    while index < len(line):
        size, name = _known(text, line[index : index + 4], capitals, tag)
        if name is not None:
            yield name
        index += size


def _known(text: str, tokens: Sequence[Token], capitals: bool, tag: str) -> tuple[int, _Name | None]:
    joined = 1
    while joined < len(tokens) and adjoin(text, tokens[joined - 1], tokens[joined]) and tokens[joined].capital:
        joined += 1
    if not tokens[0].capital:
        return 1, None
    for size in range(joined, 0, -1):
        place = find_place(text[tokens[0].start : tokens[size - 1].end], tag)
        if (
            place is not None
            and (not place.population or place.population >= 300_000)
            and (tokens[0].low != "us" or (tokens[0].text == "US" and not capitals))
        ):
            return size, _Name(tuple(tokens[:size]), "place", place.key)
    if joined > 1 and tokens[0].low in FIRST_NAMES and tokens[1].low not in STOP_WORDS["en"]:
        return 2, _Name(tuple(tokens[:2]), "person")
    first = tokens[0]
    if first.low in WELL_KNOWN or (not capitals and first.text.isupper()):
        return 1, _single(first, False, tag)
    return 1, None


def _in_run(text: str, run: Sequence[Token], small: set[str], tag: str) -> Iterator[_Name]:
    """Split a run at titles and give the names in its parts."""
    part: list[Token] = []
    titled = False
    run = _without_start(run, small, tag)
    for index, token in enumerate(run):
        if token.low.rstrip(".") in TITLES and not _is_organisation_word(run, index):
            yield from _in_part(text, [t for t in part if t.low not in ROLES], titled, tag)
            part, titled = [], True
        else:
            part.append(token)
    yield from _in_part(text, part, titled, tag)


def _is_organisation_word(run: Sequence[Token], index: int) -> bool:
    """Tell "Chief" in a title from "General" in "General Motors": an organisation word follows at once."""
    return index + 1 < len(run) and run[index + 1].low in ORGANISATIONS


def _without_start(run: Sequence[Token], small: set[str], tag: str) -> Sequence[Token]:
    stop = STOP_WORDS.get(tag, STOP_WORDS["en"])
    while run and (
        (run[0].low in stop and (run[0].initial or len(run[0].low) < 4) and not run[0].text.isupper())
        or (run[0].initial and run[0].low in small and len(run) > 1 and find_place(run[0].text, tag) is None)
        or run[0].low in {"i", "a", "the"}
        or (run[0].low in NOT_NAMES and len(run) > 1)
    ):
        run = run[1:]
    return run


def _trimmed(part: Sequence[Token]) -> Sequence[Token]:
    while part and not part[0].capital:
        part = part[1:]
    while part and not part[-1].capital:
        part = part[:-1]
    return part


def _in_part(text: str, tokens: Sequence[Token], titled: bool, tag: str) -> Iterator[_Name]:
    part = _trimmed(tokens)
    if not part:
        return
    whole = text[part[0].start : part[-1].end]
    place = find_place(whole, tag)
    if place is not None and _is_place(place, part, titled):
        yield _Name(tuple(part), "place", place.key)
        return
    if len(part) > 1 and any(token.low in ORGANISATIONS for token in part):
        yield _Name(tuple(part), "organisation")
        return
    if len(part) > 1:
        for size in range(min(4, len(part) - 1), 0, -1):
            head = find_place(text[part[0].start : part[size - 1].end], tag)
            if head is not None and not head.population:
                yield _Name(tuple(part[:size]), "place", head.key)
                yield from _in_part(text, part[size:], titled, tag)
                return
        for cut in range(1, len(part)):
            tail = find_place(text[part[cut].start : part[-1].end], tag)
            if tail is not None and (not tail.population or part[cut - 1].low in WELL_KNOWN):
                yield from _in_part(text, part[:cut], titled, tag)
                yield _Name(tuple(part[cut:]), "place", tail.key)
                return
    yield from _named(text, part, titled, tag)


def _is_place(place: Place, part: Sequence[Token], titled: bool) -> bool:
    if not place.population:
        return part[0].low != "us" or part[0].text.isupper()
    if titled and len(part) == 1:
        return False  # "President Lincoln"
    if len(part) > 1 and part[0].low in FIRST_NAMES:
        return place.primary and place.population >= 1_000_000
    if part[0].initial and len(part) == 1:
        return place.population >= (300_000 if place.primary else 1_000_000)
    return True


def _named(text: str, part: Sequence[Token], titled: bool, tag: str) -> Iterator[_Name]:
    first, last = part[0], part[-1]
    if len(part) == 1:
        name = _single(first, titled, tag)
        if name is not None:
            yield name
        return
    person = (
        titled
        or first.low in FIRST_NAMES
        or (first.low in FAMILY_FIRST and len(part) <= 3)
        or _is_initial(first)
        or last.low in WELL_KNOWN
    )
    if not person and 2 <= len(part) <= 4:
        person = (
            _SAYS_BEFORE.search(text[max(0, first.start - 14) : first.start]) is not None
            or _SAYS_AFTER.match(text, last.end) is not None
        ) and not any(token.text.isupper() and len(token.text) > 1 for token in part)
    if person and len(part) <= 6:
        yield _Name(tuple(part), "person")
    elif tag == "de":
        yield from (name for token in part if (name := _single(token, False, tag)) is not None)
    elif any(token.low.endswith(COMPOUND_ORGANISATION) for token in part):
        yield _Name(tuple(part), "organisation")
    else:
        yield _Name(tuple(part), "name", sure=not (first.initial and len(part) == 2 and first.low in NOT_NAMES))


def _is_initial(token: Token) -> bool:
    return len(token.text) == 2 and token.text.endswith(".")


def _single(token: Token, titled: bool, tag: str) -> _Name | None:
    bare = token.text.replace(".", "")
    if token.low in STOP_WORDS["en"] or token.low in STOP_WORDS.get(tag, ()):
        return None  # "it did NOT", a capital for emphasis
    if token.low in NOT_NAMES or token.low in months(tag) or token.low in weekdays(tag) or len(bare) < 2:
        return None
    if titled or token.low in WELL_KNOWN:
        return _Name((token,), "person")
    if len(bare) > 1 and bare.isupper() and bare.isalpha() and len(bare) <= 6:
        return _Name((token,), "organisation")
    if token.low.endswith(COMPOUND_ORGANISATION) and tag == "de":
        return _Name((token,), "organisation")
    if token.low in ORGANISATIONS or token.low in ROLES or token.low in TITLES:
        return None
    if tag == "de":
        place = find_place(token.text, tag)
        if place is not None and not place.population:
            return _Name((token,), "place", place.key)
        return _Name((token,), "person", sure=False) if token.low in FIRST_NAMES else None
    kind: Kind = "person" if token.low in FIRST_NAMES else "name"
    return _Name((token,), kind, sure=not token.initial)


# Checking against the rest of the text


def _checked(names: Sequence[_Name], small: set[str]) -> list[_Name]:
    surnames = {n.tokens[-1].low for n in names if n.kind == "person" and len(n.tokens) > 1}
    surnames |= {
        n.tokens[0].low for n in names if n.kind == "person" and len(n.tokens) > 1 and n.tokens[0].low in FAMILY_FIRST
    }
    certain = {n.tokens[0].low for n in names if n.sure and len(n.tokens) == 1}
    kept = []
    for name in names:
        first = name.tokens[0].low
        if len(name.tokens) == 1 and name.kind in {"name", "person"} and first in surnames:
            kept.append(replace(name, kind="person"))
            continue
        if not name.sure and not (len(name.tokens) == 1 and first in certain and first not in small):
            continue
        if len(name.tokens) == 1 and name.kind == "name" and first in small:
            continue
        kept.append(name)
    return kept
