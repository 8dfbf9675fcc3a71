from __future__ import annotations

import time

import pytest

from ascertain.errors import Invalid
from ascertain.ingest import RawPage, read_page
from ascertain.settings import Settings

WORDS = "The ministry closed the bridge to lorries until Thursday, and nobody has said who recorded the flood."
P = f"<p>{WORDS}</p>"

PAGES = {
    "deep divs": "<html><body>" + P + "<div>" * 100_000 + P + "</div>" * 100_000 + P,
    "deep and unclosed": "<html><body>" + P + "<b><i>" * 50_000 + P,
    "a huge attribute": '<html><body><div class="' + "x " * 500_000 + '">' + P * 3 + "</div>",
    "broken json-ld": '<script type="application/ld+json">{"@type": "Article", "headline": '
    + "[" * 100_000
    + "</script>"
    + P * 3,
    "odd json-ld": '<script type="application/ld+json">{"@type":["Article",7,null],"author":{"name":{"a":1}},'
    '"datePublished":[1],"headline":5,"publisher":[[{}]],"comment":"x","articleBody":{}}</script>' + P * 3,
    "an entity bomb": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "'
    + "&a;" * 1000
    + '">]><html><body>'
    + P * 3
    + "<p>&b;&b;</p></body></html>",
    "many comments": "<html><body><article>"
    + P * 3
    + "</article>"
    + '<div class="comment"><p>Nice words.</p></div>' * 3_000,
    "many links": "<html><body><article>" + P * 3 + "<p>" + '<a href="/x">bridge</a> ' * 8_000 + "</p></article>",
    "many panels": "<html><body>" + P * 3 + "<h3>Related articles</h3><div>" * 2_000,
    "open style rules": "<style>" + "@media{" * 50_000 + "</style>" + P * 3,
    "a wall of brackets": "<html><body>" + P * 3 + "<p>" + "[" * 500_000 + "</p>",
    "frames and events": f'<html><body onload="x()">{P * 3}<iframe src="https://a.example"></iframe><svg><text>drawn'
    f"</text></svg>",
    "bad times": "<time datetime='9999-99-99T99:99'>x</time><time datetime='0000-00-00'>y</time>" + P * 3,
    "surrogates": "<html><body>" + P * 3 + "<p>&#xD800;&#0;&#x10FFFF; end</p>",
}


@pytest.mark.parametrize("name", PAGES)
def test_hostile_pages_are_read_in_time(name: str) -> None:
    start = time.process_time()
    document = read_page(RawPage(PAGES[name].encode(), "html"), Settings())
    # Processor time: the machine that runs the tests may be busy with other things.
    assert time.process_time() - start < 5
    assert WORDS in document.body
    assert "aaaa" not in document.body
    assert "drawn" not in document.body


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", "# T\n\n" + "[a](b " * 100_000),
        ("markdown", "*a " * 300_000),
        ("markdown", "[" * 500_000),
        ("markdown", "![a](b)\n" * 30_000 + WORDS),
        ("text", "The bridge closed on Monday.\n" * 10_000),
        ("text", "a" * 1_000_000),
        ("text", "<" * 1_000_000),
        ("text", ("By " + "Ann " * 5000 + "\n") * 20 + WORDS),
    ],
)
def test_hostile_texts_are_read_in_time(kind: str, text: str) -> None:
    start = time.process_time()
    raw = RawPage(text.encode(), "markdown" if kind == "markdown" else "text")
    assert read_page(raw, Settings()).body
    assert time.process_time() - start < 5


def test_a_page_beyond_every_measure_is_read_up_to_a_point_and_says_so() -> None:
    document = read_page(RawPage(("<html><body>" + P * 3 + "<br>" * 41_000).encode(), "html"), Settings())
    assert document.set_aside[0].startswith("[The page goes on")
    assert WORDS in document.body


def test_control_characters_do_not_get_through() -> None:
    markup = (
        f"<html><head><title>A \u202eNew\u202c Bridge</title></head><body><p>{WORDS} \u200bEnd\x08\u2066.</p>{P}{P}"
    )
    document = read_page(RawPage(markup.encode(), "html"), Settings())
    for text in (document.title, document.body):
        assert not set("\u202e\u202c\u200b\u2066\x08") & set(text)


def test_scripts_in_captions_and_links_are_only_words() -> None:
    figure = '<figure><img src="/a.jpg" alt="<script>"><figcaption><script>x()</script>A caption</figcaption></figure>'
    markup = f"<html><body><article>{P * 3}{figure}"
    document = read_page(RawPage(markup.encode(), "html", "https://a.example/x"), Settings())
    assert [picture.caption for picture in document.pictures] == ["A caption"]


def test_nothing_but_hidden_text_is_invalid() -> None:
    with pytest.raises(Invalid):
        read_page(
            RawPage(b"<html><body><script>var words = 'many words here';</script></body></html>", "html"), Settings()
        )
