"""Comments on the site: under an article, the form to write one, and what its author and its readers can do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ascertain.errors import AscertainError, Invalid, NotFound, Refused
from ascertain.faces.report.page import trusted
from ascertain.faces.web.commentwords import ACTS, GROUNDS, SAID, why_held
from ascertain.faces.web.language import words_for
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed, visitor
from ascertain.publish.commentmarkup import comment_html
from ascertain.publish.commentthreads import Order, locked_ids
from ascertain.publish.moderation import may_edit
from ascertain.records import Article, Person, ReaderComment, Thread

if TYPE_CHECKING:
    from markupsafe import Markup

    from ascertain.desk import Desk

Text = Annotated[str, Form(max_length=100_000)]
Short = Annotated[str, Form(max_length=2000)]
_REPORTS_PER_HOUR, _DRAFTS_PER_HOUR, _PREVIEWS_PER_HOUR = 20, 20, 300


@dataclass(frozen=True)
class Shown:
    """A comment as a page shows it."""

    comment: ReaderComment
    html: Markup
    """Its words, sanitised; empty when they are not shown."""
    replies: tuple[Shown, ...]
    answers: str
    held: tuple[str, ...]
    own: bool
    can_reply: bool
    can_edit: bool


def comments_context(desk: Desk, request: Request, article: Article) -> dict[str, Any]:
    """Return what ``comments.html.j2`` needs on the page of an article: the threads as this visitor may see them."""
    person, asked = visitor(request), request.query_params
    order: Order = "newest" if asked.get("sort") == "newest" else "oldest"
    number = asked.get("comments", "1")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = desk.comments.of(article.slug, person=person, order=order, page=at)
    said = SAID.get(asked.get("said", ""), "")
    return {
        "comments": found,
        "remarks": shown_threads(desk, request, found.threads, locked=found.locked),
        "order": order,
        "comments_said": words_for(request).say(said) if said else "",
        "comment_form": {"slug": article.slug, "text": "", "parent": "", "draft": ""},
        "longest": desk.comments.rules.longest,
    }


def shown_threads(desk: Desk, request: Request, threads: tuple[Thread, ...], *, locked: bool) -> list[Shown]:
    """Return threads as a page shows them, with what this visitor can do."""
    person, words, now, rules = visitor(request), words_for(request), datetime.now(UTC), desk.comments.rules
    closed = locked_ids([one for thread in threads for one in _all(thread)])

    def shown(thread: Thread) -> Shown:
        comment = thread.comment
        return Shown(
            comment=comment,
            html=words_of(comment),
            replies=tuple(shown(reply) for reply in thread.replies),
            answers=thread.answers,
            held=tuple(why_held(held, words) for held in comment.held),
            own=_own(comment, person),
            can_reply=comment.shown == "visible" and comment.id not in closed and not locked,
            can_edit=may_edit(comment, person, now, rules),
        )

    return [shown(thread) for thread in threads]


def words_of(comment: ReaderComment) -> Markup:
    """Return a comment's words as sanitised HTML that a template prints as it is."""
    return trusted(comment_html(comment.text) if comment.text else "")


def _all(thread: Thread) -> list[ReaderComment]:
    return [thread.comment, *(one for reply in thread.replies for one in _all(reply))]


def _own(comment: ReaderComment, person: Person | None) -> bool:
    return person is not None and comment.author == person.id != ""


def comment_pages(desk: Desk) -> APIRouter:
    """Return the routes with which readers write, change, report and find comments; they work without a script."""
    routes = APIRouter()

    @routes.get("/articles/{slug}/comments")
    def form(
        request: Request,
        slug: str,
        parent: Annotated[str, Query(max_length=64)] = "",
        draft: Annotated[str, Query(max_length=64)] = "",
    ) -> Response:
        kept = desk.store.comments.draft(draft) if draft else ("", "", "")
        if kept[0] != slug:
            kept = ("", "", "")
        return _form(desk, request, slug, kept[2], parent or kept[1], draft=draft if kept[0] else "")

    @routes.post("/articles/{slug}/comments")
    def write(
        request: Request, slug: str, text: Text = "", parent: Short = "", draft: Short = "", do: Short = "send"
    ) -> Response:
        person = visitor(request)
        try:
            if do == "preview":
                limit(request, "preview", _PREVIEWS_PER_HOUR)
                return _form(desk, request, slug, text, parent, draft=draft, preview=desk.comments.preview(text))
            if person is None:
                return _signing_in(desk, request, slug, text, parent)
            limit(request, "comment", desk.settings.comments_per_hour)
            comment = desk.comments.write(slug, text, person, parent)
        except NotFound:
            raise
        except AscertainError as error:
            return _form(desk, request, slug, text, parent, draft=draft, error=error)
        if draft:
            desk.store.comments.drop_draft(draft)
        return _to_comment(desk, comment, person, "held" if comment.shown == "held" else "written")

    @routes.post("/comments/preview")
    def preview(request: Request, text: Text = "") -> Response:
        limit(request, "preview", _PREVIEWS_PER_HOUR)
        return HTMLResponse(desk.comments.preview(text))

    @routes.get("/comments/{comment_id}")
    def permalink(request: Request, comment_id: str) -> Response:
        comment = desk.comments.get(comment_id)
        return _to_comment(desk, comment, visitor(request))

    @routes.get("/comments/{comment_id}/edit")
    def edit_form(request: Request, comment_id: str) -> Response:
        comment, person = desk.comments.get(comment_id), visitor(request)
        if person is None:
            return _signin(request.url.path)
        if not _own(comment, person):
            raise Refused("Only its author can change a comment.", "Answer it instead.")
        return _edit(desk, request, comment, comment.text)

    @routes.post("/comments/{comment_id}/edit")
    def edit(request: Request, comment_id: str, text: Text = "", do: Short = "send") -> Response:
        person = allowed(request)
        comment = desk.comments.get(comment_id)
        try:
            if do == "preview":
                return _edit(desk, request, comment, text, preview=desk.comments.preview(text))
            limit(request, "comment", desk.settings.comments_per_hour)
            after = desk.comments.edit(comment_id, text, person)
        except AscertainError as error:
            return _edit(desk, request, comment, text, error=error)
        return _to_comment(desk, after, person, "held" if after.shown == "held" else "changed")

    @routes.get("/comments/{comment_id}/withdraw")
    def withdraw_form(request: Request, comment_id: str) -> Response:
        comment, person = desk.comments.get(comment_id), visitor(request)
        if person is None:
            return _signin(request.url.path)
        return page(request, "comment-withdraw.html.j2", comment=comment, html=words_of(comment))

    @routes.post("/comments/{comment_id}/withdraw")
    def withdraw(request: Request, comment_id: str) -> Response:
        person = allowed(request)
        return _to_comment(desk, desk.comments.withdraw(comment_id, person), person, "withdrawn")

    @routes.get("/comments/{comment_id}/report")
    def report_form(request: Request, comment_id: str) -> Response:
        comment = _visible(desk, comment_id, visitor(request))
        if visitor(request) is None:
            return _signin(request.url.path)
        return page(request, "comment-report.html.j2", comment=comment, html=words_of(comment), grounds=GROUNDS)

    @routes.post("/comments/{comment_id}/report")
    def report(request: Request, comment_id: str, ground: Short = "", note: Short = "") -> Response:
        person = allowed(request)
        limit(request, "report", _REPORTS_PER_HOUR)
        chosen = next((one for one in GROUNDS if one == ground), None)
        if chosen is None:
            raise Invalid("No reason was chosen.", "Choose why a moderator should look at this comment.")
        new = desk.comments.report(comment_id, person, chosen, note)
        return _to_comment(desk, desk.comments.get(comment_id), person, "reported" if new else "again")

    @routes.get("/comments/{comment_id}/history")
    def history(request: Request, comment_id: str) -> Response:
        person, comment = allowed(request), desk.comments.get(comment_id)
        if not _own(comment, person):
            allowed(request, "editor")
        found = desk.comments.history(comment_id)
        versions = [(one, trusted(comment_html(one.text))) for one in found.versions]
        return page(
            request,
            "comment-history.html.j2",
            history=found,
            versions=versions,
            acts=ACTS,
            grounds=GROUNDS,
            moderating=person.role in {"editor", "admin"},
        )

    return routes


def limit(request: Request, what: str, per_hour: int) -> None:
    """Raise :class:`Refused` when this visitor did so more often within the last hour."""
    from ascertain.faces.web.limiting import limited

    limited(request, what, per_hour=per_hour)


def _form(
    desk: Desk,
    request: Request,
    slug: str,
    text: str,
    parent: str,
    *,
    draft: str = "",
    preview: str = "",
    error: AscertainError | None = None,
) -> Response:
    article = desk.articles.get(slug)
    answered = _visible(desk, parent, visitor(request)) if parent else None
    return page(
        request,
        "comment-write.html.j2",
        status=error.http_status if error else 200,
        article=article,
        answered=answered,
        answered_html=words_of(answered) if answered else "",
        preview=trusted(preview),
        error=error,
        comment_form={"slug": slug, "text": text, "parent": parent, "draft": draft},
        longest=desk.comments.rules.longest,
    )


def _edit(
    desk: Desk,
    request: Request,
    comment: ReaderComment,
    text: str,
    *,
    preview: str = "",
    error: AscertainError | None = None,
) -> Response:
    return page(
        request,
        "comment-edit.html.j2",
        status=error.http_status if error else 200,
        comment=comment,
        text=text,
        preview=trusted(preview),
        error=error,
        longest=desk.comments.rules.longest,
        minutes=desk.comments.rules.edit_minutes,
    )


def _signing_in(desk: Desk, request: Request, slug: str, text: str, parent: str) -> Response:
    """Keep what was written and lead to the sign-in, which leads back to it."""
    desk.comments.preview(text)  # says now, not after signing in, when it cannot be a comment
    limit(request, "draft", _DRAFTS_PER_HOUR)
    desk.articles.get(slug)
    draft = desk.store.comments.keep_draft(slug, parent, text, datetime.now(UTC))
    return _signin(f"/articles/{quote(slug)}/comments?draft={draft}")


def _signin(back: str) -> Response:
    return RedirectResponse(f"/signin?{urlencode({'next': back})}", status_code=303)


def _visible(desk: Desk, comment_id: str, person: Person | None) -> ReaderComment:
    """Return a comment that this visitor may see; raise :class:`NotFound` for all others."""
    comment = desk.comments.get(comment_id)
    if comment.shown != "visible" and not _own(comment, person):
        raise NotFound("This comment is not visible.", "It waits for a moderator, or it is hidden.")
    return comment


def _to_comment(desk: Desk, comment: ReaderComment, person: Person | None, said: str = "") -> Response:
    """Lead to a comment in its thread, on the page where it stands."""
    at = desk.comments.of(comment.slug, person=person, holding=comment.id).page
    asked = {key: value for key, value in (("comments", str(at) if at > 1 else ""), ("said", said)) if value}
    query = f"?{urlencode(asked)}" if asked else ""
    return RedirectResponse(f"/articles/{quote(comment.slug)}{query}#comment-{comment.id}", status_code=303)
