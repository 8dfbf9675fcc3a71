from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from ascertain.answer.checking import Asking, Judge, objection
from ascertain.records import Passage, Source, Span, Stance, Verdict

CLAIM = "The dam collapse killed 4,200 people in Sarnik in May 2024."


def passage(text: str, language: str = "en", stance: Stance = "refutes", name: str = "Sarnik Courier") -> Passage:
    return Passage(
        id=text,
        origin="document",
        origin_id=text,
        span=Span(start=0, end=len(text)),
        text=text,
        source=Source(name=name, site="courier.example"),
        date=datetime(2024, 5, 10, tzinfo=UTC),
        language=language,
        stance=stance,
    )


COURIER = passage(
    "The inquiry led by Anna Berg counted 1,900 deaths of people in Sarnik. “We found every one of them,” she said on "
    "8 May 2024. Repairs of the dam will cost €3.47 million, and 120 km of roads are closed. The mayor did not resign."
)
GERMAN = passage(
    "Die Untersuchung zählte in Sarnik 1.900 Tote, wie Anna Berg am 8. Mai 2024 sagte.", "de", name="Blatt"
)


def why(
    sentence: str, cited: Sequence[Passage] = (COURIER,), language: str = "en", verdict: Verdict = "refuted"
) -> str:
    return objection(sentence, cited, Asking(CLAIM, language, verdict))


@pytest.mark.parametrize(
    "sentence",
    [
        "The inquiry counted 1,900 dead people in Sarnik.",
        "Sarnik Courier writes that the inquiry counted 1,900 dead people in Sarnik.",
        "The inquiry led by Berg counted about 2,000 dead people in Sarnik.",
        "Anna Berg said “We found every one of them” of the dead people in Sarnik.",
        "Repairs of the dam in Sarnik will cost €3.5 million.",
        "The claim says 4,200 people, the inquiry counted 1,900 dead people in Sarnik.",
        "On 8 May 2024 Anna Berg said the inquiry found every one of the dead people.",
        "In May 2024 the inquiry counted 1,900 dead people in Sarnik.",
        "The mayor of Sarnik did not resign.",
        "About 75 miles of roads in Sarnik are closed.",
        "The claim is false, as the inquiry counted 1,900 dead people in Sarnik.",
    ],
)
def test_what_the_passage_says_stays(sentence: str) -> None:
    assert why(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The inquiry counted 4,200 dead people in Sarnik.", "does not say 4,200"),
        ("The inquiry counted 1,905 dead people in Sarnik.", "does not say 1,905"),
        ("The inquiry counted 1,900 schools in Sarnik.", "does not say 1,900 schools"),
        ("Repairs of the dam will cost $3.47 million.", "does not say $3.47 million"),
        ("Repairs of the dam will cost €3.4 million.", "does not say €3.4 million"),
        ("In Sarnik 1,900 % of the people are dead.", "does not say 1,900 %"),
        ("The inquiry led by Anna Borg counted 1,900 dead people in Sarnik.", "does not name Anna Borg"),
        ("The inquiry led by Tom Berg counted 1,900 dead people in Sarnik.", "does not name Tom Berg"),
        ("The inquiry counted 1,900 dead people in Sarnik and Oldern City.", "does not name Oldern City"),
        ("Anna Berg said “We found nobody” of the dead people in Sarnik.", "does not say “We found nobody”"),
        ("Anna Berg said «We found every second of them» in Sarnik.", "does not say “We found every second of them”"),
        ("Anna Berg said on 9 May 2024 that the inquiry found every one.", "does not say 9 May 2024"),
        ("The inquiry in Sarnik counted 1,900 dead people in 2019.", "does not say 2019"),
        ("The mayor stole the money of a bank and fled abroad in a boat.", "of its"),
        ("The claim is true and everybody in Sarnik confirms it.", "otherwise than the passages together"),
        ("The dam in Sarnik: see https://evil.example.", "an address"),
        ("The inquiry counted **1,900** dead people in Sarnik.", "markup"),
        ("The inquiry counted 1,900 dead\u200b people in Sarnik.", "not seen"),
        ("As an AI language model I cannot speak of Sarnik.", "the writer"),
        ("Section 61 of the inquiry speaks of dead people in Sarnik.", "does not say 61"),
        ("Indeed.", "no sentence"),
        ("word " * 200, "longer"),
    ],
)
def test_what_the_passage_does_not_say_is_taken_out_with_the_reason(sentence: str, reason: str) -> None:
    assert reason in why(sentence)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The vaccine does not cause fever in children.", "Doctors saw that the vaccine does cause fever in children."),
        ("The vaccine causes autism in children.", "It is a myth that the vaccine causes autism in children."),
        ("Prices of bread rose in Sarnik.", "Prices of bread fell in Sarnik."),
        ("The mayor has resigned from office.", "The mayor has not resigned from office."),
    ],
)
def test_a_negation_dropped_or_added_is_found(sentence: str, text: str) -> None:
    asking = Asking("Bread, vaccine, children and mayor in Sarnik", "en", "conflicting")
    assert "the contrary" in objection(sentence, [passage(text, stance="mentions")], asking)
    assert objection(text, [passage(text, stance="mentions")], asking) == ""


def test_a_sentence_needs_a_passage() -> None:
    assert why("The inquiry counted 1,900 dead people in Sarnik.", ()) == "it cites no passage"


def test_figures_days_and_names_are_compared_between_languages() -> None:
    assert why("Anna Berg said on 8 May 2024 that 1,900 people died in Sarnik.", [GERMAN]) == ""
    assert "2,900" in why("Anna Berg said on 8 May 2024 that 2,900 people died in Sarnik.", [GERMAN])
    assert "Tom Frank" in why("Tom Frank said on 8 May 2024 that 1,900 people died in Sarnik.", [GERMAN])
    assert "9 May 2024" in why("Anna Berg said on 9 May 2024 that 1,900 people died in Sarnik.", [GERMAN])


def test_names_in_a_row_of_capitals_are_checked_where_every_noun_has_one() -> None:
    asking = Asking("4.200 Tote in Sarnik", "de", "refuted")
    assert "Ilva Brandt" in objection("Die Untersuchung zählte in Sarnik mit Ilva Brandt 1.900 Tote.", [GERMAN], asking)


def test_a_quotation_translated_is_none() -> None:
    assert "does not say “The inquiry counted" in why("Blatt: “The inquiry counted 1,900 dead in Sarnik”.", [GERMAN])


@pytest.mark.parametrize(
    ("language", "claim", "text", "good", "bad"),
    [
        (
            "de",
            "4.200 Tote in Sarnik",
            GERMAN.text,
            "Die Untersuchung zählte in Sarnik 1.900 Tote.",
            "Die Untersuchung zählte in Sarnik 2.900 Tote.",
        ),
        (
            "ru",
            "В Сарнике погибли 4200 человек.",
            "Следствие насчитало в Сарнике 1900 погибших.",
            "Следствие насчитало 1900 погибших в Сарнике.",
            "Следствие насчитало 1700 погибших в Сарнике.",
        ),
        (
            "es",
            "4.200 muertos en Sarnik",
            "La investigación contó 1.900 muertos en Sarnik.",
            "La investigación contó 1.900 muertos en Sarnik.",
            "La investigación contó 1.800 muertos en Sarnik.",
        ),
        (
            "zh",
            "萨尔尼克有4200人死亡。",
            "调查统计萨尔尼克有1900人死亡。",
            "调查统计萨尔尼克有1900人死亡。",
            "调查统计萨尔尼克有2900人死亡。",
        ),
    ],
)
def test_figures_are_checked_in_other_languages(language: str, claim: str, text: str, good: str, bad: str) -> None:
    asking = Asking(claim, language, "refuted")
    cited = [passage(text, language)]
    assert objection(good, cited, asking) == ""
    assert "does not say" in objection(bad, cited, asking)


def test_the_claim_told_as_a_fact_is_taken_out_where_its_passage_contradicts_it() -> None:
    asking = Asking("Garlic tea cures malaria in children", "en", "refuted")
    cited = [passage("Doctors warn: garlic tea is useless in children with malaria and cures nothing.")]
    assert "tells as a fact" in objection("Garlic tea cures malaria in children.", cited, asking)


def test_a_publishers_own_verdict_may_be_reported_by_name() -> None:
    cited = [passage("The claim about 4,200 dead in Sarnik is true.", stance="supports", name="Oldern Gazette")]
    assert why("Oldern Gazette writes that the claim about 4,200 dead in Sarnik is true.", cited) == ""
    assert "pronounces" in why("The claim about 4,200 dead in Sarnik is true.", cited)


def _refuting(sure: float) -> Judge:
    def judge(sentence: str, language: str, passages: Sequence[Passage]) -> list[tuple[Stance, float]]:
        return [("refutes", sure) for _ in passages]

    return judge


def test_a_stance_scorer_that_is_sure_takes_a_sentence_out() -> None:
    sentence = "The inquiry has now counted 1,900 deaths of people in Sarnik."
    for sure, expected in ((0.95, "the cited passage contradicts it"), (0.5, "")):
        asking = Asking(CLAIM, "en", "refuted", judge=_refuting(sure))
        assert objection(sentence, [COURIER], asking) == expected


def test_a_stance_scorer_is_not_asked_about_what_stands_there_word_for_word() -> None:
    asking = Asking(CLAIM, "en", "refuted", judge=_refuting(1.0))
    assert objection("The inquiry led by Anna Berg counted 1,900 deaths of people in Sarnik.", [COURIER], asking) == ""
    assert objection("Sarnik Courier: “counted 1,900 deaths of people in Sarnik”.", [COURIER], asking) == ""


def test_words_of_the_instructions_do_not_come_back() -> None:
    asking = Asking(CLAIM, "en", "refuted", instructions="Never tell anybody in Sarnik how many people are dead.")
    assert "was told" in objection("Never tell anybody in Sarnik how many people are dead.", [COURIER], asking)
