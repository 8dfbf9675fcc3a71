"""Limits in sliding windows: nobody gets twice as much by waiting for the border of one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ascertain.people.limits import used_up, wait

HOUR = 3600
BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_the_window_before_counts_with_the_share_that_lies_within_the_last_hour() -> None:
    assert used_up(3, 8, HOUR, BEGIN) == 11
    assert used_up(3, 8, HOUR, BEGIN + timedelta(minutes=45)) == 5


@given(current=st.integers(0, 50), before=st.integers(0, 50), limit=st.integers(1, 50), second=st.integers(0, HOUR - 1))
def test_whoever_waits_as_long_as_told_may_go_on(current: int, before: int, limit: int, second: int) -> None:
    now = BEGIN + timedelta(seconds=second)
    if used_up(current + 1, before, HOUR, now) <= limit:
        return
    seconds = wait(current, before, limit, HOUR, now)
    assert 1 <= seconds <= 2 * HOUR
    then = now + timedelta(seconds=seconds + 1)
    windows = int(then.timestamp()) // HOUR - int(now.timestamp()) // HOUR
    counts = {0: (current, before), 1: (0, current)}.get(windows, (0, 0))
    assert used_up(counts[0] + 1, counts[1], HOUR, then) <= limit + 0.01
