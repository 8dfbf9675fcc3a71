"""The panel on another site's article, in a real browser: a page of another origin, the script, and the frame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot, Site, until
from local_server import LocalServer
from playwright.sync_api import expect

from ascertain.settings import Settings

widths = pytest.mark.parametrize("width", [WIDE, NARROW])

ARTICLE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge film</title>
<meta name="viewport" content="width=device-width"></head><body><main><article><h1>Bridge film</h1>
<p>Army engineers rebuilt the Orlava bridge at Merin in nine days, the state channel VTK reported.</p>
<p>The ministry said that 4,200 residents of Merin had been evacuated before the flood.</p></article>
<div data-ascertain></div></main><script src="{home}/widget.js" async></script></body></html>"""


@pytest.fixture
def newsroom(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """Another site of this machine, whose pages may show the widget."""
    with LocalServer().running() as server:
        page = ARTICLE.format(home=site.address).encode()
        server.answers["/article"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page)
        hosts = {"widget_hosts": frozenset({server.host}), "allow_private_hosts": frozenset({server.host})}
        settings = site.desk.settings.model_copy(update=hosts)
        monkeypatch.setattr(site.desk, "settings", settings)
        site.desk.__dict__.pop("fetcher", None)
        yield server
        site.desk.__dict__.pop("fetcher", None)


@widths
def test_a_newsrooms_article_is_checked_inside_its_own_page(
    browser_page: BrowserPage, newsroom: LocalServer, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width)
    page.goto(newsroom.url("/article"))
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", name="Verify this yourself").wait_for()
    button = frame.get_by_role("button", name="Check the claims of this article")
    if button.count():
        button.click()
    frame.get_by_role("heading", name="Claims worth checking").wait_for()
    expect(frame.get_by_text("nine days").first).to_be_visible()
    until(page, "document.querySelector('iframe').style.height !== '22rem'")
    inside = frame.locator("main").evaluate("(main) => main.getBoundingClientRect().height")
    assert page.evaluate("document.querySelector('iframe').clientHeight") == pytest.approx(inside, abs=2)
    shot(page, "widget-on-article")
    axe(page)


def test_other_sites_may_neither_show_the_widget_nor_have_their_pages_verified(
    browser_page: BrowserPage, site: Site
) -> None:
    page = browser_page(WIDE)
    answer = page.request.get("/widget", params={"url": "https://elsewhere.example/a"})
    assert "frame-ancestors 'self';" in f"{answer.headers['content-security-policy']};"
    assert "x-frame-options" not in answer.headers
    sent = page.request.post("/widget", form={"url": "https://elsewhere.example/a"})
    assert sent.status == 403
    assert page.request.get("/verify").headers["x-frame-options"] == "DENY"


def test_only_names_of_hosts_get_into_the_policy() -> None:
    from ascertain.faces.web.widget import framing, may_show

    settings = Settings(widget_hosts=frozenset({"news.example", "evil.example; script-src *"}))
    policy = framing(settings)
    assert "frame-ancestors 'self' news.example www.news.example" in policy
    assert "evil" not in policy
    assert may_show(settings, "https://www.news.example/a")
    assert not may_show(settings, "https://news.example.evil.example/a")
    assert not may_show(settings, "javascript:alert(1)")
