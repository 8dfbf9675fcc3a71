"""Near-duplicates: which pairs are alike, whose, and what is shown."""

from __future__ import annotations

import pytest
from sections import ORDINARY, document, section

from ascertain.monitor.baseline import shipped_baseline
from ascertain.monitor.wording import alike, alike_pairs, longest_shared, near_duplicates, spoken_words, wording_of
from ascertain.records import Comment

BASELINE = shipped_baseline()
SLOGAN = "The harbour toll will ruin every small town on our coast, and the ministry knows it."


@pytest.mark.parametrize(
    "other",
    [
        SLOGAN.upper(),
        "The harbour toll will ruin every small village on our coast, and the ministry knows that.",
        "Honestly: the harbour toll will ruin every small town on our coast and the minister knows it!!! https://x.test/1",
        "And the ministry knows it: the harbour toll on our coast will ruin every small town.",
    ],
)
def test_reworded_copies_are_alike(other: str) -> None:
    assert alike(wording_of(SLOGAN), wording_of(other))


@pytest.mark.parametrize(
    "other",
    [
        "The harbour toll is late.",
        "The ministry should publish the harbour figures before anybody votes on a toll.",
        "Nice weather on the coast today, everyone.",
    ],
)
def test_the_same_subject_in_other_words_is_not(other: str) -> None:
    assert not alike(wording_of(SLOGAN), wording_of(other))


def test_short_comments_are_never_near_duplicates() -> None:
    assert not alike(wording_of("love this harbour so much"), wording_of("love this harbour so much"))


def test_accents_apostrophes_and_invisible_characters_do_not_hide_a_copy() -> None:
    assert spoken_words("El peaje\u200b arruinará a l’Espluga") == spoken_words("el peaje arruinara a l'espluga")


def test_copies_stand_out_and_show_what_they_share() -> None:
    copies = [SLOGAN, SLOGAN.replace("ruin", "destroy"), SLOGAN.replace("town", "village")]
    hint = near_duplicates(section([*ORDINARY, *copies]).comments, BASELINE)
    assert hint is not None
    assert hint.fires
    assert hint.score == 3
    pairs = [f for f in hint.features if f.name == "pair"]
    assert pairs[0].words.startswith(
        "comments 11 and 12 share “every small town on our coast and the ministry knows it”"
    )


def test_one_author_repeating_themselves_is_not_a_pair() -> None:
    twice = [Comment(text=SLOGAN, author="Mila"), Comment(text=SLOGAN, author="Mila")]
    assert alike_pairs(twice) == ([], 0)
    assert alike_pairs([twice[0], Comment(text=SLOGAN, author="Otto")]) == ([(0, 1)], 1)
    assert alike_pairs([Comment(text=SLOGAN), Comment(text=SLOGAN)]) == ([(0, 1)], 1)


def test_ordinary_comments_have_none() -> None:
    assert near_duplicates(document([Comment(text=text) for text in ORDINARY]).comments, BASELINE) is None


def test_the_longest_shared_run_is_found() -> None:
    assert longest_shared(list("abcde"), list("xbcdya")) == "b c d"
    assert longest_shared([], ["a"]) == ""
