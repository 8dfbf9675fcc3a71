from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from drawn import photo, saved
from local_server import LocalServer
from PIL import Image
from pydantic import SecretStr
from services import JSON, KEY, BingService, TinEyeService, VisionService, form_of

from ascertain.errors import AscertainError, Invalid, NotConfigured, Refused, Unavailable
from ascertain.ingest import Fetcher
from ascertain.ingest.sources import PatientWeb
from ascertain.settings import Settings
from ascertain.trace import fingerprint
from ascertain.trace.elsewhere import SERVICES, Lookups, look_elsewhere, open_lookups
from ascertain.trace.elsewhere.lookup import page_key
from ascertain.trace.elsewhere.sending import copy_for, form
from ascertain.trace.hashes import distance

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PICTURE = saved(photo(), "JPEG")
EXAMPLES: dict[str, Any] = {service.name: json.loads(service.examples[0]) for service in SERVICES}


@dataclass
class Desk:
    settings: Settings
    tineye: TinEyeService
    vision: VisionService
    bing: BingService
    slept: list[float]
    web: PatientWeb

    def lookups(self, **changed: Any) -> Lookups:
        return open_lookups(self.settings.model_copy(update=changed), self.web, lambda: NOW)

    def ask(self, picture: bytes = PICTURE, **changed: Any) -> Any:
        return look_elsewhere(picture, None, self.lookups(**changed))

    def only(self, name: str, **changed: Any) -> Any:
        keys = {"tineye_key", "google_vision_key", "bing_visual_key"} - {f"{name}_key"}
        (service,) = self.lookups(**dict.fromkeys(keys, SecretStr("")), **changed).ready
        return service


@pytest.fixture
def desk(server: LocalServer, settings: Settings) -> Iterator[Desk]:
    key = SecretStr(KEY)
    here = settings.model_copy(
        update={
            "tineye_key": key,
            "tineye_url": server.url(""),
            "google_vision_key": key,
            "google_vision_url": server.url("/"),
            "bing_visual_key": key,
            "bing_visual_url": server.url("/v7.0"),
            "lookup_timeout": 5.0,
        }
    )
    services = (
        TinEyeService(server, EXAMPLES["TinEye"]),
        VisionService(server, EXAMPLES["Google Cloud Vision"]),
        BingService(server, EXAMPLES["Bing Visual Search"]),
    )
    fetcher = Fetcher(here)
    slept: list[float] = []
    web = PatientWeb(fetcher, here, attempts=2, longest=10.0, sleep=slept.append, chance=lambda: 0.0)
    yield Desk(here, *services, slept, web)
    fetcher.close()


def test_each_service_gets_the_picture_and_its_finds_become_one_list_earliest_first(desk: Desk) -> None:
    matches, notes = desk.ask()
    sent = [*desk.tineye.pictures, *desk.vision.pictures, *desk.bing.pictures]
    assert len(sent) == 3
    asked = fingerprint(PICTURE, desk.settings)
    assert all(distance(fingerprint(copy, desk.settings).pdq, asked.pdq) <= 4 for copy in sent)
    assert notes == ()
    told = [(m.sighting.page, m.sighting.date.date().isoformat(), m.sighting.found_by, m.tier) for m in matches]
    everyone = "TinEye, Google Cloud Vision, Bing Visual Search"
    assert told[:3] == [
        ("https://pier.example/storm", "2011-04-02", everyone, "probable"),
        ("https://pier.example/archive?page=2", "2014-01-20", "TinEye", "probable"),
        ("https://other.example/piers", "2017-09-08", "Bing Visual Search", "look-alike"),
    ]
    assert sorted(told[3:]) == [
        ("https://cdn.example/crop.jpg", "2026-03-01", "Google Cloud Vision", "probable"),
        ("https://news.example/waves", "2026-03-01", "Google Cloud Vision", "probable"),
        ("https://other.example/pier.jpg", "2026-03-01", "Google Cloud Vision", "look-alike"),
    ]
    first = matches[0]
    assert first.sighting.title == "Storm at the pier"
    assert (first.sighting.date_source, first.sighting.publisher, first.identical) == (
        "first seen",
        "pier.example",
        False,
    )
    assert {feature.words for feature in first.features} == {
        "TinEye gives the likeness 62 of 100",
        "TinEye finds 88 % of the picture in it",
        "TinEye knows the site as one that sells pictures",
        "Google takes it for the same picture, perhaps in another size",
        "the service names the page as one that includes the picture",
    }
    assert not [m for m in matches if m.tier == "same image"], "no service is surer than a comparison of both pictures"
    assert not [m for m in matches if "boats.example" in m.sighting.page], "an object in the picture is not the picture"


def test_tineye_is_asked_for_the_copies_it_met_first(desk: Desk) -> None:
    desk.only("tineye").look(PICTURE)
    asked = {name: value.decode() for name, value in desk.tineye.fields[0].items() if name != "image_upload"}
    assert asked == {"offset": "0", "limit": "100", "sort": "crawl_date", "order": "asc", "backlink_limit": "50"}


def test_nothing_is_sent_without_a_key_and_the_notes_name_who_was_not_asked(desk: Desk, server: LocalServer) -> None:
    matches, notes = desk.ask(tineye_key=SecretStr(""), google_vision_key=SecretStr(""), bing_visual_url="")
    assert (matches, server.requests) == ((), [])
    assert len(notes) == 1
    for word in ("TinEye", "ASCERTAIN_TINEYE_KEY", "Google Cloud Vision", "Bing Visual Search", "BING_VISUAL_URL"):
        assert word in notes[0]


BROKEN: dict[str, tuple[int, dict[str, str], bytes]] = {
    "a fault of its own": (500, {"Content-Type": "text/html"}, b"<h1>Oops</h1>"),
    "an answer that breaks off": (200, {**JSON, "Content-Length": "5000"}, b'{"results": {"mat'),
    "no JSON": (200, {"Content-Type": "text/html"}, b"<html>Sign in to the airport's network</html>"),
    "a list": (200, JSON, b"[]"),
    "another shape": (200, JSON, b'{"results": 7, "responses": "no", "tags": {"a": 1}}'),
    "deep nesting": (200, JSON, b"[" * 100_000),
    "a huge answer": (200, JSON, b" " * (9 * 1024 * 1024)),
    "not found": (404, JSON, b"{}"),
    "a redirect": (307, {"Location": "https://elsewhere.example/"}, b""),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("service", ["tineye", "vision", "bing"])
def test_a_dead_service_becomes_a_note_and_spoils_nothing(desk: Desk, service: str, name: str) -> None:
    broken = getattr(desk, service)
    broken.broken = [BROKEN[name]] * 2
    matches, notes = desk.ask()
    called = {"tineye": "TinEye", "vision": "Google Cloud Vision", "bing": "Bing Visual Search"}[service]
    assert len(notes) == 1
    assert notes[0].startswith(f"{called} gave no answer: ")
    assert KEY not in notes[0]
    assert matches, "the other two were heard"
    assert all(called not in match.sighting.found_by for match in matches)


def test_a_busy_service_is_asked_again_after_the_pause_it_names(desk: Desk) -> None:
    desk.tineye.broken = [(429, {**JSON, "Retry-After": "3"}, b'{"code": 429, "messages": ["Too many requests."]}')]
    desk.vision.broken = [(503, JSON, b"{}")]
    _, notes = desk.ask()
    assert notes == ()
    assert sorted(desk.slept) == [1.0, 3.0]


def test_a_pause_that_is_too_long_is_not_waited_for_but_told(desk: Desk) -> None:
    desk.tineye.broken = [(429, {**JSON, "Retry-After": "900"}, b'{"code": 429, "messages": ["Too many requests."]}')]
    matches, notes = desk.ask()
    assert notes == ("TinEye gave no answer: TinEye says: Too many requests. Try again later.",)
    assert (desk.slept, len(desk.tineye.pictures)) == ([], 1)
    assert matches


def test_a_service_that_takes_too_long_is_left(desk: Desk, server: LocalServer) -> None:
    def slow(_handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1.0)

    server.answers[TinEyeService.path] = slow
    started = time.monotonic()
    _, notes = desk.ask(lookup_timeout=0.3)
    assert time.monotonic() - started < 3.0
    assert "0.3 seconds" in notes[0]
    assert "save the page" not in notes[0], "advice about pages helps nobody here"


REFUSALS: list[tuple[str, tuple[int, bytes] | None, type[AscertainError], str]] = [
    ("tineye", None, NotConfigured, "does not accept the key. Please provide a valid API key."),
    ("tineye", (402, b'{"code": 402, "messages": ["You have no more searches"]}'), NotConfigured, "no TinEye searches"),
    ("tineye", (400, b'{"code": 400, "messages": ["The image is too simple"]}'), Invalid, "too simple"),
    ("tineye", (200, b'{"code": 402, "messages": ["none left"]}'), NotConfigured, "none left"),
    ("google_vision", None, NotConfigured, "API key not valid"),
    (
        "google_vision",
        (403, b'{"error": {"message": "Cloud Vision API has not been used"}}'),
        NotConfigured,
        "not been",
    ),
    (
        "google_vision",
        (200, b'{"responses": [{"error": {"code": 3, "message": "Bad image data."}}]}'),
        Unavailable,
        "Bad",
    ),
    ("bing_visual", None, NotConfigured, "invalid subscription key"),
    (
        "bing_visual",
        (400, b'{"_type": "ErrorResponse", "errors": [{"message": "too large"}]}'),
        Unavailable,
        "too large",
    ),
]


@pytest.mark.parametrize(("name", "answer", "kind", "words"), REFUSALS)
def test_what_a_service_refuses_is_told_in_its_words(
    desk: Desk, name: str, answer: tuple[int, bytes] | None, kind: type[AscertainError], words: str
) -> None:
    broken = {"tineye": desk.tineye, "google_vision": desk.vision, "bing_visual": desk.bing}[name]
    broken.broken = [(answer[0], JSON, answer[1])] if answer else []
    changed = {} if answer else {f"{name}_key": SecretStr("wrong")}
    with pytest.raises(kind, match=words) as raised:
        desk.only(name, **changed).look(PICTURE)
    assert type(raised.value) is kind
    assert raised.value.hint


def test_a_key_that_a_service_repeats_stands_in_no_message(desk: Desk) -> None:
    desk.tineye.broken = [(401, JSON, json.dumps({"code": 401, "messages": [f"bad key {KEY}"]}).encode())]
    _, notes = desk.ask()
    assert "bad key …" in notes[0]


def test_a_picture_that_nobody_knows_has_no_sightings_and_no_notes(desk: Desk) -> None:
    desk.tineye.answer = {"code": 200, "messages": [], "stats": {"total_results": 0}, "results": {"matches": []}}
    desk.vision.answer = {"responses": [{}]}
    desk.bing.answer = {"_type": "ImageKnowledge", "tags": []}
    assert desk.ask() == ((), ())


def test_hostile_values_are_left_out_and_sound_ones_kept(desk: Desk) -> None:
    backlinks = [
        {"backlink": "javascript:alert(1)", "crawl_date": "2019-01-01"},
        {"backlink": "https://a.example/" + "x" * 5000, "crawl_date": "2019-01-01"},
        {"backlink": "https://[bad/", "crawl_date": "2019-01-01"},
        {"backlink": 7},
        "no object",
        {"backlink": "https://a.example/one", "crawl_date": "3019-01-01"},
        {"backlink": "https://a.example/two", "crawl_date": "0000-00-00"},
        {"backlink": "https://a.example/three", "crawl_date": ["2019-01-01"]},
        {"backlink": "", "url": "https://a.example/picture.jpg", "crawl_date": "2019-02-30"},
    ]
    match = {"score": "NaN", "query_match_percent": True, "tags": "stock", "backlinks": backlinks}
    desk.tineye.answer = {"code": 200, "results": {"matches": [match, None, {"backlinks": {"a": 1}}]}, "stats": []}
    found = desk.only("tineye").look(PICTURE)
    assert sorted(m.sighting.page for m in found.matches) == [
        "https://a.example/one",
        "https://a.example/picture.jpg",
        "https://a.example/three",
        "https://a.example/two",
    ]
    assert {m.sighting.date for m in found.matches} == {NOW}, "a day that cannot be is no day"


def test_more_than_is_listed_is_counted(desk: Desk) -> None:
    links = [{"backlink": f"https://a.example/{n}", "crawl_date": f"20{n % 20 + 5:02}-01-01"} for n in range(400)]
    matches = [{"score": 5.0, "backlinks": links[start : start + 50]} for start in range(0, 400, 50)]
    desk.tineye.answer = {"code": 200, "results": {"matches": matches}, "stats": {"total_results": 4310}}
    found = desk.only("tineye").look(PICTURE)
    assert len(found.matches) == 300
    assert found.matches[0].sighting.date.year == 2005
    assert found.notes == (
        "TinEye knows 4,310 copies; the 8 that it met first are listed.",
        "TinEye names 400 pages; the 300 earliest are listed.",
    )


def test_titles_come_without_markup_and_on_one_line(desk: Desk) -> None:
    page = {"url": "https://a.example/", "pageTitle": "<b>5 &lt; 6</b>\n\x1b[31m&amp; more " + "x" * 900}
    desk.vision.answer = {"responses": [{"webDetection": {"pagesWithMatchingImages": [page]}}]}
    (match,) = desk.only("google_vision").look(PICTURE).matches
    assert match.sighting.title.startswith("5 < 6 [31m& more xxx")
    assert len(match.sighting.title) == 500
    assert match.tier == "look-alike", "a page without a matching picture proves little"


def test_only_what_a_picture_shows_is_sent(desk: Desk) -> None:
    private = Image.Exif()
    private[0x010F] = "the owner's camera"
    private[0x0112] = 6
    desk.ask(saved(photo(3), "JPEG", exif=private, comment=b"from a source"))
    for copy in (*desk.tineye.pictures, *desk.vision.pictures, *desk.bing.pictures):
        assert b"camera" not in copy
        assert b"source" not in copy
        image = Image.open(io.BytesIO(copy))
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (300, 400), {})


def test_large_pictures_and_rare_types_become_a_small_jpeg(settings: Settings) -> None:
    large = saved(photo(3, (900, 700)), "BMP")
    assert len(copy_for(large, settings, 60_000)) <= 60_000 < len(copy_for(large, settings, 10_000_000))
    assert Image.open(io.BytesIO(copy_for(saved(photo(3), "AVIF"), settings, 10_000_000))).format == "JPEG"
    with pytest.raises(Refused):
        copy_for(large, settings, 100)
    with pytest.raises(Invalid):
        copy_for(b"no picture", settings, 10_000_000)


def test_a_form_holds_any_bytes() -> None:
    nasty = b"GIF89a" + b"\r\n--\r\nContent-Disposition: form-data\r\n\r\n" * 3 + bytes(range(256))
    content, kind = form({"offset": "0", "words": "größer"}, "image", nasty)
    assert form_of(content, kind) == {"offset": b"0", "words": "größer".encode(), "image": nasty}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.example/x/", "http://a.example/x#top", True),
        ("https://a.example/x?b=2&a=1&utm_source=mail", "https://a.example:443/x?a=1&b=2", True),
        ("https://a.example/%C3%A9", "https://a.example/é", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/X", "https://a.example/x", False),
        ("https://a.example:8080/x", "https://a.example/x", False),
        ("https://m.a.example/x", "https://a.example/x", False),
        ("https://a.example/a%2Fb", "https://a.example/a/b", False),
    ],
)
def test_spellings_of_one_address_are_one_page(one: str, other: str, same: bool) -> None:
    assert (page_key(one) == page_key(other)) is same
