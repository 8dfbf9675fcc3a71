from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.claims.quotations import find_quotations, masked

CASES = [
    ("“Rain,” she said. “Snow.”", ["“Rain,”", "“Snow.”"]),
    ("Er sagte: „Es ist ‚gut‘ so.“ Ende", ["„Es ist ‚gut‘ so.“", "‚gut‘"]),
    ("« Oui », a dit Luc. « Non »", ["« Oui »", "« Non »"]),
    ("»Nej,« sagde han. »Ja«", ["»Nej,«", "»Ja«"]),
    ("”Hej”, sa han. ”Nej”", ["”Hej”", "”Nej”"]),
    ("He said: 'the sailors' homes weren't dry' and left.", ["'the sailors' homes weren't dry'"]),
    ("‘The sailors’ homes weren’t dry,’ he said in the ’90s.", ["‘The sailors’ homes weren’t dry,’"]),
    ("町長は「雨『大雨』だ」と述べた。", ["「雨『大雨』だ」", "『大雨』"]),
    ("他说：“雨‘大’。”", ["“雨‘大’。”", "‘大’"]),
    ('It is 5\'10" tall and 6" long; "fine" he said.', ['"fine"']),
    ('"He called it "great" again," she said.', ['"He called it "great" again,"', '"great"']),
    ("„Nie wiem” – powiedział. «Да „нет“ да»", ["„Nie wiem”", "«Да „нет“ да»", "„нет“"]),
    ("“She said ‘no’,” he said.", ["“She said ‘no’,”", "‘no’"]),
    ("An “unclosed mark is no quotation.", []),
    ("The dogs’ food and the cat's milk.", []),
    ("’Tis the ’80s rock ’n’ roll.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:24] for c in CASES])
def test_quotations_with_their_marks(text: str, expected: list[str]) -> None:
    assert [quotation.span.of(text) for quotation in find_quotations(text)] == expected


def test_inner_leaves_out_marks_and_the_space_inside_them() -> None:
    text = "« Non », dit-il."
    assert [quotation.inner.of(text) for quotation in find_quotations(text)] == ["Non"]


def test_depth_counts_the_quotations_around() -> None:
    text = "“She said ‘no’,” he said."
    assert [quotation.depth for quotation in find_quotations(text)] == [0, 1]


def test_a_quotation_that_opens_again_in_the_next_paragraph_goes_on() -> None:
    text = "“It rained.\n\n“Then it snowed,” she said."
    first, second = find_quotations(text)
    assert (first.span.of(text), first.continues, first.continued) == ("“It rained.", True, False)
    assert (second.span.of(text), second.continues, second.continued) == ("“Then it snowed,”", False, True)


def test_a_french_paragraph_may_go_on_with_the_closing_mark() -> None:
    text = "« Il pleut.\n\n» Il neige », dit-elle."
    assert [quotation.inner.of(text) for quotation in find_quotations(text)] == ["Il pleut.", "Il neige"]


def test_a_quotation_may_run_across_paragraphs_without_opening_again() -> None:
    text = "“It rained.\n\nThen it snowed,” she said."
    (only,) = find_quotations(text)
    assert only.inner.of(text) == "It rained.\n\nThen it snowed,"


def test_masking_keeps_every_offset() -> None:
    text = "Ada said “rain, ‘heavy’ rain” on Monday."
    hidden = masked(text, find_quotations(text))
    assert len(hidden) == len(text)
    assert hidden.replace("\ufffc", "") == "Ada said  on Monday."


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab ,.\n“”„‘’‚«»‹›「」『』\"'5s", max_size=60))
def test_spans_are_exact_nested_and_in_order(text: str) -> None:
    found = find_quotations(text)
    for quotation in found:
        assert (
            0 <= quotation.span.start <= quotation.inner.start <= quotation.inner.end <= quotation.span.end <= len(text)
        )
        assert quotation.inner.of(text) == quotation.inner.of(text).strip()
    outer = [quotation for quotation in found if quotation.depth == 0]
    assert all(a.span.end <= b.span.start for a, b in pairwise(outer))
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="abc de", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_every_well_formed_quotation_is_found(pieces: list[str]) -> None:
    text = " and ".join(f"“{piece}”" for piece in pieces)
    assert [quotation.inner.of(text) for quotation in find_quotations(text)] == pieces
