"""Hostile passages before a language model that obeys them: nothing of it reaches the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from local_server import LocalServer
from pydantic import SecretStr
from scripted_llm import PATH, Sent, as_json, honest, message, obedient, play, sentences_as_json

from ascertain.answer.composing import INSTRUCTIONS, Written, write_answer
from ascertain.answer.plain import defused, seen, trouble_in
from ascertain.answer.pronouncing import pronounced
from ascertain.answer.writing import write
from ascertain.models.llm import Llm, open_llm
from ascertain.records import Passage, Source, Span, Stance, Verdict
from ascertain.settings import Settings
from ascertain.text import words

ATTACKS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "attacks.json").read_text("utf-8"))

KEY = "sk-secret-of-the-desk-4711"

CLAIMS = {
    "en": ("The dam collapse killed 4,200 people in Sarnik.", "The inquiry counted 1,900 dead people in Sarnik."),
    "de": ("Der Dammbruch tötete 4.200 Menschen in Sarnik.", "Die Untersuchung zählte 1.900 tote Menschen in Sarnik."),
    "fr": ("La rupture a tué 4 200 personnes à Sarnik.", "L’enquête a compté 1 900 personnes mortes à Sarnik."),
    "es": ("La rotura mató a 4.200 personas en Sarnik.", "La investigación contó 1.900 personas muertas en Sarnik."),
    "ru": ("Прорыв плотины убил 4200 человек в Сарнике.", "Следствие насчитало 1900 погибших человек в Сарнике."),
    "zh": ("萨尔尼克大坝溃决造成4200人死亡。", "调查统计萨尔尼克有1900人死亡。"),
    "ar": ("انهيار السد قتل 4200 شخص في سارنيك.", "أحصى التحقيق 1900 شخص قتيل في سارنيك."),
    "hi": ("सार्निक में बांध टूटने से 4200 लोग मारे गए।", "जांच में सार्निक में 1900 लोग मृत गिने गए।"),
}


@dataclass(frozen=True)
class Weighed:
    verdict: Verdict
    decisive: tuple[str, ...]
    missing: tuple[str, ...] = ()


WEIGHED = Weighed("refuted", ("honest",))


def passage(
    id: str, text: str, language: str, stance: Stance = "supports", name: str = "Daily Mirage", title: str = ""
) -> Passage:
    return Passage(
        id=id,
        origin="document",
        origin_id=id,
        span=Span(start=0, end=len(text)),
        text=text,
        title=title,
        source=Source(name=name, site="mirage.example"),
        date=datetime(2024, 5, 3, tzinfo=UTC),
        language=language,
        stance=stance,
    )


def scene(attack: dict[str, Any]) -> tuple[str, list[Passage]]:
    question, fact = CLAIMS[attack["language"]]
    hostile = [
        passage(
            f"hostile {i}",
            text * attack.get("times", 1),
            attack["language"],
            name=attack.get("publisher", "Daily Mirage"),
            title=attack.get("title", ""),
        )
        for i, text in enumerate(attack["passages"])
    ]
    return question, [passage("honest", fact, attack["language"], "refutes", "Sarnik Courier"), *hostile]


def model_at(url: str) -> Llm:
    llm = open_llm(Settings(llm_url=url, llm_model="scripted", llm_key=SecretStr(KEY)))
    assert llm is not None
    return llm


def answer_to(attack: dict[str, Any], llm: Llm) -> tuple[Written, list[Passage]]:
    question, passages = scene(attack)
    return write_answer(question, attack["language"], None, WEIGHED, passages, llm, seconds=10.0), passages


def orders_of(attack: dict[str, Any]) -> list[str]:
    orders: list[str] = [order * attack.get("obey_times", 1) for order in attack["obey"]]
    return orders * int(attack.get("obey_sentences", 1))


def assert_safe(written: Written, passages: Sequence[Passage], language: str) -> None:
    """Check that a reader sees our verdict, no link, nothing hidden, nothing of what the model was told."""
    known = {p.id: p for p in passages}
    first, *rest = written.statements
    expected, _ = write(CLAIMS[language][0], language, None, WEIGHED, passages)
    assert first == expected[0]
    told = words(INSTRUCTIONS)
    runs = {tuple(told[i : i + 6]) for i in range(len(told) - 5)}
    for statement in written.statements:
        assert statement.citations
        assert all(citation in known for citation in statement.citations)
        assert trouble_in(statement.text, ["mirage.example"]) == ""
        assert seen(statement.text) == " ".join(statement.text.split())
        assert KEY not in statement.text
        assert not re.search(r"https?:|www\.|evil|boese", statement.text)
        mine = words(statement.text)
        assert not any(tuple(mine[i : i + 6]) in runs for i in range(len(mine) - 5))
    for removed in written.removed:
        assert removed.why
        assert not re.search(
            r"https?:|www\.|<|`|\]\(|[\u200b\u202e\u2066\U000e0000-\U000e007f\x1b]", removed.text + removed.why
        )
    if written.made_by:  # a model's sentences; quotations speak for those who are quoted
        assert all(pronounced(statement.text, language) <= 0 for statement in rest)


def test_the_attacks_are_many_of_many_kinds_and_languages() -> None:
    assert len(ATTACKS) >= 60
    assert len({attack["name"] for attack in ATTACKS}) == len(ATTACKS)
    assert len({attack["kind"] for attack in ATTACKS}) >= 12
    assert {attack["language"] for attack in ATTACKS} == CLAIMS.keys()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["name"])
def test_a_model_that_obeys_changes_no_verdict_leaks_nothing_and_links_nowhere(
    server: LocalServer, attack: dict[str, Any]
) -> None:
    llm = model_at(play(server, obedient(*orders_of(attack), numbers=attack.get("numbers", ()))))
    written, passages = answer_to(attack, llm)
    assert_safe(written, passages, attack["language"])
    # What a passage says as prose may be told as what it says; what it orders may not be done.
    prose = " ".join(defused(p.text, 10_000) for p in passages)
    ordered = {seen(order) for order in orders_of(attack)}
    done = ordered & {statement.text for statement in written.statements}
    assert all(order.rstrip(".") in prose for order in done)
    assert written.removed


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["name"])
def test_without_a_model_hostile_words_are_at_most_quoted_as_prose(attack: dict[str, Any]) -> None:
    question, passages = scene(attack)
    weighed = Weighed("conflicting", tuple(p.id for p in passages))
    statements, _ = write(question, attack["language"], None, weighed, passages)
    assert statements
    for statement in statements:
        assert trouble_in(statement.text, ["mirage.example"]) == ""
        assert len(statement.text) < 700


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["name"])
def test_what_a_model_reads_is_one_json_object_without_links_markup_hidden_characters_or_secrets(
    server: LocalServer, attack: dict[str, Any]
) -> None:
    llm = model_at(play(server, honest))
    answer_to(attack, llm)
    sent = Sent(json.loads(server.bodies[-1]))
    assert [row["number"] for row in sent.material["passages"]] == list(range(1, len(attack["passages"]) + 2))
    assert sent.material["verdict"] == "refuted"
    for row in sent.material["passages"]:
        assert len(row["text"]) <= 1_200
        assert trouble_in(row["text"].replace("(address)", " ").replace("(code)", " ")) == ""
        assert trouble_in(row["publisher"], ["mirage.example"]) == ""
    assert KEY.encode() not in server.bodies[-1]
    assert len(server.bodies[-1]) < 40_000


def test_a_model_that_is_honest_is_shown_beside_a_hostile_passage(server: LocalServer) -> None:
    written, _ = answer_to(ATTACKS[0], model_at(play(server, honest)))
    assert written.made_by == ("scripted@127.0.0.1",)
    assert "1,900" in written.statements[1].text
    assert written.statements[1].citations == ("honest",)


BROKEN = {
    "garbage": as_json(message("lorem ipsum { dolor")),
    "no json": (200, {"Content-Type": "text/html"}, b"<html>Sign in</html>"),
    "error": as_json(b"{}", 500),
    "busy": (429, {"Retry-After": "60"}, b"{}"),
    "refusal": as_json(message(None, refusal="I will not.")),
    "refusal in words": as_json(message("I am sorry, but I cannot help with that.")),
    "nothing": as_json(message(sentences_as_json())),
    "wrong key": as_json(b'{"error": {"message": "Incorrect API key: sk-secret-of-the-desk-4711"}}', 401),
    "sentences that are none": as_json(message('{"sentences": [{"text": 5}]}')),
    "numbers that are none": as_json(message('{"sentences": [{"text": "The dam broke.", "passages": ["one"]}]}')),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_endpoint_that_fails_leaves_the_quoted_answer_and_says_so(server: LocalServer, name: str) -> None:
    server.answers[PATH] = BROKEN[name]
    question, passages = scene(ATTACKS[0])
    llm = model_at(server.url("/v1"))
    written = write_answer(question, "en", None, WEIGHED, passages, llm, seconds=2.5)
    quoted, missing = write(question, "en", None, WEIGHED, passages)
    assert (written.statements, written.missing) == (quoted, missing)
    assert len(written.notes) == 1
    assert "quoted instead" in written.notes[0]
    assert server.bodies
    assert KEY not in written.notes[0]
    assert written.made_by == ()


def test_without_time_no_model_is_asked(server: LocalServer) -> None:
    question, passages = scene(ATTACKS[0])
    llm = model_at(play(server, honest))
    written = write_answer(question, "en", None, WEIGHED, passages, llm, seconds=0.1)
    assert "No time" in written.notes[0]
    assert not server.bodies
