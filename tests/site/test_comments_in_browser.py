"""Comments in a real browser: write, answer, report, moderate, take data along; with and without a script."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot, Site

from ascertain.records import Person, Role

SLUG = "state-channel-bridge-film"
ARTICLE = f"/articles/{SLUG}"
WORDS = {WIDE: "and they *still* dont have a date??", NARROW: "my uncle *still* rows across :) every sunday"}
"""Words unlike any others, so that no rule holds them."""


def somebody(site: Site, name: str, role: Role = "reader", *, known: bool = True) -> tuple[Person, str]:
    """Return an account and the token of its session; ``known`` ones had a comment approved."""
    person = site.desk.people.add(f"{name.lower().replace(' ', '.')}@reader.example", name=name, role=role)
    if known and role == "reader":
        first = site.desk.comments.write(SLUG, f"{name} crossed there by boat last winter, twice in fog", person)
        if first.shown == "held":
            site.desk.comments.decide(first.id, "approve", None)
    return person, site.desk.people.start_session(person.id)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_threads_of_the_demo_keep_nobody_out(browser_page: BrowserPage, axe: Axe, shot: Shot, width: int) -> None:
    page = browser_page(width)
    page.goto(f"{ARTICLE}#comments")
    threads = page.get_by_role("region", name="comments")
    assert "Pinned" in threads.locator(".remark").first.inner_text()
    assert "Removed by a moderator. Reason: Insults somebody." in threads.inner_text()
    assert "Removed account" in threads.inner_text()
    assert "hardtruth44" not in page.content(), "the name goes with the words"
    assert threads.locator(".replies .replies .replies .replies .replies").count() == 0, "three levels at most"
    link = threads.locator(".spoken a").first
    assert link.get_attribute("rel") == "ugc nofollow noopener"
    axe(page)
    threads.screenshot(path=str(shot(page, "comments").with_stem(f"comments-section-{width}")))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_answer_is_written_in_place_previewed_and_published(
    site: Site, browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    _, token = somebody(site, f"Replier {width}")
    page = browser_page(width, token=token)
    page.goto(ARTICLE)
    first = page.locator(".remark").first
    first.get_by_role("link", name="Reply").click()
    form = page.locator("#comments li form.write").first
    text = form.get_by_label("Your comment")
    assert text.evaluate("node => node === document.activeElement")
    text.fill(WORDS[width])
    form.get_by_role("button", name="Preview").click()
    assert form.locator(".preview em").inner_text() == "still"
    axe(page)
    shot(page, "comment-reply", whole=False)
    text.press("Control+Enter")
    page.wait_for_url("**#comment-*")
    assert page.get_by_role("status").inner_text() == "Your comment is published."
    target = page.locator(".remark:target")
    assert "still" in target.inner_text()
    assert page.locator(".replies .replies .remark:target").count() == 1, "it stands below what it answers"
    target.get_by_role("link", name="Change").click()
    page.get_by_label("Your comment").fill(f"{WORDS[width]} Now that I know.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**said=changed**")
    page.locator(".remark:target").get_by_role("link", name="Versions").click()
    assert page.locator("article.remark").count() == 2
    axe(page)
    shot(page, "comment-history")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_a_script_and_an_account_the_text_survives_signing_in(
    site: Site, browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    page = browser_page(width, script=False)
    page.goto(ARTICLE)
    page.locator(".remark").first.get_by_role("link", name="Reply").click()
    assert "You answer" in page.content()
    text = f"First words of mine, from {width} pixels\n\n- and a list"
    page.get_by_label("Your comment").fill(text)
    page.get_by_role("button", name="Preview").click()
    assert page.locator(".preview li").inner_text() == "and a list"
    shot(page, "comment-preview")
    page.get_by_role("button", name="Sign in and publish").click()
    back = parse_qs(urlsplit(page.url).query)["next"][0]
    assert urlsplit(page.url).path == "/signin"
    _, token = somebody(site, f"Newcomer {width}", known=False)
    page.context.add_cookies([{"name": "session", "value": token, "url": site.address}])
    page.goto(back)
    assert page.get_by_label("Your comment").input_value() == text
    page.get_by_role("button", name="Publish comment").click()
    assert "waits for a moderator" in page.get_by_role("status").inner_text()
    assert "First comment of this account" in page.locator(".remark.mine").last.inner_text()
    others = browser_page(width)
    others.goto(ARTICLE)
    assert f"First words of mine, from {width}" not in others.content()


def test_what_is_no_comment_is_said_and_what_was_written_stays(site: Site, browser_page: BrowserPage, axe: Axe) -> None:
    _, token = somebody(site, "Long Writer")
    page = browser_page(WIDE, token=token)
    page.goto(f"{ARTICLE}/comments")
    page.get_by_label("Your comment").fill("a" * 3001)
    assert "-1" in page.locator(".left").inner_text()
    page.get_by_role("button", name="Publish comment").click()
    assert "3,001 characters" in page.get_by_role("alert").inner_text()
    assert len(page.get_by_label("Your comment").input_value()) == 3001
    axe(page)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_reader_reports_a_comment_and_a_moderator_decides_by_keyboard(
    site: Site, browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    writer, _ = somebody(site, f"Writer {width}", "reporter")
    comment = site.desk.comments.write(SLUG, f"Come to my shop at number {width}, best boats of all", writer)
    _, token = somebody(site, f"Reporter {width}")
    page = browser_page(width, token=token)
    page.goto(f"/comments/{comment.id}")
    page.locator(".remark:target").get_by_role("link", name="Report").click()
    page.get_by_label("Advertising or spam").check()
    axe(page)
    shot(page, "comment-report")
    page.get_by_role("button", name="Report").click()
    assert "A moderator will look" in page.get_by_role("status").inner_text()

    editor, token = somebody(site, f"Editor {width}", "editor")
    page = browser_page(width, token=token)
    page.goto("/desk/comments")
    axe(page)
    shot(page, "comments-queue")
    signals = page.get_by_role("complementary", name="What the whole thread looks like").first
    assert "By chance" in signals.inner_text()
    assert "not proof" in signals.inner_text()
    case = page.locator(f"#comment-{comment.id}")
    assert "Advertising or spam" in case.inner_text()
    at = page.locator(".case").evaluate_all(
        "(all, id) => all.findIndex((one) => one.id === id)", f"comment-{comment.id}"
    )
    for _ in range(at + 1):
        page.keyboard.press("j")
    assert "current" in (case.get_attribute("class") or "")
    page.keyboard.press("h")
    page.keyboard.type("Advertises something.")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=decided**")
    hidden = site.desk.comments.get(comment.id)
    assert (hidden.shown, hidden.reason) == ("hidden", "Advertises something.")
    assert any(line.about == comment.id and line.by == editor.id for line in site.desk.people.lines(50))
    page.goto(f"/desk/comments?article={SLUG}")
    axe(page)
    shot(page, "comments-of-article")
    page.locator(f"#comment-{comment.id}").get_by_role("button", name="Restore").click()
    page.wait_for_url("**said=decided**")
    assert site.desk.comments.get(comment.id).shown == "visible"


def test_readers_do_not_moderate(site: Site, browser_page: BrowserPage) -> None:
    _, token = somebody(site, "Only Reader")
    page = browser_page(WIDE, token=token)
    answer = page.goto("/desk/comments")
    assert answer is not None
    assert answer.status == 403
    comment = site.desk.comments.of(SLUG).threads[0].comment
    answered = page.request.post(
        f"/api/comments/{comment.id}/decisions", data={"decision": "unpin"}, headers={"Origin": site.address}
    )
    assert answered.status == 403
    assert site.desk.comments.get(comment.id).pinned


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_person_takes_data_along_and_leaves_the_comments(
    site: Site, browser_page: BrowserPage, axe: Axe, shot: Shot, width: int
) -> None:
    person, token = somebody(site, f"Leaver {width}")
    page = browser_page(width, token=token)
    page.goto("/account/comments")
    axe(page)
    shot(page, "my-comments")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download your data").click()
    data = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert "crossed there by boat" in json.dumps(data)
    page.get_by_label("Your name and your words").check()
    page.get_by_label("I know that this cannot be undone").check()
    page.get_by_role("button", name="Remove").click()
    assert "no longer named" in page.get_by_role("status").inner_text()
    assert person.name not in browser_page(width).request.get(ARTICLE).text()


def test_newest_first_and_permalinks_lead_to_their_page(site: Site, browser_page: BrowserPage) -> None:
    page = browser_page(WIDE)
    page.goto(ARTICLE)
    page.get_by_role("link", name="newest first").click()
    times = page.locator(".top-level > li > .remark time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert times[1:] == sorted(times[1:], reverse=True), "below the pinned one"
    link = page.locator(".remark .line a").nth(3)
    target = (link.get_attribute("href") or "").rsplit("/", 1)[1]
    link.click()
    page.wait_for_url(f"**#comment-{target}")
    assert page.locator(".remark:target").count() == 1
