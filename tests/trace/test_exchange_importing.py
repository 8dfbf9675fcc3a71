from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from drawn import photo, saved

from ascertain.errors import Invalid
from ascertain.settings import Settings
from ascertain.store import Store, open_store
from ascertain.trace import HashIndex, fingerprint
from ascertain.trace.exchange import HashReject, import_hashes, listed, on_lists, write_hashes

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'ascertain.db'}")
    yield opened
    opened.close()


def written(tmp_path: Path, content: str, name: str = "floods.csv") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_list_is_kept_and_read_again_only_what_changed_changes(store: Store, tmp_path: Path) -> None:
    rows = [f"{number:064x},80,picture {number}" for number in range(30)]
    path = written(tmp_path, "\n".join([*rows, "nonsense", "a" * 32]))
    told: list[tuple[int, HashReject]] = []
    first = import_hashes(path, store, on_reject=lambda number, reject: told.append((number, reject)))
    assert (first.read, first.new, first.same, first.rejected) == (32, 30, 0, 2)
    assert (first.lists, [number for number, _ in told]) == ({"floods": 30}, [31, 32])
    assert "line 31: its hash has characters other than hex digits" in str(first)
    again = import_hashes(written(tmp_path, "\n".join([*rows[:-1], f"{29:064x},80,another note"])), store)
    assert (again.new, again.changed, again.same) == (0, 1, 29)
    assert json.loads(again.to_json())["lists"] == {"floods": 30}


def test_of_one_hash_the_last_entry_stands_be_it_a_withdrawal(store: Store, tmp_path: Path) -> None:
    def page(*states: tuple[int, bool]) -> str:
        return json.dumps(
            {"data": [{"indicator": f"{n:064x}", "type": "HASH_PDQ", "should_delete": gone} for n, gone in states]}
        )

    import_hashes(written(tmp_path, page((1, False), (2, False)), "l.json"), store)
    report = import_hashes(
        written(tmp_path, page((1, True), (3, False), (3, True), (4, True), (4, False)), "l.json"), store
    )
    assert (report.withdrawn, store.hash_lists()) == (2, {"l": 2})
    assert {pdq for _, pdq in store.listed_hashes()} == {f"{2:064x}", f"{4:064x}"}


def test_a_file_without_a_hash_is_an_error_and_keeps_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="holds no PDQ hash: it has 32 hex digits"):
        import_hashes(written(tmp_path, "a" * 32 + "\n" + "b" * 40), store)
    assert store.hash_lists() == {}


def test_a_shared_picture_is_found_on_the_list_that_somebody_else_wrote(store: Store, tmp_path: Path) -> None:
    settings = Settings()
    theirs = [fingerprint(saved(photo(number)), settings) for number in range(3)]
    path = tmp_path / "theirs.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_hashes((listed(media, "Fakes of 2026", tags=["flood"]) for media in theirs), out, "tx")
    import_hashes(path, store)
    ours = fingerprint(saved(photo(1).resize((300, 225)), "WEBP", quality=50), settings)
    (hit,) = on_lists(ours, store, NOW)
    assert hit.sighting.title == "On the list “Fakes of 2026”"
    assert on_lists(ours, store, NOW, HashIndex(store.listed_hashes())) == (hit,)
    assert on_lists(fingerprint(saved(photo(8)), settings), store, NOW) == ()
