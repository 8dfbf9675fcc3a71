"""The index's parts: exact scans, segments, geometry, words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ascertain.errors import Invalid
from ascertain.trace.index import catalogue, geometry, scanning, segment
from ascertain.trace.index.catalogue import Catalogue
from ascertain.trace.index.words import Words, draw_words, open_words


def test_the_scan_finds_what_comparing_every_pair_finds() -> None:
    dice = np.random.default_rng(1)
    rows = dice.integers(0, 256, (40_000, 32), np.uint8)
    asked = rows[[5, 20_000, 39_999]].copy()
    asked[:, 0] ^= 0b101
    rows[17_000] = asked[1]
    which, row, away = scanning.near(asked, rows, 96)
    apart = np.bitwise_count(asked.view("<u8")[:, None, :] ^ rows.view("<u8")[None, :, :]).sum(2)
    expected = {(int(a), int(b), int(apart[a, b])) for a, b in zip(*np.nonzero(apart <= 96), strict=True)}
    assert set(zip(which.tolist(), row.tolist(), away.tolist(), strict=True)) == expected
    assert {(0, 5, 2), (1, 20_000, 2), (1, 17_000, 0), (2, 39_999, 2)} <= expected
    assert len(expected) > 4


def test_a_scan_of_nothing_finds_nothing() -> None:
    none, some = np.empty((0, 32), np.uint8), np.zeros((3, 32), np.uint8)
    assert [len(column) for column in (*scanning.near(none, some, 63), *scanning.near(some, none, 63))] == [0] * 6


def arrays(first: int, prints: int, *, dice: np.random.Generator) -> dict[str, NDArray[Any]]:
    features = 50 * prints
    word = np.sort(dice.integers(0, 40, features)) * 1600
    filed, start = np.unique(word, return_index=True)
    return {
        "position": np.arange(first, first + prints),
        "sha256": dice.integers(0, 256, (prints, 32), np.uint8),
        "frame": np.full(prints, -1),
        "hash": dice.integers(0, 256, (2 * prints, 32), np.uint8),
        "hash_owner": np.repeat(np.arange(prints), 2),
        "word": filed,
        "start": np.append(start, features),
        "signature": dice.integers(0, 1 << 63, features, np.uint64),
        "owner": dice.integers(0, prints, features),
        "geometry": dice.integers(0, 1 << 16, features),
    }


def listed(each: segment.Segment, *, rare: bool = False) -> set[tuple[int, ...]]:
    """Return every feature as word, signature, position of its print and geometry."""
    word = np.repeat(each.word, np.diff(each.start)).tolist()
    owner = each.position[each.owner].tolist()
    every = zip(word, each.signature.tolist(), owner, each.geometry.tolist(), strict=True)
    return {feature for feature in every if not (rare and feature[3] & geometry.EXTRA)}


@pytest.mark.parametrize("rare", [False, True])
def test_merged_segments_hold_what_they_held_without_the_prints_that_left(tmp_path: Path, rare: bool) -> None:
    dice = np.random.default_rng(2)
    parts = []
    for number, (first, prints) in enumerate(((1, 7), (8, 1), (9, 20))):
        segment.write(tmp_path / f"{number}", arrays(first, prints, dice=dice))
        parts.append(segment.read(tmp_path / f"{number}"))
    keep = [np.ones(7, bool), np.zeros(1, bool), np.arange(20) != 3]
    segment.merge(tmp_path / "merged", parts, keep, rare=rare)
    merged = segment.read(tmp_path / "merged")
    assert merged.position.tolist() == [*range(1, 8), *(n for n in range(9, 29) if n != 12)]
    expected = set().union(*(listed(part, rare=rare) for part in parts))
    assert listed(merged) == {feature for feature in expected if feature[2] not in (8, 12)}
    hashes = {(int(p.position[o]), p.hash[n].tobytes()) for p in parts for n, o in enumerate(p.hash_owner)}
    kept = {(int(merged.position[o]), merged.hash[n].tobytes()) for n, o in enumerate(merged.hash_owner)}
    assert kept == {row for row in hashes if row[0] not in (8, 12)}
    assert (np.diff(merged.word.astype(int)) > 0).all()


def test_a_segment_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    segment.write(tmp_path / "s", arrays(1, 3, dice=np.random.default_rng(3)))
    whole = (tmp_path / "s" / "owner").read_bytes()
    (tmp_path / "s" / "owner").write_bytes(whole[:-4])
    with pytest.raises(Invalid, match="damaged"):
        segment.read(tmp_path / "s")
    (tmp_path / "s" / "owner").write_bytes(whole)
    assert len(segment.read(tmp_path / "s")) == 3
    (tmp_path / "s" / "counts.json").write_text('{"format 0": {}}')
    with pytest.raises(Invalid, match="damaged"):
        segment.read(tmp_path / "s")


def test_a_catalogue_is_read_as_it_was_written_and_a_broken_one_as_empty(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    assert catalogue.read(file) == Catalogue()
    catalogue.write(file, Catalogue(("a", "b"), 12))
    assert catalogue.read(file) == Catalogue(("a", "b"), 12)
    for broken in ("", "[]", '{"format": 99, "segments": [], "position": 3}', '{"format": 1}'):
        file.write_text(broken)
        assert catalogue.read(file) == Catalogue()


def test_angle_and_scale_survive_in_sixteen_bits() -> None:
    points = np.array([[0, 0, 31, 0], [639, 479, 111, 359.9], [320, 240, 62, 180]], np.float32)
    packed = geometry.pack(points, (640, 480), np.array([False, True, False]))
    angle, scale = geometry.unpack(packed)
    assert angle.tolist() == [0, 31, 16]
    assert (scale[1] - scale[0], scale[2] - scale[0]) == (4, 2)
    assert (packed & geometry.EXTRA).tolist() == [0, 1, 0]


def test_words_are_the_same_each_time_and_drawn_only_once(tmp_path: Path) -> None:
    words = open_words(tmp_path / "words.npy", 512)
    assert (words == draw_words(512)).all()
    assert len(np.unique(words, axis=0)) == 512
    (tmp_path / "words.npy").write_bytes(b"broken")
    assert (open_words(tmp_path / "words.npy", 512) == words).all()


def test_a_descriptor_is_filed_under_itself_and_copies_mostly_beside_it() -> None:
    words = draw_words(2048)
    finder = Words(words)
    assert (finder.nearest(words)[:, 0] == np.arange(2048)).mean() > 0.98
    dice = np.random.default_rng(4)
    changed = words ^ np.packbits(dice.random((2048, 256)) < 0.05, axis=1)
    assert (finder.nearest(changed, 4) == np.arange(2048)[:, None]).any(1).mean() > 0.9
