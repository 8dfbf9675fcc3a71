"""The verbs of the desk's own work: ``desk.work``, the queue of claims, judgements, drafts and lists."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ascertain.records import (
    Article,
    ClaimStatus,
    Draft,
    DraftHead,
    Judgement,
    JudgementKind,
    LibraryPage,
    Person,
    QueueItem,
    QueuePage,
    ReviewForm,
    SavedDraft,
    Work,
)

if TYPE_CHECKING:
    from ascertain.rooms import Rooms
    from ascertain.store.library import Kind
    from ascertain.verbs.articles import Articles
    from ascertain.verbs.changes import Changes, Health, Looked
    from ascertain.verbs.seenandsaid import About

Log = Callable[[str, str, str, str], object]
"""Appends to the audit log: what was done, about what, by whom (identifier), and a note."""

PAGE = 25
"""Entries on a page of a list."""


def _nowhere(_action: str, _about: str, _by: str, _note: str) -> None:
    return None


class Working:
    """Queue, judgements, drafts and lists; ``articles`` publish, ``log`` is the audit log."""

    def __init__(self, rooms: Rooms, articles: Articles, log: Log = _nowhere) -> None:
        self.rooms, self._articles, self._log = rooms, articles, log
        self._health: Health | None = None
        self._looking = threading.Lock()

    def queue(
        self,
        *,
        status: ClaimStatus | None = None,
        language: str = "",
        source: str = "",
        assignee: str | None = None,
        text: str = "",
        limit: int = PAGE,
        behind: str = "",
    ) -> QueuePage:
        """Return claims worth checking, most worth checking first.

        ``language`` and ``source`` are those of the document, ``assignee`` is a person's identifier (empty for
        claims that nobody works on), and ``text`` holds words that quote or claimant have. ``behind`` is that of the
        page before.
        """
        from ascertain.store.workqueue import Wanted

        wanted = Wanted(status or "", language, source, assignee, text)
        return self.rooms.store.work.page(wanted, limit, behind)

    def counts(self) -> dict[str, int]:
        """Return how many claims of the queue are in each status."""
        return self.rooms.store.work.counts()

    def claim(self, claim_id: str) -> Work:
        """Return a claim with its document, what was found about it and what people decided; raises NotFound."""
        from ascertain.verbs.claimwork import work_of

        return work_of(self.rooms, claim_id)

    def assign(self, claim_id: str, to: str, *, by: Person | None = None, note: str = "") -> QueueItem:
        """Let a person work on a claim; ``to`` is their identifier, address or name, and empty for nobody.

        Raises :class:`NotFound` for an unknown claim or person and :class:`Refused` for one without the role.
        """
        from ascertain.verbs.claimwork import decide, worker

        person = worker(self.rooms, to)
        return self._kept(decide(self.rooms, claim_id, "assignee", person.id if person else "", note, by))

    def set_status(self, claim_id: str, status: ClaimStatus, *, by: Person | None = None, note: str = "") -> QueueItem:
        """Say how far the work on a claim is; raises :class:`NotFound` for an unknown claim."""
        from ascertain.verbs.claimwork import decide

        return self._kept(decide(self.rooms, claim_id, "status", status, note, by))

    def note(self, about: str, text: str, *, by: Person | None = None) -> Judgement:
        """Write a note about a claim or any other record."""
        return self.judge(about, "note", "", note=text, by=by)

    def judge(
        self, about: str, what: JudgementKind, value: str, *, note: str = "", by: Person | None = None
    ) -> Judgement:
        """Say something about a record: a ``rating`` (on the common scale), a ``verdict``, or a ``note``.

        It stands beside what machines found and earlier judgements, and replaces none. Raises :class:`Invalid` for
        a value that this kind does not have, and for words without any.
        """
        from ascertain.verbs.claimwork import judge

        made = judge(self.rooms, about, what, value, note, by)
        self._log(f"judgement {made.what}", made.about, made.by, made.value)
        return made

    def about(self, record_id: str) -> list[Judgement]:
        """Return what people decided about a record, oldest first."""
        return self.rooms.store.work.judgements_about([record_id])

    def history(self, *, limit: int = 50, by: str = "") -> list[Judgement]:
        """Return the latest judgements about anything, newest first; ``by`` takes only those of one person."""
        return self.rooms.store.work.judgements(limit, by=by)

    def drafts(self, *, limit: int = PAGE, behind: str = "") -> list[DraftHead]:
        """Return the drafts that were saved last, newest first; ``behind`` is the identifier of the last one seen."""
        place = None
        if behind:
            last = self.rooms.store.drafts.get(behind)
            place = (last.at, last.id)
        return self.rooms.store.drafts.newest(limit, behind=place)

    def draft(self, draft_id: str, version: int | None = None) -> Draft:
        """Return a draft, or an earlier version of it; raises :class:`NotFound`."""
        return self.rooms.store.drafts.get(draft_id, version)

    def draft_versions(self, draft_id: str) -> list[Draft]:
        """Return the versions of a draft, newest first; raises :class:`NotFound`."""
        return self.rooms.store.drafts.versions(draft_id)

    def begin_draft(self, *, about: str = "", text: str = "", by: Person | None = None) -> Draft:
        """Begin a draft: from a claim's identifier, with its words and sources, from a ``text``, or from nothing."""
        from ascertain.verbs.draftwork import begin

        return begin(self.rooms, about, text, by)

    def save_draft(
        self, draft_id: str, text: str, *, based_on: int, by: Person | None = None, automatic: bool = False
    ) -> SavedDraft:
        """Save a version of a draft that was made from version ``based_on``.

        When somebody saved another one meanwhile, nothing is changed and theirs comes back. ``automatic`` versions
        make room for the next one of the same person.
        """
        from ascertain.verbs.draftwork import save

        return save(self.rooms, draft_id, text, based_on, by, automatic=automatic)

    def review(self, draft: Draft) -> ReviewForm:
        """Return the ClaimReview form of a draft: the first in its head, else filled from the claim it is about."""
        from ascertain.verbs.draftwork import review

        return review(self.rooms, draft)

    def publish_draft(self, draft_id: str, version: int, *, by: Person | None = None) -> Article:
        """Publish a version of a draft and note it there; raises :class:`Refused` unless it is the latest."""
        from ascertain.verbs.draftwork import publish

        article = publish(self.rooms, self._articles, draft_id, version, by)
        self._log("publish", article.slug, by.id if by else "", f"draft {draft_id}, version {version}")
        return article

    def changes(self, person: Person, *, now: datetime | None = None) -> Changes:
        """Return what changed at the desk since a person's last visit, and note this one."""
        from ascertain.verbs.changes import changes_for

        return changes_for(self.rooms, person, now or datetime.now(UTC))

    def health(self, check_up: Callable[[], Sequence[Looked]], *, fresh: bool = False) -> Health:
        """Return what a check-up found, from a quarter of an hour ago at most unless ``fresh``, with counts."""
        from ascertain.verbs.changes import check_health

        with self._looking:
            if fresh or self._health is None or not self._health.recent:
                self._health = check_health(self.rooms, check_up)
            return self._health

    @property
    def last_health(self) -> Health | None:
        """What the last check-up of this process found, ``None`` when there was none; checks nothing."""
        return self._health

    def library(self, kind: Kind, *, text: str = "", limit: int = PAGE, behind: str = "") -> LibraryPage:
        """Return what the collection holds of a kind, latest first; with ``text`` what has each of its words.

        Fact-checks that are looked for come best first, as search ranks them.
        """
        from ascertain.verbs.seenandsaid import listed

        return listed(self.rooms, kind, text, limit, behind)

    def seen_and_said(self, kind: Kind, record_id: str) -> About:
        """Return a document, fact-check or picture with where it was seen and what was said about it.

        Raises :class:`NotFound` when the collection does not hold it.
        """
        from ascertain.verbs.seenandsaid import about

        return about(self.rooms, kind, record_id)

    def person(self, who: str) -> str:
        """Return the identifier of somebody at the desk from their identifier, address or name."""
        from ascertain.verbs.claimwork import worker

        found = worker(self.rooms, who)
        return found.id if found else ""

    def place_of(self, record_id: str) -> str:
        """Return what kind of record an identifier belongs to, such as ``claims`` or ``pictures``.

        Raises :class:`NotFound` for one that nothing kept has.
        """
        from ascertain.verbs.seenandsaid import place_of

        return place_of(self.rooms, record_id)

    def people(self) -> Sequence[Person]:
        """Return those who can be given work: everybody at the desk who is not blocked, by name."""
        everybody = self.rooms.store.people.everybody()
        return sorted(
            (one for one in everybody if one.role != "reader" and not one.blocked), key=lambda one: one.name.casefold()
        )

    def _kept(self, made: tuple[QueueItem, Judgement]) -> QueueItem:
        item, judgement = made
        self._log(f"judgement {judgement.what}", judgement.about, judgement.by, judgement.value)
        return item
