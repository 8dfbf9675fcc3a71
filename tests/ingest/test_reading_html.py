from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ascertain.errors import Invalid
from ascertain.ingest import RawPage, read_page
from ascertain.records import Document
from ascertain.settings import Settings

PAGES = Path(__file__).parent / "pages"
SEEN = datetime(2024, 6, 1, 12, tzinfo=UTC)
URL = "https://www.harbour-ledger.example/world/bridge"
FIRST = "The ministry published the recording on Monday and has not said since who made it, or on which day."
SECOND = "Engineers who examined it found that at least two scenes are older than the bridge they claim to show."
THIRD = "A spokesman said that the ministry would answer every question at a press conference on Thursday morning."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def read(markup: str, url: str = URL) -> Document:
    return read_page(RawPage(markup.encode(), "html", url), Settings(), seen=SEEN)


def page(inner: str = "", head: str = "", article: str = BODY) -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head>{head}</head><body><main>'
        f"<article><h1>A New Bridge</h1>{article}</article>{inner}</main></body></html>"
    )


def test_a_whole_page() -> None:
    document = read_page(RawPage((PAGES / "bridge.html").read_bytes(), "html", URL), Settings(), seen=SEEN)
    assert document.title == "Ministry Shares Video of Flooded Bridge"
    assert document.byline == ("Ines Okafor", "Tomas Brandt")
    assert document.published == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert document.source is not None
    assert (document.source.name, document.source.site) == ("The Harbour Ledger", "harbour-ledger.example")
    assert (document.language, document.url, document.seen) == ("en", URL, SEEN)
    paragraphs = document.body.split("\n\n")
    assert len(paragraphs) == 8
    assert paragraphs[2] == "What the video shows"
    assert paragraphs[5] == "The first scene was filmed from the eastern bank."
    assert [(link.url, link.text) for link in document.links] == [("https://example.org/report", "this newspaper")]
    assert [(p.url, p.caption) for p in document.pictures] == [
        ("https://www.harbour-ledger.example/img/bridge-1200x800.jpg", "The Karst bridge on Monday. Photo: Lena Moor")
    ]
    assert [(c.author, c.parent, c.pairing) for c in document.comments] == [
        ("Rosa P.", None, ""),
        ("Jon", 0, "structure"),
        ("Ada", None, ""),
    ]
    assert document.comments[0].posted == datetime(2024, 3, 5, 12, tzinfo=UTC)
    assert document.comments[1].text == "Which side did you start from?\nThey differ."
    for line in ("Verify This Yourself", "Reverse Image Search", "Related Articles", "4 Comments"):
        assert line in document.set_aside
        assert line not in document.body


def test_body_keeps_nothing_that_is_not_the_article() -> None:
    furniture = (
        '<div class="share-bar">Share this article <a href="#">Facebook</a></div><p>Listen to the article</p>'
        '<div class="newsletter"><p>Sign up for our morning newsletter and never miss a bridge again.</p></div>'
        '<div id="cookie-banner"><p>We use cookies to make this site better for you.</p></div>'
        '<div class="related"><h3>Related articles</h3><ul><li><a href="/x">Ferry contract ends</a></li></ul></div>'
    )
    assert read(page(article=furniture + BODY + furniture)).body == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">Hidden words of some length that nobody sees.</p>',
        '<p style="font-size:0">Hidden words of some length that nobody sees.</p>',
        '<p style="visibility: hidden">Hidden words of some length that nobody sees.</p>',
        '<p style="position:absolute;left:-9999px">Hidden words of some length that nobody sees.</p>',
        '<p aria-hidden="true">Hidden words of some length that nobody sees.</p>',
        "<p hidden>Hidden words of some length that nobody sees.</p>",
        "<template><p>Hidden words of some length that nobody sees.</p></template>",
        "<script>document.write('Hidden words of some length that nobody sees.')</script>",
        '<style>.x{display:none}</style><p class="x">Hidden words of some length that nobody sees.</p>',
        "<!-- <p>Hidden words of some length that nobody sees.</p> -->",
    ],
)
def test_hidden_text_is_not_body(hidden: str) -> None:
    document = read(page(article=f"<p>{FIRST}</p>{hidden}<p>{SECOND}</p><p>{THIRD}</p>"))
    assert "Hidden" not in document.body
    assert FIRST in document.body
    assert THIRD in document.body


def test_an_article_hidden_until_a_script_shows_it_is_read() -> None:
    assert FIRST in read(f'<html><body><div style="opacity:0">{BODY}</div></body></html>').body


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>A New Bridge - The Harbour Ledger</title>", "A New Bridge"),
        ('<meta property="og:title" content="A New Bridge | Ledger">', "A New Bridge"),
        ("", "A New Bridge"),
    ],
)
def test_headlines_come_without_the_site(head: str, title: str) -> None:
    assert read(page(head=head)).title == title


def test_a_headline_only_in_the_title_element() -> None:
    head = '<title>Old pictures of a new bridge | The Ledger</title><meta property="og:site_name" content="The Ledger">'
    assert read(f"<html><head>{head}</head><body>{BODY}</body></html>").title == "Old pictures of a new bridge"


@pytest.mark.parametrize(
    ("head", "article", "published"),
    [
        (
            '<meta property="article:published_time" content="2024-05-03T23:30:00-05:00">',
            "",
            datetime(2024, 5, 4, 4, 30),
        ),
        (
            '<script type="application/ld+json">{"@type":"Article","datePublished":"2024-05-03"}</script>',
            "",
            datetime(2024, 5, 3),
        ),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],'
            '"datePublished":"2024-05-03T10:00:00Z",}]}</script>',
            "",
            datetime(2024, 5, 3, 10),
        ),
        ("", '<time datetime="2024-05-03T10:00">3 May</time>', datetime(2024, 5, 3, 10)),
        ("", '<p class="date">3 May 2024</p>', datetime(2024, 5, 3)),
    ],
)
def test_dates(head: str, article: str, published: datetime) -> None:
    assert read(page(head=head, article=article + BODY)).published == published.replace(tzinfo=UTC)


def test_a_page_without_a_date_has_none() -> None:
    assert read(page()).published is None
    assert read(page("<footer>© 2023 The Ledger</footer>", article=BODY)).published is None
    assert read(page('<aside class="related"><time datetime="2024-01-01">1 January</time></aside>')).published is None


def test_a_date_in_the_address_counts() -> None:
    assert read(page(), "https://ledger.example/2024/05/03/bridge.html").published == datetime(2024, 5, 3, tzinfo=UTC)


def test_a_saved_page_has_no_publisher_it_does_not_name() -> None:
    assert read(page(), "").source is None
    named = read(page(head='<meta property="og:site_name" content="The Ledger">'), "").source
    assert named is not None
    assert (named.name, named.site) == ("The Ledger", "")
    domain = read(page()).source
    assert domain is not None
    assert domain.name == "harbour-ledger.example"


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('<p class="byline">By Ines Okafor and Tomas Brandt</p>', ("Ines Okafor", "Tomas Brandt")),
        ('<a rel="author" href="/x">Ines Okafor</a>', ("Ines Okafor",)),
        ('<span itemprop="author">Von Lena Moor</span>', ("Lena Moor",)),
        ("<p>Por María del Río</p>", ("María del Río",)),
    ],
)
def test_visible_bylines(markup: str, names: tuple[str, ...]) -> None:
    document = read(page(article=markup + BODY))
    assert document.byline == names
    assert document.body.startswith(FIRST)


def test_links_are_absolute_web_addresses() -> None:
    paragraph = (
        f'<p>{FIRST} <a href="/report">the report</a> <a href="javascript:alert(1)">a script</a> '
        '<a href="mailto:a@example.org">a letter</a> <a href="http://[bad">a fault</a></p>'
    )
    assert [link.url for link in read(page(article=paragraph + BODY)).links] == [
        "https://www.harbour-ledger.example/report"
    ]


def test_boxes_that_cut_an_article_are_put_together() -> None:
    box = '<div class="chunk">{}</div><div class="ad">Advertisement</div>'
    texts = [
        f"Scene {n} was recorded near the lock in the year 20{n:02}, says the engineer who counted the lamps there."
        for n in range(12)
    ]
    article = "".join(box.format("".join(f"<p>{text}</p>" for text in texts[n : n + 4])) for n in (0, 4, 8))
    assert read(page(article=article)).body.split("\n\n") == texts


def test_the_language_is_the_words_not_the_label() -> None:
    german = (
        "<p>Das Ministerium veröffentlichte die Aufnahme am Montag und sagt seither nicht, wer sie gemacht hat.</p>" * 3
    )
    assert read(page(article=german.replace("Montag", "Montag abend", 1))).language == "de"


def test_a_page_without_text_is_invalid() -> None:
    for markup in ("<html><body></body></html>", '<html><body><div id="root"></div><script>x()</script></body></html>'):
        with pytest.raises(Invalid, match="no text that could be read"):
            read(markup)


def test_a_body_that_only_json_ld_has_is_used() -> None:
    stated = " ".join([FIRST, SECOND, THIRD])
    head = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"H","articleBody":"{stated}"}}</script>'
    )
    assert stated in read(f"<html><head>{head}</head><body><div>Loading the page</div></body></html>").body


@pytest.mark.parametrize("between", ["<p>{}</p>", "<div>{}</div>", "{}<br>"])
def test_markup_that_says_nothing_is_read_like_plain_text(between: str) -> None:
    lines = (PAGES / "bridge.txt").read_text("utf-8").splitlines()
    markup = "".join(between.format(line) for line in lines)
    document = read(f"<html><body><div>{markup}</div></body></html>", "")
    assert document.title == lines[1]
    assert document.byline == ("Ines Okafor", "Tomas Brandt")
    assert document.body.split("\n\n") == lines[4:8]
    assert [comment.parent for comment in document.comments] == [None, 0, None, 2, None, 4]
    assert {"Listen to the article", "Verify This Yourself", "6 Comments"} <= set(document.set_aside)
