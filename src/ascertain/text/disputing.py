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


_OPPOSITES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            r"approv(?:e[sd]?|ing|al)|adopt(?:s|ed)?|pass(?:es|ed)|accept(?:s|ed)?",
            r"reject(?:s|ed|ion)?|voted? (?:it )?down|"
            r"voted? against|veto(?:es|ed)?|refus(?:e[sd]?|ing|al)|turn(?:s|ed) down",
        ),
        (r"vot(?:e[sd]?|ing) (?:for|in favou?r of|to pass)", r"vot(?:e[sd]?|ing) (?:against|down|to block)"),
        (r"w[io]ns?|winning|victor(?:y|ies)", r"los(?:es|ing|t)|lose|defeat(?:s|ed)?"),
        (r"confirm(?:s|ed|ing|ation)?|admit(?:s|ted)?|acknowledg(?:e[sd]?|ing)", r"den(?:y|ies|ied|ying|ial)"),
        (
            r"allow(?:s|ed|ing)?|legali[sz](?:e[sd]?|ing)|permit(?:s|ted)?",
            r"ban(?:s|ned)?|prohibit(?:s|ed)?|outlaw(?:s|ed)?|"
            r"forbid(?:s|den)?",
        ),
        (
            r"support(?:s|ed|ing)?|back(?:s|ed|ing)|endors(?:e[sd]?|ing)",
            r"oppos(?:e[sd]?|ing|ition to)|condemn(?:s|ed)?",
        ),
        (r"open(?:s|ed|ing)?|reopen(?:s|ed)?", r"clos(?:e[sd]?|ing)|shut(?:s|ting)?(?: down)?"),
        (r"guilty|convict(?:s|ed|ion)|jailed", r"acquit(?:s|ted|tal)|innocent|exonerat(?:e[sd]?|ing)|cleared"),
        (r"safe|harmless|safely", r"unsafe|dangerous|harmful|deadly"),
        (
            r"start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|launch(?:e[sd])?",
            r"stop(?:s|ped|ping)?|end(?:s|ed)|halt(?:s|ed)?|"
            r"suspend(?:s|ed)?",
        ),
    ),
    "es": (
        (r"aprob\w+|acept\w+", r"rechaz\w+|vet[oó]\w*"),
        (r"gan[óoa]\w*", r"perd\w+"),
        (r"confirm\w+", r"neg[óoa]\w*"),
        (r"permit\w+|legaliz\w+", r"proh[ií]b\w+"),
        (r"apoy\w+", r"se opus\w+|conden\w+"),
    ),
    "pt": (
        (r"aprov\w+|aceit\w+", r"rejeit\w+|vet\w+"),
        (r"ganh\w+|venc\w+", r"perd\w+"),
        (r"confirm\w+", r"neg[aou]\w*"),
        (r"permit\w+", r"pro[ií]b\w+"),
    ),
    "fr": (
        (r"approuv\w+|adopt\w+|accept\w+", r"rejet\w+|refus\w+"),
        (r"gagn\w+", r"perd\w+"),
        (r"confirm\w+", r"ni(?:é|e|ent)"),
        (r"autoris\w+", r"interdi\w+"),
    ),
    "de": (
        (r"gebilligt|billigte\w*|angenommen|beschlossen", r"abgelehnt|lehnte\w*|verwarf"),
        (r"gewann\w*|gewonnen", r"verlor\w*"),
        (r"bestätig\w+", r"bestritt\w*|bestreitet|dementier\w+"),
        (r"erlaub\w+", r"verb(?:ot|iet|ieten)\w*|verboten"),
    ),
    "ru": (
        (r"одобр\w+|принял\w*", r"отклон\w+|отверг\w*"),
        (r"выигра\w+|побед\w+", r"проигра\w+"),
        (r"подтверд\w+", r"отриц\w+"),
        (r"разреш\w+", r"запре\w+"),
    ),
}
"""Pairs of words that say the opposite, by language: one in a claim and the other in a text turn its meaning round."""


def opposite_words(ours: str, theirs: str, language: str) -> tuple[str, str] | None:
    """Return the first pair of opposites of which ``ours`` has one and ``theirs`` the other, as written there."""
    for one, other in _opposites(language.partition("-")[0].lower() or "en"):
        for mine, its in ((one, other), (other, one)):
            word, answer = mine.search(ours), its.search(theirs)
            if word and answer and not its.search(ours) and not mine.search(theirs):
                return word.group(), answer.group()
    return None


@cache
def _opposites(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    def whole(words: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    return tuple((whole(one), whole(other)) for one, other in _OPPOSITES.get(language, ()))
