"""TinEye: copies and edited copies of a picture on the web, each with the day TinEye first met it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from ascertain.errors import AscertainError, Invalid, NotConfigured, Unavailable
from ascertain.records import Feature, SightingMatch
from ascertain.settings import Settings
from ascertain.trace.elsewhere import answers
from ascertain.trace.elsewhere.lookup import MOST, Found, Web, seen_elsewhere
from ascertain.trace.elsewhere.sending import copy_for, form

_VARIABLE = "ASCERTAIN_TINEYE_URL"
_KEY_HINT = "Copy the key from https://services.tineye.com and set ASCERTAIN_TINEYE_KEY."
_LARGEST = 20 * 1000 * 1000
_ASKED = 100
"""Matches asked for; one question costs one search, however many there are."""

_BACKLINKS = 50
"""Pages asked for of each match."""


@dataclass(frozen=True)
class TinEye:
    """``/rest/search/`` of the TinEye API, with the key in the header ``x-api-key``.

    The picture is uploaded. The matches that TinEye met first are asked for: when a picture has more copies than are
    listed, the oldest are those that count.
    """

    web: Web
    settings: Settings
    now: Callable[[], datetime]

    name: ClassVar[str] = "TinEye"
    variable: ClassVar[str] = "ASCERTAIN_TINEYE_KEY"
    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"code": 200, "messages": [], "stats": {"timestamp": "1750000000.11", "query_time": "0.41", '
        b'"total_results": 1, "total_backlinks": 2, "total_stock": 0, "total_collection": 0}, "results": {"matches": '
        b'[{"image_url": "https://img.tineye.com/result/1f0e-0", "domain": "pier.example", "score": 62.5, '
        b'"query_match_percent": 88.1, "width": 640, "height": 427, "size": 273280, "format": "JPEG", '
        b'"filesize": 50734, "overlay": "overlay/507b/0", "tags": ["stock"], "backlinks": '
        b'[{"url": "https://pier.example/big.jpg", "backlink": "https://pier.example/storm", '
        b'"crawl_date": "2011-04-02"}, {"url": "https://pier.example/big.jpg", '
        b'"backlink": "https://pier.example/archive?page=2", "crawl_date": "2014-01-20"}]}]}}',
    )

    @property
    def is_set_up(self) -> bool:
        """Whether there is a key."""
        return bool(self.settings.tineye_key.get_secret_value())

    def look(self, picture: bytes, public_url: str | None = None) -> Found:
        """Return the pages on which TinEye met the picture; see :class:`~ascertain.trace.elsewhere.lookup.Lookup`."""
        del public_url  # the bytes are surer than whatever an address gives to another asker
        key = self.settings.tineye_key.get_secret_value()
        fields = {
            "offset": "0",
            "limit": str(_ASKED),
            "sort": "crawl_date",
            "order": "asc",
            "backlink_limit": str(_BACKLINKS),
        }
        content, kind = form(fields, "image_upload", copy_for(picture, self.settings, _LARGEST))
        try:
            answer = self.web.post(
                f"{self.settings.tineye_url.rstrip('/')}/rest/search/",
                content=content,
                type=kind,
                limit=answers.LARGEST,
                headers={"x-api-key": key},
                seconds=self.settings.lookup_timeout,
            )
        except AscertainError as error:
            told = answers.told_by(error)
            raise _explained(told, answers.status_of(error), key, error) from error
        value = answers.read_json(answer.body, self.name, _VARIABLE)
        code = answers.number(value.get("code", 200))
        if code != 200:
            raise _explained(value, int(code or 0), key, answers.strange(self.name, _VARIABLE))
        if not isinstance(value.get("results"), dict):
            raise answers.strange(self.name, _VARIABLE)
        return _found(value, hashlib.sha256(picture).hexdigest(), self.now())


def _found(value: dict[str, Any], sha256: str, now: datetime) -> Found:
    listed = answers.rows(value, "results", "matches")
    matches: list[SightingMatch] = []
    for match in listed[:_ASKED]:
        features = _features(match)
        for backlink in answers.rows(match, "backlinks")[:_BACKLINKS]:
            page = answers.address(backlink.get("backlink")) or answers.address(backlink.get("url"))
            if page:
                date = answers.day(backlink.get("crawl_date"))
                matches.append(seen_elsewhere(sha256, TinEye.name, page, "probable", features, now, date=date))
    stats = value.get("stats")
    total = answers.number(stats.get("total_results")) if isinstance(stats, dict) else None
    notes = []
    if total is not None and total > len(listed):
        notes.append(f"TinEye knows {total:,.0f} copies; the {len(listed):,} that it met first are listed.")
    if len(matches) > MOST:
        notes.append(f"TinEye names {len(matches):,} pages; the {MOST} earliest are listed.")
    return Found(tuple(sorted(matches, key=lambda m: (m.sighting.date, m.sighting.id))[:MOST]), tuple(notes))


def _features(match: dict[str, Any]) -> list[Feature]:
    found = []
    score = answers.number(match.get("score"))
    if score is not None:
        words = f"TinEye gives the likeness {score:.0f} of 100"
        found.append(Feature(name="TinEye score", value=score, words=words))
    share = answers.number(match.get("query_match_percent"))
    if share is not None:
        words = f"TinEye finds {share:.0f} % of the picture in it"
        found.append(Feature(name="TinEye share", value=share, words=words))
    tags = match.get("tags")
    if isinstance(tags, list) and "stock" in tags:
        found.append(Feature(name="stock site", value=1.0, words="TinEye knows the site as one that sells pictures"))
    return found


def _explained(told: dict[str, Any], status: int, key: str, error: AscertainError) -> AscertainError:
    """Return the error with what TinEye says about it; a refused key and a used-up bundle are matters of set-up."""
    said = told.get("messages")
    words = answers.words(" ".join(str(part) for part in said[:3]), 300) if isinstance(said, list) else ""
    words = answers.without(words, key)
    if status in (401, 403):
        return NotConfigured(f"TinEye does not accept the key. {words}".strip(), _KEY_HINT)
    if status == 402:
        return NotConfigured(f"There are no TinEye searches left. {words}".strip(), "Buy another bundle of searches.")
    if status == 400:
        return Invalid(f"TinEye cannot use the picture. {words}".strip(), "Use a larger or clearer copy.")
    return Unavailable(f"TinEye says: {words}", "Try again later.") if words else error
