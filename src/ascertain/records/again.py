"""What has changed between an answer and the same question asked again."""

from __future__ import annotations

from ascertain.records.answer import Answer, Passage, Stance, Verdict
from ascertain.records.record import Record, UtcTime


class Turned(Record):
    """A passage that both answers have and that is judged otherwise now."""

    passage: Passage
    """The passage as it is judged now."""

    before: Stance
    """What it was said to say of the claim before."""


class Since(Record):
    """Evidence that came and went between two answers to one question."""

    earlier: str
    """Identifier of the earlier answer."""

    later: str
    """Identifier of the later answer."""

    from_day: UtcTime | None = None
    """When the earlier answer was made."""

    to_day: UtcTime | None = None
    """When the later answer was made."""

    verdict_before: Verdict | None = None
    """What the evidence came to before."""

    verdict: Verdict | None = None
    """What it comes to now."""

    new: tuple[Passage, ...] = ()
    """Passages that only the later answer has, in its order."""

    gone: tuple[Passage, ...] = ()
    """Passages that only the earlier answer has, in its order."""

    turned: tuple[Turned, ...] = ()
    """Passages that are judged otherwise now."""

    same: int = 0
    """Passages that both have and judge alike."""

    searched_before: str = ""
    """What was searched before."""

    searched: str = ""
    """What was searched now."""

    parts: tuple[str, ...] = ()
    """Parts and models that took part in the later answer and not in the earlier one: the difference may be theirs."""


class AskedAgain(Record):
    """A question asked again: the new answer, and the evidence since then."""

    answer: Answer
    """The new answer."""

    since: Since
    """How it differs from the earlier one."""
