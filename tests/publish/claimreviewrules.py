"""What Google asks of ClaimReview, Article and news sitemaps, as checks; from memory of its rules, not their text."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit


def _absolute(url: object) -> bool:
    parts = urlsplit(str(url))
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _moment(value: object) -> bool:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def review_problems(review: dict[str, Any], page: str) -> list[str]:
    """Return what breaks a rule for one ClaimReview on the page at an address."""
    found = []
    for name in ("claimReviewed", "reviewRating", "url"):
        if not review.get(name):
            found.append(f"{name} is required")
    if str(review.get("url", "")).partition("#")[0] != page:
        found.append("url is on another page than the review")
    rating = review.get("reviewRating") or {}
    if not rating.get("alternateName"):
        found.append("reviewRating.alternateName is required")
    if "ratingValue" in rating:
        low, value, high = rating.get("worstRating"), rating["ratingValue"], rating.get("bestRating")
        if not (isinstance(low, int) and isinstance(high, int) and low <= value <= high):
            found.append("ratingValue lies outside of worstRating to bestRating")
    author = review.get("author") or {}
    if not author.get("name") or not _absolute(author.get("url")):
        found.append("author needs a name and an address")
    if not _moment(review.get("datePublished")):
        found.append("datePublished is no ISO 8601 date")
    claim = review.get("itemReviewed") or {}
    if claim.get("@type") != "Claim":
        found.append("itemReviewed is no Claim")
    if "datePublished" in claim and not _moment(claim["datePublished"]):
        found.append("itemReviewed.datePublished is no ISO 8601 date")
    for seen in claim.get("appearance", []):
        if not _absolute(seen.get("url")):
            found.append("appearance has no address")
    if len(str(review.get("claimReviewed", ""))) > 2000:
        found.append("claimReviewed is no short summary")
    return found


def page_problems(graph: list[dict[str, Any]], page: str) -> list[str]:
    """Return what breaks a rule for all reviews of a page together, and for its article."""
    reviews = [each for each in graph if each["@type"] == "ClaimReview"]
    found = [problem for review in reviews for problem in review_problems(review, page)]
    if len({review["url"] for review in reviews}) != len(reviews):
        found.append("several reviews on a page need addresses of their own")
    articles = [each for each in graph if each["@type"] in ("Article", "NewsArticle")]
    if len(articles) != 1:
        found.append("a page of news is one article")
    for article in articles:
        if not article.get("headline"):
            found.append("headline is missing")
        if not article.get("author") or not all(each.get("name") for each in article["author"]):
            found.append("authors need names")
        for name in ("datePublished", "dateModified"):
            if not _moment(article.get(name)) or datetime.fromisoformat(article[name]).tzinfo is None:
                found.append(f"{name} needs a zone")
        for picture in article.get("image", []):
            if not _absolute(picture.get("url")) or not picture.get("width") or not picture.get("height"):
                found.append("an image needs an absolute address, width and height")
    return found
