from __future__ import annotations

from ascertain.records import ListedHash, listed_id
from ascertain.store import Added, Store

pytest_plugins = ("store_places",)


def entry(number: int, collection: str = "floods", quality: int | None = None, note: str = "") -> ListedHash:
    pdq = f"{number:064x}"
    return ListedHash(
        id=listed_id(collection, pdq), collection=collection, pdq=pdq, pdq_quality=quality, note=note, tags=("a", "b")
    )


def test_listed_hashes_come_back_as_they_were_and_the_same_again_changes_nothing(store: Store) -> None:
    items = [entry(number) for number in range(2500)]
    assert store.add_listed_hashes(items) == Added(new=2500)
    assert store.add_listed_hashes(items) == Added(same=2500)
    assert store.listed([items[7].id, "unknown", items[3].id]) == [items[7], items[3]]
    assert store.hash_lists() == {"floods": 2500}
    assert store.check() == []


def test_the_last_of_two_entries_stands_and_changes_are_counted(store: Store) -> None:
    assert store.add_listed_hashes([entry(1, note="old"), entry(1, note="new")]) == Added(new=1, same=1)
    assert store.add_listed_hashes([entry(1, note="newer")]) == Added(changed=1)
    assert [item.note for item in store.listed([entry(1).id])] == ["newer"]


def test_only_hashes_that_may_match_are_handed_to_the_index(store: Store) -> None:
    store.add_listed_hashes([entry(1, quality=49), entry(2, quality=50), entry(3)])
    assert {pdq for _, pdq in store.listed_hashes()} == {entry(2).pdq, entry(3).pdq}


def test_withdrawn_hashes_and_whole_lists_go(store: Store) -> None:
    store.add_listed_hashes([entry(n) for n in range(5)] + [entry(1, "fires")])
    store.add_listed_hashes([entry(9)], [entry(0).id, "unknown"])
    assert store.hash_lists() == {"fires": 1, "floods": 5}
    assert store.listed([entry(0).id]) == []
    assert store.remove_hash_list("floods") == 5
    assert (store.remove_hash_list("floods"), store.hash_lists()) == (0, {"fires": 1})


def test_a_list_is_paged_through_for_export(store: Store) -> None:
    store.add_listed_hashes([entry(n) for n in range(7)] + [entry(1, "fires")])
    found: list[ListedHash] = []
    while page := store.listed_in("floods", 3, found[-1].id if found else ""):
        found += page
    assert sorted(item.pdq for item in found) == [entry(n).pdq for n in range(7)]
