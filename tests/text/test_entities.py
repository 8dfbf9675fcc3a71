from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import find_entities


def read(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(e.text, e.kind, e.key) for e in find_entities(text, language)]


def places(text: str, language: str) -> set[str]:
    return {e.key for e in find_entities(text, language) if e.kind == "place"}


def test_people_organisations_and_places_in_english() -> None:
    text = (
        "Norwegian Finance Minister Lena Brandt met Park Ji Sung in Oslo, said Tove Holm of the Nordic Institute for "
        "Harbour Research. Brandt later praised the WTO and the University of Lagos."
    )
    assert read(text) == [
        ("Norwegian", "place", "NO"),
        ("Lena Brandt", "person", "lena brandt"),
        ("Park Ji Sung", "person", "park ji sung"),
        ("Oslo", "place", "city:3143244"),
        ("Tove Holm", "person", "tove holm"),
        ("Nordic Institute for Harbour Research", "organisation", "nordic institute for harbour research"),
        ("Brandt", "person", "brandt"),
        ("WTO", "organisation", "wto"),
        ("University of Lagos", "organisation", "university of lagos"),
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ships left North Korea.", "KP"),
        ("The North Korean navy left.", "KP"),
        ("Ships of the U.S. left.", "US"),
        ("American ships left.", "US"),
        ("Ships left the UK.", "GB"),
        ("South Sudanese farmers left.", "SS"),
        ("Farmers left Texas.", "US-TX"),
        ("Ships left Rotterdam's port.", "city:2747891"),
        ("They left the Middle East.", "middle east"),
    ],
)
def test_places_have_keys(text: str, key: str) -> None:
    assert places(text, "en") == {key}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Los barcos salieron de Corea del Norte hacia Rusia."),
        ("pt", "Os navios saíram da Coreia do Norte para a Rússia."),
        ("fr", "Les navires ont quitté la Corée du Nord pour la Russie."),
        ("de", "Die Schiffe fuhren von Nordkorea nach Russland."),
        ("it", "Le navi sono partite dalla Corea del Nord per la Russia."),
        ("ru", "Корабли ушли из Северной Кореи в Россию."),
        ("uk", "Кораблі вийшли з Північної Кореї до Росії."),
        ("pl", "Statki wypłynęły z Korei Północnej do Rosji."),
        ("tr", "Gemiler Kuzey Kore'den Rusya'ya gitti."),
        ("id", "Kapal itu berlayar dari Korea Utara ke Rusia."),
        ("ar", "غادرت السفن كوريا الشمالية إلى روسيا."),
        ("hi", "जहाज़ उत्तर कोरिया से रूस गए।"),
        ("zh", "船只从朝鲜驶往俄罗斯。"),
        ("ja", "船は北朝鮮からロシアへ向かった。"),
        ("ko", "배는 북한에서 러시아로 떠났다."),
    ],
)
def test_countries_have_one_key_in_every_language(language: str, text: str) -> None:
    assert places(text, language) == {"KP", "RU"}


def test_cities_have_one_key_in_many_languages() -> None:
    moscow = places("They met in Moscow.", "en")
    assert len(moscow) == 1
    for language, text in [
        ("de", "Sie trafen sich in Moskau."),
        ("fr", "Ils se sont vus à Moscou."),
        ("ru", "Они встретились в Москве."),
        ("zh", "他们在莫斯科见面。"),
        ("ar", "التقوا بموسكو أمس."),
    ]:
        assert places(text, language) == moscow


@pytest.mark.parametrize(
    "text",
    [
        "Inflation rose and exports fell.",
        "Officials denied it. Farmers agreed.",
        "On Monday and in May nobody came.",
        "The reading was nice. Reading is fun, and mobile too.",
        "I think that TV is fine.",
        "As the rain fell it did NOT stop. FAKE!",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert read(text) == []


def test_a_headline_has_only_the_names_that_are_known() -> None:
    assert [e.text for e in find_entities("Angry Farmers Block Road To Warsaw Over Grain", "en")] == ["Warsaw"]


def test_a_word_before_a_name_and_a_name_behind_and_are_no_part_of_it() -> None:
    assert [e.text for e in find_entities("Fact-checking Lena Brandt: what she said.", "en")] == ["Lena Brandt"]
    assert [e.text for e in find_entities("Falaram Ana Prado e João Lima.", "pt")] == ["Ana Prado", "João Lima"]
    assert [e.text for e in find_entities("The Ministry of Health and Welfare agreed.", "en")] == [
        "Ministry of Health and Welfare"
    ]


def test_german_nouns_are_no_names() -> None:
    assert read("Die Regierung und der Minister Karl Brandt sprachen in Deutschland über Brot.", "de") == [
        ("Karl Brandt", "person", "karl brandt"),
        ("Deutschland", "place", "DE"),
    ]


def test_a_surname_is_a_person_when_the_full_name_stands_elsewhere() -> None:
    kinds = {e.text: e.kind for e in find_entities("Critics of Okoye spoke. Maria Okoye did not.", "en")}
    assert kinds == {"Okoye": "person", "Maria Okoye": "person"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El presidente Pedro Ruiz habló.", ("Pedro Ruiz", "person", "pedro ruiz")),
        ("es", "Lo dijo el Ministerio de Salud.", ("Ministerio de Salud", "organisation", "ministerio de salud")),
        ("fr", "Le ministre Jean Petit a parlé.", ("Jean Petit", "person", "jean petit")),
        ("ru", "Министр Иван Петров выступил.", ("Иван Петров", "person", "ivan petrov")),
        ("ru", "Об этом говорит Министерство обороны.", ("Министерство", "", "")),
        ("ja", "マリア・ブラントが語った。", ("マリア・ブラント", "person", "maria buranto")),
        ("zh", "总统约翰·史密斯表示反对。", ("约翰·史密斯", "person", "yuehan shimisi")),
        ("nl", "Premier Jan de Boer sprak.", ("Jan de Boer", "person", "jan de boer")),
    ],
)
def test_names_in_other_languages(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert read(text, language) == ([expected] if expected[1] else [])


_PIECES = [
    "Lena",
    "Brandt",
    "President",
    "of",
    "the",
    "U.S.",
    "North",
    "Korean",
    "Institute",
    "for",
    "NATO",
    ".",
    ",",
    " ",
    "\n",
    "“",
    "”",
    "de",
    "la",
    "Москва",
    "в",
    "北京",
    "ロシア",
    "·",
    "・",
    "كوريا",
    "الشمالية",
    "’s",
    "-",
    "and",
    "İstanbul'da",
    "ß",
    "ﬀ",
    "J.",
]


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(_PIECES)).map("".join), st.lists(st.sampled_from(_PIECES)).map(" ".join)
    ),
    st.sampled_from(["en", "es", "fr", "de", "tr", "ru", "ar", "he", "zh", "ja", "ko", "", "xx"]),
)
def test_every_name_stands_where_it_says(text: str, language: str) -> None:
    for entity in find_entities(text, language):
        assert entity.span.of(text) == entity.text
        assert entity.text.strip() == entity.text
        assert entity.text
        assert entity.key


@pytest.mark.parametrize(
    "piece", ["Lena Brandt ", "一", "A", "« ", "“A. ", "1,", "don't ", "de ", "كوريا ", "3万", "ne a "]
)
def test_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    from ascertain.text import clean, directions, find_dates, find_figures, negations, sentences, words

    text = piece * (40_000 // len(piece))
    began = time.process_time()
    clean(text)
    words(text)
    for language in ("en", "fr", "zh"):
        sentences(text, language)
        find_figures(text, language)
        find_dates(text, language, None)
        find_entities(text, language)
        negations(text, language)
        directions(text, language)
    assert time.process_time() - began < 10
