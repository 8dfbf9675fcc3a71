"""Google's Fact Check Tools API: the fact-checks behind the Fact Check Explorer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from ascertain.errors import AscertainError, Invalid, NotConfigured, Unavailable
from ascertain.ingest.factchecks.claimreview import answers_in
from ascertain.ingest.factchecks.reader import Located, Problem
from ascertain.ingest.factchecks.values import excerpt
from ascertain.ingest.fetch import Failed
from ascertain.ingest.importing import Failure
from ascertain.ingest.sources.patience import PatientWeb
from ascertain.ingest.sources.source import Page

_KEY_HINT = (
    "Make an API key at https://console.cloud.google.com/apis/credentials, enable the Fact Check Tools API for its "
    "project, and set ASCERTAIN_GOOGLE_FACTCHECK_KEY."
)
_LARGEST = 8 * 1024 * 1024
_STALE = 400
_MOST_EMPTY = 3
"""Empty answers in a row that may stand before more: filters are applied behind the paging."""

_DENIED = frozenset({401, 403})


@dataclass(frozen=True)
class GoogleFactCheck:
    """``claims:search`` of the Fact Check Tools API (v1alpha1): fact-checks for words or of a publisher.

    The key (``Settings.google_factcheck_key``) travels in a header, so that it stands in no address, message or log.
    """

    query: str = ""
    """Words to look for; may be empty when a publisher is given."""

    language: str = ""
    """BCP-47 language of the fact-checks; empty takes all."""

    publisher: str = ""
    """Site of one publisher, such as ``factcheck.example``; empty takes all."""

    max_age_days: int = 0
    """Age of the fact-checks or their claims, whichever is newer; 0 takes all."""

    limit: int = 1000
    """Claims asked for at most."""

    page_size: int = 100
    """Claims of one answer."""

    name: ClassVar[str] = "google"
    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"claims": [{"text": "The old pier floats", "claimant": "A postcard", "claimDate": "2024-05-01T00:00:00Z", '
        b'"claimReview": [{"publisher": {"name": "Pier Checks", "site": "pier.example"}, '
        b'"url": "https://pier.example/floats", "title": "It stands on piles", "reviewDate": "2024-05-03T00:00:00Z", '
        b'"textualRating": "False", "languageCode": "en"}]}]}',
    )

    @property
    def title(self) -> str:
        """What a report calls this pull."""
        asked = [f'"{self.query}"' if self.query else "", self.publisher, self.language]
        return " ".join(["Google Fact Check", *filter(None, asked)])

    @property
    def parameters(self) -> Mapping[str, str]:
        """The search, without the sizes: a larger page or limit goes on with the same results."""
        asked = {
            "query": self.query.strip(),
            "languageCode": self.language,
            "reviewPublisherSiteFilter": self.publisher,
            "maxAgeDays": str(self.max_age_days) if self.max_age_days else "",
        }
        return {name: value for name, value in asked.items() if value}

    def pages(self, web: PatientWeb, cursor: str) -> Iterator[Page]:
        """Yield each answer's claims; the cursor is the token of the next answer.

        Raises ``Invalid`` without query and publisher, ``NotConfigured`` without a key or for a key that Google does
        not accept, and the errors of the first request. A token that has become void begins the search anew.
        """
        if not self.query.strip() and not self.publisher:
            raise Invalid("There is nothing to search for.", "Give --query or --publisher.")
        key = web.settings.google_factcheck_key.get_secret_value()
        if not key:
            raise NotConfigured("Google's Fact Check Tools API needs a key, and none is set.", _KEY_HINT)
        token, asked, number, empty, used = cursor, 0, 0, 0, {"", cursor}
        while True:
            try:
                claims, following = self._answer(web, key, token, min(self.page_size, self.limit - asked))
            except AscertainError as error:
                if number == 0 and token and _is_stale(error):
                    token, used = "", {""}
                    continue
                if number == 0:
                    raise
                yield Page((), token, number, None, (Failure(self._address(web, token), error.message),), stopped=True)
                return
            number += 1
            asked += len(claims)
            empty = 0 if claims else empty + 1
            # A service that hands out a token again, or empty answers with tokens, would be asked for ever.
            ends = following in used or empty == _MOST_EMPTY or asked >= self.limit
            used.add(following)
            token = "" if ends else following
            yield Page(_found(claims, number), token, number)
            if ends:
                return

    def _answer(self, web: PatientWeb, key: str, token: str, size: int) -> tuple[list[Any], str]:
        """Return the claims of one answer, and the token of the next (empty at the end)."""
        address = self._address(web, token, size)
        try:
            answer = web.get(address, limit=_LARGEST, headers={"X-Goog-Api-Key": key})
        except Failed as error:
            raise _explained(error, key) from error
        try:
            value = json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise Unavailable(
                f"{self._address(web)} answers with something that is not JSON: {str(error)[:200]}.",
                "Try again later; check ASCERTAIN_GOOGLE_FACTCHECK_URL if you set it.",
            ) from error
        claims, following = (value.get("claims", []), value.get("nextPageToken", "")) if _is_answer(value) else ((), "")
        if not isinstance(claims, list) or not isinstance(following, str):
            raise Unavailable(
                f"{self._address(web)} answers with JSON of another shape: {excerpt(value)[:100]}",
                "Check ASCERTAIN_GOOGLE_FACTCHECK_URL if you set it; the API may have changed.",
            )
        return claims, following

    def _address(self, web: PatientWeb, token: str = "", size: int = 0) -> str:
        asked = {**self.parameters, "pageSize": str(size) if size else "", "pageToken": token}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{web.settings.google_factcheck_url.rstrip('/')}/v1alpha1/claims:search?{query}"


def _is_answer(value: object) -> bool:
    return isinstance(value, dict) and "error" not in value


def _found(claims: list[Any], number: int) -> list[Located | Problem]:
    found: list[Located | Problem] = []
    for place, claim in enumerate(claims, start=1):
        where = f"answer {number}, claim {place}"
        drafts = answers_in(claim)
        found += [Located(draft, where) for draft in drafts]
        if not drafts:
            found.append(Problem("this claim of the answer has no text or no review", excerpt(claim), where))
    return found


def _is_stale(error: AscertainError) -> bool:
    return isinstance(error, Failed) and error.status == _STALE


def _explained(error: Failed, key: str) -> AscertainError:
    """Return the error with what Google says about it; a refused key is a matter of set-up."""
    words, reasons = _told(error.body)
    words = words.replace(key, "…")
    if error.status in _DENIED or "API_KEY_INVALID" in reasons:
        return NotConfigured(f"Google does not accept the key: {words or error.message}", _KEY_HINT)
    if not words:
        return error
    return Failed(
        f"Google's Fact Check Tools API says: {words} (status {error.status})",
        error.hint,
        error.status,
        error.retry_after,
    )


def _told(body: bytes) -> tuple[str, set[str]]:
    """Return the message and the reasons in Google's error object; empty when the body is none."""
    try:
        error = json.loads(body)["error"]
        details = error.get("details", [])
        words = "".join(char if char.isprintable() else " " for char in str(error.get("message", "")))
        return words[:300], {str(detail.get("reason", "")) for detail in details if isinstance(detail, dict)}
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return "", set()  # a proxy's own error page says nothing that could be passed on
