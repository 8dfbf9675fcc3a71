"""“Verify this yourself” on an article's page in a real browser: everything happens without leaving the page."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot, Site
from playwright.sync_api import Page, expect

SAMPLES = Path(str(files("ascertain"))) / "samples"

widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def _open(page: Page, site: Site, kit: str = "") -> str:
    slug = next(
        head.slug
        for head in site.desk.articles.newest(20)
        if head.language == "en"
        and head.lead
        and any(c.worth_checking for c in site.desk.articles.get(head.slug).claims)
    )
    page.goto(f"/articles/{slug}")
    if kit:
        page.locator("#verify-yourself summary", has_text=kit).click()
    return slug


@widths
def test_a_picture_of_the_article_is_traced_with_one_click(
    browser_page: BrowserPage, site: Site, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width)
    slug = _open(page, site)
    page.get_by_role("button", name="Trace picture 1").click()
    link = page.get_by_role("link", name="The full trace")
    link.wait_for()
    assert page.url.endswith(f"/articles/{slug}")
    page.locator("#verify-yourself").scroll_into_view_if_needed()
    shot(page, "panel-trace", whole=False)
    axe(page)
    link.click()
    page.wait_for_url(re.compile("/traces/"))


@widths
def test_another_picture_is_traced_in_place(browser_page: BrowserPage, site: Site, width: int) -> None:
    page = browser_page(width)
    _open(page, site)
    page.set_input_files("#panel-image", SAMPLES / "article_files" / "orlava-bridge.jpg")
    page.locator("#verify-yourself").get_by_role("button", name="Trace the file").click()
    page.get_by_role("link", name="The full trace").wait_for()


@widths
def test_a_claim_of_the_article_is_asked_about_and_the_cited_answer_appears(
    browser_page: BrowserPage, site: Site, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width)
    slug = _open(page, site, "Ask about this claim")
    page.locator("#verify-yourself .askable [data-ask-claim]").first.click()
    page.locator("#verify-yourself .sum").wait_for()
    assert page.url.endswith(f"/articles/{slug}")
    expect(page.get_by_role("link", name="The full answer")).to_be_visible()
    shot(page, "panel-answer", whole=False)
    axe(page)


@widths
def test_fact_checks_for_the_article_and_for_a_claim_appear_in_place(
    browser_page: BrowserPage, site: Site, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width)
    slug = _open(page, site, "Related fact-checks")
    result = page.locator(".kit[open] [data-result]")
    page.get_by_role("link", name="For the whole article").click()
    expect(result).not_to_be_empty()
    expect(result).not_to_have_text("Looking …")
    page.locator(".kit[open] .askable a").first.click()
    page.get_by_role("link", name="All matches, with filters").wait_for()
    assert page.url.endswith(f"/articles/{slug}")
    shot(page, "panel-related", whole=False)
    axe(page)


def test_without_a_script_every_tool_has_a_page_with_the_claim_or_picture_filled_in(
    browser_page: BrowserPage, site: Site
) -> None:
    page = browser_page(WIDE, script=False)
    slug = _open(page, site)
    article = site.desk.articles.get(slug)
    claim = next(one for one in article.claims if one.worth_checking)
    page.get_by_role("button", name="Trace picture 1").click()
    page.wait_for_url(re.compile("/traces/"))
    page.go_back()
    page.locator("#verify-yourself summary", has_text="Ask about this claim").click()
    page.locator("#verify-yourself .askable a").first.click()
    assert page.input_value("#question") == " ".join((claim.context or claim.quote).split())[:1000]
