"""Which openings count as stock phrases, in seven languages, and which do not."""

from __future__ import annotations

import pytest
from sections import section

from ascertain.monitor.baseline import shipped_baseline
from ascertain.monitor.openings import agreeing_opening, opening_words, repeated_openings, template_opening
from ascertain.monitor.templates import AGREEING, ONLOOKING

BASELINE = shipped_baseline()


@pytest.mark.parametrize(
    "text",
    [
        "Absolutely. The harbour needs it.",
        "“You’re right, the report says so.",
        "@mila Agreed, it is late.",
        "Yes, that's a good point about the crane.",
        "Thats a great observation",
        "I completely agree with this",
        "Exacto, nadie leyó el informe.",
        "Tienes razón, es tarde.",
        "Tout à fait d’accord avec vous.",
        "C’est une bonne remarque.",
        "Genau, das fehlt im Bericht.",
        "Das ist ein guter Punkt.",
        "Concordo plenamente com isso.",
        "Você tem razão.",
        "Sono d’accordo con te.",
        "Hai ragione, è tardi.",
        "Вы правы, отчёт говорит другое.",
        "Полностью согласен с вами.",
    ],
)
def test_agreeing_openings_are_known(text: str) -> None:
    assert agreeing_opening(text)
    assert template_opening(text)


@pytest.mark.parametrize(
    "text",
    [
        "It’s concerning to see the toll rise.",
        "It is very sad to see this.",
        "Interesting to see who profits.",
        "I'm curious to see what follows.",
        "Es preocupante ver esto.",
        "C’est inquiétant de voir cela.",
        "Es ist traurig zu sehen, was geschieht.",
        "É triste ver isso.",
        "È preoccupante vedere questo.",
        "Интересно посмотреть, что будет.",
    ],
)
def test_an_onlookers_openings_are_templates_but_no_agreement(text: str) -> None:
    assert template_opening(text)
    assert not agreeing_opening(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Absolutely love this place",
        "Exactly one boat came back",
        "Rightly or wrongly, the toll stays",
        "The harbour is absolutely closed.",
        "Genaueres steht im Bericht",
        "Agreement was reached yesterday.",
    ],
)
def test_other_openings_are_not(text: str) -> None:
    assert not template_opening(text)


def test_every_language_has_both_kinds() -> None:
    assert AGREEING.keys() == ONLOOKING.keys() == {"en", "es", "fr", "de", "pt", "it", "ru"}


def test_contractions_count_as_the_words_they_stand_for() -> None:
    assert opening_words("It's raining again here today") == opening_words("It is raining on the pier") != ()


def test_short_comments_have_no_opening_to_compare() -> None:
    assert opening_words("I love it here") == ()


def test_the_same_opening_again_and_again_stands_out_in_any_language() -> None:
    texts = [f"Dlaczego nikt nie pyta o {word} w porcie?" for word in ("dźwig", "molo", "paliwo", "ceny", "łodzie")]
    hint = repeated_openings(section(texts).comments, BASELINE)
    assert hint is not None
    assert hint.score == 10
    assert hint.fires
    assert "“dlaczego nikt nie”" in hint.explanation


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    texts = ["港口的费用太高了没有人问", "港口的费用为什么又涨价了", "昨天下雨了我没有去钓鱼"]
    hint = repeated_openings(section(texts).comments, BASELINE)
    assert hint is not None
    assert hint.score == 1
