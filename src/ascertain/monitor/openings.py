"""How comments open: with stock phrases, or with the same words as each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from ascertain.monitor.baseline import Baseline
from ascertain.monitor.chance import binomial_tail, percent, poisson_tail, sections
from ascertain.monitor.hint import Hint, feature, quoted
from ascertain.monitor.templates import AGREEING, ONLOOKING
from ascertain.monitor.wording import plain, spoken_words
from ascertain.records import Comment

TEMPLATES, REPEATED = "template openings", "repeated openings"

ASSUMED_TEMPLATES = 0.1
"""Share of comments assumed to open with a stock phrase. None of the measured ones did, but they are casual comments
under music videos; people who discuss the news do so more often, and how often was not measured."""

_WORDS_COMPARED = 3
_SHORTEST = 5  # "love this song" is a whole comment, not an opening
_WRITTEN_OUT = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\b(that|it|this|what|he|she|there)'s\b", r"\1 is"),
        (r"\b(you|we|they)'re\b", r"\1 are"),
        (r"\bi'm\b", "i am"),
        (r"\bcouldn't\b", "could not"),
        (r"\bthats\b", "that is"),
        (r"\byoure\b", "you are"),
    )
)
_BEFORE = re.compile(r"^(?:@[\w.]+|[\W_])*(?:(?:yes|yeah|yep|si|oui|ja|sim|да)\s*[,.!]\s*)?")


def opening_text(text: str) -> str:
    """Return a comment in plain lower case, contractions written out, without leading quotes, mentions and "yes,"."""
    text = plain(text)
    for contraction, words in _WRITTEN_OUT:
        text = contraction.sub(words, text)
    return _BEFORE.sub("", text)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    table = AGREEING if kind == "agreeing" else ONLOOKING
    return re.compile("|".join(_alternative(phrase) for phrases in table.values() for phrase in _longest(phrases)))


def _longest(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=len, reverse=True)


def _alternative(phrase: str) -> str:
    words = (r"[^\W\d_]+" if word == "*" else re.escape(plain(word)) for word in phrase.split())
    ends = r"(?=\s*(?:[,.!;:…—–-]|$))" if " " not in phrase else r"(?!\w)"
    return r"\s+".join(words) + ends


def agreeing_opening(text: str) -> str:
    """Return the agreeing stock phrase a comment opens with, in plain lower case, or an empty string."""
    found = _pattern("agreeing").match(opening_text(text))
    return found[0] if found else ""


def template_opening(text: str) -> str:
    """Return the stock phrase, agreeing or onlooking, a comment opens with, or an empty string."""
    found = _pattern("onlooking").match(opening_text(text))
    return agreeing_opening(text) or (found[0] if found else "")


def opening_words(text: str) -> tuple[str, ...]:
    """Return a comment's first three words, contractions written out; empty for comments below five words."""
    words = spoken_words(opening_text(text))
    return tuple(words[:_WORDS_COMPARED]) if len(words) >= _SHORTEST else ()


def template_openings(comments: Sequence[Comment], baseline: Baseline) -> Hint | None:
    """Return how many comments open with a stock phrase; ``None`` when none does.

    The chance is a binomial tail with a rate of one in ten, or the measured one's upper 95 % bound if that is higher.
    """
    found = [(at, phrase) for at, c in enumerate(comments) if (phrase := template_opening(c.text))]
    if not found:
        return None
    total, measured = len(comments), baseline.templates
    rate = max(ASSUMED_TEMPLATES, measured.high)
    chance = binomial_tail(len(found), total, rate)
    listed = ", ".join(dict.fromkeys(quoted(phrase) for _, phrase in found))
    features = (
        feature("template openings", len(found), f"{len(found)} of {total} comments open with a stock phrase"),
        feature("assumed rate", rate, f"{percent(rate)} assumed; {measured.count} of {measured.of:,} measured"),
        *(
            feature("opening", at + 1, f"comment {at + 1} opens with {quoted(phrase)}: {quoted(comments[at].text, 60)}")
            for at, phrase in found[:12]
        ),
    )
    explanation = (
        f"{len(found)} of {total} comments open with a stock phrase: {listed}. Of {baseline.data}, "
        f"{measured.count or 'none'} did; because people who discuss the news do so more often, {percent(rate)} is "
        f"assumed here. By chance, so many would be seen in {sections(chance)}. "
        "A hint, not proof."
    )
    return Hint(TEMPLATES, len(found) / total, chance, explanation, features)


def repeated_groups(comments: Sequence[Comment]) -> tuple[list[list[int]], int]:
    """Return the positions of comments that share their first three words, and how many comments were compared."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    compared = 0
    for at, comment in enumerate(comments):
        if words := opening_words(comment.text):
            groups[words].append(at)
            compared += 1
    return [group for group in groups.values() if len(group) > 1], compared


def repeated_openings(comments: Sequence[Comment], baseline: Baseline) -> Hint | None:
    """Return how many pairs of comments open with the same three words, in any language; ``None`` when none does.

    The chance is a Poisson tail: pairs of comments, times the rate of such pairs under one video of the baseline.
    """
    groups, compared = repeated_groups(comments)
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    if not pairs:
        return None
    rate = baseline.repeated
    expected = compared * (compared - 1) / 2 * rate.high
    chance = poisson_tail(pairs, expected)
    openings = [quoted(" ".join(opening_words(comments[group[0]].text))) for group in groups]
    features = (
        feature("pairs with the same opening", pairs, f"{pairs} pairs of comments open with the same three words"),
        feature("expected pairs", expected, f"{expected:.2g} such pairs would be ordinary among as many comments"),
        *(
            feature("opening", len(group), f"{len(group)} comments open with {opening}")
            for group, opening in zip(groups[:12], openings, strict=False)
        ),
    )
    explanation = (
        f"{pairs} pairs of comments open with the same three words: {', '.join(openings[:6])}. Among {baseline.data}, "
        f"{rate.count:,} of {rate.of:,} pairs under one video did; by chance, so many would be seen in "
        f"{sections(chance)}. A hint, not proof."
    )
    return Hint(REPEATED, float(pairs), chance, explanation, features)
