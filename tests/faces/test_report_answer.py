"""An answer as page and as text."""

from __future__ import annotations

import io
import re

import pytest
from lxml import html
from report_answer_sample import passage, sample_answer
from rich.console import Console

from ascertain.answer.since import difference
from ascertain.faces.report.answerpage import answer_page
from ascertain.faces.report.answerterminal import print_answer
from ascertain.faces.report.answerwords import VERDICTS, cited, result, since_words, told
from ascertain.faces.report.page import asset
from ascertain.faces.report.words import stance as words_of_stance
from ascertain.records import Answer, Asked, Removed, Since, Source, SourceNote, Statement
from ascertain.verbs.asking import Event

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202e'


def text(answer: Answer, since: Since | None = None) -> str:
    out = io.StringIO()
    print_answer(answer, Console(file=out, width=100, highlight=False), since)
    return out.getvalue()


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def earlier() -> Answer:
    now = sample_answer()
    turned = now.passages[0].model_copy(update={"stance": "mentions"})
    update = {"id": "answer0", "verdict": "not enough evidence", "passages": (turned, passage(7, "mentions"))}
    return now.model_copy(update=update)


def hostile_answer() -> Answer:
    now = sample_answer()
    bad = passage(
        1,
        "supports",
        text=HOSTILE,
        title=HOSTILE,
        url="javascript:alert(1)",
        source=Source(name=HOSTILE, site=HOSTILE),
        language=HOSTILE,
        stance_by=HOSTILE,
        found_by=(HOSTILE,),
        copies=("javascript:alert(2)", "data:text/html,x"),
        notes=(SourceNote(list=HOSTILE, kind="other", words=HOSTILE),),
    )
    return now.model_copy(
        update={
            "question": HOSTILE,
            "page": "javascript:alert(3)",
            "language": HOSTILE,
            "passages": (bad,),
            "statements": (Statement(text=HOSTILE, citations=("p1",)),),
            "removed": (Removed(text=HOSTILE, why=HOSTILE),),
            "reasons": (HOSTILE,),
            "missing": (HOSTILE,),
            "unfinished": (HOSTILE,),
            "searched": HOSTILE,
            "asked": (Asked(searcher=HOSTILE, query=HOSTILE, problem=HOSTILE),),
            "made_by": (HOSTILE,),
        }
    )


@pytest.mark.parametrize("site", [False, True])
def test_every_citation_leads_to_a_passage_on_the_page(site: bool) -> None:
    now = sample_answer()
    tree = html.fromstring(answer_page(now, difference(earlier(), now), site=site))
    targets = tree.xpath("//a[@class='cite']/@href")
    assert {"#passage-1", "#passage-2", "#passage-3"} <= set(targets)
    assert {target[1:] for target in targets} <= set(tree.xpath("//@id"))
    assert words(tree.get_element_by_id("passage-3")).startswith("[3] Speaks against a part")


def test_each_identifier_stands_once() -> None:
    now = sample_answer()
    found = html.fromstring(answer_page(now, difference(earlier(), now), site=True)).xpath("//@id")
    assert len(found) == len(set(found))


def test_a_citation_of_what_is_not_there_is_left_out() -> None:
    assert cited(sample_answer(), ("p3", "unknown", "p1", "p3")) == (3, 1)


def test_the_page_says_verdict_reasons_what_is_missing_and_what_was_not_searched() -> None:
    said = words(html.fromstring(answer_page(sample_answer())))
    for part in (
        "The evidence is divided",
        "2 independent sources support it.",
        "A source for 212 passengers.",
        "did not answer in 5 s",
        "not searched: no key is set (ASCERTAIN_BRAVE_KEY)",
        "2 pages were not read in the time given.",
        "Only queries in the claim's language (en) were made.",
        "the cited passage does not say so",
        "Made by software",
        "People decide.",
        "9 March 2026, 08:30 UTC, by ascertain@1, stance@1",
    ):
        assert part in said, part


def test_a_passage_says_publisher_day_stance_who_says_so_and_how_sure() -> None:
    tree = html.fromstring(answer_page(sample_answer()))
    first, second, third, rated = (words(tree.get_element_by_id(f"passage-{n}")) for n in range(1, 5))
    assert "Speaks for the claim judged by software (stance@1), 81% sure" in first
    assert "Paper 1 · 1 March 2025 · Story 1 · page found by SearXNG" in first
    assert "2 copies of this text, counted once" in first
    assert "on your list “State media” as state-controlled (“Lindmoor; VTK”)" in second
    assert "in Russian" in third
    assert "the claim says “212”, the other text says “203”" in third
    assert "by its publisher’s own rating" in rated
    assert "fact-check in the own collection" in rated


def test_what_is_about_something_else_is_folded_away_unless_it_is_cited() -> None:
    now = sample_answer()
    folded = "//details/ol/li/@id"
    assert html.fromstring(answer_page(now)).xpath(folded) == ["passage-5"]
    cites = now.model_copy(update={"statements": (Statement(text="So.", citations=("p5",)),)})
    assert html.fromstring(answer_page(cites)).xpath(folded) == []


def test_the_page_works_without_a_script_and_asks_for_nothing() -> None:
    tree = html.fromstring(answer_page(sample_answer()))
    assert not tree.xpath("//script | //img | //link[@rel!='icon'] | //form | //iframe")
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    assert "form-action 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    assert html.fromstring(answer_page(sample_answer(), site=True)).xpath("//form/@action") == [
        "/answers/answer1/again"
    ]


@pytest.mark.parametrize(
    ("probability", "by", "told"),
    [
        (0.93, "stance@1", "speaks against the claim"),
        (0.62, "stance@1", "probably speaks against the claim"),
        (0.24, "stance@1", "mentions the subject, takes no side that we can tell"),
        (None, "rating", "speaks against the claim"),
    ],
)
def test_a_side_is_told_with_its_certainty_and_below_even_odds_not_at_all(
    probability: float | None, by: str, told: str
) -> None:
    passage = sample_answer().passages[0]
    passage = passage.model_copy(update={"stance": "refutes", "stance_by": by, "stance_probability": probability})
    answer = sample_answer().model_copy(update={"passages": (passage,)})
    assert words_of_stance(passage) == told
    shown = html.fromstring(answer_page(answer)).get_element_by_id("passage-1")
    assert shown.xpath("p/span[contains(@class, 'stance')]/text()")[0].lower() == told
    assert told in text(answer).lower()


@pytest.mark.parametrize("site", [False, True])
def test_hostile_words_are_shown_as_words(site: bool) -> None:
    now = hostile_answer()
    made = answer_page(now, difference(sample_answer(), now), site=site)
    tree = html.fromstring(made)
    assert not tree.xpath("//img | //@onerror")
    assert tree.xpath("//script/text()") == ([asset("ask.js")] if site else [])
    links = [link for link in tree.xpath("//a/@href") if not link.startswith(("https://paper", "#", "/"))]
    assert links == []
    assert "\u202e" not in made
    assert "\x1b" not in made
    printed = text(now, difference(sample_answer(), now))
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "alert(1)" in printed


def test_an_answer_without_anything_is_shown_as_an_abstention() -> None:
    empty = Answer(outcome="not enough evidence", verdict="not enough evidence", searched="nothing")
    said = words(html.fromstring(answer_page(empty)))
    assert "That is no sign that the claim is false." in said
    assert "No passage was found." in said
    assert "Not enough evidence." in text(empty)
    assert "Kept as" not in text(empty)


@pytest.mark.parametrize("verdict", list(VERDICTS))
def test_every_verdict_has_words_and_a_colour(verdict: str | None) -> None:
    made = answer_page(sample_answer().model_copy(update={"verdict": verdict}))
    name = html.fromstring(made).xpath("//div[starts-with(@class, 'sum ')]/@class")[0].split()[1]
    assert f".sum.{name}" in made


def test_what_came_in_since_is_told_on_page_and_terminal() -> None:
    now = sample_answer()
    since = difference(earlier(), now)
    told = " ".join(since_words(since))
    assert "The verdict was: not enough evidence. Now: the evidence is divided." in told
    assert "4 passages are new, 1 was found before and not this time and 1 is judged otherwise." in told
    tree = html.fromstring(answer_page(now, since, site=True))
    assert tree.xpath("//section[@class='since']//h2/a/@href") == ["/answers/answer0"]
    assert [len(tree.xpath(f"//li[@class='{sign}']")) for sign in ("plus", "turn", "minus")] == [4, 1, 1]
    printed = text(now, since)
    assert "+ Paper 2, 2 March 2025: Story 2 (speaks against the claim)" in printed
    assert "− Paper 7" in printed


def test_it_says_whether_a_language_model_wrote_it() -> None:
    quoted, composed = sample_answer(), sample_answer().model_copy(update={"written_by": "small@127.0.0.1"})
    for said in (text(quoted), words(html.fromstring(answer_page(quoted)))):
        assert "no language model wrote it" in " ".join(said.split())
    for said in (text(composed), words(html.fromstring(answer_page(composed)))):
        assert "Written by a language model (small@127.0.0.1)" in " ".join(said.split())


def test_when_nothing_came_in_it_says_so() -> None:
    now = sample_answer()
    assert since_words(difference(now, now)) == (
        "The verdict is the same: the evidence is divided.",
        "No evidence came or went since.",
    )


def test_the_terminal_says_the_same_as_the_page() -> None:
    said = text(sample_answer())
    for part in (
        "The evidence is divided.",
        "> The passages found disagree: Paper 1 and Paper 2. [1] [2]",
        " [1] Speaks for the claim, judged by software (stance@1), 81% sure",
        "! Its source is on your list",
        "≠ the claim says “212”",
        "1 passage about something else not listed.",
        "Nobody was hurt. (the cited passage does not say so)",
        "Brave: not searched: no key is set",
        "ascertain ask --again answer1",
    ):
        assert part in said, part
    assert re.search(r"^\s+https://paper1\.example/story$", said, re.M)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(searcher="a", query="q", found=3, seconds=0.24), "3 results in 0.2 s"),
        (Asked(searcher="a", query="q", found=0, seconds=0.24), "0 results in 0.2 s"),
        (Asked(searcher="a", query="q", seconds=5, problem="did not answer"), "did not answer"),
        (Asked(searcher="a", query="q", found=1, seconds=5, problem="cut short"), "1 result in 5.0 s; cut short"),
        (Asked(searcher="a", problem="not searched: no key"), "not searched: no key"),
    ],
)
def test_what_came_of_asking_a_searcher(asked: Asked, words: str) -> None:
    assert result(asked) == words


def test_each_step_is_told_on_one_line_without_control_characters() -> None:
    bad = hostile_answer()
    for event in (
        Event("understand", "x", bad.inquiry),
        Event("search", "x", bad.asked[0]),
        Event("read", HOSTILE + "\n\ndata: x"),
        Event("passages", "x", bad.passages[0]),
        Event("judge", f"supports: {HOSTILE}\n", bad.passages[0]),
        Event("answer", "x", bad),
    ):
        line = told(event)
        assert line
        assert not set("\n\r\x1b\u202e") & set(line)
