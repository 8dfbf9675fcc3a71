from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from local_server import LocalServer
from PIL import Image

from ascertain.errors import Invalid, NotFound
from ascertain.ingest import Fetcher
from ascertain.ingest.picturelists import (
    Kept,
    PictureEntry,
    PicturesReport,
    Ready,
    import_pictures,
    listed_sighting,
    picture_loader,
    video_loader,
)
from ascertain.records import Media
from ascertain.settings import Settings
from ascertain.store import Store, open_store
from ascertain.trace import fingerprint


def picture(number: int) -> bytes:
    """Return a small picture, different for each number."""
    soft = np.random.default_rng(number).integers(0, 256, (5, 6, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(soft).resize((80, 60), Image.Resampling.BICUBIC).save(out, "JPEG")
    return out.getvalue()


Batch = Sequence[Ready[bytes, Media]]


class Home:
    """A collection that pictures are imported into, as the desk wires it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings = settings.model_copy(update={"home": folder})
        self.store: Store = open_store(f"sqlite:///{folder / 'ascertain.db'}")
        self.fetcher = Fetcher(self.settings)
        self.looked_at = 0
        self.kept: list[int] = []

    def close(self) -> None:
        self.fetcher.close()
        self.store.close()

    def look(self, data: bytes) -> Media:
        self.looked_at += 1
        return fingerprint(data, self.settings)

    def keep(self, batch: Batch) -> Kept:
        from datetime import UTC, datetime

        self.kept.append(len(batch))
        sightings = [listed_sighting(one.entry, one.print.sha256, datetime.now(UTC)) for one in batch]
        known = {found.id for found in self.store.sightings_of([one.print.sha256 for one in batch])}
        self.store.add_pictures([one.print for one in batch], sightings=sightings)
        new = len({sighting.id for sighting in sightings} - known)
        return Kept(new=new, same=len(batch) - new)

    def run(self, path: Path, keep: Callable[[Batch], Kept] | None = None, **more: Any) -> PicturesReport:
        return import_pictures(
            path,
            self.store,
            self.settings,
            load=picture_loader(self.fetcher, self.settings),
            fingerprint=self.look,
            keep=keep or self.keep,
            **more,
        )


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Iterator[Home]:
    (tmp_path / "home").mkdir()
    home = Home(tmp_path / "home", settings)
    yield home
    home.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.jpg").write_bytes(picture(number))
    return folder


def rejects(home: Home, name: str) -> list[dict[str, Any]]:
    path = home.settings.home / "rejects" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_is_imported_and_a_second_run_adds_nothing(home: Home, pictures: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    report = home.run(pictures, progress=lambda *step: told.append(step))
    assert (report.read, report.new, report.same, report.rejected) == (7, 7, 0, 0)
    assert told[-1] == ("Importing pictures", 7, 7)
    again = home.run(pictures)
    assert (again.read, again.new, again.same, again.resumed) == (7, 0, 7, 0)
    assert len(home.store.hashes()) == 7
    assert str(report).startswith("pictures: 7 entries read: 7 new, 0 the same.")
    assert json.loads(report.to_json())["new"] == 7


def test_equal_pictures_on_two_pages_are_one_picture_with_two_sightings(home: Home, pictures: Path) -> None:
    (pictures / "copy.jpg").write_bytes((pictures / "0.jpg").read_bytes())
    path = pictures / "list.csv"
    path.write_text("file,page\n0.jpg,https://a.example/\ncopy.jpg,https://b.example/\n0.jpg,https://a.example/\n")
    report = home.run(path)
    assert (report.read, report.new, report.same) == (3, 2, 1)
    ((sha256, _),) = home.store.hashes()
    assert {s.page for s in home.store.sightings_of([sha256])} == {"https://a.example/", "https://b.example/"}


def test_bad_pictures_are_set_aside_with_their_reason_and_the_rest_goes_on(home: Home, pictures: Path) -> None:
    (pictures / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    (pictures / "page.jpg").write_text("<html>Sign in</html>")
    (pictures / "empty.jpg").write_bytes(b"")
    (pictures / "drawing.png").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    report = home.run(pictures, batch=3)
    assert (report.read, report.new, report.rejected) == (11, 7, 4)
    found = {line["place"]: line["reason"] for line in rejects(home, "pictures")}
    assert set(found) == {"bomb.png", "page.jpg", "empty.jpg", "drawing.png"}
    assert "web page" in found["page.jpg"]
    assert "SVG" in found["drawing.png"]
    home.run(pictures)
    assert len(rejects(home, "pictures")) == 4, "a second run writes none twice"


def test_an_import_that_was_killed_goes_on_behind_its_last_batch(home: Home, pictures: Path) -> None:
    def breaks(batch: Batch) -> Kept:
        if len(home.kept) == 2:
            raise KeyboardInterrupt
        return home.keep(batch)

    with pytest.raises(KeyboardInterrupt):
        home.run(pictures, breaks, batch=2)
    assert len(home.store.hashes()) == 4
    home.looked_at = 0
    report = home.run(pictures, batch=2)
    assert (report.read, report.new, report.same, report.resumed) == (7, 7, 0, 4)
    assert home.looked_at == 3, "what was dealt with is not looked at again"
    assert len(home.store.hashes()) == 7


def test_a_folder_that_changed_in_between_begins_anew(home: Home, pictures: Path) -> None:
    def breaks(batch: Batch) -> Kept:
        home.keep(batch)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        home.run(pictures, breaks, batch=3)
    (pictures / "00.jpg").write_bytes(picture(50))
    report = home.run(pictures)
    assert (report.read, report.new, report.same, report.resumed) == (8, 5, 3, 0)


def test_addresses_are_fetched_through_the_guarded_client(home: Home, pictures: Path, server: LocalServer) -> None:
    jpeg = {"Content-Type": "image/jpeg"}
    server.answers["/0.jpg"] = (200, jpeg, (pictures / "0.jpg").read_bytes())
    server.answers["/1.jpg"] = (200, {"Content-Type": "application/octet-stream"}, (pictures / "1.jpg").read_bytes())
    server.answers["/page"] = (200, {"Content-Type": "text/html"}, b"<html></html>")
    server.answers["/inside"] = (302, {"Location": "http://127.0.0.1:9/x.jpg"}, b"")
    urls = [server.url(path) for path in ("/0.jpg", "/page", "/gone.jpg", "/inside", "/1.jpg")]
    rows = [
        {"url": url, "page": "https://p.example/"} for url in [*urls, "http://10.0.0.1/x.jpg", "http://[::1]/x.jpg"]
    ]
    path = pictures / "list.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    report = home.run(path)
    assert (report.read, report.new, report.rejected) == (7, 2, 5)
    reasons = {line["position"]: line["reason"] for line in rejects(home, "list.jsonl")}
    assert "text/html" in reasons[2]
    assert "does not exist" in reasons[3]
    assert all("not a public address" in reasons[n] for n in (4, 6, 7))
    assert sorted({s.page for sha256, _ in home.store.hashes() for s in home.store.sightings_of([sha256])}) == [
        "https://p.example/"
    ]


def test_many_addresses_keep_their_order_and_are_each_fetched_once(
    home: Home, pictures: Path, server: LocalServer
) -> None:
    for number in range(7):
        server.answers[f"/{number}.jpg"] = (
            200,
            {"Content-Type": "image/jpeg"},
            (pictures / f"{number}.jpg").read_bytes(),
        )
    path = pictures / "list.csv"
    path.write_text("url\n" + "".join(f"{server.url(f'/{number}.jpg')}\n" for number in range(7)))
    order: list[int] = []

    def keep(batch: Batch) -> Kept:
        order.extend(one.entry.position for one in batch)
        return home.keep(batch)

    assert home.run(path, keep, batch=2).new == 7
    assert order == list(range(1, 8))
    assert sorted(address for address, _ in server.requests) == [f"/{number}.jpg" for number in range(7)]


def test_files_over_the_limit_are_refused(home: Home, pictures: Path) -> None:
    home.settings = home.settings.model_copy(update={"image_limit": 1000})
    report = home.run(pictures)
    assert (report.new, report.rejected) == (0, 7)
    assert "larger than 1,000 bytes" in rejects(home, "pictures")[0]["reason"]


def test_warnings_are_counted(home: Home, pictures: Path) -> None:
    path = pictures / "list.csv"
    path.write_text("file,date\n0.jpg,2019\n1.jpg,2020\n2.jpg,soon\n")
    report = home.run(path)
    assert list(report.warnings.values()) == [2, 1]


def test_nothing_is_kept_when_the_list_is_none(home: Home, pictures: Path) -> None:
    path = pictures / "list.csv"
    path.write_text("caption\nx\n")
    with pytest.raises(Invalid):
        home.run(path)
    path.write_text("file,caption\n")
    with pytest.raises(Invalid, match="names no pictures"):
        home.run(path)
    with pytest.raises(NotFound):
        home.run(pictures / "nothing")
    assert home.kept == []


def test_videos_come_as_files_their_own_or_downloaded(home: Home, tmp_path: Path, server: LocalServer) -> None:
    folder, here = tmp_path / "videos", tmp_path / "downloads"
    folder.mkdir()
    here.mkdir()
    (folder / "a.mp4").write_bytes(b"own")
    server.answers["/b.mp4"] = (200, {"Content-Type": "video/mp4"}, b"downloaded")
    server.answers["/large.mp4"] = (200, {"Content-Type": "video/mp4"}, b"x" * 5000)
    rows = ["a.mp4,", f",{server.url('/b.mp4')}", f",{server.url('/large.mp4')}"]
    path = folder / "list.csv"
    path.write_text("file,url\n" + "\n".join(rows) + "\n")
    seen: list[tuple[PictureEntry, bytes]] = []

    def keep(batch: Sequence[Ready[Path, bytes]]) -> Kept:
        seen.extend((one.entry, one.print) for one in batch)
        return Kept(new=len(batch))

    report = import_pictures(
        path,
        home.store,
        home.settings,
        load=video_loader(home.fetcher, here, limit=1000, seconds=5.0),
        fingerprint=Path.read_bytes,
        keep=keep,
        kind="video",
    )
    assert (report.new, report.rejected) == (2, 1)
    assert [content for _, content in seen] == [b"own", b"downloaded"]
    assert (folder / "a.mp4").exists()
