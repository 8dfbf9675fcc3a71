from __future__ import annotations

from ascertain.records import ListedSource, SourceKind, listed_source_id
from ascertain.store import Added, Store

pytest_plugins = ("store_places",)


def entry(site: str, name: str = "State media", words: str = "", kind: SourceKind = "state-controlled") -> ListedSource:
    return ListedSource(id=listed_source_id(name, site), list=name, kind=kind, site=site, words=words)


def test_listed_sources_come_back_by_site_and_the_same_again_changes_nothing(store: Store) -> None:
    items = [entry(f"site{number}.example", words="Lindmoor") for number in range(2500)]
    assert store.replace_source_list("State media", items) == (Added(new=2500), 0)
    assert store.replace_source_list("State media", items) == (Added(same=2500), 0)
    assert store.listed_sources(["site7.example", "unknown.example", "site3.example"]) == [items[3], items[7]]
    assert store.source_lists() == {"State media": 2500}
    assert store.check() == []


def test_a_list_read_again_replaces_what_it_held_and_leaves_other_lists_alone(store: Store) -> None:
    store.replace_source_list("State media", [entry("a.example"), entry("b.example", words="old")])
    store.replace_source_list("Unreliable", [entry("a.example", "Unreliable", kind="unreliable")])
    done = store.replace_source_list("State media", [entry("b.example", words="new"), entry("c.example")])
    assert done == (Added(new=1, changed=1), 1)
    assert [(e.list, e.site, e.words) for e in store.listed_sources(["a.example", "b.example", "c.example"])] == [
        ("Unreliable", "a.example", ""),
        ("State media", "b.example", "new"),
        ("State media", "c.example", ""),
    ]


def test_of_two_entries_for_one_site_the_last_stands(store: Store) -> None:
    done = store.replace_source_list("State media", [entry("a.example", words="1"), entry("a.example", words="2")])
    assert done == (Added(new=1), 0)
    assert [found.words for found in store.listed_sources(["a.example"])] == ["2"]


def test_a_list_can_be_removed(store: Store) -> None:
    store.replace_source_list("State media", [entry("a.example"), entry("b.example")])
    assert (store.remove_source_list("State media"), store.remove_source_list("State media")) == (2, 0)
    assert store.source_lists() == {}


def test_odd_characters_are_kept(store: Store) -> None:
    odd = entry("a.example", "Liste “été”\x00 🙂", "a\x00b")
    store.replace_source_list(odd.list, [odd])
    assert store.listed_sources(["a.example"]) == [odd]
    assert store.replace_source_list(odd.list, [odd]) == (Added(same=1), 0)
