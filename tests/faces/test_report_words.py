"""The words and the cleaning that both reports share."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import sample_dossier

from ascertain.faces.report import words
from ascertain.faces.report.plaintext import direction, language_tag, one_line, plain, shortened, web_address
from ascertain.faces.report.verdicts import citation_numbers, entries, sources_of
from ascertain.records import Difference, Figure, NamedDate, Rating, Span

HERE = Span(start=0, end=1)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x1b[1;31mb\x1b[0mc", "abc"),
        ("a\x1b]8;;http://evil.example\x1b\\b\x1b]8;;\x07c", "abc"),
        ("a\x1b]0;never ended, and then the text", "a]0;never ended, and then the text"),
        ("a\x9b2Jb", "ab"),
        ("one\r\ntwo\rthree\u2028four\tfive", "one\ntwo\nthree\nfour five"),
        ("admin\u202egpj.exe\u2066x\u2069", "admingpj.exex"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_plain(dirty: str, clean: str) -> None:
    assert plain(dirty) == clean


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_plain_text_can_be_written_and_stays_plain(text: str) -> None:
    cleaned = plain(text)
    cleaned.encode()
    assert "\x1b" not in cleaned
    assert plain(cleaned) == cleaned


@given(st.text(max_size=200), st.integers(5, 50))
def test_shortened_text_keeps_its_limit(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == one_line(text) or short.endswith("…")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " https://a.example",
        "https://a.example/\u202egpj",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//a.example/x",
        "https://",
        "http://[",
        "ftp://a.example",
        "/etc/passwd",
        "",
    ],
)
def test_addresses_that_are_not_linked(url: str) -> None:
    assert web_address(url) == ""


def test_addresses_that_are_linked() -> None:
    for url in ("https://a.example/b?c=d&e#f", "HTTP://A.example", "https://пример.example/ж"):
        assert web_address(url) == url


def test_languages() -> None:
    assert [direction(tag) for tag in ("ar", "he", "fa", "ur", "en", "", "x' onload='y")] == [
        "rtl", "rtl", "rtl", "rtl", "ltr", "auto", "auto",
    ]  # fmt: skip
    assert language_tag("pt-BR") == "pt-BR"
    assert language_tag('"><b>') == ""
    assert words.language_name("ar") == "Arabic"
    assert words.language_name("qqx") == "qqx"
    assert words.other_language("pt", "pt-BR") == ""
    assert words.other_language("uk", "") == "in Ukrainian"


def test_counts_and_lists() -> None:
    assert words.count(1, "reply", "replies") == "1 reply"
    assert words.count(1204, "claim") == "1,204 claims"
    assert [words.listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_gaps_are_in_the_unit_a_reader_would_choose() -> None:
    day = date(2025, 5, 13)
    assert words.gap(date(2025, 5, 12), day) == "1 day"
    assert words.gap(date(2024, 11, 13), day) == "6 months"
    assert words.gap(date(2021, 7, 17), day) == "3 years"


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate", "expected"),
    [
        ("12,000 people", 12000, "people", False, "12,000 people"),
        ("23%", 23, "%", False, "23%"),
        ("about a third", 1 / 3, "villages", True, "about a third = about 33%"),
        ("eleven", 11, "years", False, "eleven = 11 years"),
        ("$250 million", 250_000_000, "USD", False, "$250 million = 250,000,000 USD"),
        ("3.5 percent", 3.5, "%", False, "3.5 percent = 3.5%"),
    ],
)
def test_figures(text: str, value: float, unit: str, approximate: bool, expected: str) -> None:
    assert words.figure(Figure(span=HERE, text=text, value=value, unit=unit, approximate=approximate)) == expected


def test_dates() -> None:
    day = date(2025, 4, 20)
    assert words.named_date(NamedDate(span=HERE, text="20 April", first=day, last=day, relative=True)) == (
        "20 April = 20 April 2025"
    )
    assert words.named_date(NamedDate(span=HERE, text="Wednesday", relative=True)) == "Wednesday (day not known)"
    assert (
        words.named_date(NamedDate(span=HERE, text="in 2023", first=date(2023, 1, 1), last=date(2023, 12, 31)))
        == "in 2023"
    )


def test_differences_have_words_even_when_none_are_given() -> None:
    assert words.difference(Difference(kind="number", ours="12", theirs="3", words="")) == (
        "number: the claim says 12, the other text says 3"
    )
    assert words.difference(Difference(kind="negation", ours="", theirs="", words="")) == "negation: they disagree"


def test_entries_are_numbered_in_reading_order() -> None:
    found = entries(sample_dossier())
    assert [entry.number for entry in found if not entry.aside] == list(range(1, 15))
    assert len({entry.anchor for entry in found}) == len(found)
    assert [entry.verdict for entry in found if entry.state.value == "rated"] == [
        "Similar claim rated true",
        "Rated false",
        "Rated false or mostly false",
        "Rated mostly true",
        "Rated false",
    ]


def test_sources_are_numbered_once() -> None:
    checked = sample_dossier().claims[3]
    sources = sources_of(checked)
    assert [source.number for source in sources] == [1, 2, 3]
    assert [source.match for source in sources] == list(checked.related[:3])
    ids = [checked.evidence[1].id, checked.related[0].fact_check.id, "unknown", checked.evidence[1].id]
    assert citation_numbers(sources, ids) == (2, 1)


def test_ratings_on_both_sides_are_said_to_differ() -> None:
    dossier = sample_dossier()
    checked = dossier.claims[4]
    one, other = checked.related
    true = other.model_copy(update={"fact_check": other.fact_check.model_copy(update={"rating": Rating.TRUE})})
    changed = checked.model_copy(update={"related": (one, true)})
    (entry,) = entries(dossier.model_copy(update={"claims": (changed,)}))
    assert entry.verdict == "Ratings differ"
