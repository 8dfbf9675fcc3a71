from __future__ import annotations

import pytest

from ascertain.ingest.panel import (
    is_comment_control,
    is_comments_heading,
    is_notice,
    is_panel_heading,
    is_prose,
    split_panels,
    word_count,
)

PROSE = "The ministry published the recording on Monday and has not said since who made it, or on which day."


@pytest.mark.parametrize(
    "line",
    [
        "Listen to the article",
        "Listen to this article · 5 min",
        "Escuchar el artículo",
        "Artikel anhören",
        "Écouter cet article",
        "Ouvir o artigo",
        "Ascolta l'articolo",
        "Слушать статью",
        "Advertisement",
        "ANZEIGE",
        "Share this article",
        "Facebook Twitter WhatsApp Copy Link",
        "5 min read",
        "Skip to main content",
        "We use cookies to make this site better for you.",
        "Nous utilisons des cookies pour mesurer la fréquentation.",
        "Sign up for our morning newsletter",
        "Read more: Minister resigns over ferry contract",
        "Lesen Sie auch: Die Brücke bleibt zu",
        "Читайте также: Мост закрыт до четверга",
        "© 2024 The Harbour Ledger. All rights reserved.",
    ],
)
def test_notices_are_known(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Listen to the river and you hear the stones move, the engineer said.",
        "Share prices fell by four per cent on Tuesday after the ministry spoke.",
        "Related costs rose by 12 million, according to the auditors.",
        "Reading the report took the committee nine days.",
        "X denied the claim.",
        "Search teams found the boat on Sunday.",
        "“Follow the money,” she said.",
        "Print workers went on strike on Friday.",
        "Cookies were sold at the bridge.",
    ],
)
def test_sentences_of_an_article_are_not(line: str) -> None:
    assert not is_notice(line)
    assert not is_panel_heading(line)
    assert not is_comments_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Verify This Yourself",
        "Want More Verification Tools?",
        "Related Fact-Checks",
        "Verifica esto por ti mismo",
        "Überprüfen Sie es selbst",
        "Vérifiez par vous-même",
        "Verifique você mesmo",
        "Verifica tu stesso",
        "Проверьте сами",
        "Перевірте самі",
        "Sprawdź sam",
        "Related articles",
        "Mehr zum Thema",
        "Te puede interesar",
        "Powiązane artykuły",
        "Материалы по теме",
        "Most read",
    ],
)
def test_headings_of_panels_are_known(line: str) -> None:
    assert is_panel_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Comments",
        "10 Comments",
        "Comments (10)",
        "1,204 comments",
        "Kommentare (3)",
        "3 comentarios",
        "Комментарии: 12",
        "2 thoughts on “The bridge”",
        "Join the discussion",
        "评论",
        "コメント 4件",
    ],
)
def test_headings_of_comments_are_known(line: str) -> None:
    assert is_comments_heading(line)


@pytest.mark.parametrize(
    "line", ["Comments by the minister caused anger", "Commentary", "She had no comments on that."]
)
def test_other_lines_with_the_word_are_not(line: str) -> None:
    assert not is_comments_heading(line)


@pytest.mark.parametrize(
    "line", ["Reply", "12 likes", "Log in to reply", "Leave a comment", "Antworten", "View 3 replies"]
)
def test_buttons_of_comments_are_known(line: str) -> None:
    assert is_comment_control(line)


def test_words_are_counted_in_every_script() -> None:
    assert word_count("It’s a well-made bridge, 2.4 m high") == 8
    assert word_count("橋は月曜日に閉鎖") == 4
    assert is_prose(PROSE)
    assert not is_prose("What the video shows")


def aside(*lines: str) -> list[str]:
    return [lines[place] for place in split_panels(lines)[1]]


def test_a_panel_in_the_middle_ends_where_prose_begins() -> None:
    panel = ("Related articles", "Minister resigns over ferry contract", "Harbour fees rise again")
    assert aside(PROSE, *panel, PROSE, "It was not the first time.", PROSE) == list(panel)


def test_a_section_with_a_panels_name_over_prose_is_a_section() -> None:
    assert aside(PROSE, "In this article", PROSE, PROSE) == []


def test_a_panel_at_the_end_takes_its_sentences_along() -> None:
    panel = ("Verify This Yourself", "Check the picture.", "Ask Our AI", "It answers at once.")
    assert aside(PROSE, PROSE, *panel) == list(panel)


def test_a_panel_with_an_unknown_heading_is_told_by_its_tools() -> None:
    panel = ("Dig deeper", "Reverse image search", "See where this image has been used", "Our full suite of tools")
    assert aside(PROSE, PROSE, *panel) == list(panel)


def test_a_list_at_the_end_is_body() -> None:
    assert aside(PROSE, "The bridges closed on Monday", "Karst", "Old Ferry Road", "North Lock") == []
