"""The verbs of the desk's own work, over a real collection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ascertain.desk import Desk
from ascertain.errors import Invalid, NotFound, Refused
from ascertain.publish.drafting import with_review
from ascertain.records import Document, FactCheck, Person, Rating, Role
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"


def person(name: str, role: Role = "reporter", *, blocked: bool = False) -> Person:
    return Person(
        id=name.lower(),
        email=f"{name.lower()}@newsroom.example",
        name=name,
        role=role,
        created=datetime(2026, 1, 1, tzinfo=UTC),
        blocked=blocked,
    )


MIRA, JONAS = person("Mira"), person("Jonas", "editor")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(Settings(home=tmp_path_factory.mktemp("working"))) as opened:
        opened.import_factchecks(SAMPLES / "factchecks.jsonl")
        opened.import_documents(SAMPLES / "documents")
        opened.verify(str(SAMPLES / "article.html"))
        for one in (MIRA, JONAS, person("Reader", "reader"), person("Gone", blocked=True)):
            opened.store.people.add(one)
        yield opened


def first(desk: Desk, text: str = "310 million") -> str:
    return desk.work.queue(text=text).items[0].claim.id


def test_a_claim_comes_with_its_place_fact_checks_evidence_and_answer(desk: Desk) -> None:
    work = desk.work.claim(first(desk))
    assert work.item.claim.span.of(work.document.body) == work.item.claim.quote
    assert work.item.claim.attribution.claimant == "the national audit office"
    assert work.related[0].fact_check.source.name == "Vérifié Nord"
    assert "National Audit Office of Valdoria" in {one.source.name for one in work.evidence if one.source}
    assert work.answer is not None


def test_a_fact_check_that_came_in_since_is_shown_with_the_claim(desk: Desk, tmp_path: Path) -> None:
    claim = desk.work.queue(text="prefabricated").items[0].claim
    line = {"claim": claim.quote, "url": "https://later.example/1", "rating": "False", "publisher": "Later Desk"}
    (tmp_path / "later.jsonl").write_text(json.dumps(line) + "\n")
    desk.import_factchecks(tmp_path / "later.jsonl")
    later = desk.work.claim(claim.id).later
    assert [one.match.fact_check.url for one in later] == ["https://later.example/1"]
    assert later[0].match.fact_check.url in desk.work.begin_draft(about=claim.id).text


def test_work_on_a_claim_is_said_once_and_its_history_stays(desk: Desk) -> None:
    claim = first(desk, "evacuated")
    desk.work.set_status(claim, "in work", by=MIRA)
    desk.work.set_status(claim, "in work", by=MIRA)
    desk.work.assign(claim, "Jonas", by=MIRA, note="knows the ministry")
    desk.work.judge(claim, "rating", "mostly false", note="by a third", by=JONAS)
    desk.work.judge(claim, "verdict", "refuted", by=MIRA)
    item = desk.work.set_status(claim, "checked", by=JONAS)
    said = [(one.what, one.value, one.by) for one in desk.work.claim(claim).judgements]
    assert said == [
        ("status", "in work", "mira"),
        ("assignee", "jonas", "mira"),
        ("rating", "mostly false", "jonas"),
        ("verdict", "refuted", "mira"),
        ("status", "checked", "jonas"),
    ]
    assert (item.status, item.assignee, item.notes) == ("checked", "jonas", 5)


def test_a_picture_is_judged_like_any_record(desk: Desk) -> None:
    picture = desk.work.library("pictures").entries[0].id
    desk.work.note(picture, "The bridge is the one of 2019.", by=MIRA)
    about = desk.work.seen_and_said("pictures", picture)
    assert [one.note for one in about.judgements] == ["The bridge is the one of 2019."]
    assert about.sightings


@pytest.mark.parametrize(
    ("what", "value", "note"),
    [("rating", "great", ""), ("verdict", "", ""), ("note", "", " "), ("status", "done", ""), ("note", "x", "words")],
)
def test_a_judgement_that_says_nothing_known_is_refused(desk: Desk, what: Any, value: str, note: str) -> None:
    with pytest.raises(Invalid):
        desk.work.judge(first(desk), what, value, note=note)


def test_a_note_longer_than_is_kept_is_refused_whole(desk: Desk) -> None:
    with pytest.raises(Invalid, match="10,001 characters"):
        desk.work.note("anything", "x" * 10_001)
    assert desk.work.about("anything") == []


@pytest.mark.parametrize(("who", "error"), [("Nobody Known", NotFound), ("Reader", Refused), ("Gone", Refused)])
def test_only_those_who_work_at_the_desk_are_given_work(desk: Desk, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        desk.work.assign(first(desk), who)
    assert [one.name for one in desk.work.people()] == ["Jonas", "Mira"]


def test_an_unknown_claim_is_not_found_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.work.set_status("nothing", "checked")
    assert desk.work.about("nothing") == []


def test_a_draft_goes_from_claim_to_article_with_its_review(desk: Desk) -> None:
    claim = first(desk)
    draft = desk.work.begin_draft(about=claim, by=MIRA)
    form = desk.work.review(draft).model_copy(update={"rating": "Not quite", "step": Rating.MOSTLY_FALSE})
    saved = desk.work.save_draft(draft.id, with_review(draft.text, form), based_on=1, by=MIRA)
    assert saved.kept
    with pytest.raises(Refused, match="another version"):
        desk.work.publish_draft(draft.id, 1, by=JONAS)
    article = desk.work.publish_draft(draft.id, 2, by=JONAS)
    assert [(one.claim, one.rating, one.rating_words) for one in article.reviews] == [
        (form.claim, Rating.MOSTLY_FALSE, "Not quite")
    ]
    assert article.by == "jonas"
    assert article.claims
    assert article.document_id not in {item.claim.document_id for item in desk.work.queue(limit=100).items}
    assert desk.articles.get(article.slug).text == saved.draft.text
    noted = desk.work.draft(draft.id)
    assert (noted.slug, noted.published) == (article.slug, 2)
    assert [one.id for one in desk.work.claim(claim).drafts] == [draft.id]


def test_a_text_that_is_no_article_is_kept_as_a_draft_and_not_published(desk: Desk) -> None:
    draft = desk.work.begin_draft(text="no head yet", by=MIRA)
    with pytest.raises(Invalid, match="head"):
        desk.work.publish_draft(draft.id, 1, by=JONAS)
    assert desk.work.draft(draft.id).published == 0


def test_saving_the_same_text_makes_no_version_even_from_an_old_one(desk: Desk) -> None:
    draft = desk.work.begin_draft(by=MIRA)
    desk.work.save_draft(draft.id, "changed", based_on=1, by=MIRA)
    again = desk.work.save_draft(draft.id, "changed", based_on=1, by=JONAS)
    assert (again.kept, again.draft.version, again.draft.by) == (True, 2, "mira")
    lost = desk.work.save_draft(draft.id, "mine", based_on=1, by=JONAS)
    assert (lost.kept, lost.draft.text) == (False, "changed")


def test_a_visit_tells_what_came_in_since_the_one_before(desk: Desk) -> None:
    now = datetime.now(UTC)
    before = desk.work.changes(MIRA, now=now - timedelta(hours=2))
    assert before.first
    desk.work.note("anything", "Somebody called.", by=JONAS)
    answer = desk.ask("Valdoria spent 310 million crowns on flood defences", seconds=20)
    found = desk.work.changes(MIRA, now=datetime.now(UTC))
    assert not found.first
    assert "Somebody called." in {one.note for one in found.judgements}
    assert answer.id in {one.id for one in found.answers}
    assert {one.by for one in found.judgements} <= {"jonas", ""}
    later = desk.work.changes(MIRA, now=datetime.now(UTC) + timedelta(hours=1))
    assert later.answers == ()
    assert later.judgements == []


def test_a_document_is_shown_with_what_was_seen_and_said(desk: Desk) -> None:
    entry = desk.work.library("documents", text="State Channel").entries[0]
    about = desk.work.seen_and_said("documents", entry.id)
    assert isinstance(about.record, Document)
    assert {one.sha256 for one in about.sightings} <= {one.id for one in desk.work.library("pictures").entries}
    assert about.dossiers
    assert about.claims


def test_fact_checks_that_are_looked_for_come_as_search_ranks_them(desk: Desk) -> None:
    first_page = desk.work.library("factchecks", text="Merin", limit=1)
    assert "Merin" in first_page.entries[0].title
    second = desk.work.library("factchecks", text="Merin", limit=1, behind=first_page.behind)
    assert second.entries[0].id != first_page.entries[0].id
    record = desk.work.seen_and_said("factchecks", first_page.entries[0].id).record
    assert isinstance(record, FactCheck)
    with pytest.raises(Invalid):
        desk.work.library("factchecks", text="bridge", behind="nowhere")


def test_every_kind_of_record_is_led_to_its_page(desk: Desk) -> None:
    kinds = {kind: desk.work.library(kind).entries for kind in ("documents", "factchecks", "pictures", "dossiers")}
    for kind, entries in kinds.items():
        assert desk.work.place_of(entries[0].id) == kind
    assert desk.work.place_of(first(desk)) == "claims"
    with pytest.raises(NotFound):
        desk.work.place_of("nothing")


def test_health_is_looked_at_once_and_again_when_asked(desk: Desk) -> None:
    looked: list[int] = []

    def check_up() -> list[Any]:
        looked.append(1)
        return desk.doctor()

    found = desk.work.health(check_up)
    assert found.broken == []
    assert found.counts["documents"] == desk.store.document_count()
    assert found.counts["fact-checks in search"] == found.counts["fact-checks"]
    assert desk.work.health(check_up) is found
    assert desk.work.health(check_up, fresh=True) is not found
    assert len(looked) == 2


def test_the_commands_of_the_queue_do_what_the_verbs_do(desk: Desk, run_command: Callable[..., Any]) -> None:
    home = str(desk.settings.home)
    listed = json.loads(run_command("--home", home, "queue", "list", "--limit", "2", "--json").out)
    assert listed == desk.work.queue(limit=2).model_dump(mode="json")
    claim = first(desk, "drinking water")
    assigned = json.loads(run_command("--home", home, "queue", "assign", claim, "mira@newsroom.example", "--json").out)
    assert assigned["assignee"] == "mira"
    done = run_command("--home", home, "queue", "status", claim, "waiting", "--why", "asked the town")
    assert "waiting, Mira" in done.out
    assert run_command("--home", home, "queue", "note", claim, "-", stdin=b"They called back.").code == 0
    assert [one.note for one in desk.work.about(claim)] == ["", "asked the town", "They called back."]
    only = json.loads(run_command("--home", home, "queue", "list", "--assignee", "Mira", "--json").out)
    assert [item["claim"]["id"] for item in only["items"]] == [claim]
    wrong = run_command("--home", home, "queue", "assign", claim, "Reader")
    assert (wrong.code, "does not work at the desk" in wrong.err) == (7, True)
