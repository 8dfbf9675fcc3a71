"""An article as search engines read it: schema.org NewsArticle, and a ClaimReview for each claim that it rates.

Follows schema.org and Google's rules for Article, Fact Check (ClaimReview) and Speakable structured data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ascertain.publish.writing import picture_address
from ascertain.records import Article, ArticlePicture, ArticleSource, FactCheck

SPOKEN = ("#headline", "#standfirst")
"""CSS selectors of what voice assistants read out."""


def address_of(base: str, slug: str) -> str:
    """Return the address of an article on a site, which has no slash at its end."""
    return f"{base}/articles/{slug}"


def structured(article: Article, base: str, site: str) -> dict[str, Any]:
    """Return the JSON-LD of an article's page; ``base`` is the site's address, ``site`` its name."""
    graph = [news_article(article, base, site)]
    graph += [claim_review(review, article, base, site, number) for number, review in enumerate(article.reviews, 1)]
    return {"@context": "https://schema.org", "@graph": graph}


def news_article(article: Article, base: str, site: str) -> dict[str, Any]:
    """Return the NewsArticle of an article."""
    url = address_of(base, article.slug)
    made: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": article.title,
        "description": article.standfirst,
        "inLanguage": article.language,
        "datePublished": article.published.isoformat(),
        "dateModified": (article.modified or article.published).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in article.byline] or _organisation(base, site),
        "publisher": _organisation(base, site),
        "image": [_image(picture, base) for picture in article.pictures if picture.renditions],
        "keywords": list(article.topics),
        "wordCount": article.words,
        "isAccessibleForFree": True,
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": list(SPOKEN)},
        "isBasedOn": [_source(source) for source in article.sources],
        "correction": [
            {"@type": "CorrectionComment", "text": each.text, "datePublished": each.at.isoformat()}
            for each in article.corrections
        ],
    }
    return {name: value for name, value in made.items() if value not in ("", [], None)}


def claim_review(review: FactCheck, article: Article, base: str, site: str, number: int) -> dict[str, Any]:
    """Return the ClaimReview of one claim; its address is the article's, with the place of the rating on the page."""
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": review.rating_words}
    if review.rating.step is not None:
        rating |= {"ratingValue": review.rating.step, "bestRating": 5, "worstRating": 1}
    claim: dict[str, Any] = {"@type": "Claim", "@id": f"{address_of(base, article.slug)}#claim-reviewed-{number}"}
    if review.claimant:
        claim["author"] = {"@type": "Thing", "name": review.claimant}
    if review.claim_date:
        claim["datePublished"] = review.claim_date.date().isoformat()
    if review.appearances:
        claim["appearance"] = [{"@type": "CreativeWork", "url": url} for url in review.appearances]
    return {
        "@type": "ClaimReview",
        "url": f"{address_of(base, article.slug)}#review-{number}",
        "claimReviewed": review.claim,
        "datePublished": article.published.isoformat(),
        "inLanguage": article.language,
        "author": _organisation(base, site),
        "reviewRating": rating,
        "itemReviewed": claim,
        **({"reviewBody": review.summary} if review.summary else {}),
    }


def _organisation(base: str, site: str) -> dict[str, Any]:
    return {"@type": "NewsMediaOrganization", "name": site, "url": f"{base}/"}


def _image(picture: ArticlePicture, base: str) -> dict[str, Any]:
    shown = social_image(picture)
    made: dict[str, Any] = {
        "@type": "ImageObject",
        "url": f"{base}{picture_address(shown.sha256, shown.type)}",
        "width": shown.width,
        "height": shown.height,
        "caption": picture.caption,
        "creditText": picture.credit,
    }
    return {name: value for name, value in made.items() if value}


def social_image(picture: ArticlePicture) -> Any:
    """Return the size of a picture that other sites show: its JPEG. The picture has renditions."""
    return next((each for each in picture.renditions if each.type == "image/jpeg"), picture.renditions[-1])


def _source(source: ArticleSource) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "CreativeWork", "name": source.title, "url": source.url}
    if source.publisher:
        made["publisher"] = {"@type": "Organization", "name": source.publisher}
    return {name: value for name, value in made.items() if value}


def keywords(topics: Sequence[str]) -> str:
    """Return topics as one line."""
    return ", ".join(topics)
