"""Tables that are made once: kept, made again by another version, and no trouble when they cannot be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascertain.text.madeonce import made_once
from ascertain.text.places import find_place


def test_a_table_is_made_once_for_each_version(tmp_path: Path) -> None:
    made: list[str] = []

    def make(version: str) -> object:
        def table() -> dict[str, str]:
            made.append(version)
            return {"from": version}

        return made_once("table", version, table, tmp_path)

    assert make("1") == make("1") == {"from": "1"}
    assert make("2") == {"from": "2"}
    assert made == ["1", "2"]
    assert [path.name for path in tmp_path.iterdir()] == ["table.json"]


@pytest.mark.parametrize("damage", [b"", b"[1]", b'{"version": "1"}', b"\xff", b"[" * 100_000])
def test_a_damaged_table_is_made_again(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "table.json").write_bytes(damage)
    assert made_once("table", "1", lambda: [1, 2], tmp_path) == [1, 2]
    assert made_once("table", "1", lambda: [3], tmp_path) == [1, 2]


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert made_once("table", "1", lambda: [1], tmp_path / "file" / "folder") == [1]


@pytest.mark.parametrize(
    ("name", "language", "key", "main"),
    [
        ("lviv", "en", "city:702550", True),
        ("Lemberg", "de", "city:702550", False),
        ("київ", "uk", "city:703448", False),
    ],
)
def test_cities_keep_their_keys_and_main_names(name: str, language: str, key: str, main: bool) -> None:
    place = find_place(name, language)
    assert place is not None
    assert (place.key, place.primary) == (key, main)
    assert place.population > 700_000
