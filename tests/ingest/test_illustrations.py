from __future__ import annotations

import pytest

from ascertain.ingest import RawPage, read_page
from ascertain.records import Picture
from ascertain.settings import Settings

BODY = (
    "<p>The ministry published the recording on Monday and has not said since who made it, or on which day.</p>"
    "<p>Engineers who examined it found that at least two scenes are older than the bridge they claim to show.</p>"
    "<p>A spokesman said that the ministry would answer every question at a press conference on Thursday.</p>"
)
URL = "https://ledger.example/world/bridge"


def pictures(inside: str, head: str = "", around: str = "", url: str = URL) -> list[Picture]:
    markup = (
        f"<html><head>{head}</head><body>{around}<article><h1>A New Bridge</h1>{inside}{BODY}</article></body></html>"
    )
    return list(read_page(RawPage(markup.encode(), "html", url), Settings()).pictures)


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ('<img src="/a.jpg">', "https://ledger.example/a.jpg"),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="b.jpg">', "https://ledger.example/world/b.jpg"),
        ('<img src="/lazy.gif" data-lazy-src="//cdn.example/c.jpg">', "https://cdn.example/c.jpg"),
        ('<img src="/s.jpg" srcset="/s.jpg 320w, /l.jpg 1600w, /xxl.jpg 9000w">', "https://ledger.example/l.jpg"),
        ('<img data-srcset="/1.jpg 1x, /2.jpg 2x" src="/blank.gif">', "https://ledger.example/2.jpg"),
        ('<picture><source srcset="/w.webp 1200w"><img src="/f.jpg"></picture>', "https://ledger.example/w.webp"),
        ('<amp-img src="/amp.jpg" width="800" height="400"></amp-img>', "https://ledger.example/amp.jpg"),
        (
            '<img class="lazy" src="/placeholder.png"><noscript><img src="/real.jpg"></noscript>',
            "https://ledger.example/real.jpg",
        ),
    ],
)
def test_the_best_version_is_taken(markup: str, url: str) -> None:
    assert [picture.url for picture in pictures(markup)] == [url]


def test_captions_and_alternative_texts() -> None:
    figure = (
        '<figure><img src="/a.jpg" alt="Grey railings"><figcaption>The bridge. <span>Photo: L. Moor'
        "</span></figcaption></figure>"
    )
    box = '<div class="wp-caption"><img src="/b.jpg"><p class="wp-caption-text">The lock at noon.</p></div>'
    assert [(p.caption, p.alt) for p in pictures(figure + box)] == [
        ("The bridge. Photo: L. Moor", "Grey railings"),
        ("The lock at noon.", ""),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/a.jpg" width="1" height="1">',
        '<img src="/icons/share.png">',
        '<img src="/a.jpg" class="avatar">',
        '<div class="author-box"><img src="/face.jpg"></div>',
        '<img src="/logo.png">',
        '<img src="/a.svg">',
        '<img src="javascript:alert(1)">',
        '<img src="file:///etc/passwd">',
        '<aside><img src="/ad.jpg"></aside>',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<img src="http://[bad">',
    ],
)
def test_what_is_no_picture_of_the_article_is_left_out(markup: str) -> None:
    assert pictures(markup) == []


def test_pictures_of_other_articles_are_left_out() -> None:
    around = '<nav><img src="/n.jpg" width="300"></nav><div class="teaser"><img src="/other.jpg"></div>'
    assert pictures('<img src="/a.jpg">', around=around)[0].url.endswith("/a.jpg")
    assert len(pictures('<img src="/a.jpg">', around=around)) == 1


def test_the_shared_picture_leads_and_keeps_its_caption() -> None:
    head = '<meta property="og:image" content="https://cdn.example/2024/lock-1200x630.jpg">'
    inside = (
        '<img src="/a.jpg"><figure><img src="https://cdn.example/2024/lock.jpg"><figcaption>The lock.'
        "</figcaption></figure>"
    )
    assert [(p.url, p.caption) for p in pictures(inside, head)] == [
        ("https://cdn.example/2024/lock.jpg", "The lock."),
        ("https://ledger.example/a.jpg", ""),
    ]
    assert [p.url for p in pictures("", head)] == ["https://cdn.example/2024/lock-1200x630.jpg"]
    assert pictures("", '<meta property="og:image" content="/site-logo.png">') == []


def test_pictures_beside_a_saved_page_stay_relative() -> None:
    head = '<link rel="canonical" href="https://ledger.example/x">'
    found = pictures('<img src="./bridge_files/a%20b.jpg"><img src="/root.jpg">', head, url="")
    assert [p.url for p in found] == ["./bridge_files/a%20b.jpg", "https://ledger.example/root.jpg"]


def test_large_data_pictures_are_kept() -> None:
    url = "data:image/png;base64," + "A" * 2000
    assert [p.url for p in pictures(f'<img src="{url}">')] == [url]
