"""Authors' names out of the lines and fields in which pages name them."""

from __future__ import annotations

import re

_BY = re.compile(
    r"(?:(?:written|reported|posted|published|story|text|words|article|analysis|edited) by|"
    r"by|von|por|par|di|da|door|av|af|przez|"
    r"от|автори?|авторы|autor(?:a|es|en)?|authors?|auteure?s?|autore|autrice|text|texto|texte|testo|текст|yazan|بقلم|文|作者|記者|기자)"
    r"(?:\s*[:：]\s*|\s+)(?P<names>\S.*)$",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:[|•·]|\s[–—-]\s|\b(?:published|updated|posted|last updated|veröffentlicht|aktualisiert|publicado|publié|"
    r"pubblicato|опубликовано|оновлено)\b|\bon\s+\w+\s+\d|\(?\b\d{1,2}[./ -]|\b(?:19|20)\d\d\b|@|https?:).*$",
    re.I,
)
_SPLIT = re.compile(
    r"\s*(?:,|;|/|&|\band\b|\bund\b|\by\b|\be\b|\bet\b|\bи\b|\bта\b|\bі\b|\ben\b|\bi\b|\bve\b|、)\s*", re.I
)
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|editor|correspondent|contributor|journalist|columnist|fellow|redakteur\w*|korrespondent\w*|"
    r"redac\w+|réda\w+|journaliste|periodista|corresponsal|jornalista|giornalista|корреспондент|журналист\w*|редактор)\b",
    re.I,
)
_MAX_NAME_WORDS = 6


def byline_names(line: str, *, spoken: bool = True) -> list[str]:
    """Return the authors that a line names, or nothing when it is no byline.

    With ``spoken`` the line has to say so (``By …``, ``Von …``); without, it is the value of a field that holds
    authors. Roles, dates and addresses beside the names are left out.
    """
    line = " ".join(line.strip(" *_#\t–—-").split())
    if spoken:
        match = _BY.match(line)
        if match is None or len(line) > 160 or re.search(r"[.!?]$", line):
            return []
        line = match.group("names")
    elif (match := _BY.match(line)) is not None and not match.group("names").islower():
        line = match.group("names")
    line = _CUT.sub("", line).strip(" ,;:|")
    names = [name for name in (part.strip(" .,;:()") for part in _SPLIT.split(line)) if name and not _ROLE.search(name)]
    return names if all(_is_name(name) for name in names) else []


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS or len(name) > 80 or re.search(r"[<>{}\[\]@/\\]|\d{3}", name):
        return False
    cased = [word for word in words if word[0].isalpha() and (word[0].isupper() or word[0].islower())]
    capitals = sum(1 for word in cased if word[0].isupper())
    return not cased or (capitals >= 1 and capitals >= len(cased) - 3 and words[-1][0].isupper())
