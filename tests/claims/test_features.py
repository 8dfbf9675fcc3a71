from __future__ import annotations

import math

import pytest

from ascertain.claims.features import FEATURE_NAMES, measure
from ascertain.claims.finding import sentence_parts


def values(sentence: str, language: str = "en") -> dict[str, float]:
    row = measure([sentence_parts(sentence, language)])[0]
    return dict(zip(FEATURE_NAMES, row.tolist(), strict=True))


def test_a_sentence_with_figures_shows_them() -> None:
    found = values("The council spent $4,200 in 2019, 12 percent more than Oslo.")
    assert found["figures"] >= 2
    assert (found["percentages"], found["money"], found["large figures"]) == (1, 1, 1)
    assert found["dates"] >= 1
    assert found["places"] == 1
    assert found["comparisons"] >= 1
    assert found["first person"] == 0


def test_an_idle_sentence_shows_none() -> None:
    found = values("I wonder what you will do!")
    assert (found["figures"], found["dates"], found["places"]) == (0, 0, 0)
    assert (found["first person"], found["second person"], found["exclamation"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("“The pier is closed,” said Jon Berg.", "quoted"),
        ("Jon Berg said that the pier is closed.", "reported"),
        ("Is the pier closed?", "question"),
        ("The pier will close.", "prediction"),
        ("I think the pier is closed.", "opinion"),
        ("Prices rose in May.", "changes"),
        ("The pier was not closed.", "denials"),
        ("The pier was closed.", "past"),
        ("Good night.", "shortness"),
    ],
)
def test_each_mark_of_a_sentence_is_told(sentence: str, name: str) -> None:
    assert values(sentence)[name] >= 1


def test_length_is_measured_in_words_or_pairs_of_characters() -> None:
    assert values("One two three four.")["length"] == pytest.approx(math.log(5))
    assert values("大桥已经关闭三天。", "zh")["length"] == pytest.approx(math.log1p(4.5))


def test_no_sentences_give_no_rows() -> None:
    assert measure([]).shape == (0, len(FEATURE_NAMES))
