"""What every store does, whichever database holds it."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import numpy as np
import pytest
from store_samples import NOON, claim, document, dossier, fact_check, finding, media, passage, sighting

from ascertain.errors import Invalid, NotFound
from ascertain.records import Document, FactCheck, Source
from ascertain.store import Added, DossierSummary, ImportRun, Store

pytest_plugins = ("store_places",)


def test_fact_checks_come_back_as_they_were_in_the_order_asked(store: Store) -> None:
    items = [fact_check(n) for n in range(30)]
    assert store.add_fact_checks(items) == Added(new=30)
    wanted = [items[7], items[2], items[29]]
    assert store.fact_checks([wanted[0].id, "unknown", wanted[1].id, wanted[2].id]) == wanted


def test_adding_again_counts_the_same_and_writes_nothing(store: Store) -> None:
    items = [fact_check(n) for n in range(5)]
    store.add_fact_checks(items)
    store.outbox_done([row.seq for row in store.outbox(100)])
    assert store.add_fact_checks(items) == Added(same=5)
    assert store.outbox_size() == 0


def test_a_changed_fact_check_replaces_the_old_one_and_goes_to_search_again(store: Store) -> None:
    store.add_fact_checks([fact_check(1), fact_check(2)])
    store.outbox_done([row.seq for row in store.outbox(100)])
    changed = fact_check(1, summary="It carries 300 at most.")
    assert store.add_fact_checks([changed, fact_check(2)]) == Added(changed=1, same=1)
    assert store.fact_checks([changed.id]) == [changed]
    assert [(row.table, row.record_id) for row in store.outbox(10)] == [("factchecks", changed.id)]


def test_one_batch_may_name_a_fact_check_twice(store: Store) -> None:
    first, later = fact_check(1), fact_check(1, summary="Counted by the council.")
    assert store.add_fact_checks([first, first, later]) == Added(new=1, changed=1, same=1)
    assert store.fact_checks([first.id]) == [later]
    assert store.outbox_size() == 1


def test_batches_larger_than_a_statement_takes(store: Store) -> None:
    items = [fact_check(n) for n in range(2500)]
    store.add_fact_checks(items)
    assert store.add_fact_checks(items) == Added(same=2500)
    assert store.fact_checks([item.id for item in items]) == items
    rows = store.outbox(5000)
    store.outbox_done([row.seq for row in rows])
    assert len(rows) == 2500
    assert store.outbox_size() == 0


def test_corpora_are_counted_apart(store: Store) -> None:
    store.add_fact_checks([fact_check(1), fact_check(2), fact_check(1, corpus="other")])
    assert store.corpora() == {"main": 2, "other": 1}
    assert store.fact_check_count() == 3
    assert store.fact_check_count("other") == 1
    assert store.fact_check_count("none") == 0


def test_awkward_text_is_kept_as_it_is(store: Store) -> None:
    odd = FactCheck(
        id="odd",
        claim="nul \x00, quote ' \" \\, emoji 🦆, right-to-left \u202e, line\u2028end",
        url="https://checks.example/\x00" + "x" * 9000,
        source=Source(name="N\x00ul"),
    )
    store.add_fact_checks([odd])
    assert store.fact_checks(["odd"]) == [odd]
    assert store.check() == []


def test_an_import_run_is_kept_with_its_batch(store: Store) -> None:
    assert store.import_run("feed") is None
    run = ImportRun("feed", position=3, rejected=1)
    added = store.add_fact_checks([fact_check(1), fact_check(2)], run)
    expected = ImportRun("feed", position=3, new=2, rejected=1)
    assert store.import_run("feed") == run.counting(added) == expected
    added = store.add_fact_checks([fact_check(2), fact_check(3)], expected)
    last = ImportRun("feed", position=9, new=3, same=1, rejected=4, finished=True)
    store.save_import_run(last)
    assert store.import_run("feed") == last


def test_a_batch_that_fails_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("ascertain.store.factchecks.enqueue", fail)
    with pytest.raises(RuntimeError, match="power"):
        store.add_fact_checks([fact_check(1)], ImportRun("feed", position=1))
    assert store.fact_check_count() == 0
    assert store.import_run("feed") is None


def test_a_document_is_kept_with_all_that_belongs_to_it(store: Store) -> None:
    page, picture = document(), media(1)
    claims = [claim(page, 34, 76), claim(page, 0, 32)]
    passages = [passage(page, 0, 32), passage(page, 34, 76)]
    seen, hint, made = sighting(picture, page), finding(page.id), dossier(page)
    for _ in range(2):
        store.add_document(
            page,
            claims=claims,
            passages=passages,
            media=[picture],
            sightings=[seen],
            findings=[hint],
            dossier=made,
        )
        assert store.document(page.id) == page
        assert store.claims_of(page.id) == [claims[1], claims[0]]
        assert store.passages([p.id for p in passages]) == passages
        assert store.media(picture.sha256) == picture
        assert store.sightings_of([picture.sha256]) == [seen]
        assert store.findings_about(page.id) == [hint]
        assert store.dossier(made.id) == made
        assert store.dossiers(5) == [DossierSummary(made.id, page.id, page.title, page.url, made.at)]
        assert [(row.table, row.record_id) for row in store.outbox(10)] == [("passages", p.id) for p in passages]
        assert (store.document_count(), store.passage_count()) == (1, 2)
    assert store.check() == []


def test_a_document_with_a_stranger_is_refused_whole(store: Store) -> None:
    page, other = document("dam"), document("mill")
    with pytest.raises(Invalid, match=other.id):
        store.add_document(page, passages=[passage(page, 0, 32)], claims=[claim(other, 0, 32)])
    with pytest.raises(Invalid, match="picture"):
        store.add_document(page, passages=[passage(page, 0, 32)], sightings=[sighting(media(8), page)])
    assert (store.document_count(), store.passage_count(), store.outbox_size()) == (0, 0, 0)


def test_a_page_read_again_keeps_the_time_it_was_first_seen(store: Store) -> None:
    store.add_document(document(seen=NOON))
    store.add_document(document(seen=NOON + timedelta(days=2)).model_copy(update={"byline": ("A. Weir",)}))
    assert store.document(document().id) == document().model_copy(update={"byline": ("A. Weir",)})


def test_claims_found_again_stand_instead_of_the_old_ones(store: Store) -> None:
    page = document()
    store.add_document(page, claims=[claim(page, 0, 32), claim(page, 34, 76)])
    store.add_document(page, claims=[claim(page, 0, 20)])
    assert store.claims_of(page.id) == [claim(page, 0, 20)]
    store.add_document(page)
    assert store.claims_of(page.id) == [claim(page, 0, 20)]


def test_a_changed_passage_goes_to_search_again(store: Store) -> None:
    page = document()
    store.add_document(page, passages=[passage(page, 0, 32), passage(page, 34, 76)])
    store.outbox_done([row.seq for row in store.outbox(10)])
    changed = passage(page, 34, 76).model_copy(update={"title": "Another headline"})
    store.add_document(page, passages=[passage(page, 0, 32), changed])
    assert [row.record_id for row in store.outbox(10)] == [changed.id]
    assert store.passages([changed.id]) == [changed]


def test_documents_are_listed_newest_first(store: Store) -> None:
    pages = [document(f"page {n}", seen=NOON + timedelta(minutes=n)) for n in range(5)]
    for page in pages:
        store.add_document(page)
    assert store.documents(2) == [pages[4], pages[3]]
    assert store.documents(2, offset=3) == [pages[1], pages[0]]
    assert store.documents(2, offset=5) == []


def test_every_version_of_a_page_is_found_by_its_address(store: Store) -> None:
    long = "https://news.example/" + "x" * 9000
    versions = [document(name).model_copy(update={"url": long}) for name in ("first", "second")]
    for page in [*versions, document("other"), Document(id="handed over", body="No address.", seen=NOON)]:
        store.add_document(page)
    new = document("third").model_copy(update={"url": long})
    assert store.versions_of(new) == sorted(page.id for page in versions)
    assert store.versions_of(versions[0]) == sorted(page.id for page in versions)
    assert store.versions_of(document("elsewhere")) == []
    assert store.versions_of(Document(id="new", body="No address either.", seen=NOON)) == []
    assert store.versions_of(Document(id="handed over", body="No address.", seen=NOON)) == ["handed over"]


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="document abc"):
        store.document("abc")
    with pytest.raises(NotFound, match="dossier abc"):
        store.dossier("abc")
    assert store.media("0" * 64) is None
    assert store.claims_of("abc") == []
    assert store.findings_about("abc") == []
    assert store.sightings_of(["0" * 64]) == []
    assert store.sightings_of([]) == []


def test_findings_and_dossiers_are_never_changed(store: Store) -> None:
    page = document()
    first, later = finding(page.id, score=0.5), finding(page.id, score=0.9)
    made = dossier(page)
    store.add_document(page, findings=[first, later], dossier=made)
    store.add_document(
        page, findings=[later, finding(page.id, label="burst")], dossier=made.model_copy(update={"notes": ("x",)})
    )
    assert set(store.findings_about(page.id)) == {first, finding(page.id, label="burst")}
    assert store.dossier(made.id) == made


def test_dossiers_are_listed_newest_first(store: Store) -> None:
    page = document()
    for hour in range(4):
        store.add_document(page, dossier=dossier(page, at=NOON + timedelta(hours=hour)))
    assert [d.at.hour for d in store.dossiers(3)] == [15, 14, 13]


def test_only_hashes_that_can_match_alone_are_given(store: Store) -> None:
    pictures = [media(3), media(1, quality=49), media(2, quality=50)]
    store.add_document(document(), media=pictures)
    assert store.hashes() == [(pictures[2].sha256, pictures[2].pdq), (pictures[0].sha256, pictures[0].pdq)]


def test_sightings_come_earliest_first_from_all_documents(store: Store) -> None:
    picture, other = media(1), media(2)
    seen = []
    for day, name in enumerate(["late", "middle", "early"]):
        page = document(name)
        seen.append(sighting(picture, page, date=NOON - timedelta(days=day), stated=True))
        store.add_document(page, media=[picture], sightings=[seen[-1]])
    page = document("other")
    store.add_document(page, media=[other], sightings=[sighting(other, page)])
    assert store.sightings_of([picture.sha256]) == seen[::-1]
    assert len(store.sightings_of([picture.sha256, other.sha256])) == 4


def test_a_sighting_seen_again_keeps_the_first_day(store: Store) -> None:
    page, picture = document(), media(1)
    store.add_document(page, media=[picture], sightings=[sighting(picture, page, date=NOON)])
    again = sighting(picture, page, date=NOON + timedelta(days=9))
    store.add_document(page, media=[picture], sightings=[again])
    assert store.sightings_of([picture.sha256]) == [sighting(picture, page, date=NOON)]
    stated = sighting(picture, page, date=NOON + timedelta(days=5), stated=True)
    store.add_document(page, sightings=[stated])
    assert store.sightings_of([picture.sha256]) == [stated]


def test_the_outbox_is_read_in_order_and_ticked_off(store: Store) -> None:
    items = [fact_check(n) for n in range(10)]
    store.add_fact_checks(items)
    first = store.outbox(4)
    assert [row.record_id for row in first] == [item.id for item in items[:4]]
    assert store.outbox(4) == first
    store.outbox_done([row.seq for row in first])
    assert store.outbox_size() == 6
    assert [row.record_id for row in store.outbox(2)] == [item.id for item in items[4:6]]
    store.outbox_done([])


def test_ticking_off_an_old_row_never_hides_a_newer_change(store: Store) -> None:
    store.add_fact_checks([fact_check(1)])
    read = store.outbox(10)
    store.add_fact_checks([fact_check(1, summary="Newer.")])
    store.outbox_done([row.seq for row in read])
    left = store.outbox(10)
    assert [row.record_id for row in left] == [fact_check(1).id]
    store.outbox_done([row.seq for row in left])
    store.add_fact_checks([fact_check(1, summary="Newest.")])
    store.outbox_done([row.seq for row in read + left])
    assert store.outbox_size() == 1


def test_requeue_puts_everything_in_once(store: Store) -> None:
    page = document()
    store.add_fact_checks([fact_check(1), fact_check(2)])
    store.add_document(page, passages=[passage(page, 0, 32)])
    store.outbox_done([store.outbox(1)[0].seq])
    assert store.requeue() == store.outbox_size() == 3
    expected = {
        ("factchecks", fact_check(1).id),
        ("factchecks", fact_check(2).id),
        ("passages", passage(page, 0, 32).id),
    }
    assert {(row.table, row.record_id) for row in store.outbox(10)} == expected


def test_embeddings_come_back_rounded_to_half_precision(store: Store) -> None:
    rng = np.random.default_rng(5)
    keys = [hashlib.sha256(str(n).encode()).digest() for n in range(1200)]
    vectors = {key: rng.standard_normal(16).astype(np.float32) for key in keys}
    store.add_embeddings("e5@1", vectors)
    store.add_embeddings("e5@1", {keys[0]: np.zeros(16, dtype=np.float32)})
    store.add_embeddings("e5@1", {})
    found = store.embeddings("e5@1", [*keys, b"unknown"])
    assert set(found) == set(keys)
    for key, vector in vectors.items():
        assert found[key].dtype == np.float32
        np.testing.assert_array_equal(found[key], vector.astype(np.float16).astype(np.float32))
    assert store.embeddings("other@1", keys) == {}


def test_identifiers_with_quotation_marks_are_only_names(store: Store) -> None:
    name = "x' OR 1=1 --"
    store.add_fact_checks([fact_check(1)])
    assert store.fact_checks([name]) == []
    assert store.fact_check_count(name) == 0
    page = Document(id=name, body="Short.", seen=NOON)
    store.add_document(page)
    assert store.document(name) == page


def test_half_a_character_in_a_name_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="half of a character"):
        store.document("\udcff")


def test_many_threads_may_read_and_write_at_once(store: Store) -> None:
    def act(number: int) -> int:
        store.add_fact_checks([fact_check(number)])
        return len(store.fact_checks([fact_check(number).id]))

    with ThreadPoolExecutor(30) as pool:
        assert list(pool.map(act, range(60))) == [1] * 60
    assert store.outbox_size() == 60


def test_items_of_an_empty_batch_still_move_the_run(store: Store) -> None:
    assert store.add_fact_checks([], ImportRun("feed", position=50, rejected=50)) == Added()
    assert store.import_run("feed") == ImportRun("feed", position=50, rejected=50)
    assert store.fact_checks([]) == []
