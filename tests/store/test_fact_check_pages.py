from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ascertain.records import FactCheck, Source
from ascertain.store import Store, WantedPicture, open_store

pytest_plugins = ("store_places",)

BRIDGE = FactCheck(
    id="a" * 32,
    claim="The bridge fell",
    url="https://checks.example/bridge/",
    appearances=("https://twitter.com/jane/status/1?s=20", "https://m.news.example/story"),
    images=("https://checks.example/a.jpg", "https://checks.example/b.jpg"),
    source=Source(name="Checks", site="checks.example"),
)
RIVER = BRIDGE.model_copy(
    update={"id": "b" * 32, "url": "https://checks.example/river", "appearances": ("https://news.example/story",)}
)


def test_fact_checks_are_found_at_their_own_address_and_where_the_claim_appeared(store: Store) -> None:
    store.add_fact_checks([BRIDGE, RIVER])
    asked = ["http://www.checks.example/bridge#top", "https://x.com/jane/status/1", "https://news.example/story"]
    found = [(one.address, one.role, one.fact_check.id[0]) for one in store.fact_checks_at(asked)]
    assert found == [
        ("http://www.checks.example/bridge#top", "fact-check", "a"),
        ("https://news.example/story", "appearance", "a"),
        ("https://news.example/story", "appearance", "b"),
        ("https://x.com/jane/status/1", "appearance", "a"),
    ]


def test_other_addresses_other_corpora_and_no_address_find_nothing(store: Store) -> None:
    store.add_fact_checks([BRIDGE])
    assert store.fact_checks_at(["https://checks.example/", "", "no address"]) == []
    assert store.fact_checks_at([BRIDGE.url], "other") == []
    assert store.fact_checks_at([]) == []


def test_a_changed_fact_check_is_no_longer_found_at_its_old_addresses(store: Store) -> None:
    store.add_fact_checks([BRIDGE])
    store.add_fact_checks([BRIDGE.model_copy(update={"appearances": ()})])
    assert store.fact_checks_at(["https://x.com/jane/status/1"]) == []
    assert len(store.fact_checks_at([BRIDGE.url])) == 1


def test_pictures_stand_on_the_list_until_they_are_settled(store: Store) -> None:
    store.add_fact_checks([BRIDGE, RIVER])
    first, *rest = store.wanted_pictures("main", 10)
    assert first == WantedPicture(BRIDGE, 0, "https://checks.example/a.jpg", 0)
    assert len(rest) == 3
    assert store.wanted_pictures("main", 10, first.key) == rest
    store.settle_picture(first)
    store.settle_picture(rest[0], again=True)
    assert [one.tries for one in store.wanted_pictures("main", 10)] == [1, 0, 0]
    assert store.wanted_pictures("other", 10) == []


def test_importing_the_same_again_does_not_bring_settled_pictures_back_but_a_change_does(store: Store) -> None:
    store.add_fact_checks([BRIDGE])
    for picture in store.wanted_pictures("main", 10):
        store.settle_picture(picture)
    store.add_fact_checks([BRIDGE])
    assert store.wanted_pictures("main", 10) == []
    store.add_fact_checks([BRIDGE.model_copy(update={"images": ("https://checks.example/c.jpg",)})])
    assert [one.url for one in store.wanted_pictures("main", 10)] == ["https://checks.example/c.jpg"]


def test_fact_checks_of_an_older_store_are_found_by_address_too(store_url: str) -> None:
    from alembic import command
    from alembic.config import Config

    import ascertain.store

    config = Config()
    config.set_main_option("script_location", str(Path(ascertain.store.__file__).parent / "migrations"))
    engine = create_engine(store_url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for number in range(3):
            check = BRIDGE.model_copy(update={"id": f"{number:032x}", "url": f"https://checks.example/{number}"})
            row = {"id": check.id, "url": check.url, "record": check.model_dump_json(exclude={"images"})}
            connection.execute(
                text(
                    "INSERT INTO fact_checks (id, corpus, url, language, publisher, rating, record)"
                    " VALUES (:id, 'main', :url, 'en', 'Checks', 'false', :record)"
                ),
                row,
            )
    engine.dispose()
    opened = open_store(store_url)
    assert [one.fact_check.id for one in opened.fact_checks_at(["https://checks.example/1/"])] == [f"{1:032x}"]
    assert len(opened.fact_checks_at(["https://x.com/jane/status/1"])) == 3
    assert opened.check() == []
    opened.close()


@pytest.mark.parametrize("address", ["https://a.example/" + "x" * 5000, "https://a.example/\u0000"])
def test_any_address_can_be_kept(store: Store, address: str) -> None:
    store.add_fact_checks([BRIDGE.model_copy(update={"appearances": (address,), "images": ()})])
    assert [one.role for one in store.fact_checks_at([address])] == ["appearance"]
