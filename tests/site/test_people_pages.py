"""Signing in, one's account and the pages of people, in a real browser."""

from __future__ import annotations

import pytest
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot, Site
from playwright.sync_api import expect

from ascertain.records import Role

widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def token(site: Site, role: Role, name: str) -> str:
    email = f"{name.lower()}@people.example"
    found = site.desk.store.people.at(email) or site.desk.people.add(email, name=name, role=role)
    return site.desk.people.start_session(found.id, agent="A test's browser")


@widths
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_an_invitation_leads_into_the_desk_and_out_again(
    site: Site, browser_page: BrowserPage, axe: Axe, shot: Shot, width: int, script: bool
) -> None:
    page = browser_page(width, script=script)
    page.goto("/signin")
    if script:
        shot(page, "signin")
        axe(page)
    page.goto(site.desk.people.invite_link("reporter", base=site.address))
    if script:
        shot(page, "signin-invitation")
        axe(page)
    page.get_by_label("The name that others see").fill("Noor Haddad")
    page.get_by_role("button", name="Make my account").click()
    expect(page).to_have_url(f"{site.address}/desk")
    page.get_by_role("link", name="Noor Haddad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    page.goto("/account")
    expect(page).to_have_url(f"{site.address}/signin?next=%2Faccount")


@widths
def test_the_account_is_changed_in_place(
    site: Site, browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width, dark=width == NARROW, token=token(site, "reader", f"Lea{width}"))
    page.goto("/account")
    page.get_by_label("The name that others see").fill("Lea Kurz")
    page.get_by_role("button", name="Change the name").click()
    expect(page.get_by_role("status")).to_have_text("Your name was changed.")
    page.get_by_label("What it is for").fill("A program")
    page.get_by_role("button", name="Make a token").click()
    expect(page.locator("pre")).to_contain_text("asc_")
    shot(page, "account")
    axe(page)


@widths
@pytest.mark.parametrize("path", ["/desk/people", "/desk/people/log"])
def test_the_pages_of_people_keep_nobody_out(
    site: Site, browser_page: BrowserPage, axe: Axe, shot: Shot, path: str, width: int
) -> None:
    page = browser_page(width, token=token(site, "admin", "Root"))
    page.goto(path)
    shot(page, f"people{path}")
    axe(page)
