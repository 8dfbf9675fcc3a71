"""Which column of a table, or field of a JSON object, means what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ascertain.ingest import columnnames
from ascertain.ingest.factchecks.cleaning import address_in, words_in
from ascertain.ingest.factchecks.draft import Draft

NAMES: dict[str, str] = {
    "claim": """claimReviewed claim vclaim claim_text verified_claim statement iclaim claim_en claim_content
        claimReview.claimReviewed text_claim quote input_claim text""",
    "title": """title headline review_title article_title claimReview.title claimReview.0.title heading factcheck_title
        name""",
    "summary": """summary subtitle description standfirst dek lead abstract excerpt explanation justification snippet
        review_summary reviewBody body content""",
    "publisher": """publisher publisher_name claimReview.publisher.name claimReview.0.publisher.name organisation
        organization fact_checker factchecker agency author.name source_name source media outlet author""",
    "site": """site domain website publisher_site publisher_website claimReview.publisher.site
        claimReview.0.publisher.site author.url publisher.url""",
    "url": """url link permalink claimReview.url claimReview.0.url review_url factcheck_url fact_check_url article_url
        source_url page_url web_archive href""",
    "date": """datePublished date published published_at publication_date review_date reviewDate
        claimReview.reviewDate claimReview.0.reviewDate fact_checking_date factcheck_date verdict_date
        pub_date created_at timestamp dateModified time day""",
    "language": "inLanguage language lang language_code languageCode claimReview.0.languageCode locale",
    "rating": """rating_words rating verdict label textualRating claimReview.0.textualRating claimReview.textualRating
        reviewRating.alternateName alternateName rating_name truth_rating verdict_article conclusion veracity ruling
        assessment judgement truthfulness tag reviewRating""",
    "rating_value": "reviewRating.ratingValue ratingValue rating_value",
    "best": "reviewRating.bestRating bestRating best_rating",
    "worst": "reviewRating.worstRating worstRating worst_rating",
    "identifier": "identifier id vclaim_id claim_id factcheck_id fact_check_id uid uuid _id key",
    "claimant": """claimant speaker source_claim claim_source claim_author claimed_by itemReviewed.author.name person
        itemReviewed.author originator claimReview.claimant""",
    "claim_date": "claim_date claimDate itemReviewed.datePublished date_of_claim statement_date claim_published",
    "appearances": """appearances appearance itemReviewed.appearance itemReviewed.firstAppearance first_appearance
        source_claim_url claim_url original_claim_url social_media_url""",
    "images": """image images itemReviewed.image image_url image_urls picture pictures picture_url claim_image
        media_url thumbnailUrl thumbnail""",
}
"""The names each field goes by, the surest first. Case, underscores, dots and blanks make no difference."""

UNNAMED = "(no name)"
"""How a column without a name is called in messages."""

_ENOUGH = ("claim", "title", "summary")


_ORDER = columnnames.orders(NAMES)


def check_map(columns: Mapping[str, str]) -> None:
    """Raise ``Invalid`` when a column map names a field that fact-checks do not have."""
    columnnames.check_map(columns, tuple(NAMES), "Fact-checks")


@lru_cache(maxsize=1024)
def resolve(keys: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Return for each field the keys it may be read from, best first; ``given`` pairs go before the known names.

    A key serves one field only; a field that ``given`` names is read from nowhere else. Keys may be paths with
    dots into nested objects.
    """
    chosen: dict[str, tuple[str, ...]] = {field: (key,) for field, key in given}
    taken = {key for _, key in given}
    plain: dict[str, list[str]] = {}
    for key in keys:
        plain.setdefault(columnnames.plain(key), []).append(key)
    for field, order in _ORDER.items():
        if field not in chosen:
            found = [key for name in order for key in plain.get(name, ()) if key not in taken]
            taken.update(found)
            chosen[field] = tuple(found)
    if not chosen["identifier"] and keys and keys[0] == "" and "identifier" not in dict(given):
        chosen["identifier"] = ("",)  # spreadsheets and data frames write their row number without a heading
    return chosen


def keys_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a row, with those of nested objects and first list items as paths: ``author.name``."""
    found = []
    for key, value in list(row.items())[:200]:
        found.append(key)
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            dot = f"{key}.0" if isinstance(value, list) else key
            for name, deeper in list(inner.items())[:50]:
                found.append(f"{dot}.{name}")
                if isinstance(deeper, dict):
                    found += [f"{dot}.{name}.{last}" for last in list(deeper)[:50]]
    return tuple(found)


def draft_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> Draft | None:
    """Return the draft of a row, ``None`` when no key of it means a claim, headline or summary."""
    keys = tuple(row) if not any(isinstance(value, dict | list) for value in row.values()) else keys_of(row)
    sources = resolve(keys, tuple(sorted(columns.items())))
    present = set(keys)
    if not any(present.intersection(sources[field]) for field in _ENOUGH):
        return None

    def first(field: str) -> str:
        for key in sources[field]:
            if words := words_in(_at(row, key)).strip():
                return words
        return ""

    def several(field: str) -> tuple[str, ...]:
        value = _at(row, sources[field][0]) if sources[field] else None
        listed = value if isinstance(value, list) else [value] if isinstance(value, dict) else str(value or "").split()
        return tuple(address_in(one) if field == "images" else words_in(one) for one in listed[:100])

    draft = Draft(appearances=several("appearances"), images=several("images"))
    for field in NAMES:
        if field not in ("appearances", "images"):
            setattr(draft, field, first(field))
    return draft


def _at(row: Mapping[str, Any], key: str) -> Any:
    if key in row:
        return row[key]
    value: Any = row
    for part in key.split("."):
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            return None
    return value
