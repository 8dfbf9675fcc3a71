"""Tracing over HTTP: the routes of the API, and the pages that work without a script."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, NotFound
from ascertain.faces.api.uploads import save_body, save_form
from ascertain.records import Trace

_DAY = 24 * 60 * 60
_TYPES = ("image/*", "video/*", "application/octet-stream")


def trace_routes(desk: Desk) -> APIRouter:
    """Return the routes of the API that trace pictures."""
    routes = APIRouter()

    @routes.get("/trace")
    def trace_address(
        url: Annotated[str, Query(max_length=2000, pattern=r"^https?://", description="Address of a picture.")],
        elsewhere: Annotated[bool, Query(description="Ask the services for which a key is set.")] = True,
    ) -> Trace:
        """Fetch a picture and return where it has appeared, earliest first, and how its contexts differ."""
        return desk.trace(url, elsewhere=elsewhere)

    @routes.post(
        "/trace",
        openapi_extra={"requestBody": {"content": {key: {} for key in _TYPES}, "required": True}},
    )
    async def trace_picture(
        request: Request,
        name: Annotated[str, Query(max_length=200, description="What the picture is called.")] = "upload",
        elsewhere: Annotated[bool, Query(description="Ask the services for which a key is set.")] = True,
    ) -> Trace:
        """Return where the picture or video in the request's body has appeared, earliest first."""
        with TemporaryDirectory(prefix="ascertain-") as folder:
            path = Path(folder) / "media"
            await save_body(request, desk.settings.video_limit, path)
            return await run_in_threadpool(_trace, desk, path, name, elsewhere)

    @routes.get("/traces/{trace_id}")
    def trace(trace_id: str) -> Trace:
        """Return a trace made earlier."""
        return desk.store.trace(trace_id)

    return routes


def trace_pages(desk: Desk) -> APIRouter:
    """Return the pages of traces and the small pictures that they show."""
    from ascertain.faces.api.pages import shown_at, site
    from ascertain.faces.web.rendering import page

    routes = APIRouter()
    title = "Where has this picture appeared?"

    @routes.get("/trace")
    def ask(request: Request, url: str = "") -> Response:
        if not url:
            return site(request, desk, title, traces=desk.store.traces(20))
        try:
            if not url.startswith(("http://", "https://")):
                raise Invalid(f"{url!r} is no web address.", "Begin with https:// or http://.")
            return RedirectResponse(f"/traces/{desk.trace(url).id}", status_code=303)
        except AscertainError as error:
            return site(request, desk, title, error=error, url=url, traces=desk.store.traces(20))

    @routes.post("/trace")
    async def upload(request: Request) -> Response:
        try:
            with TemporaryDirectory(prefix="ascertain-") as folder:
                path = Path(folder) / "media"
                name = await save_form(request, desk.settings.video_limit, path)
                if not name:
                    raise Invalid("No file was chosen.", "Choose a picture or video, or give an address.")
                trace = await run_in_threadpool(_trace, desk, path, name)
        except AscertainError as error:
            return await run_in_threadpool(site, request, desk, title, error=error, traces=desk.store.traces(20))
        return RedirectResponse(f"/traces/{trace.id}", status_code=303)

    @routes.get("/traces/{trace_id}")
    def trace(request: Request, trace_id: str) -> Response:
        from ascertain.faces.report.tracepage import trace_context

        try:
            found = desk.store.trace(trace_id)
        except AscertainError as error:
            return site(request, desk, "Trace not found", error=error)
        context = trace_context(found, shown_at)
        return page(
            request,
            "report.html.j2",
            report="trace.html.j2",
            report_title=found.name,
            styles=("trace.css",),
            script="trace.js",
            **context,
        )

    @routes.get("/pictures/{sha256}.jpg")
    def picture(sha256: str, at: float | None = None) -> Response:
        from ascertain.verbs.tracing import preview

        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise NotFound("There is no such picture.")
        data = preview(desk, sha256, at)
        if not data:
            raise NotFound("There is no such picture.")
        headers = {"Cache-Control": f"private, max-age={_DAY}", "X-Content-Type-Options": "nosniff"}
        return Response(data, media_type="image/jpeg", headers=headers)

    return routes


def _trace(desk: Desk, path: Path, name: str, elsewhere: bool = True) -> Trace:
    from ascertain.verbs.tracing import read_file

    return desk.trace(read_file(desk, path, name), elsewhere=elsewhere)
