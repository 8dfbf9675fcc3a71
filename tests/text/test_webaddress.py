from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text.webaddress import address_key, plain_address


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/2026/story",
        "http://www.news.example/2026/story/",
        "HTTPS://NEWS.EXAMPLE:443/2026/story#comments",
        "https://m.news.example/2026/story?utm_source=feed&fbclid=abc",
        "https://news.example/2026/story/index.html",
        "https://news.example/2026/story/amp",
        "https://web.archive.org/web/20260101120000/https://news.example/2026/story",
        "https://web.archive.org/web/2026*/http://www.news.example/2026/story",
        "https://archive.ph/20260101/https://news.example/2026/story",
        "https://news.example/2026/%73tory",
    ],
)
def test_spellings_of_one_address_have_one_key(address: str) -> None:
    assert plain_address(address) == "news.example/2026/story"
    assert address_key(address) == address_key("https://news.example/2026/story")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/b"),
        ("https://news.example/a", "https://other.example/a"),
        ("https://news.example/?p=1", "https://news.example/?p=2"),
        ("https://news.example/?s=vaccine", "https://news.example/?s=bridge"),
        ("https://news.example/Abc", "https://news.example/abc"),
        ("http://127.0.0.1:81/a", "http://127.0.0.1:82/a"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://twitter.com/jane/status/12?s=20", "https://x.com/jane/status/12"),
        ("https://youtu.be/abc123?si=xyz", "https://www.youtube.com/watch?v=abc123&feature=share"),
        ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2"),
    ],
)
def test_addresses_that_sites_write_in_two_ways_are_one(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    "text", ["", "no address", "ftp://a.example/b", "http://[broken", "http://a.example:x/", "//a"]
)
def test_what_is_no_web_address_has_no_key(text: str) -> None:
    assert address_key(text) == ""


@given(st.text(max_size=60))
def test_any_text_has_a_key_or_none(text: str) -> None:
    assert len(address_key(text)) in (0, 32)
    assert len(address_key(f"https://a.example/{text}")) in (0, 32)
