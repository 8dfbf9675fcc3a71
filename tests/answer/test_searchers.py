"""Each searcher beside a server of this machine that answers as the real service does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from local_server import Answer, LocalServer, in_turn
from pydantic import SecretStr
from searchservices import (
    JSON,
    KEY,
    BraveService,
    GdeltService,
    GoogleService,
    SearXNGService,
    Service,
    WikidataService,
    WikipediaService,
    as_json,
    error_of,
    page,
)

from ascertain.answer.inquiry import inquire
from ascertain.answer.searchers import SEARCHERS, Found, Searcher, SearchQuery, open_searchers, problem_of
from ascertain.answer.searchers.brave import Brave
from ascertain.answer.searchers.gdelt import Gdelt, Pace
from ascertain.answer.searchers.googlesearch import GoogleSearch
from ascertain.answer.searchers.searxng import SearXNG
from ascertain.answer.searchers.wikidata import Wikidata
from ascertain.answer.searchers.wikipedia import Wikipedia
from ascertain.errors import AscertainError, NotConfigured, Unavailable
from ascertain.ingest import Fetcher
from ascertain.ingest.sources import PatientWeb
from ascertain.settings import Settings

CLAIM = inquire("The port of Lund in Sweden handled 90 ships in May 2025.", "en")


@dataclass
class Place:
    """A desk whose searchers all lead to this machine."""

    server: LocalServer
    settings: Settings
    web: PatientWeb
    slept: list[float]


@pytest.fixture
def place(server: LocalServer, settings: Settings) -> Iterator[Place]:
    here = settings.model_copy(
        update={
            "searxng_url": server.url("/"),
            "brave_key": SecretStr(KEY),
            "brave_url": server.url("/"),
            "google_search_key": SecretStr(KEY),
            "google_search_engine": "engine",
            "google_search_url": server.url(""),
            "wikipedia": True,
            "wikipedia_url": server.url("/"),
            "wikidata": True,
            "wikidata_url": server.url(""),
            "gdelt": True,
            "gdelt_url": server.url(""),
            "contact": "desk@pier.example",
        }
    )
    fetcher = Fetcher(here)
    slept: list[float] = []
    web = PatientWeb(fetcher, here, attempts=2, longest=6.0, sleep=slept.append, chance=lambda: 0.0)
    yield Place(server, here, web, slept)
    fetcher.close()


def search(searcher: Searcher, text: str, place: Place, **query: Any) -> list[Found]:
    return searcher.search(SearchQuery(text, **{"language": "en", **query}), place.web, 5.0)


def test_searxng_is_asked_for_further_pages_until_there_are_enough(place: Place) -> None:
    service = SearXNGService(place.server, [page(n) for n in range(25)])
    found = search(SearXNG(place.settings), "old pier", place, limit=15)
    assert [one.url for one in found] == [f"https://pier.example/{n}" for n in range(15)]
    assert [(asked["pageno"], asked["language"], asked["format"]) for asked in service.asked] == [
        ("1", "en", "json"),
        ("2", "en", "json"),
    ]
    assert (found[0].title, found[0].snippet, found[0].by) == ("Report 0", "The pier of day 0", "SearXNG")


def test_a_searxng_that_hands_out_no_json_is_a_matter_of_its_settings(place: Place) -> None:
    SearXNGService(place.server, formats=("html",))
    with pytest.raises(NotConfigured, match=r"(?s)JSON.*settings\.yml") as caught:
        search(SearXNG(place.settings), "old pier", place)
    assert problem_of(caught.value, "SearXNG") == "SearXNG refuses to answer in JSON (status 403)"


def test_brave_counts_pages_by_their_own_size_and_sends_its_token(place: Place) -> None:
    service = BraveService(place.server, [{**page(n), "date": "2024-05-03T08:00:00"} for n in range(45)])
    found = search(Brave(place.settings), "old pier " * 80, place, limit=40)
    assert [one.url for one in found] == [f"https://pier.example/{n}" for n in range(40)]
    assert [(asked["count"], asked["offset"], asked["search_lang"]) for asked in service.asked] == [
        ("20", "0", "en"),
        ("20", "1", "en"),
    ]
    assert found[0].date == datetime(2024, 5, 3, tzinfo=UTC)
    assert place.slept == pytest.approx([1.0], abs=0.3), "the free plan takes one question a second"


def test_a_key_that_brave_refuses_is_named_without_being_shown(place: Place) -> None:
    service = BraveService(place.server)
    wrong = Brave(place.settings.model_copy(update={"brave_key": SecretStr("wrong-key")}))
    with pytest.raises(NotConfigured, match="ASCERTAIN_BRAVE_KEY") as caught:
        search(wrong, "old pier", place)
    assert "wrong-key" not in str(caught.value)
    assert len(service.asked) == 1, "asking again with the same key helps nobody"


def test_an_unknown_language_is_not_sent_to_brave(place: Place) -> None:
    service = BraveService(place.server, [page(1)])
    search(Brave(place.settings), "старый пирс", place, language="be")
    assert "search_lang" not in service.asked[0]


def test_google_is_paged_by_tens_and_never_beyond_a_hundred(place: Place) -> None:
    service = GoogleService(place.server, [{**page(n), "date": "2024-05-03T08:00:00Z"} for n in range(150)])
    found = search(GoogleSearch(place.settings), "old pier", place, limit=500)
    assert len(found) == 100
    assert [asked["start"] for asked in service.asked] == [str(start) for start in range(1, 100, 10)]
    assert {(asked["cx"], asked["lr"], "key" in asked) for asked in service.asked} == {("engine", "lang_en", False)}
    assert found[0].date == datetime(2024, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "expected", "words"),
    [
        (
            as_json(
                {"error": {"code": 429, "message": "Quota exceeded", "errors": [{"reason": "rateLimitExceeded"}]}}, 429
            ),
            Unavailable,
            "quota is used up: Quota exceeded",
        ),
        (
            as_json({"error": {"code": 403, "message": "Method is blocked.", "status": "PERMISSION_DENIED"}}, 403),
            NotConfigured,
            "does not accept the key: Method is blocked",
        ),
        (
            as_json({"error": {"code": 400, "message": f"Bad {KEY}", "status": "INVALID_ARGUMENT"}}, 400),
            Unavailable,
            "Google says: Bad …",
        ),
    ],
)
def test_what_google_refuses_is_told_apart(
    place: Place, answer: Answer, expected: type[AscertainError], words: str
) -> None:
    GoogleService(place.server, first=[answer, answer])
    with pytest.raises(expected, match=words):
        search(GoogleSearch(place.settings), "old pier", place)


ARTICLES = [
    {
        "title": "Port of Lund",
        "words": "The port",
        "text": "The port of Lund is small.\n\n== History ==\nIn May 2025 it handled 88 ships.",
        "date": "2025-06-01T00:00:00Z",
    },
    {"title": "Sweden", "words": "A country", "text": "Sweden is a country.", "date": "2025-06-01T00:00:00Z"},
]


def test_wikipedia_gives_the_text_of_the_revision_that_was_read(place: Place) -> None:
    service = WikipediaService(place.server, ARTICLES)
    (found,) = search(Wikipedia(place.settings), "Lund port ships", place)
    assert found.text == ARTICLES[0]["text"]
    assert found.url == place.server.url("/w/index.php?title=Port+of+Lund&oldid=4711")
    assert found.date == datetime(2025, 6, 1, tzinfo=UTC)
    assert {headers["user-agent"].count("desk@pier.example") for headers in service.headers} == {1}


def test_wikipedia_is_asked_with_fewer_words_when_no_article_holds_all(place: Place) -> None:
    service = WikipediaService(place.server, ARTICLES)
    (found,) = search(Wikipedia(place.settings), "port Lund ships 2025 ministry spokesman", place)
    assert found.title == "Port of Lund"
    assert [asked.get("srsearch") for asked in service.asked][:2] == [
        "port Lund ships 2025 ministry spokesman",
        "port Lund ships 2025",
    ]


def test_each_query_goes_to_the_edition_of_its_language_without_figures() -> None:
    editions = {query.language: query.text for query in Wikipedia(Settings()).queries(CLAIM)}
    assert editions == {"en": "Lund Sweden port handled ships", "sv": "Sverige Lund"}


def test_an_error_of_mediawiki_comes_with_status_200_and_is_told(place: Place) -> None:
    WikipediaService(place.server, first=[as_json({"error": {"code": "internal", "info": "Search is overloaded."}})])
    with pytest.raises(Unavailable, match="Wikipedia says: Search is overloaded"):
        search(Wikipedia(place.settings), "pier", place)


def item(label: str, **fields: Any) -> dict[str, Any]:
    return {"labels": {"en": {"language": "en", "value": label}}, **fields}


def quantity(amount: str, unit: str = "1", rank: str = "normal", **more: Any) -> dict[str, Any]:
    value = {"amount": amount, "unit": unit}
    return {"mainsnak": {"datatype": "quantity", "datavalue": {"value": value}}, "rank": rank, **more}


def test_wikidata_becomes_short_sentences_in_words(place: Place) -> None:
    moment = {"time": "+2020-12-31T00:00:00Z", "precision": 11}
    dated: dict[str, Any] = {"qualifiers": {"P585": [{"datatype": "time", "datavalue": {"value": moment}}]}}
    country = {"mainsnak": {"datatype": "wikibase-item", "datavalue": {"value": {"id": "Q34"}}}, "rank": "normal"}
    other = {"mainsnak": {"datatype": "external-id", "datavalue": {"value": "x-99"}}, "rank": "normal"}
    lund = item(
        "Lund",
        id="Q2167",
        lastrevid=11,
        modified="2025-01-02T00:00:00Z",
        descriptions={"en": {"value": "city in Sweden"}},
        claims={
            "P1082": [quantity("+80000", rank="deprecated"), quantity("+94393", **dated)],
            "P2046": [quantity("+25.75", "http://www.wikidata.org/entity/Q712226")],
            "P17": [country],
            "P214": [other],
        },
    )
    names = {"P1082": "population", "P2046": "area", "Q712226": "square kilometre", "P17": "country", "Q34": "Sweden"}
    entities = {"Q2167": lund, **{key: item(name) for key, name in names.items()}}
    service = WikidataService(place.server, entities=entities)
    (found,) = search(Wikidata(place.settings), "Lund", place)
    assert found.text.split("\n\n") == [
        "Lund: city in Sweden.",
        "Lund – population: 94,393 (2020-12-31).",
        "Lund – area: 25.75 square kilometre.",
        "Lund – country: Sweden.",
    ]
    assert found.url == place.server.url("/wiki/Q2167?oldid=11")
    assert len(service.asked) == 3


def test_only_names_leave_the_desk_for_wikidata() -> None:
    assert [query.text for query in Wikidata(Settings()).queries(CLAIM)] == ["Lund", "Sweden"]


def test_a_name_that_wikidata_does_not_know_finds_nothing(place: Place) -> None:
    WikidataService(place.server)
    assert search(Wikidata(place.settings), "Nobody", place) == []


def free(seconds: float = 0.0) -> Pace:
    return Pace(seconds)


def test_gdelt_is_asked_for_the_days_of_the_claim(place: Place) -> None:
    service = GdeltService(place.server, [{**page(1), "date": "20250503T081500Z"}])
    searcher = Gdelt(place.settings, free())
    (query,) = searcher.queries(CLAIM)
    assert (query.since, query.until) == (date(2025, 5, 1), date(2025, 5, 31))
    (found,) = searcher.search(query, place.web, 5.0)
    assert (found.language, found.date, found.by) == ("es", datetime(2025, 5, 3, tzinfo=UTC), "GDELT")
    asked = service.asked[0]
    assert (asked["mode"], asked["format"], asked["startdatetime"]) == ("ArtList", "json", "20250428000000")
    assert asked["query"].split()[:2] == ["Lund", "Sweden"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"Your query was too short or too long.\n", "too short"),
        (b"Please limit requests to one every 5 seconds or contact us", "limit requests"),
        (b"", "nothing"),
        (b'{"articles": [', "damaged"),
    ],
)
def test_what_gdelt_says_with_status_200_is_an_error(place: Place, body: bytes, words: str) -> None:
    GdeltService(place.server, first=[(200, {"Content-Type": "text/html"}, body)])
    with pytest.raises(Unavailable, match=words):
        search(Gdelt(place.settings, free()), "pier", place)


def test_escapes_that_are_none_do_not_spoil_gdelts_answer(place: Place) -> None:
    body = (
        b'{"articles": [{"url": "https://pier.example/1", "title": "It\\\'s \\x the pier", "seendate": "20240503T0"}]}'
    )
    GdeltService(place.server, first=[(200, JSON, body)])
    (found,) = search(Gdelt(place.settings, free()), "pier", place)
    assert found.url == "https://pier.example/1"


def test_gdelt_is_asked_once_in_five_seconds_whoever_asks() -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(5.2, clock=lambda: now[0], sleep=sleep)
    assert pace.wait(1.0)
    assert not pace.wait(3.0), "a turn that comes too late is not waited for"
    assert pace.wait(20.0)
    assert slept == pytest.approx([5.2])


# Every searcher meets the same troubles.


def searcher_of(name: str, place: Place) -> tuple[Searcher, str]:
    every: dict[str, tuple[Searcher, str]] = {
        "SearXNG": (SearXNG(place.settings), "/search"),
        "Brave": (Brave(place.settings), "/res/v1/web/search"),
        "Google": (GoogleSearch(place.settings), "/customsearch/v1"),
        "Wikipedia": (Wikipedia(place.settings), "/w/api.php"),
        "Wikidata": (Wikidata(place.settings), "/w/api.php"),
        "GDELT": (Gdelt(place.settings, free()), "/api/v2/doc/doc"),
    }
    return every[name]


NAMES = [searcher.name for searcher in SEARCHERS]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, {}, b"down"), "has a fault of its own"),
        ((429, {"Retry-After": "3600"}, b""), "asks for fewer requests; it may be asked again in 3600 s"),
        ((200, {"Content-Type": "text/html"}, b"<html>a portal of the hotel</html>"), None),
        ((200, JSON, b'{"results": [, '), None),
        ((200, JSON, b"[1, 2]"), None),
        ((200, JSON, b'{"results": 5, "web": 5, "items": 5, "articles": 5, "error": {"code": 1}}'), None),
        ((200, JSON, b"[" * 100_000), None),
        ((200, JSON, b"{" + b" " * 5_000_000), None),
    ],
    ids=["500", "429", "portal", "cut off", "a list", "other shape", "nested", "huge"],
)
def test_trouble_is_one_plain_error_and_its_words_hold_no_address(
    place: Place, name: str, answer: Answer, words: str | None
) -> None:
    searcher, path = searcher_of(name, place)
    place.server.answers[path] = answer
    with pytest.raises(AscertainError) as caught:
        search(searcher, "Lund", place)
    told = problem_of(caught.value, name)
    assert "http://" not in told
    assert name in told or "GDELT" in told
    assert words is None or words in told


@pytest.mark.parametrize("name", NAMES)
def test_a_server_that_asks_for_a_second_gets_it_and_then_answers(place: Place, name: str) -> None:
    searcher, path = searcher_of(name, place)
    empty = as_json({"results": [], "search": [], "query": {"search": []}, "success": 1, "batchcomplete": True})
    place.server.answers[path] = in_turn((429, {"Retry-After": "1"}, b""), empty)
    assert search(searcher, "Lund", place) == []
    assert place.slept[0] == pytest.approx(1.0)


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_any_shape_are_read_or_left_out(place: Place, name: str) -> None:
    searcher, path = searcher_of(name, place)
    odd: list[Any] = [
        None,
        7,
        {},
        {"url": 5, "link": [], "id": {}, "title": None},
        {"url": "javascript:alert(1)", "link": "file:///etc/passwd", "id": "Q0", "title": "x"},
    ]
    shapes = {
        "results": odd,
        "items": odd,
        "search": odd,
        "articles": odd,
        "web": {"results": odd},
        "query": {"search": odd},
    }
    place.server.answers[path] = as_json(shapes)
    assert search(searcher, "Lund", place) == []


@pytest.mark.parametrize("searcher", SEARCHERS, ids=NAMES)
def test_every_example_of_a_searcher_is_read(place: Place, searcher: Any) -> None:
    one, path = searcher_of(searcher.name, place)
    place.server.answers[path] = in_turn(*((200, JSON, example) for example in searcher.examples))
    (found,) = search(one, "Old Pier", place, limit=1)
    assert found.by == searcher.name
    assert found.date is not None
    assert json.loads(searcher.examples[0])


def test_without_settings_nothing_is_asked_and_each_says_what_to_set() -> None:
    ready, closed = open_searchers(Settings())
    assert ready == []
    assert [one.searcher for one in closed] == NAMES
    assert all("ASCERTAIN_" in one.problem and one.problem.startswith("not searched: ") for one in closed)


def test_the_brave_error_for_too_many_questions_is_told(place: Place) -> None:
    limited = as_json(error_of(429, "RATE_LIMITED", "Request rate limit exceeded for plan"), 429)
    service: Service = BraveService(place.server, first=[limited, limited])
    with pytest.raises(AscertainError) as caught:
        search(Brave(place.settings), "pier", place)
    assert problem_of(caught.value, "Brave") == "Brave asks for fewer requests"
    assert len(service.asked) == 2
