"""Asking again: retries with growing pauses, ``Retry-After``, and a pause between requests to one host."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from ascertain.ingest.fetch import Failed, Fetched, Fetcher
from ascertain.settings import Settings

_T = TypeVar("_T")


def _now() -> datetime:
    return datetime.now(UTC)


class PatientWeb:
    """The guarded client with patience; ``attempts`` is how often something is asked for at most.

    Before the second attempt it pauses ``first`` seconds, then twice as long each time, at most ``longest``; chance
    takes up to half off, so that many clients do not come back at once. A server that names a pause (``Retry-After``,
    in seconds or as a date) gets it. One longer than ``longest`` is not waited for: the download then fails at once.
    Everything ends at the moment ``until`` of the clock: an attempt gets the time that is left, and no pause goes
    beyond it.
    ``sleep``, ``clock`` (monotonic), ``now`` and ``chance`` (0 to 1) stand in for the machine's own in tests.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        settings: Settings,
        *,
        attempts: int = 4,
        first: float = 1.0,
        longest: float = 60.0,
        until: float = float("inf"),
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = _now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.settings = settings
        self._fetcher = fetcher
        self._attempts = attempts
        self._first = first
        self._longest = longest
        self._until = until
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._chance = chance
        self._last: dict[str, float] = {}

    def get(
        self,
        url: str,
        *,
        accept: Collection[str] = (),
        limit: int | None = None,
        headers: Mapping[str, str] | None = None,
        pause: float = 0.0,
    ) -> Fetched:
        """Return what ``url`` answers with, asked for again where a failure may pass.

        ``pause`` is the least time in seconds since the last request to the same host. The rest, and the errors, are
        those of :meth:`Fetcher.get`.
        """
        return self._patiently(
            url,
            pause,
            lambda: self._fetcher.get(url, accept=accept, limit=limit, headers=headers, seconds=self._left(url)),
        )

    def post(
        self,
        url: str,
        *,
        content: bytes,
        type: str,
        accept: Collection[str] = (),
        limit: int | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> Fetched:
        """Send ``content`` to ``url`` and return the answer, sent again where a failure may pass.

        Only for questions, which do no harm when they arrive twice. The rest, and the errors, are those of
        :meth:`Fetcher.post`.
        """
        return self._patiently(
            url,
            0.0,
            lambda: self._fetcher.post(
                url, content=content, type=type, accept=accept, limit=limit, headers=headers, seconds=seconds
            ),
        )

    def save(self, url: str, path: Path, *, limit: int, seconds: float) -> None:
        """Write what ``url`` answers with to a file, from the start again where a failure may pass."""
        self._patiently(url, 0.0, lambda: self._fetcher.save(url, path, limit=limit, seconds=seconds))

    def _patiently(self, url: str, pause: float, fetch: Callable[[], _T]) -> _T:
        host = urlsplit(url).netloc.lower()
        for attempt in range(self._attempts):
            if attempt == 0 and pause and host in self._last:
                self._wait(self._last[host] + pause - self._clock())
            try:
                return fetch()
            except Failed as error:
                seconds = self._seconds(error, attempt)
                beyond = seconds > self._longest or self._clock() + seconds >= self._until
                if not error.may_pass or attempt + 1 == self._attempts or beyond:
                    raise
            finally:
                self._last[host] = self._clock()
            self._wait(max(seconds, pause))
        raise AssertionError("the last attempt returns or raises")

    def _left(self, url: str) -> float | None:
        """Return the seconds that are left, ``None`` when nothing bounds them; raises ``Failed`` when none are."""
        if self._until == float("inf"):
            return None
        left = self._until - self._clock()
        if left <= 0:
            raise Failed(f"{url[:200]} was not asked: the time was over.", "Allow more time.")
        return left

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)

    def _seconds(self, error: Failed, attempt: int) -> float:
        """Return how long to pause before the next attempt."""
        asked = retry_after(error.retry_after, self._now())
        if asked is not None:
            return asked
        return min(self._longest, self._first * 2.0**attempt) * (1 - self._chance() / 2)


def retry_after(header: str, now: datetime) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for (RFC 9110), ``None`` when it says nothing sound."""
    header = header.strip()
    if header.isascii() and header.isdecimal():
        return float(header[:12])
    try:
        moment = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
