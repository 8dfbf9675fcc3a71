"""Pulling from live sources, as a command and as a route."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from local_server import LocalServer

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.settings import Settings

JSON = {"Content-Type": "application/json"}
CLAIM = {
    "text": "The tram runs on milk",
    "claimReview": [{"publisher": {"name": "Tram Checks"}, "url": "https://tram.example/1", "textualRating": "False"}],
}
REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "The tram has wings",
    "author": {"name": "Tram Checks"},
    "reviewRating": {"alternateName": "False"},
}


@pytest.fixture
def web(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> LocalServer:
    """Return a server that is a publisher, a feed and Google at once, and may be read by commands."""
    monkeypatch.setenv("ASCERTAIN_ALLOW_PRIVATE_HOSTS", json.dumps([server.host]))
    monkeypatch.setenv("ASCERTAIN_GOOGLE_FACTCHECK_URL", server.url(""))
    monkeypatch.setenv("ASCERTAIN_GOOGLE_FACTCHECK_KEY", "k")
    monkeypatch.setenv("ASCERTAIN_CRAWL_DELAY", "0")
    html = f'<!doctype html><script type="application/ld+json">{json.dumps(REVIEW)}</script>'.encode()
    server.answers["/v1alpha1/claims:search"] = (200, JSON, json.dumps({"claims": [CLAIM]}).encode())
    server.answers["/page"] = (200, {"Content-Type": "text/html"}, html)
    server.answers["/sitemap.xml"] = (200, {}, f"<urlset><url><loc>{server.url('/page')}</loc></url></urlset>".encode())
    server.answers["/feed.json"] = (200, JSON, json.dumps(REVIEW).encode())
    return server


@pytest.fixture
def client(web: LocalServer, tmp_path: Path) -> Iterator[TestClient]:
    with Desk(Settings(home=tmp_path)) as desk:
        yield TestClient(create_app(desk, local=True), base_url="http://127.0.0.1")


def test_commands(web: LocalServer, run_command: Callable[..., Any]) -> None:
    google = json.loads(run_command("pull", "google", "--query", "tram", "--language", "en", "--json").out)
    assert (google["new"], google["format"], google["stopped"]) == (1, "google", False)
    crawl = run_command("pull", "crawl", web.url("/sitemap.xml"), "--limit", "3")
    assert crawl.code == 0
    assert "1 entries read as crawl: 1 new" in crawl.out
    feed = run_command("pull", "datacommons", web.url("/feed.json"), "--corpus", "feeds")
    assert (feed.code, "1 new" in feed.out) == (0, True)
    with Desk(Settings()) as desk:
        assert desk.store.corpora() == {"feeds": 1, "main": 2}
        assert desk.search.count("factchecks") == 3


def test_a_source_that_gives_out_ends_the_command_with_the_code_of_a_host_that_does_not_answer(
    web: LocalServer, run_command: Callable[..., Any]
) -> None:
    sitemap = "".join(f"<url><loc>{web.url(path)}</loc></url>" for path in ("/page", "/busy"))
    web.answers["/sitemap.xml"] = (200, {}, f"<urlset>{sitemap}</urlset>".encode())
    web.answers["/busy"] = (429, {"Retry-After": "7200"}, b"")
    outcome = run_command("pull", "crawl", web.url("/sitemap.xml"))
    assert outcome.code == 5
    assert f"{web.url('/busy')}: " in outcome.out
    assert "the same command goes on from there" in outcome.out


def test_bad_input_and_missing_set_up(
    web: LocalServer, run_command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASCERTAIN_GOOGLE_FACTCHECK_KEY")
    for arguments, code in [
        (("google", "--query", "tram"), 6),
        (("google",), 4),
        (("crawl", "not an address"), 4),
        (("crawl", "http://10.0.0.1/"), 7),
        (("crawl", web.url("/none")), 3),
        (("datacommons", web.url("/none")), 3),
        (("crawl", web.url("/page"), "--limit", "0"), 2),
    ]:
        outcome = run_command("pull", *arguments)
        assert outcome.code == code, outcome.err
        assert "Traceback" not in outcome.err


def test_routes(client: TestClient, web: LocalServer) -> None:
    google = client.post("/api/pull/google", json={"query": "tram", "language": "en"})
    assert (google.status_code, google.json()["new"]) == (200, 1)
    crawl = client.post("/api/pull/crawl", json={"url": web.url("/sitemap.xml"), "limit": 2}).json()
    assert (crawl["new"], crawl["failures"], crawl["stopped"]) == (1, [], False)
    again = client.post("/api/pull/crawl", json={"url": web.url("/sitemap.xml")}).json()
    assert (again["new"], again["same"]) == (0, 1)


@pytest.mark.parametrize(
    ("source", "body", "status"),
    [
        ("google", {"query": "tram", "key": "mine"}, 422),
        ("google", {}, 422),
        ("google", {"query": "tram", "limit": 100_000}, 422),
        ("crawl", {"url": "file:///etc/passwd"}, 422),
        ("crawl", {"url": "http://169.254.169.254/latest/meta-data/"}, 403),
        ("crawl", {"url": "http://127.0.0.1:9/"}, 403),
        ("datacommons", {"url": "https://a.example/feed"}, 404),
    ],
)
def test_routes_refuse_what_must_not_be_asked_for(
    client: TestClient, web: LocalServer, source: str, body: dict[str, Any], status: int
) -> None:
    assert client.post(f"/api/pull/{source}", json=body).status_code == status
    assert web.requests == []


def test_another_site_cannot_make_a_browser_pull(client: TestClient, web: LocalServer) -> None:
    answer = client.post("/api/pull/crawl", json={"url": web.url("/page")}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert web.requests == []
