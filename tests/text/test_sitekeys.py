from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text.sitekeys import keys_of, site_key, why_not


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Example.org", "example.org"),
        ("https://www.Example.org/en/", "example.org"),
        ("//news.example.org/a?b=c", "news.example.org"),
        ("example.org:443", "example.org"),
        ("vtk.lindmoor.example/live", "vtk.lindmoor.example"),
        ("https://www.facebook.com/VtkLindmoor/?ref=br_rs", "facebook.com/vtklindmoor"),
        ("youtube.com/channel/UCabc", "youtube.com/channel/ucabc"),
        ("https://twitter.com/vtk", "x.com/vtk"),
        ("https://t.me/vtk_live", "t.me/vtk_live"),
        ("wahrheit.blogspot.de", "wahrheit.blogspot.com"),
        ("münchen-blatt.de", "xn--mnchen-blatt-dlb.de"),
        ("новости.рф", "xn--b1amnebsh.xn--p1ai"),
        ("https://web.archive.org/web/20200101000000/https://example.org/x", "example.org"),
    ],
)
def test_a_site_is_known_by_one_key_however_it_is_written(written: str, key: str) -> None:
    assert site_key(written) == key
    assert why_not(written) == ""


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("co.uk", "everybody may have a site under it"),
        ("com.br", "everybody may have a site under it"),
        ("blogspot.com", "everybody may have a site under it"),
        ("https://www.youtube.com/", "it is a whole platform; give the address of an account"),
        ("org", "it is no domain name"),
        ("82.221.129.208", "it is no domain name"),
        ("Bakhtar News", "it is no domain and no address"),
        ("ftp://example.org", "it is no domain and no address"),
        ("", "it is no domain and no address"),
        ("-bad-.org", "it is no domain and no address"),
    ],
)
def test_what_stands_for_no_site_is_refused_with_the_reason(written: str, why: str) -> None:
    assert (site_key(written), why_not(written)) == ("", why)


def test_a_page_stands_under_its_account_its_host_and_the_domains_above() -> None:
    assert keys_of("", "https://sport.news.example.co.uk/a/b") == [
        "sport.news.example.co.uk",
        "news.example.co.uk",
        "example.co.uk",
    ]
    assert keys_of("facebook.com", "https://m.facebook.com/VTK/posts/1") == ["facebook.com/vtk"]
    assert keys_of("a.blogspot.com") == ["a.blogspot.com"]
    assert keys_of("no site", "not an address") == []


@given(st.text(max_size=60))
def test_any_text_has_a_key_or_a_reason(text: str) -> None:
    assert bool(site_key(text)) != bool(why_not(text))


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z]{2,8}){1,3}", fullmatch=True))
def test_a_listed_site_is_found_for_its_own_pages_and_subdomains(host: str) -> None:
    key = site_key(host)
    if key:
        assert key in keys_of("", f"https://{host}/page") or "/" in key
        assert key in keys_of(f"deep.{host}") or "/" in key
