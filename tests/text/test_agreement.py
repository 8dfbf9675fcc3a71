from __future__ import annotations

from datetime import date

import pytest
from meaning_traps import SAME, TRAPS

from ascertain.records import Difference
from ascertain.text import detect_language
from ascertain.text.agreement import Agreement, compare, read_facts


def agreement(ours: str, theirs: str, language: str = "en", other: str = "") -> Agreement:
    return compare(read_facts(ours, language), read_facts(theirs, other or language))


def kinds(differences: tuple[Difference, ...]) -> set[str]:
    return {d.kind for d in differences}


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("Inflation rose to 3.5 percent in May.", "Inflation rose to 7.9 percent in May.", "number"),
        ("The army sent 12,000 troops to the border.", "The army sent 3,000 soldiers to the border.", "number"),
        ("The vaccine causes fever.", "The vaccine does not cause fever.", "negation"),
        ("Exports doubled last year.", "Exports were halved last year.", "direction"),
        ("Crime went up in the capital.", "Crime went down in the capital.", "direction"),
        ("The summit was held in London.", "The summit was held in Paris.", "place"),
        ("The law was signed in 2019.", "The law was signed in 2023.", "date"),
        ("President Maria Lopez signed the law.", "President Carlos Ortega signed the law.", "name"),
    ],
)
def test_differences_that_embeddings_do_not_see_are_named(ours: str, theirs: str, kind: str) -> None:
    assert kind in kinds(agreement(ours, theirs).differences)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("About 12,000 troops were sent.", "Some 12,100 troops were sent."),
        ("The army sent 4,200 people home.", "The army sent 4,200 people home on Friday."),
        ("Prices rose in Berlin and Paris.", "In Paris and Berlin prices rose."),
    ],
)
def test_equal_facts_are_no_difference(ours: str, theirs: str) -> None:
    assert agreement(ours, theirs).differences == ()


def test_the_same_figures_and_places_agree_across_languages() -> None:
    found = agreement(
        "Russia lost 4,200 soldiers near Kharkiv.", "Rusia perdió 4.200 soldados cerca de Járkov.", "en", "es"
    )
    names = {feature.name for feature in found.features}
    assert {"same figures", "shared names"} <= names
    assert "number" not in kinds(found.differences)


def test_a_difference_quotes_both_sides() -> None:
    (difference,) = agreement("Rents rose by 8 percent.", "Rents rose by 2 percent.").differences
    assert (difference.ours, difference.theirs) == ("8 percent", "2 percent")
    assert "8 percent" in difference.words
    assert "2 percent" in difference.words


def test_relative_dates_are_resolved_but_never_called_a_difference() -> None:
    ours = read_facts("The minister resigned on Monday.", "en", date(2025, 3, 12))
    theirs = read_facts("The minister resigned in 2019.", "en")
    assert "date" not in kinds(compare(ours, theirs).differences)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("It is a myth that the vaccine causes fever, doctors say.", "The vaccine causes fever."),
        ("Parliament rejected the inquiry in January.", "Parliament approved the inquiry in January."),
        ("The party won the election.", "The party lost the election."),
        ("El Parlamento aprobó la ley.", "El Parlamento rechazó la ley."),
        ("Es un bulo que la vacuna cause fiebre.", "La vacuna causa fiebre."),
        ("Russian forces shot down a Ukrainian helicopter.", "Ukrainian forces shot down a Russian helicopter."),
    ],
)
def test_who_calls_a_claim_false_or_swaps_the_roles_says_something_else(ours: str, theirs: str) -> None:
    assert agreement(ours, theirs, detect_language(ours)).differences


def test_nineteen_of_twenty_meaning_traps_are_named_in_seven_languages() -> None:
    missed = [
        (language, kind, one, other) for language, kind, one, other in TRAPS if kind not in _found(language, one, other)
    ]
    assert len({language for language, *_ in TRAPS}) == 7
    assert len(missed) <= 0.05 * len(TRAPS), missed


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_the_same_in_other_words_is_no_difference(language: str, one: str, other: str) -> None:
    assert _found(language, one, other) == set()


def _found(language: str, one: str, other: str) -> set[str]:
    return kinds(agreement(one, other, language).differences)
