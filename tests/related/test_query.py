from __future__ import annotations

from datetime import date

import pytest

from ascertain.related.query import Query, split_words, understand


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("The bridge was rebuilt in nine days.", "The bridge was rebuilt in nine days."),
        ("Flood in Merin 😱😱 https://t.co/x9Yz pic.twitter.com/Ab1", "Flood in Merin"),
        ("RT @SarnikNews: The dam at Merin has burst", "The dam at Merin has burst"),
        ("@anna_k @bo The dam at Merin has burst", "The dam at Merin has burst"),
        ("#StopTheDam in Merin is a lie", "Stop The Dam in Merin is a lie"),
        ("A lion walks through #Sarnik https://t.co/a1", "A lion walks through Sarnik"),
        ("THE ARMY HAS CLOSED ALL SCHOOLS IN FRANCE", "The army has closed all schools in France"),
        ("The minis-\nter has re-\nsigned after the vote", "The minister has resigned after the vote"),
        ("Prices &amp; wages rose by 5&nbsp;percent @ home #WakeUp #Truth", "Prices & wages rose by 5 percent @ home"),
        ("RT reported that the bridge fell.", "RT reported that the bridge fell."),
        ("𝗧𝗵𝗲 dam has burst 🚨", "The dam has burst"),
    ],
)
def test_what_only_posts_have_is_taken_off(asked: str, text: str) -> None:
    assert understand(Query(asked, "en")).text == text


def test_a_claim_is_left_as_it_stands() -> None:
    found = understand(Query("Unemployment fell to 3.1 percent. Wages rose.", "en"))
    assert found.text == found.asked
    assert found.steps == ()


def test_the_signature_of_an_embedded_post_gives_author_and_day() -> None:
    found = understand(Query("The dam has burst — Mara Lind (@maralind) January 28, 2021", "en"))
    assert (found.text, found.author, found.published) == ("The dam has burst", "Mara Lind", date(2021, 1, 28))
    assert "Mara Lind" in found.words


def test_the_day_that_was_given_goes_before_the_signature() -> None:
    query = Query("The dam has burst — Mara Lind (@maralind) January 28, 2021", "en", date(2022, 5, 1))
    assert understand(query).published == date(2022, 5, 1)


def test_sentences_that_claim_nothing_are_left_out() -> None:
    post = "Wow!!! The mayor of Sarnik sold 40 buses to Norway. Share this! 😡 #Scandal #WakeUp"
    found = understand(Query(post, "en"))
    assert found.text == "The mayor of Sarnik sold 40 buses to Norway."
    assert found.tags == ("Scandal", "Wake Up")
    assert any("1 of 3 sentences" in step for step in found.steps)


@pytest.mark.parametrize("asked", ["", "😀", "#", "@", "https://t.co/x", "RT @a:", "!!!", "-\n-", "—(@a)"])
def test_a_post_without_words_is_no_error(asked: str) -> None:
    assert isinstance(understand(Query(asked)).text, str)


@pytest.mark.parametrize(
    ("joined", "apart"),
    [("DefundTheBBC", "Defund The BBC"), ("jane_doe", "jane doe"), ("COVID19", "COVID 19"), ("plain", "plain")],
)
def test_hashtags_and_handles_are_split_at_capitals(joined: str, apart: str) -> None:
    assert split_words(joined) == apart
