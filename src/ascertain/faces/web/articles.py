"""The public half of the site: the front page, articles, topics, and what was changed in an article."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ascertain.desk import Desk
from ascertain.errors import NotFound
from ascertain.faces.web.articleview import page_context, shown_picture
from ascertain.faces.web.caching import keep
from ascertain.faces.web.commenting import comments_context
from ascertain.faces.web.language import words_for
from ascertain.faces.web.listening import listen_context
from ascertain.faces.web.panel import panel_context
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed, visitor
from ascertain.publish.differences import changes
from ascertain.publish.naming import slug_of
from ascertain.records import Article

Behind = Annotated[str, Query(max_length=200, description="Date and slug of the last article seen.")]

_PAGE = 13
"""Articles on a page: one at its head, and four rows of three."""

_KEPT = 200
"""Articles whose pages' contents are in memory; about 200 kB each."""

_PRIVATE = {"Cache-Control": "private, max-age=3600"}
_A_YEAR = "public, max-age=31536000, immutable"


def article_pages(desk: Desk) -> APIRouter:
    """Return the routes of articles and their pictures."""
    routes, known = APIRouter(), _Known(desk)

    @routes.get("/articles/{slug}")
    def article(request: Request, slug: str) -> Response:
        try:
            found, context = known.context(request, slug)
        except NotFound:
            return _gone(desk, request, slug)
        keep(request)
        return page(request, "article.html.j2", **context, **parts_of(desk, request, found))

    @routes.get("/articles/{slug}/history")
    def history(request: Request, slug: str) -> Response:
        try:
            versions = desk.articles.versions(slug)
        except NotFound:
            return _gone(desk, request, slug)
        keep(request)
        pairs = zip(versions, [*versions[1:], None], strict=True)
        steps = [(later, changes(earlier, later) if earlier else None) for later, earlier in pairs]
        return page(request, "history.html.j2", article=versions[0], steps=steps)

    @routes.get("/")
    def front(request: Request, behind: Behind = "") -> Response:
        return _list(desk, request, "/", behind, "", "")

    @routes.get("/topics/{topic}")
    def about(request: Request, topic: str, behind: Behind = "") -> Response:
        name = desk.articles.topics().get(topic, ("", 0))[0]
        if not name:
            raise NotFound(f"There is no topic {topic[:100]!r}.", "The front page lists what there is.")
        return _list(desk, request, f"/topics/{topic}", behind, topic, name)

    @routes.get("/media/{name}")
    def picture(request: Request, name: str) -> Response:
        sha256 = name.partition(".")[0]
        try:
            kind, data = desk.articles.picture(sha256)
        except NotFound:
            # A draft's preview shows pictures that no article shows yet.
            if visitor(request) is None:
                raise
            allowed(request, "reporter")
            return Response(desk.articles.draft_picture(sha256), media_type="image/jpeg", headers=_PRIVATE)
        return Response(data, media_type=kind, headers={"Cache-Control": _A_YEAR, "ETag": f'"{sha256[:32]}"'})

    return routes


class _Known:
    """What the pages of articles show of their latest versions, kept until another version comes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[tuple[object, ...], tuple[Article, dict[str, Any]]] = OrderedDict()

    def context(self, request: Request, slug: str) -> tuple[Article, dict[str, Any]]:
        """Return an article with what its page shows of it; raises :class:`NotFound`."""
        desk, words = self._desk, words_for(request)
        version = desk.store.articles.shown_version(slug)
        key = (slug, version, words.language, base_of(desk, request), desk.articles.edition)
        if key not in self._kept:
            article = desk.articles.get(slug)
            self._kept[key] = article, article_context(desk, request, article)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]


def article_context(desk: Desk, request: Request, article: Article) -> dict[str, Any]:
    """Return what the page of an article shows of the article itself."""
    claim, base = words_for(request).say("Claim {number}"), base_of(desk, request)
    return {
        **page_context(article, desk.articles.dossier(article), base, desk.settings.site_name, claim),
        "related": [(head, shown_picture(head.lead)) for head in desk.articles.related(article)],
        "topics": [(slug_of(topic), topic) for topic in article.topics],
        **listen_context(desk, article),
        **panel_context(article, base),
    }


def parts_of(desk: Desk, request: Request, article: Article) -> dict[str, Any]:
    """Return what other parts of the page need: comments, and what changes from one request to the next."""
    return {**comments_context(desk, request, article)}


def _list(desk: Desk, request: Request, path: str, behind: str, topic: str, name: str) -> Response:
    """Return a page of articles, newest first, with a link to the next."""
    keep(request)
    found = desk.articles.newest(_PAGE + 1, _place(behind), topic=topic)
    shown, more = found[:_PAGE], len(found) > _PAGE
    last = f"{shown[-1].published.isoformat()}~{shown[-1].slug}" if shown else ""
    return page(
        request,
        "front.html.j2",
        articles=[(head, shown_picture(head.lead)) for head in shown],
        topic=name,
        older=bool(behind),
        next=f"{path}?behind={quote(last)}" if more else "",
        all_topics={} if topic else desk.articles.topics(),
        canonical=f"{base_of(desk, request)}{path}",
        site_name=desk.settings.site_name,
    )


def _place(behind: str) -> tuple[datetime, str] | None:
    """Return date and slug of the last article that was seen, as the link to the next page spells them."""
    at, _, slug = behind.partition("~")
    try:
        return (datetime.fromisoformat(at).astimezone(UTC), slug) if slug else None
    except (ValueError, OverflowError):
        return None


def base_of(desk: Desk, request: Request) -> str:
    """Return the address of the site: the setting, or else where this request came to."""
    return (desk.settings.site_url or str(request.base_url)).rstrip("/")


def _gone(desk: Desk, request: Request, slug: str) -> Response:
    stone = desk.articles.tombstone(slug)
    if stone is None:
        raise NotFound(f"There is no article {slug[:100]!r}.", "The front page lists what there is.")
    return page(request, "withdrawn.html.j2", status=410, stone=stone)
