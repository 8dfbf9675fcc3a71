"""The head of an article's file, and what its errors say."""

from __future__ import annotations

import pytest
from articlesamples import ARTICLE, BODY, HEAD

from ascertain.errors import Invalid
from ascertain.publish.naming import is_slug, slug_of
from ascertain.publish.writing import read_draft


def test_everything_in_the_head_is_read() -> None:
    draft = read_draft(ARTICLE)
    assert draft.slug == "lessa-pumps"
    assert draft.front.byline == ["Ada Lind", "Jon Berg"]
    assert draft.front.date is not None
    assert draft.front.date.isoformat() == "2025-05-04T07:30:00+00:00"
    assert draft.front.corrections[0].date.isoformat() == "2025-05-05T00:00:00+00:00"
    assert [source.number for source in draft.sources] == [1, 2]
    assert draft.keys == {"1": 1, "letter": 2}
    assert [(each.claim, each.rating) for each in draft.front.reviews] == [
        ("All five pumps ran during the flood", "Mostly false"),
        ("Nobody in Lessa was without water", "Nobody can tell"),
    ]
    assert [picture.name for picture in draft.pictures] == ["hall.jpg"]


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        ("Just text", 1, "the head of the article is missing"),
        ("---\nheadline: A", 1, "no end"),
        ("---\nbyline: A\n---\ntext", 2, "headline is missing"),
        ("---\nheadline: A\nlanguage: English\n---\ntext", 3, "language cannot be used"),
        ("---\nheadline: A\nauthor: B\n---\ntext", 3, "author is not known"),
        ("---\nheadline: A\nsources:\n  - title: B\n    url: ftp://c\n---\ntext", 5, "sources.1.url cannot be used"),
        ("---\nheadline: A\ndate: yesterday\n---\ntext", 3, "date cannot be used"),
        ("---\nheadline: A: B\n---\ntext", 2, "the head cannot be read"),
        ("---\nheadline: A\nheadline: B\n---\ntext", 3, "is there twice"),
        ("---\nheadline: A\npictures:\n  - caption: B\n---\ntext", 4, "pictures.1.file is missing"),
        ("---\nheadline: A\n---\n\nOne.[^7]", 5, "there is no source “7”"),
        ("---\nheadline: A\n---\none\n\n![](map.png)", 6, "the picture map.png has no alternative text"),
    ],
)
def test_errors_name_the_line_and_what_is_wrong_in_it(wrong: str, line: int, words: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_draft(wrong, "piece.md")
    assert f"piece.md, line {line}: " in caught.value.message
    assert words in caught.value.message
    assert caught.value.hint


def test_aliases_that_grow_without_end_are_refused() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        rows.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    with pytest.raises(Invalid, match="more than 5,000 values"):
        read_draft("---\nheadline: A\n" + "\n".join(rows) + "\n---\ntext")


def test_yaml_cannot_make_objects() -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        read_draft("---\nheadline: !!python/object/apply:os.system [echo]\n---\ntext")


def test_sources_may_be_defined_in_the_text() -> None:
    draft = read_draft(
        HEAD + BODY.replace("[^letter]", "[^map]") + "\n[^map]: Map of Lessa, <https://maps.example/lessa>\n"
    )
    assert draft.sources[2].title == "Map of Lessa"
    assert draft.sources[2].url == "https://maps.example/lessa"
    assert "[^map]:" not in draft.markdown


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Valdoria’s state channel", "valdorias-state-channel"),
        ("Zwei von fünf Pumpen", "zwei-von-funf-pumpen"),
        ("صورة القرش", "swrh-lqrsh"),
        ("  --  ", ""),
    ],
)
def test_names_in_addresses(words: str, slug: str) -> None:
    assert slug_of(words) == slug
    assert not slug or is_slug(slug)


def test_long_names_are_cut_between_words() -> None:
    name = slug_of("bridge " * 40)
    assert len(name) <= 80
    assert name.endswith("-bridge")
