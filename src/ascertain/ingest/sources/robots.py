"""robots.txt, as RFC 9309 reads it: the longest rule counts, with ``*`` and ``$``; ``Crawl-delay`` beside it.

Python's own ``urllib.robotparser`` takes the first rule that fits and knows no wildcards, so that it would fetch what
``Disallow: /*?print`` forbids and leave what ``Allow`` lines behind ``Disallow: /`` permit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_RULES = ("allow", "disallow", "crawl-delay")
_MOST_LINES = 50_000
_LONGEST_RULE = 2000
_SAFE = "/?=&*$+,;:@!~'()-._%"


@dataclass(frozen=True)
class Robots:
    """What a site allows one crawler."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Path patterns, each with whether it allows. The longest that fits counts; of two as long, the one that allows."""

    delay: float = 0.0
    """Seconds that the site wants between two requests."""

    def allows(self, url: str) -> bool:
        """Tell whether the address may be fetched; what no rule speaks of may."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str, agent: str) -> Robots:
    """Return the rules for the crawler called ``agent``: those of its own groups, else those for everybody."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    names: list[str] = []
    naming = False
    for field, value in _lines(text):
        if field == "user-agent":
            name = value.lower().partition("/")[0]
            names = [*names, name] if naming else [name]
            naming = True
            groups.setdefault(name, ([], []))
            continue
        naming = naming and field not in _RULES
        for name in names:
            rules, delays = groups[name]
            if field in ("allow", "disallow") and value:
                rules.append((_plain(value[:_LONGEST_RULE]), field == "allow"))
            elif field == "crawl-delay" and (delay := _number(value)) is not None:
                delays.append(delay)
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]:
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text) else None


def _plain(path: str) -> str:
    """Return a path or pattern in one form of percent-encoding, so that ``%7E`` equals ``~``."""
    return quote(unquote(path, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape")


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a pattern fits the beginning of a path, or all of it behind ``$``.

    The pieces between the stars are looked for one after the other, which takes no longer than the path is long for
    each piece, whatever a hostile pattern looks like.
    """
    ends = pattern.endswith("$")
    first, *pieces = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if not pieces:
        return not ends or place == len(path)
    last = pieces.pop() if ends else ""
    for piece in pieces:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return not ends or (path.endswith(last) and len(path) - len(last) >= place)
