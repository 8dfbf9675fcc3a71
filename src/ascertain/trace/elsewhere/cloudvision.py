"""Google Cloud Vision's web detection: pages with the picture, parts of it, and pictures that look alike."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from ascertain.errors import AscertainError, NotConfigured, Unavailable
from ascertain.records import Feature, SightingMatch, Tier
from ascertain.settings import Settings
from ascertain.trace.elsewhere import answers
from ascertain.trace.elsewhere.lookup import MOST, Found, Web, page_key, seen_elsewhere
from ascertain.trace.elsewhere.sending import copy_for

_VARIABLE = "ASCERTAIN_GOOGLE_VISION_URL"
_KEY_HINT = (
    "Make an API key at https://console.cloud.google.com/apis/credentials, enable the Cloud Vision API for its "
    "project, and set ASCERTAIN_GOOGLE_VISION_KEY."
)
_LARGEST = 7 * 1000 * 1000
"""The API takes 10 MB of JSON, and base64 makes a picture a third larger."""

_ASKED = 100

_FULL = Feature(name="Google match", value=1.0, words="Google takes it for the same picture, perhaps in another size")
_PARTIAL = Feature(
    name="Google match", value=0.5, words="Google finds parts of the picture in it, or it in the picture"
)
_PAGE = Feature(name="Google match", value=0.2, words="Google names the page, but no picture on it")
_ALIKE = Feature(name="Google match", value=0.1, words="Google finds that it looks alike")


@dataclass(frozen=True)
class CloudVision:
    """``images:annotate`` of the Cloud Vision API with the feature ``WEB_DETECTION``.

    The key travels in a header, so that it stands in no address, message or log. Google names no days: a sighting's
    date is when Google was asked.
    """

    web: Web
    settings: Settings
    now: Callable[[], datetime]

    name: ClassVar[str] = "Google Cloud Vision"
    variable: ClassVar[str] = "ASCERTAIN_GOOGLE_VISION_KEY"
    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"responses": [{"webDetection": {"webEntities": [{"entityId": "/m/0d3n", "score": 0.9, '
        b'"description": "Pier"}], "fullMatchingImages": [{"url": "https://pier.example/big.jpg"}], '
        b'"partialMatchingImages": [{"url": "https://cdn.example/crop.jpg"}], "pagesWithMatchingImages": [{"url": '
        b'"https://pier.example/storm", "pageTitle": "\\u003cb\\u003eStorm\\u003c/b\\u003e at the pier", '
        b'"fullMatchingImages": [{"url": "https://pier.example/big.jpg"}]}, {"url": "https://news.example/waves", '
        b'"pageTitle": "Waves", "partialMatchingImages": [{"url": "https://news.example/w.jpg"}]}], '
        b'"visuallySimilarImages": [{"url": "https://other.example/pier.jpg"}], '
        b'"bestGuessLabels": [{"label": "pier in a storm", "languageCode": "en"}]}}]}',
    )

    @property
    def is_set_up(self) -> bool:
        """Whether there is a key."""
        return bool(self.settings.google_vision_key.get_secret_value())

    def look(self, picture: bytes, public_url: str | None = None) -> Found:
        """Return the pages and pictures that Google names; see :class:`~ascertain.trace.elsewhere.lookup.Lookup`."""
        del public_url  # Google advises against it: other hosts may refuse its download
        key = self.settings.google_vision_key.get_secret_value()
        image = base64.b64encode(copy_for(picture, self.settings, _LARGEST)).decode()
        asked = {"image": {"content": image}, "features": [{"type": "WEB_DETECTION", "maxResults": _ASKED}]}
        try:
            answer = self.web.post(
                f"{self.settings.google_vision_url.rstrip('/')}/v1/images:annotate",
                content=json.dumps({"requests": [asked]}).encode(),
                type="application/json",
                limit=answers.LARGEST,
                headers={"X-Goog-Api-Key": key},
                seconds=self.settings.lookup_timeout,
            )
        except AscertainError as error:
            raise _explained(answers.told_by(error), answers.status_of(error), key, error) from error
        value = answers.read_json(answer.body, self.name, _VARIABLE)
        responses = answers.rows(value, "responses")
        first = responses[0] if responses else {}
        if not responses or first.get("error"):
            raise _explained(first or value, 0, key, answers.strange(self.name, _VARIABLE))
        detection = first.get("webDetection", {})  # left out when nothing is known
        if not isinstance(detection, dict):
            raise answers.strange(self.name, _VARIABLE)
        matches = list(_matches(detection, hashlib.sha256(picture).hexdigest(), self.now()))
        notes = (
            (f"Google names {len(matches):,} pages and pictures; {MOST} are listed.",) if len(matches) > MOST else ()
        )
        return Found(tuple(matches[:MOST]), notes)


def _matches(detection: dict[str, Any], sha256: str, now: datetime) -> Iterator[SightingMatch]:
    """Yield the pages, then the pictures that are on none of them, surest first."""
    shown: set[str] = set()
    for page in answers.rows(detection, "pagesWithMatchingImages"):
        url = answers.address(page.get("url"))
        if not url:
            continue
        full, part = answers.rows(page, "fullMatchingImages"), answers.rows(page, "partialMatchingImages")
        shown.update(page_key(answers.address(image.get("url"))) for image in (*full, *part))
        feature = _FULL if full else _PARTIAL if part else _PAGE
        tier: Tier = "probable" if full or part else "look-alike"
        title = answers.words(page.get("pageTitle"))
        yield seen_elsewhere(sha256, CloudVision.name, url, tier, [feature], now, title=title)
    for name, feature in (
        ("fullMatchingImages", _FULL),
        ("partialMatchingImages", _PARTIAL),
        ("visuallySimilarImages", _ALIKE),
    ):
        for image in answers.rows(detection, name):
            url = answers.address(image.get("url"))
            if url and page_key(url) not in shown:
                shown.add(page_key(url))
                sure: Tier = "look-alike" if feature is _ALIKE else "probable"
                yield seen_elsewhere(sha256, CloudVision.name, url, sure, [feature], now)


def _explained(told: dict[str, Any], status: int, key: str, error: AscertainError) -> AscertainError:
    """Return the error with what Google says about it; a refused key is a matter of set-up."""
    said = told.get("error")
    said = said if isinstance(said, dict) else {}
    words = answers.without(answers.words(said.get("message"), 300), key)
    reasons = {str(detail.get("reason", "")) for detail in answers.rows(said, "details")}
    if status in (401, 403) or "API_KEY_INVALID" in reasons:
        return NotConfigured(f"Google does not accept the key: {words or error.message}", _KEY_HINT)
    return Unavailable(f"Google Cloud Vision says: {words}", "Try again later.") if words else error
