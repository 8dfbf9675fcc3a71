from __future__ import annotations

import pytest

from ascertain.ingest.plain_comments import comments_in
from ascertain.ingest.wording import opens_like_reply, paired_by_wording
from ascertain.records import Comment


@pytest.mark.parametrize(
    "text",
    [
        "That's a good observation. The railings do differ.",
        "That’s a fair point, but the gauge was broken.",
        "Absolutely. They should publish the file.",
        "You’re right, this happens every spring.",
        "Agreed, the readings stop on Saturday.",
        "I agree with you about the railings.",
        "@rosa the eastern bank, I think",
        "Tienes razón, nadie lo ha dicho.",
        "Estoy de acuerdo: falta la fecha.",
        "Buena observación, no lo había visto.",
        "Vous avez raison, la date manque.",
        "Tout à fait, on ne sait rien.",
        "Sie haben recht, das Datum fehlt.",
        "Genau, das fragt niemand.",
        "Das ist ein guter Punkt.",
        "Concordo, falta a data.",
        "Você tem razão, ninguém explicou.",
        "Hai ragione, manca la data.",
        "Esatto, nessuno lo dice.",
        "Вы правы, даты нет.",
        "Согласен, перила другие.",
        "Хорошее замечание, я не заметил.",
        "Ви маєте рацію, дати немає.",
        "Zgadzam się, brakuje daty.",
    ],
)
def test_replies_are_known_by_their_opening(text: str) -> None:
    assert opens_like_reply(text)


@pytest.mark.parametrize(
    "text",
    [
        "I crossed that bridge last week.",
        "A good observation post stands on the eastern bank.",
        "Interesting to see that nobody asks.",
        "Nobody at the ministry answers.",
        "Righteous anger will not repair a bridge.",
        "It’s troubling that the date is missing.",
        "Claro es el río en primavera.",
        "Genaue Zahlen fehlen.",
        "Верните старый мост.",
    ],
)
def test_ordinary_comments_are_not(text: str) -> None:
    assert not opens_like_reply(text)


def test_replies_go_to_the_nearest_comment_that_is_none() -> None:
    texts = ["Old footage.", "Agreed, very old.", "Exactly.", "Where is the file?", "Good question."]
    paired = paired_by_wording([Comment(text=text) for text in texts])
    assert [comment.parent for comment in paired] == [None, 0, 0, None, 3]
    assert [comment.pairing for comment in paired] == ["", "wording", "wording", "", "wording"]


def test_the_first_comment_answers_nobody() -> None:
    assert paired_by_wording([Comment(text="Absolutely.")])[0].parent is None


def test_nothing_is_guessed_where_structure_is_known() -> None:
    comments = [Comment(text="A"), Comment(text="B", parent=0, pairing="structure"), Comment(text="Agreed, yes.")]
    assert paired_by_wording(comments) == comments


def test_names_between_comments_become_authors() -> None:
    lines = ["Rosa P. · 2 hours ago", "Old footage again.", "It rained.", "Jon, 4 March 2024", "Which side?"]
    comments, left = comments_in([(line, 0) for line in lines])
    assert [(c.author, c.text) for c in comments] == [
        ("Rosa P.", "Old footage again.\nIt rained."),
        ("Jon", "Which side?"),
    ]
    assert comments[1].posted is not None
    assert left == []


def test_names_before_a_colon_become_authors() -> None:
    comments, _ = comments_in([("Rosa: Old footage.", 0), ("@jon: Agreed, very old.", 0)])
    assert [(c.author, c.text, c.parent) for c in comments] == [
        ("Rosa", "Old footage.", None),
        ("jon", "Agreed, very old.", 0),
    ]


def test_indented_comments_are_replies() -> None:
    comments, _ = comments_in([("Old.", 0), ("Is it?", 1), ("Yes, see the railings.", 2), ("New.", 0)])
    assert [comment.parent for comment in comments] == [None, 0, 1, None]
    assert comments[1].pairing == "structure"


def test_buttons_and_panels_behind_comments_are_left_out() -> None:
    lines = ["Old footage.", "Reply", "3 likes", "Where from?", "Leave a comment", "Related articles", "Ferry sinks"]
    comments, left = comments_in([(line, 0) for line in lines])
    assert [comment.text for comment in comments] == ["Old footage.", "Where from?"]
    assert left == ["Reply", "3 likes", "Leave a comment", "Related articles", "Ferry sinks"]
