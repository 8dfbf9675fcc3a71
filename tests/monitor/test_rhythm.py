"""Posting times: clockwork, bursts, ordinary ones, and times too coarse to say anything."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sections import AT

from ascertain.monitor.rhythm import BURST, REGULAR, posting_rhythm
from ascertain.records import Comment


def posted(seconds: Sequence[float]) -> list[Comment]:
    return [Comment(text="x", posted=AT + timedelta(seconds=s)) for s in seconds]


def fired(seconds: Sequence[float]) -> set[str]:
    return {hint.label for hint in posting_rhythm(posted(seconds)) if hint.fires}


def test_clockwork_stands_out() -> None:
    dice = random.Random(4)
    assert fired([600 * at + dice.randrange(-15, 15) for at in range(10)]) == {REGULAR}


def test_a_burst_stands_out() -> None:
    assert fired([0, 4000, 9000, 9011, 9024, 9031, 9042, 9055, 15000, 26000]) == {BURST}


def test_random_times_seldom_do() -> None:
    dice = random.Random(11)
    alarms = sum(bool(fired([dice.uniform(0, 90000) for _ in range(10)])) for _ in range(100))
    assert alarms <= 5


def test_the_simulation_is_the_same_every_time() -> None:
    times = [0, 71, 300, 1234, 1300]
    assert posting_rhythm(posted(times)) == posting_rhythm(posted(times))


@pytest.mark.parametrize(
    "times",
    [
        [0, 10, 20],  # too few
        [0, 86400, 86400, 172800, 432000],  # dates only
        [0, 3600, 7200, 18000],  # "3 hours ago"
        [5, 5, 5, 5],  # one time for all
    ],
)
def test_times_that_tell_nothing_give_nothing(times: Sequence[float]) -> None:
    assert posting_rhythm(posted(times)) == []


def test_comments_without_time_are_left_out() -> None:
    assert posting_rhythm([*posted([0, 50, 90]), Comment(text="x")]) == []


def test_a_large_section_is_quick() -> None:
    dice = random.Random(5)
    hints = posting_rhythm(posted([dice.uniform(0, 900000) for _ in range(5000)]))
    assert [hint.fires for hint in hints] == [False, False]


def test_the_explanation_names_the_numbers() -> None:
    regular, burst = posting_rhythm(posted([0, 600, 1200, 1800, 2400, 3001]))
    assert "6 comments came at intervals of about 10 minutes that vary by 0 %" in regular.explanation
    assert "1 of 6 comments came within one minute, in a section that spans 50 minutes" in burst.explanation
