"""Drafts at the desk: the editor with its preview, the ClaimReview form, versions, conflicts, and publishing."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from ascertain.errors import AscertainError, Invalid, NotFound
from ascertain.faces.report.page import trusted
from ascertain.faces.web.deskroom import DeskRoute, Form, desk_page, sent_form
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed
from ascertain.publish.drafting import reviews_in, with_review
from ascertain.records import Article, Draft, Rating, ReviewForm, SavedDraft

if TYPE_CHECKING:
    from ascertain.desk import Desk

Sent = Annotated[Form, Depends(sent_form)]


@dataclass(frozen=True)
class Line:
    """A line of a comparison."""

    sign: str
    """``+`` for a line that only the newer text has, ``-`` for one that only the older has, a space for both."""
    text: str


def draft_pages(desk: Desk) -> APIRouter:
    """Return the pages of drafts."""
    routes = APIRouter(route_class=DeskRoute)

    @routes.get("/desk/drafts")
    def drafts(request: Request, behind: Annotated[str, Query(max_length=64)] = "") -> Response:
        allowed(request, "reporter")
        found = desk.work.drafts(limit=26, behind=behind)
        people = [one.by for one in found]
        more = found[24].id if len(found) > 25 else ""
        return desk_page(
            desk, request, "desk-drafts.html.j2", tab="drafts", people=people, drafts=found[:25], more=more
        )

    @routes.post("/desk/drafts")
    def begin(request: Request) -> Response:
        made = desk.work.begin_draft(by=allowed(request, "reporter"))
        return RedirectResponse(f"/desk/drafts/{made.id}", status_code=303)

    @routes.get("/desk/drafts/{draft_id}")
    def draft(request: Request, draft_id: str, said: Annotated[str, Query(max_length=20)] = "") -> Response:
        return _editor(desk, request, desk.work.draft(draft_id), said=said)

    @routes.post("/desk/drafts/{draft_id}")
    def save(request: Request, draft_id: str, form: Sent) -> Response:
        return _act(desk, request, draft_id, form)

    @routes.post("/desk/drafts/{draft_id}/auto")
    def autosave(request: Request, draft_id: str, form: Sent) -> Response:
        """Save while somebody types, and say which version it is; never over somebody else's."""
        person = allowed(request, "reporter")
        try:
            saved = desk.work.save_draft(draft_id, form.raw("text"), based_on=_number(form), by=person, automatic=True)
        except AscertainError as error:
            return JSONResponse({"error": error.message, "hint": error.hint}, error.http_status)
        return JSONResponse({"kept": saved.kept, "version": saved.draft.version, "title": saved.draft.title})

    @routes.post("/desk/preview")
    def preview(request: Request, form: Sent) -> Response:
        """Return the preview of a text as a piece of a page."""
        allowed(request, "reporter")
        return page(request, "desk-preview.html.j2", **_previewed(desk, form.raw("text")))

    @routes.get("/desk/drafts/{draft_id}/versions")
    def versions(request: Request, draft_id: str, shown: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
        allowed(request, "reporter")
        found = desk.work.draft_versions(draft_id)
        one = next((each for each in found if each.version == shown), found[0])
        older = next((each for each in found if each.version < one.version), None)
        return desk_page(
            desk,
            request,
            "desk-versions.html.j2",
            tab="drafts",
            judgements=desk.work.about(draft_id),
            people=[each.by for each in found],
            versions=found,
            one=one,
            older=older,
            lines=compared(older.text if older else "", one.text),
            about=draft_id,
        )

    return routes


def compared(older: str, newer: str) -> list[Line]:
    """Return the lines in which two texts differ, with two unchanged lines around each change; pure."""
    made: list[Line] = []
    for line in difflib.unified_diff(older.splitlines(), newer.splitlines(), n=2, lineterm=""):
        if line.startswith(("---", "+++")) and not made:
            continue
        if line.startswith("@@"):
            if made:
                made.append(Line("…", ""))
            continue
        made.append(Line(line[:1], line[1:]))
    return made


def _act(desk: Desk, request: Request, draft_id: str, form: Form) -> Response:
    """Do what the button that was pressed says: save, preview, write the review into the text, publish."""
    person = allowed(request, "reporter")
    text, act = form.raw("text").replace("\r\n", "\n"), form["act"] or "save"
    latest = desk.work.draft(draft_id)
    if act == "preview":
        shown = latest.model_copy(update={"text": text, "version": _number(form)})
        return _editor(desk, request, shown, review=_review(form), previewing=True)
    if act == "publish":
        allowed(request, "editor")
    try:
        if act == "review":
            text = with_review(text, _review(form))
        saved = desk.work.save_draft(draft_id, text, based_on=_number(form), by=person)
        if not saved.kept:
            return _conflict(desk, request, saved, text)
        if act == "publish":
            article = desk.work.publish_draft(draft_id, saved.draft.version, by=person)
            return RedirectResponse(f"/articles/{article.slug}", status_code=303)
    except NotFound:
        raise
    except AscertainError as error:
        # A text that could not be published is saved by now; the editor goes on from there.
        version = desk.work.draft(draft_id).version if act == "publish" else _number(form)
        shown = latest.model_copy(update={"text": text, "version": version})
        return _editor(desk, request, shown, review=_review(form), error=error)
    said = {"review": "review", "save": "saved"}.get(act, "saved")
    return RedirectResponse(f"/desk/drafts/{draft_id}?said={said}", status_code=303)


def _editor(
    desk: Desk,
    request: Request,
    draft: Draft,
    *,
    review: ReviewForm | None = None,
    previewing: bool = False,
    said: str = "",
    error: AscertainError | None = None,
) -> Response:
    allowed(request, "reporter")
    return desk_page(
        desk,
        request,
        "desk-draft.html.j2",
        tab="drafts",
        judgements=desk.work.about(draft.id),
        people=[draft.by],
        status=error.http_status if error else 200,
        draft=draft,
        review=review or desk.work.review(draft),
        written=reviews_in(draft.text),
        said=said,
        error=error,
        about=draft.id,
        previewing=previewing,
        **_previewed(desk, draft.text),
    )


def _conflict(desk: Desk, request: Request, saved: SavedDraft, text: str) -> Response:
    return desk_page(
        desk,
        request,
        "desk-conflict.html.j2",
        tab="drafts",
        people=[saved.draft.by],
        status=409,
        theirs=saved.draft,
        mine=text,
        lines=compared(saved.draft.text, text),
    )


def _previewed(desk: Desk, text: str) -> dict[str, Any]:
    """Return what the preview of a text shows: the article, or why it cannot be one."""
    article: Article | None = None
    problem: AscertainError | None = None
    try:
        article = desk.articles.preview(text)
    except AscertainError as error:
        problem = error
    # Sanitised where it was made, as the page of the article prints it.
    return {"article": article, "html": trusted(article.html) if article else "", "problem": problem}


def _review(form: Form) -> ReviewForm:
    step = form["review_step"]
    return ReviewForm(
        claim=form["review_claim"],
        claimant=form["review_claimant"],
        date=form["review_date"],
        appearances=tuple(form["review_appearances"].split()),
        rating=form["review_rating"],
        step=Rating(step) if step in set(Rating) else None,
        summary=form["review_summary"],
    )


def _number(form: Form) -> int:
    text = form["version"]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid("The form does not say which version it was made from.", "Open the draft again.")
    return int(text)
