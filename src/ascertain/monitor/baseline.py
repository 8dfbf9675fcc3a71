"""The base rates that comment sections are compared with, measured by ``tools/comment_baseline.py``."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from pathlib import Path

from ascertain.monitor.chance import upper_bound
from ascertain.records import Record

_FILE = Path(__file__).with_name("comment_baseline.json")


class Rate(Record):
    """How often something was seen among ordinary comments."""

    count: int
    """Times seen."""

    of: int
    """Comments, or pairs of comments, looked at."""

    @property
    def measured(self) -> float:
        """The share."""
        return self.count / self.of

    @property
    def high(self) -> float:
        """The share at most, with 95 % confidence; chances are computed with this one."""
        return upper_bound(self.count, self.of)


class Variation(Record):
    """How the lengths of ordinary comments vary, by the number of comments in a group."""

    probabilities: tuple[float, ...]
    """Shares of random groups, ascending."""

    quantiles: dict[int, tuple[float, ...]]
    """Group size to the coefficients of variation below which those shares lie."""

    def chance(self, variation: float, comments: int) -> float:
        """Return the share of random groups of ``comments`` that vary at most as much, never below the smallest kept.

        Uses the largest kept group size that is not above ``comments``: smaller groups vary less, so this errs high.
        """
        sizes = sorted(self.quantiles)
        row = self.quantiles[sizes[max(0, bisect_right(sizes, comments) - 1)]]
        at = bisect_right(row, variation)
        return self.probabilities[min(at, len(row) - 1)]


class Baseline(Record):
    """Base rates among comments that people labelled as ordinary, not spam."""

    data: str
    """What they were measured on, in words."""

    sha256: str
    """Digest of that data."""

    measured: str
    """Day of the measurement."""

    comments: int
    """Ordinary comments in that data."""

    videos: int
    """Pages they stood under."""

    near_duplicates: Rate
    """Pairs of longer comments under one video with nearly the same wording."""

    templates: Rate
    """Comments that open with a stock phrase."""

    agreeing: Rate
    """Comments that open by agreeing."""

    repeated: Rate
    """Pairs of comments under one video whose first three words are the same."""

    restating: Rate
    """Pairs of longer comments under one video that share enough long words to count as restating."""

    tidy: Rate
    """Comments without any slip of style."""

    variation: Variation
    """How comment lengths vary."""

    groups: int
    """Random groups of ten ordinary comments, from videos held out, on which false alarms were counted."""

    false_alarms: dict[str, float]
    """Share of those groups in which each check stood out, by its label; "any" and "two or more" count kinds."""


@cache
def shipped_baseline() -> Baseline:
    """Return the baseline that comes with the package."""
    return Baseline.model_validate(json.loads(_FILE.read_text(encoding="utf-8")))
