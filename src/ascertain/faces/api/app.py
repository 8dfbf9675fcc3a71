"""The HTTP API: one route for each verb; it returns records as they are."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Refused
from ascertain.faces.api.articles import article_routes
from ascertain.faces.api.asking import ask_pages, ask_routes
from ascertain.faces.api.commenting import comment_routes
from ascertain.faces.api.pages import page_routes
from ascertain.faces.api.searching import search_pages, search_routes
from ascertain.faces.api.tracing import trace_pages, trace_routes
from ascertain.faces.api.uploads import receive_image
from ascertain.faces.api.working import work_routes
from ascertain.faces.web.accounts import account_pages
from ascertain.faces.web.articles import article_pages
from ascertain.faces.web.caching import PageCache
from ascertain.faces.web.choosing import language_pages
from ascertain.faces.web.commenting import comment_pages
from ascertain.faces.web.desk import desk_pages
from ascertain.faces.web.deskpeople import people_pages
from ascertain.faces.web.feeding import feed_routes, oembed_routes
from ascertain.faces.web.guarding import Guard
from ascertain.faces.web.listening import listening_pages
from ascertain.faces.web.moderating import moderation_pages
from ascertain.faces.web.mydata import my_data_pages
from ascertain.faces.web.panel import panel_pages
from ascertain.faces.web.problems import problem_response
from ascertain.faces.web.rendering import page, static_routes
from ascertain.faces.web.signing import signing_pages
from ascertain.faces.web.tools import tool_pages
from ascertain.faces.web.visiting import permitted
from ascertain.faces.web.widget import widget_pages
from ascertain.ingest import RawPage
from ascertain.ingest.importing import ImportReport
from ascertain.ingest.sources import ClaimReviewCrawl, GoogleFactCheck
from ascertain.records import Dossier, LaterMatch, Related
from ascertain.version import VERSION


class PageToVerify(BaseModel):
    """What to verify: exactly one of an address, HTML, or plain text or Markdown."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    url: str | None = Field(default=None, max_length=2000)
    """Address of a page, ``http`` or ``https``."""

    html: str | None = None
    """A page's HTML."""

    text: str | None = None
    """Plain text or Markdown."""

    @model_validator(mode="after")
    def _one(self) -> PageToVerify:
        if sum(part is not None for part in (self.url, self.html, self.text)) != 1:
            raise ValueError("give exactly one of url, html and text")
        if self.url is not None and urlsplit(self.url).scheme not in {"http", "https"}:
            raise ValueError("url must begin with http:// or https://")
        return self

    def target(self) -> str | RawPage:
        """Return what the desk verifies; a path on this machine can never be named."""
        if self.url is not None:
            return self.url
        if self.html is not None:
            return RawPage(body=self.html.encode(), type="html")
        return RawPage(body=(self.text or "").encode(), type="text")


class GoogleSearch(BaseModel):
    """What to ask Google's Fact Check Tools API for; the key is the desk's own."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    query: str = Field(default="", max_length=1000)
    """Words to look for; may be left out when a publisher is given."""

    language: str = Field(default="", pattern=r"^[A-Za-z0-9-]{0,20}$")
    """BCP-47 language of the fact-checks; empty takes all."""

    publisher: str = Field(default="", max_length=253)
    """Site of one publisher; empty takes all."""

    max_age_days: int = Field(default=0, ge=0, le=36500)
    """Greatest age; 0 takes all."""

    limit: int = Field(default=100, ge=1, le=1000)
    """Claims asked for at most."""


class SiteToCrawl(BaseModel):
    """Which publisher's pages to read for ClaimReview."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    url: str = Field(max_length=2000, pattern=r"^https?://")
    """Address of a feed, a sitemap, or a page with links."""

    limit: int = Field(default=20, ge=1, le=100)
    """How many of the newest pages are looked at; each takes a second or more."""


class Problem(BaseModel):
    """What was wrong and what to do."""

    error: str
    hint: str


def create_app(desk: Desk, hosts: frozenset[str] = frozenset(), *, local: bool = False) -> FastAPI:
    """Return the application over one desk.

    ``hosts`` are the names it may be reached by besides this machine's. ``local`` says that it listens to this machine
    alone: what the command line does then needs no account, unless ``open_desk`` is off.
    """
    app = FastAPI(
        title="Ascertain",
        version=VERSION,
        description="Verify what is published: claims, related fact-checks, evidence, pictures and comments.",
        docs_url=None,  # FastAPI's own page loads its script from another host
        redoc_url=None,
        responses={code: {"model": Problem} for code in (403, 404, 422, 429, 502, 503)},
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", *sorted(hosts)])
    app.add_exception_handler(AscertainError, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _nowhere)
    app.include_router(_routes(desk), prefix="/api")
    app.include_router(ask_routes(desk), prefix="/api")
    app.include_router(trace_routes(desk), prefix="/api")
    app.include_router(search_routes(desk), prefix="/api")
    app.include_router(comment_routes(desk), prefix="/api")
    app.include_router(work_routes(desk), prefix="/api")
    app.include_router(ask_pages(desk), include_in_schema=False)
    app.include_router(search_pages(desk), include_in_schema=False)
    app.include_router(trace_pages(desk), include_in_schema=False)
    app.include_router(static_routes(), include_in_schema=False)
    app.include_router(oembed_routes(desk), prefix="/api")
    app.include_router(article_routes(desk), prefix="/api")
    app.include_router(feed_routes(desk), include_in_schema=False)
    app.include_router(article_pages(desk), include_in_schema=False)
    for pages in (comment_pages, moderation_pages, my_data_pages):
        app.include_router(pages(desk), include_in_schema=False)
    app.include_router(language_pages(), include_in_schema=False)
    app.include_router(desk_pages(desk), include_in_schema=False)
    app.include_router(page_routes(desk), include_in_schema=False)
    for tools in (tool_pages, listening_pages, panel_pages, widget_pages):
        app.include_router(tools(desk), include_in_schema=False)
    for people in (signing_pages, account_pages, people_pages):
        app.include_router(people(desk), include_in_schema=False)
    # What is the same for everybody never reaches the rest.
    app.add_middleware(PageCache, edition=lambda: desk.articles.edition)
    # Outermost: nothing is answered that did not pass it.
    app.add_middleware(Guard, desk=desk, local=local)
    return app


async def _problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, AscertainError):  # registered for AscertainError alone
        raise error
    return problem_response(request, error)


async def _nowhere(request: Request, error: Exception) -> Response:
    """Answer a request for which there is no route, or none of its method."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 404 and _reads_pages(request):
        return page(request, "nothing.html.j2", status=404)
    return await http_exception_handler(request, error)


def _reads_pages(request: Request) -> bool:
    """Return whether a person's browser asks, rather than a program."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


async def _invalid(_request: Request, error: Exception) -> Response:
    """Answer a request that does not fit the description of the API in the shape of every other error."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    hint = "See /docs for what the request takes."
    return JSONResponse({"error": f"{place}: {first['msg'].removeprefix('Value error, ')}.", "hint": hint}, 422)


def _routes(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post("/verify")
    def verify(page: PageToVerify) -> Dossier:
        """Read a page and return its dossier: claims with claimant, related fact-checks, evidence and answers."""
        return desk.verify(page.target())

    @routes.get("/dossiers/{dossier_id}")
    def dossier(dossier_id: str) -> Dossier:
        """Return a dossier made earlier."""
        return desk.store.dossier(dossier_id)

    @routes.get("/related")
    def related(
        text: Annotated[str, Query(min_length=1, max_length=10_000, description="A claim, post or headline.")],
        limit: Annotated[int, Query(ge=1, le=15)] = 10,
        corpus: str = "main",
        language: Annotated[list[str], Query()] = [],  # noqa: B006 - FastAPI copies defaults
        publisher: Annotated[list[str], Query()] = [],  # noqa: B006
        rating: Annotated[list[str], Query()] = [],  # noqa: B006
        since: date | None = None,
        until: date | None = None,
        published: Annotated[date | None, Query(description="Day of the claim itself; narrows nothing.")] = None,
    ) -> Related:
        """Return fact-checks of similar claims, those of one claim together, each with why it matched and differs."""
        return desk.related(
            text,
            limit=limit,
            published=published,
            corpus=corpus,
            languages=language,
            publishers=publisher,
            ratings=rating,
            since=since,
            until=until,
        )

    @routes.post(
        "/related",
        openapi_extra={"requestBody": {"content": {"image/*": {}, "application/octet-stream": {}}, "required": True}},
    )
    async def related_to_picture(
        request: Request,
        text: Annotated[str, Query(max_length=10_000, description="What stands beside the picture.")] = "",
        limit: Annotated[int, Query(ge=1, le=15)] = 10,
        corpus: str = "main",
        language: Annotated[list[str], Query()] = [],  # noqa: B006
        publisher: Annotated[list[str], Query()] = [],  # noqa: B006
        rating: Annotated[list[str], Query()] = [],  # noqa: B006
        since: date | None = None,
        until: date | None = None,
        published: Annotated[date | None, Query(description="Day of the claim itself; narrows nothing.")] = None,
    ) -> Related:
        """Return fact-checks that used the picture in the request's body, and those of claims similar to its text."""
        from starlette.concurrency import run_in_threadpool

        return await run_in_threadpool(
            desk.related,
            text,
            image=await receive_image(request, desk.settings.image_limit),
            limit=limit,
            published=published,
            corpus=corpus,
            languages=language,
            publishers=publisher,
            ratings=rating,
            since=since,
            until=until,
        )

    @routes.get("/news")
    def news(
        dossier: Annotated[str, Query(max_length=64, description="A dossier's identifier; left out, all pages.")] = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    ) -> list[LaterMatch]:
        """Return fact-checks that came in after the pages of the claims they answer were verified.

        For one dossier those found since it was made, most probable first; else the latest, newest first.
        """
        return desk.news(dossier, limit=limit)

    @routes.post(
        "/import/factchecks",
        openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}, "required": True}},
    )
    async def import_factchecks(
        request: Request,
        name: str = "upload",
        corpus: str = "main",
        format: str | None = None,
        pictures: Annotated[bool, Query(description="Also fetch the pictures that fact-checks show.")] = False,
    ) -> ImportReport:
        """Import the fact-checks in the request's body, in any shape that the command line reads.

        Takes the role of editor, except at the machine itself.
        """
        permitted(request, "editor")
        from starlette.concurrency import run_in_threadpool

        with tempfile.TemporaryDirectory(prefix="ascertain-") as folder:
            path = Path(folder) / (Path(name).name or "upload")
            await _receive(request, path, desk.settings.import_limit)
            return await run_in_threadpool(
                desk.import_factchecks, path, corpus=corpus, format=format, pictures=pictures
            )

    @routes.post("/pull/google")
    def pull_google(
        request: Request, search: GoogleSearch, corpus: str = "main", pictures: bool = False
    ) -> ImportReport:
        """Import what Google's Fact Check Tools API finds; the next call goes on where one was interrupted.

        Takes the role of editor, except at the machine itself.
        """
        permitted(request, "editor")
        return desk.pull_factchecks(GoogleFactCheck(**search.model_dump()), corpus=corpus, pictures=pictures)

    @routes.post("/pull/crawl")
    def pull_crawl(request: Request, site: SiteToCrawl, corpus: str = "main", pictures: bool = False) -> ImportReport:
        """Import the ClaimReview of a publisher's newest pages, politely; pages that have not changed are left out.

        Takes the role of editor, except at the machine itself.
        """
        permitted(request, "editor")
        return desk.pull_factchecks(ClaimReviewCrawl(**site.model_dump()), corpus=corpus, pictures=pictures)

    return routes


async def _receive(request: Request, path: Path, limit: int) -> None:
    size = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise Refused(f"The file is larger than {limit:,} bytes.", "Import it with the command line instead.")
            file.write(chunk)
