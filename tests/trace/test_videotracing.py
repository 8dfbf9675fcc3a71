"""Videos from end to end: imported, found by an edited copy, by a frame of theirs, and by no stranger."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clips import clip, scene, scenes
from drawn import saved
from fastapi.testclient import TestClient
from lxml import html
from PIL import Image

from ascertain.desk import Desk
from ascertain.errors import Invalid
from ascertain.faces.api.app import create_app
from ascertain.settings import Settings
from ascertain.verbs.tracing import Given

SEEDS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("videos")
    (folder / "flood.mp4").write_bytes(clip(scenes(SEEDS, seconds=1.5)))
    (folder / "other.webm").write_bytes(clip(scenes((11, 12, 13), seconds=1.5), "webm", "libvpx-vp9"))
    (folder / "broken.mp4").write_bytes(clip(scenes((21,)))[:600])
    (folder / "list.csv").write_text(
        "file,page,caption,date,publisher\n"
        'flood.mp4,https://courier.example/flood,"Merin, 3 May 2019",2019-05-04,Sarnik Courier\n'
        "other.webm,https://daily.example/other,Something else,2020-01-01,Merin Daily\n"
        "broken.mp4,https://daily.example/broken,Broken,2020-01-01,Merin Daily\n"
    )
    with Desk(Settings(home=tmp_path_factory.mktemp("home"))) as desk:
        report = desk.import_videos(folder / "list.csv")
        assert (report.read, report.new, report.rejected) == (3, 2, 1)
        yield desk


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a part of the flood video that begins 1.5 seconds later, smaller and compressed once more."""
    smaller = [frame[::2, ::2] for frame in scenes(SEEDS[1:], seconds=1.5)]
    path = tmp_path_factory.mktemp("cut") / "cut.mov"
    path.write_bytes(clip(smaller, "mov", "mpeg4"))
    return path


def test_a_cut_is_found_with_the_times_in_both_videos(desk: Desk, cut: Path) -> None:
    trace = desk.trace(str(cut))
    assert trace.media.kind == "video"
    sure = [match for match in trace.sightings if match.tier in ("same image", "probable")]
    assert [match.sighting.page for match in sure] == ["https://courier.example/flood"]
    found = sure[0]
    assert found.ours_at is not None
    assert found.theirs_at is not None
    assert found.theirs_at - found.ours_at == pytest.approx(1.5, abs=0.5)
    assert "frames agree" in found.features[0].words
    assert desk.store.trace(trace.id) == trace


def test_a_picture_is_found_in_a_video_at_its_second(desk: Desk) -> None:
    picture = saved(Image.fromarray(scene(3, 0.2)), "JPEG", quality=70)
    trace = desk.trace(Given("frame.jpg", picture))
    found = [match for match in trace.sightings if match.tier == "same image"]
    assert [match.sighting.publisher for match in found] == ["Sarnik Courier"]
    assert found[0].theirs_at == pytest.approx(3.3, abs=0.5)


def test_a_stranger_matches_no_video(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "stranger.mp4"
    path.write_bytes(clip(scenes((31, 32, 33, 34))))
    assert [match for match in desk.trace(str(path)).sightings if match.tier in ("same image", "probable")] == []


def test_the_same_file_is_told_as_such(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "again.mp4"
    path.write_bytes(clip(scenes(SEEDS, seconds=1.5)))
    first = desk.trace(str(path)).sightings[0]
    assert (first.identical, first.tier) == (True, "same image")


def test_the_page_shows_the_video_and_the_frame_that_was_found(desk: Desk, cut: Path) -> None:
    web = TestClient(create_app(desk, frozenset({"testserver"})))
    page = web.post("/trace", files={"image": ("cut.mov", cut.read_bytes(), "video/quicktime")})
    assert page.status_code == 200
    tree = html.fromstring(page.text)
    assert "Where has this video appeared before?" in tree.xpath("//h1")[0].text_content()
    for source in set(tree.xpath("//img/@src")):
        assert Image.open(io.BytesIO(web.get(source).content)).format == "JPEG"
    assert "cut.mov" in tree.text_content()


def test_the_api_takes_a_video_as_body(desk: Desk, cut: Path) -> None:
    web = TestClient(create_app(desk, frozenset({"testserver"})))
    answer = web.post("/api/trace?name=cut.mov", content=cut.read_bytes(), headers={"content-type": "video/quicktime"})
    assert answer.json()["media"]["kind"] == "video"
    assert web.post("/api/trace", content=b"").status_code == Invalid.http_status


def test_keyframes_are_written_with_a_contact_sheet(
    desk: Desk, cut: Path, run_command: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "frames"
    said = json.loads(
        run_command("--home", str(desk.settings.home), "keyframes", str(cut), "--out", str(out), "--json").out
    )
    assert {path.name for path in out.glob("0*.jpg")} == {frame["file"] for frame in said["keyframes"]}
    assert (out / "contact-sheet.jpg").read_bytes()[:2] == b"\xff\xd8"
    again = run_command("--home", str(desk.settings.home), "keyframes", str(cut), "--out", str(out))
    assert again.code != 0
    assert "holds something already" in again.err
