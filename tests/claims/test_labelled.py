from __future__ import annotations

from pathlib import Path

import pytest

from ascertain.claims.labelled import Labelled, read_labelled
from ascertain.errors import Invalid, NotFound


def test_columns_are_found_by_name_and_noise_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "posts.tsv"
    path.write_text(
        "tweet_id\ttweet_text\tclass_label\textra\n"
        "1\tThe #dam_wall broke &amp; 40 fled https://example.org/x @ada\tYes\t[]\n"
        "2\tRT: Good morning @<USER> !\t</s><s>No\t[]\n",
        encoding="utf-8",
    )
    assert read_labelled(path) == [Labelled("The dam wall broke & 40 fled", True), Labelled("Good morning !", False)]


def test_a_single_quotation_mark_opens_no_field_and_enclosing_marks_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "speech.tsv"
    path.write_bytes(
        b'Sentence_id\tText\tclass_label\r\n1\t"Rain" fell, he said\tNo\r\n'
        b'2\t"Well, ""rain"" fell, 3 days."\tYes\r\n3\t"It rained\tNo\r\n'
    )
    assert [row.text for row in read_labelled(path)] == [
        '"Rain" fell, he said',
        'Well, "rain" fell, 3 days.',
        '"It rained',
    ]


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no file .*none\.tsv"):
        read_labelled(tmp_path / "none.tsv")
    path = tmp_path / "odd.tsv"
    path.write_text("a\tb\n1\t2\n")
    with pytest.raises(Invalid, match="no columns for text and label"):
        read_labelled(path)
    path.write_text("Text\tclass_label\nRain fell.\tMaybe\n")
    with pytest.raises(Invalid, match=r"Line 2 of odd\.tsv"):
        read_labelled(path)
