"""Related fact-checks on the command line and on the page: filters, errors, and no way in for hostile text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from related_sample import RELATED
from test_related_report import poisoned

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"
MORE = [
    ("The army rebuilt the bridge over the Orlava within nine days", "Plain Check", "en", "True"),
    ("El ejército reconstruyó el puente sobre el Orlava en nueve días", "Comprobado", "es", "Falso"),
]
CLAIM = "The army rebuilt the bridge over the Orlava within nine days"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a collection with the samples and one claim that two publishers rate differently."""
    home, more = tmp_path_factory.mktemp("related"), tmp_path_factory.mktemp("files") / "more.jsonl"
    lines = [
        {"claim": claim, "publisher": name, "lang": language, "rating": rating, "url": f"https://{language}.example/"}
        for claim, name, language, rating in MORE
    ]
    more.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with Desk(Settings(home=home)) as desk:
        desk.import_factchecks(SAMPLES / "factchecks.jsonl")
        desk.import_factchecks(more)
    return home


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with Desk(Settings(home=home)) as desk:
        yield TestClient(create_app(desk), base_url="http://127.0.0.1", follow_redirects=False)


def test_the_command_groups_publishers_and_says_that_they_disagree(home: Path, run_command: Callable[..., Any]) -> None:
    outcome = run_command("--home", str(home), "related", CLAIM, "--explain")
    text = " ".join(outcome.out.split())
    assert outcome.code == 0
    assert "3 publishers checked this claim." in text
    assert "The ratings disagree: false (Comprobado), mostly false (Север проверяет) and true (Plain Check)." in text
    assert "Spanish, another language than the claim’s" in text
    assert "Language English" in text
    assert "Numbers nine days" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing to look for"),
        (["a claim", "--batch", "q.tsv", "--run", "out.run"], "at once"),
        (["a claim", "--run", "out.run"], "at once"),
        (["--batch", "q.tsv"], "not said where"),
        (["--run", "out.run"], "nothing to look for"),
        (["--batch", "q.tsv", "--run", "out.run", "--explain"], "for one text"),
        (["--batch", "q.tsv", "--run", "out.run", "--published", "2025-01-01"], "for one text"),
        (["a claim", "--rating", "pants on fire"], "mostly false"),
        (["a claim", "--language", "xx"], "en, es"),
        (["a claim", "--since", "2025-02-01", "--until", "2025-01-01"], "wrong order"),
        (["  "], "no text"),
    ],
)
def test_what_the_command_cannot_use_is_told_in_a_sentence(
    arguments: list[str], said: str, home: Path, run_command: Callable[..., Any]
) -> None:
    outcome = run_command("--home", str(home), "related", *arguments)
    assert (outcome.code, outcome.out) == (4, "")
    assert said in outcome.err
    assert "→" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_batch_with_a_bad_line_leaves_an_earlier_run(
    home: Path, run_command: Callable[..., Any], tmp_path: Path
) -> None:
    queries, run = tmp_path / "queries.tsv", tmp_path / "out.run"
    run.write_text("earlier\n")
    queries.write_text("1\tfine\n2\tfine\n1\tagain\n")
    outcome = run_command("--home", str(home), "related", "--batch", str(queries), "--run", str(run))
    assert outcome.code == 4
    assert "line 3: the id 1 is already on line 1" in outcome.err
    assert run.read_text() == "earlier\n"
    queries.write_text("1\tfine\n")
    outcome = run_command("--home", str(home), "related", "--batch", str(queries), "--run", str(run))
    assert outcome.code == 0, outcome.err
    assert "1 queries" not in outcome.out
    assert "1 query, 14 lines" in outcome.out
    assert run.read_text().startswith("1 Q0 ")


def test_the_page_shows_its_form_before_anything_is_asked(site: TestClient) -> None:
    page = site.get("/related")
    assert page.status_code == 200
    assert 'role="alert"' not in page.text
    for field in ("text", "language", "publisher", "rating", "since", "until", "published"):
        assert f'name="{field}"' in page.text
    assert '<form class="related" method="get" action="/related">' in page.text, "works without a script"


def test_the_page_keeps_what_was_filled_in_and_narrows_by_it(site: TestClient) -> None:
    asked = {"text": CLAIM, "language": "en, es", "rating": ["false", "true"], "publisher": ""}
    page = site.get("/related", params={**asked, "since": "", "until": "", "published": "2025-03-24"}).text
    assert 'value="en, es"' in page
    assert page.count("checked>") == 2
    assert 'value="2025-03-24"' in page
    assert "only in English or Spanish, rated false or true" in page
    assert "The ratings disagree" in page
    assert "sarnikfacts.example/2025/orlava-bridge-nine-days" not in page, "it is rated mostly false"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("since", "yesterday", "is no day"),
        ("rating", "wrong", "Choose among"),
        ("language", "xx", "The collection holds"),
        ("text", " ", "no text"),
        ("text", "a" * 10_001, "10,001"),
    ],
)
def test_the_page_says_what_it_cannot_use_and_keeps_the_text(
    field: str, value: str, said: str, site: TestClient
) -> None:
    page = site.get("/related", params={"text": "some claim", field: value})
    assert page.status_code in {403, 422}
    assert said in page.text
    assert ("some claim" in page.text) == (field != "text")


def test_the_route_names_the_choices_too(site: TestClient) -> None:
    answer = site.get("/api/related", params={"text": "bridge", "rating": "wrong"})
    assert answer.status_code == 422
    assert "mostly true" in answer.json()["hint"]
    assert site.get("/api/related", params={"text": "bridge", "limit": 16}).status_code == 422


def test_the_page_says_what_the_text_was_understood_as(site: TestClient) -> None:
    page = site.get("/related", params={"text": f"{CLAIM.upper()} #Flood #Merin"}).text
    assert "<summary>What the text was understood as</summary>" in page
    assert "hashtags at the end read as words" in page


def test_hostile_fact_checks_stay_text(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "related", lambda *_, **__: poisoned(RELATED))
    page = site.get("/related", params={"text": "x"}).text
    for harmful in ("<script>alert", "<img src=x", 'javascript:x"', "\u202e", "{{ 49 }}", "</style></title>"):
        assert harmful not in page
    assert 'href="javascript' not in page
    assert "{{ 7 * 7 }}" in page
