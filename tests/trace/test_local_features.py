"""Local features go into bytes and come back; nothing else is taken for them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ascertain.errors import Invalid
from ascertain.trace.features import LocalFeatures


@st.composite
def features(draw: st.DrawFn) -> LocalFeatures:
    count = draw(st.integers(0, 12))
    wide, high = draw(st.integers(1, 2047)), draw(st.integers(1, 2047))
    descriptors = draw(arrays.arrays(np.uint8, (count, 32)))
    shares = draw(arrays.arrays(np.float32, (count, 4), elements=st.floats(0, 1, width=32)))
    points = shares * np.array([wide, high, 400, 359.9], dtype=np.float32)
    return LocalFeatures(descriptors, points.astype(np.float32), (wide, high))


@given(features())
def test_bytes_keep_everything_to_a_fraction_of_a_pixel(one: LocalFeatures) -> None:
    data = one.to_bytes()
    assert len(data) == 9 + 40 * len(one)
    back = LocalFeatures.from_bytes(data)
    assert back.size == one.size
    assert np.array_equal(back.descriptors, one.descriptors)
    assert np.abs(back.points[:, :3] - one.points[:, :3]).max(initial=0) <= 1 / 64 + 1e-3
    turn = np.abs(back.points[:, 3] - one.points[:, 3])
    assert np.minimum(turn, 360 - turn).max(initial=0) <= 0.01


@given(features())
def test_what_was_read_is_written_as_it_was(one: LocalFeatures) -> None:
    data = one.to_bytes()
    assert LocalFeatures.from_bytes(data).to_bytes() == data
    assert LocalFeatures.from_bytes(data) == LocalFeatures.from_bytes(data)


@given(features(), st.data())
def test_cut_features_are_refused(one: LocalFeatures, data: st.DataObject) -> None:
    whole = one.to_bytes()
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(Invalid):
        LocalFeatures.from_bytes(cut)
    with pytest.raises(Invalid):
        LocalFeatures.from_bytes(whole + b"\0")


@given(st.binary(max_size=120))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        LocalFeatures.from_bytes(data)


def test_another_version_says_so() -> None:
    data = bytearray(LocalFeatures.none((4, 4)).to_bytes())
    data[2] = 9
    with pytest.raises(Invalid, match="version 9"):
        LocalFeatures.from_bytes(bytes(data))


def test_points_outside_the_picture_are_refused_both_ways() -> None:
    point = np.array([[50.0, 2.0, 31.0, 0.0]], dtype=np.float32)
    good = LocalFeatures(np.zeros((1, 32), np.uint8), point, (64, 64))
    with pytest.raises(Invalid, match="outside"):
        LocalFeatures(good.descriptors, point, (10, 10)).to_bytes()
    data = bytearray(good.to_bytes())
    data[5:7] = (10).to_bytes(2, "little")
    with pytest.raises(Invalid, match="outside"):
        LocalFeatures.from_bytes(bytes(data))


@pytest.mark.parametrize("value", [np.nan, np.inf, -1.0])
def test_points_that_are_no_places_are_refused(value: float) -> None:
    point = np.array([[value, 2.0, 31.0, 0.0]], dtype=np.float32)
    with pytest.raises(Invalid):
        LocalFeatures(np.zeros((1, 32), np.uint8), point, (64, 64)).to_bytes()
