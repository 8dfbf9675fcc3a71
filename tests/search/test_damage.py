"""Damaged search tables: an error that says what to do, and a rebuild that works."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from search_samples import queries, rows

from ascertain.errors import AscertainError, Unavailable
from ascertain.search import Search, open_search

ASKING: list[Callable[[Search], object]] = [
    lambda search: search.count("factchecks"),
    lambda search: search.words("factchecks", "number dams", 5),
    lambda search: search.vectors("factchecks", queries(1), 5),
    lambda search: search.upsert("factchecks", rows(5)),
    lambda search: search.settle("factchecks"),
]


def _fill(folder: Path) -> Path:
    search = open_search(str(folder))
    search.upsert("factchecks", rows(120))
    search.settle("factchecks")
    return folder / "factchecks.lance"


def _halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 8)


@pytest.mark.parametrize("part", ["data", "_versions", "_indices"])
@pytest.mark.parametrize("harm", [_halve, _empty, _noise, Path.unlink])
def test_damage_is_reported_and_can_be_repaired(tmp_path: Path, part: str, harm: Callable[[Path], None]) -> None:
    table = _fill(tmp_path)
    for path in [path for path in (table / part).rglob("*") if path.is_file()]:
        harm(path)
    told: list[AscertainError] = []
    for ask in ASKING:
        try:
            ask(open_search(str(tmp_path)))
        except AscertainError as error:
            told.append(error)
    for problem in told:
        assert isinstance(problem, Unavailable)
        assert "factchecks" in problem.message
        assert "ascertain reindex" in problem.hint
    # A table without any version counts as missing, and what can be made anew is.
    assert told or (part == "_versions" and harm is Path.unlink) or part == "_indices"
    search = open_search(str(tmp_path))
    search.drop("factchecks")
    assert search.count("factchecks") == 0
    search.upsert("factchecks", rows(120))
    search.settle("factchecks")
    assert search.words("factchecks", rows(120)[5].text, 1)[0].id == rows(120)[5].id


def test_a_folder_left_by_a_process_that_died_while_making_the_table(tmp_path: Path) -> None:
    (tmp_path / "factchecks.lance" / "data").mkdir(parents=True)
    search = open_search(str(tmp_path))
    assert search.count("factchecks") == 0
    search.upsert("factchecks", rows(3))
    assert search.count("factchecks") == 3


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    search = open_search(str(tmp_path / "file"))
    assert search.count("factchecks") == 0
    with pytest.raises(Unavailable, match="cannot be used"):
        search.upsert("factchecks", rows(3))


def test_a_place_where_nothing_can_be_written() -> None:
    with pytest.raises(Unavailable, match="cannot be used"):
        open_search("/proc/1/search").upsert("factchecks", rows(3))


def test_files_that_vanish_under_an_open_search(tmp_path: Path) -> None:
    table = _fill(tmp_path)
    search = open_search(str(tmp_path))
    assert search.count("factchecks") == 120
    shutil.rmtree(table)
    assert search.count("factchecks") == 0
    assert search.words("factchecks", "number", 3) == []
