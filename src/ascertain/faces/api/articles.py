"""Articles of the own site over HTTP: reading them is for everybody, publishing for editors."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ascertain.desk import Desk
from ascertain.errors import Invalid
from ascertain.faces.web.visiting import allowed
from ascertain.publish.writing import LONGEST
from ascertain.records import Article, ArticleHead, Tombstone


class ArticleText(BaseModel):
    """An article to publish."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: str = Field(max_length=LONGEST)
    """Markdown with YAML front matter; its pictures are named by the SHA-256 of stored bytes."""


class Withdrawal(BaseModel):
    """Why an article is withdrawn."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    reason: str = Field(min_length=1, max_length=2000)
    """A sentence for its readers."""


def article_routes(desk: Desk) -> APIRouter:
    """Return the routes of articles."""
    routes = APIRouter()

    @routes.get("/articles")
    def newest(
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        topic: Annotated[str, Query(max_length=100, description="A topic's name in addresses.")] = "",
        before: Annotated[datetime | None, Query(description="Publication of the last article seen.")] = None,
        slug: Annotated[str, Query(max_length=100, description="Slug of the last article seen.")] = "",
    ) -> list[ArticleHead]:
        """Return the newest articles; for the next ones give publication and slug of the last one seen."""
        try:
            behind = (before.astimezone(UTC), slug) if before else None
        except (ValueError, OverflowError) as error:
            raise Invalid("The time lies outside of what can be compared.", "Give the last article's own.") from error
        return desk.articles.newest(limit, behind, topic=topic)

    @routes.get("/articles/{slug}")
    def one(slug: str, version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None) -> Article:
        """Return an article as it is now, or as an earlier version."""
        return desk.articles.get(slug, version)

    @routes.post("/articles")
    def publish(request: Request, article: ArticleText) -> Article:
        """Publish an article, as a new one or as a new version; takes the role of editor."""
        by = allowed(request, "editor")
        return desk.articles.publish(article.text, by=by)

    @routes.post("/articles/{slug}/withdraw")
    def withdraw(request: Request, slug: str, withdrawal: Withdrawal) -> Tombstone:
        """Withdraw an article; takes the role of editor."""
        by = allowed(request, "editor")
        return desk.articles.withdraw(slug, reason=withdrawal.reason, by=by)

    return routes
