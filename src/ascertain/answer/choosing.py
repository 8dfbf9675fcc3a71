"""From pages that were read to the passages that are judged: copies of one report count once, the rest is ranked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ascertain.answer.copies import groups
from ascertain.answer.passages import passages_of
from ascertain.answer.ranking import Candidate, rank
from ascertain.models import Embedder
from ascertain.records import Document, Passage
from ascertain.text import content_words
from ascertain.text.agreement import read_facts

PER_PAGE = 8
"""Passages of a page whose vectors are made; the others share less with the claim, or stand further down."""

_TOGETHER = 8
"""Passages whose vectors are made at once."""

_FIRST = 2.0
"""What standing at the beginning counts, in shared words, on a page in another language."""

_SPARE = 2
"""Times as many passages are ranked as wanted, because copies fall out."""


@dataclass(frozen=True)
class Page:
    """A page that may hold evidence."""

    document: Document
    date: datetime | None = None
    """When it was published, as it says or as a searcher says."""
    found_by: tuple[str, ...] = ()
    """Searchers that found it."""


def page_candidates(
    claim: str,
    language: str,
    pages: Sequence[Page],
    embedder: Embedder,
    left: Callable[[], float] = lambda: float("inf"),
) -> tuple[list[Candidate], int]:
    """Return the passages of pages that may bear on a claim, with their cosines, copies of one report once.

    Vectors are made for the most promising first, as long as the seconds ``left`` allow; the second value is how many
    passages were not compared.
    """
    weighed = [pair for page in without_copies(pages) for pair in promising(claim, language, page)]
    passages = [passage for _, passage in sorted(weighed, key=lambda pair: -pair[0])]
    vector = embedder.queries([claim])[0] if passages else None
    found: list[Candidate] = []
    before, took = left(), 0.0
    for start in range(0, len(passages), _TOGETHER):
        if vector is None or (found and left() < took):
            break
        some = passages[start : start + _TOGETHER]
        cosines = embedder.passages([passage.text for passage in some]) @ vector
        found += [Candidate(passage, float(cosine)) for passage, cosine in zip(some, cosines, strict=True)]
        before, took = left(), before - left()
    return found, len(passages) - len(found)


def without_copies(pages: Sequence[Page]) -> list[tuple[Page, tuple[str, ...]]]:
    """Return each text once, with the addresses of its copies: of several the earliest, or the first that was found."""
    leader = groups([page.document.body for page in pages])
    found: list[tuple[Page, tuple[str, ...]]] = []
    for first in dict.fromkeys(leader):
        same = [page for page, place in zip(pages, leader, strict=True) if place == first]
        best = min(same, key=lambda page: page.date.timestamp() if page.date else float("inf"))
        copies = tuple(dict.fromkeys(page.document.url for page in same if page is not best))
        found.append((best, tuple(url for url in copies if url and url != best.document.url)))
    return found


def promising(claim: str, language: str, page: tuple[Page, tuple[str, ...]]) -> list[tuple[float, Passage]]:
    """Return up to eight passages of a page that share words, names or figures with the claim, each with how many.

    Where the page is in another language words say little, so that the first passages are taken as well.
    """
    one, copies = page
    document = one.document
    wanted = content_words(claim, language)
    names = {entity.text.casefold() for entity in read_facts(claim, language).entities}
    across = document.language.partition("-")[0] != language.partition("-")[0]
    update = {"date": one.date, "found_by": one.found_by, "copies": copies}
    found: list[tuple[float, Passage]] = []
    for place, passage in enumerate(passages_of(document)):
        shared = len(wanted & content_words(passage.text, document.language))
        named = sum(name in passage.text.casefold() for name in names)
        weight = shared + named + (_FIRST if across and place < PER_PAGE // 2 else 0.0)
        if weight:
            found.append((weight, passage.model_copy(update=update)))
    return sorted(found, key=lambda pair: -pair[0])[:PER_PAGE]


def choose_passages(
    claim: str, language: str, candidates: Sequence[Candidate], limit: int, known: Sequence[Passage] = ()
) -> tuple[Passage, ...]:
    """Return up to ``limit`` passages that bear on a claim, best first; of near-identical ones the first counts.

    ``known`` are passages that are taken already, such as fact-checks: what repeats one of them becomes its copy and
    is left out here.
    """
    ranked = rank(claim, language, candidates, limit * _SPARE)
    together = [*known, *ranked]
    leader = groups([passage.text for passage in together])
    copies: dict[int, list[str]] = {}
    kept: list[int] = []
    for place, first in enumerate(leader):
        own = together[place].origin_id == together[first].origin_id
        if place == first or own:
            kept.append(place)
        elif together[place].url:
            copies.setdefault(first, []).append(together[place].url)
    chosen: list[Passage] = []
    for place in kept:
        passage = together[place]
        more = tuple(dict.fromkeys((*passage.copies, *copies.get(place, ()))))
        if place >= len(known) and len(chosen) < limit:
            chosen.append(passage.model_copy(update={"copies": more}) if more != passage.copies else passage)
    return tuple(chosen)
