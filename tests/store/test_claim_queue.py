"""The queue of fact-checks that claims are compared with, whichever database holds it."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from store_samples import NOON, claim, document, dossier, fact_check, finding

from ascertain.records import Claim
from ascertain.store import Store
from ascertain.store.claimqueue import KeptVector

pytest_plugins = ("store_places",)

MADE_BY = "model, reading"


def drain(store: Store) -> None:
    store.outbox_done([row.seq for row in store.outbox(10_000)])


def waiting(store: Store) -> list[str]:
    return [row.fact_check_id for row in store.uncompared(10_000)]


def claims_of_page(store: Store) -> list[Claim]:
    page = document()
    found = [claim(page, 0, 32), claim(page, 34, len(page.body))]
    store.add_document(page, claims=found, dossier=dossier(page))
    return found


def kept(value: float, bar: float = 0.5) -> KeptVector:
    return KeptVector(np.array([value, 1.0], np.float32), "en", bar)


def test_new_and_changed_fact_checks_wait_and_the_same_do_not(store: Store) -> None:
    store.add_fact_checks([fact_check(1), fact_check(2)])
    drain(store)
    assert waiting(store) == [fact_check(1).id, fact_check(2).id]
    store.compared([row.seq for row in store.uncompared(10)], [])
    store.add_fact_checks([fact_check(1), fact_check(2, summary="Counted by the council."), fact_check(3)])
    drain(store)
    assert waiting(store) == [fact_check(2).id, fact_check(3).id]
    assert store.uncompared_count() == 2


def test_what_search_does_not_know_yet_is_not_handed_out(store: Store) -> None:
    store.add_fact_checks([fact_check(1)])
    drain(store)
    store.add_fact_checks([fact_check(2)])
    assert waiting(store) == [fact_check(1).id]
    assert store.uncompared_count() == 2
    drain(store)
    assert waiting(store) == [fact_check(1).id, fact_check(2).id]


def test_a_change_that_came_while_it_was_compared_waits_on(store: Store) -> None:
    store.add_fact_checks([fact_check(1)])
    drain(store)
    seen = [row.seq for row in store.uncompared(10)]
    store.add_fact_checks([fact_check(1, summary="It carries 300 at most.")])
    drain(store)
    store.compared(seen, [])
    assert waiting(store) == [fact_check(1).id]


def test_findings_are_kept_with_the_rows_taken_out_and_only_new_ones_come_back(store: Store) -> None:
    store.add_fact_checks([fact_check(1)])
    drain(store)
    one = finding("claim").model_copy(update={"rests_on": (fact_check(1).id,)})
    assert store.compared([row.seq for row in store.uncompared(10)], [one, one]) == [one]
    assert store.compared([], [one.model_copy(update={"at": NOON + timedelta(days=1)})]) == []
    assert store.findings_about("claim") == [one]
    assert store.uncompared_count() == 0


def test_claims_come_with_their_page_and_its_latest_dossier(store: Store) -> None:
    first, second = claims_of_page(store)
    latest = dossier(document(), at=NOON + timedelta(days=3))
    store.add_document(document(), dossier=latest)
    found = store.placed_claims([second.id, "unknown", first.id])
    assert [one.claim for one in found] == [second, first]
    assert {(one.language, one.title, one.url, one.dossier_id) for one in found} == {
        ("en", document().title, document().url, latest.id)
    }


def test_a_claim_is_read_once_by_each_reader(store: Store) -> None:
    first, second = sorted(claims_of_page(store), key=lambda one: one.id)
    assert [one.claim for one in store.claims_without_vectors(MADE_BY, 10)] == [first, second]
    assert [one.claim for one in store.claims_without_vectors(MADE_BY, 1)] == [first]
    assert store.claims_without_vectors(MADE_BY, 10, "another page") == []
    store.add_claim_vectors(MADE_BY, {first.id: kept(1), "gone": kept(2)})
    assert [one.claim for one in store.claims_without_vectors(MADE_BY, 10, document().id)] == [second]
    assert len(store.claims_without_vectors("another model", 10)) == 2
    store.add_claim_vectors("another model", {first.id: kept(3)})
    assert list(store.claim_vectors(MADE_BY, 10)) == []


def test_vectors_come_back_in_blocks_without_claims_that_have_none(store: Store) -> None:
    first, second = sorted(claims_of_page(store), key=lambda one: one.id)
    store.add_claim_vectors(MADE_BY, {first.id: kept(0.25), second.id: KeptVector(np.empty(0), "", -1.0)})
    (block,) = store.claim_vectors(MADE_BY, 1)
    assert (list(block.ids), list(block.languages), block.matrix.tolist()) == ([first.id], ["en"], [[0.25, 1.0]])
    store.raise_bars({first.id: 0.75, "gone": 0.9})
    (block,) = store.claim_vectors(MADE_BY, 10)
    assert block.bars.tolist() == [0.75]
    store.add_claim_vectors(MADE_BY, {second.id: kept(0.5)})
    assert [list(block.ids) for block in store.claim_vectors(MADE_BY, 1)] == [[first.id], [second.id]]


def test_a_page_verified_again_brings_claims_that_are_to_be_read(store: Store) -> None:
    first, second = claims_of_page(store)
    store.add_claim_vectors(MADE_BY, {first.id: kept(1), second.id: kept(2)})
    store.add_document(document(), claims=[second])
    assert [one.claim for one in store.claims_without_vectors(MADE_BY, 10)] == [second]
    assert list(store.claim_vectors(MADE_BY, 10)) == []
    assert store.check() == []


def test_findings_about_claims_and_about_anything(store: Store) -> None:
    first, second = claims_of_page(store)
    items = [finding(first.id), finding(second.id, label="later").model_copy(update={"at": NOON + timedelta(days=1)})]
    store.compared([], [*items, finding("no claim")])
    assert store.findings_about_claims(10) == items[::-1]
    assert store.findings_about_claims(1) == items[1:]
    assert store.findings_about_any([first.id, second.id, "none"]) == items
    assert store.findings_about_any([]) == []


@pytest.mark.parametrize("many", [2500])
def test_a_large_import_leaves_the_queue_in_few_steps(store: Store, many: int) -> None:
    store.add_fact_checks([fact_check(n) for n in range(many)])
    drain(store)
    assert store.compared([row.seq for row in store.uncompared(many)], []) == []
    assert store.uncompared_count() == 0
