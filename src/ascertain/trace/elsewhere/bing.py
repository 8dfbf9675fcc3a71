"""Services that answer as Bing Visual Search v7 did: pages that include the picture, and pictures that look alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from ascertain.errors import AscertainError, NotConfigured, Unavailable
from ascertain.records import Feature, SightingMatch
from ascertain.settings import Settings
from ascertain.trace.elsewhere import answers
from ascertain.trace.elsewhere.lookup import MOST, Found, Web, page_key, seen_elsewhere
from ascertain.trace.elsewhere.sending import copy_for, form

_VARIABLE = "ASCERTAIN_BING_VISUAL_URL"
_LARGEST = 1_000_000
"""Bytes of a picture that the protocol takes."""

_INCLUDES = Feature(name="Bing match", value=1.0, words="the service names the page as one that includes the picture")
_ALIKE = Feature(name="Bing match", value=0.1, words="the service finds that it looks alike")


@dataclass(frozen=True)
class BingVisual:
    """``images/visualsearch`` of Bing's API v7, at an address of your choice.

    Microsoft ended its own in August 2025; the protocol lives on in compatible services and proxies. The whole
    picture's answers count (the tag without a name); those about objects in it are left out.
    """

    web: Web
    settings: Settings
    now: Callable[[], datetime]

    name: ClassVar[str] = "Bing Visual Search"
    variable: ClassVar[str] = "ASCERTAIN_BING_VISUAL_KEY and ASCERTAIN_BING_VISUAL_URL"
    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"_type": "ImageKnowledge", "tags": [{"displayName": "", "actions": [{"_type": "ImageModuleAction", '
        b'"actionType": "PagesIncluding", "data": {"value": [{"name": "Storm at the pier", '
        b'"datePublished": "2014-02-04T12:00:00.0000000Z", "contentUrl": "https://pier.example/big.jpg", '
        b'"hostPageUrl": "https://pier.example/storm", "width": 640, "height": 427}]}}, {"actionType": "MoreSizes"}, '
        b'{"_type": "ImageModuleAction", "actionType": "VisualSearch", "data": {"value": [{"name": "Another pier", '
        b'"datePublished": "2017-09-08T02:27:00.0000000Z", "contentUrl": "https://other.example/pier.jpg", '
        b'"hostPageUrl": "https://other.example/piers"}]}}]}, {"displayName": "boat", "actions": [{"actionType": '
        b'"VisualSearch", "data": {"value": [{"hostPageUrl": "https://boats.example/red"}]}}]}]}',
    )

    @property
    def is_set_up(self) -> bool:
        """Whether there are a key and an address."""
        return bool(self.settings.bing_visual_key.get_secret_value() and self.settings.bing_visual_url)

    def look(self, picture: bytes, public_url: str | None = None) -> Found:
        """Return the pages that the service names; see :class:`~ascertain.trace.elsewhere.lookup.Lookup`."""
        del public_url
        key = self.settings.bing_visual_key.get_secret_value()
        content, kind = form({}, "image", copy_for(picture, self.settings, _LARGEST))
        try:
            answer = self.web.post(
                f"{self.settings.bing_visual_url.rstrip('/')}/images/visualsearch",
                content=content,
                type=kind,
                limit=answers.LARGEST,
                headers={"Ocp-Apim-Subscription-Key": key},
                seconds=self.settings.lookup_timeout,
            )
        except AscertainError as error:
            raise _explained(answers.told_by(error), answers.status_of(error), key, error) from error
        value = answers.read_json(answer.body, self.name, _VARIABLE)
        if not isinstance(value.get("tags", []), list):
            raise answers.strange(self.name, _VARIABLE)
        matches = list(_matches(value, hashlib.sha256(picture).hexdigest(), self.now()))
        notes = (f"{self.name} names {len(matches):,} pages; {MOST} are listed.",) if len(matches) > MOST else ()
        return Found(tuple(matches[:MOST]), notes)


def _matches(value: dict[str, Any], sha256: str, now: datetime) -> Iterator[SightingMatch]:
    actions = [action for tag in answers.rows(value, "tags") if not tag.get("displayName") for action in _actions(tag)]
    taken: set[str] = set()
    for kind, feature in (("PagesIncluding", _INCLUDES), ("VisualSearch", _ALIKE)):
        for action in actions:
            if action.get("actionType") != kind:
                continue
            for item in answers.rows(action, "data", "value"):
                page = answers.address(item.get("hostPageUrl")) or answers.address(item.get("contentUrl"))
                if not page or page_key(page) in taken:
                    continue
                taken.add(page_key(page))
                yield seen_elsewhere(
                    sha256,
                    BingVisual.name,
                    page,
                    "probable" if feature is _INCLUDES else "look-alike",
                    [feature],
                    now,
                    title=answers.words(item.get("name")),
                    # The service's word for when it met the picture, not the page's own.
                    date=answers.day(item.get("datePublished")),
                )


def _actions(tag: dict[str, Any]) -> list[dict[str, Any]]:
    return answers.rows(tag, "actions")


def _explained(told: dict[str, Any], status: int, key: str, error: AscertainError) -> AscertainError:
    """Return the error with what the service says: ``errors`` in an ``ErrorResponse``, or a gateway's ``error``."""
    single = told.get("error")
    listed = [*answers.rows(told, "errors"), *([single] if isinstance(single, dict) else [])]
    words = answers.without(answers.words(listed[0].get("message"), 300) if listed else "", key)
    if status in (401, 403):
        return NotConfigured(
            f"{BingVisual.name} does not accept the key. {words}".strip(), "Check ASCERTAIN_BING_VISUAL_KEY."
        )
    return Unavailable(f"{BingVisual.name} says: {words}", "Try again later.") if words else error
