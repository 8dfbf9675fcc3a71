"""How a claim is read before anything is searched, and what is searched for."""

from __future__ import annotations

from datetime import date

import pytest

from ascertain.answer.inquiry import LONGEST_QUERY, MOST_TERMS, inquire


def test_who_what_how_many_where_and_when_are_told_apart() -> None:
    found = inquire("The Ministry of Transport counted 4,200 passengers in Sweden on 3 May 2025.", "en")
    assert found.who == ("Ministry of Transport",)
    assert found.where == ("Sweden",)
    assert found.when == ("2025-05-03",)
    assert found.figures == ("4,200 passengers",)


def test_what_would_decide_the_claim_is_made_of_its_own_figures_names_and_days() -> None:
    found = inquire("The port of Lund in Sweden handled 90 ships in May 2025.", "en")
    for part in ("90 ships", "Lund", "Sweden", "May 2025"):
        assert part in found.would_support
        assert part in found.would_refute
    assert "does not rest on the claim itself" in found.would_support
    bare = inquire("Okra water cures diabetes.", "en")
    assert bare.would_refute == "A source that says that it is not so."


def test_a_negated_claim_is_refuted_by_what_it_denies() -> None:
    assert "that it is so" in inquire("The bridge was not rebuilt in 2024.", "en").would_refute


def test_yesterday_is_read_against_the_day_of_the_claim() -> None:
    assert inquire("It snowed in Madrid yesterday.", "en", date(2025, 3, 4)).when == ("2025-03-03",)


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("Russia has deployed 12,000 troops to Kursk, Zelensky said", "en", {"Russia", "12,000", "Kursk", "Zelensky"}),
        ("España perdió 3,5 millones de turistas en 2024", "es", {"España", "3,5", "2024", "turistas", "millones"}),
        ("Die Inflation stieg 2023 auf 5,9 % in Deutschland", "de", {"5,9 %", "2023", "Deutschland", "Inflation"}),
    ],
)
def test_the_short_query_holds_names_figures_and_long_words(text: str, language: str, terms: set[str]) -> None:
    (own, _), (short, tag), *_ = inquire(text, language).queries
    assert own == text
    assert tag == language
    assert all(term in short for term in terms)
    assert len(short.split()) <= MOST_TERMS + 2
    assert " the " not in f" {short} "


def test_a_claim_that_is_short_already_is_asked_once() -> None:
    assert inquire("Okra water cures diabetes.", "en").queries == (("Okra water cures diabetes.", "en"),)


def test_scripts_without_spaces_give_no_broken_words() -> None:
    queries = inquire("中国在2024年出口了500万辆汽车", "zh").queries
    assert queries[0][0] == "中国在2024年出口了500万辆汽车"
    assert all(term in "中国在2024年出口了500万辆汽车" for text, _ in queries for term in text.split())


def test_languages_of_the_countries_named_are_searched_without_a_dictionary() -> None:
    queries = inquire("Germany sent 50 Leopard tanks to Ukraine", "en").queries
    elsewhere = {language: text for text, language in queries if language != "en"}
    assert elsewhere["de"] == "Deutschland Ukraine Leopard 50"
    assert elsewhere["uk"].startswith("Німеччина Україна")


def test_where_no_other_language_is_searched_that_is_said() -> None:
    found = inquire("Okra water cures diabetes.", "en", notes=("links left out",))
    assert found.notes == ("links left out", "Only queries in the claim's language (en) were made.")


@pytest.mark.parametrize("text", ["a" * 5000, "7", "-", "¿?", "👍 yes", "A " * 600, "\ud800 half", "% % %"])
def test_any_text_has_a_query_of_bounded_length(text: str) -> None:
    found = inquire(text, "")
    assert found.queries
    assert all(len(query) <= LONGEST_QUERY for query, _ in found.queries)
