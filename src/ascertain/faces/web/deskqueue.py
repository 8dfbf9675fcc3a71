"""The queue of check-worthy claims, each claim's page, and judgements about any record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import Invalid
from ascertain.faces.web.deskroom import DeskRoute, Form, back, desk_page, sent_form
from ascertain.faces.web.visiting import allowed
from ascertain.records import ClaimStatus, Document, JudgementKind, Span, Work

if TYPE_CHECKING:
    from ascertain.desk import Desk

_FACETS = 60
_AROUND = 500
"""Characters of the document shown on each side of a claim, to the end of the paragraph."""

Sent = Annotated[Form, Depends(sent_form)]
Short = Annotated[str, Query(max_length=200)]


def queue_pages(desk: Desk) -> APIRouter:
    """Return the pages of the queue."""
    routes = APIRouter(route_class=DeskRoute)

    @routes.get("/desk/queue")
    def queue(
        request: Request,
        status: Short = "",
        language: Short = "",
        source: Annotated[str, Query(max_length=500)] = "",
        assignee: Short = "",
        text: Annotated[str, Query(max_length=500)] = "",
        behind: Short = "",
    ) -> Response:
        person = allowed(request, "reporter")
        whose = {"": None, "nobody": "", "me": person.id}.get(assignee, assignee)
        found = desk.work.queue(
            status=_status(status) if status else None,
            language=language,
            source=source,
            assignee=whose,
            text=text,
            behind=behind,
        )
        asked = {"status": status, "language": language, "source": source, "assignee": assignee, "text": text}
        kept = {name: value for name, value in asked.items() if value}
        return desk_page(
            desk,
            request,
            "desk-queue.html.j2",
            tab="queue",
            people=[item.assignee for item in found.items],
            found=found,
            counts=desk.work.counts(),
            asked=asked,
            narrowed=bool(kept),
            first=f"/desk/queue?{urlencode(kept)}" if kept else "/desk/queue",
            more=f"/desk/queue?{urlencode({**kept, 'behind': found.behind})}" if found.behind else "",
            behind=behind,
            here=f"/desk/queue?{urlencode({**kept, 'behind': behind})}" if behind or kept else "/desk/queue",
            workers=desk.work.people(),
            languages=desk.store.work.languages(_FACETS),
            sources=desk.store.work.sources(_FACETS),
        )

    @routes.get("/desk/claims/{claim_id}")
    def claim(request: Request, claim_id: str) -> Response:
        allowed(request, "reporter")
        work = desk.work.claim(claim_id)
        return desk_page(
            desk,
            request,
            "desk-claim.html.j2",
            tab="queue",
            judgements=work.judgements,
            people=[work.item.assignee, *(draft.by for draft in work.drafts)],
            work=work,
            around=around(work.document, work.item.claim.span),
            rated=_rated(work),
            about=claim_id,
            workers=desk.work.people(),
        )

    @routes.post("/desk/claims/{claim_id}/status")
    def status(request: Request, claim_id: str, form: Sent) -> Response:
        person = allowed(request, "reporter")
        desk.work.set_status(claim_id, _status(form["status"]), by=person, note=form["note"])
        return back(form, f"/desk/claims/{claim_id}")

    @routes.post("/desk/claims/{claim_id}/assign")
    def assign(request: Request, claim_id: str, form: Sent) -> Response:
        person = allowed(request, "reporter")
        to = person.id if form["to"] == "me" else form["to"]
        desk.work.assign(claim_id, to, by=person, note=form["note"])
        return back(form, f"/desk/claims/{claim_id}")

    @routes.post("/desk/claims/{claim_id}/draft")
    def draft(request: Request, claim_id: str) -> Response:
        person = allowed(request, "reporter")
        made = desk.work.begin_draft(about=claim_id, by=person)
        item = desk.work.claim(claim_id).item
        if item.status == "new":
            desk.work.set_status(claim_id, "in work", by=person)
        return RedirectResponse(f"/desk/drafts/{made.id}", status_code=303)

    @routes.post("/desk/judgements")
    def judge(request: Request, form: Sent) -> Response:
        """Keep a note, rating or verdict about any record."""
        person = allowed(request, "reporter")
        kind, _, value = form["what"].partition(":")
        if kind not in {"note", "rating", "verdict"}:
            raise Invalid("The form does not say what kind of judgement it is.", "Use the desk's own pages.")
        what = cast(JudgementKind, kind)
        desk.work.judge(form["about"], what, value, note=form["note"], by=person)
        return back(form, "/desk/history")

    return routes


def around(document: Document, span: Span) -> tuple[str, str, str]:
    """Return the words of a document before a claim, the claim as it stands there, and the words behind; pure."""
    body = document.body
    if not span.start < span.end <= len(body):
        return "", "", ""
    start = body.rfind("\n\n", 0, span.start) + 2 if "\n\n" in body[: span.start] else 0
    end = body.find("\n\n", span.end)
    end = end if end >= 0 else len(body)
    before, behind = body[start : span.start], body[span.end : end]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].split(" ", 1)[-1]
    if len(behind) > _AROUND:
        behind = behind[:_AROUND].rsplit(" ", 1)[0] + " …"
    return before, span.of(body), behind


def _rated(work: Work) -> str:
    """Return the latest rating or verdict of a person, empty when there is none."""
    return next((one.value for one in reversed(work.judgements) if one.what in {"rating", "verdict"}), "")


def _status(text: str) -> ClaimStatus:
    if text not in get_args(ClaimStatus):
        raise Invalid(f"{text[:60]!r} is no status.", f"Choose one of: {', '.join(get_args(ClaimStatus))}.")
    return cast(ClaimStatus, text)
