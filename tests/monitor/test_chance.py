"""Tails and bounds against exact arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.monitor.chance import binomial_tail, percent, poisson_tail, sections, upper_bound


def exact_binomial(count: int, trials: int, rate: Fraction) -> float:
    return float(sum(math.comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(count, trials + 1)))


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 50))
def test_the_binomial_tail_is_exact(count: int, trials: int, fiftieths: int) -> None:
    rate = Fraction(fiftieths, 50)
    expected = exact_binomial(count, trials, rate) if count <= trials else 0.0
    assert binomial_tail(count, trials, float(rate)) == pytest.approx(expected, rel=1e-9, abs=1e-300)


def test_tails_of_large_sections_neither_overflow_nor_vanish() -> None:
    assert binomial_tail(2600, 5000, 0.5) == pytest.approx(0.00245, rel=0.02)
    assert 0 < poisson_tail(40, 0.5) < 1e-50


@given(st.integers(0, 25), st.integers(1, 200))
def test_the_poisson_tail_is_exact(count: int, tenths: int) -> None:
    mean = tenths / 10
    expected = 1 - sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count))
    assert poisson_tail(count, mean) == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_nothing_expected_means_nothing_by_chance() -> None:
    assert poisson_tail(1, 0.0) == 0.0
    assert poisson_tail(0, 0.0) == 1.0


@pytest.mark.parametrize(("count", "trials", "bound"), [(0, 951, 0.003145), (5, 100, 0.10225), (10, 10, 1.0)])
def test_the_upper_bound_is_clopper_and_pearsons(count: int, trials: int, bound: float) -> None:
    assert upper_bound(count, trials) == pytest.approx(bound, rel=1e-3)


def test_no_hit_in_n_gives_the_rule_of_three() -> None:
    assert upper_bound(0, 1000) == pytest.approx(1 - 0.05 ** (1 / 1000), rel=1e-6)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "less than 1 in 10,000 sections"),
        (0.0025, "1 in 400 sections"),
        (0.07, "7 % of sections"),
        (0.351, "35 % of sections"),
        (1.0, "100 % of sections"),
    ],
)
def test_chances_are_said_as_people_say_them(chance: float, words: str) -> None:
    assert sections(chance) == words


def test_shares_below_a_tenth_keep_a_digit() -> None:
    assert [percent(0.0), percent(0.01), percent(0.016), percent(0.2)] == ["0 %", "1 %", "1.6 %", "20 %"]
