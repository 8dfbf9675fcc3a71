"""Asking about a claim: understand, search, read, judge, weigh, answer; each step over the rooms of one collection."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, TypedDict

from ascertain.errors import AscertainError, Invalid, Refused
from ascertain.records import Answer, Asked, Inquiry, Match, Passage, Record
from ascertain.rooms import Rooms
from ascertain.verbs.concluding import conclude, judge
from ascertain.verbs.webpages import ReadPage, capture
from ascertain.verbs.websearch import GLANCE, Gathered, Times, WebSearch, check

if TYPE_CHECKING:
    from ascertain.answer.ranking import Candidate
    from ascertain.related import Understood
    from ascertain.verbs.factcheckquery import FactChecksFound

Step = Literal["understand", "search", "read", "passages", "judge", "answer"]

SECONDS = 20.0
"""What an answer may take unless the reader says otherwise."""

LONGEST = 10_000
"""Characters of a claim or post."""

JUDGED = 16
"""Passages that are judged at most: nobody reads more."""

FEWEST = 4
"""Passages that are judged however little time is left."""

EACH = 0.06
"""Seconds that ranking, judging and writing about one passage take on a busy machine."""


_JUDGING = 0.6
"""Share of the time behind the reading that is kept for judging and writing."""


@dataclass(frozen=True)
class Event:
    """Something that happened on the way to an answer; told as it happens, always from the thread that asks."""

    step: Step
    """What was being done."""

    words: str
    """What a reader is told."""

    data: Record | None = None
    """What there is to show: an :class:`Inquiry`, :class:`Asked`, :class:`Passage` or the :class:`Answer`."""


Tell = Callable[[Event], None]


class How(TypedDict, total=False):
    """How a claim is asked about."""

    seconds: float
    """How long it may take; 20 unless said otherwise. What there was no time for stands in ``Answer.unfinished``."""

    page: str
    """Address on which the claim was read; that page is no evidence for itself."""

    published: date | None
    """The claim's own day."""

    progress: Tell
    """What is told each step as it happens, from the thread that asks."""

    stop: threading.Event | None
    """Set from elsewhere, it gives the question up within a second: ``ask`` raises ``Unavailable``, nothing is kept."""


@dataclass(frozen=True)
class _Found:
    """What was found for a claim, wherever."""

    matches: tuple[Match, ...] = ()
    checks: tuple[Passage, ...] = ()
    """Fact-checks as passages."""
    candidates: tuple[Candidate, ...] = ()
    asked: tuple[Asked, ...] = ()
    unfinished: tuple[str, ...] = ()
    pages: tuple[ReadPage, ...] = ()


def _silent(_event: Event) -> None:
    return None


def ask(
    rooms: Rooms,
    text: str,
    *,
    seconds: float = SECONDS,
    progress: Tell = _silent,
    page: str = "",
    published: date | None = None,
    stop: threading.Event | None = None,
) -> Answer:
    """Return a cited answer about a claim, or an abstention that says what is missing; :class:`How` says the rest.

    Pages that are cited are kept; the answer itself is kept by :func:`ascertain.verbs.answers.ask_and_keep`. Raises
    :class:`Invalid` for a text without words or a time that is none, :class:`Refused` for one that is too long, and
    :class:`NotConfigured` for a language model that cannot be used, before anything is searched.
    """
    from ascertain.answer.inquiry import inquire
    from ascertain.answer.searchers import open_searchers
    from ascertain.models.llm import open_llm

    started = time.monotonic()
    stop = stop or threading.Event()
    progress = _stoppable(progress, stop)
    understood = understood_as(text, published, seconds)
    llm = open_llm(rooms.settings, stop)
    ahead = _open_ahead(rooms)
    times = Times.of(seconds, started, writes=llm is not None)
    inquiry = inquire(understood.text, understood.language, understood.published, understood.steps)
    progress(Event("understand", "The claim as it was understood", inquiry))
    searchers, closed = open_searchers(rooms.settings)
    with WebSearch(rooms, searchers, inquiry, times, page) as web:
        web.start()
        if ahead is not None:
            ahead.join()
        services = _Services(rooms, inquiry, times)
        own = _search_own(rooms, understood, inquiry, page, progress)
        seen = _show(_chosen(understood, own), (), progress)
        for one in (*closed, *services.closed):
            progress(Event("search", one.problem, one))
        found = _with_web(rooms, understood, own, web.finish(_teller(progress), stop), times)
        found = _with_checks(rooms, understood, found, services.finish(stop), progress)
    most = int((times.over - time.monotonic()) / EACH)
    passages = _chosen(understood, found, max(FEWEST, min(JUDGED, most)))
    _show(passages, seen, progress)
    found = replace(found, asked=(*found.asked, *closed, *services.closed))
    judged = judge(rooms, understood.text, understood.language, understood.published, passages)
    for one in judged:
        progress(Event("judge", f"{one.passage.stance}: {one.sentence}", one.passage))
    answer = conclude(
        rooms,
        understood,
        inquiry,
        [one.passage for one in judged],
        len(found.pages),
        started=times.started,
        over=times.over,
        llm=llm,
    )
    check(stop)
    unfinished = (*found.unfinished, *answer.unfinished)
    answer = answer.model_copy(update={"asked": found.asked, "unfinished": unfinished})
    _keep_cited(rooms, found, passages)
    progress(Event("answer", "The answer", answer))
    return answer


def understood_as(text: str, published: date | None, seconds: float) -> Understood:
    """Return the claim in a text, without what only posts have; raises ``Invalid`` and ``Refused`` as :func:`ask`."""
    from ascertain.related import Query, understand

    if not any(character.isalnum() for character in text):
        raise Invalid("There is nothing to ask about.", "Give a claim or a post in words.")
    if len(text) > LONGEST:
        raise Refused(
            f"The text has {len(text):,} characters; at most {LONGEST:,} are asked about.",
            "Give the claim alone, or verify the whole text as a page.",
        )
    if not 0 < seconds <= 3600:
        raise Invalid(f"{seconds:g} seconds cannot be kept to.", "Give a number of seconds up to 3,600.")
    found = understand(Query(text, published=published))
    if not any(character.isalnum() for character in found.words):
        raise Invalid("There is nothing in the text but links and marks.", "Give the claim in words.")
    return found


def _stoppable(progress: Tell, stop: threading.Event) -> Tell:
    """Return a teller that tells nothing more once the question is given up."""

    def tell(event: Event) -> None:
        check(stop)
        progress(event)

    return tell


def _open_ahead(rooms: Rooms) -> threading.Thread | None:
    """Open the embedder beside the reading of the claim, 0.2 s sooner; ``None`` when it is open."""

    def work() -> None:
        with suppress(AscertainError):  # it is raised where it is needed
            _ = rooms.embedder

    if "embedder" in vars(rooms):
        return None
    thread = threading.Thread(target=work, name="ascertain-embedder", daemon=True)
    thread.start()
    return thread


def _search_own(rooms: Rooms, understood: Understood, inquiry: Inquiry, page: str, progress: Tell) -> _Found:
    """Search fact-checks, then documents and posts."""
    from ascertain.answer.searchers.own import NAME, fact_check_passages, search_collection
    from ascertain.related import Query, find_related
    from ascertain.search import Where

    began = time.monotonic()
    query = Query(understood.asked, understood.language, understood.published)
    where = Where(corpus="main")
    matches = find_related([query], rooms.search, rooms.store, rooms.embedder, where=where, limit=10)[0]
    checks = fact_check_passages(matches)
    queries = [words for words, _ in inquiry.queries]
    found = search_collection(understood.text, queries, rooms.search, rooms.store, rooms.embedder, page=page)
    number, spent = len(checks) + len(found), round(time.monotonic() - began, 3)
    asked = Asked(searcher=NAME, query=understood.text, found=number, seconds=spent)
    progress(Event("search", "The own collection was searched", asked))
    return _Found(tuple(matches), tuple(checks), tuple(found), (asked,))


class _Services:
    """The services that know fact-checks, asked in a thread while the own collection is searched."""

    def __init__(self, rooms: Rooms, inquiry: Inquiry, times: Times) -> None:
        from ascertain.verbs import factcheckquery

        self._times = times
        self._future: Future[FactChecksFound] | None = None
        missing = factcheckquery.missing(rooms)
        self.closed = (Asked(searcher=factcheckquery.NAME, problem=f"not searched: {missing}"),) if missing else ()
        if not missing:
            threads = ThreadPoolExecutor(1, thread_name_prefix="ascertain-factchecks")
            self._future = threads.submit(factcheckquery.ask_fact_checks, rooms, inquiry, times.searched)
            threads.shutdown(wait=False)

    def finish(self, stop: threading.Event) -> FactChecksFound:
        """Return what they know, once they answered or the time for searching is over; ``stop`` gives them up."""
        from ascertain.verbs.factcheckquery import NAME, FactChecksFound

        if self._future is None:
            return FactChecksFound((), ())
        while True:
            left = max(0.0, self._times.searched - time.monotonic())
            try:
                return self._future.result(min(left, GLANCE))
            except TookTooLong:
                check(stop)
            if left > GLANCE:
                continue
            late = Asked(searcher=NAME, problem=f"{NAME} did not answer in the time given")
            return FactChecksFound((), (late,))


def _with_checks(
    rooms: Rooms, understood: Understood, found: _Found, services: FactChecksFound, progress: Tell
) -> _Found:
    """Add fact-checks that the own collection does not hold: from services, and from pages of fact-checkers."""
    from ascertain.answer.searchers.own import fact_check_passages
    from ascertain.text.webaddress import address_key
    from ascertain.verbs.factcheckquery import NAME, checks_of_pages, matches_of

    for one in services.asked:
        progress(Event("search", one.problem or f"{NAME} answered", one))
    every = {**checks_of_pages(rooms, found.pages), **{check.id: (check, (NAME,)) for check in services.checks}}
    known = {address_key(match.fact_check.url) for match in found.matches}
    new = [check for check, _ in every.values() if address_key(check.url) not in known]
    matches = matches_of(understood, new, rooms)
    passages = fact_check_passages(matches)
    passages = [one.model_copy(update={"found_by": every[one.origin_id][1]}) for one in passages]
    cited = {passage.origin_id for passage in passages}
    rooms.store.add_fact_checks([check for check in new if check.id in cited])
    return replace(
        found,
        matches=tuple(sorted((*found.matches, *matches), key=lambda match: -match.score)),
        checks=(*found.checks, *passages),
        asked=(*found.asked, *services.asked),
    )


def _with_web(rooms: Rooms, understood: Understood, found: _Found, gathered: Gathered, times: Times) -> _Found:
    """Add the passages of pages that were read."""
    from ascertain.answer.choosing import Page, page_candidates

    pages = [Page(one.document, one.date, one.found_by) for one in gathered.pages]
    until = times.over - (times.over - times.read) * _JUDGING
    candidates, left = page_candidates(
        understood.text, understood.language, pages, rooms.embedder, lambda: until - time.monotonic()
    )
    late = (f"{left} passages of pages that were read were not compared in the time given.",) if left else ()
    return replace(
        found,
        candidates=(*found.candidates, *candidates),
        asked=(*found.asked, *gathered.asked),
        unfinished=(*found.unfinished, *gathered.unfinished, *late),
        pages=gathered.pages,
    )


def _teller(progress: Tell) -> Callable[[Asked | ReadPage], None]:
    def tell(what: Asked | ReadPage) -> None:
        if isinstance(what, Asked):
            progress(Event("search", what.problem or f"{what.searcher} answered", what))
        else:
            progress(Event("read", what.document.title or what.document.url))

    return tell


def _chosen(understood: Understood, found: _Found, most: int = JUDGED) -> tuple[Passage, ...]:
    from ascertain.answer.choosing import choose_passages

    checks = found.checks[:most]
    room = most - len(checks)
    return (*checks, *choose_passages(understood.text, understood.language, found.candidates, room, checks))


def _show(passages: Sequence[Passage], seen: Sequence[str], progress: Tell) -> tuple[str, ...]:
    """Tell of passages that were not told of before; return the identifiers of all."""
    for passage in passages:
        if passage.id not in seen:
            progress(Event("passages", passage.title or passage.url, passage))
    return tuple(passage.id for passage in passages)


def _keep_cited(rooms: Rooms, found: _Found, passages: Sequence[Passage]) -> None:
    cited = {passage.origin_id for passage in passages}
    for page in found.pages:
        if page.document.id in cited:
            capture(rooms, page)
