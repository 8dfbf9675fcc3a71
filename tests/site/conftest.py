"""The whole site in a real browser: a server with the demo's content, one Chromium, pictures of what it shows.

Without Chromium the tests here are skipped; ``make system`` installs it for root.
"""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
import uvicorn
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot, Site

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
"""Where pictures of the pages are kept, for people to look at."""

_HERE = Path(__file__).parent
_HEIGHT = {WIDE: 900, NARROW: 844}
_WAIT = 10_000
"""Milliseconds a page may take for anything."""

_open = ExitStack()
"""What one run of these tests opened."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """Close browser and server behind the last test here.

    Playwright keeps an event loop running in the thread of the tests; one that is left open would fail every later
    test that runs a loop of its own.
    """
    yield
    if nextitem is None or _HERE not in nextitem.path.parents:
        _open.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site with the content of the demo, served from a temporary home on a free port."""
    desk = Desk(Settings(home=tmp_path_factory.mktemp("site")))
    _open.callback(desk.close)
    desk.demo()
    return Site(_open.enter_context(_serving(desk)), desk)


@contextmanager
def _serving(desk: Desk) -> Iterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(create_app(desk), host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > until or not thread.is_alive():
            pytest.fail("The site did not start; its log says why.")
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Return the Chromium of this machine."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("Chromium is not installed: make system")
    from playwright.sync_api import sync_playwright

    playwright = _open.enter_context(sync_playwright())
    arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    browser = playwright.chromium.launch(executable_path=program, args=arguments)
    _open.callback(browser.close)
    return browser


@pytest.fixture
def browser_page(browser: Browser, site: Site) -> Iterator[BrowserPage]:
    """Open windows of a width; each ends with the test, and the test fails when its console told of an error."""
    windows: list[BrowserContext] = []
    said: list[str] = []

    def open_page(
        width: int, *, dark: bool = False, script: bool = True, language: str = "en-GB", token: str = ""
    ) -> Page:
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        window = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": _HEIGHT.get(width, 900)},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
            locale=language,
        )
        windows.append(window)
        window.set_default_timeout(_WAIT)
        if token:
            window.add_cookies([{"name": "session", "value": token, "url": site.address}])
        page = window.new_page()
        # A page that is refused (403, 404, 422) is told there as well; what was asked for may be that very page.
        page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    yield open_page
    for window in windows:
        window.close()
    wrong = [line for line in said if not line.startswith("Failed to load resource")]
    assert not wrong, f"The browser's console told of: {wrong}"


@pytest.fixture
def shot() -> Shot:
    """Keep a picture of a page under ``build/screenshots``; the width of the window becomes part of its name."""

    def take(page: Page, name: str, *, whole: bool = True) -> Path:
        size = page.viewport_size
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}-{size['width'] if size else 0}.png"
        page.screenshot(path=path, full_page=whole)
        return path

    return take


@pytest.fixture
def axe() -> Axe:
    """Fail where axe-core finds that a page keeps somebody out, and where it can be moved sideways."""

    def check(page: Page) -> None:
        from axe_playwright_python.sync_playwright import Axe as AxeCore  # type: ignore[import-untyped]

        found = AxeCore().run(page)
        assert not found.violations_count, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"The page is {wide} pixels wider than the window."

    return check
