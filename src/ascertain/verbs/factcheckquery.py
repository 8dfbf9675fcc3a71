"""Asking Google's Fact Check Tools for fact-checks of one claim, beside the own collection."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ascertain.errors import AscertainError
from ascertain.records import Asked, FactCheck, Inquiry, Match
from ascertain.rooms import Rooms
from ascertain.verbs.webpages import ASKED, ReadPage, site_of

if TYPE_CHECKING:
    from ascertain.ingest.sources import PatientWeb
    from ascertain.related import Understood

NAME: Final = "Google Fact Check Tools"

MOST = 20
"""Fact-checks asked for with one query."""


@dataclass(frozen=True)
class FactChecksFound:
    """What the service knows about a claim."""

    checks: tuple[FactCheck, ...]
    asked: tuple[Asked, ...]


def missing(rooms: Rooms) -> str:
    """Return why the service cannot be asked; empty when it can."""
    key = rooms.settings.google_factcheck_key.get_secret_value()
    return "" if key else "no key is set (ASCERTAIN_GOOGLE_FACTCHECK_KEY)"


def ask_fact_checks(rooms: Rooms, inquiry: Inquiry, until: float) -> FactChecksFound:
    """Return fact-checks for the claim's own words, or for its keywords where these find nothing; raises nothing.

    ``until`` is the moment of the monotonic clock by which it is over. A failure stands in ``asked``.
    """
    from ascertain.answer.searchers import problem_of
    from ascertain.ingest.sources import PatientWeb

    web = PatientWeb(rooms.fetcher, rooms.settings, attempts=2, first=0.5, longest=6.0, until=until)
    asked: list[Asked] = []
    found: dict[str, FactCheck] = {}
    for text, language in inquiry.queries[:2]:
        if found or (asked and language != inquiry.queries[0][1]):
            break
        began, problem = time.monotonic(), ""
        try:
            found.update((check.id, check) for check in _checks(text, web))
        except AscertainError as error:
            problem = problem_of(error, NAME)
        spent = round(time.monotonic() - began, 3)
        asked.append(Asked(searcher=NAME, query=text, found=len(found), problem=problem, seconds=spent))
        if problem:
            break
    return FactChecksFound(tuple(found.values()), tuple(asked))


def _checks(text: str, web: PatientWeb) -> list[FactCheck]:
    from ascertain.ingest.factchecks.draft import finish
    from ascertain.ingest.factchecks.reader import Located
    from ascertain.ingest.sources import GoogleFactCheck

    page = next(iter(GoogleFactCheck(query=text, limit=MOST, page_size=MOST).pages(web, "")))
    drawn = [finish(one.draft, ASKED)[0] for one in page.found if isinstance(one, Located)]
    return [check for check in drawn if isinstance(check, FactCheck)]


def checks_of_pages(rooms: Rooms, pages: Sequence[ReadPage]) -> dict[str, tuple[FactCheck, tuple[str, ...]]]:
    """Return the fact-checks on pages of known fact-checkers by identifier, each with the searchers that found it.

    Anybody can write ``ClaimReview`` with any rating into a page, and a rating weighs more than words. So only sites
    count of which the collection holds fact-checks already, or which a loaded list calls fact-checkers.
    """
    carrying = [page for page in pages if page.checks]
    if not carrying:
        return {}
    from ascertain.answer.profiles import notes_on

    known = {site_of(url) for url in rooms.store.fact_check_publishers("main").values()}
    notes = notes_on([(site_of(page.document.url), page.document.url) for page in carrying], rooms.store)
    return {
        check.id: (check, page.found_by)
        for page, some in zip(carrying, notes, strict=True)
        if site_of(page.document.url) in known or any(note.kind == "fact-checker" for note in some)
        for check in page.checks
    }


def matches_of(understood: Understood, checks: Sequence[FactCheck], rooms: Rooms) -> tuple[Match, ...]:
    """Return fact-checks with how likely each is about the claim, as :func:`ascertain.related.find_related` does.

    Their vectors are made here, for they are not in search. They are scored among the collection's own candidates:
    some signals tell how far a fact-check stands out from the others, and the claim itself, word for word, got .31
    when it was scored alone.
    """
    from ascertain.ingest.indexing import text_embedded
    from ascertain.related.features import Candidate
    from ascertain.related.finding import rank
    from ascertain.related.retrieval import candidates as candidates_for
    from ascertain.related.retrieval import query_vectors
    from ascertain.related.scorer import open_scorer
    from ascertain.search import Where

    if not checks:
        return ()
    rows = query_vectors([understood], rooms.embedder)[0]
    texts = [text for check in checks for text in (text_embedded(check), check.claim, check.title or check.claim)]
    cosines = rows @ rooms.embedder.passages(texts).T
    near = cosines.max(axis=0).tolist()
    own = candidates_for([understood], rooms.search, rooms.store, rooms.embedder, where=Where(corpus="main"))[0]
    new = [
        Candidate(check, float(cosines[0][at]), near[at], near[at + 1], near[at + 2])
        for at, check in zip(range(0, len(texts), 3), checks, strict=True)
    ]
    ids = {check.id for check in checks}
    return tuple(one for one in rank(understood, [*new, *own], open_scorer()) if one.fact_check.id in ids)
