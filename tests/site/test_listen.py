"""Listening to an article in a real browser: player, marked sentence, the browser's own voice, podcast."""

from __future__ import annotations

import pytest
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot, Site, until
from lxml import etree
from playwright.sync_api import Page, expect

widths = pytest.mark.parametrize("width", [WIDE, NARROW])
SPOKEN = "[...CSS.highlights.get('spoken')].map((range) => range.toString()).join('')"

_BROWSERS_VOICE = """
Object.defineProperty(window, "speechSynthesis", { value: { cancel() {}, speak(said) {
  (window.heard ??= []).push(said.text); setTimeout(() => said.onend?.(), 150); } } });
"""
"""Stands in for the browser's voice, of which a headless Chromium has none: it says everything in 0.15 s."""


def _article(site: Site, *, read: bool = True) -> str:
    heads = site.desk.articles.newest(20)
    with_sound = {head.slug for head, _ in site.desk.listening.episodes(heads)}
    found = [head.slug for head in heads if head.language == "en" and (head.slug in with_sound) == read]
    if not found:
        pytest.skip("No voice is installed: make system, or pip install 'ascertain[listen]'")
    return found[0]


def _open(page: Page, slug: str) -> None:
    page.goto(f"/articles/{slug}")
    page.locator(".deck").wait_for()


@widths
def test_the_sentence_that_is_spoken_is_marked(
    browser_page: BrowserPage, site: Site, axe: Axe, shot: Shot, width: int
) -> None:
    slug = _article(site)
    article = site.desk.articles.get(slug)
    audio = site.desk.listening.of(article)
    assert audio
    page = browser_page(width)
    _open(page, slug)
    page.locator("[data-play]").click()
    until(page, "document.querySelector('#listen audio').currentTime > 0.3")
    assert page.evaluate(SPOKEN) == article.title
    third = [one for one in audio.sentences if one.part == "body"][2]
    assert third.at is not None
    page.evaluate("(at) => { document.querySelector('#listen audio').currentTime = at + 0.3; }", third.at)
    until(page, f"{SPOKEN} !== '' && !{SPOKEN}.startsWith({article.title!r})")
    assert page.evaluate(SPOKEN) == article.body[third.start : third.end]
    shot(page, "listen-playing", whole=False)
    axe(page)


@widths
def test_the_player_pauses_jumps_and_runs_faster_by_button_and_key(
    browser_page: BrowserPage, site: Site, width: int
) -> None:
    page = browser_page(width)
    _open(page, _article(site))
    audio = "document.querySelector('#listen audio')"
    page.locator("[data-play]").click()
    until(page, f"{audio}.currentTime > 0.1")
    page.keyboard.press("p")
    until(page, f"{audio}.paused")
    expect(page.locator("[data-play]")).to_have_text("Listen")
    page.get_by_role("button", name="Forward 15 seconds").click()
    until(page, f"{audio}.currentTime > 15")
    page.get_by_role("button", name="Back 15 seconds").click()
    until(page, f"{audio}.currentTime < 5")
    page.select_option("[data-speed]", "1.5")
    assert page.evaluate(f"{audio}.playbackRate") == 1.5
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.endswith(".mp3")


@widths
def test_without_sound_the_browsers_own_voice_reads_and_the_sentence_is_marked(
    browser_page: BrowserPage, site: Site, axe: Axe, shot: Shot, width: int
) -> None:
    from sqlalchemy import delete

    from ascertain.store.audiotables import article_audio

    article = site.desk.articles.get(site.desk.articles.newest(1)[0].slug)
    kept = site.desk.store.audio.of([article.slug])
    with site.desk.store._database.write() as connection:
        connection.execute(delete(article_audio).where(article_audio.c.slug == article.slug))
    site.desk.articles.edition += 1
    try:
        page = browser_page(width)
        page.add_init_script(_BROWSERS_VOICE)
        _open(page, article.slug)
        expect(page.get_by_text("Read by your browser’s own voice")).to_be_visible()
        page.locator("[data-play]").click()
        until(page, "(window.heard ?? []).length > 2")
        assert page.evaluate("window.heard[0]") == article.title
        assert page.evaluate(SPOKEN) != ""
        shot(page, "listen-browser-voice", whole=False)
        axe(page)
    finally:
        for audio, digest in kept.values():
            site.desk.store.audio.keep(audio, digest)
        site.desk.articles.edition += 1


def test_without_a_script_the_browsers_own_controls_play(browser_page: BrowserPage, site: Site) -> None:
    page = browser_page(WIDE, script=False)
    page.goto(f"/articles/{_article(site)}")
    assert page.locator("#listen audio[controls]").is_visible()


def test_the_podcast_names_every_article_with_its_sound(browser_page: BrowserPage, site: Site) -> None:
    page = browser_page(WIDE)
    slug = _article(site)
    feed = page.request.get("/podcast.xml")
    assert feed.headers["content-type"].startswith("application/rss+xml")
    tree = etree.fromstring(feed.body())
    enclosures = tree.xpath("//item[link[contains(., $slug)]]/enclosure", slug=slug)
    sound = page.request.get(enclosures[0].get("url"))
    assert len(sound.body()) == int(enclosures[0].get("length"))
    part = page.request.get(enclosures[0].get("url"), headers={"Range": "bytes=100-199"})
    assert (part.status, part.body()) == (206, sound.body()[100:200])
    assert page.request.get(enclosures[0].get("url"), headers={"Range": "bytes=999999999-"}).status == 416
