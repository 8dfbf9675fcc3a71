"""The articles for programs: feeds, sitemaps, robots.txt and oEmbed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from ascertain.desk import Desk
from ascertain.errors import NotFound
from ascertain.faces.web.articles import base_of
from ascertain.publish.feeds import Channel, atom, changed, json_feed, rss
from ascertain.publish.oembed import oembed, slug_in
from ascertain.publish.sitemaps import NEWS, PER_FILE, news_sitemap, robots, sitemap, sitemap_index
from ascertain.records import ArticleHead

_ITEMS = 30
_FRESH = "public, max-age=60"

_FEEDS = {
    "rss": (rss, "application/rss+xml; charset=utf-8"),
    "atom": (atom, "application/atom+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json; charset=utf-8"),
}


def feed_routes(desk: Desk) -> APIRouter:
    """Return the routes of feeds and of what search engines read."""
    routes = APIRouter()

    @routes.get("/feed.{form}")
    def feed(request: Request, form: str) -> Response:
        return _feed(desk, request, form, desk.articles.newest(_ITEMS), desk.settings.site_name, "/")

    @routes.get("/topics/{topic}/feed.{form}")
    def topic_feed(request: Request, topic: str, form: str) -> Response:
        name = desk.articles.topics().get(topic, ("", 0))[0]
        if not name:
            raise NotFound(f"There is no topic {topic[:100]!r}.", "The front page lists what there is.")
        found = desk.articles.newest(_ITEMS, topic=topic)
        return _feed(desk, request, form, found, f"{name} | {desk.settings.site_name}", f"/topics/{topic}")

    @routes.get("/sitemap.xml")
    def index(request: Request) -> Response:
        base, behind = base_of(desk, request), None
        pages: list[tuple[str, datetime | None]] = []
        while found := desk.articles.newest(PER_FILE, behind):
            behind = (found[-1].published, found[-1].slug)
            pages.append((f"{base}/sitemap-{len(pages) + 1}.xml", changed(found)))
        pages.append((f"{base}/news-sitemap.xml", None))
        return _xml(request, sitemap_index(pages))

    @routes.get("/sitemap-{number}.xml")
    def one(request: Request, number: int) -> Response:
        behind, found = None, []
        for _ in range(min(max(number, 1), 1000)):
            found = desk.articles.newest(PER_FILE, behind)
            if not found:
                raise NotFound(f"There is no sitemap {number}.", "See /sitemap.xml.")
            behind = (found[-1].published, found[-1].slug)
        others = ["/", *(f"/topics/{topic}" for topic in desk.articles.topics())] if number == 1 else []
        return _xml(request, sitemap(found, base_of(desk, request), others))

    @routes.get("/news-sitemap.xml")
    def news(request: Request) -> Response:
        now = datetime.now(UTC)
        found = desk.articles.newest(PER_FILE, since=now - NEWS)
        return _xml(request, news_sitemap(found, base_of(desk, request), desk.settings.site_name, now))

    @routes.get("/robots.txt")
    def crawlers(request: Request) -> Response:
        return _answer(request, robots(base_of(desk, request)).encode(), "text/plain; charset=utf-8")

    return routes


def oembed_routes(desk: Desk) -> APIRouter:
    """Return the route of oEmbed, with its description."""
    routes = APIRouter()

    @routes.get("/oembed")
    def embed(
        request: Request,
        url: Annotated[str, Query(max_length=2000, description="Address of an article of this site.")],
        format: Annotated[str, Query(description="Only json.")] = "json",
        maxwidth: Annotated[int | None, Query(ge=1, le=10_000)] = None,
        maxheight: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    ) -> Response:
        """Return an article in the shape of oEmbed 1.0, for sites that embed it."""
        base = base_of(desk, request)
        slug = slug_in(url, base)
        if not slug:
            raise NotFound("No article of this site has that address.", "Give the address of an article.")
        if format != "json":
            return JSONResponse({"error": "Only json is made.", "hint": "Ask for format=json."}, 501)
        made = oembed(desk.articles.get(slug), base, desk.settings.site_name, maxwidth, maxheight)
        return JSONResponse(made, headers={"Access-Control-Allow-Origin": "*", "Cache-Control": _FRESH})

    return routes


def _feed(desk: Desk, request: Request, form: str, found: list[ArticleHead], title: str, page: str) -> Response:
    if form not in _FEEDS:
        raise NotFound(f"There is no feed of the kind {form[:20]!r}.", "There are feed.rss, feed.atom and feed.json.")
    write, kind = _FEEDS[form]
    base = base_of(desk, request)
    channel = Channel(title, base, page, f"Newest articles of {desk.settings.site_name}")
    return _answer(request, write(found, channel, f"{base}{request.url.path}"), kind, changed(found))


def _xml(request: Request, data: bytes) -> Response:
    return _answer(request, data, "application/xml; charset=utf-8")


def _answer(request: Request, data: bytes, kind: str, at: datetime | None = None) -> Response:
    """Return the bytes, or that they have not changed since the program asked last."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": _FRESH}
    if at is not None:
        headers["Last-Modified"] = format_datetime(at, usegmt=True)
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers=headers)
