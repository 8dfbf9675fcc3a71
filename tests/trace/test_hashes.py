"""The hash index against a plain scan, and the rule that names a match."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.errors import Invalid
from ascertain.records import Media, Sighting
from ascertain.trace.hashes import HashIndex, distance, matches

numbers = st.integers(min_value=0, max_value=2**256 - 1)


def hexed(number: int) -> str:
    return f"{number:064x}"


def flipped(pdq: str, bits: int) -> str:
    number = int(pdq, 16)
    for bit in random.Random(bits).sample(range(256), bits):
        number ^= 1 << bit
    return hexed(number)


BASE = hexed(random.Random(3).getrandbits(256))


@given(numbers, numbers, numbers)
def test_distance_is_a_distance(one: int, two: int, three: int) -> None:
    a, b, c = hexed(one), hexed(two), hexed(three)
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)
    assert distance(a, c) <= distance(a, b) + distance(b, c)


@settings(max_examples=40)
@given(st.lists(st.integers(min_value=0, max_value=128), max_size=40), st.integers(min_value=0, max_value=100))
def test_the_index_finds_what_a_plain_scan_finds(flips: list[int], bits: int) -> None:
    hashes = [(f"{i:064x}", flipped(BASE, n)) for i, n in enumerate(flips)]
    expected = sorted((distance(BASE, pdq), sha) for sha, pdq in hashes if distance(BASE, pdq) <= bits)
    assert HashIndex(hashes).near(BASE, bits) == [(sha, d) for d, sha in expected]


def test_near_is_the_same_seen_from_either_side() -> None:
    other = flipped(BASE, 40)
    assert HashIndex([("b", other)]).near(BASE)[0][1] == HashIndex([("a", BASE)]).near(other)[0][1] == 40


def test_an_empty_index_answers() -> None:
    index = HashIndex()
    assert len(index) == 0
    assert index.near(BASE) == []


def test_adding_twice_changes_nothing() -> None:
    index = HashIndex([("a", BASE)])
    index.add("a", BASE)
    index.add("b", flipped(BASE, 63))
    index.add("c", flipped(BASE, 64))
    assert len(index) == 3
    assert index.near(BASE) == [("a", 0), ("b", 63)]


@pytest.mark.parametrize("wrong", ["", "00", "zz" * 32, "0" * 63, "0" * 65])
def test_what_is_no_hash_is_refused_whole(wrong: str) -> None:
    index = HashIndex()
    with pytest.raises(Invalid, match="PDQ hash"):
        index.extend([("a", BASE), ("b", wrong)])
    assert len(index) == 0
    with pytest.raises(Invalid, match="PDQ hash"):
        index.near(wrong)


def picture(sha256: str = "a" * 64, quality: int = 100) -> Media:
    return Media(sha256=sha256, type="image/jpeg", size=10, width=100, height=80, pdq=BASE, pdq_quality=quality)


def sighting(sha256: str, document: str, day: int = 1) -> Sighting:
    return Sighting(
        id=f"{sha256}-{document}",
        sha256=sha256,
        document_id=document,
        date=datetime(2024, 3, day, tzinfo=UTC),
        date_source="published",
    )


@pytest.mark.parametrize(("bits", "tier"), [(0, "same image"), (31, "same image"), (32, "probable"), (63, "probable")])
def test_bits_decide_the_tier(bits: int, tier: str) -> None:
    (match,) = matches(picture(), [("b", bits)], [sighting("b", "other")], "own")
    assert (match.tier, match.distance, match.identical) == (tier, bits, False)


def test_farther_pictures_and_unknown_ones_do_not_match() -> None:
    assert matches(picture(), [("b", 64)], [sighting("b", "other"), sighting("c", "other")], "own") == ()


def test_equal_bytes_match_even_when_the_picture_is_flat() -> None:
    flat = picture(quality=0)
    (match,) = matches(flat, [("b", 2)], [sighting(flat.sha256, "other"), sighting("b", "third")], "own")
    assert match.identical
    assert (match.tier, match.distance) == ("same image", 0)


def test_the_earliest_comes_first_and_the_own_document_is_left_out() -> None:
    own = picture()
    sightings = [
        sighting("b", "late", 20),
        sighting(own.sha256, "own", 1),
        sighting("b", "early", 2),
        sighting(own.sha256, "middle", 9),
        sighting("b", "middle", 9),
    ]
    found = matches(own, [("b", 12), (own.sha256, 0)], sightings, "own")
    assert [(m.sighting.document_id, m.identical) for m in found] == [
        ("early", False),
        ("middle", True),
        ("middle", False),
        ("late", False),
    ]
