"""The rule that names a match by its hashes, and the order of what was found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from drawn import photo, saved
from PIL import Image

from ascertain.desk import Desk
from ascertain.records import Sighting
from ascertain.settings import Settings
from ascertain.trace import fingerprint
from ascertain.trace.comparing import Comparison, identical
from ascertain.trace.judging import tier_of
from ascertain.trace.prints import ENGINE
from ascertain.trace.searching import matches_of
from ascertain.verbs.tracing import Given


def sighting(sha256: str, document: str, day: int = 1) -> Sighting:
    return Sighting(
        id=f"{sha256}-{document}",
        sha256=sha256,
        document_id=document,
        date=datetime(2024, 3, day, tzinfo=UTC),
        date_source="published",
    )


@pytest.mark.parametrize(
    ("bits", "tier"), [(0, "same image"), (31, "same image"), (32, "probable"), (63, "probable"), (64, None)]
)
def test_bits_decide_the_tier(bits: int, tier: str | None) -> None:
    assert tier_of(bits, None) == tier


def test_the_earliest_comes_first_and_the_document_that_asks_is_left_out() -> None:
    best = {"a": identical(), "b": Comparison(tier="same image", score=0.9, distance=12)}
    sightings = [
        sighting("b", "late", 20),
        sighting("a", "own", 1),
        sighting("b", "early", 2),
        sighting("a", "middle", 9),
        sighting("b", "middle", 9),
    ]
    found = matches_of(best, sightings, "own")
    assert [(m.sighting.document_id, m.identical, m.distance) for m in found] == [
        ("early", False, 12),
        ("middle", True, 0),
        ("middle", False, 12),
        ("late", False, 12),
    ]
    assert len(matches_of(best, sightings)) == 5


@pytest.fixture
def older(tmp_path: Path) -> Desk:
    """Return a desk whose pictures were stored before there were prints; of one the bytes are gone."""
    desk = Desk(Settings(home=tmp_path / "home"))
    for seed in (31, 32):
        data = saved(photo(seed, (640, 480)), "JPEG")
        media = fingerprint(data, desk.settings)
        desk.store.add_pictures([media], sightings=[sighting(media.sha256, "")])
        if seed == 31:
            desk.blobs.put(data)
    return desk


def test_pictures_stored_before_there_were_prints_are_found(older: Desk) -> None:
    crop = photo(31, (640, 480)).crop((80, 60, 600, 440))
    with older as desk:
        found = desk.trace(Given("crop.jpg", saved(crop, "JPEG"))).sightings
    assert [match.tier for match in found] == ["same image"]


def test_what_cannot_be_printed_any_more_still_matches_its_own_bytes(older: Desk) -> None:
    with older as desk:
        same = desk.trace(Given("same.jpg", saved(photo(32, (640, 480)), "JPEG"))).sightings
        assert len(desk.store.media_without_prints(ENGINE, 10)) == 1
    assert [(match.tier, match.identical) for match in same] == [("same image", True)]


def test_reindexing_makes_the_picture_index_again(older: Desk) -> None:
    with older as desk:
        desk.reindex()
        assert len(desk.pictures) == 1
        (desk.settings.home / "pictures" / "catalogue.json").unlink()
        assert len(desk.pictures) == 0
        desk.reindex()
        assert desk.trace(Given("small.png", saved(Image.Image.resize(photo(31, (640, 480)), (320, 240))))).sightings
