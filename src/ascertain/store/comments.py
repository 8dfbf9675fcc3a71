"""Readers' comments with their versions, reports and what was done to them, and drafts of who is not signed in yet."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, insert, or_, select, update

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.records import CommentEvent, CommentReport, CommentVersion, ReaderComment
from ascertain.store.commenttables import (
    closed_comments,
    comment_drafts,
    comment_events,
    comment_reports,
    comment_versions,
    reader_comments,
)
from ascertain.store.database import Database
from ascertain.store.dialect import chunks, plain, upsert
from ascertain.store.reading import parse

_DRAFTS = timedelta(days=2)
_MOST_DRAFTS = 10_000


class Comments:
    """Comments by identifier and by article; every change is one transaction with the event that says so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, comment: ReaderComment, *events: CommentEvent) -> None:
        """Keep a new comment with its first version. Raises :class:`Refused` where comments are closed meanwhile."""
        first = CommentVersion(comment=comment.id, version=1, text=comment.text, at=comment.posted)
        with self._database.write() as connection:
            if comment.slug in _closed(connection, comment.slug):
                raise Refused("Comments under this article are closed.", "Read on; nothing was kept.")
            connection.execute(insert(reader_comments), [_row(comment)])
            connection.execute(insert(comment_versions), [_version(first)])
            _append(connection, events)

    def change(
        self, before: ReaderComment, after: ReaderComment, event: CommentEvent, *, settles: bool = False
    ) -> None:
        """Put ``after`` in the place of ``before``; with ``settles`` its open reports are dealt with.

        Raises :class:`Invalid` when the comment was changed since ``before`` was read: nothing is kept then.
        """
        with self._database.write() as connection:
            c = reader_comments.c
            same = update(reader_comments).where(c.id == before.id, c.record == before.model_dump_json())
            if not connection.execute(same.values(**_row(after))).rowcount:
                raise Invalid("Somebody else changed this comment meanwhile.", "Look at it again, then decide.")
            if after.version != before.version:
                words = CommentVersion(
                    comment=after.id, version=after.version, text=after.text, at=after.edited or event.at
                )
                connection.execute(insert(comment_versions), [_version(words)])
            if settles:
                done = update(comment_reports).where(comment_reports.c.comment == after.id)
                connection.execute(done.values(open=False))
            _append(connection, [event])

    def get(self, comment_id: str) -> ReaderComment:
        """Return a comment, or raise :class:`NotFound`."""
        found = self._comments(_select().where(reader_comments.c.id == plain(comment_id)))
        if not found:
            raise NotFound(f"There is no comment {comment_id[:60]!r}.", "It may have been under another address.")
        return found[0]

    def of(self, slug: str) -> list[ReaderComment]:
        """Return all comments under an article, oldest first."""
        c = reader_comments.c
        return self._comments(_select().where(c.slug == plain(slug)).order_by(c.posted, c.id))

    def by(self, author: str) -> list[ReaderComment]:
        """Return all comments of an account, newest first."""
        c = reader_comments.c
        return self._comments(_select().where(c.author == plain(author)).order_by(c.posted.desc(), c.id))

    def newest(self, limit: int) -> list[ReaderComment]:
        """Return the latest ``limit`` comments of the whole site, newest first."""
        c = reader_comments.c
        return self._comments(_select().order_by(c.posted.desc(), c.id).limit(limit))

    def waiting(self, limit: int) -> list[ReaderComment]:
        """Return comments that are held or reported and not decided since, oldest first."""
        c = reader_comments.c
        reported = select(comment_reports.c.comment).where(comment_reports.c.open.is_(True))
        query = _select().where(or_(c.shown == "held", c.id.in_(reported))).order_by(c.posted, c.id)
        return self._comments(query.limit(limit))

    def counts(self, slugs: Sequence[str]) -> dict[str, int]:
        """Return how many visible comments each of these articles has; 0 where there is none."""
        c = reader_comments.c
        found = dict.fromkeys(slugs, 0)
        with self._database.read() as connection:
            for some in chunks([plain(slug) for slug in found]):
                query = select(c.slug, func.count()).where(c.slug.in_(some), c.shown == "visible").group_by(c.slug)
                found.update((slug, count) for slug, count in connection.execute(query))
        return found

    def versions(self, comment_id: str) -> list[CommentVersion]:
        """Return the versions of a comment's words, newest first."""
        c = comment_versions.c
        query = select(c.record).where(c.comment == plain(comment_id)).order_by(c.version.desc())
        return [parse(CommentVersion, comment_versions, comment_id, r) for r in self._column(query)]

    def events(self, *, comment: str = "", slug: str = "", by: str = "") -> list[CommentEvent]:
        """Return what was done to a comment, under an article, or by a person, oldest first."""
        c = comment_events.c
        query = select(c.record).order_by(c.number)
        for column, value in ((c.comment, comment), (c.slug, slug), (c.by, by)):
            query = query.where(column == plain(value)) if value else query
        return [parse(CommentEvent, comment_events, "", r) for r in self._column(query)]

    def report(self, report: CommentReport) -> bool:
        """Keep a report; return ``False`` when this person reported this comment before."""
        row = {"comment": report.comment, "by": report.by, "at": report.at, "open": True}
        with self._database.write() as connection:
            c = comment_reports.c
            known = select(c.comment).where(c.comment == report.comment, c.by == report.by)
            if connection.execute(known).first():
                return False
            connection.execute(insert(comment_reports), [row | {"record": report.model_dump_json()}])
        return True

    def reports(self, *, comments: Sequence[str] = (), by: str = "", only_open: bool = False) -> list[CommentReport]:
        """Return the reports about these comments, or those of a person, oldest first."""
        c = comment_reports.c
        query = select(c.record).order_by(c.at, c.comment)
        query = query.where(c.by == plain(by)) if by else query.where(c.comment.in_([plain(one) for one in comments]))
        if only_open:
            query = query.where(c.open.is_(True))
        return [parse(CommentReport, comment_reports, "", r) for r in self._column(query)]

    def closed(self, slug: str) -> bool:
        """Return whether nobody can write under an article any more."""
        with self._database.read() as connection:
            return bool(_closed(connection, slug))

    def close(self, slug: str, event: CommentEvent, *, closed: bool) -> None:
        """Close the comments of an article, or open them again."""
        with self._database.write() as connection:
            if closed:
                upsert(connection, closed_comments, [{"slug": plain(slug)}], keep=True)
            else:
                connection.execute(delete(closed_comments).where(closed_comments.c.slug == plain(slug)))
            _append(connection, [event])

    def keep_draft(self, slug: str, parent: str, text: str, at: datetime) -> str:
        """Keep what somebody wrote before signing in, for two days; return the name it is given back by."""
        draft = secrets.token_urlsafe(18)
        c = comment_drafts.c
        with self._database.write() as connection:
            connection.execute(delete(comment_drafts).where(c.made < at - _DRAFTS))
            if (connection.execute(select(func.count()).select_from(comment_drafts)).scalar() or 0) >= _MOST_DRAFTS:
                raise Refused("Too many comments wait for their writers to sign in.", "Sign in first, then write.")
            row = {"id": draft, "slug": plain(slug), "parent": plain(parent), "text": plain(text), "made": at}
            connection.execute(insert(comment_drafts), [row])
        return draft

    def draft(self, name: str) -> tuple[str, str, str]:
        """Return article, comment answered and text of a draft; three empty strings when it is gone."""
        c = comment_drafts.c
        with self._database.read() as connection:
            row = connection.execute(select(c.slug, c.parent, c.text).where(c.id == plain(name))).first()
        return (row.slug, row.parent, row.text) if row else ("", "", "")

    def drop_draft(self, name: str) -> None:
        """Forget a draft."""
        with self._database.write() as connection:
            connection.execute(delete(comment_drafts).where(comment_drafts.c.id == plain(name)))

    def forget(self, author: str, at: datetime, *, blank: bool) -> list[str]:
        """Take a person out of their comments, versions, reports and events; return the comments' identifiers.

        With ``blank`` the words go as well. The comments keep their place in the threads.
        """
        with self._database.write() as connection:
            query = _select().where(reader_comments.c.author == plain(author))
            mine = [parse(ReaderComment, reader_comments, "", r) for r in connection.execute(query).scalars()]
            for comment in mine:
                without: dict[str, Any] = {"author": "", "name": "", "removed": True}
                after = comment.model_copy(update=without | ({"text": ""} if blank else {}))
                connection.execute(
                    update(reader_comments).where(reader_comments.c.id == comment.id).values(**_row(after))
                )
                if blank:
                    _blank_versions(connection, comment.id)
            _anonymise(connection, comment_reports, CommentReport, author)
            _anonymise(connection, comment_events, CommentEvent, author)
            _append(
                connection,
                [CommentEvent(comment=one.id, slug=one.slug, act="remove", name="rules", at=at) for one in mine],
            )
        return [comment.id for comment in mine]

    def _comments(self, query: Select[Any]) -> list[ReaderComment]:
        return [parse(ReaderComment, reader_comments, "", record) for record in self._column(query)]

    def _column(self, query: Select[Any]) -> list[str]:
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())


def _select() -> Select[Any]:
    return select(reader_comments.c.record)


def _row(comment: ReaderComment) -> dict[str, Any]:
    names = ("id", "slug", "author", "shown", "posted")
    return {name: getattr(comment, name) for name in names} | {"record": comment.model_dump_json()}


def _version(version: CommentVersion) -> dict[str, Any]:
    return {"comment": version.comment, "version": version.version, "record": version.model_dump_json()}


def _append(connection: Connection, events: Sequence[CommentEvent]) -> None:
    rows = [
        {"comment": e.comment, "slug": e.slug, "by": e.by, "at": e.at, "record": e.model_dump_json()} for e in events
    ]
    if rows:
        connection.execute(insert(comment_events), rows)


def _closed(connection: Connection, slug: str) -> list[str]:
    query = select(closed_comments.c.slug).where(closed_comments.c.slug == plain(slug))
    return list(connection.execute(query).scalars())


def _blank_versions(connection: Connection, comment_id: str) -> None:
    c = comment_versions.c
    query = select(c.version, c.record).where(c.comment == comment_id)
    for number, record in connection.execute(query).all():
        after = parse(CommentVersion, comment_versions, comment_id, record).model_copy(update={"text": ""})
        same = update(comment_versions).where(c.comment == comment_id, c.version == number)
        connection.execute(same.values(record=after.model_dump_json()))


def _anonymise(connection: Connection, table: Table, kind: type[CommentReport] | type[CommentEvent], who: str) -> None:
    """Take a person's identifier, name and own words out of what they did; that it was done stays."""
    c = table.c
    keys = list(table.primary_key)
    for row in connection.execute(select(*keys, c.record).where(c.by == plain(who))).all():
        after = parse(kind, table, "", row.record)
        gone: dict[str, Any] = {"by": ""} | ({"note": ""} if kind is CommentReport else {"name": ""})
        same = update(table).where(*(key == getattr(row, key.name) for key in keys))
        # A report is known by who made it: a random word keeps it apart from others about the same comment.
        by = f"removed-{secrets.token_hex(8)}" if kind is CommentReport else ""
        connection.execute(same.values(by=by, record=after.model_copy(update=gone).model_dump_json()))
