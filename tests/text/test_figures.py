from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import find_figures


def read(text: str, language: str = "en") -> list[tuple[str, float, str]]:
    return [(f.text, f.value, f.unit) for f in find_figures(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town sent 12,000 North Sea troops home.", [("12,000 North Sea troops", 12000, "troops")]),
        ("She made only ten foreign trips.", [("ten foreign trips", 10, "trips")]),
        ("It was a 20-minute film.", [("20-minute", 20, "minute")]),
        ("Prices rose 3.5 % and wages 2 percent.", [("3.5 %", 3.5, "%"), ("2 percent", 2, "%")]),
        ("It cost $5bn, not £3.2m.", [("$5bn", 5e9, "USD"), ("£3.2m", 3.2e6, "GBP")]),
        ("They paid 3 million euros.", [("3 million euros", 3e6, "EUR")]),
        (
            "Two hundred and fifty thousand refugees came.",
            [("Two hundred and fifty thousand refugees", 250000, "refugees")],
        ),
        ("A dozen ships sank.", [("A dozen ships", 12, "ships")]),
        ("Half a million people left.", [("Half a million people", 5e5, "people")]),
        ("It fell to -5 °C over 12 weeks.", [("-5 °C", -5, "°C"), ("12 weeks", 12, "week")]),
        ("It marks the 80th anniversary.", [("80th", 80, "ordinal")]),
        ("One in five voters stayed home.", [("One in five voters", 0.2, "voters")]),
        ("Rupees 1,00,000 were lost.", [("1,00,000", 100000, "")]),
        ("A 45-year-old man ran 42 km.", [("45-year", 45, "year"), ("42 km", 42, "km")]),
        ("It holds 2000 soldiers.", [("2000 soldiers", 2000, "soldiers")]),
        ("They took 12,000 U.S. troops.", [("12,000 U.S. troops", 12000, "troops")]),
        ("A 12-member panel met.", [("12-member", 12, "member")]),
        ("It took one hour.", [("one hour", 1, "hour")]),
        ("A quarter of a million people left.", [("A quarter of a million people", 250000, "people")]),
        ("Three quarters of a billion dollars.", [("Three quarters of a billion dollars", 7.5e8, "USD")]),
        ("It was minus 7 degrees Celsius.", [("minus 7 degrees Celsius", -7, "°C")]),
        ("It fell by minus three percent.", [("minus three percent", -3, "%")]),
    ],
)
def test_english_figures(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert read(text) == expected


def test_a_share_spans_what_it_is_a_share_of() -> None:
    assert read("Some say one-third of the 12,000 North Sea troops fled.") == [
        ("one-third of the 12,000 North Sea troops", 0.333333, "troops"),
        ("12,000 North Sea troops", 12000.0, "troops"),
    ]


def test_a_range_gives_two_figures_with_one_unit() -> None:
    assert read("Between 10 and 15 percent.") == [("10", 10, "%"), ("15 percent", 15, "%")]
    assert read("10 to 15 million dollars") == [("10", 10e6, "USD"), ("15 million dollars", 15e6, "USD")]
    assert read("They walked 10–15 km.") == [("10", 10, "km"), ("15 km", 15, "km")]
    assert read("$1.5-2 billion") == [("$1.5", 1.5e9, "USD"), ("2 billion", 2e9, "USD")]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "Die Flut teilte die Stadt in zwei.", 0),
        ("fr", "La ville est coupée en deux par la crue.", 0),
        ("es", "El río partió la ciudad en dos.", 0),
        ("it", "La città è tagliata in due.", 0),
        ("pt", "A cheia cortou a cidade em dois.", 0),
        ("en", "The bridge was built in two days.", 1),
        ("en", "It was seen in two of the villages, and in two or three places.", 3),
        ("fr", "Elle fut bâtie en deux jours.", 1),
        ("de", "Es geschah in zwei von drei Dörfern.", 2),
    ],
)
def test_a_number_that_only_divides_is_no_figure(language: str, text: str, number: int) -> None:
    assert len(find_figures(text, language)) == number


@pytest.mark.parametrize(
    "text",
    [
        "He has lived there since 2019.",
        "The 2023 elections were calm.",
        "On 5 October 2024 and October 6, 2024 it rained.",
        "The train left at 10:30, the bus at 5 p.m.",
        "COVID-19, the F-16, 5G and version 1.2.3",
        "One of them left; no one stayed; one should ask.",
        "See Section 230, Article 5 and No. 10.",
        "Millions of birds, hundreds of boats, several thousand men.",
        "https://example.org/a/123?b=45",
        "A Boeing 737 landed.",
        "The flood cut the town in two, then it split into three; prices were cut in half.",
        "At one point one of the boats broke in two. It was one of a kind.",
    ],
)
def test_what_does_not_count_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Unos 12.000 soldados y 3,5 por ciento.", [(12000, "soldados"), (3.5, "%")]),
        ("es", "Costó 3 millones de euros a dos tercios de los votantes.", [(3e6, "EUR"), (0.666667, "votantes")]),
        ("es", "Perdieron 12,000 personas y cien mil millones de pesos.", [(12000, "people"), (1e11, "MXN")]),
        ("pt", "Cerca de 12 mil soldados e R$ 3,5 bilhões.", [(12000, "soldados"), (3.5e9, "BRL")]),
        ("fr", "Environ 12 000 soldats et 1,5 milliard d’euros.", [(12000, "soldats"), (1.5e9, "EUR")]),
        ("fr", "Vingt-cinq pour cent des ménages.", [(25, "%")]),
        ("de", "Rund 12.000 müde Soldaten und 3,5 Prozent.", [(12000, "soldaten"), (3.5, "%")]),
        ("de", "Zwei Millionen Euro zum 80. Jahrestag.", [(2e6, "EUR"), (80, "ordinal")]),
        ("de", "2 Mio. Euro und 3,5 Mrd. Dollar.", [(2e6, "EUR"), (3.5e9, "USD")]),
        ("it", "Circa 12mila soldati e 3,5 miliardi di euro.", [(12000, "soldati"), (3.5e9, "EUR")]),
        ("nl", "Ongeveer 12.000 soldaten en 3 miljard euro.", [(12000, "soldaten"), (3e9, "EUR")]),
        (
            "ru",
            "Около 12 000 пехотных солдат, 2 млрд рублей, пять лет.",
            [(12000, "солдат"), (2e9, "RUB"), (5, "year")],
        ),
        ("uk", "Близько 12 тис. солдатів і 5 відсотків.", [(12000, "солдатів"), (5, "%")]),
        ("pl", "Około 12 tys. żołnierzy i 3,5 mln zł.", [(12000, "żołnierzy"), (3.5e6, "PLN")]),
        ("ar", "حوالي ١٢ ألف جندي و 5 بالمئة.", [(12000, "جندي"), (5, "%")]),
        ("hi", "लगभग 5 लाख लोग और १२ प्रतिशत।", [(500000, "people"), (12, "%")]),
        ("tr", "Yaklaşık 12 bin asker, yüzde 5, %7.", [(12000, "asker"), (5, "%"), (7, "%")]),
        ("id", "Sekitar 12 ribu orang dan Rp 3 triliun.", [(12000, "people"), (3e12, "IDR")]),
        (
            "zh",
            "约1.2万人，三分之一，百分之五，十二万名士兵。",
            [(12000, "people"), (0.333333, ""), (5, "%"), (120000, "people")],
        ),
        ("ja", "約12万人が3億5000万円を払い、3分の1が去った。", [(120000, "people"), (3.5e8, "JPY"), (0.333333, "")]),
        ("zh", "上午10点30分，死了5人，气温零下12度。", [(5, "people"), (-12, "°")]),
        ("ja", "新型コロナ19で死者は十人、図3。", [(10, "people")]),
        ("de", "Eine Viertelmillion Menschen bei minus 12 Grad.", [(250000, "people"), (-12, "°")]),
        ("ko", "약 12만 명, 3억 5천만 원, 3분의 1.", [(120000, "people"), (3.5e8, "KRW"), (0.333333, "")]),
    ],
)
def test_figures_in_other_languages(language: str, text: str, expected: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in find_figures(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "approximate"),
    [
        ("About 300 people came.", "en", True),
        ("More than half of them left.", "en", True),
        ("At least 300 people came.", "en", True),
        ("Exactly 300 people came.", "en", False),
        ("Over 45,000 homes burnt.", "en", True),
        ("45,000+ homes burnt.", "en", True),
        ("Más de 300 personas vinieron.", "es", True),
        ("Fast 300 Menschen kamen.", "de", True),
        ("Более 300 человек пришли.", "ru", True),
        ("300多人来了。", "zh", True),
    ],
)
def test_words_that_make_a_number_approximate(text: str, language: str, approximate: bool) -> None:
    assert find_figures(text, language)[0].approximate is approximate


_PIECES = [
    "12",
    "000",
    ",",
    ".",
    " ",
    "%",
    "$",
    "half",
    "one",
    "third",
    "of",
    "the",
    "two",
    "million",
    "people",
    "-",
    "–",
    "to",
    "万",
    "三分之一",
    "百",
    "3",
    "2019",
    "May",
    "km",
    "a",
    "dozen",
    "\u00a0",
    "½",
    "١٢",
    "th",
    "’",
    "k",
    "बि",
    "от",
    "тыс",
]


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(_PIECES)).map("".join), st.lists(st.sampled_from(_PIECES)).map(" ".join)
    ),
    st.sampled_from(
        ["en", "es", "fr", "de", "it", "pt", "nl", "ru", "uk", "pl", "ar", "hi", "tr", "id", "zh", "ja", "ko", "", "xx"]
    ),
)
def test_every_figure_stands_where_it_says(text: str, language: str) -> None:
    for figure in find_figures(text, language):
        assert figure.span.of(text) == figure.text
        assert figure.text
        assert math.isfinite(figure.value)


@given(st.integers(min_value=10_000, max_value=10**15))
def test_grouped_digits_are_read_back_in_every_style(number: int) -> None:
    for mark, language in ((",", "en"), (".", "de"), ("\u202f", "fr"), ("\u00a0", "ru"), ("’", "de")):
        (figure,) = find_figures(f"{number:,}".replace(",", mark), language)
        assert figure.value == number
