"""Whether a comment section looks like people who do not know each other: hints with their chance, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ascertain.monitor.authors import frequent_authors
from ascertain.monitor.baseline import Baseline, shipped_baseline
from ascertain.monitor.chance import percent, sections
from ascertain.monitor.hint import FIRES, Hint, feature
from ascertain.monitor.openings import repeated_openings, template_openings
from ascertain.monitor.replies import LABEL as REPLIES
from ascertain.monitor.replies import agreeing_replies, replies_of
from ascertain.monitor.style import uniform_style
from ascertain.monitor.wording import near_duplicates
from ascertain.records import Comment, Document, Finding, content_id

BY = "comment-signals@1"
"""What the findings are signed with; raised when a rule or a base rate changes."""

SUMMARY = "comment section"

_FEWEST = 4


@dataclass(frozen=True)
class Kind:
    """One kind of evidence: checks that rest on the same words count once."""

    name: str
    possible: bool
    hints: tuple[Hint, ...]

    @property
    def fires(self) -> bool:
        """Whether any of its checks stands out."""
        return any(hint.fires for hint in self.hints)


def comment_findings(document: Document, at: datetime) -> list[Finding]:
    """Return hints about a document's comments, a summary first; nothing below four comments.

    Each finding names its numbers, the baseline it is compared with and the probability of so high a value by chance.
    Checks that do not stand out (chance 1 % or more) are only listed in the summary.
    """
    comments = [comment for comment in document.comments if comment.text.strip()]
    if len(comments) < _FEWEST:
        return []
    if len(comments) != len(document.comments):
        comments = _renumbered(document.comments)
    baseline = shipped_baseline()
    kinds = evidence(comments, baseline)
    hints = [_summary(comments, kinds, baseline)]
    hints += [_with_alarms(hint, baseline) for kind in kinds for hint in kind.hints if hint.fires]
    counts = frequent_authors(comments)
    if counts:
        hints.append(counts)
    return [_finding(document.id, hint, at) for hint in hints]


def evidence(comments: Sequence[Comment], baseline: Baseline) -> list[Kind]:
    """Return the kinds of evidence, in reading order, with every check's result; pure."""
    from ascertain.monitor.rhythm import posting_rhythm  # brings numpy, which the command line starts without

    openings = (
        template_openings(comments, baseline),
        repeated_openings(comments, baseline),
        agreeing_replies(comments, baseline),
    )
    near = near_duplicates(comments, baseline)
    rhythm = tuple(posting_rhythm(comments))
    return [
        Kind("wording", True, (near,) if near else ()),
        Kind("openings", True, tuple(hint for hint in openings if hint)),
        Kind("length and style", True, (uniform_style(comments, baseline),)),
        Kind("posting times", bool(rhythm), rhythm),
    ]


def _with_alarms(hint: Hint, baseline: Baseline) -> Hint:
    """Say how often the check stands out wrongly, where that could be measured."""
    if hint.label == REPLIES:
        said = "How often this check is wrong could not be measured, for want of ordinary comments with known replies."
    else:
        share = baseline.false_alarms.get(hint.label, 0.0)
        often = f"{percent(share)} of" if share else "none of"
        said = f"This check stood out in {often} {baseline.groups:,} random groups of ten ordinary comments."
    return replace(hint, explanation=f"{hint.explanation} {said}")


def _renumbered(comments: Sequence[Comment]) -> list[Comment]:
    """Leave empty comments out; replies to them lose their parent."""
    places = {old: new for new, old in enumerate(at for at, c in enumerate(comments) if c.text.strip())}
    return [
        c.model_copy(update={"parent": places.get(c.parent) if c.parent is not None else None})
        for c in comments
        if c.text.strip()
    ]


def _summary(comments: Sequence[Comment], kinds: Sequence[Kind], baseline: Baseline) -> Hint:
    firing = [kind for kind in kinds if kind.fires]
    possible = [kind for kind in kinds if kind.possible]
    missing = [f"{kind.name} (the page gives none that tell)" for kind in kinds if not kind.possible]
    if not replies_of(comments):
        missing.append("replies (the page does not say which comment answers which)")
    checks = sum(hint.fires for kind in kinds for hint in kind.hints)
    alarms = baseline.false_alarms
    stand_out = _stand_out(firing, len(possible), checks)
    unseen = f" Could not be looked at: {'; '.join(missing)}." if missing else ""
    explanation = (
        f"{stand_out}{unseen} A check stands out when chance gives its value less often than {percent(FIRES)}; among "
        f"random groups of ten ordinary comments one kind or more stood out in {percent(alarms['any'])}, two or more "
        f"in {percent(alarms['two or more'])}. {_meaning(len(firing))}"
    )
    features = [
        feature("comments", len(comments), f"{len(comments)} comments"),
        feature("kinds of evidence", len(firing), f"{len(firing)} of {len(possible)} kinds of evidence stand out"),
    ]
    for kind in kinds:
        for hint in kind.hints:
            if hint.chance is not None:
                verdict = "stands out" if hint.fires else "does not stand out"
                words = f"{hint.label}: {verdict} (by chance in {sections(hint.chance)})"
                features.append(feature(hint.label, hint.chance, words))
    return Hint(SUMMARY, float(len(firing)), None, explanation, tuple(features))


def _stand_out(firing: Sequence[Kind], possible: int, checks: int) -> str:
    if not firing:
        return f"Nothing stands out in {possible} kinds of evidence."
    names = " and ".join(", ".join(kind.name for kind in firing).rsplit(", ", 1))
    several = f"{checks} checks stand out" if checks > 1 else "1 check stands out"
    return f"{several}, in {len(firing)} of {possible} kinds of evidence: {names}."


def _meaning(firing: int) -> str:
    if not firing:
        return "That is no proof of unrelated people either: careful coordination leaves none of these marks."
    return (
        "This says that the comments are more alike than unrelated comments were; it does not say who wrote them or "
        "why. A text generator, one writer under many names, an organised group, strict moderation and like-minded "
        "readers can all look like this: a hint where to look, not proof."
    )


def _finding(about: str, hint: Hint, at: datetime) -> Finding:
    return Finding(
        id=content_id("finding", about, BY, hint.label, hint.explanation),
        about=about,
        by=BY,
        label=hint.label,
        score=round(hint.score, 4),
        chance=hint.chance,
        explanation=hint.explanation,
        features=hint.features,
        at=at,
    )
