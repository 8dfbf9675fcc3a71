"""Foreign text and addresses made harmless before anybody sees them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Whole terminal sequences go, so that no "[31m" is left behind; an unterminated one loses only its escape character,
# so that a page cannot hide the rest of its text.
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]{0,4000}(?:\x07|\x1b\\|\x9c)"
)
# Controls, invisible fillers, bidi embeddings, overrides and isolates, annotation and tag characters. Joiners
# (U+200C, U+200D) and direction marks (U+200E, U+200F) stay: Persian, Indic scripts and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
_RIGHT_TO_LEFT = {
    "ar",
    "arc",
    "azb",
    "ckb",
    "dv",
    "fa",
    "ha-arab",
    "he",
    "iw",
    "ks",
    "ps",
    "sd",
    "syr",
    "ug",
    "ur",
    "yi",
}


def plain(text: str) -> str:
    """Return text without control sequences, invisible characters and direction overrides; line breaks stay."""
    text = _SEQUENCES.sub("", text).replace("\r\n", "\n")
    text = text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\t", " ")
    return _SURROGATES.sub("\ufffd", _HIDDEN.sub("", text))


def one_line(text: str) -> str:
    """Return plain text with every run of white space as one space."""
    return " ".join(plain(text).split())


def shortened(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of the text on one line, cut between words and marked with an ellipsis."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    # A script without spaces, or one endless word, is cut where the limit falls.
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:–—-") + "…"


def web_address(url: str) -> str:
    """Return the address when it may be linked: ``http`` or ``https``, with a host; otherwise an empty string."""
    if plain(url) != url or any(character.isspace() for character in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        # Not an address at all, e.g. "http://[": shown as text, never linked.
        return ""
    return url if parts.scheme in ("http", "https") and host else ""


def language_tag(code: str) -> str:
    """Return a well-formed language tag, or an empty string for anything else."""
    return code if _LANGUAGE.fullmatch(code) else ""


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language tag, ``auto`` when the language is not known."""
    tag = language_tag(language).lower()
    if not tag:
        return "auto"
    return "rtl" if tag in _RIGHT_TO_LEFT or tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr"
