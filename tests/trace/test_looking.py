"""The pictures of a page against those of pages read before: edited copies are found with where they were seen."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from drawn import photo, saved
from PIL import Image, ImageOps

from ascertain.records import Document, Media, Picture, Sighting
from ascertain.settings import Settings
from ascertain.store import open_store
from ascertain.trace.index import kept, open_picture_index
from ascertain.trace.looking import look_at_pictures
from ascertain.trace.prints import prints_of

SETTINGS = Settings()
DAY = datetime(2024, 3, 5, tzinfo=UTC)
ORIGINAL = photo(31, (640, 480))


def seen(media: Media, name: str) -> Sighting:
    return Sighting(id=name, sha256=media.sha256, page=f"https://{name}.example/", date=DAY, date_source="published")


def page(*names: str) -> Document:
    return Document(
        id="d1", url="https://news.example/a", body="Text.", language="en", seen=DAY,
        pictures=tuple(Picture(url=f"https://news.example/{name}", caption=name) for name in names),
    )  # fmt: skip


def test_copies_are_found_with_what_was_done_to_them(tmp_path: Path) -> None:
    crop = saved(ORIGINAL.crop((120, 60, 560, 420)), "JPEG")
    small = saved(ImageOps.contain(photo(32, (640, 480)), (300, 300)), "JPEG")
    files = {"crop": crop, "small": small, "flat": saved(Image.new("RGB", (50, 50))), "broken": b"<html>"}
    with closing(open_store(f"sqlite:///{tmp_path / 'store.db'}")) as store:
        for picture, name in ((ORIGINAL, "one"), (photo(32, (640, 480)), "two")):
            (printed,) = prints_of(saved(picture, "JPEG"), SETTINGS)
            store.add_pictures([printed.media], sightings=[seen(printed.media, name)], prints=[kept(printed)])
        index = open_picture_index(tmp_path / "index", store, words=2048)
        index.catch_up()
        findings, pictures = look_at_pictures(
            page(*files), lambda picture: files[picture.caption], index, store, SETTINGS, lambda *_: None
        )
    found = {finding.caption: finding for finding in findings}
    assert [m.sighting.id for m in found["crop"].sightings] == ["one"]
    assert [a.kind for a in found["crop"].sightings[0].alterations] == ["cropped"]
    assert [m.sighting.id for m in found["small"].sightings] == ["two"]
    assert found["flat"].sightings == ()
    assert "a web page" in found["broken"].problem
    assert [picture.prints[0].media.sha256 for picture in pictures] == [picture.media.sha256 for picture in pictures]
