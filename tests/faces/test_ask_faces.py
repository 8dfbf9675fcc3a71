"""Asking on the command line, over HTTP and on the pages: streamed steps, kept answers, asking again."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from local_server import LocalServer
from lxml import html

from ascertain.desk import Desk
from ascertain.errors import Invalid
from ascertain.faces.api.app import create_app
from ascertain.faces.cli.asking import seconds_of
from ascertain.faces.listening import listen
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
    form = html.fromstring(site.get("/verify").text).xpath("//form[@action='/ask']")[0]
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


def test_asking_again_is_told_step_by_step_as_well(site: TestClient) -> None:
    first = site.get("/api/ask", params={"text": BRIDGE}).json()
    told = events(site.post(f"/api/answers/{first['id']}/again", headers=STREAM).text)
    assert told[0][1]["step"] == "understand"
    assert told[-1][1]["data"]["earlier"] == first["id"]
    problem = events(site.post("/api/answers/none/again", headers=STREAM).text)
    assert [name for name, _ in problem] == ["problem"]
    answer = site.get(f"/answers/{first['id']}")
    page = html.fromstring(answer.text)
    assert page.xpath("//form[@class='again']/@data-again") == [""]
    assert page.xpath("//*[@data-progress]//button[@data-stop]")
    assert "connect-src 'self'" in answer.headers["content-security-policy"]


def test_the_list_of_answers_as_a_page(site: TestClient) -> None:
    kept = site.get("/api/ask", params={"text": BRIDGE}).json()
    assert f"/answers/{kept['id']}" in html.fromstring(site.get("/answers").text).xpath("//a/@href")


def test_a_claim_of_a_dossier_leads_to_the_form_that_is_filled_with_it(site: TestClient, home: Path) -> None:
    body = "<title>Film</title><meta property='article:published_time' content='2025-03-24'>"
    body += f"<article><h1>Film</h1><p>{BRIDGE}, the state channel VTK reported on Monday.</p></article>"
    dossier = site.post("/api/verify", json={"html": body}).json()
    page = html.fromstring(site.get(f"/dossiers/{dossier['id']}").text)
    (link,) = page.xpath("//a[. = 'Ask about this claim']/@href")
    form = html.fromstring(site.get(link).text)
    assert form.xpath("//textarea/text()")[0].startswith("The army rebuilt the bridge")
    assert form.xpath("//input[@name='published']/@value") == ["2025-03-24"]
    hostile = site.get("/ask", params={"text": "x", "page": '"><script>', "published": '"><b>'}).text
    assert '<script>"' not in hostile
    assert html.fromstring(hostile).xpath("//input[@name='page']/@value") == ['"><script>']


class _Served:
    """The site on a real socket: only there a reader can go away."""

    def __init__(self, desk: Desk) -> None:
        self.listener = listen("127.0.0.1", 0)
        self.server = uvicorn.Server(uvicorn.Config(create_app(desk), log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listener]}, daemon=True)

    def __enter__(self) -> int:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return int(self.listener.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.mark.parametrize(
    "request_of",
    [
        "GET /api/ask?text=The+bridge HTTP/1.1\r\nAccept: text/event-stream\r\n",
        "GET /api/ask?text=The+bridge HTTP/1.1\r\n",
        "POST /ask HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 15\r\n",
    ],
)
def test_a_reader_who_goes_away_ends_the_work_and_nothing_is_kept(tmp_path: Path, request_of: str) -> None:
    """The only searcher never answers within the time; the question would go on for ten seconds."""
    gone = threading.Event()
    with LocalServer().running() as engine, Desk(_searching(tmp_path, engine)) as desk:
        engine.answers["/search"] = lambda _handler: (gone.wait(15), None)[1]
        with _Served(desk) as port:
            desk.warm()
            sent = socket.create_connection(("127.0.0.1", port))
            ended = threading.Event()
            until_ended(desk, ended)
            body = "text=The+bridge" if request_of.startswith("POST") else ""
            sent.sendall(f"{request_of}Host: 127.0.0.1:{port}\r\n\r\n{body}".encode())
            while not engine.requests:
                time.sleep(0.02)
            assert not ended.wait(0.3)
            sent.close()
            assert ended.wait(3), "it went on"
            gone.set()
        assert desk.answers() == []


def _searching(home: Path, engine: LocalServer) -> Settings:
    return Settings(home=home, searxng_url=engine.url(""), allow_private_hosts=frozenset({engine.host}))


def until_ended(desk: Desk, ended: threading.Event) -> None:
    """Set the event when a question has ended, however."""
    real = desk.ask

    def ask(*args: Any, **how: Any) -> Any:
        try:
            return real(*args, **how)
        finally:
            ended.set()

    desk.ask = ask  # type: ignore[method-assign]  # only this desk's


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
