"""Signing in and out over HTTP, what only some may do, and one's own account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.faces.web.signing import inside
from ascertain.records import Role
from ascertain.settings import Settings

BASE = "http://127.0.0.1"
PASSWORD = "violet gravel mitten oath"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(Settings(home=tmp_path)) as opened:
        yield opened


def browser(desk: Desk, **options: Any) -> TestClient:
    client = TestClient(create_app(desk, **options), base_url=BASE, follow_redirects=False)
    client.headers["origin"] = BASE
    return client


def entered(desk: Desk, role: Role = "reader", name: str = "Ada") -> TestClient:
    person = desk.people.add(f"{name.lower()}@example.org", name=name, role=role)
    client = browser(desk)
    client.cookies.set("session", desk.people.start_session(person.id))
    return client


def test_a_link_signs_in_once_and_only_by_its_button(desk: Desk) -> None:
    desk.people.add("ada@example.org", name="Ada", role="editor")
    link = desk.people.link("ada@example.org", "/articles")
    token = link.partition("token=")[2]
    for _ in range(2):
        assert "Sign in as Ada" in browser(desk).get(link).text  # what a mail scanner does
    client = browser(desk)
    client.cookies.set("session", "from before")
    done = client.post("/signin/link", data={"token": token})
    assert (done.status_code, done.headers["location"]) == (303, "/articles")
    cookie = done.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/"))
    again = browser(desk).post("/signin/link", data={"token": token})
    assert again.status_code == 403
    assert "no longer works" in again.text
    assert browser(desk).get(link).status_code == 404


def test_signing_in_ends_the_session_that_was_there_before(desk: Desk) -> None:
    client = entered(desk)
    before = client.cookies["session"]
    link = desk.people.link("ada@example.org")
    client.post("/signin/link", data={"token": link.partition("token=")[2]})
    assert desk.people.signed_in(before) is None


def test_nothing_that_signs_in_is_in_the_store(desk: Desk) -> None:
    person = desk.people.add("ada@example.org")
    secrets = [
        desk.people.start_session(person.id),
        desk.people.link("ada@example.org").partition("token=")[2],
        desk.people.invite_link("admin").partition("token=")[2],
        desk.people.new_token(person, "a program")[0],
    ]
    desk.people.set_password(person, PASSWORD)
    desk.store.close()
    stored = b"".join(path.read_bytes() for path in desk.settings.home.glob("ascertain.db*"))
    assert b"ada@example.org" in stored
    assert not any(secret.encode() in stored for secret in [*secrets, PASSWORD])


def test_an_invitation_makes_one_account_with_its_role(desk: Desk) -> None:
    address = desk.people.invite_link("editor", base=BASE)
    assert address.startswith(f"{BASE}/signin/link?token=")
    token = address.partition("token=")[2]
    assert "Make your account" in browser(desk).get(address).text
    client = browser(desk)
    assert client.post("/signin/link", data={"token": token, "name": "  "}).headers["location"] == "/desk"
    assert [(one.name, one.role) for one in desk.people.everybody()] == [("Editor", "editor")]
    assert client.post("/signin/link", data={"token": token}).status_code == 403


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\nb",
        "/ok\x00",
        "/signin?next=/signin",
        "",
    ],
)
def test_a_sign_in_leads_nowhere_else(wanted: str) -> None:
    assert inside(wanted) == ""


def test_a_password_signs_in_and_wrong_ones_all_get_one_answer(desk: Desk) -> None:
    desk.people.set_password(desk.people.add("ada@example.org"), PASSWORD)
    desk.people.add("none@example.org")
    tries = [
        {"email": email, "password": "wrong wrong wrong"}
        for email in ("ada@example.org", "none@example.org", "nobody@example.org")
    ]
    answers = {browser(desk).post("/signin/password", data=one).text.replace(one["email"], "") for one in tries}
    assert len(answers) == 1
    right = browser(desk).post("/signin/password", data={"email": "Ada@example.org", "password": PASSWORD})
    assert right.status_code == 303


def test_guessing_passwords_ends_soon_for_an_account_and_for_an_address(desk: Desk) -> None:
    desk.people.set_password(desk.people.add("ada@example.org"), PASSWORD)
    client = browser(desk)
    codes = [
        client.post("/signin/password", data={"email": "ada@example.org", "password": f"guess number {n}"}).status_code
        for n in range(12)
    ]
    assert codes == [403] * 10 + [429] * 2
    right = client.post("/signin/password", data={"email": "ada@example.org", "password": PASSWORD})
    assert right.status_code == 429
    assert desk.people.redeem(desk.people.link("ada@example.org").partition("token=")[2]).person.name == "Ada"


def test_after_a_hundred_wrong_passwords_only_a_link_signs_in(desk: Desk) -> None:
    person = desk.people.add("ada@example.org")
    desk.people.set_password(person, PASSWORD)
    for _ in range(100):
        desk.store.people.failed(person.id)
    sent = {"email": "ada@example.org", "password": PASSWORD}
    assert browser(desk).post("/signin/password", data=sent).status_code == 403
    desk.people.redeem(desk.people.link("ada@example.org").partition("token=")[2])
    assert browser(desk).post("/signin/password", data=sent).status_code == 303


def test_whoever_is_blocked_is_out_at_once_and_stays_out(desk: Desk) -> None:
    client = entered(desk, "editor")
    person = desk.people.find("ada@example.org")
    token, _ = desk.people.new_token(person, "a program")
    link = desk.people.link("ada@example.org").partition("token=")[2]
    desk.people.block(person.id)
    assert client.get("/account").status_code == 403
    assert browser(desk).post("/signin/link", data={"token": link}).status_code == 403
    assert browser(desk).get("/account", headers={"authorization": f"Bearer {token}"}).status_code == 403


@pytest.mark.parametrize(("role", "status"), [(None, 403), ("reader", 403), ("reporter", 403), ("editor", 200)])
def test_importing_takes_an_editor(desk: Desk, role: Role | None, status: int) -> None:
    client = entered(desk, role) if role else browser(desk)
    lines = b'{"claim": "The dam at Orlava burst on Monday", "url": "https://a.example/1", "rating": "False"}'
    assert client.post("/api/import/factchecks?name=a.jsonl", content=lines).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200), ({"x-forwarded-for": "203.0.113.9"}, 403), ({"via": "1.1 proxy"}, 403), ({"forwarded": "for=1"}, 403)],
)
def test_at_this_machine_importing_takes_no_account_but_through_a_proxy_it_does(
    desk: Desk, headers: dict[str, str], status: int
) -> None:
    lines = b'{"claim": "The dam at Orlava burst on Monday", "url": "https://a.example/1", "rating": "False"}'
    client = browser(desk, local=True)
    assert client.post("/api/import/factchecks?name=a.jsonl", content=lines, headers=headers).status_code == status


@pytest.mark.parametrize("options", [{"open_desk": False}, {"site_hosts": frozenset({"courier.example"})}])
def test_a_site_that_is_meant_for_others_asks_for_an_account_at_this_machine_too(
    tmp_path: Path, options: dict[str, object]
) -> None:
    with Desk(Settings(home=tmp_path, **options)) as desk:  # type: ignore[arg-type]
        assert browser(desk, local=True).post("/api/import/factchecks", content=b"{}").status_code == 403


def test_a_token_acts_for_its_owner_until_it_ends(desk: Desk) -> None:
    person = desk.people.add("ada@example.org", role="editor")
    token, note = desk.people.new_token(person, "importer", 1)
    program = TestClient(create_app(desk), base_url=BASE, headers={"authorization": f"Bearer {token}"})
    lines = b'{"claim": "The dam at Orlava burst on Monday", "url": "https://a.example/1", "rating": "False"}'
    assert program.post("/api/import/factchecks?name=a.jsonl", content=lines).status_code == 200
    desk.people.end_token(person, note.id)
    ended = program.post("/api/import/factchecks?name=a.jsonl", content=lines)
    assert (ended.status_code, set(ended.json())) == (403, {"error", "hint"})


def test_the_account_page_changes_name_password_and_sessions(desk: Desk) -> None:
    client = entered(desk)
    person = desk.people.find("ada@example.org")
    desk.people.start_session(person.id, agent="A phone")
    assert "A phone" in client.get("/account").text
    assert client.post("/account/name", data={"name": "Ada Lovelace"}).status_code == 303
    assert client.post("/account/password", data={"password": "passwordpassword"}).status_code == 422
    assert client.post("/account/password", data={"password": PASSWORD}).status_code == 303
    page = client.get("/account").text
    assert "Ada Lovelace" in page
    assert "A phone" not in page, "a new password ends every other session"
    made = client.post("/account/token", data={"name": "a program", "days": "30"})
    assert "asc_" in made.text
    assert "asc_" not in client.get("/account").text


def test_signing_out_ends_the_session_here_and_everywhere(desk: Desk) -> None:
    client = entered(desk)
    other = desk.people.start_session(desk.people.find("ada@example.org").id)
    client.post("/account/everywhere")
    assert desk.people.signed_in(other) is None
    token = client.cookies["session"]
    assert client.post("/signout").headers["location"] == "/"
    assert desk.people.signed_in(token) is None


def test_data_are_taken_along_and_an_account_is_removed_whole(desk: Desk) -> None:
    client = entered(desk)
    person = desk.people.find("ada@example.org")
    data = client.get("/account/export.json").json()
    assert data["person"]["email"] == "ada@example.org"
    assert {line["action"] for line in data["log"]} >= {"account", "sign in"}
    assert client.post("/account/remove", data={}).status_code == 422
    assert client.post("/account/remove", data={"sure": "yes"}).status_code == 303
    assert client.get("/account", headers={"accept": "text/html"}).headers["location"] == "/signin?next=%2Faccount"
    assert desk.people.get(person.id).email == ""
    assert desk.people.check_log() == []


def test_the_last_administrator_cannot_leave_by_the_site(desk: Desk) -> None:
    client = entered(desk, "admin")
    person = desk.people.find("ada@example.org")
    assert client.post("/account/remove", data={"sure": "yes"}).status_code == 403
    assert client.post(f"/desk/people/{person.id}/role", data={"role": "reader"}).status_code == 403
    assert client.post(f"/desk/people/{person.id}/block").status_code == 403
    assert desk.people.get(person.id).role == "admin"


def test_administrators_give_roles_invite_and_see_who_did_what(desk: Desk) -> None:
    other = desk.people.add("bo@example.org", name="Bo")
    admin, reader = entered(desk, "admin"), entered(desk, "reporter", "Cy")
    assert reader.get("/desk/people").status_code == 403
    assert admin.post(f"/desk/people/{other.id}/role", data={"role": "editor"}).status_code == 303
    assert desk.people.get(other.id).role == "editor"
    assert "/signin/link?token=" in admin.post("/desk/people/invite", data={"role": "reporter"}).text
    log = admin.get("/desk/people/log").text
    assert "reader to editor" in log
    assert "No line was changed" in log
