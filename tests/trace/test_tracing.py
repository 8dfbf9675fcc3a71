"""Tracing from end to end: a list of pictures is imported, an edited copy is traced by every face."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn import photo, saved
from fastapi.testclient import TestClient
from lxml import html
from PIL import Image, ImageDraw

from ascertain.desk import Desk
from ascertain.errors import Invalid, NotFound, Refused
from ascertain.faces.api.app import create_app
from ascertain.records import Trace
from ascertain.settings import Settings
from ascertain.verbs.tracing import Given, searched

SURE = ("same image", "probable")
LIST = """file,page,title,caption,date,publisher
flood.jpg,https://courier.example/flood,Flood reaches depot,"Aleppo, Syria, on 3 May 2019",2019-05-04,Sarnik Courier
flood.jpg,https://blog.example/post,Shelling,"Gaza City after shelling, 7 October 2024",2024-10-08,Blog
market.png,https://daily.example/market,Market day,The market of Merin,2020-01-02,Merin Daily
missing.jpg,https://daily.example/gone,Gone,,2020-01-02,Merin Daily
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "flood.jpg").write_bytes(saved(photo(1, (640, 480)), "JPEG", quality=90))
    (folder / "market.png").write_bytes(saved(photo(2, (640, 480))))
    (folder / "list.csv").write_text(LIST)
    with Desk(Settings(home=tmp_path_factory.mktemp("trace"))) as desk:
        report = desk.import_images(folder / "list.csv")
        assert (report.read, report.new, report.rejected) == (4, 3, 1)
        yield desk


def crop() -> bytes:
    """Return the middle of the flood picture, with a line of text over it, compressed."""
    part = photo(1, (640, 480)).crop((80, 60, 560, 420))
    ImageDraw.Draw(part).text((10, 330), "LOOK WHAT HAPPENS TODAY", fill="white")
    return saved(part, "JPEG", quality=60)


@pytest.fixture(scope="module")
def trace(desk: Desk) -> Trace:
    return desk.trace(Given("crop.jpg", crop()))


def client(desk: Desk) -> TestClient:
    return TestClient(create_app(desk, frozenset({"testserver"})))


def test_an_edited_crop_is_found_on_both_pages_earliest_first(trace: Trace) -> None:
    found = [match.sighting.page for match in trace.sightings if match.tier in SURE]
    assert found == ["https://courier.example/flood", "https://blog.example/post"]
    first = trace.sightings[0]
    assert first.sighting.date.date().isoformat() == "2019-05-04"
    assert first.features
    assert "cropped" in {alteration.kind for alteration in first.alterations}


def test_the_matched_region_lies_where_the_crop_was_cut(trace: Trace) -> None:
    region = trace.sightings[0].theirs
    assert region is not None
    across, down = zip(*region.corners, strict=True)
    assert (min(across), max(across), min(down), max(down)) == pytest.approx((0.125, 0.875, 0.125, 0.875), abs=0.02)


def test_contexts_that_disagree_are_marked(trace: Trace) -> None:
    kinds = {contradiction.kind for contradiction in trace.contradictions}
    assert {"date", "place"} <= kinds
    assert [context.sighting for context in trace.contexts] == [match.sighting.id for match in trace.sightings[:2]]


def test_a_stranger_is_not_found_and_the_trace_says_what_was_searched(desk: Desk) -> None:
    other = desk.trace(Given("other.png", saved(photo(9, (640, 480)))))
    assert [match for match in other.sightings if match.tier in ("same image", "probable")] == []
    assert other.searched == "2 pictures"
    assert any("TinEye" in note for note in other.notes)


def test_importing_the_list_again_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "flood.jpg").write_bytes(saved(photo(1, (640, 480)), "JPEG", quality=90))
    (tmp_path / "list.csv").write_text("\n".join(LIST.splitlines()[:2]))
    report = desk.import_images(tmp_path / "list.csv")
    assert (report.new, report.same) == (0, 1)


def test_a_trace_is_kept_and_never_changed(desk: Desk, trace: Trace) -> None:
    assert desk.store.trace(trace.id) == trace
    assert desk.store.traces(1)[0].id
    with pytest.raises(NotFound):
        desk.store.trace("none")


def test_the_command_prints_the_same_sightings(desk: Desk, run_command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "crop.jpg").write_bytes(crop())
    home = str(desk.settings.home)
    said = json.loads(run_command("--home", home, "trace", str(tmp_path / "crop.jpg"), "--json").out)
    assert [match["sighting"]["page"] for match in said["sightings"]][:2] == [
        "https://courier.example/flood",
        "https://blog.example/post",
    ]
    page = tmp_path / "trace.html"
    shown = run_command("--home", home, "trace", str(tmp_path / "crop.jpg"), "--html", str(page))
    assert "Sarnik Courier" in shown.out
    assert len(html.fromstring(page.read_text()).xpath("//li[@class='one']")) >= 2


def test_a_folder_is_traced_into_one_line_for_each_file(
    desk: Desk, run_command: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(crop())
    (folder / "b.jpg").write_bytes(b"<html><body>not a picture</body></html>")
    out = tmp_path / "out.jsonl"
    outcome = run_command("--home", str(desk.settings.home), "trace", "--batch", str(folder), "--json", str(out))
    assert outcome.code == 0
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["name"] for line in lines] == ["a.jpg", "b.jpg"]
    assert Trace.model_validate(lines[0]).sightings[0].tier in SURE
    assert "web page" in lines[1]["error"]
    assert json.loads(outcome.out)["found"] == 1


def test_the_api_takes_a_picture_and_an_address(desk: Desk) -> None:
    web = client(desk)
    sent = web.post("/api/trace", params={"name": "sent.jpg"}, content=crop(), headers={"content-type": "image/jpeg"})
    assert sent.status_code == 200
    assert sent.json()["sightings"][0]["sighting"]["publisher"] == "Sarnik Courier"
    assert web.get(f"/api/traces/{sent.json()['id']}").json() == sent.json()
    refused = web.get("/api/trace", params={"url": "http://127.0.0.1:9/a.jpg"})
    assert refused.status_code == Refused.http_status


def test_the_pages_work_without_a_script(desk: Desk) -> None:
    web = client(desk)
    form = html.fromstring(web.get("/trace").text).xpath("//form[@method='post']")[0]
    assert (form.get("action"), form.get("enctype")) == ("/trace", "multipart/form-data")
    page = web.post("/trace", files={"image": ("crop.jpg", crop(), "image/jpeg")})
    assert page.status_code == 200
    tree = html.fromstring(page.text)
    sources = tree.xpath("//img/@src")
    assert sources
    for source in set(sources):
        picture = web.get(source)
        assert picture.status_code == 200
        assert picture.content[:2] == b"\xff\xd8"


def test_unknown_pictures_and_traces_are_not_found(desk: Desk) -> None:
    web = client(desk)
    for path in (
        "/pictures/" + "0" * 64 + ".jpg",
        "/pictures/..%2f..%2fsecret.jpg",
        "/traces/none",
        "/api/traces/none",
    ):
        assert web.get(path).status_code == 404, path


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "SVG"),
        (b"<html></html>", "web page"),
        (saved(photo(1))[:2000], "cut off"),
        (b"\x00" * 500, "picture"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(desk: Desk, data: bytes, words: str) -> None:
    before = desk.store.traces(100)
    with pytest.raises((Invalid, Refused)) as refusal:
        desk.trace(Given("x.jpg", data))
    assert words in str(refusal.value)
    assert desk.store.traces(100) == before


def test_flat_pictures_match_their_own_bytes_only(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path / "home")) as desk:
        folder = tmp_path / "flat"
        folder.mkdir()
        (folder / "white.png").write_bytes(saved(Image.new("RGB", (300, 200), "white")))
        desk.import_images(folder)
        same = desk.trace(Given("same.png", saved(Image.new("RGB", (300, 200), "white"))))
        grey = desk.trace(Given("grey.png", saved(Image.new("RGB", (300, 200), "grey"))))
    assert [(match.tier, match.identical) for match in same.sightings] == [("same image", True)]
    assert grey.sightings == ()


def test_hash_lists_go_out_and_in_and_tell_who_is_on_them(
    desk: Desk, run_command: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "hashes.csv"
    home = str(desk.settings.home)
    told = json.loads(run_command("--home", home, "export", "hashes", str(out), "--shape", "pdq", "--json").out)
    assert told["hashes"] == 2
    with Desk(Settings(home=tmp_path / "other")) as other:
        report = other.import_hashes(out, name="Known fakes")
        assert report.new == 2
        traced = other.trace(Given("copy.jpg", saved(photo(1, (640, 480)), "JPEG", quality=40)))
    assert [(match.sighting.found_by, match.tier) for match in traced.sightings] == [("list Known fakes", "same image")]
    with pytest.raises(NotFound):
        desk.export_hashes(out, name="no such list")


def test_what_was_searched_is_told_in_words() -> None:
    assert searched({"picture": 12304, "video": 87}) == "12,304 pictures and 87 videos"
    assert searched({"picture": 1}) == "1 picture"
    assert searched({}) == "0 pictures"
