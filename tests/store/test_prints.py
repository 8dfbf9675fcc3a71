"""Prints of pictures and videos, and pictures that belong to no document."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from store_samples import NOON, document, media, sighting

from ascertain.errors import Invalid
from ascertain.records import Region, Sighting, content_id
from ascertain.store import Print, PrintPart, Store, open_store

pytest_plugins = ("store_places",)

PANEL = Region(corners=((0.1, 0.2), (0.5, 0.2), (0.5, 0.9), (0.1, 0.9)))


def printed(number: int, *, frame: float | None = None, engine: str = "e1") -> Print:
    return Print(
        sha256=media(number).sha256,
        frame=frame,
        engine=engine,
        parts=(
            PrintPart("whole", number.to_bytes(32, "big"), 90),
            PrintPart("panel", (number + 1).to_bytes(32, "big"), 60, PANEL),
        ),
        features=bytes([number % 256]) * 100,
        thumb=b"small",
    )


def without_position(items: list[Print]) -> list[Print]:
    return [replace(item, position=0) for item in items]


def test_prints_come_back_as_they_were_kept(store: Store) -> None:
    video = [printed(2, frame=t) for t in (7.04, 0.0, 63.5)]
    store.add_pictures([media(1), media(2), media(3)], prints=[printed(1), *video, printed(3)])
    assert without_position(store.prints_of([media(2).sha256, media(1).sha256])) == [
        printed(1),
        *sorted(video, key=lambda p: p.frame or 0),
    ]
    keys = [(media(3).sha256, None), (media(2).sha256, 63.5), (media(2).sha256, 1.0), (media(9).sha256, None)]
    assert without_position(store.prints_at(keys)) == [printed(3), video[2]]
    assert store.print_count() == 5
    assert store.check() == []


def test_prints_of_a_document_are_kept_with_it_or_not_at_all(store: Store) -> None:
    page, picture = document(), media(1)
    with pytest.raises(Invalid):
        store.add_document(page, prints=[printed(1)])
    assert (store.document_count(), store.print_count()) == (0, 0)
    store.add_document(page, media=[picture], sightings=[sighting(picture, page)], prints=[printed(1)])
    assert without_position(store.prints_of([picture.sha256])) == [printed(1)]


def test_an_index_that_goes_on_behind_its_last_position_sees_every_print_once(store: Store) -> None:
    pictures = [media(n) for n in range(30)]
    store.add_pictures(pictures)
    stop, seen = threading.Event(), list[Print]()

    def follow() -> None:
        position = 0
        while True:
            last = stop.is_set()
            batch = store.prints_behind(position, 4)
            seen.extend(batch)
            if batch:
                position = batch[-1].position
            elif last:
                return

    follower = threading.Thread(target=follow)
    follower.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.add_pictures([], prints=[printed(n)]), range(30)))
    stop.set()
    follower.join()
    assert sorted(p.sha256 for p in seen) == [media(n).sha256 for n in range(30)]


def test_the_same_print_again_changes_nothing_and_another_one_takes_its_place_at_the_end(store: Store) -> None:
    store.add_pictures([media(1), media(2)], prints=[printed(1), printed(2)])
    first, second = store.prints_behind(0, 10)
    store.add_pictures([], prints=[printed(1)])
    assert store.prints_behind(0, 10) == [first, second]
    store.add_pictures([], prints=[printed(1, engine="e2")])
    (third,) = store.prints_behind(second.position, 10)
    assert replace(third, position=0, thumb=printed(1).thumb) == printed(1, engine="e2")
    assert store.prints_standing([first.position, second.position]) == {second.position}
    assert store.print_count() == 2


def test_hashes_can_be_read_without_the_bytes_beside_them(store: Store) -> None:
    store.add_pictures([media(1)], prints=[printed(1)])
    (light,) = store.prints_behind(0, 10, features=False)
    assert (light.parts, light.features, light.thumb) == (printed(1).parts, b"", b"")


def test_pictures_that_an_engine_has_not_seen_are_listed(store: Store) -> None:
    store.add_pictures([media(n) for n in range(5)], prints=[printed(1), printed(3, engine="e2")])
    assert [m.sha256 for m in store.media_without_prints("e2", 10)] == [media(n).sha256 for n in (0, 1, 2, 4)]
    assert [m.sha256 for m in store.media_without_prints("e2", 2, media(1).sha256)] == [media(n).sha256 for n in (2, 4)]


def test_a_hash_of_another_length_is_refused(store: Store) -> None:
    short = replace(printed(1), parts=(PrintPart("whole", b"\x01" * 31, 90),))
    with pytest.raises(Invalid, match="32 bytes"):
        store.add_pictures([media(1)], prints=[short])
    assert store.media(media(1).sha256) is None


def test_a_sighting_may_belong_to_no_document(store: Store) -> None:
    picture = media(1)
    found = Sighting(
        id=content_id("sighting", picture.sha256, "TinEye"),
        sha256=picture.sha256,
        page="https://elsewhere.example/",
        date=NOON,
        date_source="first seen",
        found_by="TinEye",
    )
    store.add_pictures([picture], sightings=[found])
    page = document()
    store.add_document(page, sightings=[sighting(picture, page)])
    assert {s.id for s in store.sightings_of([picture.sha256])} == {found.id, sighting(picture, page).id}
    with pytest.raises(Invalid):
        store.add_pictures([], sightings=[found.model_copy(update={"id": "x", "document_id": "missing"})])


def test_pictures_and_videos_are_counted_apart(store: Store) -> None:
    assert store.media_counts() == {}
    video = media(3).model_copy(update={"kind": "video"})
    store.add_pictures([media(1), media(2), video])
    assert store.media_counts() == {"picture": 2, "video": 1}
    assert store.media_of([video.sha256, "0" * 64, media(1).sha256]) == [video, media(1)]


def test_a_document_that_is_removed_takes_its_sightings_along_and_a_picture_its_prints(
    store: Store, store_url: str
) -> None:
    page, picture = document(), media(1)
    store.add_document(page, media=[picture], sightings=[sighting(picture, page)], prints=[printed(1)])
    engine = create_engine(store_url)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys = ON"))
        connection.execute(text("DELETE FROM documents"))
        connection.execute(text("DELETE FROM media"))
    engine.dispose()
    assert store.sightings_of([picture.sha256]) == []
    assert store.print_count() == 0
    assert store.check() == []


def test_pictures_of_an_older_version_keep_their_sightings(store_url: str) -> None:
    from alembic import command
    from alembic.config import Config

    import ascertain.store

    page, picture = document(), media(1)
    seen = sighting(picture, page)
    config = Config()
    config.set_main_option("script_location", str(Path(ascertain.store.__file__).parent / "migrations"))
    engine = create_engine(store_url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        rows: list[tuple[str, dict[str, object]]] = [
            ("documents", {"id": page.id, "url": "", "language": "", "publisher": "", "seen": NOON, "record": "{}"}),
            (
                "media",
                {
                    "sha256": picture.sha256,
                    "pdq": picture.pdq,
                    "pdq_quality": picture.pdq_quality,
                    "record": picture.model_dump_json(),
                },
            ),
            (
                "sightings",
                {
                    "id": seen.id,
                    "sha256": picture.sha256,
                    "document_id": page.id,
                    "date": NOON,
                    "record": seen.model_dump_json(),
                },
            ),
        ]
        for table, row in rows:
            columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), row)
    engine.dispose()
    again = open_store(store_url)
    assert again.media(picture.sha256) == picture
    assert again.sightings_of([picture.sha256]) == [seen]
    assert again.media_counts() == {"picture": 1}
    again.close()
