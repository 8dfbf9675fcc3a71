"""The pages and routes of the desk: who may see them, and that they work without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from desk_visitors import entered
from fastapi.testclient import TestClient
from pydantic import SecretStr

from ascertain.desk import Desk
from ascertain.faces.web.deskdrafts import compared
from ascertain.faces.web.deskqueue import around
from ascertain.faces.web.desksettings import settings_shown
from ascertain.records import Document, Person, Role, Span
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"
ROLES: tuple[Role, ...] = ("reader", "reporter", "editor", "admin")
PAGES = [
    "/desk",
    "/desk/queue",
    "/desk/drafts",
    "/desk/library",
    "/desk/library/factchecks",
    "/desk/history",
    "/desk/health",
    "/desk/health/broken",
    "/desk/settings",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(Settings(home=tmp_path_factory.mktemp("deskpages"), google_factcheck_key=SecretStr("geheim"))) as opened:
        opened.import_factchecks(SAMPLES / "factchecks.jsonl")
        opened.import_documents(SAMPLES / "documents")
        opened.verify(str(SAMPLES / "article.html"))
        for role in ROLES:
            opened.store.people.add(
                Person(
                    id=f"{role}-id",
                    email=f"{role}@newsroom.example",
                    name=f"Person {role}",
                    role=role,
                    created=datetime(2026, 1, 1, tzinfo=UTC),
                )
            )
        yield opened


@pytest.fixture
def visit(desk: Desk) -> Any:
    """Return a browser of a person with a role; without one, of somebody who is not signed in."""

    def browser(role: str = "") -> TestClient:
        return entered(desk, f"{role}-id" if role else "")

    return browser


def first(desk: Desk) -> str:
    return desk.work.queue().items[0].claim.id


@pytest.mark.parametrize("path", PAGES)
def test_whoever_is_not_signed_in_is_asked_to_and_readers_are_refused(visit: Any, path: str) -> None:
    sent = visit().get(path)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/signin?next=%2Fdesk")
    assert visit("reader").get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_kept_by_nobody_and_carry_no_script_of_their_own(visit: Any, path: str) -> None:
    page = visit("admin").get(path)
    assert page.status_code == 200
    assert "no-store" in page.headers["cache-control"]
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", page.text)


def test_only_administrators_see_settings_and_only_editors_publish(desk: Desk, visit: Any) -> None:
    assert visit("editor").get("/desk/settings").status_code == 403
    draft = desk.work.begin_draft(text="---\nheadline: Not for reporters\n---\n\nA sentence.\n")
    form = {"version": "1", "text": draft.text, "act": "publish"}
    assert visit("reporter").post(f"/desk/drafts/{draft.id}", data=form).status_code == 403
    assert desk.work.draft(draft.id).published == 0
    assert "publish" not in re.findall(r'value="(\w+)"', visit("reporter").get(f"/desk/drafts/{draft.id}").text)


def test_judgements_and_publications_stand_in_the_audit_log(desk: Desk, visit: Any) -> None:
    claim = desk.work.queue(text="prefabricated").items[0].claim.id
    visit("editor").post(f"/desk/claims/{claim}/status", data={"status": "waiting"})
    draft = desk.work.begin_draft(text="---\nheadline: In the log\n---\n\nA sentence.\n")
    visit("editor").post(f"/desk/drafts/{draft.id}", data={"version": "1", "text": draft.text, "act": "publish"})
    lines = desk.people.lines(20, by="editor-id")
    assert [(line.action, line.about) for line in lines if line.action != "sign in"][:2] == [
        ("publish", "in-the-log"),
        ("judgement status", claim),
    ]


def test_the_secrets_of_settings_are_on_no_page(visit: Any) -> None:
    page = visit("admin").get("/desk/settings").text
    assert "geheim" not in page
    shown = re.search(r"ASCERTAIN_GOOGLE_FACTCHECK_KEY.*?</div>", page, re.DOTALL)
    assert shown is not None
    assert ">set<" in shown[0]
    assert "Key for Google" in shown[0]
    assert page.count("<dt>") == len(Settings.model_fields)


def test_settings_say_where_they_come_from_and_hide_passwords_in_addresses(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, store_url="postgresql://desk:hush@db.example/x")
    shown = {one.name: one for one in settings_shown(settings, ["ascertain_store_url"])}
    assert shown["ASCERTAIN_STORE_URL"].value == "postgresql://desk:…@db.example/x"
    assert (shown["ASCERTAIN_STORE_URL"].origin, shown["ASCERTAIN_HOME"].origin) == ("environment", "command")
    assert shown["ASCERTAIN_THREADS"].origin == "default"
    assert all(one.words for one in shown.values())


def test_the_queue_is_narrowed_and_work_is_set_from_it_without_a_script(desk: Desk, visit: Any) -> None:
    browser, claim = visit("reporter"), first(desk)
    assert browser.get("/desk/queue", params={"text": "310 million"}).text.count("data-row") == 1
    here = "/desk/queue?status=new"
    sent = browser.post(f"/desk/claims/{claim}/assign", data={"to": "me", "next": here})
    assert (sent.status_code, sent.headers["location"]) == (303, here)
    browser.post(f"/desk/claims/{claim}/status", data={"status": "in work", "note": "calling them"})
    page = browser.get(f"/desk/claims/{claim}").text
    assert "calling them" in page
    assert browser.get("/desk/queue", params={"assignee": "me"}).text.count("data-row") == 1
    assert f'href="/desk/claims/{claim}"' in browser.get("/desk").text
    assert browser.get("/desk/queue", params={"status": "done"}).status_code == 422


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "/desk\\evil", "/deskless\r\nx: y", ""])
def test_a_form_leads_to_no_other_site(desk: Desk, visit: Any, next_: str) -> None:
    sent = visit("reporter").post(f"/desk/claims/{first(desk)}/status", data={"status": "new", "next": next_})
    assert sent.headers["location"] == f"/desk/claims/{first(desk)}"


def test_a_claim_shows_context_fact_checks_evidence_and_judgements_beside_findings(desk: Desk, visit: Any) -> None:
    browser, claim = visit("editor"), first(desk)
    work = desk.work.claim(claim)
    browser.post("/desk/judgements", data={"about": claim, "what": "rating:mixed", "note": "<b>half</b>"})
    page = browser.get(f"/desk/claims/{claim}").text
    assert f"<mark>{work.item.claim.quote}</mark>" in unescape(page)
    for match in work.related:
        assert match.fact_check.url in page
    for passage in work.evidence:
        assert passage.text[:60] in unescape(page)
    assert "Rating: Mixed" in page
    assert "<b>half</b>" not in page
    assert "Person editor" in page
    assert page.index("What machines found") < page.index("What people decided")


def test_a_draft_is_filled_saved_previewed_and_published_without_a_script(desk: Desk, visit: Any) -> None:
    browser, claim = visit("editor"), first(desk)
    place = browser.post(f"/desk/claims/{claim}/draft").headers["location"]
    page = browser.get(place).text
    quote = desk.work.claim(claim).item.claim.quote
    assert quote in unescape(re.search(r'name="review_claim".*?</textarea>', page, re.DOTALL)[0])  # type: ignore[index]
    draft = desk.work.draft(place.rsplit("/", 1)[1])
    fields = {
        "version": "1",
        "text": draft.text.replace("\n", "\r\n"),
        "review_claim": quote,
        "review_rating": "Almost",
        "review_step": "mostly true",
    }
    shown = browser.post(place, data={**fields, "text": draft.text + "\nAdded words.\n", "act": "preview"})
    assert "<p data-at" in shown.text
    assert "Added words." in shown.text
    assert desk.work.draft(draft.id).version == 1
    assert browser.post(place, data={**fields, "act": "review"}).headers["location"].endswith("said=review")
    saved = desk.work.draft(draft.id)
    sent = browser.post(place, data={**fields, "version": "2", "text": saved.text, "act": "publish"})
    assert sent.headers["location"].startswith("/articles/fact-check-")
    assert desk.articles.get(sent.headers["location"].rsplit("/", 1)[1]).reviews[0].rating_words == "Almost"
    assert "published" in browser.get(f"{place}/versions").text


def test_what_is_wrong_with_a_review_or_an_article_is_said_beside_what_was_typed(desk: Desk, visit: Any) -> None:
    browser = visit("editor")
    place = browser.post("/desk/drafts").headers["location"]
    typed = {"version": "1", "text": "---\nheadline: Dam\n---\n\nWords.\n", "review_claim": "It rained."}
    answer = browser.post(place, data={**typed, "act": "review"})
    assert answer.status_code == 422
    assert "no verdict" in answer.text
    assert "It rained." in answer.text
    assert desk.work.draft(place.rsplit("/", 1)[1]).version == 1
    bad = {"version": "1", "text": "---\nheadline: Dam\nheadlin: x\n---\n\nWords.\n", "act": "publish"}
    answer = browser.post(place, data=bad)
    assert answer.status_code == 422
    assert "headlin is not known" in answer.text
    assert 'name="version" value="2"' in answer.text


def test_a_version_saved_meanwhile_is_overwritten_by_nobody_and_both_are_shown(desk: Desk, visit: Any) -> None:
    draft = desk.work.begin_draft(text="first\n")
    place = f"/desk/drafts/{draft.id}"
    visit("reporter").post(place, data={"version": "1", "text": "theirs\n"})
    page = visit("editor").post(place, data={"version": "1", "text": "mine\n"})
    assert page.status_code == 409
    assert "Person reporter" in page.text
    assert "theirs" in page.text
    assert "mine" in page.text
    assert desk.work.draft(draft.id).text == "theirs\n"
    assert 'name="version" value="2"' in page.text
    visit("editor").post(place, data={"version": "2", "text": "both\n"})
    assert [one.text for one in desk.work.draft_versions(draft.id)] == ["both\n", "theirs\n", "first\n"]


def test_saving_while_typing_answers_in_json_and_never_overwrites(desk: Desk, visit: Any) -> None:
    draft = desk.work.begin_draft(text="first")
    place, browser = f"/desk/drafts/{draft.id}/auto", visit("reporter")
    assert browser.post(place, data={"version": "1", "text": "typed"}).json()["version"] == 2
    assert browser.post(place, data={"version": "1", "text": "older"}).json()["kept"] is False
    assert desk.work.draft(draft.id).text == "typed"
    assert browser.post(place, data={"version": "x", "text": "typed"}).status_code == 422


def test_the_preview_says_what_is_wrong_and_never_runs_what_is_typed(visit: Any) -> None:
    browser = visit("reporter")
    assert "the head of the article is missing" in browser.post("/desk/preview", data={"text": "words"}).text
    text = "---\nheadline: <img src=x onerror=alert(1)>\n---\n\n<script>alert(1)</script> [a](javascript:alert(1))\n"
    piece = browser.post("/desk/preview", data={"text": text}).text
    assert "<script" not in piece
    assert "<img" not in piece
    assert 'href="javascript' not in piece


def test_a_form_that_is_too_large_is_refused(visit: Any) -> None:
    browser = visit("reporter")
    assert browser.post("/desk/preview", content=b"text=" + b"a" * 13_000_000).status_code == 403
    assert browser.post("/desk/preview", content=b"a=1&" * 300).status_code == 403


def test_every_entry_of_the_library_leads_to_a_page(desk: Desk, visit: Any) -> None:
    browser = visit("reporter")
    desk.ask("4,200 residents of Merin were evacuated")
    for kind in ("documents", "factchecks", "pictures", "answers", "dossiers"):
        page = browser.get(f"/desk/library/{kind}").text
        places = re.findall(r'<p><a href="(/[^"]+)"', page)
        assert places, kind
        assert browser.get(places[0]).status_code == 200, places[0]
    assert browser.get("/desk/library/nothing").status_code == 404
    assert "Nothing holds these words" in browser.get("/desk/library/documents?text=zzzz").text


def test_a_document_shows_what_was_seen_and_said_and_history_leads_back_to_it(desk: Desk, visit: Any) -> None:
    browser = visit("reporter")
    found = desk.work.library("documents", text="State Channel").entries
    document = next(one.id for one in found if one.title.startswith("Valdoria’s State"))
    browser.post("/desk/judgements", data={"about": document, "what": "note", "note": "The channel cut the film."})
    page = browser.get(f"/desk/documents/{document}").text
    for words in ("The channel cut the film.", "Claims worth checking", "Pictures in it", "Dossiers"):
        assert words in page
    assert f"/desk/records/{document}" in browser.get("/desk/history").text
    assert browser.get(f"/desk/records/{document}").headers["location"] == f"/desk/documents/{document}"
    assert browser.get("/desk/records/nothing").status_code == 404


def test_the_routes_do_what_the_verbs_do_and_take_the_same_roles(desk: Desk, visit: Any) -> None:
    claim = desk.work.queue(text="evacuated").items[0].claim.id
    api = visit("reporter")
    assert api.get("/api/desk/queue?limit=3").json() == desk.work.queue(limit=3).model_dump(mode="json")
    set_to = api.post(f"/api/desk/claims/{claim}/status", json={"status": "waiting", "note": "asked"}).json()
    assert set_to["status"] == "waiting"
    api.post(f"/api/desk/claims/{claim}/assign", json={"to": "Person editor"})
    made = api.post("/api/desk/judgements", json={"about": claim, "what": "verdict", "value": "refuted"}).json()
    assert [one["id"] for one in api.get(f"/api/desk/judgements?about={claim}").json()][-1] == made["id"]
    assert api.get(f"/api/desk/claims/{claim}").json()["item"]["assignee"] == "editor-id"
    draft = api.post("/api/desk/drafts", json={"text": "---\nheadline: Over HTTP\n---\n\nWords.\n"}).json()
    place = f"/api/desk/drafts/{draft['id']}"
    assert api.post(place, json={"text": "x", "based_on": 1}).json()["kept"]
    assert not api.post(place, json={"text": "y", "based_on": 1}).json()["kept"]
    assert [one["version"] for one in api.get(f"{place}/versions").json()] == [2, 1]
    assert api.post(f"{place}/publish", json={"version": 2}).status_code == 403
    assert visit("editor").post(f"{place}/publish", json={"version": 2}).status_code == 422
    assert visit().get("/api/desk/queue").status_code == 403
    assert visit("reader").post(f"/api/desk/claims/{claim}/status", json={"status": "new"}).status_code == 403
    assert api.get("/api/desk/library/pictures").json()["entries"]


def test_the_words_around_a_claim_are_those_of_its_paragraph() -> None:
    body = "One.\n\nBefore it. The claim. Behind it.\n\nLast."
    document = Document(id="d", body=body, seen=datetime(2026, 1, 1, tzinfo=UTC))
    start = body.index("The claim.")
    assert around(document, Span(start=start, end=start + 10)) == ("Before it. ", "The claim.", " Behind it.")
    assert around(document, Span(start=0, end=4)) == ("", "One.", "")
    assert around(document, Span(start=len(body) - 5, end=len(body))) == ("", "Last.", "")
    assert around(document, Span(start=5, end=5000)) == ("", "", "")


def test_lines_that_differ_are_told_with_a_sign() -> None:
    lines = compared("---\na\nb\nc", "---\na\nx\nc")
    assert [(line.sign, line.text) for line in lines] == [
        (" ", "---"),
        (" ", "a"),
        ("-", "b"),
        ("+", "x"),
        (" ", "c"),
    ]
    assert compared("same", "same") == []
