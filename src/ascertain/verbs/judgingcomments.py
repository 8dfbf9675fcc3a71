"""What is looked at when a comment comes in: its links and words, comments like it, and the thread as a whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ascertain.records import CommentSignals, Finding, Person, ReaderComment

if TYPE_CHECKING:
    from ascertain.publish.moderation import Rules, Signals
    from ascertain.rooms import Rooms
    from ascertain.settings import Settings

_AROUND = 100
"""Latest comments of an article that a new one is looked at with, twice: at 200, comments that share most of their
words took 1.1 s each time, and the time grows with the square."""

_ELSEWHERE = 300
"""Latest comments of the whole site among which copies are looked for."""


def rules_of(settings: Settings) -> Rules:
    """Return what a site's settings let pass."""
    from ascertain.publish.moderation import Rules

    return Rules(
        longest=settings.comment_length,
        first=settings.comment_first_waits,
        links=settings.comment_links,
        words=settings.comment_blocked_words,
        reports=settings.comment_reports,
        copies=settings.comment_copies,
        kinds=settings.comment_coordination,
        edit_minutes=settings.comment_edit_minutes,
    )


def judged(
    rooms: Rooms,
    comment: ReaderComment,
    person: Person,
    around: Sequence[ReaderComment],
    own: Sequence[ReaderComment],
) -> ReaderComment:
    """Return the comment as the rules let it stand: visible, or held with the reasons.

    ``around`` are the other comments of the article, ``own`` the other ones of the account. Those who work at the
    desk are never held; what was held already stays held.
    """
    from ascertain.publish.commentmarkup import comment_links
    from ascertain.publish.moderation import Standing, held_for

    if person.role != "reader":
        return comment
    standing = Standing(
        visible_before=sum(one.shown == "visible" for one in own),
        links=len(comment_links(comment.text)),
        copies=copies_of(comment, [*around, *own, *rooms.store.comments.newest(_ELSEWHERE)]),
        signals=added_signals(comment, around),
    )
    held = held_for(comment.text, standing, rules_of(rooms.settings))
    return comment.model_copy(update={"shown": "held", "held": held}) if held else comment


def copies_of(comment: ReaderComment, others: Sequence[ReaderComment]) -> list[str]:
    """Return which comments have nearly the same words, by the measure that dossiers use; quotations do not count."""
    from ascertain.monitor.wording import alike, wording_of
    from ascertain.publish.commentmarkup import comment_words

    mine = wording_of(comment_words(comment.text, quotations=False))
    unlike = {comment.id: comment}
    pool = {one.id: one for one in others if one.id not in unlike and one.text and not one.withdrawn}
    return [one.id for one in pool.values() if alike(mine, wording_of(comment_words(one.text, quotations=False)))]


def added_signals(comment: ReaderComment, around: Sequence[ReaderComment]) -> Signals:
    """Return how many kinds of evidence stand out with a new comment, and whether it adds to them.

    It adds when with it chance gives what stands out in words and style at most half as often as without it: an
    ordinary comment in a thread that stands out does not wait for what others wrote.
    """
    from ascertain.publish.moderation import Signals

    latest = sorted(around, key=lambda one: one.posted)[-_AROUND:]
    now = signals_of(comment.slug, [*latest, comment])
    if not now.kinds:
        return Signals()
    return Signals(now.kinds, _rarity(now.findings) > _rarity(signals_of(comment.slug, latest).findings) + math.log(2))


def signals_of(slug: str, comments: Sequence[ReaderComment]) -> CommentSignals:
    """Return what the comments of an article look like together, exactly as a dossier shows those of a page."""
    from ascertain.monitor import comment_findings
    from ascertain.monitor.comments import SUMMARY
    from ascertain.publish.commentmarkup import comment_words
    from ascertain.publish.commentthreads import as_document

    document = as_document(slug, slug, comments, lambda text: comment_words(text, quotations=False))
    findings = comment_findings(document, datetime.now(UTC))
    kinds = next((int(finding.score) for finding in findings if finding.label == SUMMARY), 0)
    return CommentSignals(slug=slug, comments=len(document.comments), kinds=kinds, findings=tuple(findings))


def _rarity(findings: Sequence[Finding]) -> float:
    """Return how rare what stands out in words and style is by chance, as a sum of logarithms.

    Posting times are left out: a link in a newsletter brings many ordinary readers within minutes.
    """
    from ascertain.monitor.rhythm import BURST, REGULAR

    chances = [one.chance for one in findings if one.chance is not None and one.label not in {BURST, REGULAR}]
    return math.fsum(-math.log(max(chance, 1e-12)) for chance in chances)
