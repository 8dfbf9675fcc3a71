"""Letters with links: where they go, what they say, and that nothing shows whether an address is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from smtp_server import MailServer, mail_server

from ascertain.desk import Desk
from ascertain.errors import NotConfigured, TooMany, Unavailable
from ascertain.faces.api.app import create_app
from ascertain.people.mail import send_letter
from ascertain.settings import Settings

BASE = "http://127.0.0.1"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


def opened(home: Path, mail: MailServer, **more: object) -> Desk:
    return Desk(Settings(home=home, smtp_url=mail.url, mail_from="desk@courier.example", **more))  # type: ignore[arg-type]


def test_a_letter_brings_somebody_in_and_back_to_where_they_were(mail: MailServer, tmp_path: Path) -> None:
    with opened(tmp_path, mail) as desk:
        browser = TestClient(create_app(desk), base_url=BASE, follow_redirects=False)
        sent = browser.post("/signin", data={"email": "Ada@Example.org", "next": "/verify?url=a"})
        assert sent.status_code == 200
        letter = mail.letters[0]
        assert (letter["To"], letter["From"]) == ("ada@example.org", "desk@courier.example")
        found = re.search(rf"{BASE}(/signin/link\?token=\S+)", letter.get_content())
        assert found
        assert browser.get(found[1]).status_code == 200
        token = found[1].partition("token=")[2]
        entered = browser.post("/signin/link", data={"token": token, "name": "Ada B."})
        assert (entered.status_code, entered.headers["location"]) == (303, "/verify?url=a")
        assert "Ada B." in browser.get("/account").text


def test_nothing_shows_whether_an_address_has_an_account(mail: MailServer, tmp_path: Path) -> None:
    with opened(tmp_path, mail, signup="invited") as desk:
        desk.people.add("known@example.org")
        blocked = desk.people.add("blocked@example.org")
        desk.people.block(blocked.id)
        browser = TestClient(create_app(desk), base_url=BASE)
        answers = [
            browser.post("/signin", data={"email": f"{who}@example.org"}).text.replace(who, "")
            for who in ("known", "unknown", "blocked")
        ]
        assert len(set(answers)) == 1
        assert [letter["To"] for letter in mail.letters] == ["known@example.org"]


def test_letters_to_one_address_are_limited(mail: MailServer, tmp_path: Path) -> None:
    with opened(tmp_path, mail) as desk:
        for _ in range(5):
            desk.people.send_link("ada@example.org")
        with pytest.raises(TooMany, match="too often"):
            desk.people.send_link("ADA@example.org")
        assert len(mail.letters) == 5


def test_without_a_mail_server_the_page_says_what_to_do(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path)) as desk:
        browser = TestClient(create_app(desk), base_url=BASE)
        assert "ascertain people link" in browser.get("/signin").text
        assert browser.post("/signin", data={"email": "ada@example.org"}).status_code == 503


def test_a_mail_server_that_refuses_or_is_away_is_named_without_its_password(mail: MailServer) -> None:
    mail.refuses = True
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1 did not take"):
        send_letter(mail.url, "a@b.example", "c@d.example", "x", "y")
    with pytest.raises(Unavailable, match="did not take") as away:
        send_letter("smtp://desk:secret@127.0.0.1:1", "a@b.example", "c@d.example", "x", "y")
    assert "secret" not in str(away.value)


def test_a_password_is_not_sent_without_encryption(mail: MailServer) -> None:
    address = mail.url.replace("//", "//desk:secret@")
    with pytest.raises(NotConfigured, match="no password is sent"):
        send_letter(address, "a@b.example", "c@d.example", "x", "y")
