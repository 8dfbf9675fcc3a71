"""Listening on the site: the player's part of an article's page, its sound, and the podcast."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response

from ascertain.desk import Desk
from ascertain.errors import NotFound
from ascertain.faces.web.caching import keep
from ascertain.publish.podcast import Show, podcast
from ascertain.records import Article

_EPISODES = 100
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_A_YEAR = "public, max-age=31536000, immutable"


def listening_pages(desk: Desk) -> APIRouter:
    """Return the routes of sound, of what is spoken when, and of the podcast."""
    routes = APIRouter()

    @routes.get("/articles/{slug}/spoken.json")
    def spoken(slug: str) -> Response:
        """Say what is spoken, in order: part, first character, and one behind the last; with sound also when."""
        article = desk.articles.get(slug)
        said = [[one.part, one.start, one.end, one.at, one.until] for one in desk.listening.sentences(article)]
        return JSONResponse({"language": article.language, "sentences": said}, headers={"Cache-Control": "no-cache"})

    @routes.get("/audio/{name}.mp3")
    def sound(name: str, range: Annotated[str, Header()] = "") -> Response:
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            raise NotFound("There is no such sound.", "The page of the article leads to it.")
        return _ranged(desk.listening.sound(name), range)

    @routes.get("/podcast.xml")
    def feed(request: Request) -> Response:
        from ascertain.faces.web.articles import base_of

        keep(request)
        episodes = desk.listening.episodes(desk.articles.newest(_EPISODES))
        tongues = [head.language for head, _ in episodes]
        most = max(sorted(set(tongues)), key=tongues.count) if tongues else "en"
        name = desk.settings.site_name
        show = Show(name, base_of(desk, request), f"The articles of {name}, read aloud.", most)
        headers = {"Cache-Control": "public, max-age=60"}
        return Response(podcast(show, episodes), media_type="application/rss+xml; charset=utf-8", headers=headers)

    return routes


def listen_context(desk: Desk, article: Article) -> dict[str, Any]:
    """Return what the player on an article's page shows; ``audio`` is ``None`` where the browser's voice reads."""
    return {"audio": desk.listening.of(article) if article.document_id else None}


def _ranged(data: bytes, asked: str) -> Response:
    """Return the bytes, or the part that a player asks for (RFC 9110, one range)."""
    headers = {"Accept-Ranges": "bytes", "Cache-Control": _A_YEAR, "X-Content-Type-Options": "nosniff"}
    found = _RANGE.fullmatch(asked.strip())
    if not found or found.groups() == ("", ""):
        return Response(data, media_type="audio/mpeg", headers=headers)
    first, last = found.groups()
    start = int(first) if first else max(len(data) - int(last), 0)
    end = min(int(last), len(data) - 1) if first and last else len(data) - 1
    if start > end:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
    return Response(data[start : end + 1], status_code=206, media_type="audio/mpeg", headers=headers)
