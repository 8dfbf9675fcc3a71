"""Replies that agree with the comment before them and say it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ascertain.monitor.baseline import Baseline
from ascertain.monitor.chance import binomial_tail, percent, sections
from ascertain.monitor.hint import Hint, feature, quoted
from ascertain.monitor.openings import agreeing_opening, opening_text
from ascertain.monitor.wording import Wording, wording_of
from ascertain.records import Comment

LABEL = "replies that agree and restate"

ASSUMED_AGREEING = 0.2
"""Share of replies assumed to agree in their first words. Replies agree more often than comments do, and how often was
not measured; one in five is far above the measured share of agreeing comments."""

ASSUMED_ANY = 0.1
"""The same for comments of which it is not known whether they are replies: half are, and one in five of these."""

_FEWEST_SHARED, _SHARE = 2, 0.12
_DISAGREEING = re.compile(
    r"(?:no|nope|wrong|false|nonsense|actually|not true|not really|i disagree|i do not|i don't|i doubt|sorry but|but|"
    r"falso|mentira|no es|no estoy|pero|non|faux|mais|je ne|pas d'accord|nein|falsch|quatsch|aber|unsinn|"
    r"nao|mas|discordo|sbagliato|ma|non sono|нет|неправда|чушь|но|ложь|не)\b"
)


@dataclass(frozen=True)
class Reply:
    """A reply with the comment it answers and how it relates to it."""

    position: int
    parent: int
    opening: str
    shared: tuple[str, ...]
    disagrees: bool

    @property
    def agrees_and_restates(self) -> bool:
        """Whether it opens by agreeing and repeats the parent's words."""
        return bool(self.opening and self.shared)


def restated(reply: Wording, parent: Wording) -> tuple[str, ...]:
    """Return the long words a reply repeats, when there are two or more and they are 12 % of the shorter's; or none."""
    shared = reply.long.keys() & parent.long.keys()
    if len(shared) < _FEWEST_SHARED or len(shared) < _SHARE * min(len(reply.long), len(parent.long)):
        return ()
    return tuple(sorted((reply.long[stem] for stem in shared), key=lambda word: (-len(word), word)))


def replies_of(comments: Sequence[Comment]) -> list[Reply]:
    """Return every reply whose parent is known."""
    found = []
    for at, comment in enumerate(comments):
        parent = comment.parent
        if parent is None or parent == at or not 0 <= parent < len(comments):
            continue
        shared = restated(wording_of(comment.text), wording_of(comments[parent].text))
        disagrees = bool(_DISAGREEING.match(opening_text(comment.text)))
        found.append(Reply(at, parent, agreeing_opening(comment.text), shared, disagrees))
    return found


def agreeing_replies(comments: Sequence[Comment], baseline: Baseline) -> Hint | None:
    """Return how many replies agree in their first words and restate their parent; ``None`` when none does.

    The chance is a binomial tail. Where the page itself nests replies, the trials are the replies and the rate is
    one in five (or the measured bound, if higher). Where replies were only recognised by their opening words, being
    a reply and agreeing are not independent, so the trials are all comments and the rate is one in ten.
    """
    replies = replies_of(comments)
    agreeing = [reply for reply in replies if reply.agrees_and_restates]
    if not agreeing:
        return None
    nested = all(comments[reply.position].pairing != "wording" for reply in replies)
    trials, assumed = (len(replies), ASSUMED_AGREEING) if nested else (len(comments), ASSUMED_ANY)
    rate = max(assumed, baseline.agreeing.high)
    chance = binomial_tail(len(agreeing), trials, rate)
    against = sum(reply.disagrees for reply in replies)
    features = (
        feature(
            "agreeing replies",
            len(agreeing),
            f"{len(agreeing)} of {len(replies)} replies agree in their first words and repeat words of their parent",
        ),
        feature("disagreeing replies", against, f"{against or 'no'} replies open by disagreeing"),
        feature("assumed rate", rate, f"{percent(rate)} assumed; {_measured(baseline)} measured"),
        feature(
            "base rate of repeated words",
            baseline.restating.measured,
            f"{percent(baseline.restating.measured)} of pairs of ordinary comments share as many long words",
        ),
        *(feature("reply", reply.position + 1, _describe(reply)) for reply in agreeing[:8]),
    )
    how = "" if nested else " Which comment they answer was read from their opening words, not from the page."
    whose = f"{percent(rate)} of replies" if nested else f"{percent(rate)} of all {trials} comments"
    explanation = (
        f"{len(agreeing)} of {len(replies)} replies agree in their first words and say their parent again, "
        f"and {against or 'none'} of them opens by disagreeing.{how} If {whose} did so by chance, so many "
        f"would be seen in {sections(chance)}. That rate is assumed, not measured: of {baseline.data}, "
        f"{baseline.agreeing.count or 'none'} opens by agreeing, but replies do so more often. A hint, not proof."
    )
    return Hint(LABEL, len(agreeing) / len(replies), chance, explanation, features)


def _measured(baseline: Baseline) -> str:
    return f"{baseline.agreeing.count} of {baseline.agreeing.of:,}"


def _describe(reply: Reply) -> str:
    words = ", ".join(reply.shared[:6])
    opening = quoted(reply.opening)
    return f"comment {reply.position + 1} answers comment {reply.parent + 1} with {opening} and repeats: {words}"
