"""The words dates are made of: months and weekdays from CLDR, and what CLDR does not list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# CLDR knows the nominative and the genitive; "in August" takes another case in Slavic languages.
_MORE_MONTHS = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "ar": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "pt": "Janeiro Fevereiro Março Abril Maio Junho Julho Agosto Setembro Outubro Novembro Dezembro",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "hi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्टूबर नवम्बर दिसम्बर",
}
_SEPTEMBER_ES = {"setiembre": 9}
_MORE_DAYS = {
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "uk": "понеділок вівторок середу четвер п'ятницю суботу неділю",
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
}

# What must stand before a month without day and year: "may" and "march" are words, "marzo" may be a name.
BEFORE_MONTH = {
    "en": r"in|since|until|till|by|during|of|last|this|next|early|late|mid|mid-|from|through|before|after|between|and|"
    r"to",
    "es": r"en|desde|hasta|de|a principios de|a finales de|mes de|pasado",
    "pt": r"em|desde|até|de|no mês de|mês de",
    "fr": r"en|depuis|jusqu'en|de|fin|début|mi-|mois de|mois d'",
    "de": r"im|seit|bis|ende|anfang|mitte|letzten|vergangenen|nächsten|von|ab",
    "it": r"a|in|ad|da|fino a|di|scorso|a fine|a inizio",
    "nl": r"in|sinds|tot|eind|begin|half|vorige|afgelopen",
    "ru": r"в|с|до|к|прошлого|начале|конце|середине",
    "uk": r"у|в|з|до|на початку|наприкінці|кінці",
    "pl": r"w|we|od|do|z|początku|końcu",
    "id": r"pada|bulan|sejak|hingga",
    "ar": r"في|منذ|شهر|خلال",
}

# Phrases whose meaning is a stretch around the day of publication: unit and how many of them from it.
RELATIVE: dict[str, dict[str, tuple[str, int]]] = {
    "en": {
        "yesterday": ("day", -1), "today": ("day", 0), "tonight": ("day", 0), "this morning": ("day", 0),
        "this afternoon": ("day", 0), "this evening": ("day", 0), "last night": ("day", -1), "tomorrow": ("day", 1),
        "last week": ("week", -1), "this week": ("week", 0), "next week": ("week", 1), "last month": ("month", -1),
        "this month": ("month", 0), "next month": ("month", 1), "last year": ("year", -1), "this year": ("year", 0),
        "next year": ("year", 1),
    },
    "es": {
        "ayer": ("day", -1), "hoy": ("day", 0), "anoche": ("day", -1), "la semana pasada": ("week", -1),
        "esta semana": ("week", 0), "la próxima semana": ("week", 1), "el mes pasado": ("month", -1),
        "este mes": ("month", 0), "el próximo mes": ("month", 1), "el año pasado": ("year", -1),
        "este año": ("year", 0), "el próximo año": ("year", 1),
    },
    "pt": {
        "ontem": ("day", -1), "hoje": ("day", 0), "amanhã": ("day", 1), "na semana passada": ("week", -1),
        "semana passada": ("week", -1), "esta semana": ("week", 0), "nesta semana": ("week", 0),
        "na próxima semana": ("week", 1), "no mês passado": ("month", -1), "mês passado": ("month", -1),
        "este mês": ("month", 0), "neste mês": ("month", 0), "no ano passado": ("year", -1),
        "ano passado": ("year", -1),
        "este ano": ("year", 0), "neste ano": ("year", 0), "no próximo ano": ("year", 1),
    },
    "fr": {
        "hier": ("day", -1), "aujourd'hui": ("day", 0), "demain": ("day", 1), "la semaine dernière": ("week", -1),
        "cette semaine": ("week", 0), "la semaine prochaine": ("week", 1), "le mois dernier": ("month", -1),
        "ce mois-ci": ("month", 0), "le mois prochain": ("month", 1), "l'année dernière": ("year", -1),
        "l'an dernier": ("year", -1), "cette année": ("year", 0), "l'année prochaine": ("year", 1),
        "l'an prochain": ("year", 1),
    },
    "de": {
        "gestern": ("day", -1), "heute": ("day", 0), "letzte woche": ("week", -1), "vergangene woche": ("week", -1),
        "diese woche": ("week", 0), "nächste woche": ("week", 1), "letzten monat": ("month", -1),
        "vergangenen monat": ("month", -1), "diesen monat": ("month", 0), "nächsten monat": ("month", 1),
        "letztes jahr": ("year", -1), "vergangenes jahr": ("year", -1), "im vergangenen jahr": ("year", -1),
        "im letzten jahr": ("year", -1), "dieses jahr": ("year", 0), "in diesem jahr": ("year", 0),
        "nächstes jahr": ("year", 1),
    },
    "it": {
        "ieri": ("day", -1), "oggi": ("day", 0), "domani": ("day", 1), "la settimana scorsa": ("week", -1),
        "la scorsa settimana": ("week", -1), "questa settimana": ("week", 0), "la prossima settimana": ("week", 1),
        "il mese scorso": ("month", -1), "lo scorso mese": ("month", -1), "questo mese": ("month", 0),
        "l'anno scorso": ("year", -1), "lo scorso anno": ("year", -1), "quest'anno": ("year", 0),
        "il prossimo anno": ("year", 1), "l'anno prossimo": ("year", 1),
    },
    "ru": {
        "вчера": ("day", -1), "сегодня": ("day", 0), "завтра": ("day", 1), "на прошлой неделе": ("week", -1),
        "на этой неделе": ("week", 0), "на следующей неделе": ("week", 1), "в прошлом месяце": ("month", -1),
        "в этом месяце": ("month", 0), "в следующем месяце": ("month", 1), "в прошлом году": ("year", -1),
        "в этом году": ("year", 0), "в следующем году": ("year", 1),
    },
    "uk": {
        "вчора": ("day", -1), "сьогодні": ("day", 0), "завтра": ("day", 1), "минулого тижня": ("week", -1),
        "цього тижня": ("week", 0), "минулого року": ("year", -1), "цього року": ("year", 0),
    },
    "nl": {
        "gisteren": ("day", -1), "vandaag": ("day", 0), "morgen": ("day", 1), "vorige week": ("week", -1),
        "deze week": ("week", 0), "vorig jaar": ("year", -1), "dit jaar": ("year", 0), "vorige maand": ("month", -1),
    },
    "pl": {
        "wczoraj": ("day", -1), "dzisiaj": ("day", 0), "dziś": ("day", 0), "jutro": ("day", 1),
        "w zeszłym roku": ("year", -1), "w tym roku": ("year", 0), "w zeszłym tygodniu": ("week", -1),
    },
    "zh": {
        "昨天": ("day", -1), "昨日": ("day", -1), "今天": ("day", 0), "今日": ("day", 0), "明天": ("day", 1),
        "去年": ("year", -1),
        "今年": ("year", 0), "明年": ("year", 1), "上周": ("week", -1), "上週": ("week", -1), "上个月": ("month", -1),
    },
    "ja": {
        "昨日": ("day", -1), "今日": ("day", 0), "明日": ("day", 1), "昨年": ("year", -1), "去年": ("year", -1),
        "今年": ("year", 0), "来年": ("year", 1), "先週": ("week", -1), "今週": ("week", 0), "来週": ("week", 1),
        "先月": ("month", -1), "今月": ("month", 0), "来月": ("month", 1),
    },
    "ko": {"어제": ("day", -1), "오늘": ("day", 0), "내일": ("day", 1), "작년": ("year", -1), "올해": ("year", 0),
           "지난해": ("year", -1)},
    "ar": {"أمس": ("day", -1), "اليوم": ("day", 0), "غدا": ("day", 1), "العام الماضي": ("year", -1),
           "هذا العام": ("year", 0)},
    "hi": {"आज": ("day", 0), "पिछले साल": ("year", -1), "इस साल": ("year", 0), "पिछले हफ्ते": ("week", -1)},
    "tr": {"dün": ("day", -1), "bugün": ("day", 0), "yarın": ("day", 1), "geçen yıl": ("year", -1),
           "bu yıl": ("year", 0),
           "geçen hafta": ("week", -1), "bu hafta": ("week", 0)},
    "id": {"kemarin": ("day", -1), "hari ini": ("day", 0), "besok": ("day", 1), "tahun lalu": ("year", -1),
           "tahun ini": ("year", 0),
           "pekan lalu": ("week", -1), "minggu lalu": ("week", -1), "bulan lalu": ("month", -1)},
}  # fmt: skip

NEXT = (
    r"next|coming|upcoming|this coming|próxim[oa]|que viene|prochain|nächste[nrm]?|kommende[nrm]?|prossim[oa]|"
    r"следующ\w+|будущ\w+|наступн\w+|volgende|komende|przyszł\w+"
)
LAST = (
    r"last|past|pasad[oa]|passad[oa]|dernier|letzte[nrm]?|vergangene[nrm]?|vorige[nrm]?|scors[oa]|прошл\w+|минул\w+|"
    r"vorige|afgelopen|zeszł\w+|ostatni\w*"
)
AHEAD = re.compile(
    r"\b(?:will|scheduled|is due|are due|is set to|are set to|upcoming|forthcoming|ahead of|plans? to|is expected|"
    r"tendrá|será|habrá|terá|haverá|sera|aura|wird|werden|sarà|avrà|состоится|будет|пройдет|пройдёт|відбудеться|"
    r"буде)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def months(tag: str) -> Mapping[str, tuple[int, bool]]:
    """Return month names in lower case → number and whether it is the full name; English for unknown tags."""
    names: dict[str, tuple[int, bool]] = {}
    for number, name, full in _cldr(tag, "months"):
        names.setdefault(name, (number, full))
    for number, name in enumerate(_MORE_MONTHS.get(tag, "").split(), 1):
        names.setdefault(name.replace("_", " ").lower(), (number, tag not in {"en", "es"}))
    if tag == "es":
        names |= {name: (number, True) for name, number in _SEPTEMBER_ES.items()}
    return {name: value for name, value in names.items() if not name.isdigit() and len(name) > 1}


@lru_cache(maxsize=64)
def weekdays(tag: str) -> Mapping[str, int]:
    """Return weekday names in lower case → 0 for Monday to 6; English for unknown tags."""
    names = {name: number for number, name, full in _cldr(tag, "days") if full and len(name) > 1}
    for number, name in enumerate(_MORE_DAYS.get(tag, "").split()):
        names.setdefault(name, number)
    return names


def _cldr(tag: str, what: str) -> list[tuple[int, str, bool]]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag or "en")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    table = getattr(locale, what)
    found = []
    for width in ("wide", "abbreviated"):
        for form in ("format", "stand-alone"):
            found += [
                (number, str(name).lower().rstrip("."), width == "wide") for number, name in table[form][width].items()
            ]
    return found
