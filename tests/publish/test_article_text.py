"""An article's text: Markdown, what is kept of it, and where its words stand."""

from __future__ import annotations

import re

import pytest
from articlesamples import BODY
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ascertain.publish.body import rendered
from ascertain.publish.placing import Mark, marked, placed


def made(markdown: str) -> str:
    """Return the HTML of a text with one source and no pictures."""
    return rendered(markdown, {"1": 1, "letter": 2}.get, lambda name, alt, caption: f"<figure>{name}</figure>")


def words_at(page: html.HtmlElement, block: html.HtmlElement) -> str:
    """Return the text of a block without references and pictures, as a reader of the page counts it."""
    return "".join(
        text
        for text in block.xpath(".//text()[not(ancestor::sup) and not(ancestor::figure)]")
        if text.getparent() is not None
    ).strip()


def test_every_block_says_where_its_text_stands_in_the_body() -> None:
    page, body = placed(made(BODY))
    root = html.fragment_fromstring(page, create_parent="div")
    blocks = root.xpath("//*[@data-at]")
    assert len(blocks) == 5
    for block in blocks:
        at, text = int(block.get("data-at")), words_at(root, block)
        assert body[at : at + len(text)] == text
    assert body.split("\n\n")[1] == "What the town says"
    assert "[1]" not in body


def test_a_claim_over_other_elements_is_marked_in_parts_with_one_number() -> None:
    page, body = placed(made("One **two** three [four](https://a.example) five.[^1] Six."))
    start, end = body.index("two"), body.index(" Six")
    shown = marked(page, [Mark(start, end, "rated", "claim-1", "1", "Claim 1")])
    root = html.fragment_fromstring(shown, create_parent="div")
    assert "".join(root.xpath("//span[contains(@class,'mark')]//text()")) == "two three four five."
    assert root.xpath("//sup[@class='claim']/a/@href") == ["#claim-1"]
    assert root.xpath("//span[@id='text-claim-1']/text()") == ["two"]
    assert placed(re.sub(r' data-at="\d+"', "", shown))[1] == body


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 80)), max_size=8))
def test_marks_never_change_the_words(places: list[tuple[int, int]]) -> None:
    page, body = placed(made(BODY))
    marks: list[Mark] = []
    for start, length in sorted(places):
        start, end = min(start, len(body)), min(start + length, len(body))
        if start < end and (not marks or marks[-1].end <= start):
            marks.append(Mark(start, end, "lacking", f"claim-{start}", "1", "Claim 1"))
    shown = marked(page, marks)
    assert placed(re.sub(r' data-at="\d+"', "", shown))[1] == body
    found = html.fragment_fromstring(shown, create_parent="div").xpath("//sup[@class='claim']")
    assert len(found) == sum(1 for mark in marks if body[mark.start : mark.end].strip())


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '[x](https://a.example "onmouseover=alert(1)")',
        "<iframe src=https://a.example></iframe>",
        '[x](<https://a.example/" onclick="alert(1)>)',
        "```<style>*{display:none}</style>```",
    ],
)
def test_nothing_that_runs_gets_through(hostile: str) -> None:
    page = html.fragment_fromstring(made(f"Text {hostile} text."), create_parent="div")
    assert not page.xpath("//script|//img|//iframe|//style|//@onerror|//@onclick|//@onmouseover|//@style")
    assert all(link.startswith(("https://", "#")) for link in page.xpath("//@href"))


def test_references_lead_to_their_source_and_the_first_is_led_back_to() -> None:
    page = html.fragment_fromstring(made("One.[^1] Two.[^1] Three.[^none]"), create_parent="div")
    assert page.xpath("//sup/a/@href") == ["#source-1", "#source-1"]
    assert page.xpath("//sup/@id") == ["ref-1"]
    assert "[^none]" in page.text_content()


def test_headings_begin_below_the_headline_and_a_picture_alone_is_no_paragraph() -> None:
    page = html.fragment_fromstring(made("# One\n\n## Two\n\n##### Three\n\n![a](b.jpg)"), create_parent="div")
    assert [each.tag for each in page] == ["h2", "h2", "h4", "figure"]
