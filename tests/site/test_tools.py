"""The tools for everyone in a real browser."""

from __future__ import annotations

import re
import time
from importlib.resources import files
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot, until
from playwright.sync_api import expect

SAMPLES = Path(str(files("ascertain"))) / "samples"
CLAIM = "Army engineers rebuilt the Orlava bridge at Merin in nine days, the state channel VTK reported."
TEXT = (
    f"Bridge film\n\n{CLAIM}\n\nThe ministry said that 4,200 residents of Merin had been evacuated before the flood.\n"
)

widths = pytest.mark.parametrize("width", [WIDE, NARROW])


@widths
@pytest.mark.parametrize("path", ["/verify", "/ask", "/trace", "/related", "/news", "/search", "/docs", "/tools"])
def test_every_tool_has_a_page_that_keeps_nobody_out(
    browser_page: BrowserPage, axe: Axe, shot: Shot, path: str, width: int
) -> None:
    page = browser_page(width)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("header a.home").get_attribute("href") == "/"
    shot(page, f"tool{path}")
    axe(page)


@widths
def test_verifying_shows_the_first_result_within_a_second_and_leads_to_the_dossier(
    browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    from ascertain.ingest import RawPage, read_page
    from ascertain.settings import Settings

    document = read_page(RawPage(body=(SAMPLES / "article.html").read_bytes(), type="html"), Settings())
    page = browser_page(width)
    page.goto("/verify")
    page.fill("#text", f"{document.title}\n\n{document.body}")
    begun = time.perf_counter()
    page.get_by_role("button", name="Verify", exact=True).click()
    page.locator("[data-slot=claims] .finds li").first.wait_for()
    seconds = time.perf_counter() - begun
    expect(page.locator("[data-slot=claims] .finds li").first).to_be_in_viewport()
    # The page itself is touched, so that it stays where the reader has begun to read.
    page.keyboard.press("Shift")
    shot(page, "verify-first")
    assert seconds < 1.0, f"first result after {seconds:.2f} s"
    until(page, "!document.querySelector('[data-door]').hidden || location.pathname.startsWith('/dossiers/')")
    if page.url.endswith("/verify"):
        shot(page, "verify-done")
        axe(page)
        page.get_by_role("link", name="Open the dossier").click()
    page.wait_for_url(re.compile("/dossiers/"))
    shot(page, "dossier", whole=False)
    axe(page)
    page.locator("header a.home").click()
    page.wait_for_url(re.compile("/$"))


@widths
def test_verifying_works_without_a_script(browser_page: BrowserPage, width: int) -> None:
    page = browser_page(width, script=False)
    page.goto("/verify")
    page.fill("#text", TEXT)
    page.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_url(re.compile("/dossiers/"))
    assert "Orlava" in page.content()


@widths
def test_a_picture_given_to_verify_is_traced(browser_page: BrowserPage, axe: Axe, shot: Shot, width: int) -> None:
    page = browser_page(width)
    page.goto("/verify")
    page.set_input_files("#picture", SAMPLES / "article_files" / "orlava-bridge.jpg")
    page.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_url(re.compile("/traces/"))
    shot(page, "trace")
    axe(page)


@widths
def test_what_cannot_be_verified_is_explained_in_place(
    browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width)
    page.goto("/verify")
    page.fill("#url", "http://127.0.0.1:9/private")
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.locator("[data-state]:not(:empty)")).to_contain_text("not a public address")
    shot(page, "verify-refused", whole=False)
    axe(page)


def test_the_bookmark_button_brings_the_address_and_verifies_nothing_by_itself(
    browser_page: BrowserPage,
) -> None:
    page = browser_page(WIDE)
    page.goto("/tools")
    mark = page.get_by_role("link", name="Verify with Ascertain")
    assert (mark.get_attribute("href") or "").startswith("javascript:void(open('http://127.0.0.1")
    mark.click()
    expect(page.get_by_text("it does nothing here")).to_be_visible()
    page.goto("/verify?url=https%3A%2F%2Fnews.example%2Fa")
    assert page.input_value("#url") == "https://news.example/a"
    assert page.url.endswith("news.example%2Fa")


@widths
def test_asking_tells_each_step_and_ends_on_an_answer_inside_the_frame(
    browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width)
    page.goto("/ask")
    page.fill("#question", CLAIM)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url(re.compile("/answers/"))
    shot(page, "answer")
    axe(page)
    assert page.locator("header a.home").is_visible()
