"""Words by which a passage sides with a claim or against it, doubts it, or only reports it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_AGAINST: Final[Mapping[str, str]] = {
    "en": r"false(?:ly|hood)?|fake[ds]?|incorrect(?:ly)?|wrong(?:ly)?|inaccurate|mislead(?:ing|s)?|misrepresent\w*|"
    r"(?:not|isn['’]t|wasn['’]t) true|contradict\w*|contrary|despite|although|however|in fact|actually|rather than|"
    r"instead|dismiss(?:ed|es)?|rebut\w*|misconception|no (?:link|proof|record|evidence|indication|basis)|"
    r"doctored|manipulated|satire|satirical|out of context|unsupported|failed to",
    "es": r"fals[oa]s?|incorrect[oa]s?|engaños[oa]s?|erróne[oa]s?|contrari[oa]|contradice|en realidad|sin embargo|"
    r"aunque|no (?:es|era) (?:cierto|verdad)|manipulad[oa]s?|sátira|fuera de contexto|no hay (?:pruebas|evidencia)",
    "pt": r"fals[oa]s?|incorret[oa]s?|engano[sa]+|errad[oa]s?|contrári[oa]|contradiz|na verdade|no entanto|porém|"
    r"embora|não é (?:verdade|verdadeir[oa])|manipulad[oa]s?|sátira|fora de contexto|não há (?:provas|evidências?)",
    "fr": r"fau(?:x|sse)s?|incorrecte?s?|trompeu(?:r|se)s?|erronée?s?|contraire(?:ment)?|contredit|en réalité|"
    r"cependant|"
    r"pourtant|bien que|manipulée?s?|satire|hors contexte|(?:pas|aucune) (?:vrai|preuve)",
    "de": r"falsch\w*|irreführend\w*|unwahr\w*|fehlerhaft\w*|widersp\w+|tatsächlich|jedoch|allerdings|obwohl|dagegen|"
    r"stimmt nicht|manipuliert\w*|satire|aus dem (?:kontext|zusammenhang)|keine (?:belege|beweise|hinweise)",
    "it": r"fals[oaie]|errat[oaie]|fuorviant[ei]|contrari[oa]|contraddice|in realtà|tuttavia|però|sebbene|"
    r"non è vero|manipolat[oaie]|satira|fuori contesto|nessuna prova",
    "nl": r"vals\w*|onjuist\w*|onwaar|misleidend\w*|in strijd|in werkelijkheid|echter|hoewel|klopt niet|"
    r"gemanipuleerd\w*|satire|uit de context|geen bewijs",
    "pl": r"fałsz\w*|nieprawd\w*|błędn\w+|myląc\w+|sprzeczn\w+|w rzeczywistości|jednak|chociaż|zmanipulowan\w+|"
    r"satyr\w+|"
    r"wyrwan\w+ z kontekstu|brak (?:dowodów|podstaw)",
    "ru": r"ложь|ложн\w+|неверн\w+|неправд\w*|вводит в заблуждение|противореч\w+|на самом деле|однако|хотя|вопреки|"
    r"не соответствует действительности|сатир\w+|вырван\w* из контекста|нет (?:доказательств|подтверждени\w)",
    "uk": r"брехн\w+|неправд\w*|хибн\w+|вводить в оману|суперечить|насправді|однак|хоча|всупереч|"
    r"не відповідає дійсності|"
    r"сатир\w+|вирван\w* з контексту|немає (?:доказів|підтверджен\w)",
}
"""What calls something false, or turns against what was said before."""

_FOR: Final[Mapping[str, str]] = {
    "en": r"confirm(?:s|ed|ing|ation)?|prov(?:es|ed|en)|evidence (?:shows|suggests|that|of|for)|show(?:s|ed|n)?|"
    r"demonstrat\w+|found that|finds that|verified|correct(?:ly)?|true|accurate(?:ly)?|indeed|agree[sd]?|"
    r"consistent with|"
    r"support(?:s|ed)? (?:the|this|that)|according to|official(?:ly)?|acknowledg\w+|consensus|signed|announced",
    "es": r"confirm\w+|demuestra\w*|demostr\w+|muestra\w*|verdader[oa]s?|correct[oa]s?|ciert[oa]s?|según|"
    r"oficial(?:mente)?|"
    r"efectivamente|anunci\w+|coincide\w*",
    "pt": r"confirm\w+|demonstr\w+|mostra\w*|verdadeir[oa]s?|corret[oa]s?|segundo|oficial(?:mente)?|de fato|anunci\w+",
    "fr": r"confirm\w+|démontr\w+|montr\w+|vraie?s?|exacte?s?|selon|officiel\w*|effectivement|en effet|annonc\w+",
    "de": r"bestätig\w+|belegt\w*|beweist|zeig(?:t|te|en)|wahr|richtig|korrekt|laut|offiziell\w*|in der tat|"
    r"angekündigt|stimmt(?! nicht)",
    "it": r"conferm\w+|dimostra\w*|mostra\w*|ver[oaie]|corrett[oaie]|secondo|ufficial\w+|infatti|annunci\w+",
    "nl": r"bevestig\w+|bewijst|toont|waar|juist|correct|volgens|officieel|inderdaad|aangekondigd|klopt(?! niet)",
    "pl": r"potwierdz\w+|udowodn\w+|pokazuj\w+|prawd(?:a|ziw\w+)|poprawn\w+|według|oficjaln\w+|rzeczywiście|ogłosi\w+",
    "ru": r"подтвер\w+|доказ(?:ал|ано|ывает)\w*|показыва\w+|правд[аы]|верно|согласно|официальн\w+|действительно|"
    r"объяви\w+",
    "uk": r"підтвер\w+|доведено|показу\w+|правд[аи]|вірно|згідно|офіційн\w+|справді|дійсно|оголоси\w+",
}
"""What confirms, shows or states on good authority."""

_DOUBTING: Final[Mapping[str, str]] = {
    "en": r"may|might|could|would|perhaps|possibl[ey]|probabl[ey]|likely|unlikely|uncertain\w*|unclear|"
    r"suggest(?:s|ed)?|"
    r"appear(?:s|ed)? to|seem(?:s|ed)?|estimat\w+|potential(?:ly)?|some|sometimes|debat\w+|controvers\w+|disput\w+|"
    r"projected|expected|if|whether|unknown|allegedly|reportedly",
    "es": r"puede[n]?|podría[n]?|quizás?|tal vez|posible(?:mente)?|probable(?:mente)?|parece[n]?|supuest\w+|"
    r"presunt\w+|incierto|si",
    "pt": r"pode[m]?|poderia[m]?|talvez|possível|possivelmente|provável|provavelmente|parece[m]?|supost\w+|incerto|se",
    "fr": r"peut|peuvent|pourrai\w+|peut-être|possible(?:ment)?|probable(?:ment)?|semble\w*|présumée?s?|"
    r"incertain\w*|si",
    "de": r"kann|können|könnte\w*|vielleicht|möglich\w*|wahrscheinlich|scheint|angeblich\w*|mutmaßlich\w*|unklar|ob|"
    r"soll(?:en)?",
    "it": r"può|possono|potrebbe\w*|forse|possibil\w+|probabil\w+|sembra\w*|presunt\w+|incert\w+|se",
    "nl": r"kan|kunnen|zou(?:den)?|misschien|mogelijk|waarschijnlijk|lijkt|vermeend\w*|onduidelijk|of",
    "pl": r"może|mogą|mógłby|być może|możliw\w+|prawdopodobn\w+|wydaje się|rzekom\w+|niejasn\w+|czy",
    "ru": r"может|могут|мог(?:ла|ли)? бы|возможно|вероятно|кажется|якобы|предположительно|неясно|если|ли",
    "uk": r"може|можуть|міг би|можливо|ймовірно|здається|нібито|імовірно|незрозуміло|якщо|чи",
}
"""What leaves open whether it is so."""

_REPORTING: Final[Mapping[str, str]] = {
    "en": r"claim(?:s|ed|ing)?|alleg(?:e[sd]?|ing|ations?)|assert(?:s|ed|ing)?|argu(?:e[sd]?|ing)|believe[sd]?|"
    r"said|says|"
    r"stat(?:es|ed)|told|tweeted|posted|rumou?rs?|shared|viral|insist(?:s|ed)?",
    "es": r"afirm\w+|aseguran?|aseguró|dij\w+|dice[n]?|según|sostien\w+|publicó|viral\w*|alega\w*",
    "pt": r"afirm\w+|alega\w*|diss\w+|diz(?:em)?|sustent\w+|publicou|viral\w*|compartilh\w+",
    "fr": r"affirm\w+|prétend\w*|dit|disent|déclar\w+|soutien\w+|publié\w*|viral\w*|partag\w+",
    "de": r"behaupt\w+|sagt\w*|erklärt\w*|meint\w*|gepostet|verbreitet\w*|geteilt\w*|viral\w*",
    "it": r"afferm\w+|sostien\w+|sosten\w+|dice|detto|dichiarat\w+|pubblicat\w+|virale|condivis\w+",
    "nl": r"bewee?r\w+|zei|zegt|stelt|verklaar\w+|gedeeld|viraal",
    "pl": r"twierdz\w+|powiedzia\w+|mówi\w*|uważa\w*|opublikowa\w+|udostępni\w+",
    "ru": r"утвержда\w+|заяв\w+|сказал\w*|говор\w+|сообщ\w+|считает|опубликовал\w*|распростран\w+",
    "uk": r"стверджу\w+|заяв\w+|сказа\w+|говор\w+|повідом\w+|вважає|опублікува\w+|поширю\w+",
}
"""What says that somebody says it."""

_CIRCULATING: Final[Mapping[str, str]] = {
    "en": r"claims? (?:that|circulat\w+)|(?:it is|was|has been) claimed|alleged(?:ly)?|allegations?|reportedly|"
    r"rumou?rs?|rumou?red|viral|tweet(?:s|ed)?|posted|posts|shared (?:on|widely|thousands)|social media|"
    r"according to (?:a )?posts?",
    "es": r"supuest\w+|presunt\w+|rumor(?:es)?|viral\w*|tuite\w*|publicaci(?:ón|ones)|redes sociales|bulos?",
    "pt": r"supost\w+|alegad\w+|boatos?|rumor(?:es)?|viral\w*|tu[ií]te\w*|publicaç(?:ão|ões)|redes sociais",
    "fr": r"prétendu\w*|présumée?s?|rumeurs?|viral\w*|vira(?:le|ux)|tweet\w*|publications?|réseaux sociaux",
    "de": r"angeblich\w*|mutmaßlich\w*|gerüchte?|viral\w*|tweets?|getwittert|gepostet\w*|"
    r"soziale\w* (?:medien|netzwerke\w*)",
    "it": r"presunt\w+|voc[ei] secondo|viral[ei]|tweet\w*|post|social(?: media| network)?",
    "nl": r"vermeend\w*|geruchten?|viraal|tweets?|getweet|sociale media",
    "pl": r"rzekom\w+|plotk\w+|wiral\w*|tweet\w*|media\w* społecznościow\w+|wpis\w*",
    "ru": r"якобы|слух(?:и|ам|ов)|вирусн\w+|твит\w*|соцсет\w+|пост(?:ы|ах|е)?",
    "uk": r"нібито|чутк\w+|вірусн\w+|твіт\w*|соцмереж\w+|допис\w*",
}
"""What says that something goes round: the passage hands on what others say, and knows nothing itself."""

_NO: Final = (
    r"no|nope|nein|non|não|nie|nee|нет|ні|لا|नहीं|tidak|hayır|nej|不|否|いいえ|아니요|false|falso|faux|falsch|fałsz|"
    r"ложь|неправда"
)
_YES: Final = (
    r"yes|yeah|sí|sim|oui|ja|sì|tak|да|так|نعم|हाँ|हां|ya|evet|是|はい|네|true|verdadero|vrai|wahr|vero|prawda|правда"
)

_TABLES: Final = (_AGAINST, _FOR, _DOUBTING, _REPORTING)


def siding_words(text: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of ``text`` that speak against something, for it, that doubt and that report, in this order.

    ``language`` is a BCP-47 tag, "" is read as English; a language without a list has none. Pure.
    """
    tag = language.partition("-")[0].lower() or "en"
    patterns = (_pattern(kind, tag) for kind in range(len(_TABLES)))
    return tuple(tuple(match.group() for match in pattern.finditer(text)) if pattern else () for pattern in patterns)


def circulating_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of ``text`` by which it hands on what others say: allegedly, viral, posts; pure.

    “The mayor said” is none of them: who reports what somebody said was there, or can be asked.
    """
    pattern = _compiled(_CIRCULATING.get(language.partition("-")[0].lower() or "en", ""))
    return tuple(match.group() for match in pattern.finditer(text)) if pattern else ()


def plain_answer(text: str) -> int:
    """Return 1 when a text begins with, or after its question answers, a plain yes; -1 for a no; 0 otherwise; pure."""
    after = text[text.rfind("?") + 1 :] if "?" in text else text
    for part in (after, text):
        if _answer(_NO).match(part):
            return -1
        if _answer(_YES).match(part):
            return 1
    return 0


@cache
def _answer(words: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\W]*(?:{words})(?=[\s]*(?:[.,;:!。，、–—-]|$))", re.IGNORECASE)


@cache
def _pattern(kind: int, tag: str) -> re.Pattern[str] | None:
    return _compiled(_TABLES[kind].get(tag, ""))


@cache
def _compiled(words: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
