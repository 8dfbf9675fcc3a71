"""Whole comment sections: what stands out, what does not, and how it is said."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest
from sections import AT, GENERATED, ORDINARY, document, paired, section

from ascertain.monitor import baseline as baseline_module
from ascertain.monitor import comment_findings
from ascertain.monitor.baseline import Variation, shipped_baseline
from ascertain.monitor.replies import agreeing_replies, replies_of
from ascertain.monitor.style import length_variation, tidy, uniform_style
from ascertain.records import Comment, Finding

BASELINE = shipped_baseline()


def by_label(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.label: finding for finding in findings}


def test_a_generated_section_stands_out_in_several_ways() -> None:
    findings = by_label(comment_findings(document(paired(GENERATED)), AT))
    assert list(findings) == [
        "comment section",
        "template openings",
        "replies that agree and restate",
        "uniform length and style",
    ]
    summary = findings["comment section"]
    assert summary.score == 2
    assert summary.explanation.startswith(
        "3 checks stand out, in 2 of 3 kinds of evidence: openings and length and style."
    )
    assert "posting times (the page gives none that tell)" in summary.explanation
    assert "it does not say who wrote them or why" in summary.explanation
    templates = findings["template openings"]
    assert templates.score == 0.9
    assert "9 of 10 comments open with a stock phrase: “that is a good observation”" in templates.explanation
    replies = findings["replies that agree and restate"]
    assert replies.score == 1.0
    assert "5 of 5 replies agree in their first words and say their parent again" in replies.explanation
    for label, finding in findings.items():
        assert finding.about == "d" * 32
        assert finding.by == "comment-signals@1"
        assert finding.at == AT
        if label != "comment section":
            assert finding.chance is not None
            assert finding.chance < 0.01
            assert "not proof" in finding.explanation
            assert finding.features


def test_an_ordinary_section_gets_only_a_summary() -> None:
    (summary,) = comment_findings(section(ORDINARY), AT)
    assert summary.score == 0
    assert summary.chance is None
    assert summary.explanation.startswith("Nothing stands out in 3 kinds of evidence.")
    assert "no proof of unrelated people either" in summary.explanation


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_comments_give_nothing(count: int) -> None:
    assert comment_findings(section(GENERATED[:count]), AT) == []


def test_four_comments_are_enough_to_look_but_not_to_cry() -> None:
    assert len(comment_findings(section(ORDINARY[:4]), AT)) == 1


def test_findings_are_the_same_every_time() -> None:
    comments = [
        comment.model_copy(update={"posted": AT + timedelta(seconds=600 * at), "author": f"reader {at % 3}"})
        for at, comment in enumerate(paired(GENERATED))
    ]
    once, again = (comment_findings(document(comments), AT) for _ in range(2))
    assert once == again
    assert len({finding.id for finding in once}) == len(once) == 6


def test_authors_who_write_often_are_counted_without_a_chance() -> None:
    comments = [Comment(text=text, author="Otto" if at < 4 else f"reader {at}") for at, text in enumerate(ORDINARY)]
    finding = by_label(comment_findings(document(comments), AT))["several comments by one author"]
    assert finding.chance is None
    assert finding.score == 0.4
    assert "1 author wrote three comments or more, together 40 % of the 10 comments" in finding.explanation


def test_empty_comments_are_left_out_and_replies_keep_their_parent() -> None:
    comments = [Comment(text=" "), *paired(GENERATED)]
    comments = [c.model_copy(update={"parent": c.parent + 1}) if c.parent is not None else c for c in comments]
    replies = by_label(comment_findings(document(comments), AT))["replies that agree and restate"]
    assert replies.score == 1.0


def test_replies_known_only_by_their_wording_are_judged_more_strictly() -> None:
    nested = agreeing_replies(paired(GENERATED), BASELINE)
    guessed = agreeing_replies(paired(GENERATED, "wording"), BASELINE)
    assert nested is not None
    assert guessed is not None
    assert nested.chance == pytest.approx(0.2**5)
    assert guessed.chance == pytest.approx(0.001635, rel=1e-3)
    assert "was read from their opening words, not from the page" in guessed.explanation


def test_a_discussion_with_dissent_does_not_stand_out() -> None:
    answers = [
        "No, the ministry pays half of it.",
        "Wrong. The council never had that money.",
        "But the fleet grows again, look at the port authority's own fees.",
        "Agreed, families in the harbour suffer from the fees of the authority.",
    ]
    texts = [text for pair in zip(GENERATED[::2], answers, strict=False) for text in pair]
    hint = agreeing_replies(paired(texts), BASELINE)
    assert hint is None or not hint.fires
    assert sum(reply.disagrees for reply in replies_of(paired(texts))) == 3


def test_parents_that_cannot_be_are_ignored() -> None:
    comments = [Comment(text="a", parent=0), Comment(text="b", parent=7), Comment(text="c", parent=-1)]
    assert replies_of(comments) == []


@pytest.mark.parametrize(
    "text",
    [
        "The toll is late.",
        "“Nobody asked us,” she said.",
        "Nobody paid 3,50 euros at 10:30.",
        "港口的费用太高了。",
        "هذا الميناء قديم جدا؟",
    ],
)
def test_tidy_comments(text: str) -> None:
    assert tidy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the toll is late.",
        "The toll is late",
        "The toll is late!!",
        "The toll is late 🙄.",
        "See www.example.org for more.",
        "Nooooo, not again.",
        "The toll ,again.",
        "Late,again.",
        "Well, i knew it.",
        "They dont care.",
        "Thanks @mila.",
        "Late again :)",
    ],
)
def test_untidy_comments(text: str) -> None:
    assert not tidy(text)


def test_length_variation() -> None:
    assert length_variation([7, 7, 7]) == 0.0
    assert length_variation([0, 0]) == 0.0
    assert length_variation([2, 4]) == pytest.approx(1 / 3)


def test_even_lengths_alone_or_tidiness_alone_do_not_stand_out() -> None:
    dice = random.Random(3)
    even = section([f"the boat number {dice.randrange(99)} came back without any fish today" for _ in range(10)])
    assert not uniform_style(even.comments, BASELINE).fires
    uneven = section([" ".join(["The boat came back empty again."] * n) for n in (1, 9, 1, 4, 1, 1, 12, 2, 1, 5)])
    assert not uniform_style(uneven.comments, BASELINE).fires


def test_the_chance_of_a_variation_errs_high_between_sizes() -> None:
    table = Variation(probabilities=(0.01, 0.5, 1.0), quantiles={4: (0.1, 0.5, 2.0), 10: (0.3, 0.7, 2.0)})
    assert table.chance(0.05, 10) == 0.01
    assert table.chance(0.2, 9) == 0.5
    assert table.chance(0.2, 10) == 0.01
    assert table.chance(5.0, 99) == 1.0


def test_the_shipped_baseline_holds_numbers_and_no_comments() -> None:
    text = Path(baseline_module.__file__).with_name("comment_baseline.json").read_text(encoding="utf-8")
    data = json.loads(text)
    strings = {key for key, value in data.items() if isinstance(value, str)}
    assert strings == {"data", "sha256", "measured"}
    assert len(text) < 10_000
    assert 0 <= BASELINE.false_alarms["two or more"] <= BASELINE.false_alarms["any"] < 0.05
