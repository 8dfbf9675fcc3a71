"""The pages and the API: reachable, safe against other sites, and never a way to this machine's files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with Desk(Settings(home=tmp_path_factory.mktemp("site"))) as desk:
        desk.import_factchecks(SAMPLES / "factchecks.jsonl")
        yield TestClient(create_app(desk, local=True), base_url="http://127.0.0.1", follow_redirects=False)


def test_the_home_page_counts_what_is_held(site: TestClient) -> None:
    page = site.get("/verify")
    assert page.status_code == 200
    assert "12 fact-checks" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_text_becomes_a_dossier_with_an_address(site: TestClient) -> None:
    text = "Bridge\n\nArmy engineers rebuilt the Orlava bridge at Merin in nine days, the ministry reported."
    sent = site.post("/verify", data={"url": "", "text": text})
    assert sent.status_code == 303
    page = site.get(sent.headers["location"])
    assert page.status_code == 200
    assert "rebuilt the Orlava bridge" in page.text
    assert sent.headers["location"] in site.get("/verify").text
    assert site.get(f"/api{sent.headers['location']}").json()["document"]["title"] == "Bridge"


def test_related_shows_ratings_and_escapes_the_question(site: TestClient) -> None:
    page = site.get("/related", params={"text": "<script>alert(1)</script> nine days to rebuild the Orlava bridge"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "Sarnik Fact Desk" in page.text


@pytest.mark.parametrize("url", ["/etc/passwd", "file:///etc/passwd", "-", "README.md"])
def test_no_path_of_this_machine_can_be_read(site: TestClient, url: str) -> None:
    assert site.post("/api/verify", json={"url": url}).status_code == 422
    assert site.post("/verify", data={"url": url, "text": ""}).status_code == 422


def test_private_addresses_are_refused_with_a_reason(site: TestClient) -> None:
    answer = site.post("/api/verify", json={"url": "http://127.0.0.1:1/"})
    assert answer.status_code == 403
    assert set(answer.json()) == {"error", "hint"}


@pytest.mark.parametrize("body", [{}, {"text": "a", "html": "b"}, {"path": "/etc/passwd"}])
def test_a_request_names_exactly_one_thing_to_verify(site: TestClient, body: dict[str, str]) -> None:
    assert site.post("/api/verify", json=body).status_code == 422


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_other_sites_cannot_write(site: TestClient, headers: dict[str, str]) -> None:
    assert site.post("/api/verify", json={"text": "It rained."}, headers=headers).status_code == 403
    assert site.post("/api/import/factchecks", content=b"{}", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("origin", "browser_says", "status"),
    [
        ("null", "same-origin", 200),
        ("http://127.0.0.1", "same-origin", 200),
        ("https://evil.example", "same-origin", 403),
        ("null", "cross-site", 403),
        ("null", "same-site", 403),
    ],
)
def test_forms_may_be_sent_as_browsers_send_them(site: TestClient, origin: str, browser_says: str, status: int) -> None:
    # "null" is what Chromium and Firefox send for a form of a page that sends no referrer, and for sandboxed pages.
    text = "Army engineers rebuilt the Orlava bridge at Merin in nine days, the ministry reported."
    headers = {"origin": origin, "sec-fetch-site": browser_says}
    assert site.post("/api/verify", json={"text": text}, headers=headers).status_code == status


def test_pages_with_forms_let_browsers_say_where_a_form_comes_from(site: TestClient) -> None:
    assert site.get("/verify").headers["referrer-policy"] == "same-origin"


def test_other_names_for_this_machine_are_refused(site: TestClient) -> None:
    assert site.get("/verify", headers={"host": "rebound.example"}).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"), [("/api/dossiers/none", 404), ("/dossiers/none", 404), ("/api/related", 422)]
)
def test_what_is_not_there(site: TestClient, path: str, status: int) -> None:
    assert site.get(path).status_code == status


def test_an_import_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path, import_limit=10)) as desk:
        client = TestClient(create_app(desk, local=True), base_url="http://127.0.0.1")
        answer = client.post("/api/import/factchecks", content=b"x" * 100)
    assert answer.status_code == 403
    assert "command line" in answer.json()["hint"]


def test_the_description_of_the_api_needs_no_other_host(site: TestClient) -> None:
    page = site.get("/docs").text
    assert "POST /api/verify" in page
    assert all(source.startswith("/static/") for source in re.findall(r'<script src="([^"]*)"', page))
    assert set(site.get("/openapi.json").json()["paths"]) >= {
        "/api/verify",
        "/api/dossiers/{dossier_id}",
        "/api/related",
        "/api/import/factchecks",
        "/api/pull/google",
        "/api/pull/crawl",
    }
