"""The main job on the sample collection, from the page to the dossier and back from the store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, NotConfigured, Refused
from ascertain.records import CheckedClaim, Dossier
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(Settings(home=tmp_path_factory.mktemp("desk"))) as desk:
        yield desk


@pytest.fixture(scope="module")
def dossier(desk: Desk) -> Dossier:
    return desk.demo()


def about(dossier: Dossier, words: str) -> CheckedClaim:
    (found,) = [checked for checked in dossier.claims if words in checked.claim.quote]
    return found


def test_every_claim_stands_where_its_span_says(dossier: Dossier) -> None:
    assert len(dossier.claims) > 12
    for checked in dossier.claims:
        assert checked.claim.span.of(dossier.document.body) == checked.claim.quote


def test_claimants_are_named_with_their_office(dossier: Dossier) -> None:
    said = about(dossier, "They present an emergency repair").claim.attribution
    assert (said.how, said.claimant) == ("direct quotation", "Ilse Brandt")
    assert "professor of hydraulic engineering" in said.office
    assert about(dossier, "4,200 residents").claim.attribution.how == "reported speech"
    assert about(dossier, "The government has not published").claim.attribution.claimant == ""


def test_opinions_questions_and_predictions_are_marked_and_not_answered(dossier: Dossier) -> None:
    kinds = {checked.claim.kind for checked in dossier.claims}
    assert {"assertion", "question", "prediction"} <= kinds
    assert all(checked.answer is None for checked in dossier.claims if checked.claim.kind != "assertion")


def test_a_claim_finds_its_fact_check_and_the_answer_cites_it(dossier: Dossier) -> None:
    checked = about(dossier, "4,200 residents")
    best = checked.related[0]
    assert best.fact_check.url == "https://sarnikfacts.example/2025/merin-evacuation"
    assert best.strength in {"close", "possible"}
    assert checked.answer
    assert checked.answer.statements
    known = {passage.id for passage in checked.evidence}
    assert all(set(statement.citations) <= known for statement in checked.answer.statements)


def test_evidence_comes_from_documents_and_never_from_the_page_itself(dossier: Dossier) -> None:
    passages = [passage for checked in dossier.claims for passage in checked.evidence]
    assert any(passage.origin == "document" for passage in passages)
    assert all(passage.origin_id != dossier.document.id for passage in passages)
    firm = about(dossier, "Halvorsen")
    assert any("180 tonnes" in passage.text for passage in firm.evidence)


def test_an_other_figure_in_another_language_is_shown_as_a_difference(dossier: Dossier) -> None:
    matches = about(dossier, "310 million crowns").related
    (french,) = [match for match in matches if "130 millions" in match.fact_check.claim]
    assert "number" in {difference.kind for difference in french.differences}
    assert french.strength != "close"


def test_a_fact_check_of_the_opposite_does_not_rate_a_claim(dossier: Dossier) -> None:
    checked = about(dossier, "an inquiry was rejected by parliament")
    (vote,) = [match for match in checked.related if "approved an inquiry" in match.fact_check.claim]
    assert "direction" in {difference.kind for difference in vote.differences}
    assert checked.answer
    assert checked.answer.outcome != "rated"


def test_the_picture_was_seen_six_years_before(dossier: Dossier) -> None:
    (picture,) = dossier.pictures
    (seen,) = picture.sightings
    assert seen.tier == "same image"
    assert not seen.identical
    assert seen.sighting.date.year == 2019
    assert seen.sighting.date_source == "published"
    assert "11 June 2019" in seen.sighting.caption


def test_the_comments_are_nested_and_their_likeness_is_a_hint(dossier: Dossier) -> None:
    assert [comment.parent for comment in dossier.document.comments] == [None, 0, None, 2, None, 4, None, 6]
    assert {comment.pairing for comment in dossier.document.comments if comment.parent is not None} == {"structure"}
    openings = next(f for f in dossier.comment_findings if f.label == "template openings")
    assert openings.chance is not None
    assert openings.chance < 0.01


def test_a_dossier_is_kept_as_it_was_shown(desk: Desk, dossier: Dossier) -> None:
    assert desk.store.dossier(dossier.id) == dossier
    assert desk.store.claims_of(dossier.document.id) == [checked.claim for checked in dossier.claims]


def test_verifying_again_adds_a_dossier_and_nothing_else(desk: Desk, dossier: Dossier) -> None:
    before = (desk.store.document_count(), desk.store.passage_count(), desk.store.hashes())
    again = desk.verify(str(SAMPLES / "article.html"))
    assert (desk.store.document_count(), desk.store.passage_count(), desk.store.hashes()) == before
    assert again.id != dossier.id
    assert [c.related for c in again.claims] == [c.related for c in dossier.claims]
    assert [c.evidence for c in again.claims] == [c.evidence for c in dossier.claims]


def test_the_demo_can_be_run_twice(desk: Desk, dossier: Dossier) -> None:
    before = (desk.store.document_count(), desk.store.fact_check_count())
    desk.demo()
    assert (desk.store.document_count(), desk.store.fact_check_count()) == before


def test_a_rebuilt_search_gives_identical_results(desk: Desk, dossier: Dossier) -> None:
    asked = ["Army engineers rebuilt the bridge", "la inundación de Merin", "4,200 evacuated", "crowns for pumps"]
    before = [desk.related(text) for text in asked]
    count = desk.reindex()
    assert count == desk.store.fact_check_count() + desk.store.passage_count()
    assert [desk.related(text) for text in asked] == before
    again = desk.verify(str(SAMPLES / "article.html"))
    assert [c.evidence for c in again.claims] == [c.evidence for c in dossier.claims]


def test_related_keeps_to_its_filters(desk: Desk, dossier: Dossier) -> None:
    spanish = desk.related("the flooded town of Merin", languages=["es"])
    assert {match.fact_check.language for match in spanish.matches} == {"es"}
    desk_only = desk.related("the flooded town of Merin", publishers=["sarnik fact desk"])
    assert {match.fact_check.source.name for match in desk_only.matches} == {"Sarnik Fact Desk"}
    by_site = desk.related("the flooded town of Merin", publishers=["sarnikfacts.example"])
    assert by_site.groups == desk_only.groups
    false_only = desk.related("the flooded town of Merin", ratings=["false", "mostly-false"])
    assert {match.fact_check.rating.value for match in false_only.matches} == {"false", "mostly false"}
    march = desk.related("the flooded town of Merin", since=date(2025, 3, 1), until=date(2025, 3, 31))
    assert {match.fact_check.date.month for match in march.matches if match.fact_check.date} == {3}
    elsewhere = desk.related("the flooded town of Merin", corpus="elsewhere")
    assert (elsewhere.groups, elsewhere.searched.fact_checks) == ((), 0)
    assert "There are: main." in elsewhere.notes[0]


def test_the_day_of_a_claim_moves_fact_checks_but_leaves_none_out(desk: Desk, dossier: Dossier) -> None:
    then, never = (desk.related("the bridge", limit=15, published=day) for day in (date(2025, 3, 25), None))
    assert then.query.published == date(2025, 3, 25)
    assert {m.fact_check.id for m in then.matches} == {m.fact_check.id for m in never.matches}
    assert [m.score for m in then.matches] != [m.score for m in never.matches]
    assert any(feature.name == "near in time" for match in then.matches for feature in match.features)


def test_related_tells_what_a_post_was_understood_as(desk: Desk, dossier: Dossier) -> None:
    post = "THE ARMY REBUILT THE BRIDGE IN JUST 9 DAYS!!! #Merin #Sarnik https://t.co/x — VTK (@vtk) March 24, 2025"
    query = desk.related(post).query
    assert query.asked == post
    assert (query.author, query.published, query.tags) == ("VTK", date(2025, 3, 24), ("Merin", "Sarnik"))
    assert [figure.value for figure in query.figures] == [9.0]
    assert all(figure.span.of(query.text) == figure.text for figure in query.figures)
    assert len(query.steps) == 4


@pytest.mark.parametrize("text", ["", "  ", "?!", "\u200b", "https://t.co/abc", "RT @someone: https://t.co/abc"])
def test_related_needs_words(desk: Desk, text: str) -> None:
    with pytest.raises(Invalid, match=r"no text|nothing in the text"):
        desk.related(text)


def test_related_refuses_whole_books_and_impossible_limits(desk: Desk) -> None:
    with pytest.raises(Refused, match="10,001"):
        desk.related("a" * 10_001)
    for limit in (0, 16):
        with pytest.raises(Invalid, match="1 to 15"):
            desk.related("the bridge", limit=limit)


def test_the_doctor_finds_a_healthy_desk_and_a_lost_search(desk: Desk, dossier: Dossier, tmp_path: Path) -> None:
    checks = {check.name: check for check in desk.doctor()}
    assert {name for name, check in checks.items() if check.state == "broken"} <= {"disk"}
    assert "12 fact-checks" in checks["store"].words
    home = tmp_path / "copy"
    shutil.copytree(desk.settings.home, home)
    shutil.rmtree(home / "search")
    with Desk(Settings(home=home)) as damaged:
        lost = {check.name: check for check in damaged.doctor()}["search"]
        assert lost.state == "broken"
        assert "ascertain reindex" in lost.words
        damaged.reindex()
        assert {check.name: check for check in damaged.doctor()}["search"].state == "ok"


def test_a_step_that_fails_leaves_the_store_as_it_was(
    desk: Desk, dossier: Dossier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Harbour\n\nThe port of Lund handled 90 ships in May 2024, the harbour office said.\n")

    def fail(*_: object, **__: object) -> None:
        raise AscertainError("The disk is full.")

    before = (desk.store.document_count(), desk.store.passage_count(), desk.store.outbox_size())
    monkeypatch.setattr("ascertain.monitor.comment_findings", fail)
    with pytest.raises(AscertainError, match="disk is full"):
        desk.verify(str(page))
    assert (desk.store.document_count(), desk.store.passage_count(), desk.store.outbox_size()) == before


def test_a_page_that_was_verified_does_not_vouch_for_its_own_copy(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path / "home")) as desk:
        first, copy = tmp_path / "first.txt", tmp_path / "copy.txt"
        story = "The port of Lund handled 90 ships in May 2024, the harbour office said."
        first.write_text(f"Harbour\n\n{story}\n")
        copy.write_text(f"Harbour again\n\n{story} Gulls were counted too.\n")
        desk.verify(str(first))
        assert all(not checked.evidence for checked in desk.verify(str(copy)).claims)
        desk.import_documents(first)
        again = desk.verify(str(copy))
        assert all(not checked.evidence for checked in again.claims), "a copy repeats, it does not support"
        assert again.claims[0].answer
        assert again.claims[0].answer.searched.endswith("1 document")


def test_a_setting_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from ascertain import open_desk

    monkeypatch.setenv("ASCERTAIN_THREADS", "many")
    with pytest.raises(NotConfigured, match="ASCERTAIN_THREADS"):
        open_desk()
