"""Documents cut into passages: a few sentences each, with their exact place."""

from __future__ import annotations

from ascertain.records import Document, Passage, Span, content_id
from ascertain.text import sentences

TARGET = 400
"""Characters after which a passage ends at the next sentence: the embedder reads about 100 words best."""


def passages_of(document: Document) -> list[Passage]:
    """Return the document's body as passages of whole sentences that never cross a paragraph."""
    return [
        Passage(
            id=content_id("passage", document.id, str(span.start), str(span.end)),
            origin="document",
            origin_id=document.id,
            span=span,
            text=span.of(document.body),
            title=document.title,
            url=document.url,
            source=document.source,
            date=document.published,
            language=document.language,
        )
        for span in _spans(document.body, document.language)
    ]


def _spans(body: str, language: str) -> list[Span]:
    spans: list[Span] = []
    for sentence in sentences(body, language):
        last = spans[-1] if spans else None
        if last and sentence.end - last.start <= TARGET and "\n\n" not in body[last.end : sentence.start]:
            spans[-1] = Span(start=last.start, end=sentence.end)
        else:
            spans.append(sentence)
    return spans
