"""The own collection: imported documents and posts by words and meaning, and fact-checks as passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ascertain.answer.evidence import NEAR, passage_of
from ascertain.answer.ranking import Candidate
from ascertain.models import Embedder
from ascertain.records import Match, Passage
from ascertain.search import Search
from ascertain.search.fusion import reciprocal_rank_fusion
from ascertain.store import Store
from ascertain.text.webaddress import address_key

NAME: Final = "own collection"

TABLE: Final = "passages"

DEPTH = 60
"""Passages taken by words and by meaning, and kept of both."""


def search_collection(
    text: str, queries: Sequence[str], search: Search, store: Store, embedder: Embedder, *, page: str = ""
) -> list[Candidate]:
    """Return up to 60 passages of imported documents and posts that may bear on a claim, in no order that counts.

    ``text`` is the claim, whose vector is compared; ``queries`` are looked for by their words. Passages of the page
    at the address ``page``, which is being asked about, are left out.
    """
    vector = embedder.queries([text])
    lists = [[hit.id for hit in search.vectors(TABLE, vector, DEPTH)[0]]]
    lists += [[hit.id for hit in search.words(TABLE, query, DEPTH)] for query in queries]
    ids = [key for key, _ in reciprocal_rank_fusion(lists)][:DEPTH]
    near = search.similarities(TABLE, vector, [ids])[0]
    asked = address_key(page)
    return [
        Candidate(passage, near[passage.id])
        for passage in store.passages(ids)
        if passage.id in near and not (asked and address_key(passage.url) == asked)
    ]


def fact_check_passages(matches: Sequence[Match]) -> list[Passage]:
    """Return the related fact-checks that may be about the claim as passages, in their order; pure.

    Weak matches are left out. A publisher's rating decides alone, so ``stance_by`` names it only where the match is
    close and near in meaning as well (:data:`~ascertain.answer.evidence.NEAR`); what the others say of the claim is
    judged like any passage.
    """
    return [_with_rating(passage_of(match), match) for match in matches if match.strength != "weak"]


def rated(passages: Sequence[Passage], matches: Sequence[Match]) -> list[Passage]:
    """Return passages with the ratings that decide alone named as such, by the same rule; pure."""
    by_check = {match.fact_check.id: match for match in matches}
    return [_with_rating(one, by_check[one.origin_id]) if one.origin_id in by_check else one for one in passages]


def _with_rating(passage: Passage, match: Match) -> Passage:
    cosine = next((feature.value for feature in match.features if feature.name == "meaning"), 0.0)
    if passage.stance == "mentions":
        return passage
    if cosine < NEAR:
        return passage.model_copy(update={"stance": "mentions"})
    return passage.model_copy(update={"stance_by": "rating"})
