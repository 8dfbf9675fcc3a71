"""What the tests in a real browser share: widths, and what their fixtures give."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ascertain.desk import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDE, NARROW = 1280, 390
"""Pixels: a laptop and a phone. Every journey is walked at both."""


class BrowserPage(Protocol):
    """Opens a new window, with cookies of its own, in the size of a device."""

    def __call__(
        self, width: int, *, dark: bool = False, script: bool = True, language: str = "en-GB", token: str = ""
    ) -> Page:
        """Return a page whose addresses may begin at the site's root; ``token`` is the cookie ``session``."""


class Shot(Protocol):
    """Keeps a picture of a page under ``build/screenshots``."""

    def __call__(self, page: Page, name: str, *, whole: bool = True) -> Path:
        """Return the file: the name with the width of the window; ``whole`` goes down to the end of the page."""


class Axe(Protocol):
    """Fails where axe-core finds that a page keeps somebody out, and where it can be moved sideways."""

    def __call__(self, page: Page) -> None:
        """Look at the page as it is now."""


@dataclass(frozen=True)
class Site:
    """The site that is running."""

    address: str
    """Where: ``http://127.0.0.1:PORT``."""

    desk: Desk
    """The desk behind it, to arrange or to look at what a page did."""


def until(page: Page, expression: str, seconds: float = 15.0) -> None:
    """Return when a JavaScript expression is true on a page.

    The policy of the pages forbids ``eval``, by which the browser driver's own ``wait_for_function`` waits.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise AssertionError(f"Not true within {seconds:g} seconds: {expression}")
        page.wait_for_timeout(50)
