from __future__ import annotations

import json
from dataclasses import fields
from importlib.resources import files

import pytest

from ascertain.claims.lexicon import Lexicon, languages, lexicon


def test_every_language_of_the_product_has_words() -> None:
    expected = {"ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"}
    assert set(languages()) == expected


@pytest.mark.parametrize("language", languages())
def test_lists_are_known_lower_case_and_free_of_doubles(language: str) -> None:
    content = json.loads(files("ascertain.claims").joinpath("lexicon.json").read_text("utf-8"))[language]
    assert set(content) <= {item.name for item in fields(Lexicon)}
    for name, words in content.items():
        assert len(words) == len(set(words)), name
        assert all(word and word == word.strip() for word in words), name
        if name != "asks":
            assert all(word == word.casefold() or language == "de" for word in words), name


@pytest.mark.parametrize("language", languages())
def test_each_word_is_found_in_a_sentence(language: str) -> None:
    words = lexicon(language)
    for name in ("say", "say_that", "according", "hearsay", "opinion", "future"):
        for word in getattr(words, name):
            text = f"x {word} x" if words.spaced else f"，{word}，"
            match = words.pattern(name).search(text)
            assert match is not None, (name, word)
            assert len(match.group()) >= len(word) or match.group() in getattr(words, name)


def test_words_are_found_whole_and_the_longest_wins() -> None:
    english = lexicon("en")
    assert english.pattern("say").search("the essays of a saying man") is not None
    assert english.pattern("say").search("essays unsaid") is None
    found = english.pattern("say").search("he was quoted as saying it")
    assert found is not None
    assert found.group() == "was quoted as saying"


def test_an_unknown_language_has_empty_lists() -> None:
    assert lexicon("xx").say == ()
    assert lexicon("xx").pattern("say").search("said") is None
