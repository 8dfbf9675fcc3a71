"""Browsers of people with a role, for tests of the desk's pages."""

from __future__ import annotations

from fastapi.testclient import TestClient

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app

ADDRESS = "http://127.0.0.1"


def entered(desk: Desk, person_id: str) -> TestClient:
    """Return a browser in which a person is signed in; nobody without an identifier."""
    browser = TestClient(create_app(desk), base_url=ADDRESS, follow_redirects=False)
    if person_id:
        browser.cookies.set("session", desk.people.start_session(person_id))
        browser.headers["origin"] = ADDRESS
    return browser
