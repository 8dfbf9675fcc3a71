"""Which passages are independent: what one source says twice, or many copy, counts once; pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ascertain.answer.copies import groups
from ascertain.records import Passage
from ascertain.text.webaddress import plain_address

MOST = 24
"""Passages of one side among which the independent ones are sought; a verdict needs two or three."""

_AGENCIES: Final = (
    "Reuters|Associated Press|AP|Agence France-Presse|AFP|dpa|Deutsche Presse-Agentur|EFE|ANSA|Lusa|TASS|RIA Novosti|"
    "Interfax|Xinhua|Kyodo|Yonhap|UPI|PTI|ANI|Anadolu|PAP|Ukrinform|IRNA|SANA|ТАСС|РИА Новости|Интерфакс|Укрінформ|"
    "Рейтер|新华社|共同"
)
_CREDITED = re.compile(
    rf"(?:\(({_AGENCIES})\)|(?<!\w)(?:according to|told|reported by|quoted by|said|citing|via|agency|agencia|agence|"
    rf"agentur|agenzia|según|selon|laut|secondo|segundo|сообщает|передает|передаёт|повідомляє)\s+(?:the\s+)?"
    rf"({_AGENCIES})(?!\w)|(?<!\w)({_AGENCIES})\s+(?:reported|reports|said|news agency|informó|rapporte|"
    rf"berichtet|сообщил\w*))"
)
_SAME = {
    "associated press": "ap", "agence france-presse": "afp", "deutsche presse-agentur": "dpa", "рейтер": "reuters",
    "тасс": "tass", "риа новости": "ria novosti", "интерфакс": "interfax", "укрінформ": "ukrinform",
    "新华社": "xinhua", "共同": "kyodo",
}  # fmt: skip
_QUESTION = re.compile(r"[^.!?？؟。\n]*[?？؟]")
_TWO_PARTS = re.compile(r"[a-z]{2,3}\.[a-z]{2}")


def owner_of(site: str) -> str:
    """Return what subdomains of one site have in common: ``bbc.co.uk`` for ``news.bbc.co.uk``; pure."""
    labels = site.lower().strip(".").split(".")
    kept = 3 if len(labels) > 2 and _TWO_PARTS.fullmatch(".".join(labels[-2:])) and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-kept:])


def agency_of(text: str) -> str:
    """Return the news agency that a text credits, lower case; empty when it credits none; pure."""
    match = _CREDITED.search(text)
    name = next((group for group in match.groups() if group), "").lower() if match else ""
    return _SAME.get(name, name)


def marks_of(passages: Sequence[Passage]) -> list[frozenset[str]]:
    """Return what each passage depends on; two that share a mark are one source.

    Marks are the site, the addresses of copies, the text itself where several carry it, the news agency it credits, and
    the state behind a medium as a loaded list names it: a state's media quoting each other are one voice.
    """
    # What is asked may be asked by many; only what is answered can be copied.
    same_text = groups([_QUESTION.sub(" ", passage.text) for passage in passages])
    return [_marks(passage, f"text {first}") for passage, first in zip(passages, same_text, strict=True)]


def _marks(passage: Passage, text: str) -> frozenset[str]:
    found = {text, f"id {passage.id}"}
    site = (passage.source.site if passage.source else "") or plain_address(passage.url).partition("/")[0]
    if site:
        found.add(f"site {owner_of(site)}")
    elif passage.source and passage.source.name:
        found.add(f"name {passage.source.name.casefold()}")
    elif passage.origin_id:
        found.add(f"record {passage.origin_id}")
    found |= {f"page {plain}" for url in (passage.url, *passage.copies) if (plain := plain_address(url))}
    agency = agency_of(passage.text)
    if agency:
        found.add(f"agency {agency}")
    own = (passage.source.name if passage.source else "").casefold()
    if _SAME.get(own, own) in _NAMES:
        found.add(f"agency {_SAME.get(own, own)}")
    for note in passage.notes:
        if note.kind == "state-controlled" and note.words:
            found.add(f"state {note.words.partition(';')[0].strip().casefold()}")
    return frozenset(found)


_NAMES = frozenset(_SAME.get(name.lower(), name.lower()) for name in _AGENCIES.split("|"))


def independent(weights: Mapping[str, float], marks: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the passages (identifiers) without a common mark that weigh most together, heaviest first.

    Exact (the heaviest independent set of the graph of shared marks), so that a passage more never makes the sum
    smaller, which picking the heaviest one by one would not keep.
    """
    order = sorted((key for key, weight in weights.items() if weight > 0), key=lambda key: (-weights[key], key))[:MOST]
    chosen = [key for group in _connected(order, marks) for key in _heaviest(group, weights, marks)]
    return tuple(sorted(chosen, key=lambda key: (-weights[key], key)))


def _connected(order: Sequence[str], marks: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """Return the passages in groups between which no mark is shared: each is searched by itself, which is fast."""
    joined_up: list[tuple[frozenset[str], list[str]]] = []
    for key in order:
        near = [group for group in joined_up if group[0] & marks[key]]
        joined_up = [group for group in joined_up if not group[0] & marks[key]]
        joined = frozenset().union(marks[key], *(some for some, _ in near))
        joined_up.append((joined, [*(one for _, keys in near for one in keys), key]))
    place = {key: at for at, key in enumerate(order)}
    return [sorted(keys, key=place.__getitem__) for _, keys in joined_up]


def _heaviest(
    order: Sequence[str], weights: Mapping[str, float], marks: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """Return the heaviest set without a common mark, by branch and bound; ``order`` is heaviest first."""
    left = [sum(weights[key] for key in order[place:]) for place in range(len(order) + 1)]
    best: tuple[float, tuple[str, ...]] = (0.0, ())

    def search(place: int, total: float, taken: tuple[str, ...], used: frozenset[str]) -> None:
        nonlocal best
        if total > best[0] + 1e-12:
            best = (total, taken)
        for at in range(place, len(order)):
            if total + left[at] <= best[0] + 1e-12:
                return
            key = order[at]
            if not used & marks[key]:
                search(at + 1, total + weights[key], (*taken, key), used | marks[key])

    search(0, 0.0, (), frozenset())
    return best[1]
