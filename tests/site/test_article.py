"""Reading an article in a real browser: claims, pictures, sharing, print; nothing moves, and nobody is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLE = "/articles/state-channel-bridge-film"
_OBSERVE = """
window.shifts = 0; window.largest = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifts += e.value; })
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) window.largest = e.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
"""
widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def see_it_all(page: Page) -> None:
    """Scroll to the end, so that every picture is loaded, and back."""
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    for at in range(0, height, 600):
        page.evaluate("at => window.scrollTo({top: at, behavior: 'instant'})", at)
        page.wait_for_timeout(30)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")


@widths
def test_a_claims_number_shows_its_sources_in_place_and_closes_again(
    browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width)
    page.goto(ARTICLE)
    links = page.locator("#story sup.claim a")
    assert links.count() >= 5
    rated = page.locator("#story sup.claim a.rated").first
    rated.click()
    panel = page.locator(".peek")
    assert "Sarnik Fact Desk" in panel.inner_text()
    assert rated.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.id") == "peek-title"
    shot(page, "article-claim", whole=False)
    axe(page)
    page.keyboard.press("Escape")
    assert panel.count() == 0
    assert rated.evaluate("link => document.activeElement === link")
    page.locator("#story .mark.rated").first.click()
    assert panel.count() == 1


@widths
@pytest.mark.parametrize("dark", [False, True])
def test_an_article_keeps_nobody_out(browser_page: BrowserPage, axe: Axe, shot: Shot, width: int, dark: bool) -> None:
    page = browser_page(width, dark=dark)
    page.goto(ARTICLE)
    see_it_all(page)
    shot(page, "article-dark" if dark else "article")
    axe(page)


@widths
@pytest.mark.parametrize("path", ["/", "/topics/orlava-flood", f"{ARTICLE}/history", "/articles/shark-montage-ar"])
def test_every_public_page_keeps_nobody_out(
    browser_page: BrowserPage, axe: Axe, shot: Shot, path: str, width: int
) -> None:
    page = browser_page(width)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    see_it_all(page)
    shot(page, f"site{path}" if path != "/" else "front")
    axe(page)


@widths
def test_nothing_moves_while_the_page_comes_and_its_largest_part_is_there_within_a_second(
    browser_page: BrowserPage, width: int
) -> None:
    page = browser_page(width)
    page.add_init_script(_OBSERVE)
    page.goto(ARTICLE)
    page.wait_for_load_state("networkidle")
    see_it_all(page)
    assert page.evaluate("window.shifts") == 0
    # A second on an idle machine (bench/site.py); tests share theirs with others.
    assert 0 < page.evaluate("window.largest") < 4000


@widths
def test_without_a_script_every_number_leads_to_its_card(browser_page: BrowserPage, width: int) -> None:
    page = browser_page(width, script=False)
    page.goto(ARTICLE)
    page.locator("#story sup.claim a.rated").first.click()
    target = page.url.partition("#")[2]
    assert page.locator(f"#{target}").is_visible()
    assert page.locator("[data-share]").is_hidden()
    assert page.get_by_role("link", name="E-mail").get_attribute("href").startswith("mailto:?subject=Valdoria")  # type: ignore[union-attr]


def test_the_link_is_copied(browser_page: BrowserPage) -> None:
    page = browser_page(WIDE)
    page.goto(ARTICLE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_on_paper_there_are_words_sources_and_no_tools(browser_page: BrowserPage, shot: Shot) -> None:
    page = browser_page(WIDE)
    page.goto(ARTICLE)
    see_it_all(page)
    page.emulate_media(media="print")
    assert page.locator("#story").is_visible()
    assert page.locator(".sources").is_visible()
    assert page.locator(".share").is_hidden()
    assert page.locator(".top nav").is_hidden()
    shot(page, "article-print")


def test_a_reference_leads_to_its_source_and_back(browser_page: BrowserPage) -> None:
    page = browser_page(WIDE)
    page.goto(ARTICLE)
    page.locator("#ref-2 a").click()
    assert page.evaluate("document.querySelector(':target').id") == "source-2"
    page.locator("#source-2 .return").click()
    assert page.evaluate("document.querySelector(':target').id") == "ref-2"
