"""Each verb gives the same result as a method, a command and a route."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.rooms import Rooms
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"
ARTICLE = (
    "Bridge film\n\nArmy engineers rebuilt the Orlava bridge at Merin in nine days, the state channel VTK reported.\n\n"
    "The ministry said that 4,200 residents of Merin had been evacuated before the flood.\n"
)

LOCAL = {
    "related_batch": "reads and writes files of this machine",
    "import_documents": "reads folders of this machine",
    "import_images": "reads folders of this machine",
    "import_videos": "reads folders of this machine",
    "keyframes": "writes files of this machine",
    "import_hashes": "reads files of this machine",
    "import_sources": "reads files of this machine",
    "export_hashes": "writes files of this machine",
    "trace_folder": "reads folders and writes files of this machine",
    "reindex": "maintenance of this machine's files",
    "prepare": "set-up of this machine",
    "doctor": "set-up of this machine",
    "demo": "set-up of this machine",
}
"""Methods without a route, and why."""

GROUPS = {"pull_factchecks": "pull"}
"""Methods that take a source, and the group that holds a command and a route for each source."""

OPTIONS = {
    "related_batch": ("related", "--batch"),
    "trace_folder": ("trace", "--batch"),
    "ask_again": ("ask", "--again"),
}
"""Methods that are an option of another command."""

ROUTES = {"ask_again": "answers_{answer_id}_again"}
"""Methods whose route is named after what they are about."""

NAMED = {"find": "search"}
"""Methods whose command and route have another name: ``search`` is the room that holds the tables."""

NO_VERBS = {"thumbnails", "previews", "warm"}
"""Methods that serve the pages."""

MADE_EACH_TIME = {"at", "id", "seen", "document_id", "about", "seconds", "earlier", "later", "from_day", "to_day"}


def lasting(value: Any) -> Any:
    """Return the result without times and what depends on them."""
    if isinstance(value, dict):
        return {key: lasting(item) for key, item in value.items() if key not in MADE_EACH_TIME}
    return [lasting(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Desk]:
    """Return a desk of its own, with the sample fact-checks, for each face."""
    desks: dict[str, Desk] = {}

    def desk_for(face: str) -> Desk:
        if face not in desks:
            desks[face] = Desk(Settings(home=tmp_path_factory.mktemp(face)))
            desks[face].import_factchecks(SAMPLES / "factchecks.jsonl")
        return desks[face]

    return desk_for


def command(desk: Desk, run_command: Callable[..., Any], *arguments: str) -> Any:
    desk.close()
    return json.loads(run_command("--home", str(desk.settings.home), *arguments, "--json").out)


def client(desk: Desk) -> TestClient:
    return TestClient(create_app(desk, local=True), base_url="http://127.0.0.1")


def test_verify(faces: Callable[[str], Desk], run_command: Callable[..., Any], tmp_path: Path) -> None:
    from ascertain.ingest import RawPage

    page = tmp_path / "article.txt"
    page.write_text(ARTICLE)
    method = faces("method").verify(RawPage(body=ARTICLE.encode(), type="text")).model_dump(mode="json")
    shell = command(faces("shell"), run_command, "verify", str(page))
    route = client(faces("route")).post("/api/verify", json={"text": ARTICLE}).json()
    assert lasting(method) == lasting(shell) == lasting(route)
    assert any(claim["related"] for claim in route["claims"])


def test_related(faces: Callable[[str], Desk], run_command: Callable[..., Any]) -> None:
    claim = "The army rebuilt the bridge over the Orlava within nine days, on 23 March"
    method = (
        faces("method")
        .related(
            claim,
            limit=3,
            languages=["en", "Russian"],
            ratings=["mostly false", "mixed"],
            since=date(2025, 1, 1),
            published=date(2025, 3, 24),
        )
        .model_dump(mode="json")
    )
    options = [
        "--limit",
        "3",
        "--language",
        "en",
        "--language",
        "ru",
        "--rating",
        "mostly_false",
        "--rating",
        "mixed",
        "--since",
        "2025-01-01",
    ]
    shell = command(faces("shell"), run_command, "related", claim, *options, "--published", "2025-03-24")
    query: dict[str, str | int | list[str]] = {
        "text": claim,
        "limit": 3,
        "language": ["en", "ru"],
        "rating": ["Mostly false", "mixed"],
        "since": "2025-01-01",
        "published": "2025-03-24",
    }
    route = client(faces("route")).get("/api/related", params=query).json()
    assert method == shell == route
    found = [match["fact_check"] for group in route["groups"] for match in group["matches"]]
    assert {check["language"] for check in found} == {"en", "ru"}
    page = client(faces("route")).get("/related", params=query).text
    assert all(check["url"] in page for check in found)


def test_ask_and_ask_again(faces: Callable[[str], Desk], run_command: Callable[..., Any]) -> None:
    claim = "The army rebuilt the bridge over the Orlava within nine days"
    said, page = date(2025, 3, 24), "https://post.example/1"
    method = faces("method").ask(claim, published=said, page=page)
    shell = command(faces("shell"), run_command, "ask", claim, "--published", "2025-03-24", "--page", page)
    query = {"text": claim, "published": "2025-03-24", "page": page}
    route = client(faces("route")).get("/api/ask", params=query).json()
    assert lasting(method.model_dump(mode="json")) == lasting(shell) == lasting(route)
    assert route["verdict"] == "refuted"
    method_again = faces("method").ask_again(method.id).model_dump(mode="json")
    shell_again = command(faces("shell"), run_command, "ask", "--again", shell["id"])
    route_again = client(faces("route")).post(f"/api/answers/{route['id']}/again").json()
    assert lasting(method_again) == lasting(shell_again) == lasting(route_again)
    assert route_again["since"]["same"] == len(route["passages"])


def test_search(faces: Callable[[str], Desk], run_command: Callable[..., Any]) -> None:
    method = faces("method").find("Orlava bridge", limit=3, kinds=frozenset({"fact-check"})).model_dump(mode="json")
    shell = command(faces("shell"), run_command, "search", "Orlava bridge", "--limit", "3", "--kind", "fact-check")
    query: dict[str, str | int] = {"query": "Orlava bridge", "limit": 3, "kind": "fact-check"}
    route = client(faces("route")).get("/api/search", params=query).json()
    assert method == shell == route
    assert route["hits"][0]["words"] == ["orlava", "bridge"]
    page = client(faces("route")).get("/search", params=query).text
    assert all(hit["url"] in page for hit in route["hits"])


def test_answers(faces: Callable[[str], Desk], run_command: Callable[..., Any]) -> None:
    for face in ("method", "shell", "route"):
        faces(face).ask("The ferry sank off Merin", seconds=10)
    method = [(one.question, one.verdict) for one in faces("method").answers(1)]
    shell = [
        (one["question"], one["verdict"]) for one in command(faces("shell"), run_command, "answers", "--limit", "1")
    ]
    listed = client(faces("route")).get("/api/answers", params={"limit": 1}).json()
    assert method == shell == [(one["question"], one["verdict"]) for one in listed]
    kept = client(faces("route")).get(f"/api/answers/{listed[0]['id']}").json()
    key = json.loads(run_command("--home", str(faces("shell").settings.home), "answers", "--json").out)[0]["id"]
    shown = command(faces("shell"), run_command, "answers", key)
    assert lasting(shown) == lasting(kept)
    assert f"/answers/{listed[0]['id']}" in client(faces("route")).get("/answers").text


def test_related_batch_as_method_and_command(
    faces: Callable[[str], Desk], run_command: Callable[..., Any], tmp_path: Path
) -> None:
    queries, runs = tmp_path / "queries.tsv", (tmp_path / "method.run", tmp_path / "shell.run")
    queries.write_text("q1\tThe army rebuilt the bridge\nq2\tel puente de Merin\n")
    report = json.loads(faces("method").related_batch(queries, runs[0], limit=5).to_json())
    options = ("--batch", str(queries), "--run", str(runs[1]), "--limit", "5")
    shell = command(faces("shell"), run_command, "related", *options)
    assert {**report, "run": ""} == {**shell, "run": ""}
    assert runs[0].read_bytes() == runs[1].read_bytes()


def test_import_factchecks(faces: Callable[[str], Desk], run_command: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "more.jsonl"
    lines = [{"claim": f"Claim number {n} about dams", "url": f"https://a.example/{n}"} for n in range(3)]
    file.write_text("".join(json.dumps(line) + "\n" for line in [*lines, {"url": "https://a.example/without"}]))
    method = json.loads(faces("method").import_factchecks(file).to_json())
    shell = command(faces("shell"), run_command, "import", "factchecks", str(file))
    route = client(faces("route")).post("/api/import/factchecks?name=more.jsonl", content=file.read_bytes()).json()
    for report in (method, shell, route):
        assert (report["new"], report["rejected"]) == (3, 1)
    assert set(method) == set(shell) == set(route)


def test_trace(faces: Callable[[str], Desk], run_command: Callable[..., Any], tmp_path: Path) -> None:
    from ascertain.verbs.tracing import Given

    picture = next((SAMPLES / "article_files").iterdir())
    for face in ("method", "shell", "route"):
        faces(face).import_images(picture.parent)
    method = faces("method").trace(Given(picture.name, picture.read_bytes())).model_dump(mode="json")
    shell = command(faces("shell"), run_command, "trace", str(picture))
    route = client(faces("route")).post(f"/api/trace?name={picture.name}", content=picture.read_bytes()).json()
    for record in (method, shell, route):
        for match in record["sightings"]:
            del match["sighting"]["date"]
    assert lasting(method) == lasting(shell) == lasting(route)
    assert method["sightings"]


def test_every_method_of_the_desk_has_a_command_and_a_route_or_a_reason() -> None:
    from typer.main import get_command

    from ascertain.faces.cli.commands import app

    inherited = {name for name, _ in inspect.getmembers(Rooms)}
    methods = (
        {n for n, f in inspect.getmembers(Desk, inspect.isfunction) if not n.startswith("_")} - inherited - NO_VERBS
    )
    top: Any = get_command(app)
    names = set(top.commands) | {
        f"{group}_{name}" for group in ("import", "export") for name in top.commands[group].commands
    }
    paths = {path.removeprefix("/api/").replace("/", "_") for path in create_app(Desk(Settings())).openapi()["paths"]}
    sources = set(top.commands["pull"].commands)
    assert sources == {"google", "crawl", "datacommons"}
    assert {f"pull_{name}" for name in sources} - paths == {"pull_datacommons"}, "import/factchecks takes its file"
    for name, option in OPTIONS.values():
        assert option in {text for param in top.commands[name].params for text in param.opts}
    methods = {NAMED.get(name, name) for name in methods}
    assert methods - names - set(GROUPS) - set(OPTIONS) == set(), "methods without a command"
    assert set(ROUTES.values()) <= paths
    assert methods - paths - set(ROUTES) - set(LOCAL) - set(GROUPS) == set(), "methods without a route"
