from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.records import Feature, Sighting, SightingMatch, Tier, content_id
from ascertain.trace.elsewhere import merge, search_links
from ascertain.trace.elsewhere.lookup import page_key, seen_elsewhere

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ASKED = "a" * 64


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def own(page: str, date: str, tier: Tier = "same image", document: str = "d1", **more: str) -> SightingMatch:
    sighting = Sighting(
        id=content_id("sighting", page, document),
        sha256="b" * 64,
        document_id=document,
        page=page,
        date=day(date),
        date_source="published",
        **more,
    )
    return SightingMatch(sighting=sighting, tier=tier, distance=4)


def seen(page: str, service: str, date: str = "", tier: Tier = "probable", title: str = "") -> SightingMatch:
    feature = Feature(name=f"{service} score", value=60.0, words=f"{service} says 60")
    when = day(date) if date else None
    return seen_elsewhere(ASKED, service, page, tier, [feature], NOW, title=title, date=when)


def test_a_page_that_two_services_report_is_one_sighting_that_names_both() -> None:
    one = seen("https://www.a.example/x?utm_source=y", "TinEye", "2015-05-01")
    other = seen("http://a.example/x#top", "Google Cloud Vision", tier="look-alike", title="A storm")
    for first, second in ((one, other), (other, one)):
        (match,) = merge((), [first], [second])
        assert set(match.sighting.found_by.split(", ")) == {"TinEye", "Google Cloud Vision"}
        assert (match.sighting.date, match.sighting.title, match.tier) == (day("2015-05-01"), "A storm", "probable")
        assert {feature.name for feature in match.features} == {"TinEye score", "Google Cloud Vision score"}


def test_a_page_of_the_own_collection_stays_its_own_and_gains_what_the_service_says() -> None:
    mine = own("https://a.example/x", "2015-05-09", caption="Storm at the pier")
    (match,) = merge([mine], [seen("https://a.example/x", "TinEye", "2016-01-01")])
    assert match.sighting == mine.sighting
    assert (match.tier, match.distance) == ("same image", 4)
    assert [feature.words for feature in match.features] == ["also reported by TinEye", "TinEye says 60"]


def test_a_service_that_met_the_page_earlier_than_the_page_says_is_believed_and_told() -> None:
    mine = own("https://a.example/x", "2024-05-09")
    (match,) = merge([mine], [seen("https://a.example/x", "TinEye", "2019-05-03")])
    assert (match.sighting.date, match.sighting.date_source) == (day("2019-05-03"), "first seen")
    assert match.sighting.id == mine.sighting.id
    assert "TinEye met it on 3 May 2019, earlier than the page says" in [feature.words for feature in match.features]


def test_two_own_sightings_on_one_page_stay_two_and_the_surer_is_the_one_that_was_reported() -> None:
    alike, same = own("https://a.example/x", "2015-01-01", "look-alike", "d1"), own("https://a.example/x", "2016-01-01")
    same = same.model_copy(update={"sighting": same.sighting.model_copy(update={"id": "other"})})
    first, second = merge([alike, same], [seen("https://a.example/x", "TinEye")])
    assert (first, first.features) == (alike, ())
    assert second.features[0].words == "also reported by TinEye"


def test_a_picture_of_the_own_collection_that_is_only_alike_is_not_what_a_service_reports_of_its_page() -> None:
    alike = own("https://a.example/x", "2015-01-01", "look-alike")
    first, second = merge([alike], [seen("https://a.example/x", "TinEye", "2016-01-01")])
    assert (first, second.sighting.found_by) == (alike, "TinEye")


def test_sightings_without_a_page_are_never_taken_for_one_another() -> None:
    files = [own("", "2015-01-01", document="d1"), own("", "2016-01-01", document="d2")]
    assert merge(files) == tuple(files)


PAGES = [f"https://a.example/{n}" for n in range(4)]
FOUND = st.lists(
    st.builds(
        seen,
        st.sampled_from(PAGES),
        st.sampled_from(["TinEye", "Google Cloud Vision"]),
        st.sampled_from(["", "2011-01-01", "2019-06-30"]),
        st.sampled_from(["probable", "look-alike"]),
    ),
    max_size=8,
)


@given(st.lists(st.sampled_from(PAGES), unique=True, max_size=3), FOUND, FOUND)
def test_every_page_stands_there_once_earliest_first_and_nothing_is_lost(
    mine: list[str], one: list[SightingMatch], other: list[SightingMatch]
) -> None:
    owned = [own(page, "2018-01-01", document=page) for page in mine]
    merged = merge(owned, one, other)
    pages = [match.sighting.page for match in merged]
    assert len(pages) == len(set(pages))
    assert set(pages) == {match.sighting.page for match in (*owned, *one, *other)}
    assert [m.sighting.date for m in merged] == sorted(m.sighting.date for m in merged)
    for match in merged:
        here = [m for m in (*one, *other) if m.sighting.page == match.sighting.page]
        mine_here = [m for m in owned if m.sighting.page == match.sighting.page]
        assert match.sighting.date == min(m.sighting.date for m in (*here, *mine_here))
        if not mine_here:
            named = set(match.sighting.found_by.split(", "))
            assert named == {m.sighting.found_by for m in here}
    again = merge(owned, merge((), one, other))
    assert [m.sighting for m in again] == [m.sighting for m in merged], "merging in two steps gives the same"


def test_the_order_in_which_services_answer_makes_no_difference_to_pages_dates_and_tiers() -> None:
    finds = [
        [seen("https://a.example/x", "TinEye", "2015-05-01"), seen("https://b.example/", "TinEye", "2014-01-01")],
        [seen("https://a.example/x", "Google Cloud Vision", title="T")],
        [seen("https://a.example/x", "Bing Visual Search", "2013-01-01", "look-alike")],
    ]
    results = {
        tuple((m.sighting.id, m.sighting.date, m.tier, m.sighting.title) for m in merge((), *order))
        for order in permutations(finds)
    }
    assert len(results) == 1


def test_a_day_in_the_future_is_no_day() -> None:
    late = seen_elsewhere(ASKED, "TinEye", PAGES[0], "probable", [], NOW, date=NOW + timedelta(days=2))
    assert (late.sighting.date, late.sighting.date_source) == (NOW, "first seen")


@given(st.text(max_size=60))
def test_any_text_has_a_page_key(text: str) -> None:
    assert isinstance(page_key(text), str)
    assert isinstance(page_key(f"https://a.example/{text}"), str)


# Links


ODD = "https://pictures.org/a b/Größe & Co.jpg?x=1&y=%26#part".replace(" ", "%20")


def test_links_open_each_service_with_exactly_the_pictures_address() -> None:
    links = {link.text: link.url for link in search_links(ODD)}
    asked = ODD.partition("#")[0]
    assert set(links) == {f"Search with {name}" for name in ("Google Lens", "TinEye", "Yandex", "Bing")}
    assert parse_qs(urlsplit(links["Search with Google Lens"]).query) == {"url": [asked]}
    assert parse_qs(urlsplit(links["Search with TinEye"]).query) == {"url": [asked]}
    assert parse_qs(urlsplit(links["Search with Yandex"]).query)["url"] == [asked]
    assert parse_qs(urlsplit(links["Search with Bing"]).query)["q"] == [f"imgurl:{asked}"]
    assert all(url.isascii() and " " not in url for url in links.values())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "pier.jpg",
        "/srv/pictures/pier.jpg",
        "file:///srv/pier.jpg",
        "ftp://pictures.org/pier.jpg",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)//pictures.org",
        "https://user:secret@pictures.org/pier.jpg",
        "https://localhost/pier.jpg",
        "https://desk/pier.jpg",
        "https://desk.local/pier.jpg",
        "https://cms.intranet/pier.jpg",
        "https://cms.internal./pier.jpg",
        "http://127.0.0.1/pier.jpg",
        "http://127.1/pier.jpg",
        "http://2130706433/pier.jpg",
        "http://0x7f.1/pier.jpg",
        "http://192.168.1.4/pier.jpg",
        "http://10.0.0.1:8000/pier.jpg",
        "http://[::1]/pier.jpg",
        "http://[::ffff:10.0.0.1]/pier.jpg",
        "http://[fe80::1]/pier.jpg",
        "http://169.254.169.254/latest",
        "https://abc.onion/pier.jpg",
        "https://pictures.org:99999/pier.jpg",
        "https://[bad/pier.jpg",
        "https://pictures.org\\@desk.local/pier.jpg",
        "https://pictures.org/a b.jpg",
        "https://-bad-.org/pier.jpg",
        "https://pictures..org/pier.jpg",
        "https://pictures.org/" + "x" * 3000,
    ],
)
def test_no_link_is_made_for_what_nobody_else_can_fetch(url: str) -> None:
    assert search_links(url) == ()


@pytest.mark.parametrize(
    "url",
    ["https://bücher.org/ß.jpg", "http://8.8.8.8/x.png", "https://a.b.c.co.uk:8443/x", "https://картинки.рф/x.jpg"],
)
def test_public_addresses_of_any_script_get_links(url: str) -> None:
    assert len(search_links(url)) == 4


@given(st.text(max_size=200))
def test_any_text_gives_sound_links_or_none(text: str) -> None:
    for url in (text, f"https://pictures.org/{text}"):
        for link in search_links(url):
            assert link.url.isascii()
            assert urlsplit(link.url).hostname in {"lens.google.com", "tineye.com", "yandex.com", "www.bing.com"}
