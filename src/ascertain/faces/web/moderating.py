"""The moderators' queue of the desk: what waits, why, what its thread looks like, and the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import Invalid
from ascertain.faces.web.choosing import own_path
from ascertain.faces.web.commenting import words_of
from ascertain.faces.web.commentwords import DECISIONS, GROUNDS, SAID, why_held
from ascertain.faces.web.language import Words, to_say, words_for
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed
from ascertain.publish.moderation import possible
from ascertain.records import CommentReport, CommentSignals, Decision, ReaderComment

if TYPE_CHECKING:
    from markupsafe import Markup

    from ascertain.desk import Desk

Short = Annotated[str, Form(max_length=2000)]

_USUAL = (
    to_say("Insults somebody."),
    to_say("Advertises something."),
    to_say("Gives away private data."),
    to_say("Repeats the same comment."),
    to_say("Has nothing to do with the article."),
)
"""Reasons that are offered; moderators may write any other."""


@dataclass(frozen=True)
class Case:
    """A comment before a moderator."""

    comment: ReaderComment
    html: Markup
    answers: str
    held: tuple[str, ...]
    copies: tuple[tuple[str, str], ...]
    """Comments with nearly the same words: identifier and name."""
    reports: tuple[CommentReport, ...]
    possible: tuple[Decision, ...]


@dataclass(frozen=True)
class Section:
    """Comments of one article before a moderator, and what the whole thread looks like."""

    slug: str
    title: str
    cases: tuple[Case, ...]
    signals: CommentSignals
    closed: bool


def moderation_pages(desk: Desk) -> APIRouter:
    """Return the routes of the queue and of its decisions; all take the role of an editor."""
    routes = APIRouter()

    @routes.get("/desk/comments")
    def queue(
        request: Request,
        article: Annotated[str, Query(max_length=300)] = "",
        said: Annotated[str, Query(max_length=20)] = "",
    ) -> Response:
        allowed(request, "editor")
        words = words_for(request)
        found = [(article, desk.articles.get(article).title, _all_of(desk, article))] if article else _waiting(desk)
        sections = [_section(desk, words, *each) for each in found]
        return page(
            request,
            "desk-comments.html.j2",
            tab="comments",
            sections=sections,
            waiting=sum(len(section.cases) for section in sections),
            one_article=bool(article),
            back=f"/desk/comments?{urlencode({'article': article})}" if article else "/desk/comments",
            said=words.say(SAID[said]) if said in SAID else "",
            decisions=DECISIONS,
            grounds=GROUNDS,
            usual=[words.say(reason) for reason in _USUAL],
        )

    @routes.post("/comments/{comment_id}/decide")
    def decide(
        request: Request, comment_id: str, decision: Short = "", reason: Short = "", next: Short = "/desk/comments"
    ) -> Response:
        person = allowed(request, "editor")
        chosen = named_decision(decision)
        desk.comments.decide(comment_id, chosen, person, reason)
        back = own_path(next)
        return RedirectResponse(f"{back}{'&' if '?' in back else '?'}said=decided", status_code=303)

    @routes.post("/desk/comments/close")
    def close(request: Request, slug: Short = "", closed: Short = "yes") -> Response:
        person = allowed(request, "editor")
        desk.comments.close(slug, person, closed=closed == "yes")
        return RedirectResponse(f"/desk/comments?{urlencode({'article': slug, 'said': 'decided'})}", status_code=303)

    return routes


def named_decision(name: str) -> Decision:
    """Return the decision of this name; raise :class:`Invalid` for anything else."""
    for decision in DECISIONS:
        if decision == name:
            return decision
    raise Invalid(f"{name[:40]!r} is no decision.", f"Decide one of {', '.join(DECISIONS)}.")


def _waiting(desk: Desk) -> list[tuple[str, str, list[ReaderComment]]]:
    """Return what waits by article, the article whose comment waits longest first."""
    found: dict[str, tuple[str, str, list[ReaderComment]]] = {}
    for waiting in desk.comments.waiting():
        slug = waiting.comment.slug
        found.setdefault(slug, (slug, waiting.title, []))[2].append(waiting.comment)
    return list(found.values())


def _all_of(desk: Desk, slug: str) -> list[ReaderComment]:
    return desk.store.comments.of(slug)


def _section(desk: Desk, words: Words, slug: str, title: str, comments: Sequence[ReaderComment]) -> Section:
    store = desk.store.comments
    reports = store.reports(comments=[comment.id for comment in comments], only_open=True)
    by_id = {comment.id: comment for comment in _all_of(desk, slug)}

    def case(comment: ReaderComment) -> Case:
        mine = tuple(report for report in reports if report.comment == comment.id)
        alike = [one for held in comment.held if held.rule == "copies" for one in held.detail.split()]
        return Case(
            comment=comment,
            html=words_of(comment),
            answers=by_id[comment.parent].name if comment.parent in by_id else "",
            held=tuple(why_held(held, words) for held in comment.held),
            copies=tuple((one, by_id[one].name if one in by_id else one) for one in alike),
            reports=mine,
            possible=possible(comment, bool(mine)),
        )

    return Section(slug, title, tuple(map(case, comments)), desk.comments.signals(slug), store.closed(slug))
