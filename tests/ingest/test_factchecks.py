from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.errors import AscertainError, Invalid, NotFound
from ascertain.ingest.factchecks import READERS, Entry, Reject, jsonfile, open_fact_checks
from ascertain.records import FactCheck, Rating

_EXAMPLES = [(reader.name, example) for reader in READERS for example in reader.examples]


def _entries(path: Path, content: bytes | str, **options: Any) -> list[Entry]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_fact_checks(path, **options).entries("main"))


def _read(path: Path, content: bytes | str, **options: Any) -> list[FactCheck]:
    """Return the fact-checks of a file in which every entry is one."""
    checks = []
    for entry in _entries(path, content, **options):
        assert isinstance(entry.outcome, FactCheck), entry.outcome
        checks.append(entry.outcome)
    return checks


def _entries_or_hint(path: Path, content: bytes, name: str | None) -> None:
    """Check that a file gives entries, or an error that says what to do."""
    path.write_bytes(content)
    try:
        file = open_fact_checks(path, format=name)
    except AscertainError as error:
        hint = error.hint
    else:
        hint = "some entries" if list(file.entries("main")) else ""
    assert hint


def _rejects(entries: list[Entry]) -> list[Reject]:
    return [entry.outcome for entry in entries if isinstance(entry.outcome, Reject)]


@pytest.mark.parametrize(("name", "example"), _EXAMPLES)
def test_each_reader_knows_and_reads_its_examples(tmp_path: Path, name: str, example: bytes) -> None:
    path = tmp_path / "file"
    first = _read(path, example)
    assert open_fact_checks(path).reader.name == name
    assert first
    assert _read(path, gzip.compress(example)) == first
    if name != "html":
        assert _read(path, codecs.BOM_UTF8 + example) == first
    assert _read(path, example.decode().encode("utf-16")) == first
    assert _read(path, example, format=name) == first


@pytest.mark.parametrize(("name", "example"), _EXAMPLES)
def test_each_reader_survives_a_file_that_breaks_off(tmp_path: Path, name: str, example: bytes) -> None:
    path = tmp_path / "file"
    for length in range(0, len(example), 37):
        _entries_or_hint(path, example[:length], name)
    packed = gzip.compress(example * 300)
    _entries_or_hint(path, packed[: len(packed) // 2], name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_hint(tmp_path: Path, content: bytes) -> None:
    for name in [None, *(reader.name for reader in READERS)]:
        _entries_or_hint(tmp_path / "file", content, name)


def test_columns_are_known_by_many_names(tmp_path: Path) -> None:
    row = {
        "vclaim": "The tower leans",
        "Review Title": "How the tower stands",
        "subtitle": "",
        "lead": "Measured twice.",
        "claimReview": [{"publisher": {"name": "Tower Checks", "site": "tower.example"}, "languageCode": "pt-BR"}],
        "verdict": "Meia verdade",
        "LINK": "https://tower.example/1",
        "fact_checking_date": "16-01-21T06:08:00",
        "source_claim": "A mason",
        "source_claim_url": "https://posts.example/1",
        "vclaim_id": 7,
    }
    (check,) = _read(tmp_path / "a.jsonl", json.dumps(row))
    assert (check.claim, check.title, check.summary) == ("The tower leans", "How the tower stands", "Measured twice.")
    assert (check.source.name, check.source.site, check.language) == ("Tower Checks", "tower.example", "pt")
    assert (check.rating, check.rating_words) == (Rating.MIXED, "Meia verdade")
    assert check.date is not None
    assert check.date.isoformat() == "2021-01-16T06:08:00+00:00"
    assert (check.url, check.claimant, check.identifier) == ("https://tower.example/1", "A mason", "7")
    assert check.appearances == ("https://posts.example/1",)


def test_a_column_map_goes_before_known_names(tmp_path: Path) -> None:
    table = "claim,thesis,who\nnot this,The well is dry,Well Checks\n"
    (check,) = _read(tmp_path / "a.csv", table, columns={"claim": "thesis", "publisher": "who"})
    assert (check.claim, check.source.name) == ("The well is dry", "Well Checks")
    nested = '{"body": {"thesis": "The well is dry"}}'
    (check,) = _read(tmp_path / "a.jsonl", nested, columns={"claim": "body.thesis"})
    assert check.claim == "The well is dry"
    with pytest.raises(Invalid, match="no field 'colour'"):
        _entries(tmp_path / "a.csv", table, columns={"colour": "who"})
    with pytest.raises(Invalid, match="no column 'nothing'"):
        _entries(tmp_path / "a.csv", table, columns={"claim": "nothing"})


def test_markup_entities_and_control_characters_are_taken_out(tmp_path: Path) -> None:
    row = {
        "claim": "<p>Salt &amp;amp; \u202epepper\u0000 <script>alert(1)</script>cost &lt;3 coins</p>\ud83d",
        "title": "a < b",
        "url": "javascript:alert(1)",
    }
    entries = _entries(tmp_path / "a.jsonl", json.dumps(row))
    check = entries[0].outcome
    assert isinstance(check, FactCheck)
    assert check.claim == "Salt & pepper cost <3 coins �"
    assert (check.title, check.url) == ("a < b", "")
    assert "the address is not an http or https address and was left out" in entries[0].warnings
    check.model_dump_json()


def test_what_is_rejected_says_why(tmp_path: Path) -> None:
    lines = ['{"claim": "The pond froze"}', '{"claim": ', "[1, 2]", '{"claim": "", "url": "https://a.example"}']
    lines += [json.dumps({"claim": "word " * 1001})]
    rejects = _rejects(_entries(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [(reject.position, reject.place) for reject in rejects] == [(n, f"line {n}") for n in (2, 3, 4, 5)]
    assert [reject.reason.split(":")[0] for reject in rejects] == [
        "it is not JSON",
        "it is not an object with fields",
        "it has no claim and no headline",
        "its claim has 5,004 characters, more than 5,000",
    ]
    assert "https://a.example" in rejects[2].excerpt


def test_dates_that_cannot_be_read_are_left_out_with_a_warning(tmp_path: Path) -> None:
    lines = [
        json.dumps({"claim": f"Claim {n}", "lang": "en", "date": text}) for n, text in enumerate(("soon", "05/06/2015"))
    ]
    entries = _entries(tmp_path / "a.jsonl", "\n".join(lines))
    assert all(isinstance(entry.outcome, FactCheck) and entry.outcome.date is None for entry in entries)
    assert "could not be read" in entries[0].warnings[0]
    assert "may mean two days" in entries[1].warnings[0]


def test_one_fact_check_has_one_identifier_wherever_it_stands(tmp_path: Path) -> None:
    row = '{"claim": "The pond froze", "url": "https://a.example/1", "publisher": "A"}'
    (in_lines,) = _read(tmp_path / "a.jsonl", row)
    (in_table,) = _read(tmp_path / "a.csv", "claim,url\nThe pond froze,https://a.example/1\n")
    assert in_lines.id == in_table.id
    file = open_fact_checks(tmp_path / "a.jsonl")
    (elsewhere,) = (entry.outcome for entry in file.entries("other"))
    assert isinstance(elsewhere, FactCheck)
    assert elsewhere.id != in_lines.id


_NODE: dict[str, Any] = {
    "@type": "ClaimReview",
    "claimReviewed": "The ferry sank twice",
    "url": "https://checks.example/ferry",
    "datePublished": "2024-05-03",
    "author": {"@type": "Organization", "name": "Ferry Checks", "url": "https://www.checks.example/"},
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "Faux",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A captain"},
        "datePublished": "2024-05-01",
        "appearance": [{"@type": "CreativeWork", "url": "https://posts.example/2"}, "https://posts.example/3"],
        "firstAppearance": {"url": "https://posts.example/1"},
    },
}


@pytest.mark.parametrize(
    "shape",
    [
        _NODE,
        [_NODE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, _NODE]},
        {"@context": {"schema": "http://schema.org/"}}
        | {k if k[0] == "@" else f"schema:{k}": v for k, v in _NODE.items()},
        {f"http://schema.org/{k}" if k[0] != "@" else k: v for k, v in _NODE.items()}
        | {"@type": "http://schema.org/ClaimReview"},
        _NODE | {"@type": ["Review", "schema:ClaimReview"]},
        {"@type": "NewsArticle", "review": [_NODE]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [_NODE]}]},
        _NODE | {k: {"@value": _NODE[k]} for k in ("claimReviewed", "datePublished")},
    ],
)
def test_claimreview_in_its_many_shapes(tmp_path: Path, shape: Any) -> None:
    (check,) = _read(tmp_path / "a.json", json.dumps(shape))
    assert (check.claim, check.claimant, check.url) == (
        "The ferry sank twice",
        "A captain",
        "https://checks.example/ferry",
    )
    assert (check.source.name, check.source.site) == ("Ferry Checks", "checks.example")
    assert (check.rating, check.rating_words) == (Rating.FALSE, "Faux")
    assert check.date is not None
    assert check.claim_date is not None
    assert (check.date.day, check.claim_date.day) == (3, 1)
    assert check.appearances == ("https://posts.example/1", "https://posts.example/2", "https://posts.example/3")


def _review(**changes: Any) -> str:
    return json.dumps({key: value for key, value in (_NODE | changes).items() if value is not None})


def test_claimreview_with_parts_missing_or_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    (check,) = _read(path, _review(reviewRating={"ratingValue": 2, "bestRating": 5, "worstRating": 1}))
    assert (check.rating, check.rating_words) == (Rating.MOSTLY_FALSE, "2 of 5")
    (check,) = _read(path, _review(reviewRating=[{"ratingValue": "Pants on fire"}]))
    assert check.rating is Rating.FALSE
    (check,) = _read(path, _review(reviewRating=None))
    assert (check.rating, check.rating_words) == (Rating.UNRATED, "")
    (check,) = _read(path, _review(author="Ferry Checks"))
    assert check.source.name == "Ferry Checks"
    (check,) = _read(path, _review(author=[{"@type": "Person", "name": "A writer"}], publisher={"name": "The Paper"}))
    assert check.source.name == "The Paper"
    (check,) = _read(path, _review(author=None))
    assert check.source.name == "checks.example"
    (check,) = _read(path, _review(claimReviewed=None, itemReviewed={"@type": "Claim", "name": "It sank"}))
    assert check.claim == "It sank"
    (check,) = _read(
        path, _review(itemReviewed={"@type": "CreativeWork", "author": [{"name": "A post"}, {"name": "B"}]})
    )
    assert check.claimant == "A post"
    two = [{"author": {"name": "One"}}, {"author": {"name": "Two"}}]
    checks = _read(path, _review(claimReviewed=["It sank", "It burned"], itemReviewed=two))
    assert [(check.claim, check.claimant) for check in checks] == [("It sank", "One"), ("It burned", "Two")]


def test_references_within_a_graph_are_followed(tmp_path: Path) -> None:
    graph = [{"@id": "#org", "@type": "Organization", "name": "Ferry Checks"}, _NODE | {"author": {"@id": "#org"}}]
    (check,) = _read(tmp_path / "a.json", json.dumps({"@graph": graph}))
    assert check.source.name == "Ferry Checks"


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: text.replace("}", ",}"),
        lambda text: text.replace("sank twice", "sank\n\ttwice"),
        lambda text: f"<!-- {text} -->",
        lambda text: f"//<![CDATA[\n{text}\n//]]>",
        lambda text: f"{text};",
    ],
)
def test_markup_that_is_nearly_json_is_mended_with_a_warning(tmp_path: Path, broken: Any) -> None:
    script = broken(json.dumps(_NODE))
    page = f'<!doctype html><html><head><script type="application/ld+json">{script}</script></head></html>'
    (entry,) = _entries(tmp_path / "a.html", page)
    assert isinstance(entry.outcome, FactCheck)
    assert entry.outcome.claim == "The ferry sank twice"
    assert any("mended" in warning for warning in entry.warnings)


def test_a_page_with_several_reviews_and_one_that_is_lost(tmp_path: Path) -> None:
    second = _NODE | {"claimReviewed": 'The ferry, "new", flew'}
    scripts = [json.dumps(_NODE), json.dumps(_NODE), json.dumps({"@type": "Recipe"}), json.dumps(second)]
    scripts.append('{"@type": "ClaimReview", "claimReviewed": "cut')
    body = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    entries = _entries(tmp_path / "a.html", f'<html lang="fr"><body>{body}</body></html>')
    checks = [entry.outcome for entry in entries if isinstance(entry.outcome, FactCheck)]
    assert [check.claim for check in checks] == ["The ferry sank twice", 'The ferry, "new", flew']
    assert checks[0].language == "fr"
    (reject,) = _rejects(entries)
    assert "cannot be read" in reject.reason
    with pytest.raises(Invalid, match="no ClaimReview"):
        _entries(tmp_path / "b.html", "<html><body><p>Words</p></body></html>")


def test_answers_of_the_fact_check_tools(tmp_path: Path) -> None:
    review = {
        "publisher": {"name": "B", "site": "b.example"},
        "url": "https://b.example/1",
        "textualRating": "Falso",
        "languageCode": "es",
    }
    answer = {
        "claims": [
            {
                "text": "Dogs vote",
                "claimant": "A post",
                "claimReview": [review, review | {"url": "https://b.example/2"}],
            }
        ]
    }
    checks = _read(tmp_path / "a.json", json.dumps(answer))
    assert [check.url for check in checks] == ["https://b.example/1", "https://b.example/2"]
    assert {(check.claim, check.claimant, check.rating) for check in checks} == {("Dogs vote", "A post", Rating.FALSE)}


def test_a_large_feed_is_streamed_to_the_same_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [{"@type": "DataFeedItem", "item": [_NODE | {"claimReviewed": f"Claim {n}"}]} for n in range(30)]
    items[4] = {"@type": "DataFeedItem", "item": []}
    feed = json.dumps({"@context": "http://schema.org", "@type": "DataFeed", "dataFeedElement": items})
    whole = _entries(tmp_path / "a.json", feed)
    monkeypatch.setattr(jsonfile, "WHOLE", 1000)
    assert _entries(tmp_path / "a.json", feed) == whole
    assert [reject.position for reject in _rejects(whole)] == [5]
    cut = _entries(tmp_path / "a.json", feed[: len(feed) // 2])
    assert len(cut) > 10
    assert "cannot be read behind item" in _rejects(cut)[-1].reason


def test_tables_in_other_encodings_and_with_faults(tmp_path: Path) -> None:
    table = "Aussage;Titel;Verdict;url\nDie Brücke fällt;Größe;Falsch;https://a.example/1\n"
    (check,) = _read(tmp_path / "a.csv", table.encode("cp1252"), columns={"claim": "Aussage"})
    assert (check.claim, check.rating) == ("Die Brücke fällt", Rating.FALSE)
    entries = _entries(tmp_path / "b.csv", "claim,url\nOne,https://a.example\nTwo,a,b,c\n\nThree\n")
    assert [type(entry.outcome) for entry in entries] == [FactCheck, Reject, FactCheck]
    assert "quotation marks" in _rejects(entries)[0].reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"PK\x03\x04xxxx", "spreadsheet"),
        (b"\x1f\x8bnot really", "gzip"),
        (b"just some words\nand more", "no known format"),
        (b'{"weight": 3, "colour": "red"}', "weight, colour"),
        (b'[{"weight": 3}, {"weight": 4}]', "it has: weight"),
        (b"weight\tcolour\n3\tred\n", "weight, colour"),
        (b'{"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": []}]}', "holds no fact-check"),
        (b'{"broken": ', "holds no fact-check"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_was_seen(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as caught:
        _entries(tmp_path / "file", content)
    assert caught.value.hint


def test_a_missing_file_a_folder_and_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_fact_checks(tmp_path / "none.json")
    with pytest.raises(Invalid, match="folder"):
        open_fact_checks(tmp_path)
    with pytest.raises(Invalid, match="no format 'xls'"):
        _entries(tmp_path / "a", '{"claim": "x"}', format="xls")


def test_deeply_nested_json_is_no_danger(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        _entries(tmp_path / "a.json", "[" * 100_000 + "]" * 100_000, format="json")
    deep: Any = _NODE
    for _ in range(60):
        deep = {"hasPart": deep}
    with pytest.raises(Invalid):
        _entries(tmp_path / "a.json", json.dumps(deep))
