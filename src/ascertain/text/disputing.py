"""Words by which a text calls a claim false without negating it: myth, hoax, debunked, unfounded."""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    "en": "myths?|hoax(?:es)?|debunk(?:s|ed|ing)?|unfounded|untrue|baseless|fabricated|falsely|false claims?|fake news|"
    "no truth|no evidence|contrary to|rumou?rs?|disprov(?:es|ed|en)|misinformation|disinformation",
    "es": "mito|bulos?|desmentid[oa]s?|desmiente[n]?|infundad[oa]s?|falsamente|falsos? rumor(?:es)?|sin pruebas",
    "pt": "mito|boatos?|desmentid[oa]s?|desmente[m]?|infundad[oa]s?|falsamente|sem provas",
    "fr": "mythe|canulars?|démenti[es]*|infondée?s?|faussement|rumeurs?|intox|sans preuves?",
    "de": "mythos|falschmeldung(?:en)?|widerlegt|unbegründet|fälschlich|gerüchte?|haltlos|ohne belege",
    "it": "mito|bufal[ae]|smentit[oaie]|infondat[oaie]|falsamente|senza prove",
    "nl": "mythe|hoax|weerlegd|ongegrond|valselijk|geruchten?|nepnieuws",
    "pl": "mit|fałszywk[ai]|obalon[oay]|bezpodstawn[eyia]+|fałszywie|plotk[ai]",
    "ru": "миф|фейк(?:и|ом)?|опроверг\\w*|необоснованн\\w*|ложн\\w*|слух(?:и|ов)?",
    "uk": "міф|фейк(?:и|ом)?|спростува\\w*|безпідставн\\w*|хибн\\w*|чутк\\w*",
    "id": "mitos|hoaks|bantah(?:an)?|dibantah|tidak berdasar|kabar bohong",
    "tr": "efsane|asılsız|yalanlan\\w*|söylenti(?:ler)?",
    "ar": "خرافة|إشاعة|شائعات|مفبرك\\w*|لا أساس",
    "hi": "अफवाह|फर्जी|झूठा|भ्रामक",
}


def disputing_words(text: str, language: str) -> list[str]:
    """Return the words of ``text`` that call something false, in reading order; an empty tag is read as English."""
    pattern = _pattern(language.partition("-")[0].lower() or "en")
    return [match.group() for match in pattern.finditer(text)] if pattern else []


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
