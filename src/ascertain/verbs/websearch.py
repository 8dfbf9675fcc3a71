"""Searching the web for an answer: every searcher in a thread, their pages read as they come, all within a time."""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import urlsplit

from ascertain.answer.phrasing import counted
from ascertain.errors import AscertainError, Unavailable
from ascertain.records import Asked, Inquiry
from ascertain.rooms import Rooms
from ascertain.text.webaddress import address_key
from ascertain.verbs.webpages import PageReader, ReadPage

if TYPE_CHECKING:
    from ascertain.answer.searchers import Found, Searcher, SearchQuery
    from ascertain.ingest.sources import PatientWeb

THREADS = 8
"""Searchers and pages asked at once; most of the time they wait."""

GLANCE = 0.25
"""Seconds after which it is looked whether somebody still waits."""

PER_HOST = 2
"""Pages of one host: the third hardly ever says something else."""

GIVEN = 6
"""Texts taken over that searchers hand out themselves."""

_SEARCHING, _READING = 0.5, 0.8
"""Shares of the whole time after which no search, and no page, goes on; the rest is for weighing and writing."""

_WRITING = 0.5
"""Share that is left for a language model, where one writes."""

_RESERVE = 4.0
"""Seconds that are enough for weighing and writing, however much time there is."""


@dataclass(frozen=True)
class Times:
    """Moments of the monotonic clock by which the steps of an answer are over."""

    started: float
    searched: float
    """When searching ends."""
    read: float
    """When reading ends."""
    over: float
    """When the answer has to be there."""

    @classmethod
    def of(cls, seconds: float, started: float, *, writes: bool = False) -> Times:
        """Return the moments for an answer within ``seconds``; ``writes`` leaves a language model its part."""
        read = seconds * (1 - _WRITING) if writes else max(seconds * _READING, seconds - _RESERVE)
        return cls(started, started + min(read, seconds) * _SEARCHING / _READING, started + read, started + seconds)


@dataclass(frozen=True)
class Gathered:
    """What the web brought."""

    pages: tuple[ReadPage, ...] = ()
    asked: tuple[Asked, ...] = ()
    unfinished: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Message:
    """What a thread has to tell."""

    kind: Literal["asked", "done", "page", "failed"]
    name: str
    asked: Asked | None = None
    found: Sequence[Found] = ()
    page: ReadPage | None = None
    problem: str = ""


class WebSearch:
    """The search of the web for one claim; :meth:`start` returns at once, :meth:`finish` when time or work is over.

    Use it as a context manager: whatever happens in between, no thread is left waiting.
    """

    def __init__(self, rooms: Rooms, searchers: Sequence[Searcher], inquiry: Inquiry, times: Times, page: str) -> None:
        self._searchers = searchers
        self._inquiry = inquiry
        self._times = times
        self._settings = rooms.settings
        self._rooms = rooms
        self._said: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._plan = Plan([one.name for one in searchers], rooms.settings.pages_read, page)
        self._news: queue.SimpleQueue[Asked | ReadPage | Gathered] = queue.SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._threads is not None:
            self._reader.may_parse.set()
            self._threads.shutdown(wait=False, cancel_futures=True)

    def start(self) -> None:
        """Ask every searcher in a thread of its own; one more thread has their pages read as they come."""
        if not self._searchers:
            return
        _ = self._reader  # made once, here, for all threads
        self._threads = ThreadPoolExecutor(len(self._searchers) + THREADS, thread_name_prefix="ascertain-ask")
        web = self._web(self._times.searched)
        for searcher in self._searchers:
            self._threads.submit(self._search, searcher, web)
        threading.Thread(target=self._coordinate, args=(self._threads,), name="ascertain-ask", daemon=True).start()

    def finish(self, tell: Callable[[Asked | ReadPage], None], stop: threading.Event) -> Gathered:
        """Return what was found and read until the time for reading was over; ``tell`` hears of each, here.

        Raises :class:`Unavailable` once ``stop`` is set.
        """
        if self._threads is None:
            return Gathered()
        self._reader.may_parse.set()
        while True:
            check(stop)
            with suppress(queue.Empty):
                if isinstance(news := self._news.get(timeout=GLANCE), Gathered):
                    return news
                tell(news)

    @cached_property
    def _reader(self) -> PageReader:
        return PageReader(self._web(self._times.read))

    def _coordinate(self, threads: ThreadPoolExecutor) -> None:
        asked: list[Asked] = []
        pages: list[ReadPage] = []
        failed: list[str] = []
        searching = {one.name for one in self._searchers}
        reading = 0
        while (searching or reading) and (message := self._next()) is not None:
            if message.kind == "asked" and message.asked is not None:
                asked.append(message.asked)
                self._news.put(message.asked)
                self._plan.add(message.name, message.found)
            elif message.kind == "done":
                searching.discard(message.name)
            else:
                reading -= 1
                if message.page is None:
                    failed.append(f"{_host(message.name)} ({message.problem})")
                else:
                    pages.append(message.page)
                    self._news.put(message.page)
            for found in self._plan.due(not searching):
                try:
                    threads.submit(self._read, found)
                except RuntimeError:  # whoever asked has gone away
                    return
                reading += 1
        late = [f"{name} did not answer in the time given." for name in sorted(searching)]
        late += [f"{counted(reading, 'page')} could not be read in the time given."] if reading else []
        late += [f"{counted(len(failed), 'page')} could not be read: {'; '.join(failed[:3])}."] if failed else []
        pages = [replace(one, found_by=self._plan.found_by(one)) for one in pages]
        self._news.put(Gathered(tuple(pages), tuple(asked), tuple(late)))

    def _next(self) -> _Message | None:
        """Return the next message, ``None`` when the time is over."""
        left = self._times.read - time.monotonic()
        try:
            return self._said.get(timeout=max(left, 0.0)) if left > 0 else None
        except queue.Empty:
            return None

    def _web(self, until: float) -> PatientWeb:
        from ascertain.ingest.sources import PatientWeb

        return PatientWeb(self._rooms.fetcher, self._settings, attempts=2, first=0.5, longest=6.0, until=until)

    def _search(self, searcher: Searcher, web: PatientWeb) -> None:
        try:
            for query in searcher.queries(self._inquiry):
                if self._times.searched <= time.monotonic():
                    break
                message = self._asked(searcher, query, web)
                self._said.put(message)
                if message.asked and message.asked.problem:
                    break  # a searcher that fails once is not asked on: the next question would only cost time
        finally:
            self._said.put(_Message("done", searcher.name))

    def _asked(self, searcher: Searcher, query: SearchQuery, web: PatientWeb) -> _Message:
        from ascertain.answer.searchers import problem_of

        began = time.monotonic()
        problem, found = "", []
        try:
            found = searcher.search(query, web, self._times.searched - began)
        except AscertainError as error:
            problem = problem_of(error, searcher.name)
        spent = round(time.monotonic() - began, 3)
        asked = Asked(searcher=searcher.name, query=query.text, found=len(found), problem=problem, seconds=spent)
        return _Message("asked", searcher.name, asked, found)

    def _read(self, found: Found) -> None:
        problem, page = "", None
        try:
            page = self._reader.read(found, (found.by,))
        except AscertainError as error:
            first, _, rest = error.message.partition(" ")
            problem = (rest if first.startswith("http") else error.message).rstrip(".")
        except Exception as error:  # noqa: BLE001 - a page that breaks a parser must not leave the reader waiting
            problem = f"its text could not be read ({type(error).__name__})"
        self._said.put(_Message("failed" if page is None else "page", found.url, page=page, problem=problem))


class Plan:
    """Which results are read next: the best of each searcher in turn, none twice, few of one host."""

    def __init__(self, searchers: Sequence[str], most: int, page: str) -> None:
        self._waiting: dict[str, list[Found]] = {name: [] for name in searchers}
        self._most = most
        self._share = -(-most // max(1, len(searchers)))
        self._given = 0
        self._fetched = 0
        self._taken: Counter[str] = Counter()
        self._hosts: Counter[str] = Counter()
        self._seen: dict[str, list[str]] = {}
        self._asked_about = address_key(page)

    def add(self, name: str, results: Sequence[Found]) -> None:
        """Take in what a searcher found."""
        for found in results:
            key = address_key(found.url)
            if not key or key == self._asked_about:
                continue  # the page that is asked about is no evidence for itself
            if key in self._seen:
                self._seen[key] = list(dict.fromkeys([*self._seen[key], name]))
                continue
            self._seen[key] = [name]
            self._waiting[name].append(found)

    def due(self, everybody_answered: bool) -> Iterator[Found]:
        """Yield what is to be read now.

        While others are still searching, nobody gets more than an equal share of the pages.
        """
        while True:
            ready = [
                name
                for name, waiting in self._waiting.items()
                if waiting and (everybody_answered or self._taken[name] < self._share)
            ]
            if not ready:
                return
            name = min(ready, key=lambda one: self._taken[one])
            found = self._waiting[name].pop(0)
            if self._fits(found):
                self._taken[name] += 1
                yield found

    def found_by(self, page: ReadPage) -> tuple[str, ...]:
        """Return every searcher that found a page."""
        return tuple(dict.fromkeys([*page.found_by, *self._seen.get(address_key(page.document.url), ())]))

    def _fits(self, found: Found) -> bool:
        if found.text:
            self._given += 1
            return self._given <= GIVEN
        host = _host(found.url)
        if self._fetched >= self._most or self._hosts[host] >= PER_HOST:
            return False
        self._fetched += 1
        self._hosts[host] += 1
        return True


def check(stop: threading.Event) -> None:
    """Raise :class:`Unavailable` once a question is given up."""
    if stop.is_set():
        raise Unavailable("The question was given up.", "Ask again.")


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")
