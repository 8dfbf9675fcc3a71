"""Files of queries are read as they come, bad lines are named, and a run appears whole or not at all."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.errors import Invalid, NotFound, Unavailable
from ascertain.records import FactCheck, Source
from ascertain.related.runfile import check_run, parse_queries, read_queries, run_lines, writing_run


def pairs(text: str) -> list[tuple[str, str]]:
    return [(query.id, query.text) for query in parse_queries(text)]


@pytest.mark.parametrize(
    "text",
    [
        "1\tfirst claim\n2\tsecond claim\n",
        "1\tfirst claim\r\n2\tsecond claim",
        "\n1\tfirst claim\n\n   \n2\tsecond claim\n\n",
        "id\ttext\n1\tfirst claim\n2\tsecond claim\n",
        "\ttweet_content\n1\tfirst claim\n2\tsecond claim\n",
        '"1"\t"first claim"\n"2"\t"second claim"\n',
        "1\t first claim \n2\tsecond claim\t\n",
    ],
)
def test_queries_are_read_however_the_file_is_written(text: str) -> None:
    assert pairs(text) == [("1", "first claim"), ("2", "second claim")]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "queries.tsv"
    file.write_bytes("\ufeff1\tzuerst\n".encode())
    assert [(query.id, query.text) for query in read_queries(file)] == [("1", "zuerst")]


def test_quoted_texts_are_read_as_in_csv() -> None:
    text = '1\t"He said ""no"" twice"\n2\t"two\nlines, one\tquery"\n3\tplain\n'
    assert pairs(text) == [("1", 'He said "no" twice'), ("2", "two\nlines, one\tquery"), ("3", "plain")]


@pytest.mark.parametrize("said", ['"Fake news" he said', '"no end', 'he said "no"', '""', '"a" or "b"?', '5" of rain'])
def test_a_quotation_mark_of_the_text_itself_swallows_no_line(said: str) -> None:
    text = f"1\tone {said}\n2\t{said} x\n3\tthree\n"
    assert pairs(text) == [("1", f"one {said}"), ("2", f"{said} x"), ("3", "three")]


def test_a_first_line_that_only_looks_like_a_heading_is_a_query() -> None:
    assert pairs("id\tIDs are sold on the market\n") == [("id", "IDs are sold on the market")]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("1\tclaim\nno tab here\n", 2, "tab"),
        ("1\tclaim\n\n1\tagain\n", 3, "line 1"),
        ("1\tclaim\n\tno id\n", 2, "missing"),
        ("1\tclaim\ntwo words\ttext\n", 2, "white space"),
        ("1\tclaim\n2\t  \n", 2, "no text"),
        ("1\tclaim\n2\t?!\n", 2, "no text"),
        ('1\t"two\nlines"\n2\t\n', 3, "no text"),
    ],
)
def test_a_bad_line_is_named(text: str, line: int, word: str) -> None:
    with pytest.raises(Invalid, match=f"line {line}: .*{word}"):
        parse_queries(text)


@pytest.mark.parametrize("text", ["", "\n\n", "id\ttext\n"])
def test_a_file_without_queries_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="no queries"):
        parse_queries(text)


def test_what_is_no_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.tsv"
    file.write_bytes(b"1\tfine\n2\tcaf\xe9\n")
    with pytest.raises(Invalid, match="line 2"):
        read_queries(file)
    with pytest.raises(NotFound):
        read_queries(tmp_path / "none.tsv")
    with pytest.raises(Unavailable):
        read_queries(tmp_path)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1), max_size=8))
def test_any_text_comes_back_when_written_as_csv(texts: list[str]) -> None:
    import csv
    import io

    texts = [text.strip() for text in texts if any(c.isalnum() for c in text)]
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        (f"q{n}", text) for n, text in enumerate(texts)
    )
    if texts:
        assert [text for _, text in pairs(out.getvalue())] == texts


def check(key: str, identifier: str = "") -> FactCheck:
    return FactCheck(id=key, identifier=identifier, claim="A claim", source=Source(name="P"))


def test_a_run_names_documents_by_identifier_and_its_scores_fall_strictly() -> None:
    ranked = [(check("a", "first one"), 0.9), (check("b"), 0.9), (check("c", "x"), 0.0), (check("d", "x"), 0.0)]
    rows = [line.split() for line in run_lines("q1", [*ranked, (check("e"), 0.0)], "tag")]
    assert [row[:4] for row in rows] == [
        ["q1", "Q0", "first_one", "1"],
        ["q1", "Q0", "b", "2"],
        ["q1", "Q0", "x", "3"],
        ["q1", "Q0", "e", "4"],
    ]
    scores = [float(row[4]) for row in rows]
    assert all(one > other for one, other in pairwise(scores))
    assert {row[5] for row in rows} == {"tag"}


def test_a_run_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.run"
    target.write_text("before\n")

    def interrupted() -> None:
        with writing_run(target) as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_text() == "before\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.run"]
    with writing_run(target) as file:
        file.write("whole\n")
    assert target.read_text() == "whole\n"


def test_a_run_is_never_written_over_its_queries_or_into_nowhere(tmp_path: Path) -> None:
    queries = tmp_path / "queries.tsv"
    queries.write_text("1\tclaim\n")
    with pytest.raises(Invalid):
        check_run(queries, queries)
    for place in (tmp_path, tmp_path / "none" / "out.run", Path("/dev/null")):
        with pytest.raises(Unavailable):
            check_run(place, queries)
