"""What search finds, in whatever order its rows came in."""

from __future__ import annotations

import dataclasses
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from search_samples import DIMENSIONS, LANGUAGES, PUBLISHERS, RATINGS, queries, rows, texts

from ascertain.errors import Invalid
from ascertain.search import Hit, Row, Search, Where, open_search


def test_an_address_of_a_folder_is_that_folder(search: Search, tmp_path: Path) -> None:
    search.upsert("passages", rows(2))
    assert open_search((tmp_path / "search").as_uri()).count("passages") == 2


@pytest.fixture
def search(tmp_path: Path) -> Search:
    return open_search(str(tmp_path / "search"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Search:
    """300 rows, of which the last 60 came after the indexes were built."""
    opened = open_search(str(tmp_path_factory.mktemp("filled")))
    opened.upsert("factchecks", rows(300)[:240])
    opened.settle("factchecks")
    opened.upsert("factchecks", rows(300)[240:])
    return opened


def row(key: str, text: str, **fields: str) -> Row:
    return Row(id=key, text=text, vector=np.ones(4, np.float32), **fields)  # type: ignore[arg-type]


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def test_nothing_there_gives_nothing(search: Search, tmp_path: Path) -> None:
    assert search.words("factchecks", "dam", 5) == []
    assert search.vectors("factchecks", queries(2), 5) == [[], []]
    assert search.similarities("factchecks", queries(1), [["a"]]) == [{}]
    assert (search.count("passages"), search.unsettled("passages")) == (0, 0)
    search.remove("passages", ["a"])
    search.settle("passages")
    search.drop("passages")
    search.upsert("passages", [])
    assert not (tmp_path / "search").exists()
    (tmp_path / "search").mkdir()
    assert search.words("factchecks", "dam", 5) == []


def test_rows_are_found_by_words_and_by_vector(filled: Search) -> None:
    for wanted in (rows(300)[17], rows(300)[280]):
        hit = filled.words("factchecks", wanted.text, 3)[0]
        assert (hit.id, hit.rank) == (wanted.id, 1)
        near = filled.vectors("factchecks", wanted.vector[None, :], 3)[0]
        assert (near[0].id, near[0].rank) == (wanted.id, 1)
        assert near[0].score == pytest.approx(1.0, abs=1e-9)
        assert [h.rank for h in near] == [1, 2, 3]


def test_putting_in_again_replaces(search: Search) -> None:
    items = rows(50)
    for _ in range(2):
        search.upsert("factchecks", items)
    assert search.count("factchecks") == 50
    moved = dataclasses.replace(items[3], text="quokka", vector=-items[3].vector, language="xx")
    search.upsert("factchecks", [items[3], moved])
    assert search.count("factchecks") == 50
    assert ids(search.words("factchecks", "quokka", 5)) == [moved.id]
    assert search.words("factchecks", f"number {3}", 1)[0].id != moved.id
    assert search.vectors("factchecks", moved.vector[None, :], 1, Where(languages=["xx"]))[0][0].score > 0.99


def test_removed_rows_are_gone(search: Search) -> None:
    items = rows(20)
    search.upsert("factchecks", items)
    search.remove("factchecks", [items[4].id, "x' OR 1=1 --", "unknown"])
    search.remove("factchecks", [])
    assert search.count("factchecks") == 19
    assert items[4].id not in ids(search.words("factchecks", items[4].text, 20))
    assert items[4].id not in ids(search.vectors("factchecks", queries(1), 20)[0])


def test_a_table_may_be_emptied(search: Search) -> None:
    search.upsert("factchecks", rows(3))
    search.remove("factchecks", [item.id for item in rows(3)])
    for _ in range(2):
        assert search.count("factchecks") == 0
        assert search.words("factchecks", "number", 3) == []
        assert search.vectors("factchecks", queries(2), 3, Where(languages=["fr"])) == [[], []]
        assert search.similarities("factchecks", queries(1), [["r00001"]]) == [{}]
        search.settle("factchecks")
    search.upsert("factchecks", rows(1))
    assert ids(search.words("factchecks", "number", 3)) == ["r00000"]


def test_a_dropped_table_can_be_filled_again_with_other_dimensions(search: Search) -> None:
    search.upsert("passages", rows(3))
    with pytest.raises(Invalid, match="24 dimensions") as caught:
        search.upsert("passages", [row("a", "dam")])
    assert "ascertain reindex" in caught.value.hint
    with pytest.raises(Invalid, match="another model"):
        search.vectors("passages", np.ones((1, 4)), 1)
    search.drop("passages")
    assert search.count("passages") == 0
    search.upsert("passages", [row("a", "dam")])
    assert ids(search.vectors("passages", np.ones((1, 4)), 1)[0]) == ["a"]


def test_rows_that_cannot_be_kept_are_refused(search: Search) -> None:
    with pytest.raises(Invalid, match="one length"):
        search.upsert("passages", [row("a", "dam"), Row("b", "mill", np.ones(5))])
    with pytest.raises(Invalid, match="one length"):
        search.upsert("passages", [Row("b", "mill", np.ones((2, 2)))])
    with pytest.raises(Invalid, match="finite"):
        search.upsert("passages", [Row("b", "mill", np.array([1.0, np.nan]))])
    with pytest.raises(Invalid, match="matrix"):
        search.vectors("passages", np.ones(4), 1)
    with pytest.raises(Invalid, match="cloud"):
        open_search("db://somewhere")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   \n",
        '"number" AND (dams OR',
        "+-&&||!(){}[]^~*?:\\/",
        "number:*",
        "🦆🦆",
        "\x00",
        "\ud800",
        "' OR 1=1 --",
        "x" * 5000,
        "number " * 1000,
        "댐 水坝 เขื่อน السد बांध",
        "\u202enumber\u200b",
    ],
)
def test_any_text_may_be_asked(filled: Search, query: str) -> None:
    hits = filled.words("factchecks", query, 5)
    assert len(hits) <= 5
    if "number" in query and ":" not in query and "\u202e" not in query:
        assert len(hits) == 5


@pytest.mark.parametrize("k", [0, -3])
def test_asking_for_none_gives_none(filled: Search, k: int) -> None:
    assert filled.words("factchecks", "number", k) == []
    assert filled.vectors("factchecks", queries(2), k) == [[], []]
    assert filled.vectors("factchecks", np.zeros((0, DIMENSIONS)), 5) == []


def test_asking_for_more_than_there_is_gives_all(filled: Search) -> None:
    assert len(filled.words("factchecks", "number", 1000)) == 300
    found = filled.vectors("factchecks", queries(1), 1000)[0]
    assert sorted(ids(found)) == [r.id for r in rows(300)]
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


def test_words_of_many_scripts_are_found(search: Search) -> None:
    search.upsert(
        "passages",
        [
            row("en", "The DAM in Lindmoor's valley"),
            row("fr", "Le barrage a été fissuré"),
            row("ru", "Зелёная ёлка упала"),
            row("zh", "研究人员发现新型病毒"),
            row("ja", "ワクチンは安全です"),
            row("th", "ประเทศไทยมีประชากรมาก"),
            row("ko", "대통령이 서울에서 말했다"),
            row("ar", "قال مُحَمَّد إن السد آمن"),
            row("hi", "भारत में चुनाव हुए"),
            row("tr", "İstanbul'da deprem oldu"),
            row("wide", "ＡＢＣ ﬁnance"),
        ],
    )
    for settled in (False, True):
        if settled:
            search.settle("passages")
        for query, key in {
            "dam": "en",
            "ete fissure": "fr",
            "елка": "ru",
            "病毒": "zh",
            "安全": "ja",
            "ประชากร": "th",
            "서울에서": "ko",
            "محمد": "ar",
            "चुनाव": "hi",
            "ISTANBUL'DA": "tr",
            "abc finance": "wide",
        }.items():
            assert ids(search.words("passages", query, 3)) == [key], query


def _agrees(where: Where, item: Row) -> bool:
    bounded = where.first_day is not None or where.last_day is not None
    return (
        (where.corpus is None or item.corpus == where.corpus)
        and (not where.languages or item.language in where.languages)
        and (not where.publishers or item.publisher in where.publishers)
        and (not where.ratings or item.rating in where.ratings)
        and item.origin_id not in where.exclude_origins
        and (not bounded or item.day > 0)
        and (where.first_day is None or item.day >= where.first_day)
        and (where.last_day is None or item.day <= where.last_day)
    )


def _wheres() -> list[Where]:
    rng = random.Random(3)
    chosen = [
        Where(),
        Where(corpus="main"),
        Where(corpus="x' OR 1=1 --"),
        Where(publishers=["x' OR 1=1 --"]),
        Where(publishers=["' OR '1'='1"]),
        Where(publishers=["L'Œil", "\\", '"', "a\x00b", "\udcff"]),
        Where(exclude_origins=["d1", "'); DROP TABLE factchecks; --"]),
        Where(last_day=20240229),
        Where(first_day=20240229, last_day=20240229),
    ]
    for _ in range(20):
        chosen.append(
            Where(
                corpus=rng.choice((None, "main", "other")),
                languages=rng.sample(LANGUAGES, rng.randint(0, 2)),
                publishers=set(rng.sample(PUBLISHERS, rng.randint(0, 3))),
                ratings=frozenset(rng.sample(RATINGS, rng.randint(0, 2))),
                first_day=rng.choice((None, 0, 20240102)),
                last_day=rng.choice((None, 20251231)),
                exclude_origins=tuple(f"d{n}" for n in range(rng.randint(0, 3))),
            )
        )
    return chosen


@pytest.mark.parametrize("where", _wheres(), ids=lambda where: "")
def test_narrowing_finds_exactly_the_rows_that_agree(filled: Search, where: Where) -> None:
    expected = {item.id for item in rows(300) if _agrees(where, item)}
    assert set(ids(filled.words("factchecks", "number", 400, where))) == expected
    assert set(ids(filled.vectors("factchecks", queries(1), 400, where)[0])) == expected


def test_the_best_vectors_are_those_of_a_full_comparison(filled: Search) -> None:
    asked, items = queries(70), rows(300)
    matrix = np.stack([item.vector for item in items]).astype(np.float64)
    cosines = asked.astype(np.float64) @ matrix.T
    cosines /= np.linalg.norm(asked.astype(np.float64), axis=1)[:, None] * np.linalg.norm(matrix, axis=1)
    found = filled.vectors("factchecks", asked, 10)
    for line, hits in zip(cosines, found, strict=True):
        best = np.argsort(-line)[:10]
        assert ids(hits) == [items[place].id for place in best]
        np.testing.assert_allclose([h.score for h in hits], line[best], atol=1e-9)


def test_a_query_alone_and_among_others_gives_the_same(filled: Search) -> None:
    asked = queries(25)
    together = filled.vectors("factchecks", asked, 20)
    assert [filled.vectors("factchecks", line[None, :], 20)[0] for line in asked] == together


def test_the_length_of_a_query_does_not_matter_and_zeros_are_harmless(filled: Search) -> None:
    asked = queries(1)
    assert ids(filled.vectors("factchecks", asked * 50, 5)[0]) == ids(filled.vectors("factchecks", asked, 5)[0])
    assert [h.score for h in filled.vectors("factchecks", asked * 0, 2)[0]] == [0.0, 0.0]


def test_similarities_are_the_cosines_of_the_rows_asked_for(filled: Search) -> None:
    asked = queries(3)
    hits = filled.vectors("factchecks", asked, 4)
    wanted = [[*ids(line), "unknown"] for line in hits]
    expected = [{hit.id: hit.score for hit in line} for line in hits]
    assert filled.similarities("factchecks", asked, wanted) == expected
    assert filled.similarities("factchecks", asked, [[], ["unknown"], []]) == [{}, {}, {}]


def test_a_table_too_large_for_memory_gives_the_same(filled: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = queries(5)
    wheres = [None, Where(corpus="main", languages=["fr"]), Where(publishers=["nobody"])]
    wanted = [["r00001", "unknown"], [], ["r00299"], ["unknown"], ["r00000", "r00001"]]
    expected = [filled.vectors("factchecks", asked, 10, where) for where in wheres]
    similar = filled.similarities("factchecks", asked, wanted)
    nothing = filled.similarities("factchecks", asked, [[]] * 5)
    monkeypatch.setattr("ascertain.search.search.IN_MEMORY", 10)
    assert [filled.vectors("factchecks", asked, 10, where) for where in wheres] == expected
    assert filled.similarities("factchecks", asked, wanted) == similar
    assert filled.similarities("factchecks", asked, [[]] * 5) == nothing == [{}] * 5


def _word_results(opened: Search) -> list[list[Hit]]:
    wheres = [None, Where(corpus="main"), Where(languages=["fr", "ko"], first_day=20240101)]
    return [opened.words("factchecks", text, 50, where) for text in texts(40) for where in wheres]


def _vector_results(opened: Search) -> list[list[Hit]]:
    return opened.vectors("factchecks", queries(20), 50, Where(corpus="main"))


def test_a_table_filled_bit_by_bit_gives_the_same_as_one_filled_at_once(tmp_path: Path) -> None:
    items = rows(900)
    at_once = open_search(str(tmp_path / "at once"))
    at_once.upsert("factchecks", items)
    at_once.settle("factchecks")
    by_bits = open_search(str(tmp_path / "by bits"))
    shuffled = random.Random(4).sample(items, len(items))
    for start in range(0, 900, 100):
        by_bits.upsert("factchecks", shuffled[start : start + 100])
        # Rows that were there already, and rows that are taken out again.
        by_bits.upsert("factchecks", shuffled[: start // 2])
        by_bits.upsert("factchecks", [dataclasses.replace(items[0], id="stray", text="dams number stray")])
        if start % 300 == 0:
            by_bits.settle("factchecks")
        by_bits.remove("factchecks", ["stray"])
    by_bits.settle("factchecks")
    assert by_bits.unsettled("factchecks") == 0
    assert _word_results(by_bits) == _word_results(at_once)
    assert _vector_results(by_bits) == _vector_results(at_once)


def test_rows_put_in_after_settling_are_found_and_counted(search: Search) -> None:
    search.upsert("factchecks", rows(200))
    search.settle("factchecks")
    search.upsert("factchecks", [row_of(dataclasses.replace(rows(1)[0], id="late"), "a quokka in the dams")])
    assert search.unsettled("factchecks") == 1
    assert ids(search.words("factchecks", "quokka", 3)) == ["late"]
    assert "late" in ids(search.words("factchecks", "dams", 201))
    search.settle("factchecks")
    assert search.unsettled("factchecks") == 0
    assert ids(search.words("factchecks", "quokka", 3)) == ["late"]


def row_of(item: Row, text: str) -> Row:
    return dataclasses.replace(item, text=text)


def test_equally_good_rows_come_in_the_order_of_their_identifiers(search: Search) -> None:
    same = [row(f"t{number:03d}", "three equal words") for number in range(200)]
    for part in (same[150:], same[:70], same[70:150]):
        search.upsert("passages", part)
    for _ in range(2):
        assert ids(search.words("passages", "equal", 5)) == [f"t{n:03d}" for n in range(5)]
        assert ids(search.vectors("passages", np.ones((1, 4)), 5)[0]) == [f"t{n:03d}" for n in range(5)]
        search.settle("passages")


def test_settling_frees_the_space_of_old_versions(search: Search, tmp_path: Path) -> None:
    for _ in range(6):
        search.upsert("factchecks", rows(1000))

    def size() -> int:
        return sum(path.stat().st_size for path in (tmp_path / "search").rglob("*") if path.is_file())

    before = size()
    search.settle("factchecks")
    assert size() < before / 2
    assert search.count("factchecks") == 1000


def test_changes_by_another_process_are_seen(search: Search, tmp_path: Path) -> None:
    other = open_search(str(tmp_path / "search"))
    search.upsert("factchecks", rows(100))
    target = rows(100)[7]
    assert other.vectors("factchecks", target.vector[None, :], 1)[0][0].id == target.id
    # The files of the version that the other one holds go away.
    search.upsert("factchecks", [dataclasses.replace(target, vector=-target.vector, text="quokka")])
    search.settle("factchecks")
    assert ids(other.words("factchecks", "quokka", 1)) == [target.id]
    assert other.vectors("factchecks", -target.vector[None, :], 1)[0][0].id == target.id
    # Dropped and made again, until it stands at the very version number that the other one holds.
    search.drop("factchecks")
    assert other.count("factchecks") == 0
    search.upsert("factchecks", [dataclasses.replace(item, id="n" + item.id) for item in rows(100)])
    assert other.vectors("factchecks", target.vector[None, :], 1)[0][0].id == "n" + target.id
    search.drop("factchecks")
    search.upsert("factchecks", [dataclasses.replace(item, id="m" + item.id) for item in rows(100)])
    assert other.vectors("factchecks", target.vector[None, :], 1)[0][0].id == "m" + target.id
    other.upsert("factchecks", rows(10))
    assert search.count("factchecks") == 110


def test_threads_may_write_settle_and_search_at_once(search: Search) -> None:
    items = rows(400)
    search.upsert("factchecks", items[:40])

    def act(number: int) -> int:
        if number % 10 == 9:
            search.settle("factchecks")
        search.upsert("factchecks", items[number * 10 : number * 10 + 10])
        found = search.words("factchecks", "number", 5)
        return len(found) + len(search.vectors("factchecks", queries(1), 5)[0])

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(act, range(40))) == {10}
    search.settle("factchecks")
    assert search.count("factchecks") == 400
    assert len(search.words("factchecks", "number", 500)) == 400


def test_several_processes_may_make_and_fill_one_table(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[3]); from search_samples import rows;"
        "from ascertain.search import open_search; s = open_search(sys.argv[1]); n = int(sys.argv[2]);"
        "[s.upsert('factchecks', rows(90)[start : start + 10]) for start in range(0, 90, 10)];"
        "s.settle('factchecks')"
    )
    uri, here = str(tmp_path / "search"), str(Path(__file__).parent)
    command = [sys.executable, "-W", "error::UserWarning", "-c", code, uri]
    running = [subprocess.Popen([*command, str(n), here], stderr=subprocess.PIPE, text=True) for n in range(3)]
    for process in running:
        _, problem = process.communicate()
        assert process.returncode == 0, problem
        assert problem == ""
    opened = open_search(uri)
    opened.settle("factchecks")
    assert opened.count("factchecks") == 90
    assert len(opened.words("factchecks", "number", 200)) == 90
