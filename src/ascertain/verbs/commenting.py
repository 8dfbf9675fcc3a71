"""The verbs of readers' comments: read, write, report, decide, and what is kept about one person."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.records import (
    CommentEvent,
    CommentHistory,
    CommentPage,
    CommentReport,
    CommentSignals,
    Decision,
    Ground,
    Person,
    PersonalData,
    ReaderComment,
    Removal,
    Waiting,
)
from ascertain.records.reader_comment import Act

if TYPE_CHECKING:
    from ascertain.publish.commentthreads import Order
    from ascertain.publish.moderation import Rules
    from ascertain.rooms import Rooms

Log = Callable[[str, str, Person | None, str], object]
"""Appends to the audit log: what was done, about what, by whom (``None``: the command line), and a note."""


def _nowhere(_action: str, _about: str, _by: Person | None, _note: str) -> None:
    return None


class Commenting:
    """Comments under the own articles; ``rooms`` hold them, ``log`` is the audit log."""

    def __init__(self, rooms: Rooms, log: Log = _nowhere) -> None:
        self._rooms, self._log = rooms, log
        self.edition = 0
        """Counts what this process changed, so that pages kept in memory know when they are old."""

    @property
    def rules(self) -> Rules:
        """What the site's settings let pass."""
        from ascertain.verbs.judgingcomments import rules_of

        return rules_of(self._rooms.settings)

    def of(
        self, slug: str, *, person: Person | None = None, order: Order = "oldest", page: int = 1, holding: str = ""
    ) -> CommentPage:
        """Return a page of the threads under an article, as ``person`` may see them.

        ``holding`` is a comment: with it, the page on which that stands.
        """
        from ascertain.publish.commentthreads import page_of, page_with, seen_by

        store = self._rooms.store.comments
        seen = seen_by(store.of(slug), person)
        page = page_with(holding, seen, order) if holding else page
        return page_of(slug, seen, order, page, locked=store.closed(slug))

    def counts(self, slugs: Sequence[str]) -> dict[str, int]:
        """Return how many visible comments each article has."""
        return self._rooms.store.comments.counts(slugs)

    def get(self, comment_id: str) -> ReaderComment:
        """Return a comment as it is kept; raises :class:`NotFound`."""
        return self._rooms.store.comments.get(comment_id)

    def preview(self, text: str) -> str:
        """Return a comment's words as the sanitised HTML that readers would see; nothing is kept."""
        from ascertain.publish.commentmarkup import comment_html
        from ascertain.publish.moderation import checked

        return comment_html(checked(text, self.rules))

    def write(self, slug: str, text: str, person: Person, parent: str = "") -> ReaderComment:
        """Keep a new comment, visible or held for a moderator, and return it.

        Raises :class:`NotFound` when there is no such article, :class:`Invalid` for what is no comment or too long,
        :class:`Refused` for words written before, locked threads and blocked accounts.
        """
        from ascertain.publish.commentthreads import refuse_locked
        from ascertain.publish.moderation import checked, refuse_duplicate
        from ascertain.verbs.judgingcomments import judged

        store, now = self._rooms.store.comments, datetime.now(UTC)
        self._rooms.store.articles.get(slug)
        words = checked(text, self.rules)
        _refuse_blocked(person)
        around, own = store.of(slug), store.by(person.id)
        answered = next((one for one in around if one.id == parent), None)
        if parent and answered is None:
            raise NotFound("The comment you answer is not under this article.", "Answer one that is.")
        refuse_locked(answered, around)
        refuse_duplicate(words, own, now)
        comment = ReaderComment(
            id=secrets.token_hex(8),
            slug=slug,
            author=person.id,
            name=person.name,
            text=words,
            parent=parent,
            posted=now,
        )
        comment = judged(self._rooms, comment, person, around, own)
        self.edition += 1
        store.add(comment, *self._written(comment, "write", person, now))
        return comment

    def edit(self, comment_id: str, text: str, person: Person) -> ReaderComment:
        """Keep new words of an own comment beside the old ones, within the time for it, and return the comment."""
        from ascertain.publish.moderation import checked, may_edit
        from ascertain.verbs.judgingcomments import judged

        store, now = self._rooms.store.comments, datetime.now(UTC)
        before, words = store.get(comment_id), checked(text, self.rules)
        _refuse_blocked(person)
        if not may_edit(before, person, now, self.rules):
            minutes = self.rules.edit_minutes
            raise Refused(
                f"A comment can be changed by its author, for {minutes} minutes.", "Answer it to correct yourself."
            )
        if words == before.text:
            return before
        after = before.model_copy(update={"text": words, "edited": now, "version": before.version + 1})
        around = [one for one in store.of(before.slug) if one.id != before.id]
        after = judged(self._rooms, after, person, around, [one for one in store.by(person.id) if one.id != before.id])
        self.edition += 1
        store.change(before, after, self._event(after, "edit", person, now))
        return after

    def withdraw(self, comment_id: str, person: Person) -> ReaderComment:
        """Take an own comment back: its place stays, its words are no longer shown."""
        store, now = self._rooms.store.comments, datetime.now(UTC)
        before = store.get(comment_id)
        if before.author != person.id or before.shown == "hidden":
            raise Refused("Only its author can take a comment back, once.", "Report it if it should not be here.")
        after = before.model_copy(update={"shown": "hidden", "withdrawn": True, "pinned": False, "held": ()})
        self.edition += 1
        store.change(before, after, self._event(after, "withdraw", person, now), settles=True)
        return after

    def report(self, comment_id: str, person: Person, ground: Ground, note: str = "") -> bool:
        """Say that a moderator should look at a comment; return ``False`` when this person said so before.

        So many reports as the settings say hold a visible comment until a moderator decides.
        """
        from ascertain.publish.moderation import held_by_reports
        from ascertain.text.clean import clean

        store, now = self._rooms.store.comments, datetime.now(UTC)
        comment = store.get(comment_id)
        _refuse_blocked(person)
        if comment.author == person.id or comment.shown == "hidden":
            raise Refused("This comment cannot be reported.", "It is your own, or it is hidden already.")
        report = CommentReport(comment=comment.id, by=person.id, ground=ground, note=clean(note)[:500], at=now)
        if not store.report(report):
            return False
        count = len(store.reports(comments=[comment.id], only_open=True))
        held = held_by_reports(comment, count, self.rules)
        if held is not None:
            event = CommentEvent(comment=comment.id, slug=comment.slug, act="hold", name="rules", at=now)
            self.edition += 1
            store.change(comment, held, event)
        return True

    def decide(self, comment_id: str, decision: Decision, by: Person | None, reason: str = "") -> ReaderComment:
        """Do to a comment what a moderator decided, and keep who decided it, when and why.

        Raises :class:`Invalid` when it cannot be decided so, or when it is hidden without a reason.
        """
        from ascertain.publish.moderation import decided
        from ascertain.text.clean import clean

        store, now = self._rooms.store.comments, datetime.now(UTC)
        before = store.get(comment_id)
        after = decided(before, decision, reason, bool(store.reports(comments=[before.id], only_open=True)))
        event = self._event(after, decision, by, now, clean(reason)[:300])
        self.edition += 1
        store.change(before, after, event, settles=decision in {"approve", "hide"})
        self._log(f"comment {decision}", comment_id, by, clean(reason)[:300])
        return after

    def close(self, slug: str, by: Person | None, reason: str = "", *, closed: bool = True) -> None:
        """Close the comments of an article, or open them again with ``closed=False``."""
        self._rooms.store.articles.get(slug)
        act: Act = "lock" if closed else "unlock"
        who = {"by": by.id, "name": by.name} if by else {"name": "command line"}
        event = CommentEvent(comment="", slug=slug, act=act, reason=reason[:300], at=datetime.now(UTC), **who)
        self.edition += 1
        self._rooms.store.comments.close(slug, event, closed=closed)
        self._log(f"comments {act}", slug, by, reason[:300])

    def waiting(self, limit: int = 200) -> list[Waiting]:
        """Return the comments that a moderator should look at: held or reported, oldest first."""
        store = self._rooms.store
        found = store.comments.waiting(limit)
        titles = {head.slug: head.title for head in store.articles.heads(sorted({one.slug for one in found}))}
        reports = store.comments.reports(comments=[one.id for one in found], only_open=True)
        return [
            Waiting(
                comment=one,
                title=titles.get(one.slug, one.slug),
                reports=tuple(report for report in reports if report.comment == one.id),
            )
            for one in found
        ]

    def signals(self, slug: str) -> CommentSignals:
        """Return what the comments of an article look like together: hints with their chance, never a verdict."""
        from ascertain.verbs.judgingcomments import signals_of

        return signals_of(slug, self._rooms.store.comments.of(slug))

    def history(self, comment_id: str) -> CommentHistory:
        """Return a comment with every version, decision and report; for moderators."""
        store = self._rooms.store.comments
        return CommentHistory(
            comment=store.get(comment_id),
            versions=tuple(store.versions(comment_id)),
            events=tuple(store.events(comment=comment_id)),
            reports=tuple(store.reports(comments=[comment_id])),
        )

    def export(self, person_id: str, person: Person | None = None) -> PersonalData:
        """Return everything kept about one person's comments; ``person`` is their account, where there is one."""
        from ascertain.verbs.personaldata import personal_data

        return personal_data(self._rooms, person_id, person)

    def forget(self, person_id: str, how: Removal, by: Person | None = None) -> int:
        """Take a person out of their comments, the threads stay; return how many comments there were.

        ``anonymise`` takes their name away, ``blank`` their words in every version as well. This cannot be undone.
        """
        if not person_id:
            raise Invalid("No person was named.", "Give the identifier of an account.")
        self.edition += 1
        gone = self._rooms.store.comments.forget(person_id, datetime.now(UTC), blank=how == "blank")
        self._log(f"comments {how}", person_id, by, f"{len(gone)} comments")
        return len(gone)

    def load_samples(self) -> int:
        """Keep the sample comments under the sample articles; return how many are new."""
        from importlib.resources import as_file, files

        from ascertain.verbs.samplecomments import load_sample_comments

        self.edition += 1
        with as_file(files("ascertain") / "samples" / "comments.yaml") as path:
            return load_sample_comments(self._rooms, path)

    def _written(self, comment: ReaderComment, act: Act, by: Person, now: datetime) -> list[CommentEvent]:
        events = [self._event(comment, act, by, now)]
        if comment.held:
            rules = ", ".join(held.rule for held in comment.held)
            hold = CommentEvent(comment=comment.id, slug=comment.slug, act="hold", name="rules", reason=rules, at=now)
            events.append(hold)
        return events

    def _event(self, of: ReaderComment, act: Act, by: Person | None, now: datetime, reason: str = "") -> CommentEvent:
        who = {"by": by.id, "name": by.name} if by else {"name": "command line"}
        return CommentEvent(comment=of.id, slug=of.slug, act=act, reason=reason, at=now, **who)


def _refuse_blocked(person: Person) -> None:
    if person.blocked:
        raise Refused("This account cannot write any more.", "Write to the newsroom if you think that is wrong.")
