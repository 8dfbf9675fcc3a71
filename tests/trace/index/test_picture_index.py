"""Which stored pictures the index finds, and that it keeps up with the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from index_samples import WORDS, flipped, hashed, media, mirrored, prints, question

from ascertain.errors import Invalid, Unavailable
from ascertain.store import Store, open_store
from ascertain.trace.index import Candidate, PictureIndex, kept, open_picture_index, restored
from ascertain.trace.prints import Prints


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path, store: Store) -> PictureIndex:
    return open_picture_index(tmp_path / "pictures", store, words=WORDS)


def add(store: Store, *items: Prints) -> None:
    store.add_pictures([p.media for p in items], prints=[kept(p) for p in items])


def keys(found: list[Candidate]) -> list[tuple[str, float | None]]:
    return [(c.sha256, c.frame) for c in found]


def test_prints_come_back_from_the_store_as_they_were_made(store: Store) -> None:
    add(store, prints(1))
    (stored,) = store.prints_of([media(1).sha256])
    again = restored(stored, media(1))
    assert (again.media, again.parts, again.thumb, again.frame) == (media(1), prints(1).parts, b"small", None)
    assert (again.features.descriptors == prints(1).features.descriptors).all()
    with pytest.raises(Invalid, match="not of"):
        restored(replace(stored, engine="prints@0"), media(1))


def test_an_empty_index_finds_nothing(index: PictureIndex) -> None:
    assert index.candidates(question(prints(1))) == []
    assert (len(index), index.catch_up(), index.rebuild(), len(index)) == (0, 0, 0, 0)


def test_a_few_shared_details_find_a_picture_among_strangers(store: Store, index: PictureIndex) -> None:
    add(store, *(prints(n) for n in range(1, 60)))
    assert index.catch_up() == 59
    first = index.candidates(question(prints(23)))[0]
    assert (first.sha256, first.frame, first.distance, first.via) == (media(23).sha256, None, None, "features")
    assert first.votes > 20


def test_a_mirrored_picture_is_found_by_its_details(store: Store, index: PictureIndex) -> None:
    add(store, *(prints(n) for n in range(1, 30)))
    index.catch_up()
    assert index.candidates(mirrored(question(prints(5))))[0].sha256 == media(5).sha256


def test_details_that_agree_on_no_turn_are_worth_less_than_those_that_do(store: Store, index: PictureIndex) -> None:
    add(store, *(prints(n) for n in range(1, 30)))
    index.catch_up()
    asked = question(prints(5))
    points = asked.features.points.copy()
    points[:, 3] = points[::-1, 3]
    disturbed = replace(asked, features=replace(asked.features, points=points))
    votes = [index.candidates(q)[0].votes for q in (asked, disturbed)]
    assert votes[0] > 2 * votes[1]


@pytest.mark.parametrize("bits", [0, 31, 63])
def test_every_picture_within_63_bits_of_any_turned_form_is_found(store: Store, index: PictureIndex, bits: int) -> None:
    add(store, *(prints(n) for n in range(1, 40)))
    index.catch_up()
    found = index.candidates(hashed(question(prints(900)), flipped(media(17).pdq, bits)), limit=1)
    assert (found[0].sha256, found[0].distance) == (media(17).sha256, bits)


def test_pictures_64_bits_away_or_of_low_quality_are_not_found_by_hash(store: Store, index: PictureIndex) -> None:
    add(store, prints(1), prints(2, quality=49))
    index.catch_up()
    asked = question(prints(900))
    for other in (
        hashed(asked, flipped(media(1).pdq, 64)),
        hashed(asked, media(1).pdq, quality=49),
        hashed(asked, media(2).pdq),
    ):
        assert all(c.distance is None for c in index.candidates(other))


def test_all_that_are_near_by_hash_are_returned_and_only_the_best_of_the_others(
    store: Store, index: PictureIndex
) -> None:
    same = [replace(prints(n), media=media(n), parts=prints(1).parts) for n in range(1, 9)]
    add(store, *same, *(prints(n) for n in range(20, 40)))
    index.catch_up()
    found = index.candidates(hashed(question(prints(25)), media(1).pdq), limit=3)
    assert {c.sha256 for c in found} == {p.media.sha256 for p in same}
    found = index.candidates(hashed(question(prints(25)), media(1).pdq), limit=9)
    assert [c.via for c in found][-1] == "features"
    assert found[-1].sha256 == media(25).sha256


def test_frames_of_a_video_are_found_one_by_one(store: Store, index: PictureIndex) -> None:
    frames = [prints(4, frame=second) for second in (0.0, 2.0, 7.04)]
    add(store, prints(1), *frames)
    index.catch_up()
    assert keys(index.candidates(question(frames[2])))[0] == (media(4).sha256, 7.04)


def test_a_picture_without_details_is_found_by_its_hash(store: Store, index: PictureIndex) -> None:
    bare = replace(prints(3), features=replace(prints(3).features, descriptors=prints(3).features.descriptors[:0],
                                               points=prints(3).features.points[:0]))  # fmt: skip
    add(store, bare)
    index.catch_up()
    asked = hashed(question(prints(900)), media(3).pdq)
    empty = replace(asked, features=bare.features, mirrored=bare.features)
    assert index.candidates(empty) == [Candidate(media(3).sha256, None, 0, 0.0, "hash")]


def test_what_was_added_later_is_found_too_and_nothing_is_lost(store: Store, index: PictureIndex) -> None:
    for number in range(1, 40):
        add(store, prints(number))
        assert index.catch_up() == 1
    assert (len(index), index.catch_up()) == (39, 0)
    for number in (1, 20, 39):
        assert index.candidates(question(prints(number)))[0].sha256 == media(number).sha256


def test_a_picture_that_left_the_store_is_not_found_and_leaves_the_index_when_it_is_rebuilt(
    store: Store, index: PictureIndex, remove: Callable[[str], None]
) -> None:
    add(store, prints(1), prints(2))
    index.catch_up()
    remove(media(1).sha256)
    assert media(1).sha256 not in {c.sha256 for c in index.candidates(hashed(question(prints(1)), media(1).pdq))}
    assert index.rebuild() == len(index) == 1
    assert index.candidates(question(prints(2)))[0].sha256 == media(2).sha256


@pytest.fixture
def remove(tmp_path: Path, store: Store) -> Iterator[Callable[[str], None]]:
    from sqlalchemy import create_engine, text

    engine = create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    assert store.print_count() == 0

    def act(sha256: str) -> None:
        with engine.begin() as connection:
            connection.execute(text("PRAGMA foreign_keys = ON"))
            connection.execute(text("DELETE FROM media WHERE sha256 = :key"), {"key": sha256})

    yield act
    engine.dispose()


def test_prints_made_again_stand_instead_of_those_before(store: Store, index: PictureIndex) -> None:
    add(store, prints(1), prints(2))
    index.catch_up()
    newer = replace(prints(2), features=prints(50).features)
    add(store, newer)
    assert index.catch_up() == 1
    found = index.candidates(question(prints(50)))
    assert keys(found).count((media(2).sha256, None)) == 1
    assert found[0].sha256 == media(2).sha256


def test_prints_of_another_engine_are_found_by_hash_only(store: Store, index: PictureIndex) -> None:
    store.add_pictures([media(1)], prints=[replace(kept(prints(1)), engine="prints@0", features=b"of old")])
    assert index.catch_up() == 1
    assert index.candidates(question(prints(1))) == []
    assert index.candidates(hashed(question(prints(1)), media(1).pdq))[0].via == "hash"


def test_small_segments_become_one_and_a_rebuilt_index_answers_alike(
    store: Store, index: PictureIndex, tmp_path: Path
) -> None:
    for number in range(1, 25):
        add(store, prints(number))
        index.catch_up()
    assert len(list((tmp_path / "pictures").glob("segment-*"))) <= 2
    before = [index.candidates(question(prints(n)), limit=1) for n in (3, 11)]
    done: list[tuple[int, int]] = []
    assert index.rebuild(lambda *numbers: done.append(numbers)) == 24
    assert done[-1] == (24, 24)
    after = [index.candidates(question(prints(n)), limit=1) for n in (3, 11)]
    assert [keys(found) for found in after] == [keys(found) for found in before]


def test_readers_go_on_while_another_writes(store: Store, index: PictureIndex, tmp_path: Path) -> None:
    add(store, prints(1))
    index.catch_up()
    reader = open_picture_index(tmp_path / "pictures", store, words=WORDS)
    stop, wrong = threading.Event(), list[object]()

    def read() -> None:
        while not stop.is_set():
            try:
                found = reader.candidates(question(prints(1)), limit=1)
            except Exception as error:  # noqa: BLE001  # a thread's error must reach the test
                wrong.append(error)
                return
            if keys(found) != [(media(1).sha256, None)]:
                wrong.append(found)

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(2, 40):
        add(store, prints(number))
        index.catch_up()
    stop.set()
    thread.join()
    assert wrong == []
    assert len(reader) == 39


def test_a_damaged_segment_says_what_to_do_and_is_made_again(store: Store, index: PictureIndex, tmp_path: Path) -> None:
    add(store, prints(1))
    index.catch_up()
    (folder,) = (tmp_path / "pictures").glob("segment-*")
    (folder / "signature").write_bytes(b"short")
    fresh = open_picture_index(tmp_path / "pictures", store, words=WORDS)
    with pytest.raises(Unavailable, match="damaged"):
        fresh.candidates(question(prints(1)))
    assert fresh.rebuild() == 1
    assert fresh.candidates(question(prints(1)))[0].sha256 == media(1).sha256


def test_a_damaged_catalogue_is_an_empty_index_that_catches_up(
    store: Store, index: PictureIndex, tmp_path: Path
) -> None:
    add(store, prints(1))
    index.catch_up()
    (tmp_path / "pictures" / "catalogue.json").write_text('{"format": 1, "segments"')
    assert len(index) == 0
    assert index.catch_up() == 1
    assert index.candidates(question(prints(1)))[0].sha256 == media(1).sha256
