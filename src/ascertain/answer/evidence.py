"""Passages of the collection that bear on a claim, each with why it was found and where it differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from ascertain.models import Embedder
from ascertain.records import Claim, Feature, Match, Passage, Rating, Span, content_id
from ascertain.search import Search, Where
from ascertain.search.fusion import reciprocal_rank_fusion
from ascertain.store import Store
from ascertain.text import content_words, sentences
from ascertain.text import words as words_of
from ascertain.text.agreement import compare, read_facts

TABLE: Final = "passages"
DEPTH = 30
DOCUMENTS = 3
"""Documents that speak to one claim."""
NEAR, VERY_NEAR = 0.84, 0.88
"""Cosines (query to passage): right answers of the model's smoke pairs lie between .83 and .94."""


def find_evidence(
    claims: Sequence[Claim],
    related: Sequence[Sequence[Match]],
    search: Search,
    store: Store,
    embedder: Embedder,
    *,
    language: str,
    exclude: frozenset[str],
) -> list[tuple[Passage, ...]]:
    """Return for each claim the passages that bear on it: its fact-checks, then up to three documents, best first.

    ``related`` holds the fact-checks already found for each claim; ``exclude`` the documents that must not
    serve as evidence, the claim's own among them. A passage must share names, figures or half of the claim's
    words with it and be near in meaning (:func:`bears_on`); the others are left out.
    """
    if not claims:
        return []
    where = Where(exclude_origins=exclude)
    vectors = embedder.queries([claim.quote for claim in claims])
    fused = []
    for claim, meaning in zip(claims, search.vectors(TABLE, vectors, DEPTH, where), strict=True):
        by_words = search.words(TABLE, claim.quote, DEPTH, where)
        fused.append([i for i, _ in reciprocal_rank_fusion([[h.id for h in by_words], [h.id for h in meaning]])])
    fused = [ids[:DEPTH] for ids in fused]
    cosines = search.similarities(TABLE, vectors, fused)
    found = {p.id: p for p in store.passages(sorted({i for ids in fused for i in ids}))}
    return [
        choose(claim, matches, [(found[i], near[i]) for i in ids if i in found], language)
        for claim, matches, ids, near in zip(claims, related, fused, cosines, strict=True)
    ]


def choose(
    claim: Claim, matches: Sequence[Match], candidates: Sequence[tuple[Passage, float]], language: str
) -> tuple[Passage, ...]:
    """Return the passages that bear on the claim, best first, one from each document first; pure."""
    ours = read_facts(claim.quote, language)
    chosen = [passage_of(match) for match in matches if match.strength == "close" or _speaks_of_it(match)]
    seen: set[str] = set()
    for passage, cosine in candidates:
        if len(seen) == DOCUMENTS:
            break
        if passage.origin_id in seen or cosine < NEAR:  # reading the facts of a passage costs 2 ms
            continue
        day = passage.date.date() if passage.date else None
        agreement = compare(ours, read_facts(passage.text, passage.language, day))
        sentence = decisive_sentence(claim.quote, language, passage)
        if not bears_on(cosine, agreement.features) or _is_copy(sentence, claim.quote):
            continue
        seen.add(passage.origin_id)
        meaning = Feature(name="meaning", value=round(cosine, 3), words=f"similarity of meaning {cosine:.2f} (cosine)")
        # A "not" three sentences further says nothing about the sentence that speaks of the claim.
        differences = compare(ours, read_facts(sentence, passage.language, day)).differences
        update = {"features": (meaning, *agreement.features), "differences": differences}
        chosen.append(passage.model_copy(update=update))
    return tuple(chosen)


def decisive_sentence(claim: str, language: str, passage: Passage) -> str:
    """Return the passage's sentence that shares most words with the claim; the first among equals; pure."""
    wanted = content_words(claim, language)
    texts = [span.of(passage.text) for span in sentences(passage.text, passage.language)] or [passage.text]
    return max(texts, key=lambda text: len(wanted & content_words(text, passage.language)))


def bears_on(cosine: float, features: Sequence[Feature]) -> bool:
    """Tell whether a passage speaks of what the claim speaks of: near in meaning and sharing what is named; pure."""
    shared = {feature.name: feature.value for feature in features}
    words, named = shared.get("shared words", 0.0), shared.get("shared names", 0.0) >= 1
    if cosine < NEAR:
        return False
    if words >= 0.5 or (named and (words >= 0.2 or cosine >= VERY_NEAR)):
        return True
    # A figure alone ties nothing: "3 million" stands in a thousand texts.
    return shared.get("same figures", 0.0) >= 1 and words >= 0.3


def _speaks_of_it(match: Match) -> bool:
    cosine = next((feature.value for feature in match.features if feature.name == "meaning"), 0.0)
    return match.strength == "possible" and bears_on(cosine, match.features)


def _is_copy(sentence: str, quote: str) -> bool:
    """Tell whether a passage only repeats the claim word for word: a copy says it again, it does not support it."""
    return words_of(sentence) == words_of(quote)


def passage_of(match: Match) -> Passage:
    """Return a fact-check as a passage; its stance is the publisher's rating, never a guess of ours; pure."""
    check = match.fact_check
    text = check.summary or check.title or check.claim
    step = check.rating.step
    decided = match.strength == "close" and step is not None and check.rating is not Rating.MIXED
    stance: Literal["supports", "refutes", "mentions"] = "mentions"
    if decided:
        stance = "refutes" if step is not None and step < 3 else "supports"
    return Passage(
        id=content_id("passage", check.id),
        origin="fact-check",
        origin_id=check.id,
        span=Span(start=0, end=len(text)),
        text=text,
        title=check.title or check.claim,
        url=check.url,
        source=check.source,
        date=check.date,
        language=check.language,
        stance=stance,
        rating=check.rating_words or ("" if check.rating is Rating.UNRATED else check.rating.value),
        features=match.features,
        differences=match.differences,
    )
