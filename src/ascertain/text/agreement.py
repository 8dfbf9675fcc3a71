"""Where two texts agree and where they differ: figures, negation, direction, names, places, dates.

Embeddings put "3.5 %" next to "7.9 %" and "causes" next to "does not cause", so these are compared apart,
on what can be read from the words themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ascertain.records import Difference, Entity, Feature, Figure, NamedDate, Span
from ascertain.text.abbreviations import abbreviates
from ascertain.text.dates import find_dates
from ascertain.text.disputing import disputing_words, opposite_words
from ascertain.text.entities import find_entities
from ascertain.text.figures import find_figures
from ascertain.text.polarity import directions, negations
from ascertain.text.qualifying import qualifying_words
from ascertain.text.samefigures import comparable, other_currency, same_number
from ascertain.text.words import content_words
from ascertain.text.wordsets import word_set

_OPPOSITES = {"up": "down", "down": "up", "double": "half", "half": "double"}


@dataclass(frozen=True)
class Facts:
    """What can be compared in one text."""

    text: str
    language: str
    figures: tuple[Figure, ...]
    dates: tuple[NamedDate, ...]
    entities: tuple[Entity, ...]
    negations: tuple[str, ...]
    directions: tuple[tuple[str, str], ...]
    """Pairs of word and label, e.g. ``("rose", "up")``."""
    words: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """What two texts share, as features, and where they differ."""

    features: tuple[Feature, ...]
    differences: tuple[Difference, ...]


def read_facts(text: str, language: str, published: date | None = None) -> Facts:
    """Return what can be compared in ``text``; relative dates are resolved against ``published``."""
    return Facts(
        text=text,
        language=language,
        figures=tuple(f for f in find_figures(text, language) if f.unit != "ordinal"),
        dates=tuple(find_dates(text, language, published)),
        entities=tuple(_without_preposition(e, language) for e in find_entities(text, language)),
        negations=tuple(span.of(text) for span in negations(text, language)),
        directions=tuple((span.of(text), label) for span, label in directions(text, language)),
        words=frozenset(content_words(text, language)),
    )


def _without_preposition(entity: Entity, language: str) -> Entity:
    """Return the place behind a capital preposition at the start of a sentence: “В Берлине”, “À Madrid”."""
    first, _, rest = entity.text.partition(" ")
    if entity.kind != "name" or len(first) > 3 or not rest or not first[0].isupper():
        return entity
    from ascertain.text.places import find_place

    place = find_place(rest, language.partition("-")[0].lower() or "en")
    if place is None:
        return entity
    start = entity.span.start + len(first) + 1
    span = Span(start=start, end=entity.span.end)
    return Entity(span=span, text=rest, kind="place", key=place.key)


def compare(ours: Facts, theirs: Facts) -> Agreement:
    """Return what ``theirs`` shares with ``ours`` and every difference found; pure."""
    features: list[Feature] = []
    if ours.words and theirs.words:
        features.append(_words(ours.words, theirs.words))
    names, name_differences = _names(ours, theirs)
    figures, figure_differences = _figures(ours.figures, theirs.figures)
    differences = [*figure_differences, *_negation(ours, theirs), *_direction(ours, theirs)]
    differences += [*_disputed(ours, theirs), *_opposed(ours, theirs), *_roles(ours, theirs), *_qualified(ours, theirs)]
    return Agreement(tuple(features + names + figures), tuple(differences + name_differences + _dates(ours, theirs)))


def _words(ours: frozenset[str], theirs: frozenset[str]) -> Feature:
    """Return the share of the shorter text's content words that stand in the other too."""
    shared = sorted(ours & theirs, key=lambda word: (-len(word), word))
    of = f"{len(shared)} of {min(len(ours), len(theirs))} content words"
    words = f"{of}: {', '.join(shared[:8])}" if shared else "no shared content words"
    return Feature(name="shared words", value=round(len(shared) / min(len(ours), len(theirs)), 3), words=words)


# Figures


def _figures(ours: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[list[Feature], list[Difference]]:
    same, differences = [], []
    for figure in ours:
        rivals = [f for f in theirs if comparable(figure, f)]
        if not rivals and len(ours) == len(theirs) == 1 and _counts(figure) and _counts(theirs[0]):
            rivals = list(theirs)  # "12,000 troops" and "3,000 soldiers": one count against one count
        if any(same_number(figure, f) for f in rivals):
            same.append(figure.text)
        elif rivals:
            nearest = min(rivals, key=lambda f: abs(f.value - figure.value))
            differences.append(_differs("number", figure.text, nearest.text))
        elif money := other_currency(figure, theirs):
            differences.append(_differs("number", figure.text, money.text))
    if not same:
        return [], differences
    words = f"the same figures: {', '.join(same)}"
    return [Feature(name="same figures", value=float(len(same)), words=words)], differences


def _counts(figure: Figure) -> bool:
    return figure.unit not in {"%", "", "ordinal"} and not figure.unit.isupper()


# Names and places


_INFLECTING = word_set("ru uk be bg mk sr hr bs sl sk cs pl lt lv et fi hu tr az sq el hy ka kk ar he hi ta")
# Languages whose names change their endings.

_NAMED_AGAIN = 85


def _names(ours: Facts, theirs: Facts) -> tuple[list[Feature], list[Difference]]:
    loose = ours.language != theirs.language or ours.language.partition("-")[0] in _INFLECTING
    shared: list[str] = []
    differences: list[Difference] = []
    groups: Iterable[tuple[str, Callable[[Entity], bool]]] = (
        ("name", lambda e: e.kind != "place"),
        ("place", lambda e: e.kind == "place"),
    )
    for kind, belongs in groups:
        mine = _distinct(e for e in ours.entities if belongs(e))
        other = _distinct(e for e in theirs.entities if belongs(e))
        pairs = [(a, b) for a in mine for b in other if _same_name(a, b, loose)]
        shared += [a.text for a in mine if any(a is p for p, _ in pairs)]
        alone = [a for a in mine if not any(a is p for p, _ in pairs) and not _occurs(a, theirs, loose)]
        rivals = [b for b in other if not any(b is q for _, q in pairs) and not _occurs(b, ours, loose)]
        if alone and rivals and (kind == "place" or _one_kind(alone, rivals)):
            ours_text, theirs_text = (", ".join(e.text for e in side[:3]) for side in (alone, rivals))
            differences.append(_differs("place" if kind == "place" else "name", ours_text, theirs_text))
    shared = list(dict.fromkeys(shared))
    if not shared:
        return [], differences
    words = f"the same names: {', '.join(shared[:6])}"
    return [Feature(name="shared names", value=float(len(shared)), words=words)], differences


def _one_kind(some: Sequence[Entity], others: Sequence[Entity]) -> bool:
    """Tell whether the two hold names of one kind; a full name of no known kind may be a person's."""
    kinds, theirs = ({_kind(entity) for entity in side} for side in (some, others))
    return bool(kinds & theirs) or {"person", "full name"} <= kinds | theirs


def _kind(entity: Entity) -> str:
    return "full name" if entity.kind == "name" and len(entity.key.split()) in {2, 3} else entity.kind


def _distinct(entities: Iterable[Entity]) -> list[Entity]:
    return list({entity.key: entity for entity in entities}.values())


def _occurs(entity: Entity, facts: Facts, loose: bool) -> bool:
    """Tell whether a name found on one side stands in the other text without having been found as a name."""
    key = _key_of(entity)
    parts = [part for part in key.split() if len(part) > 2]
    if not parts:
        return False
    if loose:
        return all(any(one_stem(part, word) for word in facts.words) for part in parts)
    return all(part in facts.words for part in parts)


def _key_of(entity: Entity) -> str:
    """Return the letters of a name; the key of a place is a code."""
    if entity.kind != "place":
        return entity.key
    from anyascii import anyascii

    return anyascii(entity.text).lower()


def one_stem(one: str, other: str) -> bool:
    """Tell whether two words may be forms of one name: ``orlava`` and ``orlavu``, ``selenskyj`` and ``zelensky``."""
    from rapidfuzz import fuzz

    least = min(len(one), len(other))
    if one == other:
        return True
    if least < 4 or abs(len(one) - len(other)) > 3:
        return False
    return one[: max(4, least - 2)] == other[: max(4, least - 2)] or fuzz.ratio(one, other) >= 80


def _same_name(one: Entity, other: Entity, loose: bool) -> bool:
    if one.key == other.key:
        return True
    if one.kind == "place" or other.kind == "place":
        return False
    if abbreviates(one.key, other.key):
        return True
    from rapidfuzz import fuzz

    few, many = sorted((one.key.split(), other.key.split()), key=len)
    if set(few) <= set(many):
        return True
    if loose and few and all(any(one_stem(a, b) for b in many) for a in few):
        return True
    return bool(fuzz.token_sort_ratio(one.key, other.key) >= _NAMED_AGAIN)  # Zelensky, Zelenskyy, Selenskyj


# Negation, direction, dates


_WITHOUT = word_set("without sin sem sans ohne senza zonder bez без")
_REACH = 4
"""Words behind a “without” to which it belongs."""


def bearing_negations(ours: Facts, theirs: Facts) -> tuple[str, ...]:
    """Return the negations of ``ours`` that bear on what ``theirs`` speaks of; pure.

    “It destroyed 340 houses and left the valley without power” negates the power, not the houses: a “without” counts
    only where one of the next words stands in the other text. Only within one language can that be told.
    """
    if ours.language != theirs.language or not any(word.casefold() in _WITHOUT for word in ours.negations):
        return ours.negations
    kept = []
    for span in negations(ours.text, ours.language):
        word = span.of(ours.text)
        behind = " ".join(ours.text[span.end :].split()[:_REACH])
        if word.casefold() not in _WITHOUT or content_words(behind, ours.language) & theirs.words:
            kept.append(word)
    return tuple(kept)


def _negation(ours: Facts, theirs: Facts) -> list[Difference]:
    mine, other = bearing_negations(ours, theirs), bearing_negations(theirs, ours)
    if len(mine) % 2 == len(other) % 2:
        return []
    return [_differs("negation", ", ".join(mine), ", ".join(other))]


def _disputed(ours: Facts, theirs: Facts) -> list[Difference]:
    """Return the difference between a claim and a text that calls such a claim false."""
    mine, other = (disputing_words(facts.text, facts.language) for facts in (ours, theirs))
    if bool(mine) == bool(other):
        return []
    word = (mine or other)[0]
    words = f"{'the claim' if mine else 'the other text'} calls something false (“{word}”)"
    return [Difference(kind="negation", ours=mine[0] if mine else "", theirs=other[0] if other else "", words=words)]


def _qualified(ours: Facts, theirs: Facts) -> list[Difference]:
    """Return what narrows one text only: tested in mice, almost."""
    found = []
    sides = (qualifying_words(facts.text, facts.language) for facts in (ours, theirs))
    for mine, other in zip(*sides, strict=True):
        if bool(mine) != bool(other):
            word = (mine or other)[0]
            words = f"only {'the claim' if mine else 'the other text'} says “{word}”"
            kind = {"kind": "qualifier", "ours": mine[0] if mine else "", "theirs": other[0] if other else ""}
            found.append(Difference.model_validate({**kind, "words": words}))
    return found


def _opposed(ours: Facts, theirs: Facts) -> list[Difference]:
    """Return the difference between texts of one language that say opposite things: approved and rejected."""
    found = opposite_words(ours.text, theirs.text, ours.language) if ours.language == theirs.language else None
    return [_differs("direction", *found)] if found else []


def _roles(ours: Facts, theirs: Facts) -> list[Difference]:
    """Return the difference when the only two names of both texts stand in opposite order."""
    mine, other = (_distinct(facts.entities) for facts in (ours, theirs))
    keys, theirs_keys = [e.key for e in mine], [e.key for e in other]
    shared = [key for key in keys if key in theirs_keys]
    if ours.language != theirs.language or len(shared) != 2 or shared == [k for k in theirs_keys if k in shared]:
        return []
    one, two = (next(e for e in mine if e.key == key) for key in shared)
    if (one.kind == "place") != (two.kind == "place"):  # who was arrested where: either may come first
        return []
    if len(ours.text[one.span.end : two.span.start].split()) < 2:  # "Berlin and Paris" is a list, nobody acts
        return []
    first, second = one.text, two.text
    words = f"“{first}” and “{second}” stand in the opposite order: check who did what to whom"
    return [Difference(kind="name", ours=f"{first} … {second}", theirs=f"{second} … {first}", words=words)]


def _direction(ours: Facts, theirs: Facts) -> list[Difference]:
    mine, other = {label for _, label in ours.directions}, {label for _, label in theirs.directions}
    for word, label in ours.directions:
        opposite = _OPPOSITES.get(label)
        if opposite in other and label not in other and opposite not in mine:
            return [_differs("direction", word, next(w for w, of in theirs.directions if of == opposite))]
    return []


def _dates(ours: Facts, theirs: Facts) -> list[Difference]:
    mine = [d for d in ours.dates if d.first and d.last and not d.relative]
    other = [d for d in theirs.dates if d.first and d.last and not d.relative]
    if not mine or not other or any(_overlap(a, b) for a in mine for b in other):
        return []
    return [_differs("date", mine[0].text, other[0].text)]


def _overlap(one: NamedDate, other: NamedDate) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    return one.first <= other.last and other.first <= one.last


def _differs(kind: str, ours: str, theirs: str) -> Difference:
    words = f"the claim says “{ours}”, the other text says “{theirs}”"
    if kind == "negation":
        words = f"one is negated, the other is not (“{ours or theirs}”)"
    return Difference.model_validate({"kind": kind, "ours": ours, "theirs": theirs, "words": words})
