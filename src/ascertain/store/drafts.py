"""Drafts of articles and their versions, and when somebody was last at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, insert, or_, select, update

from ascertain.errors import NotFound
from ascertain.records import Draft, DraftHead, SavedDraft
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.reading import parse
from ascertain.store.worktables import desk_visits, draft_versions, drafts

MERGED = timedelta(minutes=10)
"""An automatic version makes room for the next one of the same person that is saved within this time."""

AWAY = timedelta(minutes=30)
"""Whoever did not look at the desk for so long is told what changed since."""


class Drafts:
    """Drafts by identifier; a version is never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, draft: Draft) -> None:
        """Keep the first version of a draft."""
        with self._database.write() as connection:
            connection.execute(insert(drafts), [_head_row(draft)])
            connection.execute(insert(draft_versions), [_version_row(draft)])

    def save(self, draft: Draft) -> SavedDraft:
        """Keep a version unless another one with its number was saved before; return what is latest then.

        An automatic version of the same person, saved a moment ago, makes room for it.
        """
        with self._database.write() as connection:
            before = draft.version - 1
            mine = and_(drafts.c.id == draft.id, drafts.c.version == before)
            row = _head_row(draft)
            if connection.execute(update(drafts).where(mine).values(**row)).rowcount:
                connection.execute(insert(draft_versions), [_version_row(draft)])
                c = draft_versions.c
                passing = and_(c.draft_id == draft.id, c.version == before, c.automatic, c.by == draft.by)
                published = and_(c.version == draft.published)
                connection.execute(delete(draft_versions).where(passing, c.at > draft.at - MERGED, ~published))
                return SavedDraft(kept=True, draft=draft)
        return SavedDraft(kept=False, draft=self.get(draft.id))

    def get(self, draft_id: str, version: int | None = None) -> Draft:
        """Return a version of a draft, the latest unless told; raise :class:`NotFound`."""
        c = draft_versions.c
        query = select(c.record).join(drafts, drafts.c.id == c.draft_id)
        query = query.where(c.draft_id == plain(draft_id), c.version == (version or drafts.c.version))
        with self._database.read() as connection:
            record = connection.execute(query).scalar()
        if record is None:
            raise NotFound(f"There is no draft {draft_id[:64]}.", "The list of drafts has those that there are.")
        return parse(Draft, draft_versions, draft_id, record)

    def versions(self, draft_id: str) -> list[Draft]:
        """Return the versions of a draft, newest first; raise :class:`NotFound` when there is none."""
        c = draft_versions.c
        query = select(c.record).where(c.draft_id == plain(draft_id)).order_by(c.version.desc())
        with self._database.read() as connection:
            records = list(connection.execute(query).scalars())
        if not records:
            raise NotFound(f"There is no draft {draft_id[:64]}.", "The list of drafts has those that there are.")
        return [parse(Draft, draft_versions, draft_id, record) for record in records]

    def newest(
        self, limit: int, *, about: str = "", since: datetime | None = None, behind: tuple[datetime, str] | None = None
    ) -> list[DraftHead]:
        """Return the drafts that were saved last, newest first; only those about a claim, or saved ``since``.

        ``behind`` is the time and identifier of the last one that was seen.
        """
        c = drafts.c
        query = select(c.id, c.record).order_by(c.at.desc(), c.id).limit(limit)
        if about:
            query = query.where(c.about == plain(about))
        if since:
            query = query.where(c.at > since)
        if behind:
            query = query.where(or_(c.at < behind[0], and_(c.at == behind[0], c.id > plain(behind[1]))))
        with self._database.read() as connection:
            return [parse(DraftHead, drafts, key, record) for key, record in connection.execute(query)]

    def published(self, draft: Draft, slug: str) -> Draft:
        """Note that a version was published as ``slug``; return it so."""
        noted = draft.model_copy(update={"slug": slug, "published": draft.version, "automatic": False})
        key = and_(draft_versions.c.draft_id == draft.id, draft_versions.c.version == draft.version)
        with self._database.write() as connection:
            connection.execute(
                update(draft_versions).where(key).values(record=noted.model_dump_json(), automatic=False)
            )
            now = connection.execute(select(drafts.c.record).where(drafts.c.id == draft.id).with_for_update()).scalar()
            if now is not None:
                head = parse(DraftHead, drafts, draft.id, now)
                head = head.model_copy(update={"slug": slug, "published": draft.version})
                connection.execute(update(drafts).where(drafts.c.id == draft.id).values(record=head.model_dump_json()))
        return noted

    def visit(self, person_id: str, now: datetime) -> datetime | None:
        """Note that a person looks at the desk; return since when they are told changes, ``None`` at first."""
        c = desk_visits.c
        with self._database.write() as connection:
            row = connection.execute(select(c.since, c.last).where(c.person_id == person_id)).first()
            since = None if row is None else row.last if now - row.last > AWAY else row.since
            kept = {"person_id": person_id, "since": since or now, "last": now}
            upsert(connection, desk_visits, [kept])
        return since


def _head_row(draft: Draft) -> dict[str, Any]:
    head = DraftHead.model_validate(draft.model_dump(exclude={"text", "automatic"}))
    return {
        "id": draft.id,
        "version": draft.version,
        "about": plain(draft.about),
        "at": draft.at,
        "record": head.model_dump_json(),
    }


def _version_row(draft: Draft) -> dict[str, Any]:
    return {
        "draft_id": draft.id,
        "version": draft.version,
        "by": draft.by,
        "at": draft.at,
        "automatic": draft.automatic,
        "record": draft.model_dump_json(),
    }
