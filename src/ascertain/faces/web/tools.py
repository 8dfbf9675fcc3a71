"""Verifying on the site: a link, a text or a picture, and the dossier piece by piece while it is made."""

from __future__ import annotations

import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, Refused
from ascertain.faces.api.pages import site
from ascertain.faces.api.streaming import streamed, wants_events
from ascertain.faces.api.uploads import save_page_form
from ascertain.faces.web.language import to_say, words_for
from ascertain.faces.web.rendering import fragment, page
from ascertain.ingest import RawPage
from ascertain.records import Dossier

_TITLE = to_say("Verify what is published")
TITLES = (
    to_say("Dossier not found"),
    to_say("Answer not found"),
    to_say("Trace not found"),
    to_say("What came in since"),
)
"""Titles that pages elsewhere give to the template of the tools, which says them in the reader's language."""


def tool_pages(desk: Desk) -> APIRouter:
    """Return the page that verifies, and the one that lists every tool."""
    routes = APIRouter()

    @routes.get("/verify")
    def form(request: Request, url: str = "", text: str = "") -> Response:
        # Only fills the form: another site's link must not make this desk fetch anything.
        return site(request, desk, _TITLE, verifying=True, url=url[:2000], text=text[:10_000])

    @routes.post("/verify")
    async def verify(request: Request) -> Response:
        url = text = ""
        try:
            with TemporaryDirectory(prefix="ascertain-") as folder:
                path = Path(folder) / "media"
                url, text, name = await _given(request, desk, path)
                if name:
                    trace = await run_in_threadpool(_trace, desk, path, name)
                    return RedirectResponse(f"/traces/{trace}", status_code=303)
            target = _target(url, text)
            if wants_events(request):
                return streamed(lambda tell, stop: _in_parts(desk, request, target, tell, stop), shape=dict)
            dossier = await run_in_threadpool(desk.verify, target)
        except AscertainError as error:
            return await run_in_threadpool(site, request, desk, _TITLE, verifying=True, error=error, url=url, text=text)
        return RedirectResponse(f"/dossiers/{dossier.id}", status_code=303)

    @routes.get("/tools")
    def tools(request: Request) -> Response:
        base = desk.settings.site_url.rstrip("/") or str(request.base_url).rstrip("/")
        mark = f"javascript:void(open('{base}/verify?url='+encodeURIComponent(location.href)))"
        hosts = sorted(desk.settings.widget_hosts)
        return page(request, "tools.html.j2", base=base, mark=mark, hosts=hosts)

    return routes


async def _given(request: Request, desk: Desk, path: Path) -> tuple[str, str, str]:
    """Return address, text and name of the picture that a form holds; the picture itself is written to ``path``."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await save_page_form(request, desk.settings.video_limit, path)
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > desk.settings.page_limit:
            raise Refused(f"The form is larger than {desk.settings.page_limit:,} bytes.", "Verify a shorter text.")
    form = parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True)
    url, text = (form.get(name, [""])[0].strip() for name in ("url", "text"))
    return url, text, ""


def _trace(desk: Desk, path: Path, name: str) -> str:
    from ascertain.verbs.tracing import read_file

    return desk.trace(read_file(desk, path, name)).id


def _target(url: str, text: str) -> str | RawPage:
    if bool(url) == bool(text):
        raise Invalid("There is nothing to verify, or too much.", "Give either an address or a text.")
    if text:
        return RawPage(body=text.encode(), type="text")
    if not url.startswith(("http://", "https://")):
        raise Invalid(f"{url!r} is no web address.", "Begin with https:// or http://.")
    return url


def _in_parts(desk: Desk, request: Request, target: str | RawPage, tell: Any, stop: threading.Event) -> None:
    """Tell each part of a dossier as HTML when it is known, and at last where the dossier is."""
    words = words_for(request)

    def shown(part: str, dossier: Dossier) -> None:
        if not stop.is_set():
            tell({"part": part, "html": fragment(words, "dossierpart.html.j2", part=part, dossier=dossier)})

    dossier = desk.verify(target, shown=shown)
    tell({"part": "done", "address": f"/dossiers/{dossier.id}"})
