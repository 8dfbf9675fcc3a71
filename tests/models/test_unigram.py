"""Cutting text into pieces, compared with the library it stands in for."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.models import e5_weights, prepare_models
from ascertain.models.examples import DISTRACTORS, PAIRS
from ascertain.models.unigram import Unigram
from ascertain.settings import Settings

_PIECES = {"<s>": 0, "</s>": 0, "<unk>": 0, "▁": -3, "▁re": -4, "port": -4, "▁report": -9, "s": -2, "▁s": -5}
_SMALL = Unigram(list(_PIECES), list(_PIECES.values()), unknown=2)


@pytest.fixture(scope="module")
def vocabulary() -> tuple[list[str], list[float], int]:
    folder = prepare_models(Settings())
    pieces = (folder / e5_weights.VOCABULARY).read_text("utf-8").split("\n")
    unknown = e5_weights.read_manifest(folder)["tokens"]["unknown"]
    return pieces, np.load(folder / e5_weights.SCORES).tolist(), unknown


@pytest.fixture(scope="module")
def ours(vocabulary: tuple[list[str], list[float], int]) -> Unigram:
    pieces, scores, unknown = vocabulary
    return Unigram(pieces, scores, unknown=unknown)


@pytest.fixture(scope="module")
def theirs(vocabulary: tuple[list[str], list[float], int]) -> Any:
    """Return the same vocabulary in the ``tokenizers`` library, which the model's authors published it for."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    pieces, scores, unknown = vocabulary
    hidden = [piece if score else f"\0{piece}" for piece, score in zip(pieces, scores, strict=True)]
    tokenizer: Any = Tokenizer(models.Unigram(list(zip(hidden, scores, strict=True)), unk_id=unknown))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def test_the_most_probable_pieces_are_chosen() -> None:
    assert _SMALL.tokens("reports", 9) == [4, 5, 7]


def test_neighbouring_unknown_characters_are_one_token() -> None:
    assert _SMALL.tokens("ωωωs", 9) == [3, 2, 7]


def test_the_marks_of_the_model_are_not_found_in_text() -> None:
    assert _SMALL.tokens("</s>", 9) == [3, 2, 7, 2]


def test_white_space_separates_and_control_characters_vanish() -> None:
    assert _SMALL.tokens("  report\n\t re\x00port\u200b ", 9) == [4, 5, 4, 5]
    assert _SMALL.tokens(" \n ", 9) == []


def test_characters_that_cannot_be_encoded_are_white_space() -> None:
    assert _SMALL.tokens("s\ud800s", 9) == [8, 8]


def test_no_more_than_the_limit() -> None:
    assert _SMALL.tokens("report " * 50, 7) == [4, 5, 4, 5, 4, 5, 4]


def test_twenty_languages_are_cut_as_the_library_cuts_them(ours: Unigram, theirs: Any) -> None:
    for text in [*(pair.other for pair in PAIRS), *(pair.english for pair in PAIRS), *DISTRACTORS]:
        # The library's normaliser is told apart from ours by marks without width, which Persian uses.
        assert ours.tokens(text, 1000) == theirs.encode(text.replace("\u200c", " ")).ids


# Characters of Unicode 3.2, which every newer table folds alike: Python's and the library's are of different years.
_LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"], max_codepoint=0xFFEF).filter(
    lambda letter: unicodedata.ucd_3_2_0.category(letter) != "Cn"
)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(st.text(_LETTERS, min_size=1, max_size=12), min_size=1, max_size=6))
def test_any_words_are_cut_as_the_library_cuts_them(words: list[str], ours: Unigram, theirs: Any) -> None:
    text = " ".join(words)
    plain = text.replace("▁", " ").replace("\ufffd", " ").strip(" ")
    expected = theirs.encode(plain).ids if plain else []
    assert ours.tokens(text, 1000) == expected


def test_a_hostile_text_is_cut_quickly(ours: Unigram) -> None:
    started = time.process_time()
    assert len(ours.tokens("a" * 2_000_000, 510)) == 510
    assert len(ours.tokens("\ufdfa" * 200_000, 510)) == 510
    assert time.process_time() - started < 2
