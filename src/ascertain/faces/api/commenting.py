"""The HTTP API of readers' comments: read, write, report, moderate, and one person's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ascertain.faces.web.commenting import limit
from ascertain.faces.web.visiting import allowed, visitor
from ascertain.publish.commentthreads import Order
from ascertain.records import (
    CommentHistory,
    CommentPage,
    CommentSignals,
    Decision,
    Ground,
    PersonalData,
    ReaderComment,
    Removal,
    Waiting,
)

if TYPE_CHECKING:
    from ascertain.desk import Desk


class NewComment(BaseModel):
    """A comment to write."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: str = Field(max_length=100_000)
    """Its words, in the Markdown that comments know."""

    parent: str = Field(default="", max_length=64)
    """Identifier of the comment it answers; empty for none."""


class NewWords(BaseModel):
    """Words of a comment."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: str = Field(max_length=100_000)
    """The words, in the Markdown that comments know."""


class Reported(BaseModel):
    """Why a moderator should look at a comment."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    ground: Ground
    """The reason."""

    note: str = Field(default="", max_length=2000)
    """More about it; the first 500 characters are kept."""


class Decided(BaseModel):
    """What a moderator decided."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    decision: Decision
    """What to do."""

    reason: str = Field(default="", max_length=2000)
    """Why; needed for ``hide``, where readers see its first 300 characters."""


class TakenOut(BaseModel):
    """What becomes of a person's comments."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    how: Removal
    """``anonymise`` takes their name away, ``blank`` their words as well."""


class Html(BaseModel):
    """Sanitised HTML."""

    html: str


class Count(BaseModel):
    """How many."""

    count: int


class New(BaseModel):
    """Whether something was new."""

    new: bool


def comment_routes(desk: Desk) -> APIRouter:
    """Return the routes of comments; whoever writes, reports or decides must be signed in."""
    routes = APIRouter()

    @routes.get("/articles/{slug}/comments")
    def comments(
        request: Request, slug: str, sort: Order = "oldest", page: Annotated[int, Query(ge=1, le=100_000)] = 1
    ) -> CommentPage:
        """Return comments of an article in threads, as whoever asks may see them; pinned threads stand first."""
        desk.articles.get(slug)
        return desk.comments.of(slug, person=visitor(request), order=sort, page=page)

    @routes.post("/articles/{slug}/comments", status_code=201)
    def write(request: Request, slug: str, comment: NewComment) -> ReaderComment:
        """Write a comment; it is visible at once, or held for a moderator with the rules that held it."""
        person = allowed(request)
        limit(request, "comment", desk.settings.comments_per_hour)
        return desk.comments.write(slug, comment.text, person, comment.parent)

    @routes.get("/articles/{slug}/comments/signals")
    def signals(request: Request, slug: str) -> CommentSignals:
        """Return what the comments of an article look like together, with chance figures; for editors."""
        allowed(request, "editor")
        desk.articles.get(slug)
        return desk.comments.signals(slug)

    @routes.post("/comments/preview")
    def preview(request: Request, words: NewWords) -> Html:
        """Return a comment as readers would see it; nothing is kept."""
        limit(request, "preview", 300)
        return Html(html=desk.comments.preview(words.text))

    @routes.get("/comments/waiting")
    def waiting(request: Request) -> list[Waiting]:
        """Return the comments that a moderator should look at, oldest first; for editors."""
        allowed(request, "editor")
        return desk.comments.waiting()

    @routes.put("/comments/{comment_id}")
    def edit(request: Request, comment_id: str, words: NewWords) -> ReaderComment:
        """Change the words of an own comment, within the minutes that the site allows; all versions are kept."""
        person = allowed(request)
        limit(request, "comment", desk.settings.comments_per_hour)
        return desk.comments.edit(comment_id, words.text, person)

    @routes.post("/comments/{comment_id}/withdrawal")
    def withdraw(request: Request, comment_id: str) -> ReaderComment:
        """Take an own comment back; its place in the thread stays."""
        return desk.comments.withdraw(comment_id, allowed(request))

    @routes.post("/comments/{comment_id}/reports")
    def report(request: Request, comment_id: str, reported: Reported) -> New:
        """Say that a moderator should look at a comment; a second report of the same person changes nothing."""
        person = allowed(request)
        limit(request, "report", 20)
        return New(new=desk.comments.report(comment_id, person, reported.ground, reported.note))

    @routes.post("/comments/{comment_id}/decisions")
    def decide(request: Request, comment_id: str, decided: Decided) -> ReaderComment:
        """Decide about a comment; who decided, when and why is kept. For editors."""
        return desk.comments.decide(comment_id, decided.decision, allowed(request, "editor"), decided.reason)

    @routes.get("/comments/{comment_id}/history")
    def history(request: Request, comment_id: str) -> CommentHistory:
        """Return a comment with all versions, decisions and reports; for editors."""
        allowed(request, "editor")
        return desk.comments.history(comment_id)

    @routes.get("/account/data")
    def data(request: Request) -> PersonalData:
        """Return everything kept about whoever asks and their comments, and nothing about anybody else."""
        person = allowed(request)
        return desk.comments.export(person.id, person)

    @routes.post("/account/comments/removal")
    def forget(request: Request, taken_out: TakenOut) -> Count:
        """Take whoever asks out of their comments; the threads stay. This cannot be undone."""
        person = allowed(request)
        return Count(count=desk.comments.forget(person.id, taken_out.how, person))

    return routes
