"""Wikidata: what is known of the people, organisations and places in a claim, as short sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from ascertain.answer.searchers.searcher import LARGEST, Found, SearchQuery, Web, answer_in, client_name
from ascertain.answer.searchers.wikipedia import checked
from ascertain.records import Inquiry
from ascertain.settings import Settings
from ascertain.text.outside import day, rows, words

_VARIABLE = "ASCERTAIN_WIKIDATA_URL"
_NAMES = 3
"""Names of a claim that are looked up, three requests each."""

_STATEMENTS = 40
_LABELS = 50
"""Identifiers that one request takes."""

_ITEM = re.compile(r"Q[1-9]\d*")
_PROPERTY = re.compile(r"P[1-9]\d*")
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")
_YEAR, _MONTH = 9, 10
_AS_OF = "P585"  # point in time


@dataclass(frozen=True)
class _Fact:
    property: str
    value: str
    """A text, or the identifier of an item whose label stands for it."""
    as_of: str = ""


@dataclass(frozen=True)
class Wikidata:
    """``wbsearchentities`` for a name, ``wbgetentities`` for its statements and for the labels in them.

    Each statement becomes a line such as ``Lund – population: 94,393 (2020-12-31).``, in the language of the claim as
    far as Wikidata has labels in it; no list of properties is needed. Off unless a setting turns it on.
    """

    settings: Settings

    name: ClassVar[str] = "Wikidata"

    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"search": [{"id": "Q42000", "title": "Q42000", "label": "Old Pier", "description": "pier in Merin", '
        b'"match": {"type": "label", "language": "en", "text": "Old Pier"}}], "success": 1}',
        b'{"entities": {"Q42000": {"type": "item", "id": "Q42000", "lastrevid": 11, "modified": "2024-05-04T10:00:00Z",'
        b' "labels": {"en": {"language": "en", "value": "Old Pier"}}, "descriptions": {"en": {"language": "en", '
        b'"value": "pier in Merin"}}, "claims": {"P2043": [{"mainsnak": {"snaktype": "value", "property": "P2043", '
        b'"datatype": "quantity", "datavalue": {"value": {"amount": "+120", "unit": '
        b'"http://www.wikidata.org/entity/Q11573"}, "type": "quantity"}}, "rank": "normal"}]}}}, "success": 1}',
        b'{"entities": {"P2043": {"labels": {"en": {"language": "en", "value": "length"}}}, "Q11573": {"labels": {"en":'
        b' {"language": "en", "value": "metre"}}}}, "success": 1}',
    )

    @property
    def missing(self) -> str:
        """Why it cannot be asked; empty when it can."""
        return "" if self.settings.wikidata else "it is not turned on (ASCERTAIN_WIKIDATA)"

    def queries(self, inquiry: Inquiry) -> list[SearchQuery]:
        """Return the names in the claim, at most three: only these leave the desk, not the claim."""
        language = inquiry.queries[0][1] if inquiry.queries else ""
        return [SearchQuery(name, language) for name in (*inquiry.who, *inquiry.where)][:_NAMES]

    def search(self, query: SearchQuery, web: Web, seconds: float) -> list[Found]:
        """Return the entity that the name most likely means, as short sentences; empty when there is none."""
        del seconds  # the client knows when the time is over
        language = query.language or "en"
        asked = {"action": "wbsearchentities", "search": query.text, "limit": "1", "type": "item"}
        best = next(iter(rows(self._asked({**asked, "language": language, "uselang": language}, web), "search")), {})
        item = str(best.get("id", ""))
        if not _ITEM.fullmatch(item):
            return []
        entity = self._entities([item], "labels|descriptions|claims|info", language, web).get(item)
        if not isinstance(entity, dict):
            return []
        facts = list(_facts(entity))[:_STATEMENTS]
        ids = dict.fromkeys(key for fact in facts for key in (fact.property, *_ids(fact.value)))
        named = self._entities(list(ids)[:_LABELS], "labels", language, web) if ids else {}
        called = {key: _label(value, language) for key, value in named.items()}
        title = _label(entity, language) or query.text
        about = _text(entity, "descriptions", language)
        lines = [f"{title}: {about}."] if about else []
        lines += [line for fact in facts if (line := _line(title, fact, called))]
        return (
            [
                Found(
                    url=f"{self.settings.wikidata_url.rstrip('/')}/wiki/{item}"
                    + (f"?oldid={entity['lastrevid']}" if isinstance(entity.get("lastrevid"), int) else ""),
                    title=title,
                    snippet=about,
                    date=day(entity.get("modified")),
                    language=language,
                    by=self.name,
                    text="\n\n".join(lines),
                )
            ]
            if lines
            else []
        )

    def _entities(self, ids: Sequence[str], props: str, language: str, web: Web) -> dict[str, Any]:
        asked = {"action": "wbgetentities", "ids": "|".join(ids), "props": props, "languages": f"{language}|en"}
        found = self._asked(asked, web).get("entities")
        return found if isinstance(found, dict) else {}

    def _asked(self, asked: dict[str, str], web: Web) -> dict[str, Any]:
        url = f"{self.settings.wikidata_url.rstrip('/')}/w/api.php?{urlencode({**asked, 'format': 'json'})}"
        reply = web.get(url, limit=LARGEST, headers={"User-Agent": client_name(self.settings)})
        return checked(answer_in(reply, self.name, _VARIABLE), self.name, _VARIABLE)


def _facts(entity: dict[str, Any]) -> Iterator[_Fact]:
    """Yield the statements that say something to a reader: items, amounts, days and texts, no identifiers of others."""
    claims = entity.get("claims")
    for key, statements in claims.items() if isinstance(claims, dict) else ():
        if not _PROPERTY.fullmatch(key) or not isinstance(statements, list):
            continue
        sound = [s for s in statements if isinstance(s, dict) and s.get("rank") != "deprecated"]
        preferred = [s for s in sound if s.get("rank") == "preferred"] or sound
        for statement in preferred[:3]:
            snak = statement.get("mainsnak")
            value = _value(snak) if isinstance(snak, dict) else ""
            if value:
                yield _Fact(key, value, next(_as_of(statement), ""))


def _as_of(statement: dict[str, Any]) -> Iterator[str]:
    qualifiers = statement.get("qualifiers")
    for snak in rows(qualifiers, _AS_OF):
        if found := _value(snak):
            yield found


def _value(snak: dict[str, Any]) -> str:
    data = snak.get("datavalue")
    value = data.get("value") if isinstance(data, dict) else None
    if snak.get("datatype") in ("external-id", "url", "commonsMedia", "math", "musical-notation", "globe-coordinate"):
        return ""
    if isinstance(value, str):
        return words(value, 200)
    if not isinstance(value, dict):
        return ""
    if isinstance(amount := value.get("amount"), str) and re.fullmatch(r"[+-]?\d{1,18}(?:\.\d{1,9})?", amount):
        unit = str(value.get("unit", "")).rpartition("/")[2]
        number = f"{float(amount):,.10g}" if "." in amount else f"{int(amount):,}"
        return f"{number} {unit}" if _ITEM.fullmatch(unit) else number
    if isinstance(moment := value.get("time"), str) and (match := _TIME.match(moment)):
        precision = value.get("precision")
        return match[1] if precision == _YEAR else "-".join(match.groups()[: 2 if precision == _MONTH else 3])
    item = value.get("id")
    return item if isinstance(item, str) and _ITEM.fullmatch(item) else words(value.get("text"), 200)


def _ids(value: str) -> list[str]:
    return [word for word in value.split() if _ITEM.fullmatch(word)]


def _line(title: str, fact: _Fact, called: dict[str, str]) -> str:
    """Return a statement as a line; empty when something in it has no name."""
    name = called.get(fact.property, "")
    parts = [called.get(word, "") if _ITEM.fullmatch(word) else word for word in fact.value.split()]
    if not name or not all(parts):
        return ""
    return f"{title} – {name}: {' '.join(parts)}{f' ({fact.as_of})' if fact.as_of else ''}."


def _label(entity: object, language: str) -> str:
    return _text(entity, "labels", language)


def _text(entity: object, field: str, language: str) -> str:
    found = entity.get(field) if isinstance(entity, dict) else None
    for tag in (language, "en"):
        one = found.get(tag) if isinstance(found, dict) else None
        if isinstance(one, dict) and (text := words(one.get("value"), 200)):
            return text
    return ""
