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
PROSE = "The ministry published the recording on Monday and has not said since who made it, or on which day."
MORE = "Engineers who examined it found that at least two scenes are older than the bridge they claim to show."


def read(text: str, kind: str = "text") -> Document:
    return read_page(RawPage(text.encode(), "markdown" if kind == "markdown" else "text"), Settings(), seen=SEEN)


def test_an_article_with_panel_and_comments() -> None:
    document = read((PAGES / "bridge.txt").read_text("utf-8"))
    assert document.title == "Ministry Shares Video of Flooded Bridge While Engineers Doubt Its Age"
    assert document.byline == ("Ines Okafor", "Tomas Brandt")
    assert document.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert document.language == "en"
    assert (document.source, document.url, document.seen) == (None, "", SEEN)
    paragraphs = document.body.split("\n\n")
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("The transport ministry")
    assert paragraphs[-1].endswith("planned for Thursday.")
    assert document.set_aside[0] == "Listen to the article"
    assert document.set_aside[1] == "Verify This Yourself"
    assert document.set_aside[-1] == "6 Comments"
    assert len(document.set_aside) == 12
    assert [comment.parent for comment in document.comments] == [None, 0, None, 2, None, 4]
    assert {comment.pairing for comment in document.comments} == {"", "wording"}
    assert document.comments[1].text.startswith("That’s a good observation.")


def test_the_identifier_depends_on_what_is_said_only() -> None:
    first, again = read(f"Title\n\n{PROSE}"), read(f"Title\n\n{PROSE}")
    assert first.id == again.id != read(f"Title\n\n{MORE}").id


def test_a_wrong_count_of_comments_changes_nothing() -> None:
    document = read(f"Title here\n{PROSE}\n{MORE}\n99 Comments\nOld footage.\nAgreed, very old.")
    assert [comment.parent for comment in document.comments] == [None, 0]


def test_wrapped_paragraphs_are_joined() -> None:
    text = (
        f"Old Pictures of a New Bridge\n\n{PROSE[:60]}\n{PROSE[60:]}\n{MORE[:64]}\n{MORE[64:]}"
        f"\n\n{MORE[:60]}\n{MORE[60:]}\n"
    )
    document = read(text)
    assert document.title == "Old Pictures of a New Bridge"
    assert len(document.body.split("\n\n")) == 2


def test_a_text_without_headline_has_none() -> None:
    document = read(f"{PROSE}\n\n{MORE}")
    assert document.title == ""
    assert document.body == f"{PROSE}\n\n{MORE}"


def test_one_sentence_is_a_page() -> None:
    assert read("The bridge was closed on Monday.").body == "The bridge was closed on Monday."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ines Okafor", ("Ines Okafor",)),
        ("Von Lena Moor und Karl Ast", ("Lena Moor", "Karl Ast")),
        ("Por María del Río", ("María del Río",)),
        ("Par Jean-Luc Petit et Anne Roy", ("Jean-Luc Petit", "Anne Roy")),
        ("Автор: Ольга Лесная", ("Ольга Лесная",)),
        ("By Ines Okafor, Staff Writer | 3 May 2024", ("Ines Okafor",)),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    document = read(f"Old Pictures of a New Bridge\n{line}\n{PROSE}\n{MORE}")
    assert document.byline == names
    assert document.body == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-05-03", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024-05-03T14:30:00+02:00", datetime(2024, 5, 3, 12, 30, tzinfo=UTC)),
        ("Published: May 3, 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("3 May 2024, 14:30", datetime(2024, 5, 3, tzinfo=UTC)),
    ],
)
def test_date_lines(line: str, day: datetime) -> None:
    document = read(f"Old Pictures of a New Bridge\n{line}\n{PROSE}\n{MORE}")
    assert document.published == day
    assert document.body == f"{PROSE}\n\n{MORE}"


def test_fields_above_a_text() -> None:
    document = read(
        f"Title: A New Bridge\nAuthor: Ines Okafor\nDate: 2024-05-03\nSource: The Harbour Ledger\n\n{PROSE}"
    )
    assert (document.title, document.byline) == ("A New Bridge", ("Ines Okafor",))
    assert document.published == datetime(2024, 5, 3, tzinfo=UTC)
    assert document.source is not None
    assert (document.source.name, document.source.site) == ("The Harbour Ledger", "")
    assert document.body == PROSE


def test_front_matter() -> None:
    fields = 'title: "A New Bridge"\nauthors:\n  - Ines Okafor\n  - Tomas Brandt\ndate: 2024-05-03\ntags: [x]'
    text = f"---\n{fields}\n---\n\n{PROSE}\n"
    document = read(text, "markdown")
    assert (document.title, document.byline) == ("A New Bridge", ("Ines Okafor", "Tomas Brandt"))
    assert document.body == PROSE


def test_markdown() -> None:
    text = (
        f"# A *New* Bridge\n\n![Railings, close](img/rail.jpg)\n*Grey railings. Photo: L. Moor*"
        f"\n\n{PROSE[:50]}\n{PROSE[50:]}\n\n"
        "## What is **shown**\n\n> We stand by every frame, and we will say so on Thursday.\n\n"
        "- The first scene shows the [eastern bank](https://example.org/bank).\n- The second has no landmark.\n\n"
        f"{MORE} See [the report][r].\n\n[r]: https://example.org/report\n\n[x](javascript:alert(1))\n"
    )
    document = read(text, "markdown")
    assert document.title == "A New Bridge"
    assert document.body.split("\n\n")[:5] == [
        PROSE,
        "What is shown",
        "We stand by every frame, and we will say so on Thursday.",
        "The first scene shows the eastern bank.",
        "The second has no landmark.",
    ]
    assert [(link.url, link.text) for link in document.links] == [
        ("https://example.org/bank", "eastern bank"),
        ("https://example.org/report", "the report"),
    ]
    picture = document.pictures[0]
    assert (picture.url, picture.caption, picture.alt) == (
        "img/rail.jpg",
        "Grey railings. Photo: L. Moor",
        "Railings, close",
    )


def test_addresses_in_text_are_links() -> None:
    document = read(f"{PROSE} See https://example.org/report.\n\n{MORE}")
    assert [link.url for link in document.links] == ["https://example.org/report"]


def test_control_and_direction_characters_are_removed() -> None:
    body = read(f"{PROSE}\u202e\u200b\x07 Behind it.\n\n{MORE}").body
    assert not set("\u202e\u200b\x07") & set(body)


def test_a_text_that_is_all_panel_is_invalid() -> None:
    with pytest.raises(Invalid, match="no text that could be read"):
        read("Advertisement\nShare this article\n")


def test_a_textfile_that_holds_html_is_read_as_html() -> None:
    document = read(f"<!doctype html><html><body><h1>A New Bridge</h1><p>{PROSE}</p><p>{MORE}</p></body></html>")
    assert document.title == "A New Bridge"
    assert document.body == f"{PROSE}\n\n{MORE}"
