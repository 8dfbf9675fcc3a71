"""The interface in four languages: catalogues are complete, and pages read well in each, also from right to left."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from browsing import NARROW, WIDE, Axe, BrowserPage, Shot

from ascertain.faces.web import formats
from ascertain.faces.web.choosing import own_path
from ascertain.faces.web.language import languages, own_name, words_in

ROOT = Path(__file__).parents[2]
FOREIGN = ("ar", "de", "fr")
ARTICLE = "/articles/state-channel-bridge-film"


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    """Return the tool that keeps the catalogues."""
    spec = importlib.util.spec_from_file_location("update_catalogues", ROOT / "tools" / "update_catalogues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def translated(message: Message) -> Iterator[tuple[str, str]]:
    """Yield the forms of a message in English and in the other language; a plural's last form is the general one."""
    if isinstance(message.id, tuple):
        assert isinstance(message.string, tuple)
        yield message.id[1], message.string[-1]
    else:
        yield str(message.id), str(message.string)


@pytest.mark.parametrize("language", FOREIGN)
def test_every_word_of_the_site_is_translated_and_nothing_else_stands_in_the_catalogue(
    catalogues: ModuleType, language: str
) -> None:
    _, left = catalogues.updated(language)
    assert left == [], "run tools/update_catalogues.py, then translate these in locale/*.po"
    stored = {str(message.id) for message in catalogues.catalogue(language) if message.id}
    said = {str(message.id) for message in catalogues.said() if message.id}
    assert stored - said == set(), "nobody says these any more: run tools/update_catalogues.py"


@pytest.mark.parametrize("language", FOREIGN)
def test_translations_keep_what_is_filled_in_and_how_sentences_end(catalogues: ModuleType, language: str) -> None:
    wrong = [
        (english, words)
        for message in catalogues.catalogue(language)
        if message.id
        for english, words in translated(message)
        if places(english) != places(words) or english.endswith(".") != words.endswith(".")
    ]
    assert wrong == []


def test_the_tool_finds_words_of_templates_and_of_python(catalogues: ModuleType) -> None:
    said = catalogues.said()
    assert "Reply" in said, "a template says it"
    assert "Lock thread" in said, "Python marks it with to_say"
    assert said.get("{n} comment").id == ("{n} comment", "{n} comments")


def test_plurals_follow_each_languages_own_rule() -> None:
    def forms(language: str) -> list[str]:
        return [words_in(language).count("{n} comment", "{n} comments", n) for n in (0, 1, 2, 5, 11, 1234)]

    assert forms("en") == ["0 comments", "1 comment", "2 comments", "5 comments", "11 comments", "1,234 comments"]
    assert forms("fr")[:3] == ["0 commentaire", "1 commentaire", "2 commentaires"]
    assert forms("de")[-1] == "1.234 Kommentare"
    assert forms("ar") == ["لا تعليقات", "تعليق واحد", "تعليقان", "5 تعليقات", "11 تعليقًا", "1,234 تعليقًا"]


def test_days_moments_and_numbers_are_written_as_each_language_writes_them() -> None:
    at = datetime(2026, 3, 4, 15, 7, tzinfo=UTC)
    assert formats.day(at, "en") == "4 March 2026"
    assert formats.day(at.date(), "de") == "4. März 2026"
    assert formats.moment(at, "fr") == "4 mars 2026, 15:07 UTC"
    assert formats.day(at, "ar") == "4 مارس 2026"
    assert [formats.number(1234.5, one) for one in ("en", "de")] == ["1,234.5", "1.234,5"]


def test_each_language_is_offered_by_its_own_name() -> None:
    assert {one: own_name(one) for one in languages()} == {
        "en": "English",
        "ar": "العربية",
        "de": "Deutsch",
        "fr": "Français",
    }


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", ""])
def test_choosing_a_language_leads_to_no_other_site(path: str) -> None:
    assert own_path(path) == "/"
    assert own_path("/articles/x?sort=newest") == "/articles/x?sort=newest"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_language_is_chosen_without_a_script_and_stays(browser_page: BrowserPage, shot: Shot, width: int) -> None:
    page = browser_page(width, script=False)
    page.goto(f"{ARTICLE}?sort=newest")
    page.get_by_label("Language").select_option("fr")
    page.get_by_role("button", name="Change", exact=True).click()
    assert page.url.endswith("?sort=newest")
    assert page.locator("html").get_attribute("lang") == "fr"
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "fr"
    shot(page, "language-fr-front")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", ["/", ARTICLE, "/verify", "/signin"])
def test_pages_in_arabic_run_from_right_to_left_and_keep_nobody_out(
    browser_page: BrowserPage, axe: Axe, shot: Shot, width: int, path: str
) -> None:
    page = browser_page(width, language="ar")
    page.goto(path)
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    home = page.locator("header .home").bounding_box()
    assert home
    assert home["x"] + home["width"] > width / 2, "the name of the site stands on the right"
    axe(page)
    shot(page, f"arabic{path.replace('/', '-')}")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_longer_words_fit_a_phone(browser_page: BrowserPage, axe: Axe, shot: Shot, language: str) -> None:
    page = browser_page(NARROW, language=language)
    page.goto(ARTICLE)
    axe(page)
    shot(page, f"article-{language}")
