"""Asking on the command line, over HTTP and on the pages: streamed steps, kept answers, asking again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ascertain.desk import Desk
from ascertain.errors import Invalid
from ascertain.faces.api.app import create_app
from ascertain.faces.cli.asking import seconds_of
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"
BRIDGE = "The army rebuilt the bridge over the Orlava within nine days"
STREAM = {"accept": "text/event-stream"}
ORDER = ("understand", "search", "read", "passages", "judge", "answer")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asked")


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with Desk(Settings(home=home)) as desk:
        desk.import_factchecks(SAMPLES / "factchecks.jsonl")
        yield TestClient(create_app(desk), base_url="http://127.0.0.1", follow_redirects=False)


def events(body: str) -> list[tuple[str, dict[str, Any]]]:
    """Read a stream of events as the standard says."""
    found = []
    for block in body.split("\n\n"):
        fields = [line.partition(": ")[::2] for line in block.splitlines() if not line.startswith(":")]
        data = "\n".join(value for name, value in fields if name == "data")
        if data:
            found.append((dict(fields).get("event", "message"), json.loads(data)))
    return found


def test_the_stream_tells_each_step_in_order_and_the_answer_last(site: TestClient) -> None:
    sent = site.get("/api/ask", params={"text": BRIDGE}, headers=STREAM)
    assert sent.headers["content-type"].startswith("text/event-stream")
    told = events(sent.text)
    assert {name for name, _ in told} == {"message"}
    steps = [data["step"] for _, data in told]
    assert steps[0] == "understand"
    assert steps[-1] == "answer"
    assert steps.count("answer") == 1
    assert set(steps) <= set(ORDER)
    assert steps.index("passages") < steps.index("judge")
    kinds = {data["step"]: data["kind"] for _, data in told}
    assert (kinds["understand"], kinds["passages"], kinds["answer"]) == ("Inquiry", "Passage", "Answer")
    answer = told[-1][1]["data"]
    assert site.get(f"/api/answers/{answer['id']}").json() == answer
    shown = {data["data"]["id"] for _, data in told if data["step"] == "passages"}
    assert shown == {passage["id"] for passage in answer["passages"]}


def test_a_question_that_cannot_be_asked_ends_the_stream_with_the_problem(site: TestClient) -> None:
    told = events(site.get("/api/ask", params={"text": "?"}, headers=STREAM).text)
    assert [name for name, _ in told] == ["problem"]
    assert set(told[0][1]) == {"error", "hint"}


def test_what_is_asked_cannot_add_events_to_the_stream(site: TestClient) -> None:
    text = BRIDGE + "\n\nevent: problem\ndata: {}\n\n\r\rdata: {}\u2028\u2029"
    told = events(site.get("/api/ask", params={"text": text}, headers=STREAM).text)
    assert {name for name, _ in told} == {"message"}
    assert told[-1][1]["step"] == "answer"


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_another_site_cannot_make_the_desk_ask(site: TestClient, origin: str) -> None:
    before = len(site.get("/ask").text)
    assert site.get("/api/ask", params={"text": BRIDGE}, headers={"sec-fetch-site": origin}).status_code == 403
    assert site.post("/ask", data={"text": BRIDGE}, headers={"sec-fetch-site": origin}).status_code == 403
    form = site.get("/ask", params={"text": "<b>Only</b> a form"}, headers={"sec-fetch-site": origin})
    assert html.fromstring(form.text).xpath("//textarea/text()") == ["<b>Only</b> a form"]
    assert len(site.get("/ask").text) == before


@pytest.mark.parametrize("params", [{}, {"text": ""}, {"text": "x", "seconds": "0"}, {"text": "x", "seconds": "nan"}])
def test_requests_that_do_not_fit_are_refused(site: TestClient, params: dict[str, str]) -> None:
    assert site.get("/api/ask", params=params).status_code == 422


def test_the_form_works_without_a_script_and_the_answer_can_be_asked_again(site: TestClient) -> None:
    form = html.fromstring(site.get("/").text).xpath("//form[@action='/ask']")[0]
    assert form.get("method") == "post"
    sent = site.post("/ask", data={"text": BRIDGE, "page": "https://post.example/1", "published": "2025-03-24"})
    assert sent.status_code == 303
    page = site.get(sent.headers["location"])
    assert page.headers["x-frame-options"] == "DENY"
    tree = html.fromstring(page.text)
    assert tree.xpath("//a[@class='cite']")
    again = site.post(tree.xpath("//form[@class='again']/@action")[0])
    assert again.status_code == 303
    later = html.fromstring(site.get(again.headers["location"]).text)
    assert later.xpath("//section[@class='since']//h2/a/@href") == [sent.headers["location"]]
    assert "No evidence came or went since." in later.text_content()
    record = site.get(f"/api{again.headers['location']}").json()
    assert (record["page"], record["published"]) == ("https://post.example/1", "2025-03-24")
    first = html.fromstring(site.get(sent.headers["location"]).text)
    assert again.headers["location"] in first.xpath("//a/@href")
    assert sent.headers["location"] in html.fromstring(site.get("/ask").text).xpath("//a/@href")


@pytest.mark.parametrize(
    "form",
    [
        {"text": ""},
        {"text": "x" * 10_001},
        {"text": BRIDGE, "page": "javascript:alert(1)"},
        {"text": BRIDGE, "published": "yesterday"},
        {"text": "y" * 200_000},
    ],
)
def test_a_form_that_cannot_be_asked_says_why(site: TestClient, form: dict[str, str]) -> None:
    sent = site.post("/ask", data=form)
    assert sent.status_code in {403, 422}
    assert html.fromstring(sent.text).xpath("//div[@class='failed']")


@pytest.mark.parametrize("path", ["/api/answers/none", "/answers/none"])
def test_an_answer_that_is_not_there(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404
    assert site.post(f"{path}/again").status_code == 404


def test_pages_run_only_their_own_script_and_connect_only_to_the_desk(site: TestClient) -> None:
    security = site.get("/ask").headers["content-security-policy"]
    assert "connect-src 'self'" in security
    assert "'unsafe" not in security


def test_the_command_tells_evidence_before_the_answer_and_prints_the_report(
    site: TestClient, home: Path, run_command: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "answer.html"
    done = run_command("--home", str(home), "ask", BRIDGE, "--time", "1m", "--html", str(file))
    assert done.code == 0
    lines = [line.partition(" s  ")[2] for line in done.err.splitlines()]
    assert lines[0].startswith("Searching for “The army rebuilt")
    assert (
        lines.index("Sarnik Fact Desk, 25 March 2025: No, the army did not rebuild the Orlava bridge in nine days") > 0
    )
    assert not [line for line in lines if "no key is set" in line]
    assert "Refuted by what was found." in done.out
    assert "Sarnik Fact Desk (25 March 2025)" in done.out
    assert "SearXNG: not searched" in done.out
    assert html.fromstring(file.read_text(encoding="utf-8")).xpath("//h2[@id='verdict']")


def test_the_command_asks_again_and_says_what_came_in(tmp_path: Path, run_command: Callable[..., Any]) -> None:
    with Desk(Settings(home=tmp_path)) as desk:
        first = desk.ask(BRIDGE)
        assert (first.verdict, first.passages) == ("not enough evidence", ())
        desk.import_factchecks(SAMPLES / "factchecks.jsonl")
    done = run_command("--home", str(tmp_path), "ask", "--again", first.id)
    assert "The verdict was: not enough evidence. Now: refuted by what was found." in done.out
    assert "+ Sarnik Fact Desk, 25 March 2025" in done.out
    record = json.loads(run_command("--home", str(tmp_path), "ask", "--again", first.id, "--json").out)
    assert record["answer"]["earlier"] == record["since"]["earlier"] == first.id
    assert record["since"]["new"]


def test_the_command_reads_standard_input(site: TestClient, home: Path, run_command: Callable[..., Any]) -> None:
    done = run_command("--home", str(home), "ask", "-", "--json", stdin=BRIDGE.encode())
    assert json.loads(done.out)["question"] == BRIDGE


@pytest.mark.parametrize(
    "arguments", [(), ("text", "--again", "x"), ("text", "--time", "soon"), ("text", "--time", "0s"), ("--again", "x")]
)
def test_a_command_that_cannot_be_understood_ends_with_a_sentence(
    home: Path, run_command: Callable[..., Any], arguments: tuple[str, ...]
) -> None:
    done = run_command("--home", str(home), "ask", *arguments)
    assert done.code != 0
    assert done.err.startswith("ascertain: ")
    assert done.out == ""


@pytest.mark.parametrize(("text", "seconds"), [("20s", 20), ("20", 20), ("1.5m", 90), ("2 MIN", 120)])
def test_lengths_of_time(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "s", "-1s", "1h", "20s20s"])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(Invalid):
        seconds_of(text)
