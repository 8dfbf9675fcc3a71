from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import directions, negations


def denied(text: str, language: str) -> list[str]:
    return [span.of(text) for span in negations(text, language)]


def moves(text: str, language: str) -> list[tuple[str, str]]:
    return [(span.of(text), label) for span, label in directions(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The dam does not leak, it doesn’t.", ["not", "doesn’t"]),
        ("en", "The mayor denied it and never came.", ["denied", "never"]),
        ("en", "Neither the dam nor the pier leaks.", ["Neither"]),
        ("en", "Not only the dam leaks; no doubt. See No. 10.", []),
        ("en", "The story is fake, a hoax.", []),
        ("en", "There is no longer a pier, and nobody cares.", ["no longer", "nobody"]),
        ("es", "El dique no pierde nada. Nadie vino.", ["no", "Nadie"]),
        ("es", "Sin embargo, el dique pierde.", []),
        ("pt", "A barragem não vaza.", ["não"]),
        ("fr", "Le barrage ne fuit pas. Il n’y a aucun risque.", ["ne fuit pas", "n’y a aucun"]),
        ("fr", "Il n’a que deux portes.", []),
        ("de", "Der Damm leckt nicht. Es gibt keine Belege.", ["nicht", "keine"]),
        ("de", "Nicht nur der Damm leckt.", []),
        ("it", "La diga non perde mai.", ["non"]),
        ("nl", "De dam lekt niet.", ["niet"]),
        ("pl", "Nikt nie przyszedł.", ["nie"]),
        ("ru", "Никто не пришёл. Плотина не течёт.", ["не", "не"]),
        ("uk", "Дамба не тече.", ["не"]),
        ("ar", "السد لا يتسرب.", ["لا"]),
        ("hi", "बांध नहीं रिसता।", ["नहीं"]),
        ("id", "Bendungan itu tidak bocor.", ["tidak"]),
        ("tr", "Baraj sızdırmıyor değil.", ["sızdırmıyor", "değil"]),
        ("zh", "大坝没有漏水，不仅如此。", ["没有"]),
        ("ja", "ダムは漏れていません。", ["ません"]),
        ("ko", "댐은 새지 않았다.", ["않았다"]),
        ("xx", "no not never", []),
    ],
)
def test_negations(language: str, text: str, expected: list[str]) -> None:
    assert denied(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Rents rose while wages fell.", [("rose", "up"), ("fell", "down")]),
        ("en", "Crime went up, theft is down 5 percent.", [("went up", "up"), ("is down", "down")]),
        ("en", "Exports doubled, then were cut in half.", [("doubled", "double"), ("cut in half", "half")]),
        ("en", "They set up a shop for up to 500 guests.", []),
        ("es", "Las ventas subieron y los precios bajaron.", [("subieron", "up"), ("bajaron", "down")]),
        ("fr", "Les prix ont augmenté de moitié.", [("augmenté", "up"), ("de moitié", "half")]),
        ("de", "Die Preise stiegen, die Löhne sanken.", [("stiegen", "up"), ("sanken", "down")]),
        ("pt", "As vendas subiram.", [("subiram", "up")]),
        ("it", "I prezzi sono aumentati.", [("aumentati", "up")]),
        ("nl", "De prijzen zijn gedaald.", [("gedaald", "down")]),
        ("pl", "Ceny wzrosły.", [("wzrosły", "up")]),
        ("ru", "Цены выросли вдвое.", [("выросли", "up"), ("вдвое", "double")]),
        ("ru", "Стало вдвое меньше.", [("вдвое меньше", "half")]),
        ("uk", "Ціни зросли.", [("зросли", "up")]),
        ("ar", "ارتفعت الأسعار.", [("ارتفعت", "up")]),
        ("hi", "कीमतें बढ़ी।", [("बढ़ी", "up")]),
        ("tr", "Fiyatlar yükseldi.", [("yükseldi", "up")]),
        ("id", "Harga turun.", [("turun", "down")]),
        ("zh", "价格上涨，产量减半。", [("上涨", "up"), ("减半", "half")]),
        ("ja", "人口は減少した。", [("減少", "down")]),
        ("ko", "가격이 상승했다.", [("상승", "up")]),
    ],
)
def test_directions(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert moves(text, language) == expected


@given(
    st.text(),
    st.sampled_from(
        ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "ar", "hi", "tr", "id", "zh", "ja", "ko", ""]
    ),
)
def test_spans_are_ordered_and_inside_the_text(text: str, language: str) -> None:
    for spans in (negations(text, language), [span for span, _ in directions(text, language)]):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(text)
            end = span.end
