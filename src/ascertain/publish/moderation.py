"""Which comments are refused, which wait for a moderator, and what a moderator's decision does; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ascertain.errors import Invalid, Refused
from ascertain.records import Decision, HeldFor, Person, ReaderComment
from ascertain.text.clean import clean

_WORDS = re.compile(r"\w+(?:[’']\w+)*")
_EVER: dict[Decision, str] = {
    "approve": "Only comments that wait or were reported can be approved.",
    "hide": "It is hidden already.",
    "restore": "Only hidden comments can be restored.",
    "pin": "Only visible comments that answer no other can be pinned.",
    "unpin": "It is not pinned.",
    "lock": "It is locked already.",
    "unlock": "It is not locked.",
}


@dataclass(frozen=True)
class Rules:
    """What a site lets pass; the fields are settings."""

    longest: int = 3000
    """Characters of a comment."""

    first: bool = True
    """Whether a comment waits when no comment of its account was ever visible."""

    links: int = 0
    """Links that pass."""

    words: frozenset[str] = frozenset()
    """Words and phrases that do not pass; ``*`` at the end of a word stands for any ending."""

    reports: int = 3
    """Reports of different accounts from which a visible comment waits."""

    copies: int = 1
    """Other comments with nearly the same words from which a comment waits."""

    kinds: int = 2
    """Kinds of evidence of coordination from which a comment that adds to them waits; of four."""

    edit_minutes: int = 15
    """Minutes for which its author may change a comment."""


@dataclass(frozen=True)
class Signals:
    """What the comments of an article look like together, with a new comment and without it."""

    kinds: int = 0
    """Kinds of evidence that stand out with it."""

    adds: bool = False
    """Whether with it chance gives what stands out at most half as often as without it."""


@dataclass(frozen=True)
class Standing:
    """What is known when a comment comes in."""

    visible_before: int
    """Comments of the account that are visible."""

    links: int
    """Addresses it links to."""

    copies: Sequence[str] = ()
    """Comments with nearly the same words: identifiers."""

    signals: Signals = Signals()
    """What the comments of its article look like."""


def checked(text: str, rules: Rules) -> str:
    """Return a comment's words without characters that are not seen; raise :class:`Invalid` when there is no comment.

    Leading spaces of lines stay as they carry lists; see :func:`ascertain.text.clean.clean` for what goes.
    """
    lines = [re.match(r"[ \t]*", line)[0][:8] + clean(line) for line in text.splitlines()]  # type: ignore[index]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()
    if not _WORDS.search(words):
        raise Invalid("There is no word in this comment.", "Write what you want to say.")
    if len(words) > rules.longest:
        raise Invalid(
            f"This comment has {len(words):,} characters; {rules.longest:,} are the most.",
            "Shorten it, or write two comments.",
        )
    return words


def same_words(text: str) -> str:
    """Return what two comments have in common when they differ only in case, marks, accents and spaces."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(_WORDS.findall("".join(c for c in letters if unicodedata.category(c) != "Mn")))


def refuse_duplicate(text: str, own: Sequence[ReaderComment], now: datetime) -> None:
    """Raise :class:`Refused` when the same account wrote the same words within a day."""
    words = same_words(text)
    for comment in own:
        if now - comment.posted < timedelta(days=1) and same_words(comment.text) == words and not comment.withdrawn:
            raise Refused("You wrote these words already.", "Your comment is there; there is no need to send it again.")


def blocked_words(text: str, words: frozenset[str]) -> tuple[str, ...]:
    """Return the blocked words and phrases that occur in a text, as the list has them."""
    spoken = f" {same_words(text)} "
    found = []
    for entry in sorted(words):
        wanted = same_words(entry)
        ending = r"\w*" if entry.rstrip().endswith("*") else ""
        if wanted and re.search(rf"(?<!\w){re.escape(wanted)}{ending}(?!\w)", spoken):
            found.append(entry)
    return tuple(found)


def held_for(text: str, standing: Standing, rules: Rules) -> tuple[HeldFor, ...]:
    """Return the rules that make a new comment wait for a moderator, each with its number; none lets it pass."""
    blocked = blocked_words(text, rules.words)
    copies, signals = standing.copies, standing.signals
    tried = (
        (rules.first and not standing.visible_before, HeldFor(rule="first")),
        (standing.links > rules.links, HeldFor(rule="links", value=standing.links, limit=rules.links + 1)),
        (blocked, HeldFor(rule="words", value=len(blocked), limit=1, detail=", ".join(blocked))),
        (
            rules.copies and len(copies) >= rules.copies,
            HeldFor(rule="copies", value=len(copies), limit=rules.copies, detail=" ".join(copies[:5])),
        ),
        (
            rules.kinds and signals.adds and signals.kinds >= rules.kinds,
            HeldFor(rule="coordination", value=signals.kinds, limit=rules.kinds),
        ),
    )
    return tuple(held for holds, held in tried if holds)


def held_by_reports(comment: ReaderComment, reports: int, rules: Rules) -> ReaderComment | None:
    """Return the comment as it waits when so many reported it since the last decision, ``None`` when it does not."""
    if comment.shown != "visible" or not rules.reports or reports < rules.reports:
        return None
    held = HeldFor(rule="reports", value=reports, limit=rules.reports)
    return comment.model_copy(update={"shown": "held", "held": (*comment.held, held)})


def may_edit(comment: ReaderComment, person: Person | None, now: datetime, rules: Rules) -> bool:
    """Return whether this person may change the words of a comment now."""
    return (
        person is not None
        and person.id == comment.author != ""
        and comment.shown != "hidden"
        and not comment.removed
        and now - comment.posted <= timedelta(minutes=rules.edit_minutes)
    )


def possible(comment: ReaderComment, reported: bool) -> tuple[Decision, ...]:
    """Return what a moderator can decide about a comment as it is, in the order of the buttons."""
    tests: dict[Decision, Callable[[], bool]] = {
        "approve": lambda: comment.shown == "held" or (reported and comment.shown == "visible"),
        "hide": lambda: comment.shown != "hidden",
        "restore": lambda: comment.shown == "hidden" and not comment.withdrawn,
        "pin": lambda: comment.shown == "visible" and not comment.parent and not comment.pinned,
        "unpin": lambda: comment.pinned,
        "lock": lambda: not comment.locked,
        "unlock": lambda: comment.locked,
    }
    return tuple(decision for decision, test in tests.items() if test())


def decided(comment: ReaderComment, decision: Decision, reason: str, reported: bool) -> ReaderComment:
    """Return the comment as it is after a decision.

    Raises :class:`Invalid` when it cannot be decided so, and when something is hidden without a reason, because
    readers are told the reason in its place.
    """
    if decision not in possible(comment, reported):
        raise Invalid(f"This comment cannot be decided so. {_EVER[decision]}", "Look at it again.")
    reason = clean(reason)
    if decision == "hide" and not reason:
        raise Invalid("A comment is hidden only with a reason.", "Readers see the reason in its place: write one.")
    match decision:
        case "approve" | "restore":
            change: dict[str, object] = {"shown": "visible", "held": (), "reason": ""}
        case "hide":
            change = {"shown": "hidden", "held": (), "reason": reason[:300], "pinned": False}
        case "pin" | "unpin":
            change = {"pinned": decision == "pin"}
        case "lock" | "unlock":
            change = {"locked": decision == "lock"}
    return comment.model_copy(update=change)
