from __future__ import annotations

from ascertain.claims.context import in_context
from ascertain.records import Attribution, Entity, Span

OWN = Attribution(how="own voice")


def people(body: str, *names: str) -> list[Entity]:
    spans = [Span(start=body.index(name), end=body.index(name) + len(name)) for name in names]
    return [
        Entity(span=span, text=name, kind="person", key=name.casefold())
        for span, name in zip(spans, names, strict=True)
    ]


def halves(body: str, second: str) -> list[Span]:
    at = body.index(second)
    return [Span(start=0, end=len(body[:at].rstrip())), Span(start=at, end=len(body))]


def test_an_opening_pronoun_gets_the_one_name_of_the_sentence_before() -> None:
    body = "Ada Lund opened the dam. She left at noon."
    found = in_context(body, halves(body, "She"), [OWN, OWN], "en", people(body, "Ada Lund"))
    assert found == ["", "Ada Lund left at noon."]


def test_a_short_name_is_given_in_full() -> None:
    body = "Lund opened the dam that Ada Lund built. She left at noon."
    named = people(body, "Ada Lund")
    short = Entity(span=Span(start=0, end=4), text="Lund", kind="person", key="lund")
    assert in_context(body, halves(body, "She"), [OWN, OWN], "en", [short, *named])[1] == ""
    body = "Ada Lund built it. Lund opened it. She left."
    spans = [Span(start=0, end=18), Span(start=19, end=34), Span(start=35, end=44)]
    later = Entity(span=Span(start=19, end=23), text="Lund", kind="person", key="lund")
    found = in_context(body, spans, [OWN] * 3, "en", [*people(body, "Ada Lund"), later])
    assert found[2] == "Ada Lund left."


def test_two_names_or_another_paragraph_leave_the_pronoun() -> None:
    body = "Ada Lund met Jon Berg. She left at noon."
    assert in_context(body, halves(body, "She"), [OWN, OWN], "en", people(body, "Ada Lund", "Jon Berg"))[1] == ""
    body = "Ada Lund opened the dam.\n\nShe left at noon."
    assert in_context(body, halves(body, "She"), [OWN, OWN], "en", people(body, "Ada Lund"))[1] == ""


def test_a_pronoun_for_the_speaker_gets_the_resolved_name() -> None:
    body = "Ada Lund spoke. The dam is full, she said."
    at = body.index("she")
    spoken = Attribution(how="reported speech", claimant="Ada Lund", cue="said", span=Span(start=at, end=at + 3))
    found = in_context(body, halves(body, "The dam"), [OWN, spoken], "en", people(body, "Ada Lund"))
    assert found[1] == "The dam is full, Ada Lund said."
