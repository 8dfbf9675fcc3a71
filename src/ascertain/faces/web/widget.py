"""The panel that newsrooms put on their own articles: a script that makes a frame, and the page inside it."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Refused
from ascertain.faces.web.guarding import SITE_POLICY
from ascertain.faces.web.rendering import page, static_file
from ascertain.settings import Settings

_FORM = 8_000
_CLAIMS = 6


def widget_pages(desk: Desk) -> APIRouter:
    """Return the routes of the widget."""
    routes = APIRouter()

    @routes.get("/widget.js")
    def script() -> Response:
        headers = {"Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}
        return Response(static_file("widget.js"), media_type="text/javascript", headers=headers)

    @routes.get("/widget")
    def widget(request: Request, url: str = "") -> Response:
        return _widget(desk, request, url[:2000])

    @routes.post("/widget")
    async def verify(request: Request) -> Response:
        url = ""
        try:
            data = bytearray()
            async for chunk in request.stream():
                data += chunk
                if len(data) > _FORM:
                    raise Refused("The form is too large.", "It holds nothing but an address.")
            url = parse_qs(data.decode("utf-8", "replace")).get("url", [""])[0]
            if not may_show(desk.settings, url):
                raise Refused("This page is not one that is verified here.", "ASCERTAIN_WIDGET_HOSTS names its site.")
            # Whoever presses the button twice, or a second reader, gets what was found.
            if await run_in_threadpool(desk.store.dossier_of, url) is None:
                await run_in_threadpool(desk.verify, url)
        except AscertainError as error:
            return await run_in_threadpool(_widget, desk, request, url[:2000], error)
        return RedirectResponse(f"/widget?url={quote(url, safe='')}", status_code=303)

    return routes


def may_show(settings: Settings, url: str) -> bool:
    """Tell whether a page is of a site whose pages may show the widget; a host stands for its ``www.`` as well."""
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and host.removeprefix("www.") in {
        one.lower().removeprefix("www.") for one in settings.widget_hosts
    }


def framing(settings: Settings) -> str:
    """Return the policy of the widget's page: as every page's, but the sites of the settings may frame it."""
    hosts = sorted({one.lower().removeprefix("www.") for one in settings.widget_hosts})
    # A host that could end the directive names no site.
    named = [one for one in hosts if one and not set(one) & set(" ;,'\"")]
    allowed = " ".join(["'self'", *named, *(f"www.{one}" for one in named if ":" not in one)])
    return SITE_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {allowed}")


def _widget(desk: Desk, request: Request, url: str, error: AscertainError | None = None) -> Response:
    dossier = desk.store.dossier_of(url) if url else None
    worth = [one for one in dossier.claims if one.claim.worth_checking] if dossier else []
    # Claims that a fact-checker has rated come first.
    worth.sort(key=lambda one: not any(match.strength != "weak" for match in one.related))
    return page(
        request,
        "widget.html.j2",
        status=error.http_status if error else 200,
        headers={"Content-Security-Policy": framing(desk.settings)},
        url=url,
        error=error,
        dossier=dossier,
        claims=worth[:_CLAIMS],
        more=max(len(worth) - _CLAIMS, 0),
        can=may_show(desk.settings, url),
        site_name=desk.settings.site_name,
    )
