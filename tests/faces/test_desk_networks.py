"""The pages of networks at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk_visitors import entered
from fastapi.testclient import TestClient

from ascertain.desk import Desk
from ascertain.faces.web.desknetworks import DRAWN, drawing
from ascertain.records import Network, Person
from ascertain.settings import Settings


def posts(path: Path) -> Path:
    """Write posts in which three accounts share thirty links within seconds, and forty others at their own pace."""
    lines = ["account,url,id,time"]
    for thing in range(60):
        for other in range(40):
            lines.append(f"reader{other},https://x.example/{thing},{thing}-{other},{thing * 7200 + other * 83 + thing}")
        if thing % 2:
            for member in range(3):
                name = "<b>step</b>" if member == 0 else f"step{member}"
                lines.append(f"{name},https://x.example/{thing},s{thing}-{member},{thing * 7200 + 1000 + member * 4}")
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("networkpages")
    with Desk(Settings(home=folder / "home")) as opened:
        person = Person(id="r", email="r@x.example", name="Rea", role="reporter", created=datetime.now(UTC))
        opened.store.people.add(person)
        opened.networks.find(posts(folder / "posts.csv"), "link", window=30, copies=19, progress=lambda *_: None)
        yield opened


@pytest.fixture
def network(desk: Desk) -> Network:
    return desk.networks.get(desk.networks.newest()[0].id)


def visitor(desk: Desk) -> TestClient:
    return entered(desk, "r")


def test_nobody_sees_networks_without_signing_in(desk: Desk, network: Network) -> None:
    for path in ("/desk/networks", f"/desk/networks/{network.id}", f"/desk/networks/{network.id}/export.csv"):
        assert entered(desk, "").get(path).status_code in {303, 403}


def test_a_network_is_listed_drawn_and_told_with_its_numbers(desk: Desk, network: Network) -> None:
    assert network.groups[0].accounts
    listed = visitor(desk).get("/desk/networks").text
    assert f"/desk/networks/{network.id}" in listed
    shown = visitor(desk).get(f"/desk/networks/{network.id}").text
    assert "not an accusation" in shown
    assert shown.count("<circle") == sum(len(group.accounts) for group in network.groups[:DRAWN])
    assert "<b>step" not in shown
    assert "&lt;b&gt;step" in shown
    assert "19 shuffled copies" in shown


def test_a_network_is_handed_on_as_table_and_graph(desk: Desk, network: Network) -> None:
    table = visitor(desk).get(f"/desk/networks/{network.id}/export.csv")
    assert len(table.text.splitlines()) == 1 + len(network.ties)
    graph = visitor(desk).get(f"/desk/networks/{network.id}/export.graphml")
    assert graph.text.count("<edge ") == len(network.ties)
    assert visitor(desk).get(f"/desk/networks/{network.id}/export.exe").status_code == 422
    assert visitor(desk).get("/desk/networks/none").status_code == 404


def test_a_drawing_holds_every_account_once_and_stays_inside(network: Network) -> None:
    drawn = drawing(network)
    names = [dot.name for dot in drawn.dots]
    assert len(names) == len(set(names))
    assert all(0 < dot.x < drawn.width and 0 < dot.y < drawn.height for dot in drawn.dots)
    assert len(drawn.lines) <= len(network.ties)
