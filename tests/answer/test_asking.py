"""Asking about a claim, end to end: the sample collection, a search service and pages on servers of this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from local_server import LocalServer
from pydantic import SecretStr
from searchservices import JSON, KEY, SearXNGService, WikipediaService, as_json, slow

from ascertain.desk import Desk
from ascertain.errors import Invalid, NotConfigured, Refused, Unavailable
from ascertain.ingest import RawPage
from ascertain.records import Answer, Asked, Inquiry, ListedSource, Passage
from ascertain.settings import Settings
from ascertain.verbs.asking import Event, ask
from ascertain.verbs.webpages import checks_on

SAMPLES = Path(str(files("ascertain"))) / "samples"
BRIDGE = "The army rebuilt the bridge over the Orlava within nine days"
FERRY = "The ferry Aurelia ran aground off Merin with 212 passengers on 3 March 2025"

REPORT = (
    "<p>The ferry Aurelia ran aground off Merin on 3 March 2025 with 212 passengers on board, the coast guard of "
    "Valdoria said. Nobody was hurt, and two tugs pulled the ship off the sandbank shortly after midnight.</p>"
    "<p>“The captain acted correctly,” said the head of the coast guard, Ilse Marrow. The ferry had left Sarnik at six "
    "in the evening in dense fog. It is the third accident on this route within two years.</p>"
)
DENIAL = (
    "<p>No ferry ran aground off Merin on 3 March 2025, the shipping line says: the Aurelia lay in the harbour of "
    "Sarnik that night, without passengers, because of the fog that covered the whole bay.</p><p>The line published "
    "the pages of the log and the receipts of the harbour office, which this paper has seen and compared.</p>"
)


def article(title: str, body: str, day: str = "2025-03-04", language: str = "en") -> tuple[int, dict[str, str], bytes]:
    html = (
        f'<html lang="{language}"><head><title>{title}</title><meta property="article:published_time" '
        f'content="{day}T08:00:00Z"><meta property="og:title" content="{title}"></head><body><article><h1>{title}</h1>'
        f"{body}</article></body></html>"
    )
    return 200, {"Content-Type": "text/html; charset=utf-8"}, html.encode()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the sample collection."""
    home = tmp_path_factory.mktemp("asking")
    with Desk(Settings(home=home)) as desk:
        desk.prepare()
        desk.import_factchecks(SAMPLES / "factchecks.jsonl")
        desk.import_documents(SAMPLES / "documents")
    return home


class World:
    """A desk with a search service and four sites, each a server of this machine."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self._home = home
        self._stack = stack
        self.engine, *self.sites = [stack.enter_context(LocalServer().running()) for _ in range(5)]
        self.hosts = frozenset(server.host for server in (self.engine, *self.sites))
        self.events: list[Event] = []

    def desk(self, **settings: Any) -> Desk:
        here = Settings(home=self._home, allow_private_hosts=self.hosts, **settings)
        return self._stack.enter_context(Desk(here))

    def ask(self, text: str, seconds: float = 20.0, **more: Any) -> Answer:
        told = {name: more.pop(name) for name in ("page", "published") if name in more}
        desk = self.desk(**{"searxng_url": self.engine.url(""), **more})
        desk.related("warm", limit=1)
        return ask(desk, text, seconds=seconds, progress=self.events.append, **told)

    def results(self, *urls: str, **more: Any) -> SearXNGService:
        rows = [{"url": url, "title": f"Result {n}", "words": "The ferry"} for n, url in enumerate(urls)]
        return SearXNGService(self.engine, rows, **more)

    def told(self, step: str) -> list[Any]:
        return [event.data for event in self.events if event.step == step]


@pytest.fixture
def world(home: Path) -> Iterator[World]:
    with ExitStack() as stack:
        yield World(home, stack)


def test_a_language_model_that_cannot_be_used_is_told_before_anything_is_searched(world: World) -> None:
    world.results(world.sites[0].url("/a"))
    with pytest.raises(NotConfigured, match="ASCERTAIN_LLM_MODEL"):
        world.ask(FERRY, llm_url="http://127.0.0.1:9/v1")
    assert world.events == []
    assert world.engine.requests == []


def test_a_question_that_is_given_up_tells_and_keeps_nothing_more(world: World) -> None:
    stop, began = threading.Event(), time.monotonic()

    def never(_handler: Any) -> None:
        stop.wait(15)

    world.engine.answers["/search"] = never
    desk = world.desk(searxng_url=world.engine.url(""))
    desk.related("warm", limit=1)
    before = len(desk.answers(100))
    threading.Timer(0.5, stop.set).start()
    with pytest.raises(Unavailable, match="given up"):
        desk.ask(FERRY, progress=world.events.append, stop=stop)
    assert time.monotonic() - began < 6
    assert {event.step for event in world.events} >= {"understand", "search"}
    assert not world.told("answer")
    assert len(desk.answers(100)) == before


def test_a_question_given_up_while_a_language_model_writes(world: World) -> None:
    stop = threading.Event()

    def never(handler: Any) -> None:
        stop.set()
        time.sleep(8)

    world.engine.answers["/v1/chat/completions"] = never
    desk = world.desk(llm_url=world.engine.url("/v1"), llm_model="slow")
    began = time.monotonic()
    with pytest.raises(Unavailable, match="given up"):
        desk.ask(BRIDGE, stop=stop)
    assert time.monotonic() - began < 6


def asked_of(answer: Answer, name: str) -> list[Asked]:
    return [one for one in answer.asked if one.searcher == name]


def from_the_web(answer: Answer) -> list[Passage]:
    return [passage for passage in answer.passages if "SearXNG" in passage.found_by]


def test_without_any_searcher_the_own_collection_answers_and_the_rest_is_named(world: World) -> None:
    answer = world.ask(BRIDGE, searxng_url="")
    assert {passage.origin for passage in answer.passages} == {"fact-check", "document"}
    assert answer.statements
    assert {c for s in answer.statements for c in s.citations} <= {p.id for p in answer.passages}
    (own,) = asked_of(answer, "own collection")
    assert own.found > 0
    assert own.problem == ""
    others = [one for one in answer.asked if one is not own]
    assert {one.searcher for one in others} >= {"SearXNG", "Brave", "Google", "Wikipedia", "Wikidata", "GDELT"}
    assert all(one.problem.startswith("not searched: ") and one.found == 0 for one in others)
    assert answer.searched == "12 fact-checks and 3 documents"
    assert answer.inquiry is not None
    assert "nine days" in answer.inquiry.figures


def test_what_happens_is_told_in_order_and_evidence_comes_at_once(world: World) -> None:
    desk = world.desk()
    ask(desk, "The flood cut the town of Merin in two")  # opens everything
    began = time.monotonic()
    first: list[float] = []

    def tell(event: Event) -> None:
        world.events.append(event)
        if event.step == "passages":
            first.append(time.monotonic() - began)

    answer = ask(desk, BRIDGE, progress=tell)
    steps = list(dict.fromkeys(event.step for event in world.events))
    assert steps[0] == "understand"
    assert steps[-1] == "answer"
    assert steps.index("search") < steps.index("passages")
    assert isinstance(world.told("understand")[0], Inquiry)
    assert world.told("answer") == [answer]
    assert {passage.id for passage in world.told("passages")} >= {passage.id for passage in answer.passages[:1]}
    assert first[0] < 0.5


def test_three_pages_of_the_web_become_passages_and_a_syndicated_copy_counts_once(world: World) -> None:
    gazette, daily, line, _ = world.sites
    gazette.answers["/ferry"] = article("Ferry aground off Merin", REPORT, "2025-03-04")
    daily.answers["/news/1"] = article("Ferry accident", "<p>Our own opening line.</p>" + REPORT, "2025-03-05")
    line.answers["/denial"] = article("No accident, says the line", DENIAL, "2025-03-06")
    world.results(daily.url("/news/1"), gazette.url("/ferry"), line.url("/denial"))
    answer = world.ask(FERRY)
    found = from_the_web(answer)
    assert {passage.url for passage in found} == {gazette.url("/ferry"), line.url("/denial")}
    earliest = next(passage for passage in found if passage.url == gazette.url("/ferry"))
    assert earliest.copies == (daily.url("/news/1"),)
    assert earliest.date is not None
    assert earliest.date.date() == date(2025, 3, 4)
    assert answer.searched.endswith("3 pages of the web")
    assert answer.unfinished == ()
    assert [one.found for one in asked_of(answer, "SearXNG")] == [3] * len(asked_of(answer, "SearXNG"))


def test_a_cited_page_can_be_opened_later_with_the_bytes_it_was_read_from(world: World) -> None:
    site = world.sites[0]
    site.answers["/ferry"] = article("Ferry aground off Merin", REPORT)
    world.results(site.url("/ferry"))
    answer = world.ask(FERRY)
    passage = from_the_web(answer)[0]
    desk = world.desk()
    before = desk.store.evidence_count()
    document = desk.store.document(passage.origin_id)
    assert passage.span.of(document.body) == passage.text
    (finding,) = desk.store.findings_about(document.id)
    assert desk.blobs.get(finding.rests_on[0]) == site.answers["/ferry"][2]  # type: ignore[index]
    assert desk.store.evidence_count() == before == 3, "a page that was only cited is no evidence for other claims"


def test_a_dead_host_and_a_slow_one_cost_no_more_than_the_time_given(world: World) -> None:
    good, hanging, _, _ = world.sites
    good.answers["/ferry"] = article("Ferry aground off Merin", REPORT)
    hanging.answers["/slow"] = slow(20.0)
    dead = LocalServer()
    dead._server.server_close()
    world.hosts |= {dead.host}
    world.results(hanging.url("/slow"), dead.url("/gone"), good.url("/ferry"))
    desk = world.desk(searxng_url=world.engine.url(""))
    desk.related("warm", limit=1)
    began = time.monotonic()
    answer = ask(desk, FERRY, seconds=4.0)
    assert time.monotonic() - began < 4.0
    assert answer.seconds < 4.0
    assert {passage.url for passage in from_the_web(answer)} == {good.url("/ferry")}
    told = " ".join(answer.unfinished)
    assert "1 page could not be read in the time given." in told or "did not answer completely" in told
    assert dead.host in told


def test_a_searcher_that_does_not_answer_spoils_nothing(world: World) -> None:
    world.engine.answers["/search"] = slow(20.0)
    began = time.monotonic()
    answer = world.ask(BRIDGE, seconds=2.0)
    assert answer.passages
    assert time.monotonic() - began < 10.0
    assert answer.seconds < 2.0
    problems = [one.problem for one in asked_of(answer, "SearXNG")] + list(answer.unfinished)
    assert any("SearXNG did not answer" in problem for problem in problems)


@pytest.mark.parametrize("status", [403, 429, 500])
def test_a_searcher_that_refuses_is_named_with_its_reason(world: World, status: int) -> None:
    world.engine.answers["/search"] = (status, {"Retry-After": "3600"}, b"no")
    answer = world.ask(BRIDGE)
    (one,) = asked_of(answer, "SearXNG")
    assert one.problem.startswith("SearXNG ")
    assert answer.passages


def test_robots_txt_is_honoured_and_told(world: World) -> None:
    site = world.sites[0]
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /ferry\n")
    site.answers["/ferry"] = article("Ferry aground off Merin", REPORT)
    world.results(site.url("/ferry"))
    answer = world.ask(FERRY)
    assert from_the_web(answer) == []
    assert "robots.txt forbids" in " ".join(answer.unfinished)
    assert [path for path, _ in site.requests] == ["/robots.txt"]


def test_private_addresses_among_the_results_are_not_fetched(world: World) -> None:
    inside = world.sites[3]
    inside.answers["/secret"] = article("Ferry aground off Merin", REPORT)
    world.hosts = frozenset({world.engine.host})
    world.results(inside.url("/secret"), "http://169.254.169.254/latest/meta-data", "http://[::1]:80/")
    answer = world.ask(FERRY)
    assert from_the_web(answer) == []
    assert inside.requests == []
    assert "3 pages could not be read" in " ".join(answer.unfinished)


def test_the_page_that_is_asked_about_is_no_evidence_for_itself(world: World) -> None:
    site, other, _, _ = world.sites
    site.answers["/ferry"] = article("Ferry aground off Merin", REPORT)
    other.answers["/denial"] = article("No accident, says the line", DENIAL)
    world.results(site.url("/ferry?utm_source=x"), other.url("/denial"))
    answer = world.ask(FERRY, page=site.url("/ferry"))
    assert {passage.url for passage in from_the_web(answer)} == {other.url("/denial")}
    assert site.requests == []


def test_a_page_that_only_says_the_claim_again_is_no_evidence(world: World) -> None:
    site = world.sites[0]
    body = f"<p>{FERRY}.</p><p>Share this with everybody whom you know, before they delete it from the net again!</p>"
    site.answers["/post"] = article("You will not believe it", body)
    world.results(site.url("/post"))
    assert from_the_web(world.ask(FERRY)) == []


def test_texts_that_a_service_hands_out_are_cited_by_their_revision(world: World) -> None:
    said = "In March 2025 the ferry Aurelia ran aground off Merin with 88 passengers."
    text = f"Aurelia is a ferry.\n\n== Accidents ==\n{said}"
    row = {"title": "Aurelia (ferry)", "words": "A ferry", "text": text, "date": "2025-06-01T00:00:00Z"}
    service = WikipediaService(world.engine, [row])
    answer = world.ask(FERRY, searxng_url="", wikipedia=True, wikipedia_url=world.engine.url(""))
    assert service.asked
    (passage,) = [p for p in answer.passages if "Wikipedia" in p.found_by]
    assert passage.url.endswith("&oldid=4711")
    assert "88 passengers" in passage.text
    assert any(difference.kind == "number" for difference in passage.differences)


def test_fact_checks_of_google_join_those_of_the_collection(world: World) -> None:
    review = {
        "publisher": {"name": "Harbour Checks", "site": "harbour.example"},
        "url": "https://harbour.example/aurelia",
        "title": "The Aurelia lay in the harbour of Sarnik that night",
        "reviewDate": "2025-03-07T00:00:00Z",
        "textualRating": "False",
        "languageCode": "en",
    }
    claims = [{"text": "The ferry Aurelia ran aground off Merin with 212 passengers", "claimReview": [review]}]
    world.engine.answers["/v1alpha1/claims:search"] = as_json({"claims": claims})
    answer = world.ask(
        FERRY,
        searxng_url="",
        google_factcheck_key=SecretStr(KEY),
        google_factcheck_url=world.engine.url(""),
    )
    (passage,) = [p for p in answer.passages if "Google Fact Check Tools" in p.found_by]
    assert passage.url == "https://harbour.example/aurelia"
    (kept,) = world.desk().store.fact_checks([passage.origin_id])
    assert kept.corpus == "asked"
    assert world.desk().store.fact_check_count("main") == 12


def rated_page(claim: str, rating: str, url: str = "") -> tuple[int, dict[str, str], bytes]:
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim,
        "url": url,
        "author": {"@type": "Organization", "name": "Harbour Checks"},
        "datePublished": "2025-03-07",
        "reviewRating": {"@type": "Rating", "alternateName": rating},
    }
    status, headers, body = article("What the log says", DENIAL)
    script = f'<script type="application/ld+json">{json.dumps(review)}</script></head>'.encode()
    return status, headers, body.replace(b"</head>", script)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_rating_on_a_page_counts_only_for_known_fact_checkers(world: World, trusted: bool) -> None:
    site = world.sites[0]
    site.answers["/check"] = rated_page(FERRY, "False")
    world.results(site.url("/check"))
    if trusted:
        entry = ListedSource(id="1", list="Checkers", site=site.host.partition(":")[0], kind="fact-checker")
        world.desk().store.replace_source_list("Checkers", [entry])
    try:
        answer = world.ask(FERRY)
    finally:
        world.desk().store.remove_source_list("Checkers")
    rated = [passage for passage in answer.passages if passage.stance_by == "rating"]
    assert [(one.stance, one.found_by) for one in rated] == ([("refutes", ("SearXNG",))] if trusted else [])
    assert answer.outcome == ("rated" if trusted else "evidence")


def test_a_page_does_not_speak_for_another_site() -> None:
    raw = rated_page(FERRY, "False", "https://factcheck.example/1")[2]
    assert checks_on(RawPage(raw, "html", "https://evil.example/")) == ()
    (check,) = checks_on(RawPage(raw, "html", "https://www.factcheck.example/2"))
    assert check.rating_words == "False"


def test_a_dead_fact_check_service_is_a_note(world: World) -> None:
    world.engine.answers["/v1alpha1/claims:search"] = (200, JSON, b"{")
    answer = world.ask(
        BRIDGE, searxng_url="", google_factcheck_key=SecretStr(KEY), google_factcheck_url=world.engine.url("")
    )
    (one,) = asked_of(answer, "Google Fact Check Tools")
    assert "not JSON" in one.problem
    assert answer.passages


def test_trouble_in_the_own_collection_leaves_no_thread_waiting(world: World) -> None:
    site = world.sites[0]
    site.answers["/ferry"] = article("Ferry aground off Merin", REPORT)
    world.results(site.url("/ferry"))
    desk = world.desk(searxng_url=world.engine.url(""))

    def damaged(*_: object, **__: object) -> None:
        time.sleep(0.5)  # by then the page is fetched, and waits to be read
        raise Unavailable("The table is damaged.", "Rebuild it.")

    desk.search.words = damaged  # type: ignore[method-assign,assignment]
    with pytest.raises(Unavailable, match="damaged"):
        ask(desk, FERRY)
    until = time.monotonic() + 3.0
    while any(one.name.startswith("ascertain-ask") for one in threading.enumerate()) and time.monotonic() < until:
        time.sleep(0.02)
    assert [one.name for one in threading.enumerate() if one.name.startswith("ascertain-ask")] == []


@pytest.mark.parametrize(
    "call",
    [
        lambda desk: ask(desk, " … "),
        lambda desk: ask(desk, "https://t.co/abc 🙂"),
        lambda desk: ask(desk, "It rained.", seconds=0.0),
        lambda desk: ask(desk, "It rained.", seconds=float("nan")),
    ],
)
def test_what_cannot_be_asked_is_said_before_anything_is_searched(world: World, call: Callable[[Desk], Answer]) -> None:
    with pytest.raises(Invalid):
        call(world.desk())


def test_a_text_that_is_no_claim_but_an_article_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="10,000"):
        ask(world.desk(), "word " * 2100)
