from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import clean


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("two  spaces\tand\u00a0more", "two spaces and more"),
        ("e\u0301cole", "école"),
        ("pay\u200bment re\u00adfused", "payment refused"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("a\x00b\x07c", "abc"),
        ("one \r\n two\u2029three\n\n\n\nfour", "one\ntwo\n\nthree\n\nfour"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("plain\u200cword", "plainword"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("half \ud800 pair", "half pair"),
        ("", ""),
    ],
)
def test_what_is_not_seen_goes_and_spaces_are_single(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
