from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ascertain.ingest import RawPage, read_page
from ascertain.records import Document
from ascertain.settings import Settings

BODY = (
    "<p>The ministry published the recording on Monday and has not said since who made it, or on which day.</p>"
    "<p>Engineers who examined it found that at least two scenes are older than the bridge they claim to show.</p>"
    "<p>A spokesman said that the ministry would answer every question at a press conference on Thursday.</p>"
)


def read(talk: str, head: str = "", inside: str = "") -> Document:
    article = f"<article><h1>A New Bridge</h1>{BODY}{inside}</article>"
    markup = f"<html><head>{head}</head><body>{article}{talk}<footer>Imprint</footer></body></html>"
    document = read_page(RawPage(markup.encode(), "html"), Settings())
    assert document.body.count("\n\n") == 2, document.body
    return document


def said(document: Document) -> list[tuple[str, str, int | None, str]]:
    return [(c.author, c.text, c.parent, c.pairing) for c in document.comments]


NESTED = [
    ("Rosa", "Old footage again.", None, ""),
    ("Jon", "Which scene?", 0, "structure"),
    ("Ada", "All of it.", 1, "structure"),
    ("Kim", "Where is the file?", None, ""),
]


@pytest.mark.parametrize(
    "talk",
    [
        # nested items
        '<section class="comments"><h3>4 Comments</h3><div class="comment"><span class="author">Rosa'
        "</span><p>Old footage again.</p>"
        '<div class="comment"><span class="author">Jon</span><p>Which scene?</p>'
        '<div class="comment"><span class="author">Ada</span>'
        '<p>All of it.</p></div></div></div><div class="comment"><span class="author">Kim</span>'
        "<p>Where is the file?</p></div></section>",
        # replies beside the item they answer
        '<div id="comments"><div class="thread"><div class="comment"><b class="author">Rosa</b>'
        '<div class="comment-text">Old footage again.</div></div>'
        '<div class="replies"><div class="comment"><b class="author">Jon</b>'
        '<div class="comment-text">Which scene?</div></div>'
        '<div class="replies"><div class="comment"><b class="author">Ada</b>'
        '<div class="comment-text">All of it.</div></div></div></div></div>'
        '<div class="thread"><div class="comment"><b class="author">Kim</b>'
        '<div class="comment-text">Where is the file?</div></div></div></div>',
        # a flat list with depths
        '<ul class="comment-list"><li class="comment depth-1"><cite>Rosa</cite><p>Old footage again.</p></li>'
        '<li class="comment depth-2"><cite>Jon</cite><p>Which scene?</p></li>'
        '<li class="comment depth-3"><cite>Ada</cite><p>All of it.</p></li>'
        '<li class="comment depth-1"><cite>Kim</cite><p>Where is the file?</p></li></ul>',
        # a flat list with parents
        '<div class="discussion"><div class="comment" data-comment-id="7">'
        '<span class="user-name">Rosa</span><p>Old footage again.</p></div>'
        '<div class="comment" data-comment-id="8" data-parent-id="7"><span class="user-name">Jon'
        "</span><p>Which scene?</p></div>"
        '<div class="comment" data-comment-id="9" data-parent-id="8"><span class="user-name">Ada'
        "</span><p>All of it.</p></div>"
        '<div class="comment" data-comment-id="10"><span class="user-name">Kim</span>'
        "<p>Where is the file?</p></div></div>",
        # microdata
        '<div><div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Rosa'
        '</span><p itemprop="text">Old footage again.</p>'
        '<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Jon</span>'
        '<p itemprop="text">Which scene?</p>'
        '<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Ada</span>'
        '<p itemprop="text">All of it.</p></div></div></div>'
        '<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Kim</span>'
        '<p itemprop="text">Where is the file?</p></div></div>',
    ],
    ids=["nested", "beside", "depths", "parents", "microdata"],
)
def test_structure_gives_parents(talk: str) -> None:
    assert said(read(talk)) == NESTED


@pytest.mark.parametrize(
    "talk",
    [
        "<h3>3 Comments</h3><p>Old footage again.</p><p>Agreed, very old.</p><p>Where is the file?</p>",
        "<section><h2>Comments (3)</h2><div><p>Old footage again.</p></div><div><p>Agreed, very old."
        "</p></div><div><p>Where is the file?</p></div></section>",
        '<section aria-label="Comments"><ul><li>Old footage again.</li><li>Agreed, very old.</li>'
        "<li>Where is the file?</li></ul></section>",
        '<div class="comments-area"><p>Old footage again.</p><p>Agreed, very old.</p><p>Where is the file?</p></div>',
        '<div class="comments"><div class="comment">Old footage again.</div>'
        '<div class="comment">Agreed, very old.</div><div class="comment">Where is the file?</div>'
        "</div>",
    ],
    ids=["heading", "boxes", "label", "paragraphs", "items"],
)
def test_flat_comments_are_paired_by_wording(talk: str) -> None:
    expected = [
        ("", "Old footage again.", None, ""),
        ("", "Agreed, very old.", 0, "wording"),
        ("", "Where is the file?", None, ""),
    ]
    assert said(read(talk)) == expected
    assert said(read("", inside=talk)) == expected


def test_comments_in_json_ld() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A New'
        ' Bridge","comment":[{"@type":"Comment",'
        '"text":"Old footage &amp;'
        ' more.","author":{"@type":"Person","name":"Rosa"},"dateCreated":"2024-03-05T10:00:00Z",'
        '"comment":[{"@type":"Comment","text":"Which scene?"}]},{"@type":"Comment","text":"Where is'
        ' the file?"}]}</script>'
    )
    document = read("", head)
    assert said(document) == [
        ("Rosa", "Old footage & more.", None, ""),
        ("", "Which scene?", 0, "structure"),
        ("", "Where is the file?", None, ""),
    ]
    assert document.comments[0].posted == datetime(2024, 3, 5, 10, tzinfo=UTC)


def test_forms_and_buttons_are_no_comments() -> None:
    talk = (
        '<div id="comments"><h3>1 Comment</h3><ol><li class="comment"><p>Old footage.</p>'
        '<a class="comment-reply-link">Reply</a></li></ol>'
        '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form class="comment-form">'
        '<p class="comment-form-comment">'
        "<label>Comment</label></p></form></div></div>"
    )
    assert said(read(talk)) == [("", "Old footage.", None, "")]


def test_a_link_to_the_comments_is_not_their_heading() -> None:
    meta = '<div class="meta"><a href="#c">12 Comments</a></div>'
    markup = f"<html><body><article><h1>A New Bridge</h1>{meta}{BODY}</article></body></html>"
    document = read_page(RawPage(markup.encode(), "html"), Settings())
    assert document.comments == ()
    assert document.body.count("\n\n") == 2
