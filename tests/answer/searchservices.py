"""Search services as they answer on the web, on a server of this machine: paging, limits, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from local_server import Answer, LocalServer, send

JSON = {"Content-Type": "application/json"}
KEY = "key-5d1f"


def page(number: int, site: str = "https://pier.example") -> dict[str, str]:
    return {"url": f"{site}/{number}", "title": f"Report {number}", "words": f"The <b>pier</b> of day {number}"}


def as_json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    return status, {**JSON, **(headers or {})}, json.dumps(value, ensure_ascii=False).encode()


@dataclass
class Service:
    """What all have in common: the queries asked, and answers that come before the service's own."""

    server: LocalServer
    results: Sequence[dict[str, str]] = ()
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    first: list[Answer] = field(default_factory=list)
    path: str = ""

    def __post_init__(self) -> None:
        self.server.answers[self.path] = self.answer

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        query = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        self.asked.append(query)
        self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        send(handler, self.first.pop(0) if self.first else self.reply(query, handler))

    def reply(self, query: dict[str, str], handler: BaseHTTPRequestHandler) -> Answer:
        raise NotImplementedError


@dataclass
class SearXNGService(Service):
    """An instance with ten results a page; ``formats`` as its settings have them."""

    path: str = "/search"
    formats: tuple[str, ...] = ("html", "json")

    def reply(self, query: dict[str, str], handler: BaseHTTPRequestHandler) -> Answer:
        if query.get("format", "html") not in self.formats:
            return 403, {"Content-Type": "text/html"}, b"<title>403 Forbidden</title>"
        start = 10 * (int(query.get("pageno", "1")) - 1)
        rows = [
            {
                "url": row["url"],
                "title": row["title"],
                "content": row["words"],
                "publishedDate": row.get("date"),
                "engine": "mojeek",
                "engines": ["mojeek"],
                "score": 1.0,
                "category": "general",
            }
            for row in self.results[start : start + 10]
        ]
        told = {"query": query["q"], "number_of_results": 0, "results": rows, "answers": [], "suggestions": []}
        return as_json({**told, "unresponsive_engines": [["qwant", "access denied"]]})


@dataclass
class BraveService(Service):
    """Brave's web search: a token, pages 0 to 9 of at most 20."""

    path: str = "/res/v1/web/search"

    def reply(self, query: dict[str, str], handler: BaseHTTPRequestHandler) -> Answer:
        if handler.headers.get("X-Subscription-Token") != KEY:
            return as_json(
                error_of(422, "SUBSCRIPTION_TOKEN_INVALID", "The provided subscription token is invalid."), 422
            )
        count, offset = int(query.get("count", "20")), int(query.get("offset", "0"))
        if not 1 <= count <= 20 or not 0 <= offset <= 9 or len(query["q"]) > 400 or len(query["q"].split()) > 50:
            return as_json(error_of(422, "VALIDATION", "Unable to validate request parameter(s)"), 422)
        rows = [
            {
                "type": "search_result",
                "title": row["title"],
                "url": row["url"],
                "description": row["words"],
                "page_age": row.get("date"),
                "language": "en",
            }
            for row in self.results[offset * count : (offset + 1) * count]
        ]
        more = len(self.results) > (offset + 1) * count
        told: dict[str, Any] = {"type": "search", "query": {"original": query["q"], "more_results_available": more}}
        return as_json({**told, "web": {"type": "search", "results": rows}} if rows else told)


def error_of(status: int, code: str, detail: str) -> dict[str, Any]:
    return {"type": "ErrorResponse", "error": {"id": "0", "status": status, "code": code, "detail": detail}, "time": 1}


@dataclass
class GoogleService(Service):
    """The Custom Search JSON API: ten a page, a hundred at most."""

    path: str = "/customsearch/v1"

    def reply(self, query: dict[str, str], handler: BaseHTTPRequestHandler) -> Answer:
        if handler.headers.get("X-Goog-Api-Key") != KEY:
            reason = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]
            told = {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT", "details": reason}
            return as_json({"error": told}, 400)
        start, number = int(query.get("start", "1")), int(query.get("num", "10"))
        if not 1 <= number <= 10 or start + number - 1 > 100 or not query.get("cx"):
            told = {"code": 400, "message": "Request contains an invalid argument.", "status": "INVALID_ARGUMENT"}
            return as_json({"error": told}, 400)
        some = self.results[start - 1 : start - 1 + number]
        items = [
            {
                "title": row["title"],
                "link": row["url"],
                "snippet": row["words"],
                "pagemap": {"metatags": [{"article:published_time": row["date"]}] if "date" in row else [{}]},
            }
            for row in some
        ]
        more = len(self.results) > start - 1 + number
        following = {"nextPage": [{"startIndex": start + number, "count": number}]} if more else {}
        told = {"kind": "customsearch#search", "queries": {"request": [{"startIndex": start}], **following}}
        return as_json({**told, **({"items": items} if items else {})})


@dataclass
class WikipediaService(Service):
    """``api.php`` of one edition; every word of a search has to stand in an article."""

    path: str = "/w/api.php"

    def reply(self, query: dict[str, str], handler: BaseHTTPRequestHandler) -> Answer:
        if not handler.headers.get("User-Agent", "").startswith("Ascertain/"):
            return 403, {"Content-Type": "text/plain"}, b"Please set a user-agent and respect our robot policy"
        if query.get("list") == "search":
            if len(query["srsearch"]) > 300:
                info = "Search request is longer than the maximum allowed length."
                return as_json({"error": {"code": "cirrussearch-query-too-long", "info": info}})
            wanted = query["srsearch"].casefold().split()
            hits = [row for row in self.results if all(word in row["text"].casefold() for word in wanted)]
            listed = [
                {"ns": 0, "title": row["title"], "pageid": 7, "snippet": row["words"], "timestamp": row["date"]}
                for row in hits[: int(query.get("srlimit", "10"))]
            ]
            return as_json({"batchcomplete": True, "query": {"searchinfo": {"totalhits": len(hits)}, "search": listed}})
        row = next((row for row in self.results if row["title"] == query["titles"]), None)
        if row is None:
            missing = {"ns": 0, "title": query["titles"], "missing": True}
            return as_json({"batchcomplete": True, "query": {"pages": [missing]}})
        found = {"pageid": 7, "ns": 0, "title": row["title"], "extract": row["text"], "lastrevid": 4711}
        return as_json({"batchcomplete": True, "query": {"pages": [found]}})


@dataclass
class WikidataService(Service):
    """``api.php`` of Wikidata with the entities given by identifier."""

    path: str = "/w/api.php"
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)

    def reply(self, query: dict[str, str], handler: BaseHTTPRequestHandler) -> Answer:
        if query["action"] == "wbsearchentities":
            found = [
                {"id": key, "label": entity["labels"]["en"]["value"], "description": ""}
                for key, entity in self.entities.items()
                if entity["labels"]["en"]["value"] == query["search"] and key.startswith("Q")
            ]
            return as_json(
                {"searchinfo": {"search": query["search"]}, "search": found[: int(query["limit"])], "success": 1}
            )
        ids = query["ids"].split("|")
        if len(ids) > 50:
            return as_json({"error": {"code": "toomanyvalues", "info": "Too many values supplied for parameter ids."}})
        return as_json(
            {"entities": {key: self.entities.get(key, {"id": key, "missing": ""}) for key in ids}, "success": 1}
        )


@dataclass
class GdeltService(Service):
    """The DOC 2.0 API: what is wrong comes as a line of text with status 200."""

    path: str = "/api/v2/doc/doc"

    def reply(self, query: dict[str, str], handler: BaseHTTPRequestHandler) -> Answer:
        html = {"Content-Type": "text/html; charset=utf-8"}
        if len(query["query"]) < 3:
            return 200, html, b"Your query was too short or too long.\n"
        rows = [
            {
                "url": row["url"],
                "url_mobile": "",
                "title": row["title"],
                "seendate": row.get("date", "20240503T081500Z"),
                "socialimage": "",
                "domain": "pier.example",
                "language": "Spanish",
                "sourcecountry": "Spain",
            }
            for row in self.results[: int(query["maxrecords"])]
        ]
        return as_json({"articles": rows} if rows else {})


def slow(seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what keeps a client waiting: a byte now and then, never an end."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        import time

        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return  # the client hung up, as it should

    return answer
