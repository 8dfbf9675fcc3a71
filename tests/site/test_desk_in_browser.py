"""The desk in a real browser: every page at two widths, and a claim on its way from queue to published article."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from browsing import NARROW, WIDE, Axe, Shot

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.records import Person, Role
from ascertain.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLES = Path(str(files("ascertain"))) / "samples"
NAMES: dict[str, tuple[str, Role]] = {
    "mira": ("Mira Okafor", "reporter"),
    "jonas": ("Jonas Weiler", "editor"),
    "ada": ("Ada Brandt", "admin"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(Settings(home=tmp_path_factory.mktemp("desksite"))) as opened:
        opened.import_factchecks(SAMPLES / "factchecks.jsonl")
        opened.import_documents(SAMPLES / "documents")
        opened.verify(str(SAMPLES / "article.html"))
        for key, (name, role) in NAMES.items():
            opened.store.people.add(
                Person(id=key, email=f"{key}@newsroom.example", name=name, role=role, created=datetime.now(UTC))
            )
        yield opened


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    """Serve the desk to those who show a session."""
    server = uvicorn.Server(uvicorn.Config(create_app(desk), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


Enter = Callable[..., "Page"]


@pytest.fixture
def enter(browser: Browser, address: str, desk: Desk) -> Iterator[Enter]:
    """Open windows of people at the desk; the test fails when a console told of an error."""
    windows, said = [], list[str]()

    def opened(who: str, width: int = WIDE, *, script: bool = True, dark: bool = False) -> Page:
        window = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900 if width > NARROW else 844},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        window.set_default_timeout(30_000)
        window.add_cookies([{"name": "session", "value": desk.people.start_session(who), "url": address}])
        windows.append(window)
        page = window.new_page()
        page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    yield opened
    for window in windows:
        window.close()
    assert [line for line in said if not line.startswith("Failed to load resource")] == []


def first(desk: Desk, text: str = "310 million") -> str:
    return desk.work.queue(text=text).items[0].claim.id


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_of_the_desk_keeps_nobody_out(desk: Desk, enter: Enter, axe: Axe, shot: Shot, width: int) -> None:
    claim = first(desk)
    if not desk.work.about(claim):
        desk.work.note(claim, "The ministry calls back on Monday.")
        desk.work.judge(claim, "rating", "mostly false", note="The audit says 2021 to 2024.")
    draft = desk.work.begin_draft(about=claim, by=desk.store.people.get("mira"))
    entries = {kind: desk.work.library(kind).entries[0].id for kind in ("documents", "factchecks", "pictures")}
    pages = {
        "start": "/desk",
        "queue": "/desk/queue",
        "claim": f"/desk/claims/{claim}",
        "drafts": "/desk/drafts",
        "draft": f"/desk/drafts/{draft.id}",
        "versions": f"/desk/drafts/{draft.id}/versions",
        "library": "/desk/library/pictures",
        "history": "/desk/history",
        "settings": "/desk/settings",
        "people": "/desk/people",
        "health": "/desk/health",
        "not found": "/desk/claims/nothing",
        **{kind: f"/desk/{kind}/{key}" for kind, key in entries.items()},
    }
    page = enter("ada", width)
    page.goto("/desk")
    page.get_by_text("Everything works.").wait_for()
    for name, path in pages.items():
        page.goto(path)
        shot(page, f"desk {name}")
        axe(page)


def test_the_dark_desk_has_as_much_contrast(desk: Desk, enter: Enter, axe: Axe, shot: Shot) -> None:
    page = enter("ada", dark=True)
    for name, path in {"queue": "/desk/queue", "claim": f"/desk/claims/{first(desk)}"}.items():
        page.goto(path)
        shot(page, f"desk dark {name}")
        axe(page)


def test_the_queue_is_worked_through_with_the_keyboard(desk: Desk, enter: Enter, shot: Shot, axe: Axe) -> None:
    page = enter("mira")
    page.goto("/desk/queue")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    shot(page, "desk keys", whole=False)
    axe(page)
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    current = page.locator("[data-row].current")
    assert current.count() == 1
    claim = str(current.get_attribute("id")).removeprefix("claim-")
    assert claim == desk.work.queue().items[1].claim.id
    with page.expect_navigation():
        page.keyboard.press("a")
    assert desk.work.claim(claim).item.assignee == "mira"
    page.keyboard.press("s")
    page.keyboard.press("w")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.work.claim(claim).item.status == "waiting"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/claims/{claim}")


def test_shortcuts_do_nothing_while_somebody_types(desk: Desk, enter: Enter) -> None:
    page = enter("mira")
    page.goto("/desk/queue")
    page.locator("#text").focus()
    page.keyboard.type("jasj?")
    assert page.locator("#text").input_value() == "jasj?"
    assert page.locator("[data-row].current").count() == 0
    assert not page.locator("dialog#keys").is_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_claim_goes_from_the_queue_to_a_published_article(
    desk: Desk, enter: Enter, shot: Shot, axe: Axe, width: int
) -> None:
    page = enter("jonas", width)
    page.goto("/desk/queue?text=evacuated")
    page.get_by_role("link", name="4,200 residents").first.click()
    page.get_by_role("button", name="Draft a fact-check").click()
    page.get_by_label("Claim, in one sentence").wait_for()
    assert "4,200 residents" in page.get_by_label("Claim, in one sentence").input_value()
    assert page.get_by_label("Who made it").input_value() == "The Ministry of Transport"
    text = page.get_by_label("Text: Markdown")
    text.fill(text.input_value().replace("Fact-check: ", f"Checked at {width}: ") + "\nA sentence typed just now.\n")
    page.locator("[data-preview]").get_by_text("A sentence typed just now.").wait_for()
    page.get_by_text("Saved.", exact=True).wait_for()
    assert desk.work.drafts()[0].version == 2
    page.get_by_label("Verdict on the common scale").select_option("mostly true")
    page.get_by_label("Verdict in your own words").fill("Nearly so")
    page.get_by_role("button", name="Put it into the text").click()
    page.get_by_text("The review stands in the text now").wait_for()
    shot(page, "desk draft with review")
    axe(page)
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/articles/checked-at-*")
    assert page.get_by_text("Nearly so").count() > 0
    assert desk.articles.newest(1)[0].title.startswith(f"Checked at {width}")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_two_who_write_at_once_see_both_versions(desk: Desk, enter: Enter, shot: Shot, axe: Axe, width: int) -> None:
    draft = desk.work.begin_draft(text="---\nheadline: Two pens\n---\n\nThe first sentence.\n")
    mine, theirs = enter("mira", width), enter("jonas", width)
    for page in (mine, theirs):
        page.goto(f"/desk/drafts/{draft.id}")
    theirs.get_by_label("Text: Markdown").fill("---\nheadline: Two pens\n---\n\nJonas was faster.\n")
    theirs.get_by_text("Saved.", exact=True).wait_for()
    mine.get_by_label("Text: Markdown").fill("---\nheadline: Two pens\n---\n\nMira wrote this.\n")
    mine.get_by_text("Somebody else saved another version").wait_for()
    assert "Jonas was faster" in desk.work.draft(draft.id).text
    mine.get_by_role("button", name="Save", exact=True).click()
    mine.get_by_role("heading", name="Somebody saved another version meanwhile").wait_for()
    assert "Mira wrote this" in mine.locator("#mine").input_value()
    assert "Jonas was faster" in mine.locator("#theirs").input_value()
    shot(mine, "desk conflict")
    axe(mine)
    mine.get_by_role("button", name="Save yours as the next version").click()
    mine.get_by_text("Saved.", exact=True).wait_for()
    texts = [one.text for one in desk.work.draft_versions(draft.id)]
    assert ["Mira" in texts[0], "Jonas" in texts[1], "first" in texts[2]] == [True] * 3


def test_the_desk_works_without_a_script(desk: Desk, enter: Enter, shot: Shot) -> None:
    page = enter("mira", script=False)
    page.goto("/desk/queue?text=drinking")
    page.get_by_role("button", name="Assign to me").click()
    page.get_by_label("Status of claim 1").select_option("checked")
    page.get_by_role("button", name="Set").click()
    claim = first(desk, "drinking")
    assert desk.work.claim(claim).item.assignee == "mira"
    assert desk.work.claim(claim).item.status == "checked"
    draft = desk.work.begin_draft(text="---\nheadline: By hand\n---\n\nOne.\n")
    page.goto(f"/desk/drafts/{draft.id}")
    page.get_by_label("Text: Markdown").fill("---\nheadline: By hand\n---\n\nTwo, not saved.\n")
    page.get_by_role("button", name="Preview").click()
    assert page.locator(".previewed").get_by_text("Two, not saved.").count() == 1
    assert desk.work.draft(draft.id).version == 1
    page.get_by_role("button", name="Save", exact=True).click()
    assert desk.work.draft(draft.id).version == 2
    shot(page, "desk without script")
