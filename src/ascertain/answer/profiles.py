"""What lists that the user loaded say of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ascertain.records import ListedSource, Passage, SourceNote
from ascertain.store import Store
from ascertain.text.sitekeys import keys_of


def notes_on(sources: Sequence[tuple[str, str]], store: Store) -> list[tuple[SourceNote, ...]]:
    """Return for each source, given as site and address of a page, what the loaded lists say of it.

    A list speaks of a page when it names its host, a domain above it (but never one under which everybody may have a
    site), or the account on a platform that it belongs to. Of several entries of one list the most particular counts.
    """
    keys = [keys_of(site, url) for site, url in sources]
    found: dict[str, list[ListedSource]] = {}
    for entry in store.listed_sources([key for some in keys for key in some]):
        found.setdefault(entry.site, []).append(entry)
    return [choose(some, found) for some in keys]


def choose(keys: Iterable[str], found: Mapping[str, Sequence[ListedSource]]) -> tuple[SourceNote, ...]:
    """Return the notes of the entries under ``keys``, most particular first, one of each list; pure."""
    notes: dict[str, SourceNote] = {}
    for key in keys:
        for entry in found.get(key, ()):
            notes.setdefault(entry.list, SourceNote(list=entry.list, kind=entry.kind, words=entry.words))
    return tuple(notes[name] for name in sorted(notes))


def noted(passages: Sequence[Passage], store: Store) -> list[Passage]:
    """Return the passages with what the loaded lists say of their sources."""
    notes = notes_on([(p.source.site if p.source else "", p.url) for p in passages], store)
    return [
        passage if passage.notes == some else passage.model_copy(update={"notes": some})
        for passage, some in zip(passages, notes, strict=True)
    ]
