"""What came in later, as a method, a command, a route, a page, and in the report of an import."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from report_hostile import hostile_text
from rich.console import Console

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.faces.report.laterterminal import print_answered, print_news
from ascertain.faces.report.page import dossier_page
from ascertain.ingest.answered import Answered
from ascertain.ingest.importing import ImportReport
from ascertain.records import Dossier
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"
ARTICLE = (
    "Bridge film\n\nArmy engineers rebuilt the Orlava bridge at Merin in nine days, the state channel VTK reported.\n\n"
    "The ministry said that 4,200 residents of Merin had been evacuated before the flood.\n"
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Dossier, ImportReport]]:
    """Give a desk, the dossier of a page, and the report of what came in after it."""
    folder = tmp_path_factory.mktemp("later")
    (folder / "article.txt").write_text(ARTICLE)
    with Desk(Settings(home=folder / "home")) as desk:
        desk.prepare()
        dossier = desk.verify(str(folder / "article.txt"))
        yield desk, dossier, desk.import_factchecks(SAMPLES / "factchecks.jsonl")


def printed(print_it: Callable[[Console], None]) -> str:
    console = Console(file=io.StringIO(), width=80, highlight=False)
    print_it(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def answered(number: int = 0, **fields: Any) -> Answered:
    one = Answered(
        claim=f"The dam holds {number} million litres.",
        page_title="What the dam holds",
        page_url="https://news.example/dam",
        dossier="d" * 32,
        checked="The dam holds 90 million litres",
        publisher="Lindmoor Checks",
        rating="false",
        rating_words="Wrong",
        url="https://checks.example/dam",
        score=0.9,
        strength="close",
    )
    return replace(one, **fields)


def test_method_command_and_route_give_the_same(
    both: tuple[Desk, Dossier, ImportReport], run_command: Callable[..., Any]
) -> None:
    desk, dossier, _ = both
    home = str(desk.settings.home)
    client = TestClient(create_app(desk, local=True), base_url="http://127.0.0.1")
    for given in ((), (dossier.id,)):
        method = [one.model_dump(mode="json") for one in desk.news(*given)]
        shell = json.loads(run_command("--home", home, "news", *given, "--json").out)
        route = client.get("/api/news", params={"dossier": given[0]} if given else {}).json()
        assert method == shell == route
        assert {one["dossier_id"] for one in route} == {dossier.id}
    assert len(client.get("/api/news", params={"dossier": dossier.id, "limit": 1}).json()) == 1
    assert client.get("/api/news", params={"dossier": "none"}).status_code == 404
    assert run_command("--home", home, "news", "none").code == 3


def test_the_page_of_a_dossier_shows_what_came_in_since(both: tuple[Desk, Dossier, ImportReport]) -> None:
    desk, dossier, _ = both
    client = TestClient(create_app(desk, local=True), base_url="http://127.0.0.1")
    page = client.get(f"/dossiers/{dossier.id}").text
    later = page[page.index("Since this dossier was made") : page.index("The article, claim by claim")]
    assert "https://sarnikfacts.example/2025/merin-evacuation" in later
    assert "mostly true" in later
    assert "close match" in later
    assert 'href="#claim-' in later
    assert "Since this dossier was made" not in dossier_page(dossier)


def test_the_latest_of_all_pages_have_a_page(both: tuple[Desk, Dossier, ImportReport], tmp_path: Path) -> None:
    desk, dossier, _ = both
    page = TestClient(create_app(desk, frozenset({"testserver"}))).get("/news").text
    assert "https://sarnikfacts.example/2025/merin-evacuation" in page
    assert f"/dossiers/{dossier.id}" in page
    with Desk(Settings(home=tmp_path)) as empty:
        empty_page = TestClient(create_app(empty, frozenset({"testserver"}))).get("/news")
    assert empty_page.status_code == 200
    assert "No fact-check that answers an earlier claim" in empty_page.text


def test_the_report_of_an_import_carries_what_it_answers(
    both: tuple[Desk, Dossier, ImportReport], run_command: Callable[..., Any], tmp_path: Path
) -> None:
    _, dossier, report = both
    first = json.loads(report.to_json())["answered"][0]
    assert first["claim"] in ARTICLE
    assert first["dossier"] == dossier.id
    assert set(first) >= {"page_title", "page_url", "checked", "publisher", "rating", "url", "score", "strength"}
    page, home = tmp_path / "page.txt", str(tmp_path / "home")
    page.write_text(ARTICLE)
    assert run_command("--home", home, "verify", str(page)).code == 0
    shown = run_command("--home", home, "import", "factchecks", str(SAMPLES / "factchecks.jsonl")).out
    assert "2 claims collected earlier may be answered by what came in" in shown
    assert "https://sarnikfacts.example/2025/merin-evacuation" in shown
    again = run_command("--home", home, "import", "factchecks", str(SAMPLES / "factchecks.jsonl")).out
    assert "collected earlier" not in again


def test_ten_matches_are_printed_and_the_rest_counted() -> None:
    many = [answered(number) for number in range(13)]
    shown = printed(lambda console: print_answered(many, console))
    assert "13 claims collected earlier may be answered" in shown
    assert shown.count("https://checks.example/dam") == 10
    assert "and 3 more (all of them with --json)" in shown
    assert printed(lambda console: print_answered([], console)) == ""
    assert "more (all" not in printed(lambda console: print_answered(many[:10], console))


def test_a_claim_with_several_matches_is_printed_once_and_so_is_its_page() -> None:
    several = [answered(1), answered(2, url="https://checks.example/b"), answered(1, url="https://checks.example/c")]
    shown = printed(lambda console: print_answered(several, console))
    assert shown.count("1 million litres") == 1
    assert shown.count("What the dam holds") == 1
    assert shown.index("checks.example/c") < shown.index("2 million litres")
    assert "2 claims collected earlier may be answered by what came in (3 matches" in shown


def test_nothing_found_is_said() -> None:
    assert "since" in printed(lambda console: print_news([], console, of_one=True))
    assert "earlier claim" in printed(lambda console: print_news([], console, of_one=False))


@pytest.mark.parametrize("attack", [hostile_text("Bridge"), "javascript:alert(document.domain)"])
def test_foreign_text_cannot_act_on_the_terminal_or_the_page(
    both: tuple[Desk, Dossier, ImportReport], attack: str
) -> None:
    desk, dossier, _ = both
    one = answered(claim=attack, page_title=attack, page_url=attack, checked=attack, publisher=attack, url=attack)
    shown = printed(lambda console: print_answered([replace(one, rating_words=attack, differences=(attack,))], console))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    found = desk.news(dossier.id)[0]
    check = found.match.fact_check.model_copy(update={"claim": attack, "url": attack, "rating_words": attack})
    evil = found.model_copy(update={"match": found.match.model_copy(update={"fact_check": check})})
    page = dossier_page(dossier, later=[evil])
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page.lower()
    assert "\u202e" not in page
