from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import sentences


def parts(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Mr. Reed met Dr. Okoye of the U.S. Senate.", "They spoke of No. 10 and St. Mary's."]),
        ("en", ["The pier cost $3.5 million.", "J. K. Lund paid for it at 5 p.m. on Monday."]),
        ("en", ["“They repaired the dam with care and loyalty to the town,” said Ada Lund.", "It held."]),
        ("en", ["The port handled 88 ships in May.", "Gulls were seen.", "He said no.", "Ten left."]),
        ("en", ["They moved to the U.S.", "They left Acme Inc.", "The pier closed."]),
        ("es", ["Dijo que no.", "Diez se fueron al mar.", "Nadie volvió."]),
        ("en", ["“Why did it fail?” she asked.", "Nobody knew."]),
        ("en", ["The mayor called it “a disaster.”", "Officials denied it."]),
        ("en", ["“We lost the vote.", "It hurts,” said Tom Reed.", "He left."]),
        ("en", ['"It was late!"', '"It was not," he said.']),
        ("de", ["Am 3. Oktober kam z. B. Dr. Brandt.", "„Wir gehen“, sagte er.", "Dann ging er."]),
        ("es", ["El Sr. Ruiz llegó a las cinco.", "¿Qué dijo?", "«Nada», respondió."]),
        ("fr", ["M. Petit est parti.", "« Nous restons », a dit Mme Roux."]),
        ("ru", ["В 2019 г. Иванов переехал.", "«Мы остались», — сказал он."]),
        ("pl", ["Dr Nowak wyszedł 3. maja.", "Nikt nie został."]),
    ],
)
def test_sentences_end_where_they_end(language: str, expected: list[str]) -> None:
    assert parts(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["大桥已经关闭。", "什么时候开放？", "没有人知道！"]),
        ("ja", ["橋は閉鎖された。", "「いつ開くのか？」と彼は尋ねた。"]),
        ("ar", ["أغلق الجسر أمس.", " متى يفتح؟", " لا أحد يعرف."]),
        ("hi", ["पुल बंद है।", " कब खुलेगा?", " कोई नहीं जानता।"]),
    ],
)
def test_other_marks_end_sentences_too(language: str, expected: list[str]) -> None:
    assert parts("".join(expected), language) == [part.strip() for part in expected]


def test_paragraphs_and_headlines_stand_apart() -> None:
    assert parts("Bridge closed again\nThe bridge is shut.\n\nNo date was given") == [
        "Bridge closed again",
        "The bridge is shut.",
        "No date was given",
    ]


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The council said on Monday that the old bridge over the\n"
        "river would stay closed until the end of the month, and\n"
        "that no detour was planned."
    )
    assert parts(text) == [text]


def test_a_closing_mark_never_stands_alone() -> None:
    for text in ("“It failed. ” Then he left.", "He said: “Go now. Go fast.” ”", "(It failed. It did.) Then."):
        assert all(any(character.isalnum() for character in part) for part in parts(text))


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [
                    "The",
                    "dam",
                    "failed",
                    ".",
                    "?",
                    "!",
                    "“",
                    "”",
                    '"',
                    "«",
                    "»",
                    "\n",
                    "\n\n",
                    " ",
                    "Mr.",
                    "No.",
                    "。",
                    "。」",
                    "「",
                    "3.",
                    "…",
                    "said",
                    "—",
                    "؟",
                    "।",
                    "😀",
                    "\u2028",
                ]
            )
        ).map("".join),
    ),
    st.sampled_from(["en", "de", "ru", "zh", "ar", "hi", "", "xx"]),
)
def test_spans_are_trimmed_ordered_and_lose_nothing(text: str, language: str) -> None:
    found = sentences(text, language)
    end = 0
    for span in found:
        piece = span.of(text)
        assert piece
        assert piece == piece.strip()
        assert span.start >= end
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()
