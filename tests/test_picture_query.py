"""Fact-checks by picture: fetched with their pictures, found by edited copies and by the text of a picture."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from local_server import LocalServer
from PIL import Image, ImageDraw, ImageFont

from ascertain.desk import Desk
from ascertain.errors import Invalid, Refused
from ascertain.models.ocr.examples import backdrop, draw, jpeg
from ascertain.records import FactCheck, Scope, Sighting, SightingMatch, Source
from ascertain.settings import Settings
from ascertain.store import FoundAt
from ascertain.verbs.factpictures import TRIES, fetch_pictures
from ascertain.verbs.picturequery import by_picture

CLAIM = "Sharks swam through the streets of Merin after the flood in June"


def photograph(seed: int = 3) -> Image.Image:
    """Return a picture with the shapes of a street, so that its hash is of good quality."""
    image = backdrop(800, 600, seed)
    pen = ImageDraw.Draw(image)
    for number in range(6):
        left = (37 * seed + 131 * number) % 700
        pen.rectangle((left, 100 + 60 * (number % 4), left + 90, 560), fill=(20 + 35 * number, 60, 90))
        pen.ellipse((left, 30 * number, left + 70, 30 * number + 60), fill=(230, 220 - 30 * number, 120))
    return image


def edited(image: Image.Image) -> bytes:
    """Return a copy as it travels: half the size, a caption over it, compressed."""
    small = image.resize((400, 300))
    ImageDraw.Draw(small).text((8, 268), "LOOK AT THIS", font=ImageFont.load_default(22), fill="white")
    return jpeg(small, 60)


def review(server: LocalServer, number: int, claim: str, **more: Any) -> str:
    node = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"https://checks.example/{number}",
        "claimReviewed": claim,
        "datePublished": f"2026-06-{number:02d}",
        "author": {"@type": "Organization", "name": "Checks", "url": "https://checks.example"},
        "reviewRating": {"@type": "Rating", "alternateName": "False"},
        **more,
    }
    return f'<html lang="en"><head><script type="application/ld+json">{json.dumps(node)}</script></head></html>'


@pytest.fixture
def desk(server: LocalServer, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk that compares pictures and does not read them."""
    settings = Settings(
        home=tmp_path / "home",
        allow_private_hosts=frozenset({server.host}),
        fetch_timeout=5.0,
        crawl_delay=0.0,
        ocr="none",
    )
    with Desk(settings) as opened:
        yield opened


@pytest.fixture
def imported(desk: Desk, server: LocalServer, tmp_path: Path) -> Desk:
    server.answers["/shark.jpg"] = (200, {"Content-Type": "image/jpeg"}, jpeg(photograph(), 90))
    page = tmp_path / "page.html"
    page.write_text(review(server, 1, CLAIM, image={"@type": "ImageObject", "url": server.url("/shark.jpg")}))
    report = desk.import_factchecks(page, pictures=True)
    assert (report.new, report.pictures, tuple(report.failures)) == (1, 1, ())
    return desk


def test_an_edited_copy_of_a_fact_checks_picture_finds_it(imported: Desk) -> None:
    found = imported.related(image=edited(photograph()))
    (match,) = found.by_picture
    assert match.fact_check.claim == CLAIM
    assert match.role == "fact-check"
    assert match.sighting.distance is not None
    assert 0 < match.sighting.distance <= 63
    assert str(match.sighting.distance) in match.words
    assert match.sighting.sighting.page == "https://checks.example/1"
    assert match.sighting.sighting.document_id == ""


def test_the_very_file_is_told_as_such_and_another_picture_finds_nothing(imported: Desk) -> None:
    same = imported.related(image=jpeg(photograph(), 90)).by_picture
    assert same[0].sighting.identical
    assert "the same file" in same[0].words
    other = imported.related(image=jpeg(photograph(seed=11), 90))
    assert other.by_picture == ()


def test_a_picture_without_words_is_never_given_a_probability(imported: Desk) -> None:
    found = imported.related(image=jpeg(photograph().resize((300, 225)), 70))
    assert found.picture is not None
    assert found.picture.text == ""
    assert found.groups == ()
    assert [match.rank for match in found.by_picture] == [None]
    assert "score" not in type(found.by_picture[0]).model_fields


def test_a_picture_and_its_words_together_say_both_in_one_record(imported: Desk) -> None:
    found = imported.related(CLAIM, image=edited(photograph()))
    top = found.matches[0]
    assert top.fact_check.claim == CLAIM
    assert found.by_picture[0].rank == top.rank == 1
    (feature,) = [one for one in top.features if one.name == "same picture"]
    assert feature.value == found.by_picture[0].sighting.distance
    without = imported.related(CLAIM).matches[0]
    assert without.score == pytest.approx(top.score, abs=0.2), "a picture changes no probability of the words"


def test_filters_hold_for_what_is_found_by_picture(imported: Desk) -> None:
    image = edited(photograph())
    assert imported.related(image=image, languages=["es"]).by_picture == ()
    assert imported.related(image=image, since=datetime(2026, 7, 1, tzinfo=UTC).date()).by_picture == ()
    assert imported.related(image=image, ratings=["true"]).by_picture == ()
    assert len(imported.related(image=image, languages=["en"], ratings=["false"]).by_picture) == 1


def test_the_text_of_a_meme_finds_the_fact_check_by_its_words(imported: Desk) -> None:
    if shutil.which("tesseract") is None:
        pytest.importorskip("rapidocr", reason="nothing here reads text in pictures")
    meme = draw(("SHARKS SWAM THROUGH", "THE STREETS OF MERIN", "AFTER THE FLOOD IN JUNE"), "meme")
    with Desk(imported.settings.model_copy(update={"ocr": "auto"})) as reading:
        found = reading.related(image=jpeg(meme))
    assert found.picture is not None
    assert "SHARKS SWAM THROUGH THE STREETS OF MERIN" in found.picture.text
    assert found.by_picture == ()
    assert found.matches[0].fact_check.claim == CLAIM
    typed = imported.related(CLAIM.upper()).matches[0]
    assert found.matches[0].score == pytest.approx(typed.score, abs=0.05), "as if somebody had typed it"


def test_a_picture_seen_on_a_page_where_the_claim_appeared_finds_its_fact_check(
    desk: Desk, server: LocalServer, tmp_path: Path
) -> None:
    server.answers["/street.jpg"] = (200, {"Content-Type": "image/jpeg"}, jpeg(photograph(5), 90))
    server.answers["/flood"] = (
        200,
        {"Content-Type": "text/html; charset=utf-8"},
        b'<html lang="en"><head><title>Flood</title></head><body><article><h1>Flood in Merin</h1>'
        b"<p>The river rose on Monday and the streets of Merin were under water for two days, officials said.</p>"
        b'<figure><img src="/street.jpg" alt="street" width="800" height="600"><figcaption>A street in Merin'
        b"</figcaption></figure><p>Residents were brought to safety in boats.</p></article></body></html>",
    )
    desk.verify(server.url("/flood"))
    page = tmp_path / "page.html"
    places = [{"@type": "CreativeWork", "url": server.url("/flood/?utm_source=x#top")}]
    page.write_text(review(server, 2, CLAIM, itemReviewed={"@type": "Claim", "appearance": places}))
    desk.import_factchecks(page)
    (match,) = desk.related(image=edited(photograph(5))).by_picture
    assert match.role == "appearance"
    assert match.sighting.sighting.page == server.url("/flood")
    assert "where the checked claim appeared" in match.words


def test_pictures_that_cannot_be_had_are_reported_and_given_up_in_time(
    desk: Desk, server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    server.answers["/busy.jpg"] = (503, {}, b"later")
    server.answers["/page.jpg"] = (200, {"Content-Type": "text/html"}, b"<html>")
    server.answers["/fake.jpg"] = (200, {"Content-Type": "image/jpeg"}, b"no picture at all")
    names = ("busy", "page", "fake", "gone")
    page = tmp_path / "page.html"
    page.write_text(review(server, 3, CLAIM, image=[server.url(f"/{name}.jpg") for name in names]))
    report = desk.import_factchecks(page, pictures=True)
    assert report.pictures == 0
    assert [failure.url.rpartition("/")[2] for failure in report.failures] == [f"{name}.jpg" for name in names]
    assert "4 could not be fetched" in str(report)
    for _ in range(TRIES - 1):
        again = fetch_pictures(desk, "main", lambda *_: None)
        assert [failure.url for failure in again.failures] == [server.url("/busy.jpg")]
    assert fetch_pictures(desk, "main", lambda *_: None).failures == ()


def test_pictures_of_an_earlier_import_are_fetched_when_they_are_asked_for(
    desk: Desk, server: LocalServer, tmp_path: Path
) -> None:
    server.answers["/shark.jpg"] = (200, {"Content-Type": "image/jpeg"}, jpeg(photograph(), 90))
    page = tmp_path / "page.html"
    page.write_text(review(server, 1, CLAIM, image=server.url("/shark.jpg")))
    assert desk.import_factchecks(page).pictures == 0
    assert server.requests == [], "nothing is fetched unless it is asked for"
    assert desk.import_factchecks(page, pictures=True).pictures == 1
    assert desk.import_factchecks(page, pictures=True).pictures == 0, "a second run fetches nothing again"


def test_private_addresses_are_not_fetched_for_a_picture(server: LocalServer, tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path / "home", crawl_delay=0.0)) as desk:
        page = tmp_path / "page.html"
        page.write_text(review(server, 1, CLAIM, image=server.url("/secret.png")))
        report = desk.import_factchecks(page, pictures=True)
    assert "not a public address" in report.failures[0].reason
    assert server.requests == []


@pytest.mark.parametrize("data", [b"", b"text", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff broken"])
def test_what_is_no_picture_is_refused_with_a_sentence(desk: Desk, data: bytes) -> None:
    with pytest.raises((Invalid, Refused)):
        desk.related(image=data)


def test_without_a_reader_the_picture_is_compared_and_a_note_says_that_it_was_not_read(imported: Desk) -> None:
    found = imported.related(image=edited(photograph()))
    assert len(found.by_picture) == 1
    assert any("was not read" in note and "ASCERTAIN_OCR" in note for note in found.notes)


def check(number: int, day: int) -> FactCheck:
    source = Source(name="Checks", site="checks.example")
    return FactCheck(
        id=f"{number:032x}",
        claim="x",
        url=f"https://c.example/{number}",
        source=source,
        date=datetime(2026, 1, day, tzinfo=UTC),
    )


def seen(page: str, *, distance: int, identical: bool = False, tier: Any = "same image") -> SightingMatch:
    sighting = Sighting(
        id=page, sha256="0" * 64, page=page, date=datetime(2026, 1, 1, tzinfo=UTC), date_source="first seen"
    )
    return SightingMatch(sighting=sighting, tier=tier, identical=identical, distance=distance)


def test_the_surest_place_stands_for_a_fact_check_and_the_surer_come_first() -> None:
    near, probable, same = (
        seen("near", distance=9),
        seen("far", distance=40, tier="probable"),
        seen("same", distance=0, identical=True),
    )
    one, two, three = check(1, 1), check(2, 2), check(3, 3)
    places = [
        FoundAt("near", "fact-check", one),
        FoundAt("near", "appearance", two),
        FoundAt("near", "fact-check", three),
        FoundAt("far", "fact-check", two),
        FoundAt("same", "appearance", two),
    ]
    scope = Scope(corpus="main", fact_checks=3)
    found = by_picture([probable, near, same], lambda pages: places, scope)
    assert [(m.fact_check.id[-1], m.role) for m in found] == [
        ("2", "appearance"),
        ("3", "fact-check"),
        ("1", "fact-check"),
    ]


def test_command_and_route_give_what_the_method_gives(
    imported: Desk, run_command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASCERTAIN_OCR", "none")
    from fastapi.testclient import TestClient

    from ascertain.faces.api.app import create_app

    file = tmp_path / "asked.jpg"
    file.write_bytes(edited(photograph()))
    method = json.loads(imported.related(CLAIM, image=file.read_bytes()).model_dump_json())
    client = TestClient(create_app(imported, frozenset({"testserver"})))
    sent = client.post(
        "/api/related", params={"text": CLAIM}, content=file.read_bytes(), headers={"Content-Type": "image/jpeg"}
    )
    assert sent.status_code == 200
    assert sent.json() == method
    imported.close()
    shell = run_command("--home", str(imported.settings.home), "related", CLAIM, "--image", str(file), "--json")
    assert json.loads(shell.out) == method
    told = run_command("--home", str(imported.settings.home), "related", "--image", str(file)).out
    assert "FACT-CHECKS THAT USED THIS PICTURE" in told
    assert "256 bits" in told


def test_the_command_says_what_is_wrong_with_its_picture(run_command: Callable[..., Any], tmp_path: Path) -> None:
    assert run_command("related", "--image", str(tmp_path / "none.jpg")).code == 3
    (tmp_path / "text.jpg").write_text("text")
    assert run_command("related", "--image", str(tmp_path / "text.jpg")).code == 4
    assert run_command("related", "--image", "a.jpg", "--batch", "b.tsv", "--run", "c").code == 4


def test_the_route_takes_no_more_than_the_limit_and_only_pictures(desk: Desk) -> None:
    from fastapi.testclient import TestClient

    from ascertain.faces.api.app import create_app

    small = Desk(desk.settings.model_copy(update={"image_limit": 1000}))
    client = TestClient(create_app(small, frozenset({"testserver"})))
    large = client.post("/api/related", content=b"\xff" * 2000, headers={"Content-Type": "image/jpeg"})
    assert (large.status_code, "1,000 bytes" in large.json()["error"]) == (403, True)
    typed = client.post("/api/related", content=b"{}", headers={"Content-Type": "application/json"})
    assert (typed.status_code, "application/json" in typed.json()["error"]) == (422, True)
    assert client.post("/api/related", content=b"").status_code == 422
    small.close()


def test_the_page_takes_a_picture_without_a_script(imported: Desk) -> None:
    pytest.importorskip("python_multipart")
    from fastapi.testclient import TestClient

    from ascertain.faces.api.app import create_app

    client = TestClient(create_app(imported, frozenset({"testserver"})))
    assert 'enctype="multipart/form-data"' in client.get("/related").text
    page = client.post("/related", data={"text": ""}, files={"image": ("a.jpg", edited(photograph()), "image/jpeg")})
    assert page.status_code == 200
    assert "Fact-checks that used this picture" in page.text
    assert CLAIM in page.text
    nothing = client.post("/related", data={"text": "x"}, files={"image": ("", b"", "application/octet-stream")})
    assert (nothing.status_code, "No picture was chosen" in nothing.text) == (422, True)
    text = client.post("/related", data={"text": "x"})
    assert text.status_code == 422


def test_a_form_larger_than_the_limit_is_refused(desk: Desk) -> None:
    pytest.importorskip("python_multipart")
    from fastapi.testclient import TestClient

    from ascertain.faces.api.app import create_app

    small = Desk(desk.settings.model_copy(update={"image_limit": 1000}))
    client = TestClient(create_app(small, frozenset({"testserver"})))
    for size in (1001, 400_000):
        sent = client.post("/related", files={"image": ("a.jpg", b"\xff" * size, "image/jpeg")})
        assert (sent.status_code, "1,000 bytes" in sent.text) == (403, True)
    small.close()
