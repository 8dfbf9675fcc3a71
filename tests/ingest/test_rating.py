from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.ingest.rating import fold, rate, rate_number
from ascertain.records import Rating

_EXPECTED = {
    Rating.FALSE: """
        False|FALSO|Faux|Falsch|FAŁSZ|Ложь|Фейк|hoaks|SALAH|Bohong|गलत|خطأ|زائف|not true|No es cierto|
        untrue|Fake|Pants on Fire!|4 Pinocchios|Yanlış|Onwaar|Falskt|Usant|Väärin|Hamis|Nepravda|Lažno|
        Netačno|Ψευδές|שקר|เท็จ|Sai sự thật|誤り|错误|錯誤|거짓|사실 아님|পুরোটাই মিথ্যা|பொய்|తప్పు|
        Altered photo|Not correct|Isn't true|Это неправда|n'est pas vrai|C'est faux|Nicht wahr|Hindi totoo|
        doğru değil|सच नहीं|BULO|Intox|Fake News|0/10|1/5|Não é verdade|Nem igaz|é falso|completely false|
        Falschmeldung|غير صحيح|tidak benar|Totalmente falso|Non è vero|https://badges.example/img/false.png|
        No, she did not|This quote was never said and is fabricated.""",
    Rating.MOSTLY_FALSE: """
        Misleading|Partly False|Mostly false|Engañoso|ENGANOSO|Trompeur|Irreführend|Missing context|
        lacks_context|Out of context|Parcialmente falso|Partiellement faux|Teilweise falsch|
        Größtenteils falsch|Wprowadza w błąd|Манипуляция|भ्रामक|مضلل|Menyesatkan|Yanıltıcı|Misleidend|
        Fuorviante|Zavádějící|Παραπλανητικό|誤導|대체로 사실 아님|Plutôt faux|Mayormente falso|
        not entirely true|Three Pinocchios|Fuera de contexto|Częściowo fałsz|Sebagian salah|Mostly untrue|
        Exagerado|vilseledande|Not quite right|आंशिक रूप से गलत|Parzialmente falso|部分錯誤|Barely True|
        Inaccurate as a whole (with reservations)|The picture is old""",
    Rating.MIXED: """
        Half true|Mixture|Half-true|Verdad a medias|Partly true|Teilweise richtig|Vrai en partie|Полуправда|
        Półprawda|Verdadeiro, mas|True, but|C'est plus compliqué|Vero in parte|Halbwahr|3 of 5|
        parcialmente cierto|절반의 사실|आधा सच|Medio verdadero|Impreciso|À nuancer|1 false, 1 true|
        Two Pinocchios""",
    Rating.MOSTLY_TRUE: """
        Mostly True|Mostly correct|Größtenteils richtig|Plutôt vrai|Mayormente cierto|Largely accurate|
        Nearly true|대체로 사실|Uglavnom tačno|Fast richtig|Almost true|Eher wahr|C'eri quasi|
        В основном правда|One Pinocchio|4 of 5|Accurate with considerations""",
    Rating.TRUE: """
        True|Correct|Correct Attribution|VERDADERO|Cierto|Vrai|Wahr|Richtig|Prawda|Правда|सच|صحيح|Benar|
        Doğru|Vero|Verdadeiro|Sant|Pravda|Igaz|正確|사실|5/5|Not a hoax|not false|Es verdad|Waar|C'est vrai|
        Истина|Tačno|totoo""",
    Rating.UNPROVEN: """
        Unproven|Unsupported|No evidence|Sin pruebas|Sans preuve|Unbelegt|Brak dowodów|Нет доказательств|
        Tidak terbukti|Unsubstantiated|No hay pruebas|판단 유보|Legend|Insustentável|Infondé|Nicht belegt""",
    Rating.SATIRE: "Satire|Labeled Satire|Sátira|Parody|сатира|Satira|ساخر|It's a joke",
    Rating.OTHER: (
        "Flip-Flop|Explainer|See article|Full Flop|Not Illegal|No fraud|Masks work|Recall|3|About 1/8 inch a year"
    ),
    Rating.UNRATED: "|  ",
}
_CASES = [(words.strip(), rating) for rating, text in _EXPECTED.items() for words in text.split("|")]


@pytest.mark.parametrize(("words", "rating"), _CASES)
def test_publishers_words(words: str, rating: Rating) -> None:
    assert rate(words) is rating


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("False - the post leaves out most of what the minister said.", Rating.FALSE),
        ("Misleading: the film is from another year", Rating.MOSTLY_FALSE),
        ("Misleading and false", Rating.FALSE),
        ("Our desk: mostly true. The councillor's figure is one year old.", Rating.MOSTLY_TRUE),
        ("This is correct, but the figure has since been revised.", Rating.MIXED),
        ("We looked at the two letters and asked both offices. The claim is false.", Rating.FALSE),
        ("There is no evidence for this; the ministry denies it.", Rating.UNPROVEN),
        ("This is not exactly what she said", Rating.MOSTLY_FALSE),
        ("The bridge is made of steel and was painted in spring.", Rating.OTHER),
        ("The accurate clock of the town hall was sold in June and nobody has bought another one", Rating.OTHER),
    ],
)
def test_sentences(words: str, rating: Rating) -> None:
    assert rate(words) is rating


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ((1, 5, 1), (Rating.FALSE, "1 of 5")),
        ((2, 5, 1), (Rating.MOSTLY_FALSE, "2 of 5")),
        ((3, 5, None), (Rating.MIXED, "3 of 5")),
        ((4, None, None), (Rating.MOSTLY_TRUE, "4 of 5")),
        ((0, 1, 0), (Rating.FALSE, "0 of 1")),
        ((1, 1, 5), (Rating.TRUE, "1 of 1")),
        ((60, 100, 0), (Rating.MIXED, "60 of 100")),
        ((-1, 5, 1), (Rating.OTHER, "-1 of 5")),
        ((-1, -1, -1), (Rating.OTHER, "-1 of -1")),
    ],
)
def test_bare_numbers(number: tuple[float, float | None, float | None], expected: tuple[Rating, str]) -> None:
    assert rate_number(*number) == expected


@given(st.text(max_size=300))
def test_any_words_get_some_rating(words: str) -> None:
    rating = rate(words)
    assert (rating is Rating.UNRATED) == (not words.strip())
    assert fold(fold(words)) == fold(words)


@given(st.floats(-10, 110), st.floats(-10, 110), st.floats(-10, 110))
def test_any_number_gets_some_rating(value: float, best: float, worst: float) -> None:
    rating, words = rate_number(value, best, worst)
    assert rating is not Rating.UNRATED
    assert " of " in words
