"""Which videos show the same: from times and strengths alone, and from clips drawn here."""

from __future__ import annotations

import random
import time
from pathlib import Path

import numpy as np
import pytest
from clips import Picture, clip, scene, scenes

from ascertain.records import Tier
from ascertain.settings import Settings
from ascertain.trace.comparing import compare
from ascertain.trace.video import (
    FrameMatch,
    Keyframes,
    VideoMatch,
    candidate_match,
    compared_match,
    find_picture,
    keyframes_of,
    match_videos,
    prints_of_video,
    questions_of_video,
    spans_of,
    strength_of,
    to_compare,
)

SETTINGS = Settings()


def seen(times: list[float], end: float) -> list[tuple[float, float]]:
    return list(zip(times, [*times[1:], end], strict=True))


def agreeing(
    start: float, count: int, offset: float, speed: float = 1.0, video: str = "a", tier: Tier = "same image"
) -> list[FrameMatch]:
    return [FrameMatch(video, start + n, round(offset + speed * (start + n), 3), 0.9, tier) for n in range(count)]


ASKED = seen([float(n) for n in range(20)], 20.0)


def test_three_frames_at_one_distance_are_a_match_and_two_are_not() -> None:
    (found,) = match_videos(agreeing(4, 3, 100), ASKED)
    assert (found.sha256, found.frames, found.tier) == ("a", 3, "same image")
    (segment,) = found.segments
    assert (segment.ours_from, segment.ours_to, segment.theirs_from, segment.theirs_to) == (4, 6, 104, 106)
    assert (segment.offset, segment.speed, segment.lasts) == (100, 1, 2)
    assert "0:04 to 0:06 here is 1:44 to 1:46 there" in found.words
    assert not match_videos(agreeing(4, 2, 100), ASKED)


def test_frames_in_another_order_do_not_agree() -> None:
    dice = random.Random(5)
    theirs = [float(n * 7) for n in range(12)]
    dice.shuffle(theirs)
    found = [FrameMatch("a", float(n), at, 0.9, "same image") for n, at in enumerate(theirs)]
    assert not match_videos(found, ASKED)


@pytest.mark.parametrize("speed", [0.75, 0.8, 1.25, 1.33])
def test_finds_a_changed_speed(speed: float) -> None:
    (found,) = match_videos(agreeing(0, 20, 30, speed), ASKED)
    (segment,) = found.segments
    assert segment.speed == pytest.approx(speed, abs=0.02)
    assert segment.theirs_from == pytest.approx(30, abs=0.5)
    assert segment.theirs_to == pytest.approx(30 + 19 * speed, abs=0.5)
    assert found.frames == 20
    assert ("times as fast" if speed > 1 else "slowed") in found.words


def test_a_speed_of_two_is_no_agreement_over_its_length() -> None:
    found = match_videos(agreeing(0, 20, 0, 2.0), ASKED)
    assert all(segment.lasts <= 6 for match in found for segment in match.segments)


def test_a_cut_version_gives_its_parts_with_their_own_times() -> None:
    (found,) = match_videos([*agreeing(0, 7, 13), *agreeing(9, 7, -7)], ASKED)
    assert [(s.ours_from, s.theirs_from) for s in found.segments] == [(0, 13), (9, 2)]
    assert found.frames == 14
    assert found.words.count(" here is ") == 2


def test_a_picture_that_rests_counts_once_however_long() -> None:
    # Every one of twelve frames is like every one of thirty: a studio, a desk, a speaker.
    found = [FrameMatch("a", float(n), float(m), 0.9, "same image") for n in range(12) for m in range(30)]
    assert not match_videos(found, ASKED)


def test_a_resting_picture_is_met_anywhere_within_its_time() -> None:
    asked = seen([0.0, 9.0, 12.0], 20.0)
    found = [
        FrameMatch("a", 0.0, 40.0, 0.9, "same image"),  # it stood from 40 to 69; the clip begins at 60
        FrameMatch("a", 9.0, 69.0, 0.9, "same image"),
        FrameMatch("a", 12.0, 72.0, 0.9, "same image"),
    ]
    assert not match_videos(found, asked)
    (match,) = match_videos(found, asked, {"a": [10.0, 40.0, 69.0, 72.0, 90.0]})
    assert match.frames == 3
    assert match.segments[0].theirs_from == pytest.approx(60, abs=0.8)


def test_a_title_card_that_many_videos_share_is_no_match() -> None:
    cards = [m for n in range(8) for m in agreeing(0, 4, n * 10, video=f"v{n}")]
    assert not match_videos(cards, ASKED)
    own = agreeing(0, 16, 50, video="copy")
    assert [m.sha256 for m in match_videos([*cards, *own], ASKED)] == ["copy"]


def test_many_copies_of_the_same_video_are_all_found() -> None:
    copies = [m for n in range(30) for m in agreeing(0, 15, n, video=f"v{n:02}")]
    assert len(match_videos(copies, ASKED)) == 30


@pytest.mark.parametrize("speed", [1.0, 0.9])
def test_a_whole_film_agrees_from_end_to_end_in_little_time(speed: float) -> None:
    dice = random.Random(2)
    asked = seen([float(n) for n in range(3600)], 3600.0)
    found = agreeing(0, 3600, 0, speed)
    found += [
        FrameMatch("a", float(dice.randrange(3600)), dice.uniform(0, 3600), 0.9, "same scene") for _ in range(1800)
    ]
    started = time.monotonic()
    (match,) = match_videos(found, asked)
    assert time.monotonic() - started < 20
    assert match.frames > 3000
    longest = max(match.segments, key=lambda s: s.lasts)
    assert longest.lasts > 3500
    assert longest.speed == pytest.approx(speed, abs=0.01)


def test_chance_matches_over_a_long_video_do_not_agree() -> None:
    dice = random.Random(8)
    for _ in range(10):
        found = [
            FrameMatch("a", float(dice.randrange(20)), dice.uniform(0, 3600), 0.5, "look-alike") for _ in range(60)
        ]
        assert not match_videos(found, ASKED)


def test_mirrored_and_plain_matches_are_not_mixed() -> None:
    plain, turned = agreeing(0, 2, 5), agreeing(2, 2, 5)
    turned = [FrameMatch(m.sha256, m.ours_at, m.theirs_at, m.strength, m.tier, mirrored=True) for m in turned]
    assert not match_videos([*plain, *turned], ASKED)


def test_another_shot_of_the_scene_stays_one() -> None:
    (found,) = match_videos(agreeing(0, 9, 3, tier="same scene"), ASKED)
    assert found.tier == "same scene"


def test_the_surest_video_comes_first_whatever_the_order_of_the_frames() -> None:
    frames = [
        *agreeing(0, 12, 1, video="b"),
        *agreeing(0, 5, 1, video="a"),
        *agreeing(0, 5, 1, video="c", tier="probable"),
    ]
    first = match_videos(frames, ASKED)
    assert [m.sha256 for m in first] == ["b", "a", "c"]
    random.Random(1).shuffle(frames)
    assert match_videos(frames, ASKED) == first


def test_few_pairs_are_compared_evenly_over_the_agreement() -> None:
    rough = [candidate_match(float(n), "a", 5.0 + n, 20, 0.0) for n in range(19)]
    (match,) = match_videos(rough, ASKED)
    pairs = to_compare([match], 5)
    assert len(pairs) == 5
    assert pairs[0].ours_at == 0
    assert pairs[-1].ours_at == 18


def test_a_candidate_is_the_surer_the_nearer_its_hash_and_the_more_its_votes() -> None:
    assert strength_of(0) == 1
    assert strength_of(31) > strength_of(63) > strength_of(None) == 0
    assert strength_of(None, 30) > strength_of(None, 10) > 0


def test_a_picture_is_told_when_it_is_seen() -> None:
    found = [FrameMatch("a", 0.0, at, 0.5 + at / 100, "same image") for at in (10.0, 11.0, 12.0)]
    found.append(FrameMatch("a", 0.0, 40.0, 0.6, "same scene"))
    first, second = find_picture(found, {"a": [9.0, 10.0, 11.0, 12.0, 15.0, 40.0, 41.0]})
    assert (first.at, first.until, first.frames, first.tier) == (12.0, 15.0, 3, "same image")
    assert first.words == "seen from 0:10 to 0:15, most like it at 0:12"
    assert (second.at, second.until) == (40.0, 41.0)


def read(frames: list[Picture], file: Path) -> Keyframes:
    file.write_bytes(clip(frames))
    return keyframes_of(file, SETTINGS)


def asked_of(query: Keyframes, stored: Keyframes) -> tuple[VideoMatch, ...]:
    prints = list(prints_of_video(stored, SETTINGS))
    found = []
    for question in questions_of_video(query, SETTINGS):
        for print_, result in zip(prints, compare(question, prints, SETTINGS), strict=True):
            if result is not None and question.frame is not None and print_.frame is not None:
                found.append(compared_match(stored.sha256, question.frame, print_.frame, result))
    return match_videos(found, spans_of(query), {stored.sha256: [frame.at for frame in stored.frames]})


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Keyframes:
    return read(scenes([1, 2, 3, 4]), tmp_path_factory.mktemp("stored") / "stored.mp4")


def test_a_part_at_another_speed_is_found_with_its_times(stored: Keyframes, tmp_path: Path) -> None:
    (found,) = asked_of(read(scenes([2, 3, 4], speed=1.25), tmp_path / "fast.mp4"), stored)
    assert found.segments[0].theirs_from == pytest.approx(2.5, abs=1.5)
    assert found.segments[-1].theirs_to > 6
    assert not found.mirrored


def test_a_mirrored_copy_is_found_and_called_mirrored(stored: Keyframes, tmp_path: Path) -> None:
    turned = [np.ascontiguousarray(frame[:, ::-1]) for frame in scenes([1, 2, 3])]
    (found,) = asked_of(read(turned, tmp_path / "mirror.mp4"), stored)
    assert found.mirrored
    assert found.frames >= 3
    assert abs(found.segments[0].offset) < 1


def test_other_scenes_and_one_shared_card_do_not_match(stored: Keyframes, tmp_path: Path) -> None:
    other = [scene(1, 0.5)] * 24 + scenes([21, 22])
    assert not asked_of(read(other, tmp_path / "other.mp4"), stored)
