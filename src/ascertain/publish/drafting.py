"""Drafts of fact-checks: begun from a claim, and the ClaimReview form in their heads read and written; pure.

A draft is the text that an article is published from, Markdown with YAML front matter. Only what the form holds is
rewritten in it: comments, order and spelling of everything else stay as somebody typed them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ascertain.errors import Invalid
from ascertain.records import Passage, Rating, ReviewForm, Work

if TYPE_CHECKING:
    import yaml

_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_EVIDENCE = 8
"""Sources that a new draft lists; more were weighed by the dossier than anybody reads through."""

_LONGEST_HEADLINE = 110

EMPTY = """---
headline: ""
standfirst: ""
byline: []
language: en
topics: []
sources: []
---

"""
"""What a draft begun from nothing says."""


def review_of(work: Work) -> ReviewForm:
    """Return the form filled from a claim: what was said, by whom, when and where; the verdict is a person's."""
    item = work.item
    claim = item.claim
    said = claim.attribution.claimant or (item.source.name if item.source else "")
    when = item.published
    return ReviewForm(
        claim=claim.context or claim.quote,
        claimant=said,
        date=f"{when:%Y-%m-%d}" if when else "",
        appearances=(item.url,) if item.url else (),
    )


def begun_from(work: Work, byline: str, today: date) -> str:
    """Return the first version of a draft about a claim: its words, and what was found about it as sources."""
    claim = work.item.claim
    sources = _sources(work)
    head: dict[str, Any] = {
        "headline": f"Fact-check: {_shortened(claim.quote)}",
        "standfirst": "",
        "byline": [byline] if byline else [],
        "language": work.item.language or "en",
        "topics": ["fact-check"],
        "sources": sources,
    }
    return f"---\n{_yaml(head)}---\n\n{_body(work, sources, today)}"


def reviews_in(text: str) -> list[ReviewForm]:
    """Return the claims that a draft rates, as far as its head can be read; what is unreadable counts as nothing."""
    try:
        node, head = _composed(text)
        place = _place(node, "reviews")
        value = _constructed(head, place[1]) if place else None
    except Invalid:
        return []
    items = value if isinstance(value, list) else [value]
    return [_form(item) for item in items if isinstance(item, dict)]


def with_review(text: str, review: ReviewForm, number: int = 1) -> str:
    """Return a draft whose review with this number, counted from 1, is the form; one more number adds it.

    Raises :class:`Invalid` when the head cannot be read, or the form lacks what a review needs.
    """
    _check(review)
    node, head = _composed(text)
    before = reviews_in(text)
    made = [*before[: number - 1], review, *before[number:]]
    block = _yaml({"reviews": [_entry(one) for one in made]})
    lines = head.splitlines(keepends=True)
    place = _place(node, "reviews")
    if place is None:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        head = "".join(lines) + block
    else:
        key, value = place
        end = value.end_mark.line + (1 if value.end_mark.column else 0)
        head = "".join(lines[: key.start_mark.line]) + block + "".join(lines[end:])
    found = _FENCE.match(text)
    rest = text[found.end() :] if found else text
    return f"---\n{head}---\n{rest}"


def headline_in(text: str) -> str:
    """Return the headline of a draft, empty while it has none that can be read."""
    try:
        node, head = _composed(text)
        place = _place(node, "headline")
        value = _constructed(head, place[1]) if place else ""
    except Invalid:
        return ""
    return str(value).strip()[:300] if isinstance(value, str | int | float) else ""


def _check(review: ReviewForm) -> None:
    if not review.claim.strip():
        raise Invalid("The review says no claim.", "Write the claim in one sentence.")
    if not review.rating.strip() and review.step is None:
        raise Invalid("The review has no verdict.", "Choose one from the scale, or write it in your own words.")
    if review.date:
        try:
            date.fromisoformat(review.date)
        except ValueError as error:
            raise Invalid(f"“{review.date[:40]}” is no day.", "Write year, month and day: 2026-01-31.") from error
    for address in review.appearances:
        if not address.startswith(("http://", "https://")):
            raise Invalid(f"“{address[:80]}” is no web address.", "Begin with https:// or http://.")


def _entry(review: ReviewForm) -> dict[str, Any]:
    words = review.rating.strip() or (review.step.value.capitalize() if review.step else "")
    entry: dict[str, Any] = {"claim": review.claim.strip(), "rating": words}
    if review.step is not None:
        entry["step"] = review.step.value
    if review.claimant.strip():
        entry["claimant"] = review.claimant.strip()
    if review.date:
        entry["date"] = date.fromisoformat(review.date)
    if review.appearances:
        entry["appearances"] = list(review.appearances)
    if review.summary.strip():
        entry["summary"] = review.summary.strip()
    return entry


def _form(item: dict[Any, Any]) -> ReviewForm:
    def words(name: str) -> str:
        value = item.get(name)
        if isinstance(value, datetime):
            value = value.date()
        return str(value).strip() if isinstance(value, str | int | float | date) else ""

    where = item.get("appearances")
    places = where if isinstance(where, list) else [where]
    step = words("step").lower()
    return ReviewForm(
        claim=words("claim"),
        claimant=words("claimant"),
        date=words("date")[:10],
        appearances=tuple(str(one) for one in places if isinstance(one, str) and one),
        rating=words("rating"),
        step=Rating(step) if step in set(Rating) else None,
        summary=words("summary"),
    )


def _composed(text: str) -> tuple[yaml.MappingNode | None, str]:
    """Return the head of a draft as YAML nodes, which know their lines, and its text."""
    import yaml

    found = _FENCE.match(text)
    if found is None:
        raise Invalid("The draft has no head.", "Begin with a line of three hyphens, and close it with another.")
    try:
        node = yaml.compose(found[1], yaml.SafeLoader)
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", "") or "it is no YAML"
        raise Invalid(
            f"The head of the draft cannot be read: {problem}.", "Put the value in quotation marks."
        ) from error
    except RecursionError as error:
        raise Invalid("The head of the draft is nested too deeply.", "Write it more simply.") from error
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise Invalid("The head of the draft is no list of names and values.", "Write “headline: …” in it.")
    return node, found[1]


def _place(node: yaml.MappingNode | None, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    for key, value in node.value if node else ():
        if key.value == name:
            return key, value
    return None


def _constructed(head: str, node: yaml.Node) -> object:
    import yaml

    loader = yaml.SafeLoader(head)
    try:
        return loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Invalid("The head of the draft cannot be read.", "Write it more simply.") from error
    finally:
        loader.dispose()


def _yaml(value: dict[str, Any]) -> str:
    import yaml

    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_HEADLINE else line[:_LONGEST_HEADLINE].rsplit(" ", 1)[0] + " …"


def _sources(work: Work) -> list[dict[str, str]]:
    """Return fact-checks that are likely of the same claim, then the evidence, each address once."""
    found: dict[str, dict[str, str]] = {}
    matches = [one.match for one in work.later] + list(work.related)
    for match in matches:
        check = match.fact_check
        if match.strength != "weak" and check.url.startswith(("http://", "https://")):
            said = check.rating_words or check.rating.value
            found.setdefault(
                check.url, _source(check.title or check.claim, check.url, check.source.name, f"Rated it: {said}")
            )
    for passage in work.evidence:
        if passage.origin == "document" and passage.url.startswith(("http://", "https://")):
            found.setdefault(passage.url, _from_passage(passage))
    return list(found.values())[:_EVIDENCE]


def _from_passage(passage: Passage) -> dict[str, str]:
    day = f"{passage.date:%d %B %Y}".lstrip("0") if passage.date else ""
    publisher = passage.source.name if passage.source else ""
    return _source(passage.title or passage.text[:100], passage.url, publisher, day)


def _source(title: str, url: str, publisher: str, note: str) -> dict[str, str]:
    parts = {"title": title[:1000], "url": url[:2000], "publisher": publisher[:1000], "note": note[:1000]}
    return {name: " ".join(value.split()) for name, value in parts.items() if value.strip()}


def _body(work: Work, sources: Sequence[dict[str, str]], today: date) -> str:
    item = work.item
    who = item.claim.attribution.claimant or (item.source.name if item.source else "Somebody")
    where = (
        f" in [{_plain(item.title or item.url)}]({item.url})"
        if item.url
        else f" in {_plain(item.title)}"
        if item.title
        else ""
    )
    parts = [
        "## What was said",
        f"{_plain(who[:1].upper() + who[1:])} said{where}:",
        f"> {_plain(item.claim.quote)}",
        "## What we found",
    ]
    for number, source in enumerate(sources, 1):
        by = f" ({_plain(source['publisher'])})" if source.get("publisher") else ""
        parts.append(f"- {_plain(source['title'])}{by} [^{number}]")
    if not sources:
        parts.append(f"Nothing in the collection bore on it on {today:%d %B %Y}.".replace(" 0", " "))
    return "\n\n".join(parts).replace("\n\n- ", "\n- ").replace("found\n- ", "found\n\n- ") + "\n"


def _plain(text: str) -> str:
    """Return text on one line with no character that Markdown would take for more than it is."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))
