"""The desk's own work over HTTP: queue, judgements, drafts and lists, for those who work there."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ascertain.desk import Desk
from ascertain.faces.web.visiting import allowed
from ascertain.records import (
    LONGEST_DRAFT,
    LONGEST_NOTE,
    Article,
    ClaimStatus,
    Draft,
    DraftHead,
    Judgement,
    LibraryPage,
    QueueItem,
    QueuePage,
    SavedDraft,
    Work,
)
from ascertain.store.library import Kind

_Note = Annotated[str, Field(max_length=LONGEST_NOTE)]
_Limit = Annotated[int, Query(ge=1, le=100)]
_Behind = Annotated[str, Query(max_length=200, description="That of the page before; left out, the first page.")]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class StatusSent(_Sent):
    """How far the work on a claim is."""

    status: ClaimStatus
    """The new status."""

    note: _Note = ""
    """Why."""


class AssigneeSent(_Sent):
    """Who works on a claim."""

    to: str = Field(max_length=320)
    """Identifier, address or name of a person; empty for nobody."""

    note: _Note = ""
    """Why."""


class JudgementSent(_Sent):
    """What somebody decided about a record."""

    about: str = Field(min_length=1, max_length=200)
    """Identifier of the record."""

    what: Literal["rating", "verdict", "note"]
    """What kind of judgement it is."""

    value: str = Field(default="", max_length=60)
    """The rating or verdict; empty for a note."""

    note: _Note = ""
    """In their own words."""


class DraftSent(_Sent):
    """A draft to be begun."""

    about: str = Field(default="", max_length=64)
    """Identifier of the claim it is about; its words and sources become the text, unless one is given."""

    text: str = Field(default="", max_length=LONGEST_DRAFT)
    """Markdown with YAML front matter."""


class VersionSent(_Sent):
    """A version of a draft to be saved."""

    text: str = Field(max_length=LONGEST_DRAFT)
    """Markdown with YAML front matter."""

    based_on: int = Field(ge=1, le=10**9)
    """Number of the version that was changed."""


class PublicationSent(_Sent):
    """A version of a draft to be published."""

    version: int = Field(ge=1, le=10**9)
    """Its number; it must be the latest."""


def work_routes(desk: Desk) -> APIRouter:
    """Return the routes of the desk's own work."""
    routes = APIRouter(prefix="/desk")

    @routes.get("/queue")
    def queue(
        request: Request,
        status: ClaimStatus | None = None,
        language: Annotated[str, Query(max_length=20, description="BCP-47 language of the document.")] = "",
        source: Annotated[str, Query(max_length=500, description="Publisher of the document.")] = "",
        assignee: Annotated[
            str | None, Query(max_length=64, description="Identifier of a person; empty: nobody.")
        ] = None,
        text: Annotated[str, Query(max_length=500, description="Words in quote or claimant.")] = "",
        limit: _Limit = 25,
        behind: _Behind = "",
    ) -> QueuePage:
        """Return claims worth checking, most worth checking first."""
        allowed(request, "reporter")
        return desk.work.queue(
            status=status,
            language=language,
            source=source,
            assignee=assignee,
            text=text,
            limit=limit,
            behind=behind,
        )

    @routes.get("/claims/{claim_id}")
    def claim(request: Request, claim_id: str) -> Work:
        """Return a claim with its document, what was found about it and what people decided."""
        allowed(request, "reporter")
        return desk.work.claim(claim_id)

    @routes.post("/claims/{claim_id}/status")
    def status(request: Request, claim_id: str, sent: StatusSent) -> QueueItem:
        """Say how far the work on a claim is."""
        return desk.work.set_status(claim_id, sent.status, by=allowed(request, "reporter"), note=sent.note)

    @routes.post("/claims/{claim_id}/assign")
    def assign(request: Request, claim_id: str, sent: AssigneeSent) -> QueueItem:
        """Let a person work on a claim."""
        return desk.work.assign(claim_id, sent.to, by=allowed(request, "reporter"), note=sent.note)

    @routes.get("/judgements")
    def judgements(
        request: Request,
        about: Annotated[str, Query(max_length=200, description="Identifier of a record; left out, all.")] = "",
        by: Annotated[str, Query(max_length=64, description="Identifier of a person; left out, all.")] = "",
        limit: _Limit = 50,
    ) -> list[Judgement]:
        """Return what people decided: about one record oldest first, else the latest, newest first."""
        allowed(request, "reporter")
        return desk.work.about(about) if about else desk.work.history(limit=limit, by=by)

    @routes.post("/judgements")
    def judge(request: Request, sent: JudgementSent) -> Judgement:
        """Keep a rating, verdict or note about a record, beside what machines found and others decided."""
        person = allowed(request, "reporter")
        return desk.work.judge(sent.about, sent.what, sent.value, note=sent.note, by=person)

    @routes.get("/drafts")
    def drafts(request: Request, limit: _Limit = 25, behind: _Behind = "") -> list[DraftHead]:
        """Return the drafts that were saved last; `behind` is the identifier of the last one seen."""
        allowed(request, "reporter")
        return desk.work.drafts(limit=limit, behind=behind)

    @routes.post("/drafts")
    def begin(request: Request, sent: DraftSent) -> Draft:
        """Begin a draft, from a claim or from a text."""
        return desk.work.begin_draft(about=sent.about, text=sent.text, by=allowed(request, "reporter"))

    @routes.get("/drafts/{draft_id}")
    def draft(request: Request, draft_id: str, version: Annotated[int | None, Query(ge=1, le=10**9)] = None) -> Draft:
        """Return a draft, or an earlier version of it."""
        allowed(request, "reporter")
        return desk.work.draft(draft_id, version)

    @routes.get("/drafts/{draft_id}/versions")
    def versions(request: Request, draft_id: str) -> list[Draft]:
        """Return the versions of a draft, newest first."""
        allowed(request, "reporter")
        return desk.work.draft_versions(draft_id)

    @routes.post("/drafts/{draft_id}")
    def save(request: Request, draft_id: str, sent: VersionSent) -> SavedDraft:
        """Save a version of a draft; when somebody else saved one meanwhile, theirs comes back and nothing changes."""
        return desk.work.save_draft(draft_id, sent.text, based_on=sent.based_on, by=allowed(request, "reporter"))

    @routes.post("/drafts/{draft_id}/publish")
    def publish(request: Request, draft_id: str, sent: PublicationSent) -> Article:
        """Publish the latest version of a draft."""
        return desk.work.publish_draft(draft_id, sent.version, by=allowed(request, "editor"))

    @routes.get("/library/{kind}")
    def library(
        request: Request,
        kind: Kind,
        text: Annotated[str, Query(max_length=500, description="Words that an entry holds.")] = "",
        limit: _Limit = 25,
        behind: _Behind = "",
    ) -> LibraryPage:
        """Return what the collection holds of a kind, latest first."""
        allowed(request, "reporter")
        return desk.work.library(kind, text=text, limit=limit, behind=behind)

    return routes
