"""schema.org ``ClaimReview`` as sites really write it, and the answers of Google's Fact Check Tools API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ascertain.ingest.factchecks.cleaning import address_in, words_in
from ascertain.ingest.factchecks.draft import Draft

_DEEPEST = 40
_MOST_NODES = 200_000
_PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:|sdo:)", re.I)
_TEXT_KEYS = ("name", "alternateName", "text", "headline", "url", "@id")
_ARTICLE = re.compile(r"Article$|BlogPosting$|^Report$|^WebPage$")
_ORGANISATION = re.compile(r"Organi[sz]ation$|NewsMediaOrganization$|Corporation$|NGO$")

Node = dict[str, Any]


def reviews_in(value: Any) -> list[Draft]:
    """Return a draft for each claim of each ``ClaimReview`` in a JSON-LD value, in its order.

    Found are reviews at any depth (lists, ``@graph``, ``DataFeed`` items, articles that carry them), with
    ``schema.org`` over http or https or as a prefix, with lists where one value belongs, and with authors and
    publishers given only by ``@id``. The same review met twice counts once.
    """
    nodes = [_plain_keys(node) for node in _nodes(value)]
    named: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(named.get(key, {"@id": key})):
            named[key] = node
    drafts: list[Draft] = []
    for node in nodes:
        if "ClaimReview" in types_of(node):
            drafts += [draft for draft in _drafts(node, named) if draft not in drafts[-50:]]
    return drafts


def answers_in(value: Any) -> list[Draft]:
    """Return a draft for each review in a Fact Check Tools API answer, or in one of its claims."""
    if not isinstance(value, dict):
        return []
    claims = value.get("claims") if isinstance(value.get("claims"), list) else [value]
    return [
        _answer(claim, review)
        for claim in claims or []
        if isinstance(claim, dict) and claim.get("text") and isinstance(claim.get("claimReview"), list)
        for review in claim["claimReview"]
        if isinstance(review, dict)
    ]


def _answer(claim: Node, review: Node) -> Draft:
    publisher = review.get("publisher")
    publisher = publisher if isinstance(publisher, dict) else {"name": publisher}
    return Draft(
        claim=words_in(claim.get("text")),
        claimant=words_in(claim.get("claimant")),
        claim_date=words_in(claim.get("claimDate")),
        title=words_in(review.get("title")),
        publisher=words_in(publisher.get("name")) or words_in(publisher.get("site")),
        site=words_in(publisher.get("site")),
        url=words_in(review.get("url")),
        date=words_in(review.get("reviewDate")),
        language=words_in(review.get("languageCode")),
        rating=words_in(review.get("textualRating")),
    )


def types_of(node: Mapping[str, Any]) -> set[str]:
    """Return the types of a node without their address or prefix."""
    kinds = node.get("@type", node.get("type", []))
    return {
        _PREFIX.sub("", kind.strip())
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    }


def _nodes(value: Any) -> Iterator[Node]:
    """Yield every object of a JSON value in document order, down to a bounded depth and number."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    count = 0
    while waiting and count < _MOST_NODES:
        here, depth = waiting.pop()
        inner = list(here.values()) if isinstance(here, dict) else here if isinstance(here, list) else []
        if isinstance(here, dict):
            count += 1
            yield here
        if depth < _DEEPEST:
            waiting.extend((item, depth + 1) for item in reversed(inner) if isinstance(item, dict | list))


def _plain_keys(node: Node) -> Node:
    return {_PREFIX.sub("", key): value for key, value in node.items()}


def _drafts(review: Node, named: Mapping[str, Node]) -> list[Draft]:
    items = [_known(item, named) for item in _list(review.get("itemReviewed"))]
    item = items[0] if items else {}
    rating = next((_known(r, named) for r in _list(review.get("reviewRating"))), {})
    publisher = _publisher(review, named)
    claims = [words_in(claim) for claim in _list(review.get("claimReviewed"))] or [""]
    drafts = []
    for place, claim in enumerate(claims):
        own = items[place] if len(items) == len(claims) else item
        author = next((_known(author, named) for author in _list(own.get("author"))), {})
        drafts.append(
            Draft(
                claim=claim or _claim_of(own),
                claimant=_words(author),
                claim_date=_words(own.get("datePublished") or own.get("dateCreated")),
                appearances=tuple(_appearances([own] if len(claims) > 1 else items, named)),
                images=tuple(dict.fromkeys(filter(None, (*_images(own, named), *_images(review, named))))),
                title=_words(review.get("headline") or review.get("name")),
                summary=_words(review.get("description") or review.get("abstract") or review.get("reviewBody")),
                publisher=_words(publisher),
                site=words_in(publisher.get("url")) or words_in(publisher.get("sameAs")),
                url=_address(review),
                date=_words(review.get("datePublished") or review.get("dateCreated") or review.get("dateModified")),
                language=_language(review.get("inLanguage")),
                rating=_rating_words(rating),
                rating_value=_words(rating.get("ratingValue")),
                best=_words(rating.get("bestRating")),
                worst=_words(rating.get("worstRating")),
                identifier=words_in(review.get("identifier")),
            )
        )
    return drafts


def _claim_of(item: Node) -> str:
    kinds = types_of(item)
    # Only a Claim's name is the claim; a CreativeWork's name is usually the page it was seen on.
    if kinds and not kinds & {"Claim", "Statement", "Quotation"}:
        return _words(item.get("text"))
    return _words(item.get("text") or item.get("name") or item.get("headline") or item.get("description"))


def _publisher(review: Node, named: Mapping[str, Node]) -> Node:
    """Return the organisation behind a review: its author, or its publisher where the author is a person."""
    authors = [_known(author, named) for author in _list(review.get("author"))]
    publishers = [_known(one, named) for one in _list(review.get("publisher"))]
    organisations = [
        one for one in [*authors, *publishers] if any(_ORGANISATION.search(kind) for kind in types_of(one))
    ]
    persons = [one for one in authors if "Person" in types_of(one)]
    order = organisations + (publishers if persons else []) + authors + publishers
    return next((one for one in order if _words(one)), {})


def _known(value: Any, named: Mapping[str, Node]) -> Node:
    """Return a value as an object: text as its name, a bare ``@id`` as the object of that identifier."""
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        return {}
    node = _plain_keys(value)
    reference = node.get("@id")
    if isinstance(reference, str) and not _words({key: v for key, v in node.items() if key != "@id"}):
        return {**named.get(reference, {}), **node}
    return node


def _rating_words(rating: Node) -> str:
    words = _words(rating.get("alternateName"))
    name = _words(rating.get("name"))
    # "name" often repeats the property's own name, or the claim.
    if not words and name and name.casefold() not in ("rating", "reviewrating", "review rating", "fact check"):
        words = name
    value = _words(rating.get("ratingValue"))
    if not words and value and not re.fullmatch(r"-?[\d.,]+", value):
        words = value
    return words


def _appearances(items: list[Node], named: Mapping[str, Node]) -> Iterator[str]:
    for item in items:
        for key in ("firstAppearance", "appearance", "sameAs", "url"):
            for place in _list(item.get(key)):
                node = _known(place, named)
                yield words_in(node.get("url")) or words_in(node.get("@id")) or words_in(node.get("name"))


def article_images(value: Any) -> tuple[str, ...]:
    """Return the addresses of the pictures that the articles of a JSON-LD value show, in its order."""
    found: list[str] = []
    for node in map(_plain_keys, _nodes(value)):
        if any(_ARTICLE.search(kind) for kind in types_of(node)):
            found += _images(node, {})
    return tuple(dict.fromkeys(filter(None, found)))


def _images(node: Node, named: Mapping[str, Node]) -> Iterator[str]:
    for value in _list(node.get("image")):
        yield address_in(_plain_keys(_known(value, named)) if isinstance(value, dict) else value)


def _address(review: Node) -> str:
    for key in ("url", "mainEntityOfPage", "@id", "sameAs"):
        for value in _list(review.get(key)):
            node = _plain_keys(value) if isinstance(value, dict) else {"@id": value}
            address = words_in(node.get("url")) or words_in(node.get("@id")) or words_in(node.get("@value"))
            if address.startswith(("http://", "https://")):
                return address
    return words_in(review.get("url"))


def _language(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    node = _plain_keys(value) if isinstance(value, dict) else {"name": value}
    return words_in(node.get("alternateName")) or words_in(node.get("name")) or words_in(node.get("@value"))


def _words(value: Any) -> str:
    value = next((item for item in value[:50] if _words(item)), None) if isinstance(value, list) else value
    if isinstance(value, dict):
        node = _plain_keys(value)
        if "@value" in node:
            return words_in(node["@value"])
        return next((words_in(node[key]) for key in _TEXT_KEYS[:4] if words_in(node.get(key))), "")
    return words_in(value)


def _list(value: Any) -> list[Any]:
    if isinstance(value, dict) and set(value) == {"@list"}:
        value = value["@list"]
    return value[:200] if isinstance(value, list) else [] if value is None else [value]
