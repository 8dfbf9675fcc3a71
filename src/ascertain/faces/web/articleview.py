"""What an article's page shows: its text with the claims marked, a card for each, and what it says to machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from ascertain.faces.report.plaintext import direction, shortened
from ascertain.faces.report.verdicts import Entry, State, entries
from ascertain.publish.placing import Mark, marked
from ascertain.publish.structured import social_image, structured
from ascertain.publish.writing import addresses, picture_address
from ascertain.records import Article, ArticlePicture, Dossier

WORDS_A_MINUTE = 230
"""Brysbaert (2019), How many words do we read per minute?: 238 for English non-fiction."""


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its addresses."""

    picture: ArticlePicture
    address: str
    srcset: str
    width: int
    height: int


def shown_picture(picture: ArticlePicture | None) -> ShownPicture | None:
    """Return a picture with its addresses, ``None`` when there is none to show."""
    if picture is None or not picture.renditions:
        return None
    address, srcset, (width, height) = addresses(picture)
    return ShownPicture(picture, address, srcset, width, height)


def cards(dossier: Dossier | None) -> list[Entry]:
    """Return the claims that were looked up, in reading order."""
    return [entry for entry in entries(dossier) if not entry.aside] if dossier else []


def text_of(article: Article, found: Sequence[Entry], claim_number: str) -> Markup:
    """Return the body as HTML with its claims marked; ``claim_number`` is what a mark's link is called."""
    marks: list[Mark] = []
    for entry in sorted(found, key=lambda entry: entry.checked.claim.span.start):
        span = entry.checked.claim.span
        placed = span.of(article.body) == entry.checked.claim.quote
        if placed and (not marks or marks[-1].end <= span.start):
            spoken = claim_number.format(number=entry.number)
            marks.append(Mark(span.start, span.end, entry.state.value, entry.anchor, str(entry.number), spoken))
    # The article's HTML was sanitised when it was published.
    return Markup(marked(article.html, marks))  # noqa: S704


def minutes(words: int) -> int:
    """Return how many minutes reading takes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def page_context(article: Article, dossier: Dossier | None, base: str, site: str, claim_number: str) -> dict[str, Any]:
    """Return what the article's template shows, apart from what other parts of the page add."""
    found = cards(dossier)
    lead = shown_picture(article.lead)
    return {
        "article": article,
        "dossier": dossier,
        "cards": found,
        "State": State,
        "text": text_of(article, found, claim_number),
        "lead": lead,
        "social": _social(article, base),
        "minutes": minutes(article.words),
        "direction": direction(article.language),
        "canonical": f"{base}/articles/{article.slug}",
        "oembed": f"{base}/api/oembed?url={quote(f'{base}/articles/{article.slug}', safe='')}",
        "summary": article.standfirst or shortened(article.body, 200),
        "base": base,
        "site_name": site,
        "json_ld": _for_script(structured(article, base, site)),
    }


def _social(article: Article, base: str) -> dict[str, Any] | None:
    picture = next((each for each in article.pictures if each.renditions), None)
    if picture is None:
        return None
    shown = social_image(picture)
    return {
        "url": f"{base}{picture_address(shown.sha256, shown.type)}",
        "width": shown.width,
        "height": shown.height,
        "alt": picture.alt,
    }


def _for_script(data: dict[str, Any]) -> Markup:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704
