"""Bringing what the store holds into search: embeddings from the cache or the model, large writes, then settling."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ascertain.records import FactCheck, Passage
from ascertain.search import Row

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from ascertain.models import Embedder
    from ascertain.search import Search
    from ascertain.store import Store

Done = Callable[[int, int], None]
"""Called with how many records are in search and how many there are to do."""

WRITE = 4096
"""Records of one write to search: LanceDB makes a version of the table for each, so that few and large is fast."""

EMBED = 256
"""Texts of one call of the embedder; their vectors are cached after each, so that an interruption costs seconds."""

BESIDE = 200
"""Characters of headline and summary that are embedded beside the claim (docs/decisions/0006-import.md)."""


def drain(store: Store, search: Search, embedder: Embedder, progress: Done | None = None) -> int:
    """Bring everything that waits in the outbox into search and return how many records that were.

    An outbox row is removed only after search has its record; what is interrupted in between is written again
    to the same effect. Vectors are kept in the store, rounded to float16 as they are in search, so that search
    can be rebuilt without the model's work.
    """
    total, done = store.outbox_size(), 0
    settle: set[str] = set()
    while waiting := store.outbox(WRITE):
        ids: dict[str, list[str]] = {"factchecks": [], "passages": []}
        for row in waiting:
            ids[row.table].append(row.record_id)

        def embedded(number: int, before: int = done) -> None:
            if progress is not None:
                progress(before + number, max(total, before + number))

        checks = store.fact_checks(list(dict.fromkeys(ids["factchecks"])))
        passages = store.passages(list(dict.fromkeys(ids["passages"])))
        texts = [*map(text_embedded, checks), *map(text_embedded, passages)]
        vectors = _vectors([*texts, *texts_alone(checks)], store, embedder, len(texts), embedded)[: len(texts)]
        search.upsert("factchecks", [_check_row(*pair) for pair in zip(checks, vectors, strict=False)])
        search.upsert("passages", [_passage_row(*pair) for pair in zip(passages, vectors[len(checks) :], strict=True)])
        # A record that is gone from the store must not be found any more.
        search.remove("factchecks", sorted(set(ids["factchecks"]) - {check.id for check in checks}))
        search.remove("passages", sorted(set(ids["passages"]) - {passage.id for passage in passages}))
        store.outbox_done([row.seq for row in waiting])
        settle.update(name for name, wanted in ids.items() if wanted)
        done += len(waiting)
    if progress is not None and done:
        progress(done, done)
    for table in ("factchecks", "passages"):
        if table in settle or search.unsettled(table):
            search.settle(table)
    return done


def reindex(store: Store, search: Search, embedder: Embedder, progress: Done | None = None) -> int:
    """Rebuild the search tables from the store and return how many records they hold; results stay the same."""
    search.drop("factchecks")
    search.drop("passages")
    store.requeue()
    drain(store, search, embedder, progress)
    return search.count("factchecks") + search.count("passages")


def text_embedded(item: FactCheck | Passage) -> str:
    """Return the text whose vector stands for a record: a passage's words; a fact-check's claim, headline, summary.

    The headline is left out when it is the claim; headline and summary are cut behind :data:`BESIDE` characters.
    """
    if isinstance(item, Passage):
        return item.text
    title = "" if item.title == item.claim else item.title
    beside = ". ".join(part.rstrip(".") for part in (title, item.summary) if part)
    if len(beside) > BESIDE:
        beside = beside[:BESIDE].rpartition(" ")[0]
    return ". ".join(part for part in (item.claim.rstrip("."), beside) if part)


def texts_alone(checks: Sequence[FactCheck]) -> list[str]:
    """Return the claims and headlines of fact-checks, each once.

    The store keeps their vectors too: candidates are told apart by how near claim and headline alone are
    (docs/decisions/0009-related-fact-checks.md).
    """
    return list(dict.fromkeys(text for check in checks for text in (check.claim, check.title) if text))


def words_searched(item: FactCheck) -> str:
    """Return the words by which a fact-check is found: claim, headline and summary, each once."""
    return "\n".join(dict.fromkeys(filter(None, (item.claim, item.title, item.summary))))


def _vectors(
    texts: Sequence[str], store: Store, embedder: Embedder, records: int, progress: Callable[[int], None]
) -> list[NDArray[np.float32]]:
    """Return the vector of each text, from the store where it is known; new ones are kept there.

    ``progress`` is called with how many of so many records that makes.
    """
    import numpy as np

    keys = [hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in texts]
    known = store.embeddings(embedder.name, keys)
    # Shortest first: texts of one call are padded to the longest of them.
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    order = sorted(missing, key=lambda key: (len(missing[key]), key))
    progress(records * (len(texts) - len(order)) // max(1, len(texts)))
    for start in range(0, len(order), EMBED):
        chunk = order[start : start + EMBED]
        made = embedder.passages([missing[key] for key in chunk])
        fresh = {key: vector.astype(np.float16).astype(np.float32) for key, vector in zip(chunk, made, strict=True)}
        store.add_embeddings(embedder.name, fresh)
        known.update(fresh)
        progress(records * (len(texts) - len(order) + start + len(chunk)) // len(texts))
    return [known[key] for key in keys]


def _check_row(check: FactCheck, vector: NDArray[np.float32]) -> Row:
    return Row(
        id=check.id,
        text=words_searched(check),
        vector=vector,
        corpus=check.corpus,
        language=check.language,
        publisher=check.source.name,
        day=_day(check.date),
        rating=check.rating.value,
    )


def _passage_row(passage: Passage, vector: NDArray[np.float32]) -> Row:
    return Row(
        id=passage.id,
        text=passage.text,
        vector=vector,
        language=passage.language,
        publisher=passage.source.name if passage.source else "",
        day=_day(passage.date),
        origin_id=passage.origin_id,
    )


def _day(moment: datetime | None) -> int:
    return 0 if moment is None else moment.year * 10000 + moment.month * 100 + moment.day
