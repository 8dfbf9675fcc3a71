"""How likely a count is by chance: binomial and Poisson tails, and the upper bound of a measured rate."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache


def binomial_tail(count: int, trials: int, rate: float) -> float:
    """Return the probability of at least ``count`` hits in ``trials`` when each hits with probability ``rate``."""
    if count <= 0:
        return 1.0
    if count > trials or rate <= 0.0:
        return 0.0
    if rate >= 1.0:
        return 1.0
    return min(1.0, math.fsum(_terms(range(count, trials + 1), trials, rate)))


def _terms(counts: range, trials: int, rate: float) -> Iterator[float]:
    """Yield the binomial probability of each count; logarithms keep large numbers of trials within range."""
    hit, miss, whole = math.log(rate), math.log1p(-rate), math.lgamma(trials + 1)
    for k in counts:
        yield math.exp(whole - math.lgamma(k + 1) - math.lgamma(trials - k + 1) + k * hit + (trials - k) * miss)


def poisson_tail(count: int, mean: float) -> float:
    """Return the probability of at least ``count`` events when ``mean`` are expected."""
    if count <= 0:
        return 1.0
    if mean <= 0.0:
        return 0.0
    if count > mean + 1:  # summing upwards keeps small tails exact
        term = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
        total, k = 0.0, count
        while term > total * 1e-17:
            total += term
            k += 1
            term *= mean / k
        return min(1.0, total)
    below = (math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
    return max(0.0, 1.0 - math.fsum(below))


@cache
def upper_bound(count: int, trials: int, confidence: float = 0.95) -> float:
    """Return the rate that the true rate exceeds with probability 1 − ``confidence`` at most.

    One-sided Clopper–Pearson bound (Biometrika 26, 1934) after ``count`` hits in ``trials``.
    """
    if count >= trials:
        return 1.0
    low, high = count / trials, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if math.fsum(_terms(range(count + 1), trials, middle)) > 1.0 - confidence:
            low = middle
        else:
            high = middle
    return high


def sections(chance: float, of: str = "sections") -> str:
    """Return a probability as a reader understands it: ``1 in 400 sections``, ``35 % of sections``."""
    if chance < 0.0001:
        return f"less than 1 in 10,000 {of}"
    if chance < 0.05:
        return f"1 in {round(1 / chance):,} {of}"
    return f"{percent(chance)} of {of}"


def percent(share: float) -> str:
    """Return a share as ``20 %``, with one digit behind the point below 10 %."""
    shown = f"{100 * share:.1f}" if share < 0.0995 else f"{100 * share:.0f}"
    return f"{shown.removesuffix('.0')} %"
