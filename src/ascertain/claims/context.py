"""Sentences in context: names in place of pronouns, where the text makes them sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascertain.claims.lexicon import lexicon
from ascertain.records import Attribution, Entity, Span

_BREAK = re.compile(r"\n\s*\n")
_FIRST_WORD = re.compile(r"[\"“„«‘'(\s]*(\w+)")


def in_context(
    body: str, sentences: Sequence[Span], attributions: Sequence[Attribution], language: str, entities: Sequence[Entity]
) -> list[str]:
    """Return each sentence with the name its pronoun stands for, or an empty string when nothing changes.

    Two cases count as sure: a pronoun for the speaker that attribution resolved, and a pronoun for a
    person that opens a sentence in the text's own voice when exactly one person is named in the
    sentence before, in the same paragraph.
    """
    pronouns, personal = lexicon(language).pronouns, lexicon(language).person_pronouns
    people = [entity for entity in entities if entity.kind == "person"]
    found = []
    for number, (span, attribution) in enumerate(zip(sentences, attributions, strict=True)):
        sentence = span.of(body)
        speaker = attribution.span
        if speaker is not None and span.start <= speaker.start < span.end:
            written = speaker.of(body)
            if written.casefold() in pronouns and attribution.claimant.casefold() != written.casefold():
                at = speaker.start - span.start
                name = attribution.claimant
                name = name[:1].upper() + name[1:] if written[:1].isupper() else name
                found.append(sentence[:at] + name + sentence[at + len(written) :])
                continue
        before = sentences[number - 1] if number and attribution.how == "own voice" else None
        found.append(_opening(body, sentence, span, before, personal, people))
    return found


def _opening(
    body: str,
    sentence: str,
    span: Span,
    before: Span | None,
    pronouns: Sequence[str],
    people: Sequence[Entity],
) -> str:
    first = _FIRST_WORD.match(sentence)
    if first is None or before is None:
        return ""
    pronoun = first.group(1)
    if pronoun.casefold() not in pronouns or _BREAK.search(body, before.end, span.start):
        return ""
    named = {_full_name(entity, people) for entity in people if before.start <= entity.span.start < before.end}
    if len(named) != 1:
        return ""
    return sentence[: first.start(1)] + named.pop() + sentence[first.end(1) :]


def _full_name(entity: Entity, people: Sequence[Entity]) -> str:
    """Return the longest name of a person that holds this one and was given before, if there is only one."""
    own = set(re.findall(r"\w+", entity.text.casefold()))
    longer = {
        person.text
        for person in people
        if person.span.start <= entity.span.start and own < set(re.findall(r"\w+", person.text.casefold()))
    }
    return longer.pop() if len(longer) == 1 else entity.text
