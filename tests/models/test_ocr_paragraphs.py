from __future__ import annotations

import pytest

from ascertain.models.ocr import Box, Line
from ascertain.models.ocr.paragraphs import in_reading_order, joined
from ascertain.models.ocr.process import words_in
from ascertain.models.ocr.turning import turned_box
from ascertain.related import Query, understand


def line(text: str, left: float, top: float, width: float = 0.4, height: float = 0.05) -> Line:
    return Line(text, Box(left, top, left + width, top + height), 0.9)


def test_lines_close_below_each_other_are_one_paragraph_and_a_wide_gap_begins_another() -> None:
    lines = [line("one", 0.1, 0.10), line("two", 0.1, 0.17), line("three", 0.1, 0.40)]
    assert [[one.text for one in part] for part in in_reading_order(lines, 1.0)] == [["one", "two"], ["three"]]


def test_columns_are_read_one_after_the_other_and_from_the_right_in_arabic() -> None:
    rows = (0.1, 0.17, 0.24)
    lines = [
        line(f"{name}{row}", left, top) for row, top in enumerate(rows) for name, left in (("a", 0.05), ("b", 0.6))
    ]
    assert joined(in_reading_order(lines, 1.0)) == "a0 a1 a2\n\nb0 b1 b2"
    assert joined(in_reading_order(lines, 1.0, "Arabic")) == "b0 b1 b2\n\na0 a1 a2"


def test_pieces_of_one_row_are_read_from_left_to_right_however_they_were_found() -> None:
    lines = [line("right", 0.5, 0.101, 0.2), line("left", 0.1, 0.1, 0.3), line("below", 0.1, 0.16, 0.6)]
    assert joined(in_reading_order(lines, 1.0)) == "left right below"


def test_no_lines_are_no_paragraphs() -> None:
    assert in_reading_order([], 1.0) == []
    assert joined([]) == ""


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("the bridge was clo-", "sed in June"), "the bridge was closed in June"),
        (("the Franco-", "German border"), "the Franco- German border"),
        (("大桥已经", "关闭"), "大桥已经关闭"),
        (("about 大桥", "bridge"), "about 大桥 bridge"),
        (("words", "128  1204", "more"), "words more"),
    ],
)
def test_lines_are_joined_as_their_script_does(lines: tuple[str, ...], text: str) -> None:
    assert joined([[line(one, 0.1, 0.1) for one in lines]]) == text


def test_what_is_joined_reads_as_one_sentence_to_the_search() -> None:
    shouted = [line("THE BRIDGE OVER THE RIVER", 0.1, 0.1), line("WAS CLOSED IN JUNE", 0.1, 0.17)]
    understood = understand(Query(joined(in_reading_order(shouted, 1.0))))
    assert understood.text.casefold() == "the bridge over the river was closed in june"
    assert not understood.text.isupper()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turning_a_box_back_gives_it_back(degrees: int) -> None:
    box = Box(0.125, 0.25, 0.5, 0.375)
    turned = turned_box(box, degrees)
    assert 0 <= turned.left < turned.right <= 1
    assert 0 <= turned.top < turned.bottom <= 1
    assert turned_box(turned, -degrees) == box


def test_a_quarter_turn_to_the_right_brings_the_left_edge_to_the_top() -> None:
    assert turned_box(Box(0.0, 0.0, 0.25, 1.0), 90) == Box(0.0, 0.0, 1.0, 0.25)


def test_rows_of_the_table_that_make_no_sense_are_left_out() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    good = '5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t91.5\t"Quoted\n'
    bad = "5\t1\t1\t1\t1\t2\tx\t20\t30\t8\t91.5\tword\n5\t1\t1\n4\t1\t1\t1\t1\t0\t1\t2\t3\t4\t-1\t\nnoise\n"
    words = words_in(head + good + bad)
    assert [(word.text, word.left, word.right, word.bottom, word.confidence) for word in words] == [
        ('"Quoted', 10, 40, 28, 91.5)
    ]
    assert words_in("") == []
