"""Articles of the own site: every version, what lists show of the latest, and what stands where one was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, and_, delete, func, or_, select, update

from ascertain.errors import Invalid, NotFound
from ascertain.records import Article, ArticleHead, Tombstone
from ascertain.store.articletables import article_pictures, article_topics, article_versions, articles
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.reading import parse


class Articles:
    """Articles by slug; versions are added and never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, article: Article, head: ArticleHead, topics: Mapping[str, str], made_by: str, vector: NDArray[np.float32]
    ) -> None:
        """Keep a version of an article, which is from now on the one that readers see.

        ``head`` is what lists show of it, ``topics`` maps the topics' names in addresses to their own names,
        ``vector`` is what its meaning is compared by and ``made_by`` who made that. Raises :class:`Invalid` unless
        the version follows the latest one that is kept, so that of two who publish at once one is told.
        """
        pictures = {(article.slug, shown.sha256): shown.type for each in article.pictures for shown in each.renditions}
        with self._database.write() as connection:
            query = select(articles.c.version).where(articles.c.slug == article.slug)
            latest = connection.execute(query).scalar() or 0
            if article.version != latest + 1:
                raise Invalid(
                    f"Version {article.version} of {article.slug} cannot be kept: the latest is {latest}.",
                    "Somebody else published it meanwhile; look at their version and publish again.",
                )
            row = {
                "slug": article.slug,
                "version": article.version,
                "published": article.published,
                "withdrawn": None,
                "made_by": made_by,
                "vector": vector.astype("<f2").tobytes(),
                "record": head.model_dump_json(),
            }
            upsert(connection, articles, [row])
            version = {
                "slug": article.slug,
                "version": article.version,
                "at": article.at,
                "by": article.by,
                "record": article.model_dump_json(),
            }
            upsert(connection, article_versions, [version])
            for table in (article_topics, article_pictures):
                connection.execute(delete(table).where(table.c.slug == article.slug))
            named = [{"slug": article.slug, "topic": key, "name": plain(name)} for key, name in topics.items()]
            upsert(connection, article_topics, named)
            upsert(
                connection,
                article_pictures,
                [{"slug": slug, "sha256": sha256, "type": kind} for (slug, sha256), kind in pictures.items()],
            )

    def get(self, slug: str, version: int | None = None) -> Article:
        """Return a version of an article, the latest unless told; raise :class:`NotFound`, also of a withdrawn one."""
        c = article_versions.c
        query = select(c.record, articles.c.withdrawn).join(articles, articles.c.slug == c.slug)
        query = query.where(c.slug == plain(slug), c.version == (articles.c.version if version is None else version))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None or row.withdrawn is not None:
            state = "no article" if row is None else "no longer an article"
            raise NotFound(f"There is {state} {slug[:100]!r}.", "The front page lists what there is.")
        return parse(Article, article_versions, slug, row.record)

    def versions(self, slug: str) -> list[Article]:
        """Return every version of an article, newest first; raise :class:`NotFound` as :meth:`get`."""
        latest = self.get(slug)
        c = article_versions.c
        query = select(c.record).where(c.slug == latest.slug, c.version < latest.version).order_by(c.version.desc())
        with self._database.read() as connection:
            records = list(connection.execute(query).scalars())
        return [latest, *(parse(Article, article_versions, slug, record) for record in records)]

    def latest_version(self, slug: str) -> int:
        """Return how many versions there are of an article, withdrawn or not; 0 when it never was."""
        query = select(articles.c.version).where(articles.c.slug == plain(slug))
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def shown_version(self, slug: str) -> int:
        """Return which version readers see; raise :class:`NotFound` as :meth:`get`."""
        c = articles.c
        query = select(c.version).where(c.slug == plain(slug), c.withdrawn.is_(None))
        with self._database.read() as connection:
            version: int | None = connection.execute(query).scalar()
        if version is None:
            raise NotFound(f"There is no article {slug[:100]!r}.", "The front page lists what there is.")
        return version

    def newest(
        self, limit: int, behind: tuple[datetime, str] | None = None, topic: str = "", since: datetime | None = None
    ) -> list[ArticleHead]:
        """Return up to ``limit`` articles, newest first.

        ``behind`` is the date of publication and slug of the last one seen; ``topic`` takes only those on a topic,
        ``since`` only those published then or later.
        """
        c = articles.c
        query = select(c.slug, c.record).where(c.withdrawn.is_(None))
        if behind:
            query = query.where(or_(c.published < behind[0], and_(c.published == behind[0], c.slug > plain(behind[1]))))
        if topic:
            query = query.join(article_topics, article_topics.c.slug == c.slug)
            query = query.where(article_topics.c.topic == plain(topic))
        if since:
            query = query.where(c.published >= since)
        return self._heads(query.order_by(c.published.desc(), c.slug).limit(limit))

    def topics(self) -> dict[str, tuple[str, int]]:
        """Return each topic by its name in addresses: its own name and how many articles are on it, most first."""
        c = article_topics.c
        query = select(c.topic, func.min(c.name), func.count()).join(articles, articles.c.slug == c.slug)
        query = query.where(articles.c.withdrawn.is_(None)).group_by(c.topic)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(func.count().desc(), c.topic)).all()
        return {topic: (name, count) for topic, name, count in rows}

    def vectors(self, made_by: str) -> dict[str, NDArray[np.float32]]:
        """Return what the meanings of all articles are compared by, by slug."""
        c = articles.c
        query = select(c.slug, c.vector).where(c.withdrawn.is_(None), c.made_by == made_by).order_by(c.slug)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {slug: np.frombuffer(vector, "<f2").astype(np.float32) for slug, vector in rows}

    def heads(self, slugs: list[str]) -> list[ArticleHead]:
        """Return articles as lists show them, in the order of ``slugs``; unknown and withdrawn ones are left out."""
        c = articles.c
        query = select(c.slug, c.record).where(c.withdrawn.is_(None), c.slug.in_([plain(slug) for slug in slugs]))
        found = {head.slug: head for head in self._heads(query)}
        return [found[slug] for slug in slugs if slug in found]

    def picture_type(self, sha256: str) -> str:
        """Return the media type of a picture that a published article shows; empty for all other bytes."""
        c = article_pictures.c
        query = select(c.type).join(articles, articles.c.slug == c.slug)
        query = query.where(c.sha256 == sha256, articles.c.withdrawn.is_(None)).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or ""

    def withdraw(self, stone: Tombstone) -> None:
        """Put a tombstone where an article was; its versions stay. Raises :class:`NotFound` when there is none."""
        values: dict[str, Any] = {"withdrawn": stone.withdrawn, "record": stone.model_dump_json()}
        there = and_(articles.c.slug == plain(stone.slug), articles.c.withdrawn.is_(None))
        with self._database.write() as connection:
            if not connection.execute(update(articles).where(there).values(**values)).rowcount:
                raise NotFound(f"There is no article {stone.slug[:100]!r}.", "The front page lists what there is.")

    def tombstone(self, slug: str) -> Tombstone | None:
        """Return what stands where an article was, ``None`` where none was or one still is."""
        c = articles.c
        with self._database.read() as connection:
            query = select(c.record).where(c.slug == plain(slug), c.withdrawn.is_not(None))
            record = connection.execute(query).scalar()
        return parse(Tombstone, articles, slug, record) if record else None

    def _heads(self, query: Select[Any]) -> list[ArticleHead]:
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [parse(ArticleHead, articles, slug, record) for slug, record in rows]
