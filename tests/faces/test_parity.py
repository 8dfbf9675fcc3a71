"""Each verb gives the same result as a method, a command and a route."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
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
    "import_documents": "reads folders of this machine",
    "reindex": "maintenance of this machine's files",
    "prepare": "set-up of this machine",
    "doctor": "set-up of this machine",
    "demo": "set-up of this machine",
}
"""Methods without a route, and why."""

GROUPS = {"pull_factchecks": "pull"}
"""Methods that take a source, and the group that holds a command and a route for each source."""

NO_VERBS = {"thumbnails", "warm"}
"""Methods that serve the pages."""

MADE_EACH_TIME = {"at", "id", "seen", "document_id", "about", "seconds"}


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
    return TestClient(create_app(desk, frozenset({"testserver"})))


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
    claim = "The army rebuilt the bridge over the Orlava within nine days"
    method = [m.model_dump(mode="json") for m in faces("method").related(claim, limit=3, languages=["en", "ru"])]
    shell = command(
        faces("shell"), run_command, "related", claim, "--limit", "3", "--language", "en", "--language", "ru"
    )
    query: dict[str, str | int | list[str]] = {"text": claim, "limit": 3, "language": ["en", "ru"]}
    route = client(faces("route")).get("/api/related", params=query).json()
    assert method == shell == route
    assert {m["fact_check"]["language"] for m in route} == {"en", "ru"}


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


def test_every_method_of_the_desk_has_a_command_and_a_route_or_a_reason() -> None:
    from typer.main import get_command

    from ascertain.faces.cli.commands import app

    inherited = {name for name, _ in inspect.getmembers(Rooms)}
    methods = (
        {n for n, f in inspect.getmembers(Desk, inspect.isfunction) if not n.startswith("_")} - inherited - NO_VERBS
    )
    top: Any = get_command(app)
    names = set(top.commands) | {f"import_{name}" for name in top.commands["import"].commands}
    paths = {path.removeprefix("/api/").replace("/", "_") for path in create_app(Desk(Settings())).openapi()["paths"]}
    sources = set(top.commands["pull"].commands)
    assert sources == {"google", "crawl", "datacommons"}
    assert {f"pull_{name}" for name in sources} - paths == {"pull_datacommons"}, "import/factchecks takes its file"
    assert methods - names - set(GROUPS) == set(), "methods without a command"
    assert methods - paths - set(LOCAL) - set(GROUPS) == set(), "methods without a route"
