"""A dossier as one self-contained HTML page: no request leaves it, and it works without its script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ascertain.faces.report import layout, relatedwords, words
from ascertain.faces.report.plaintext import direction, language_tag, one_line, plain, shortened, web_address
from ascertain.faces.report.verdicts import Entry, State, citation_numbers, entries, sources_of
from ascertain.records import Dossier, LaterMatch, Rating

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

LARGEST_PICTURE = 400_000
"""Bytes above which a thumbnail is left out, so that the page can still be sent by mail."""

_Late = tuple[Entry, list[LaterMatch]]
_INDENTATION = re.compile(r"(?m)^[ \t]+")
_SIGNATURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


def dossier_page(
    dossier: Dossier,
    pictures: Mapping[str, bytes] | None = None,
    later: Sequence[LaterMatch] = (),
    *,
    site: bool = False,
) -> str:
    """Return the dossier as a self-contained HTML page.

    ``pictures`` maps SHA-256 to the bytes of small JPEG, PNG or WebP pictures, which the page carries inside; a
    picture that is missing there, of another type or over 400 kB is described in words. ``later`` is what was found
    about its claims since it was made, most probable first. On the ``site`` each claim leads to the form that asks
    about it. Everything that comes from the web is escaped, links lead only to ``http`` and ``https``, and the page's
    own policy forbids every request.
    """
    style, script = asset("dossier.css"), asset("dossier.js")
    inside = {sha256: data_address(data) for sha256, data in (pictures or {}).items()}
    context = dossier_context(dossier, lambda sha256: inside.get(sha256, ""), later, site=site)
    security = policy(style, script)
    return (
        page_environment()
        .get_template("dossier.html.j2")
        .render(**context, style=trusted(style), script=trusted(script), policy=security)
    )


def dossier_context(
    dossier: Dossier, pictured: Callable[[str], str], later: Sequence[LaterMatch] = (), *, site: bool = False
) -> dict[str, Any]:
    """Return what the template of a dossier shows, without style and script; ``pictured`` gives a picture's address."""
    found = entries(dossier)
    rows, lost = layout.rows(dossier.document.body, found)
    shas = [picture.media.sha256 for picture in dossier.pictures if picture.media]
    return {
        "dossier": dossier,
        "document": dossier.document,
        "entries": found,
        "cards": [entry for entry in found if not entry.aside],
        "rows": rows,
        "lost": lost,
        "marked": {s.entry.anchor for row in rows for s in row.segments if s.entry is not None},
        "many": Counter(entry.state for entry in found),
        "ticks": layout.ticks(dossier.document.body, found),
        "time_line": layout.time_line(dossier, found),
        "threads": layout.threads(dossier.document.comments),
        "summary": words.summary(dossier, found),
        "ask": _asking(dossier) if site else None,
        "later": _by_claim(later, found) if later else None,
        "thumbnails": {sha256: pictured(sha256) for sha256 in shas},
        "ratings": _ratings(dossier),
    }


def _asking(dossier: Dossier) -> str:
    """Return what the form is told besides the claim: its page, which is no evidence for itself, and its day."""
    document = dossier.document
    told = {"page": document.url if document.url.startswith(("http://", "https://")) else ""}
    told["published"] = document.published.date().isoformat() if document.published else ""
    return "".join(f"&{name}={quote(value, safe='')}" for name, value in told.items() if value)


@cache
def page_environment() -> Environment:
    """Return the templates' environment: everything is escaped, and harmful characters never reach a page."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters.update(
        short=shortened, line=one_line, percent=_short_number, figure_words=words.figure, date_words=words.named_date
    )
    environment.tests["weak_group"] = relatedwords.weak
    environment.globals.update(
        words=words,
        relatedwords=relatedwords,
        State=State,
        tongue=_tongue,
        address=web_address,
        sources_of=sources_of,
        citation_numbers=citation_numbers,
    )
    return environment


def _template(name: str) -> str:
    # Indentation is for whoever reads the template; 60 claims would carry 200 kB of it.
    return _INDENTATION.sub("", asset(name))


@cache
def asset(name: str) -> str:
    """Return the text of a template, style or script of this package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _harmless(value: object) -> Any:
    """Take control characters and direction overrides out of every string the template prints."""
    return plain(value) if type(value) is str else value


def _short_number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def trusted(text: str) -> Markup:
    """Return text that is put into a page as it is; for the package's own style and script alone."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704


def _tongue(language: str) -> Markup:
    """Return the ``lang`` and ``dir`` attributes for text in a language."""
    from markupsafe import Markup

    tag = language_tag(language)
    lang = Markup(' lang="{}"').format(tag) if tag else Markup("")
    return lang + Markup(' dir="{}"').format(direction(language))


def policy(style: str, script: str, *, pictures: str = "data:", forms: str = "'none'", connects: str = "") -> str:
    """Return the Content-Security-Policy of a page with this style and script, and pictures from these places.

    ``forms`` says where its forms, ``connects`` where its script may send something; nowhere unless said.
    """

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; img-src {pictures}; style-src {digest(style)}; script-src {digest(script)}; "
        f"base-uri 'none'; form-action {forms}" + (f"; connect-src {connects}" if connects else "")
    )


def data_address(data: bytes) -> str:
    """Return a picture's bytes as an address the page carries, or an empty string when they are no small picture."""
    kind = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "image/webp"
    if not kind or len(data) > LARGEST_PICTURE:
        return ""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _ratings(dossier: Dossier) -> list[Rating]:
    """Return the ratings that occur in the dossier, in the order of the scale."""
    shown = {
        match.fact_check.rating for checked in dossier.claims for match in checked.related if match.strength != "weak"
    }
    return [rating for rating in Rating if rating in shown]


def _by_claim(later: Sequence[LaterMatch], found: Sequence[Entry]) -> tuple[list[_Late], list[_Late]]:
    """Return claims with what was found later, in the order of their best match: with a close one, and without."""
    places = {entry.checked.claim.id: entry for entry in found}
    groups: dict[str, list[LaterMatch]] = {}
    for one in later:
        groups.setdefault(one.claim.id, []).append(one)
    late = [(places[key], some) for key, some in groups.items() if key in places]
    close = [one for one in late if any(each.match.strength == "close" for each in one[1])]
    return close, [one for one in late if one not in close]
