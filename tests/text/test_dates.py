from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import find_dates

PUBLISHED = date(2025, 9, 2)  # a Tuesday


def read(text: str, language: str = "en", published: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(d.text, str(d.first), str(d.last)) for d in find_dates(text, language, published)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It opened on 5 October 2024.", "5 October 2024"),
        ("en", "It opened on October 5, 2024.", "October 5, 2024"),
        ("en", "It opened on Oct. 5, 2024.", "Oct. 5, 2024"),
        ("en", "It opened on the 5th of October 2024.", "5th of October 2024"),
        ("en", "Opened: 2024-10-05.", "2024-10-05"),
        ("en", "It opened on Saturday, 5 October 2024.", "Saturday, 5 October 2024"),
        ("es", "Abrió el 5 de octubre de 2024.", "5 de octubre de 2024"),
        ("es", "Abrió el 5/10/2024.", "5/10/2024"),
        ("pt", "Abriu em 5 de outubro de 2024.", "5 de outubro de 2024"),
        ("fr", "Ouvert le 5 octobre 2024.", "5 octobre 2024"),
        ("de", "Eröffnet am 5. Oktober 2024.", "5. Oktober 2024"),
        ("de", "Eröffnet am 5.10.2024.", "5.10.2024"),
        ("it", "Aperto il 5 ottobre 2024.", "5 ottobre 2024"),
        ("nl", "Geopend op 5 oktober 2024.", "5 oktober 2024"),
        ("pl", "Otwarto 5 października 2024 r.", "5 października 2024"),
        ("ru", "Открыли 5 октября 2024 года.", "5 октября 2024"),
        ("uk", "Відкрили 5 жовтня 2024 року.", "5 жовтня 2024"),
        ("cs", "Otevřeno 5. října 2024.", "5. října 2024"),
        ("tr", "5 Ekim 2024 günü açıldı.", "5 Ekim 2024"),
        ("id", "Dibuka pada 5 Oktober 2024.", "5 Oktober 2024"),
        ("ar", "افتتح في 5 أكتوبر 2024.", "5 أكتوبر 2024"),
        ("ar", "افتتح في ٥ تشرين الأول ٢٠٢٤.", "٥ تشرين الأول ٢٠٢٤"),
        ("hi", "यह 5 अक्टूबर 2024 को खुला।", "5 अक्टूबर 2024"),
        ("zh", "大桥于2024年10月5日开放。", "2024年10月5日"),
        ("ja", "橋は2024年10月5日に開通した。", "2024年10月5日"),
        ("ko", "다리는 2024년 10월 5일 열렸다.", "2024년 10월 5일"),
    ],
)
def test_a_full_date_in_many_languages(language: str, text: str, expected: str) -> None:
    assert read(text, language, None) == [(expected, "2024-10-05", "2024-10-05")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since 2019", ("2019", "2019-01-01", "2019-12-31")),
        ("in October 2024", ("October 2024", "2024-10-01", "2024-10-31")),
        ("in the 1990s", ("1990s", "1990-01-01", "1999-12-31")),
        ("a 2023 meeting", ("2023", "2023-01-01", "2023-12-31")),
        ("on 3/4/2024", ("3/4/2024", "2024-03-04", "2024-04-03")),
        ("on 25/12/2023", ("25/12/2023", "2023-12-25", "2023-12-25")),
    ],
)
def test_what_a_date_may_mean(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text, published=None) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They met in August.", ("August", "2025-08-01", "2025-08-31")),
        ("en", "They met in October.", ("October", "2024-10-01", "2024-10-31")),
        ("en", "They will meet in October.", ("October", "2025-10-01", "2025-10-31")),
        ("en", "They met on Wednesday.", ("Wednesday", "2025-08-27", "2025-08-27")),
        ("en", "They will meet on Wednesday.", ("Wednesday", "2025-09-03", "2025-09-03")),
        ("en", "They met last Tuesday.", ("last Tuesday", "2025-08-26", "2025-08-26")),
        ("en", "They meet next Friday.", ("next Friday", "2025-09-05", "2025-09-05")),
        ("en", "They met yesterday.", ("yesterday", "2025-09-01", "2025-09-01")),
        ("en", "They met last week.", ("last week", "2025-08-25", "2025-08-31")),
        ("en", "They met this year.", ("this year", "2025-01-01", "2025-12-31")),
        ("en", "They met last month.", ("last month", "2025-08-01", "2025-08-31")),
        ("en", "They met on 30 August.", ("30 August", "2025-08-30", "2025-08-30")),
        ("es", "Se vieron ayer.", ("ayer", "2025-09-01", "2025-09-01")),
        ("fr", "Ils se sont vus l’année dernière.", ("l’année dernière", "2024-01-01", "2024-12-31")),
        ("de", "Sie trafen sich im August.", ("August", "2025-08-01", "2025-08-31")),
        ("pt", "Encontraram-se ontem.", ("ontem", "2025-09-01", "2025-09-01")),
        ("it", "Si sono visti l'anno scorso.", ("l'anno scorso", "2024-01-01", "2024-12-31")),
        ("ru", "Они встретились в августе.", ("августе", "2025-08-01", "2025-08-31")),
        ("ru", "Они встретились в среду.", ("среду", "2025-08-27", "2025-08-27")),
        ("zh", "他们去年见面。", ("去年", "2024-01-01", "2024-12-31")),
    ],
)
def test_relative_dates_count_from_the_day_of_publication(
    language: str, text: str, expected: tuple[str, str, str]
) -> None:
    assert read(text, language) == [expected]
    (found,) = find_dates(text, language, None)
    assert (found.first, found.last, found.relative) == (None, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "He may go, and they march on.",
        "More than 2000 men and 1950 km of road.",
        "The flat costs $1999.",
        "At 10:30 the score was 3-1.",
        "It happened on 31 February 2024.",
        "Version 1.2.2024b",
        "Call 555-2019-1",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [d for d in find_dates(text, "en", PUBLISHED) if d.first == d.last and d.first] == []


def test_years_stay_years_and_counts_stay_counts() -> None:
    assert [d.text for d in find_dates("In 2000, 2000 soldiers came.", "en", None)] == ["2000"]


_PIECES = [
    "5",
    "31",
    "October",
    "Oct.",
    "May",
    "2024",
    "0000",
    "/",
    "-",
    ".",
    ",",
    " ",
    "last",
    "next",
    "Monday",
    "yesterday",
    "29",
    "February",
    "年",
    "月",
    "日",
    "13",
    "in",
    "the",
    "of",
    "1990s",
    "октября",
    "el",
    "de",
    "mayo",
    "٢٠٢٤",
]


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(_PIECES)).map("".join), st.lists(st.sampled_from(_PIECES)).map(" ".join)
    ),
    st.sampled_from(["en", "es", "fr", "de", "ru", "ar", "zh", "ja", "tr", "", "xx"]),
    st.none() | st.dates(),
)
def test_every_date_stands_where_it_says(text: str, language: str, published: date | None) -> None:
    end = 0
    for found in find_dates(text, language, published):
        assert found.span.of(text) == found.text
        assert found.span.start >= end
        end = found.span.end
        assert (found.first is None) == (found.last is None)
        if found.first and found.last:
            assert found.first <= found.last
