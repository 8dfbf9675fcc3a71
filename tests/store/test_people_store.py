"""Accounts, ways in, counts and the audit log in the store, on SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from ascertain.errors import Invalid, NotFound
from ascertain.records import Person
from ascertain.store import Store
from ascertain.store.entrances import Link
from ascertain.store.peopletables import audit_head, audit_log

pytest_plugins = ("store_places",)

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def person(number: int, email: str = "") -> Person:
    return Person(id=f"p{number}", email=email, name=f"Person {number}", created=NOW + timedelta(hours=number))


def test_an_address_belongs_to_one_account_and_none_to_many(store: Store) -> None:
    for number in (1, 2):
        store.people.add(person(number))
    store.people.add(person(3, "ada@example.org"))
    with pytest.raises(Invalid, match="already has an account"):
        store.people.add(person(4, "ada@example.org"))
    with pytest.raises(Invalid, match="belongs to another"):
        store.people.put(person(1, "ada@example.org"))
    assert store.people.at("ada@example.org") == person(3, "ada@example.org")
    assert store.people.at("") is None
    assert [one.id for one in store.people.everybody()] == ["p1", "p2", "p3"]
    with pytest.raises(NotFound):
        store.people.get("p4")


def test_a_removed_account_is_empty_and_closed(store: Store) -> None:
    store.people.add(person(1, "ada@example.org"), subject="issuer 7")
    store.people.set_password("p1", "hash")
    store.entrances.add_session("s" * 64, "p1", "link", "", NOW, NOW + DAY)
    store.entrances.add_token("t" * 64, "p1", "reader", NOW, NOW + DAY)
    store.entrances.add_link("l" * 64, Link("sign-in", "ada@example.org"), NOW, NOW + DAY)
    store.people.remove("p1", "Removed account", NOW)
    left = store.people.get("p1")
    assert (left.email, left.name, left.blocked) == ("", "Removed account", True)
    assert store.people.everybody() == []
    assert store.people.proof("p1").password is None
    assert store.people.of_subject("issuer 7") is None
    assert store.entrances.in_session("s" * 64, NOW, DAY) is None
    assert store.entrances.with_token("t" * 64, NOW) is None
    assert store.entrances.use_link("l" * 64, NOW) is None
    store.people.add(person(2, "ada@example.org"))


def test_of_many_who_use_a_link_at_once_one_gets_it(store: Store) -> None:
    store.entrances.add_link("d", Link("invitation", role="editor", data={"next": "/desk"}), NOW, NOW + DAY)
    got: list[Link | None] = []
    threads = [threading.Thread(target=lambda: got.append(store.entrances.use_link("d", NOW))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in got if one] == [Link("invitation", role="editor", data={"next": "/desk"})]


def test_links_and_sessions_end_by_themselves(store: Store) -> None:
    store.people.add(person(1))
    store.entrances.add_link("d", Link("sign-in", "a@b.example"), NOW, NOW + DAY)
    assert store.entrances.link("d", NOW + DAY) is None
    assert store.entrances.use_link("d", NOW + DAY) is None
    store.entrances.add_session("s", "p1", "link", "", NOW, NOW + 3 * DAY)
    assert store.entrances.in_session("s", NOW + timedelta(hours=23), DAY) == person(1)
    # Used an hour before the first day ended, so it goes on for a day from there.
    assert store.entrances.in_session("s", NOW + timedelta(hours=46), DAY) == person(1)
    assert store.entrances.in_session("s", NOW + timedelta(hours=71), DAY) is None
    assert store.entrances.in_session("s", NOW + 3 * DAY, 9 * DAY) is None


def test_sessions_end_one_by_one_or_all_but_one(store: Store) -> None:
    store.people.add(person(1))
    for letter in "abc":
        store.entrances.add_session(letter * 64, "p1", "link", "Browser", NOW, NOW + DAY)
    assert store.entrances.end_sessions("p1", only="a" * 16) == 1
    assert store.entrances.end_sessions("p1", only="%") == 0
    assert store.entrances.end_sessions("p1", but="c" * 64) == 1
    assert [one.id for one in store.entrances.sessions_of("p1", NOW)] == ["c" * 16]


def test_counts_add_up_over_threads_and_know_the_window_before(store: Store) -> None:
    threads = [threading.Thread(target=store.rates.add, args=("k", 3600, NOW)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.rates.add("k", 3600, NOW) == (9, 0)
    assert store.rates.add("k", 3600, NOW + timedelta(hours=1)) == (1, 9)
    assert store.rates.add("other", 3600, NOW) == (1, 0)
    store.rates.forget("k")
    assert store.rates.add("k", 3600, NOW) == (1, 0)


def test_the_log_stays_whole_when_many_write_at_once(store: Store) -> None:
    def write(who: str) -> None:
        for number in range(5):
            store.audit.append("role", f"a{number}", who, "reader to editor\x00", NOW)

    threads = [threading.Thread(target=write, args=(who,)) for who in ("p1", "p2", "p3")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.audit.check() == []
    lines = store.audit.newest(100)
    assert [line.number for line in lines] == list(range(15, 0, -1))
    assert len(store.audit.newest(100, by="p2")) == 5
    assert len(store.audit.newest(100, about="a3")) == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (delete(audit_log).where(audit_log.c.number == 2), "Lines 2 to 2 are missing"),
        (delete(audit_log).where(audit_log.c.number == 4), "ends at line 3"),
        (update(audit_log).where(audit_log.c.number == 3).values(by="somebody else"), "Line 3 was changed"),
        (delete(audit_head), "ends at line 4"),
    ],
    ids=["removed", "removed at the end", "changed", "end forgotten"],
)
def test_a_line_that_is_changed_or_gone_shows(store: Store, change: object, said: str) -> None:
    for number in range(4):
        store.audit.append("block", f"p{number}", "p9", "", NOW)
    with store._database.write() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert any(said in sentence for sentence in store.audit.check())
