"""The hash index against a plain scan."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.errors import Invalid
from ascertain.trace.hashes import HashIndex, distance

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
