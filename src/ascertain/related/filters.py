"""What narrows a search for fact-checks, as people write it: checked, and brought to what the collection holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from ascertain.errors import Invalid
from ascertain.records import FactCheck, Rating, Scope
from ascertain.search import Where
from ascertain.store import Store


class Filters(TypedDict, total=False):
    """What narrows a search, as people write it."""

    corpus: str
    """The collection; ``main`` by default."""

    languages: Sequence[str]
    """BCP-47 tags (``es``, ``pt-BR``) or English names of languages."""

    publishers: Sequence[str]
    """Names or sites, in any case."""

    ratings: Sequence[str]
    """Values of :class:`Rating`."""

    since: date | None
    """First day on which the fact-check was published; those without a day are left out."""

    until: date | None
    """Last day."""


def scope_of(store: Store, **filters: Unpack[Filters]) -> Scope:
    """Return what is to be searched, in the words of the collection.

    Raises :class:`Invalid`, naming the choices, for a language or rating that there is not, and for days in the wrong
    order. Collections and publishers that are not there are no error: :func:`notes_on` tells them.
    """
    corpus, since, until = filters.get("corpus", "main"), filters.get("since"), filters.get("until")
    if since and until and since > until:
        raise Invalid(f"The days {since} to {until} are in the wrong order.", "Give the earlier day first.")
    ratings = tuple(dict.fromkeys(map(read_rating, filters.get("ratings", ()))))
    languages = tuple(dict.fromkeys(read_language(tag, store, corpus) for tag in filters.get("languages", ())))
    return Scope(
        corpus=corpus,
        fact_checks=store.fact_check_count(corpus),
        languages=languages,
        publishers=_names(filters.get("publishers", ()), store, corpus),
        ratings=ratings,
        since=since,
        until=until,
    )


def where_of(scope: Scope) -> Where:
    """Return the same for the search tables; pure."""
    return Where(
        corpus=scope.corpus,
        languages=frozenset(scope.languages),
        publishers=frozenset(scope.publishers),
        ratings=frozenset(rating.value for rating in scope.ratings),
        first_day=_day(scope.since),
        last_day=_day(scope.until),
    )


def fits(check: FactCheck, scope: Scope) -> bool:
    """Tell whether a fact-check is within what is searched, as the search tables would; pure."""
    day = check.date.date() if check.date else None
    return (
        check.corpus == scope.corpus
        and (not scope.languages or check.language in scope.languages)
        and (not scope.publishers or bool({check.source.name, check.source.site} & set(scope.publishers)))
        and (not scope.ratings or check.rating in scope.ratings)
        and (scope.since is None or (day is not None and day >= scope.since))
        and (scope.until is None or (day is not None and day <= scope.until))
    )


def read_rating(text: str) -> Rating:
    """Return the rating a text names, in any case, with spaces, hyphens or underscores between words; pure."""
    wanted = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    found = next((rating for rating in Rating if rating.value == wanted), None)
    if found is None:
        choices = ", ".join(rating.value for rating in Rating)
        raise Invalid(f"There is no rating “{text}”.", f"Choose among: {choices}.")
    return found


def read_language(text: str, store: Store, corpus: str) -> str:
    """Return the primary BCP-47 tag of a language given as tag (``pt-BR``) or by its English name."""
    from babel import Locale

    names: Mapping[str, str] = Locale("en").languages
    wanted = " ".join(text.casefold().replace("_", "-").split())
    primary = wanted.partition("-")[0]
    if primary in names and primary != "und":
        return primary
    found = next((tag for tag, name in names.items() if name.casefold() == wanted and tag.isalpha()), "")
    if not found:
        held = ", ".join(tag for tag in store.fact_check_languages(corpus) if tag)
        hint = f"The collection holds fact-checks in: {held}." if held else "Give a tag such as en, es or pt-BR."
        raise Invalid(f"There is no language “{text}”.", hint)
    return found


def notes_on(scope: Scope, store: Store, *, found: bool) -> tuple[str, ...]:
    """Return what a reader should know about a search: collections, languages and publishers that are not there."""
    if not scope.fact_checks:
        corpora = store.corpora()
        if not corpora:
            return ("The collection holds no fact-checks yet. Bring some in: ascertain import factchecks FILE.",)
        return (f"There is no collection “{scope.corpus}”. There are: {', '.join(corpora)}.",)
    notes = []
    unknown = [name for name in scope.publishers if name not in store.fact_check_publishers(scope.corpus)]
    notes += [_unknown_publisher(name, store, scope.corpus) for name in unknown]
    if not found and scope.languages:
        held = [tag for tag in store.fact_check_languages(scope.corpus) if tag]
        missing = [tag for tag in scope.languages if tag not in held]
        if missing:
            notes.append(f"The collection holds nothing in {', '.join(missing)}, but in: {', '.join(held)}.")
    return tuple(notes)


def _names(publishers: Sequence[str], store: Store, corpus: str) -> tuple[str, ...]:
    """Return the publishers by the names the collection has for them; what it does not know stays as it is."""
    if not publishers:
        return ()
    held = store.fact_check_publishers(corpus)
    names: dict[str, None] = {}
    for text in publishers:
        wanted = _bare(text)
        same = [name for name, address in held.items() if wanted in {_bare(name), _site(address)}]
        names.update(dict.fromkeys(same or [text]))
    return tuple(names)


def _unknown_publisher(name: str, store: Store, corpus: str) -> str:
    from rapidfuzz import process

    near = [found for found, _, _ in process.extract(name, list(store.fact_check_publishers(corpus)), limit=3)]
    return f"The collection holds no publisher “{name}”. The nearest names: {', '.join(near)}."


def _bare(text: str) -> str:
    """Return a name or site in lower case, without protocol and ``www.``."""
    bare = " ".join(text.casefold().split())
    return bare.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _site(address: str) -> str:
    return _bare(address).partition("/")[0]


def _day(day: date | None) -> int | None:
    return None if day is None else day.year * 10000 + day.month * 100 + day.day
