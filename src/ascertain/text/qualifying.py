"""Words that narrow what is said: found in mice only, or all but true."""

from __future__ import annotations

import re
from functools import cache

_STUDIED = {
    "en": r"(?:in|on|with) (?:lab(?:oratory)? )?(?:mice|rats?|animals|monkeys|hamsters)|in vitro|"
    r"in (?:the|a) lab(?:oratory)?|in (?:a )?(?:test tubes?|petri dish(?:es)?|cell cultures?)",
    "es": r"en (?:ratones|ratas|animales|monos)|in vitro|en (?:el |un )?laboratorio|en cultivos? celulares?",
    "pt": r"em (?:ratos|camundongos|animais|macacos)|in vitro|em laboratório|em culturas? de células",
    "fr": r"(?:chez|sur) (?:la souris|les souris|des souris|les rats|des rats|l['’]animal|les animaux|des animaux)|"
    r"in vitro|en laboratoire",
    "de": r"(?:bei|an|in) (?:mäusen|ratten|tieren|affen)|im tierversuch|in vitro|im labor|in zellkulturen",
    "it": r"(?:nei|sui|su|in) (?:topi|ratti|animali)|in vitro|in laboratorio",
    "nl": r"(?:bij|op|in) (?:muizen|ratten|dieren)|in vitro|in het lab(?:oratorium)?",
    "pl": r"(?:u|na) (?:myszy|myszach|szczurów|szczurach|zwierząt|zwierzętach)|in vitro|w laboratorium",
    "ru": r"(?:на|у) (?:мышах|мышей|крысах|крыс|животных)|in vitro|в пробирке|в лаборатории",
    "uk": r"(?:на|у) (?:мишах|мишей|щурах|щурів|тваринах|тварин)|in vitro|у пробірці|в лабораторії",
}
_NEARLY = {
    "en": r"almost|nearly|virtually|all but|practically",
    "es": r"casi|prácticamente",
    "pt": r"quase|praticamente",
    "fr": r"presque|quasiment|pratiquement",
    "de": r"fast|beinahe|nahezu|praktisch",
    "it": r"quasi|praticamente",
    "nl": r"bijna|vrijwel|praktisch",
    "pl": r"prawie|niemal|praktycznie",
    "ru": r"почти|практически|чуть не",
    "uk": r"майже|практично",
}
_TABLES = (_STUDIED, _NEARLY)


def qualifying_words(text: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of ``text`` that narrow it, by what they say: in animals or a laboratory; nearly but not quite.

    "Almost" before a number makes the number approximate and is left out. ``language`` is a BCP-47 tag, "" is read as
    English; a language without a list has none.
    """
    tag = language.partition("-")[0].lower() or "en"
    return tuple(
        tuple(match.group() for match in pattern.finditer(text)) if pattern else ()
        for pattern in (_pattern(kind, tag) for kind in range(len(_TABLES)))
    )


@cache
def _pattern(kind: int, tag: str) -> re.Pattern[str] | None:
    words = _TABLES[kind].get(tag)
    if words is None:
        return None
    behind = (
        "" if _TABLES[kind] is _STUDIED else r"(?!\s+(?:[$€£¥]?\d|\w+\s+(?:million|billion|thousand|percent|per cent)))"
    )
    return re.compile(rf"(?<!\w)(?:{words})(?!\w){behind}", re.IGNORECASE)
