"""Finding the claims of a document: every sentence, who says it, what it is and what in it can be checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from ascertain.claims.attribution import Attributed, attribute
from ascertain.claims.context import in_context
from ascertain.claims.features import Parts, measure
from ascertain.claims.kind import Decision, kind_of
from ascertain.claims.lexicon import lexicon
from ascertain.claims.probe import open_probe
from ascertain.records import Claim, Document, Entity, Figure, NamedDate, Span, content_id
from ascertain.text import detect_language, find_dates, find_entities, find_figures, sentences

if TYPE_CHECKING:
    from ascertain.models import Embedder

_Placed = TypeVar("_Placed", Figure, NamedDate)

_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 3
_FEWEST_LETTERS = 5  # in scripts that put no space between words


def find_claims(document: Document, embedder: Embedder) -> list[Claim]:
    """Return a claim for every sentence of the body that asserts, opines, asks or predicts, in reading order.

    Fragments of fewer than three words are left out. ``quote`` is exactly the body's text at ``span``,
    and figures, dates and entities lie inside it. ``check_worthiness`` is the probability that a
    fact-checker wants the sentence checked, from a probe over the embedding and named features;
    ``worth_checking`` needs an assertion whose score passes the probe's threshold. The embedder is
    called once, with ``queries``.
    """
    body = document.body
    language = document.language or detect_language(body)
    spans = sentences(body, language)
    entities = find_entities(body, language)
    attributed = attribute(body, spans, language, entities)
    kept = [
        (span, found) for span, found in zip(spans, attributed, strict=True) if _is_sentence(span.of(body), language)
    ]
    if not kept:
        return []
    parts, decisions = [], []
    for span, found in kept:
        decision = _decide(body, span, found, language)
        decisions.append(decision)
        parts.append(_parts(document, span, found, decision, language, entities))
    scores = open_probe(embedder.name).scores(
        embedder.queries([part.sentence for part in parts]), measure(parts), language
    )
    threshold = open_probe(embedder.name).head(language).threshold
    contexts = in_context(
        body, [span for span, _ in kept], [found.attribution for _, found in kept], language, entities
    )
    return [
        Claim(
            id=content_id("claim", document.id, str(span.start), str(span.end)),
            document_id=document.id,
            span=span,
            quote=part.sentence,
            context=context,
            kind=decision.kind,
            kind_cue=decision.cue,
            attribution=found.attribution,
            figures=tuple(part.figures),
            dates=tuple(part.dates),
            entities=tuple(part.entities),
            check_worthiness=round(float(score), 4),
            worth_checking=decision.kind == "assertion" and float(score) >= threshold,
        )
        for (span, found), part, decision, context, score in zip(kept, parts, decisions, contexts, scores, strict=True)
    ]


def sentence_parts(sentence: str, language: str) -> Parts:
    """Return a sentence that stands alone with what is found in it, as the probe is trained on."""
    span = Span(start=0, end=len(sentence))
    entities = find_entities(sentence, language)
    (found,) = attribute(sentence, [span], language, entities)
    decision = _decide(sentence, span, found, language)
    return Parts(
        sentence,
        language,
        decision.kind,
        found.attribution.how,
        find_figures(sentence, language),
        find_dates(sentence, language, None),
        entities,
    )


def _is_sentence(sentence: str, language: str) -> bool:
    if lexicon(language).spaced:
        return len(_WORD.findall(sentence)) >= _FEWEST_WORDS
    return sum(map(str.isalnum, sentence)) >= _FEWEST_LETTERS


def _decide(body: str, span: Span, found: Attributed, language: str) -> Decision:
    """Return the kind of what the sentence states; the words that attribute it do not decide."""
    characters = list(span.of(body))
    for aside in found.asides:
        start, end = max(aside.start, span.start) - span.start, min(aside.end, span.end) - span.start
        if start < end:
            characters[start:end] = " " * (end - start)
    reported = found.attribution.how in {"reported speech", "partial quotation"}
    return kind_of(span.of(body), language, reported=reported, voiced="".join(characters))


def _parts(
    document: Document, span: Span, found: Attributed, decision: Decision, language: str, entities: Sequence[Entity]
) -> Parts:
    sentence = span.of(document.body)
    published = document.published.date() if document.published is not None else None
    return Parts(
        sentence,
        language,
        decision.kind,
        found.attribution.how,
        [_shifted(figure, span.start) for figure in find_figures(sentence, language)],
        [_shifted(day, span.start) for day in find_dates(sentence, language, published)],
        [entity for entity in entities if span.start <= entity.span.start and entity.span.end <= span.end],
    )


def _shifted(item: _Placed, by: int) -> _Placed:
    return item.model_copy(update={"span": Span(start=item.span.start + by, end=item.span.end + by)})
