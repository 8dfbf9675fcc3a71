"""Asking for what is related to one claim: read it, find fact-checks, put those of one claim together."""

from __future__ import annotations

from ascertain.errors import Invalid, Refused
from ascertain.models import Embedder
from ascertain.records import Related, Scope, Understanding
from ascertain.related.filters import notes_on, where_of
from ascertain.related.finding import COMPARED, find_related
from ascertain.related.grouping import grouped
from ascertain.related.query import Query, Understood, understand
from ascertain.search import Search
from ascertain.store import Store
from ascertain.text.agreement import read_facts

MOST = COMPARED
"""Fact-checks shown at most: so many candidates are compared with the claim feature by feature."""

LONGEST = 10_000
"""Characters of a claim or post."""


def ask_related(
    query: Query, search: Search, store: Store, embedder: Embedder, *, scope: Scope, limit: int = 10
) -> Related:
    """Return what is related to one claim: up to ``limit`` fact-checks (at most 15) in groups of one claim each.

    Raises :class:`Invalid` for a text without words and a limit outside 1 to 15, and :class:`Refused` for more than
    10,000 characters.
    """
    if not any(character.isalnum() for character in query.text):
        raise Invalid("There is no text to look for.", "Give a claim, a post or a headline.")
    if len(query.text) > LONGEST:
        raise Refused(
            f"The text has {len(query.text):,} characters; at most {LONGEST:,} are looked for.",
            "Give the claim alone, or verify the whole text as a page.",
        )
    if not 1 <= limit <= MOST:
        raise Invalid(f"{limit} fact-checks cannot be shown.", f"Give a number from 1 to {MOST}.")
    understood = understand(query)
    if not says_something(understood):
        raise Invalid("There is nothing in the text but links and marks.", "Give the claim in words.")
    found = find_related([query], search, store, embedder, where=where_of(scope), limit=limit)[0]
    groups = grouped(found, embedder.queries)
    return Related(
        query=understanding(understood),
        searched=scope,
        groups=groups,
        notes=notes_on(scope, store, found=bool(found)),
    )


def says_something(query: Understood) -> bool:
    """Tell whether words are left when links, mentions and signs have been taken out; pure."""
    return any(character.isalnum() for character in query.words)


def understanding(query: Understood) -> Understanding:
    """Return what a query was understood as, with the figures, dates and names recognised in it; pure."""
    facts = read_facts(query.text, query.language, query.published)
    return Understanding(
        asked=query.asked,
        text=query.text,
        language=query.language,
        published=query.published,
        author=query.author,
        tags=query.tags,
        steps=query.steps,
        figures=facts.figures,
        dates=facts.dates,
        entities=facts.entities,
    )
