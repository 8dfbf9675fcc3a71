"""The guard: headers of every answer, other sites' requests, proxies, sizes and limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.faces.web.guarding import Guard
from ascertain.settings import Settings

BASE = "http://127.0.0.1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(Settings(home=tmp_path)) as opened:
        yield opened


def browser(desk: Desk, address: str = "testclient") -> TestClient:
    return TestClient(create_app(desk), base_url=BASE, follow_redirects=False, client=(address, 5000))


def signed_in(desk: Desk) -> TestClient:
    client = browser(desk)
    client.cookies.set("session", desk.people.start_session(desk.people.add("ada@example.org").id))
    return client


@pytest.mark.parametrize(
    "path",
    ["/", "/signin", "/account", "/verify", "/nowhere", "/openapi.json", "/api/dossiers/none", "/static/frame.css"],
)  # fmt: skip
def test_every_answer_carries_the_headers(desk: Desk, path: str) -> None:
    headers = browser(desk).get(path, headers={"accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "cross-origin-resource-policy" in headers
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


def test_refused_requests_carry_them_too(desk: Desk) -> None:
    answer = browser(desk).post("/verify", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "content-security-policy" in answer.headers


def test_over_https_the_cookie_is_bound_to_it(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path, site_url="https://courier.example")) as desk:
        app = create_app(desk, frozenset({"courier.example"}))
        client = TestClient(app, base_url="https://courier.example", follow_redirects=False)
        link = desk.people.link("ada@example.org").partition("token=")[2]
        done = client.post("/signin/link", data={"token": link})
        cookie = done.headers["set-cookie"]
        assert cookie.startswith("__Host-session=")
        assert "Secure" in cookie
        assert "max-age=31536000" in done.headers["strict-transport-security"]
        assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"origin": BASE}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": BASE, "sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1.evil.example"}, 403),
    ],
)
def test_writes_of_a_session_must_say_that_they_come_from_here(
    desk: Desk, headers: dict[str, str], status: int
) -> None:
    assert signed_in(desk).post("/account/everywhere", headers=headers).status_code == status


def seen_by_the_guard(desk: Desk, peer: str, headers: dict[str, str]) -> tuple[str, str]:
    """Return client address and scheme as the application sees them."""
    seen: dict[str, Any] = {}

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        seen.update(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    TestClient(Guard(app, desk), base_url=BASE, client=(peer, 1)).get("/", headers=headers)
    return seen["client"][0], seen["scheme"]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "198.51.100.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("203.0.113.50", "127.0.0.1", "203.0.113.50"),
        ("127.0.0.1", "203.0.113.9", "127.0.0.1"),
    ],
)
def test_only_own_proxies_say_who_a_reader_is(tmp_path: Path, peer: str, forwarded: str, client: str) -> None:
    with Desk(Settings(home=tmp_path, trusted_proxies=frozenset({"10.0.0.0/24"}))) as desk:
        seen = seen_by_the_guard(desk, peer, {"x-forwarded-for": forwarded, "x-forwarded-proto": "https"})
    assert seen == (client, "https" if peer == "10.0.0.2" else "http")


def test_a_stranger_may_not_make_the_site_work_all_day(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path, public_per_hour=3)) as desk:
        client = browser(desk, "203.0.113.9")
        codes = [client.post("/api/verify", json={"url": "http://127.0.0.1:1/"}).status_code for _ in range(5)]
        assert codes == [403, 403, 403, 429, 429]
        limited = client.post("/api/verify", json={"url": "http://127.0.0.1:1/"})
        assert 1 <= int(limited.headers["retry-after"]) <= 7200
        assert set(limited.json()) == {"error", "hint"}
        assert browser(desk, "203.0.113.10").post("/api/verify", json={}).status_code == 422
        reporter = browser(desk, "203.0.113.9")
        token, _ = desk.people.new_token(desk.people.add("mira@example.org", role="reporter"), "program")
        reporter.headers["authorization"] = f"Bearer {token}"
        assert reporter.post("/api/verify", json={}).status_code == 422


def test_questions_asked_with_get_are_limited_and_reading_is_not(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path, public_per_hour=1)) as desk:
        client = browser(desk, "203.0.113.9")
        codes = [client.get("/api/trace", params={"url": "http://127.0.0.1:1/a.jpg"}).status_code for _ in range(3)]
        assert codes == [403, 429, 429]
        searches = [client.get("/api/related", params={"text": "", "n": n}).status_code for n in range(7)]
        assert searches == [422] * 5 + [429] * 2
        assert {client.get("/verify").status_code for _ in range(10)} == {200}


def test_one_connection_of_ipv6_counts_as_one(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path, public_per_hour=2)) as desk:
        codes = [browser(desk, f"2001:db8:1:2::{n}").post("/api/verify", json={}).status_code for n in range(1, 5)]
        assert codes == [422, 422, 429, 429]


@pytest.mark.parametrize("told", [True, False])
def test_a_request_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, told: bool) -> None:
    with Desk(Settings(home=tmp_path, page_limit=10_000, image_limit=10_000)) as desk:
        body = b'{"text": "' + b"x" * 400_000 + b'"}'
        content: Any = body if told else iter([body[:200_000], body[200_000:]])
        answer = browser(desk).post("/api/verify", content=content, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 403)


def test_what_somebody_who_is_signed_in_sees_is_kept_by_no_cache(desk: Desk) -> None:
    client = signed_in(desk)
    assert "no-store" in client.get("/verify").headers["cache-control"]
    assert "no-store" in client.get("/").headers["cache-control"]
    assert "Ada" in client.get("/").text
    assert "Ada" not in browser(desk).get("/").text


def test_a_page_made_for_a_program_is_not_kept_for_everybody(desk: Desk) -> None:
    token, _ = desk.people.new_token(desk.people.add("ada@example.org", name="Ada"), "program")
    app = create_app(desk)
    assert "Ada" in TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {token}"}).get("/").text
    assert "Ada" not in TestClient(app, base_url=BASE).get("/").text
