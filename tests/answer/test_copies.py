"""Which texts are one text: cases written by hand, from agencies' copies to reports that only share a quotation."""

from __future__ import annotations

import pytest

from ascertain.answer.copies import COPIED, copied, groups, repeats, shingles

AGENCY = (
    "MERIN (NNA) – The ferry Aurelia ran aground off Merin on Monday evening with 212 passengers on board, the coast "
    "guard said. Nobody was hurt. Two tugs pulled the ship off the sandbank shortly after midnight, and divers found "
    "no damage to the hull. “The captain acted correctly,” said the head of the coast guard, Ilse Marrow. The ferry "
    "had left Sarnik at six in the evening in dense fog. It is the third accident on this route within two years. "
    "The ministry of transport has announced an inquiry, whose first results are expected in March."
)
SHORTENED = (
    "The ferry Aurelia ran aground off Merin on Monday evening with 212 passengers on board, the coast guard said. "
    "Nobody was hurt. Two tugs pulled the ship off the sandbank shortly after midnight, and divers found no damage to "
    "the hull."
)
WITH_AN_OPENING = (
    "Our reporter spent the night at the harbour. Relatives waited with blankets and tea while the fog lay over the "
    "bay, and nobody knew when the ship would come. " + AGENCY
)
EDITED = (
    "The ferry “Aurelia” ran aground near Merin on Monday evening with 212 passengers aboard, the coast guard said. "
    "No one was hurt. Two tugs pulled the ship off the sandbank shortly after midnight, and divers found no damage to "
    "its hull. “The captain acted correctly,” said the head of the coast guard, Ilse Marrow. The ferry had left Sarnik "
    "at six in dense fog. It is the third accident on this route within two years. The transport ministry has "
    "announced an inquiry, whose first results are expected in March."
)
SECOND_REPORT = (
    "More than two hundred people spent Monday night on a stranded ferry. The Aurelia had hit a sandbank outside Merin "
    "in thick fog. Ilse Marrow, who heads the coast guard, defended the crew: “The captain acted correctly,” she told "
    "this paper. Passengers describe a soft jolt, then hours of waiting until tugs freed the vessel. Why the ship was "
    "so close to the shore, the ministry now wants to find out."
)
LATER_NEWS = (
    "The ferry Aurelia, which ran aground off Merin in January, may sail again. Inspectors of the transport ministry "
    "found no fault with the radar, according to a report that was published on Friday. The captain had relied on an "
    "outdated chart of the sandbank, it says. The shipping line has bought new charts for all of its six ships."
)
TRANSLATED = (
    "Die Fähre Aurelia ist am Montagabend mit 212 Passagieren an Bord vor Merin auf Grund gelaufen, teilte die "
    "Küstenwache mit. Verletzt wurde niemand. Zwei Schlepper zogen das Schiff kurz nach Mitternacht von der Sandbank."
)
CHINESE = "周一晚上，渡轮奥蕾莉亚号在梅林附近搁浅，船上有二百一十二名乘客，海岸警卫队说。没有人受伤。"


@pytest.mark.parametrize("copy", [SHORTENED, WITH_AN_OPENING, EDITED, AGENCY.upper(), AGENCY.replace(".", "!\n")])
def test_a_copy_of_an_agencys_report_is_one(copy: str) -> None:
    assert copied(shingles(AGENCY), shingles(copy)) >= COPIED + 0.05
    assert groups([AGENCY, copy]) == [0, 0]


@pytest.mark.parametrize("other", [SECOND_REPORT, LATER_NEWS, TRANSLATED, CHINESE])
def test_another_report_of_the_same_event_is_none(other: str) -> None:
    assert copied(shingles(AGENCY), shingles(other)) <= COPIED - 0.3
    assert groups([AGENCY, other]) == [0, 1]


def test_copies_of_copies_belong_together_in_whatever_order_they_come() -> None:
    texts = [SECOND_REPORT, SHORTENED, LATER_NEWS, EDITED, AGENCY, WITH_AN_OPENING, CHINESE, CHINESE]
    assert groups(texts) == [0, 1, 2, 1, 1, 1, 6, 6]


def test_two_parts_that_only_the_whole_connects_become_one_group() -> None:
    first, second = AGENCY[:300], AGENCY[330:]
    assert groups([first, second]) == [0, 1]
    assert groups([first, second, AGENCY]) == [0, 0, 0]


def test_short_sentences_are_never_copies_because_anybody_may_say_them() -> None:
    assert groups(["Nobody was hurt in it.", "Nobody was hurt in it."]) == [0, 1]
    assert groups(["", ""]) == [0, 1]


def test_saying_the_claim_again_is_recognised_and_answering_it_is_not() -> None:
    claim = "The ferry Aurelia ran aground off Merin on Monday with 212 passengers"
    assert repeats("the ferry Aurelia ran aground off Merin, on Monday, with 212 passengers.", claim)
    assert not repeats("The ferry Aurelia ran aground off Merin on Monday with 88 passengers", claim)
    assert repeats(SHORTENED.replace("Nobody", "No person"), SHORTENED), "a long post passed on with a small change"
    assert not repeats(AGENCY, SHORTENED), "what says more than the claim may be evidence"
