from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.ingest.factchecks.cleaning import domain, one_line, shortened, site_of, web_address
from ascertain.ingest.factchecks.dates import may_be_two_days, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26 May 2015", "2015-05-26T00:00"),
        ("May 26, 2015", "2015-05-26T00:00"),
        ("26.5.2015", "2015-05-26T00:00"),
        ("26/05/2015", "2015-05-26T00:00"),
        ("05/26/2015", "2015-05-26T00:00"),
        ("5 de marzo de 2024", "2024-03-05T00:00"),
        ("12 août 2020", "2020-08-12T00:00"),
        ("2015年5月26日", "2015-05-26T00:00"),
        ("2015년 5월 26일", "2015-05-26T00:00"),
        ("Tue, 26 May 2015 10:00:00 +0200", "2015-05-26T08:00"),
        ("1432634400", "2015-05-26T10:00"),
        ("1432634400000", "2015-05-26T10:00"),
        ("20150526", "2015-05-26T00:00"),
        ("26 мая 2015 г.", "2015-05-26T00:00"),
        ("Monday, 3 March 2021 2:05 pm", "2021-03-03T14:05"),
        ("Publié le 26/10/18 à 17h13", "2018-10-26T17:13"),
        ("16-01-21T06:08:00", "2021-01-16T06:08"),
        ("99-12-31", "1999-12-31T00:00"),
        ("2020-02-26T17:02:36.123+02:00", "2020-02-26T15:02"),
        ("2021-01-15T10:00+0530", "2021-01-15T04:30"),
        ("2020-02-26 17:02", "2020-02-26T17:02"),
        ("15 मार्च 2021", "2021-03-15T00:00"),
        ("١٥ مارس 2021", "2021-03-15T00:00"),
        ("Sept. 3, 2019", "2019-09-03T00:00"),
        ("3rd of June 2018", "2018-06-03T00:00"),
    ],
)
def test_dates_in_many_forms(text: str, expected: str) -> None:
    date = read_date(text)
    assert date is not None
    assert date.strftime("%Y-%m-%dT%H:%M") == expected
    assert date.utcoffset() is not None


@pytest.mark.parametrize(
    "text", ["", "2015", "May 2015", "31/31/2015", "0000-00-00", "2024-02-30", "yesterday", "9999-12-31T23:59:59-12:00"]
)
def test_what_names_no_single_day(text: str) -> None:
    assert read_date(text) is None


def test_day_and_month_are_not_guessed() -> None:
    assert read_date("05/06/2015") is None
    assert may_be_two_days("05/06/2015")
    assert not may_be_two_days("25/06/2015")
    first, second = read_date("05/06/2015", month_first=True), read_date("05/06/2015", month_first=False)
    assert first is not None
    assert second is not None
    assert (first.month, second.month) == (5, 6)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    date = read_date(text, month_first=False)
    assert date is None or date.utcoffset() is not None


@given(st.datetimes())
def test_iso_dates_come_back(moment: object) -> None:
    date = read_date(str(moment))
    assert date is None or date.replace(tzinfo=None) == moment


@given(st.text(max_size=200))
def test_a_cleaned_line_stays_clean(text: str) -> None:
    line = one_line(text)
    assert line.isprintable()
    line.encode("utf-8")
    assert "  " not in line


def test_addresses_and_domains() -> None:
    assert web_address(" https://a.example/x?y=1 ") == "https://a.example/x?y=1"
    assert [
        web_address(text) for text in ("ftp://a.example", "javascript:x", "https://", "http://[x", "a.example")
    ] == [""] * 5
    archived = "https://web.archive.org/web/20210228154500/https://www.checks.example/en/1"
    assert site_of(archived) == "checks.example"
    assert [domain(text) for text in ("www.Checks.example", "https://checks.example/a", "Village Checks")] == [
        "checks.example",
        "checks.example",
        "",
    ]


def test_long_lines_are_cut_between_words() -> None:
    assert shortened("one two three", 20) == "one two three"
    assert shortened("one two three", 10) == "one two…"
