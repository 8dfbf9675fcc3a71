from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from import_worker import open_home, run_import
from numpy.typing import NDArray

import ascertain.ingest.indexing as indexing
from ascertain.errors import Invalid, NotFound
from ascertain.ingest.importing import import_fact_checks
from ascertain.ingest.indexing import drain, reindex, text_embedded, words_searched
from ascertain.models.hashed import HashedEmbedder
from ascertain.records import FactCheck, Passage, Source, Span
from ascertain.search import Search
from ascertain.settings import Settings
from ascertain.store import Store

_WORKER = Path(__file__).parent / "import_worker.py"
_PLACES = ["harbour", "mill", "station", "orchard", "quarry", "lighthouse", "tannery", "chapel", "dam", "market"]
_DEEDS = ["was sold", "burned down", "was flooded", "has closed", "was painted red", "moved to the coast", "is haunted"]


def _rows(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    chance = random.Random(seed)
    for number in range(count):
        place, deed = chance.choice(_PLACES), chance.choice(_DEEDS)
        yield {
            "id": f"check-{number}",
            "claim": f"The {place} number {number} {deed} in {chance.randrange(1900, 2020)}",
            "title": f"Did the {place} {deed}?",
            "summary": f"The records of the {place} say otherwise." if number % 3 else "",
            "publisher": "Village Checks",
            "url": f"https://checks.example/{number}",
            "date": f"2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            "lang": "en",
            "rating": chance.choice(["False", "Misleading", "True", "Unproven"]),
        }


def _write(path: Path, count: int) -> Path:
    """Write a file of fact-checks in which some lines are no JSON, have no claim, or repeat an earlier one."""
    lines = [json.dumps(row) for row in _rows(count)]
    for place in range(40, count, 97):
        lines[place] = '{"id": "broken", "claim": '
    for place in range(60, count, 101):
        lines[place] = json.dumps({"id": f"check-{place}", "claim": "", "publisher": "Village Checks"})
    for place in range(80, count, 103):
        lines[place] = lines[place - 1] if lines[place - 1].endswith("}") else lines[place]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _state(home: Path) -> dict[str, Any]:
    """Return everything that an import leaves behind, as it shows from outside."""
    store, search = open_home(home)
    hasher = HashedEmbedder()
    queries = ["The mill burned down in 1950", "lighthouse", "Did the chapel move to the coast?", "haunted orchard"]
    near = search.vectors("factchecks", hasher.queries(queries), 30)
    words = [search.words("factchecks", query, 30) for query in queries]
    found = {
        "count": store.fact_check_count(),
        "searchable": search.count("factchecks"),
        "outbox": store.outbox_size(),
        "problems": store.check(),
        "near": [[(hit.id, round(hit.score, 5)) for hit in hits] for hits in near],
        "words": [[(hit.id, round(hit.score, 5)) for hit in hits] for hits in words],
    }
    store.close()
    return found


def _rejects(home: Path) -> list[dict[str, Any]]:
    (file,) = (home / "rejects").iterdir()
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _run_and_kill(file: Path, home: Path, after: int, chance: random.Random) -> bool:
    """Start an import and kill it some moments after so many steps of progress; tell whether it had finished."""
    worker = subprocess.Popen([sys.executable, _WORKER, file, home], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    for step, line in enumerate(worker.stdout):
        if line.strip() == "finished":
            break
        if step == after:
            try:
                worker.wait(chance.random() * 0.05)  # anywhere within the step, not at its beginning
            except subprocess.TimeoutExpired:
                os.kill(worker.pid, signal.SIGKILL)
            break
    worker.stdout.close()
    return worker.wait() == 0


def test_an_import_killed_again_and_again_ends_like_one_left_alone(tmp_path: Path) -> None:
    file = _write(tmp_path / "checks.jsonl", 1500)
    calm, restless = tmp_path / "calm", tmp_path / "restless"
    for home in (calm, restless):
        home.mkdir()
    whole = run_import(file, calm)
    chance = random.Random(20)
    finished = [_run_and_kill(file, restless, after, chance) for after in (5, 18, 33)]  # reading, reading, indexing
    assert not any(finished)
    report = run_import(file, restless)
    assert report.resumed > 0
    assert (report.read, report.new, report.changed, report.same, report.rejected) == (
        whole.read,
        whole.new,
        whole.changed,
        whole.same,
        whole.rejected,
    )
    assert report.warnings == whole.warnings
    calm_state = _state(calm)
    assert _state(restless) == calm_state
    assert calm_state["count"] == calm_state["searchable"] == whole.new
    assert calm_state["outbox"] == 0
    assert calm_state["problems"] == []
    assert _rejects(restless) == _rejects(calm)
    assert len(_rejects(calm)) == whole.rejected > 20
    again = run_import(file, restless)
    assert (again.new, again.changed, again.indexed) == (0, 0, 0)
    assert again.same == whole.new + whole.same
    assert "nothing new" in str(again)
    assert _rejects(restless) == _rejects(calm)


def test_the_report_counts_every_entry_once(tmp_path: Path) -> None:
    file = _write(tmp_path / "checks.jsonl", 500)
    report = run_import(file, tmp_path)
    assert report.read == 500
    assert report.new + report.changed + report.same + report.rejected == 500
    assert report.indexed == report.new
    assert json.loads(report.to_json())["read"] == 500
    assert {reject["reason"][:30] for reject in _rejects(tmp_path)} == {
        "it is not JSON: Expecting valu"[:30],
        "it has no claim and no headline"[:30],
    }
    assert [reject["position"] for reject in _rejects(tmp_path)] == sorted(r["position"] for r in _rejects(tmp_path))


def test_a_changed_entry_is_changed_in_search_as_well(tmp_path: Path) -> None:
    rows = list(_rows(20))
    file = tmp_path / "checks.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run_import(file, tmp_path)
    rows[3]["title"] = "A windmill of glass"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = run_import(file, tmp_path)
    assert (report.new, report.changed, report.same, report.indexed) == (0, 1, 19, 1)
    store, search = open_home(tmp_path)
    (hit,) = search.words("factchecks", "windmill glass", 5)
    assert store.fact_checks([hit.id])[0].title == "A windmill of glass"
    assert search.count("factchecks") == 20


def test_a_compressed_copy_is_the_same_file(tmp_path: Path) -> None:
    file = _write(tmp_path / "checks.jsonl", 120)
    run_import(file, tmp_path)
    packed = tmp_path / "other name.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    report = run_import(packed, tmp_path)
    assert (report.new, report.changed, report.indexed) == (0, 0, 0)


def test_corpora_are_apart(tmp_path: Path) -> None:
    file = tmp_path / "checks.jsonl"
    file.write_text("\n".join(map(json.dumps, _rows(5))), encoding="utf-8")
    store, search = open_home(tmp_path)
    for corpus in ("main", "other"):
        report = import_fact_checks(file, store, search, HashedEmbedder(), Settings(home=tmp_path), corpus=corpus)
        assert report.new == 5
    assert store.corpora() == {"main": 5, "other": 5}


def test_progress_tells_bytes_then_records(tmp_path: Path) -> None:
    file = _write(tmp_path / "checks.jsonl", 300)
    told: list[tuple[str, int, int | None]] = []
    store, search = open_home(tmp_path)
    import_fact_checks(
        file,
        store,
        search,
        HashedEmbedder(),
        Settings(home=tmp_path),
        batch=50,
        progress=lambda phase, done, total: told.append((phase, done, total)),
    )
    size = file.stat().st_size
    reading = [(done, total) for phase, done, total in told if phase == "Reading fact-checks"]
    assert reading[-1] == (size, size)
    assert [done for done, _ in reading] == sorted(done for done, _ in reading)
    phase, done, total = told[-1]
    assert (phase, done) == ("Indexing", store.fact_check_count())
    assert done == total


class _Stopped(HashedEmbedder):
    def passages(self, texts: Any) -> NDArray[np.float32]:
        raise KeyboardInterrupt


def test_an_interrupted_import_goes_on_without_reading_twice(tmp_path: Path) -> None:
    file = _write(tmp_path / "checks.jsonl", 200)
    store, search = open_home(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        import_fact_checks(file, store, search, _Stopped(), Settings(home=tmp_path))
    report = import_fact_checks(file, store, search, HashedEmbedder(), Settings(home=tmp_path))
    assert report.resumed == 200
    assert report.new == report.indexed == store.fact_check_count() == search.count("factchecks")


def test_nothing_is_stored_of_a_file_that_is_no_file_of_fact_checks(tmp_path: Path) -> None:
    store, search = open_home(tmp_path)
    notes = tmp_path / "notes.csv"
    notes.write_text("weight,colour\n3,red\n", encoding="utf-8")
    with pytest.raises(Invalid, match="weight, colour") as caught:
        import_fact_checks(notes, store, search, HashedEmbedder(), Settings(home=tmp_path))
    assert "--map" in caught.value.hint
    with pytest.raises(NotFound):
        import_fact_checks(tmp_path / "none", store, search, HashedEmbedder(), Settings(home=tmp_path))
    assert store.fact_check_count() == 0
    assert not (tmp_path / "rejects").exists()


def test_rejects_go_where_they_are_wanted_and_never_over_something_else(tmp_path: Path) -> None:
    file = _write(tmp_path / "checks.jsonl", 100)
    store, search = open_home(tmp_path)
    settings = Settings(home=tmp_path)
    wanted = tmp_path / "deep" / "wanted.jsonl"
    report = import_fact_checks(file, store, search, HashedEmbedder(), settings, rejects=wanted)
    assert report.rejects == str(wanted)
    lines = wanted.read_text(encoding="utf-8").splitlines()
    assert len(lines) == report.rejected == 2
    wanted.write_text("\n".join(lines) + '\n{"import": "torn', encoding="utf-8")
    import_fact_checks(file, store, search, HashedEmbedder(), settings, rejects=wanted)
    assert wanted.read_text(encoding="utf-8").splitlines() == lines
    diary = tmp_path / "diary.txt"
    for words in ("Dear diary\n", "Dear diary", '{"claim": "The mill is closed"}'):
        diary.write_text(words, encoding="utf-8")
        with pytest.raises(Invalid, match=r"diary\.txt"):
            import_fact_checks(file, store, search, HashedEmbedder(), settings, rejects=diary)
        assert diary.read_text(encoding="utf-8") == words


class _Counting(HashedEmbedder):
    texts = 0

    def passages(self, texts: Any) -> NDArray[np.float32]:
        self.texts += len(texts)
        return super().passages(texts)


def _two_kinds(store: Store) -> None:
    from datetime import UTC, datetime

    from ascertain.records import Document

    document = Document(
        id="d", url="https://news.example/a", body="The dam holds.", seen=datetime(2024, 1, 1, tzinfo=UTC)
    )
    passage = Passage(id="p", origin="document", origin_id="d", span=Span(start=0, end=14), text="The dam holds.")
    store.add_document(document, passages=[passage])
    store.add_fact_checks([FactCheck(id="f", claim="The dam broke", title="No", source=Source(name="Checks"))])


def test_draining_fills_both_tables_and_rebuilding_needs_no_model(tmp_path: Path) -> None:
    store, search = open_home(tmp_path)
    _two_kinds(store)
    embedder = _Counting()
    assert drain(store, search, embedder) == 2
    assert (search.count("factchecks"), search.count("passages"), store.outbox_size()) == (1, 1, 0)
    (hit,) = search.vectors("passages", embedder.queries(["The dam holds."]), 1)[0]
    assert hit.id == "p"
    made = embedder.texts
    assert reindex(store, search, embedder) == 2
    assert embedder.texts == made
    assert drain(store, search, embedder) == 0


def test_large_outboxes_are_written_in_several_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "WRITE", 64)
    monkeypatch.setattr(indexing, "EMBED", 16)
    file = _write(tmp_path / "checks.jsonl", 300)
    report = run_import(file, tmp_path)
    store, search = open_home(tmp_path)
    assert search.count("factchecks") == report.new == store.fact_check_count()


def test_what_is_embedded_and_what_is_searched() -> None:
    check = FactCheck(
        id="f",
        claim="The dam broke.",
        title="No, it holds",
        summary="Engineers " + "looked " * 100,
        source=Source(name=""),
    )
    assert text_embedded(check).startswith("The dam broke. No, it holds. Engineers looked")
    assert len(text_embedded(check)) < 40 + indexing.BESIDE
    assert words_searched(check).startswith("The dam broke.\nNo, it holds\nEngineers")
    same = check.model_copy(update={"title": check.claim, "summary": ""})
    assert (text_embedded(same), words_searched(same)) == ("The dam broke", "The dam broke.")


def test_the_hashed_embedder_is_deterministic_and_finds_shared_words() -> None:
    hasher = HashedEmbedder()
    rows = hasher.passages(["The mill burned down", "A mill was burned", "Salt is sweet", ""])
    assert rows.shape == (4, 64)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert (rows[:1] == hasher.queries(["The mill burned down"])).all()


def test_search_is_told_of_the_corpus_the_language_the_day_and_the_rating(tmp_path: Path) -> None:
    from ascertain.search import Where

    file = tmp_path / "checks.jsonl"
    file.write_text(
        json.dumps(
            {"claim": "The dam broke", "lang": "en", "rating": "False", "date": "2024-02-03", "publisher": "Checks"}
        )
    )
    run_import(file, tmp_path)
    _, search = open_home(tmp_path)

    def found(where: Where, search: Search = search) -> bool:
        return bool(search.words("factchecks", "dam", 5, where))

    assert found(Where(corpus="main", languages={"en"}, publishers={"Checks"}, ratings={"false"}, first_day=20240203))
    assert not found(Where(last_day=20240202))
    assert not found(Where(corpus="other"))
