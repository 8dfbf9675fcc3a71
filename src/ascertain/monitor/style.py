"""Comments that are all of one length and all without a slip."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from ascertain.monitor.baseline import Baseline
from ascertain.monitor.chance import binomial_tail, percent, sections
from ascertain.monitor.hint import Hint, feature
from ascertain.monitor.wording import spoken_words
from ascertain.records import Comment

LABEL = "uniform length and style"

ASSUMED_TIDY = 0.5
"""Share of comments assumed to be without a slip. The measured ones are casual comments under music videos; readers of
news write more carefully, and how carefully was not measured."""

_ENDS = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*$")
_SLIPS = re.compile(
    r"https?://|www\.|[@#]\w|[!?]{2,}|\.{4,}|(\w)\1{3,}|(?<![\w'])i(?![\w'.])|\s[,.!?;]|[,;!?](?=[^\W\d_]{2})"
    r"|(?<!\d)[:;][-']?[()DPp3]|<3|\b(?:lol|lmao|omg|wtf|dont|cant|didnt|doesnt|isnt|wont|im|ive|thats|youre|u|ur)\b",
)


def tidy(text: str) -> bool:
    """Tell whether a comment begins with a capital, ends with a full stop, and has no emoji, link, mention or slip.

    Slips are doubled punctuation, drawn-out letters, missing or stray spaces around punctuation, a small "i", chat
    words and English contractions without apostrophe; spelling is not checked.
    """
    text = text.strip()
    first = next((c for c in text if c.isalpha()), "")
    if not first or first.islower() or not _ENDS.search(text) or _SLIPS.search(text):
        return False
    return not any(unicodedata.category(c) in {"So", "Sk", "Cs"} for c in text)


def length_variation(lengths: Sequence[int]) -> float:
    """Return the coefficient of variation of comment lengths: standard deviation by mean, 0 when all are equal."""
    total = sum(lengths)
    squares = len(lengths) * sum(length * length for length in lengths) - total * total
    return math.sqrt(squares) / total if total else 0.0


def uniform_style(comments: Sequence[Comment], baseline: Baseline) -> Hint:
    """Return how even the comments are in length and how many are without a slip.

    Two chances are computed, and the larger counts, so that both must be rare: that a random group of as many
    ordinary comments varies so little in length, and that so many are tidy (binomial, with a rate of one in two, or
    the measured one's upper 95 % bound if that is higher).
    """
    lengths = [len(spoken_words(comment.text)) for comment in comments]
    variation = length_variation(lengths)
    total, neat = len(comments), sum(tidy(comment.text) for comment in comments)
    even = baseline.variation.chance(variation, total)
    rate, measured = max(ASSUMED_TIDY, baseline.tidy.high), baseline.tidy
    neatness = binomial_tail(neat, total, rate)
    chance = max(even, neatness)
    span = f"{min(lengths)} to {max(lengths)} words"
    alike = sections(even, "groups of ordinary comments")
    features = (
        feature("length variation", variation, f"lengths run from {span}; they vary by {100 * variation:.0f} %"),
        feature("chance of such lengths", even, f"as little in at most {alike}"),
        feature("tidy comments", neat, f"{neat} of {total} comments are without a slip, emoji or link"),
        feature("chance of such tidiness", neatness, f"so many in {sections(neatness)} if {percent(rate)} were so"),
    )
    explanation = (
        f"The comments are {span} long (variation {100 * variation:.0f} %), and {neat} of {total} have not one slip, "
        f"emoji or link. Of {baseline.data}, {measured.count} were so tidy; {percent(rate)} is assumed "
        f"here. By chance, both would be seen in {sections(chance)} at most. Moderation and careful readers "
        "also make comments even: a hint, not proof."
    )
    return Hint(LABEL, round(1 - chance, 4), chance, explanation, features)
