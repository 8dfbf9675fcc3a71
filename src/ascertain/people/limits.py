"""How often something may be done: counts in windows of time, weighed so that a window's border opens nothing."""

from __future__ import annotations

from datetime import datetime


def used_up(current: float, before: float, seconds: int, now: datetime) -> float:
    """Return how much was done within the last ``seconds``, from the counts of this window and the one before.

    The window before counts with the share of it that lies within the last ``seconds``: it is taken to have been
    used evenly. That needs two numbers for each limit instead of a time for each request.
    """
    passed = now.timestamp() % seconds
    return current + before * (1.0 - passed / seconds)


def wait(current: float, before: float, limit: float, seconds: int, now: datetime) -> int:
    """Return after how many seconds one more is within ``limit`` if nothing is done until then; at least 1."""
    passed = now.timestamp() % seconds
    rest = seconds - passed
    if current + 1 > limit:
        # This window alone is full: it counts less from the next one on, in which it is the one before.
        return max(1, round(rest + seconds * max(0.0, 1.0 - (limit - 1) / current))) if current else 1
    return max(1, round(min(rest, seconds * (1.0 - (limit - 1 - current) / before) - passed))) if before else 1
