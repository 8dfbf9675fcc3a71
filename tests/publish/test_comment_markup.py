"""The Markdown of comments: what it knows, and that nothing else gets through."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.publish.commentmarkup import comment_html, comment_links, comment_words

ALLOWED = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre"}


class Tags(HTMLParser):
    """Collects the elements of HTML with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*soft* and **loud**", "<p><em>soft</em> and <strong>loud</strong></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("`x < 1`", "<p><code>x &lt; 1</code></p>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("# no heading", "<p># no heading</p>"),
        ("&#8238;", "<p>&amp;#8238;</p>"),
    ],
)
def test_what_comments_know_is_shown_and_the_rest_stays_text(text: str, html: str) -> None:
    assert comment_html(text) == html


def test_links_are_marked_as_written_by_readers_and_lead_to_the_web_only() -> None:
    html = comment_html("[a](https://a.example/?b=1&c) and https://b.example/x. [c](javascript:alert(1)) <ftp://d.e>")
    links = [attributes for tag, attributes in Tags(html).found if tag == "a"]
    assert [link["href"] for link in links] == ["https://a.example/?b=1&c", "https://b.example/x"]
    assert {link["rel"] for link in links} == {"ugc nofollow noopener"}
    assert "[c](javascript:alert(1))" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '[x](https://a.example "title\\" onmouseover=alert(1)")',
        "![x](https://a.example/p.png)",
        '<a href="javascript:x">y</a>',
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "<<script>script>alert(1)<</script>/script>",
        "```html\n</code></pre><script>alert(1)</script>\n```",
        "https://a.example/<script>alert(1)</script>",
        "<style>*{display:none}</style><svg/onload=alert(1)>",
        ">" * 5000 + "x",
        "*" * 20_000,
        "[" * 5000,
        "- " * 3000,
    ],
)
def test_hostile_comments_stay_text(text: str) -> None:
    found = Tags(comment_html(text)).found
    assert {tag for tag, _ in found} <= ALLOWED
    assert all(set(attributes) <= {"href", "rel"} for _, attributes in found)


@given(st.text(alphabet="<>&\"'*_`[]()!#-\n /ahttps:.javscript=", max_size=200))
def test_no_text_whatever_becomes_other_elements_or_addresses(text: str) -> None:
    for tag, attributes in Tags(comment_html(text)).found:
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "rel"}
        assert re.match(r"https?://", attributes.get("href") or "https://", re.IGNORECASE)


def test_plain_words_leave_out_marks_and_on_request_what_others_said() -> None:
    text = "> they said\n\n*I* say [this](https://a.example)\n\n- and\n- that"
    assert comment_words(text) == "they said\nI say this\nand\nthat"
    assert comment_words(text, quotations=False) == "I say this\nand\nthat"


def test_links_are_counted_once_each_written_bare_or_with_marks() -> None:
    text = "https://a.example/1 [x](https://a.example/1) <https://b.example> `https://c.example` https://d.example/(1)"
    assert comment_links(text) == ("https://a.example/1", "https://b.example", "https://d.example/(1")
