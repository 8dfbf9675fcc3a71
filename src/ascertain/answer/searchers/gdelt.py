"""GDELT: the world's news of the last months, or of the claim's own days, by words."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar
from urllib.parse import urlencode

from ascertain.answer.searchers.searcher import LARGEST, Found, SearchQuery, Web, strange
from ascertain.errors import Unavailable
from ascertain.records import Inquiry
from ascertain.settings import Settings
from ascertain.text.outside import address, day, rows, words

_VARIABLE = "ASCERTAIN_GDELT_URL"
_MOST = 250
_TERMS = 4
"""Terms of a query: every one has to occur."""

_SHORTEST = 3
"""Letters of a term: shorter ones are answered with an error."""

_AFTER = timedelta(days=30)
_BEFORE = timedelta(days=3)
_ESCAPE = re.compile(r'\\(?![\\"/bfnrtu])')
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?")
_LANGUAGES = {
    "arabic": "ar", "bulgarian": "bg", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "no",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr",
    "slovak": "sk", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip


class Pace:
    """Lets requests pass one at a time with a pause between them, whoever in this process asks."""

    def __init__(
        self,
        pause: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._free = float("-inf")
        self._lock = threading.Lock()

    def wait(self, seconds: float) -> bool:
        """Wait for one's turn and take it; return at once, without it, when it is not within ``seconds``."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free)
            if turn - now >= seconds:
                return False
            self._free = turn + self._pause
        if turn > now:
            self._sleep(turn - now)
        return True


_SHARED = Pace(5.2)
"""GDELT takes one request in five seconds from one address."""


@dataclass(frozen=True)
class Gdelt:
    """``/api/v2/doc/doc`` with ``mode=ArtList`` and ``format=json``: addresses and headlines, no texts.

    It covers the last three months, or the days that a claim names (from 2017 on). What is wrong it says as a line of
    text with status 200, and its JSON now and then holds escapes that are none. Off unless a setting turns it on.
    """

    settings: Settings
    pace: Pace = field(default=_SHARED, compare=False)

    name: ClassVar[str] = "GDELT"

    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"articles": [{"url": "https://pier.example/storm", "url_mobile": "", "title": "Storm takes the old pier", '
        b'"seendate": "20240503T081500Z", "socialimage": "", "domain": "pier.example", "language": "English", '
        b'"sourcecountry": "United States"}]}',
    )

    @property
    def missing(self) -> str:
        """Why it cannot be asked; empty when it can."""
        return "" if self.settings.gdelt else "it is not turned on (ASCERTAIN_GDELT)"

    def queries(self, inquiry: Inquiry) -> list[SearchQuery]:
        """Return one query, of names first: more than one would have to wait five seconds."""
        own = inquiry.queries[0][1] if inquiry.queries else ""
        rest = [text for text, language in inquiry.queries[1:2] if language == own]
        names = [name for name in dict.fromkeys((*inquiry.who, *inquiry.where)) if len(name) >= _SHORTEST]
        known = " ".join(names).casefold()
        others = [w for text in rest for w in text.split() if len(w) > _SHORTEST and w.isalpha()]
        terms = [*names, *(word for word in others if word.casefold() not in known)][:_TERMS]
        if not terms:
            return []
        text = " ".join(f'"{term}"' if " " in term or "-" in term else term for term in terms)
        return [SearchQuery(text, since=min(_days(inquiry), default=None), until=max(_days(inquiry), default=None))]

    def search(self, query: SearchQuery, web: Web, seconds: float) -> list[Found]:
        """Return the articles found; see :class:`~ascertain.answer.searchers.searcher.Searcher`."""
        if not self.pace.wait(seconds):
            raise Unavailable("GDELT takes one question in five seconds, and others came first.", "Ask again later.")
        asked = {
            "query": query.text,
            "mode": "ArtList",
            "format": "json",
            "maxrecords": str(min(_MOST, query.limit)),
            "sort": "HybridRel",
        }
        if query.since and query.until and query.since.year >= 2017:
            end = min(datetime.now(UTC).date(), query.until + _AFTER)
            asked |= {
                "startdatetime": f"{query.since - _BEFORE:%Y%m%d}000000",
                "enddatetime": f"{max(end, query.since):%Y%m%d}235959",
            }
        reply = web.get(f"{self.settings.gdelt_url.rstrip('/')}/api/v2/doc/doc?{urlencode(asked)}", limit=LARGEST)
        return [
            Found(
                url=url,
                title=words(row.get("title")),
                date=day(row.get("seendate")),
                language=_LANGUAGES.get(str(row.get("language", "")).lower(), ""),
                by=self.name,
            )
            for row in _articles(reply.body)
            if (url := address(row.get("url")))
        ][: query.limit]


def _articles(body: bytes) -> list[dict[str, object]]:
    text = body.decode("utf-8", "replace").strip()
    if not text.startswith("{"):
        said = words(text, 200).rstrip(".")
        raise Unavailable(f"GDELT says: {said or 'nothing'}.", "Try again later, or with other words.")
    try:
        value = json.loads(_ESCAPE.sub(r"\\\\", text), strict=False)
    except (ValueError, RecursionError) as error:
        raise Unavailable("GDELT answers with damaged JSON.", "Try again later.") from error
    if not isinstance(value.get("articles", []), list):  # "{}" means that nothing was found
        raise strange("GDELT", _VARIABLE)
    return rows(value, "articles")


def _days(inquiry: Inquiry) -> list[date]:
    found = [day for when in inquiry.when if (match := _DAYS.fullmatch(when)) for day in match.groups() if day]
    return [date.fromisoformat(day) for day in found]
