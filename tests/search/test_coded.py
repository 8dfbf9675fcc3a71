"""Codes in memory find what whole vectors find."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest
from search_samples import queries, rows

from ascertain.search import Search, Where, open_search

WHERES = (
    None,
    Where(corpus="main", languages=["fr"]),
    Where(first_day=20240229, last_day=20240229, publishers=["L'Œil"]),
    Where(publishers=["nobody"]),
)


def awaited(search: Search) -> bool:
    for _ in range(600):
        if search.in_memory("factchecks"):
            return True
        time.sleep(0.05)
    return False


def test_a_process_that_asks_often_gets_the_same_from_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    search = open_search(str(tmp_path))
    search.upsert("factchecks", rows(2000))
    asked = queries(6)
    wanted = [["r00001", "unknown"], [], ["r01299"], ["unknown"], ["r00000", "r00001"], ["r00007"]]
    expected = [search.vectors("factchecks", asked, 10, where) for where in WHERES]
    similar = search.similarities("factchecks", asked, wanted)
    monkeypatch.setattr("ascertain.search.search.IN_MEMORY", 10)
    # Held from before; the change of a row makes that out of date.
    search.upsert("factchecks", rows(1))
    assert not search.in_memory("factchecks")
    for _ in range(3):
        assert search.vectors("factchecks", asked, 10) == expected[0]
    assert awaited(search)
    assert [search.vectors("factchecks", asked, 10, where) for where in WHERES] == expected
    assert search.similarities("factchecks", asked, wanted) == similar
    assert search.similarities("factchecks", asked, [[]] * 6) == [{}] * 6


def test_codes_are_read_again_when_rows_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascertain.search.search.IN_MEMORY", 10)
    search = open_search(str(tmp_path))
    items = rows(500)
    search.upsert("factchecks", items)
    asked = queries(9)
    search.vectors("factchecks", asked, 5)
    assert awaited(search)
    moved = dataclasses.replace(items[3], vector=asked[0])
    search.upsert("factchecks", [moved])
    assert search.vectors("factchecks", asked[:1], 5)[0][0].id == moved.id
    assert not search.in_memory("factchecks")
    search.vectors("factchecks", asked, 5)
    assert awaited(search)
    assert search.vectors("factchecks", asked[:1], 5)[0][0].id == moved.id


def test_a_table_too_large_for_codes_is_scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascertain.search.search.IN_MEMORY", 10)
    monkeypatch.setattr("ascertain.search.search.IN_CODES", 20)
    search = open_search(str(tmp_path))
    search.upsert("factchecks", rows(60))
    for _ in range(4):
        assert len(search.vectors("factchecks", queries(9), 5)) == 9
    assert not search._loading
    assert not search.in_memory("factchecks")
