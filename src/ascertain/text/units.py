"""What numbers count: shares, currencies and measures, in many languages, with one name for each."""

from __future__ import annotations

import re
from functools import lru_cache

from ascertain.text.spacing import SPACE, spaced
from ascertain.text.wordsets import word_set

PERCENT = (
    r"%|٪|％|percent(?:age points?)?|per cent|pct|por ciento|por cento|pour cent|prozent(?:punkten?)?|per cento|"
    r"procent(?:a|y|ów)?|"
    r"процент\w*|відсотк\w*|відсоток|(?:في |ب)ال(?:مئة|مائة)|بالمئة|persen|प्रतिशत|फीसदी|फ़ीसदी|パーセント|퍼센트|"
    r"个百分点|個百分點"
)

_CURRENCIES = {
    "USD": r"US\$|\$US|\$|(?:u\.?s\.? )?dollars?|d[óo]lar(?:es|i|ów|a)?|dollari|доллар\w*|долар\w*|دولارا?|डॉलर|美元|"
    r"美金|ドル|달러",
    "EUR": r"€|euros?|euró|евро|євро|يورو|यूरो|欧元|歐元|ユーロ|유로",
    "GBP": r"£|pounds? sterling|pounds?(?! of| in weight)|libras? esterlinas?|livres? sterling|pfund|sterline|"
    r"фунт\w* стерлингов|英镑|英鎊|ポンド|파운드",
    "JPY": r"¥|￥|yen(?:es)?|jen[ów]*|йен\w*|иен\w*|日元|円|엔",
    "CNY": r"RMB|yuans?|yuanes|юан\w*|人民币|人民幣|元|위안",
    "INR": r"₹|Rs\.?|rupees?|rupias|roupies|rupien|रुपये|रुपए|रुपया|卢比|ルピー",
    "RUB": r"₽|rou?bles?|rublos?|rubel|rubli|рубл\w*|руб\.?|卢布|ルーブル",
    "UAH": r"₴|hryvnias?|grivnas?|griwna|гривн\w*|гривень|грн\.?",
    "KRW": r"₩|韩元|韓元|ウォン|원",
    "BRL": r"R\$|reais",
    "TRY": r"₺|(?:turkish )?liras?|lirası|TL|лир\w*",
    "IDR": r"Rp\.?|rupiah",
    "PLN": r"zł(?:otych|ote|oty)?|zlotys?|злот\w*",
    "CHF": r"(?:swiss )?francs?|franken|франк\w*",
    "ILS": r"₪|shekels?|שקל\w*",
    "NGN": r"₦|naira",
    "MXN": r"pesos?(?: mexicanos)?",
    "AED": r"dirhams?|درهما?",
    "SAR": r"riyals?|ريالا?",
}
CODES = word_set(
    """USD EUR GBP JPY CNY INR RUB UAH KRW BRL TRY IDR PLN CHF ILS NGN MXN AED SAR AUD CAD NZD SEK NOK DKK CZK HUF ZAR
    ARS CLP COP PEN SGD HKD TWD THB VND PHP MYR PKR BDT IRR IQD EGP KES"""
)

_MEASURES = {
    "second": r"seconds?|secs?|segundos?|secondes?|secondi|sekund(?:en|e|y|)|seconden|секунд\w*|ثانية|ثوان|saniye|"
    r"सेकंड|秒|초",
    "minute": r"minutes?|mins?|minutos?|minut[io]|minuten|minut[yę]?|минут\w*|хвилин\w*|دقيقة|دقائق|dakika\w*|मिनट|"
    r"分钟|分鐘|分間|分(?!之|の)|분(?!의)",
    "hour": r"hours?|hrs?|horas?|heures?|stunden?|godzin\w*|час(?:а|ов|ы)?|годин\w*|ساعة|ساعات|घंटे|घंटा|小时|小時|"
    r"時間|시간",
    "day": r"days?|d[ií]as?|jours?|giorn[io]|дн(?:я|ей|ів|і)|день|يوما?|أيام|दिन|天|日間|일간",
    "week": r"weeks?|semanas?|semaines?|wochen?|settiman[ae]|tygodni\w*|недел[ьюия]|тиж(?:день|ні|нів)|أسبوعا?|أسابيع|"
    r"hafta|हफ्ते|सप्ताह|周(?!年)|週間|주간",
    "month": r"months?|mês|mois|monat(?:e|en)?|maand(?:en)?|miesi[ąę]c\w*|месяц\w*|місяц\w*|شهرا?|أشهر|شهور|महीने|माह|"
    r"个月|個月|か月|ヶ月|カ月|개월",
    "year": r"years?|yrs?|años?|anos?|années?|jahr(?:e|en)?|ann[io]|jaar|jaren|год(?:а|ы|у)?|лет|рок(?:и|ів|у)|років|"
    r"سنة|سنوات|عاما?|أعوام|yaş\w*|tahun|साल|वर्ष|年間|周年|年|년간?|살|세(?![가-힣])|歳|岁",
    "century": r"centur(?:y|ies)|siglos?|séculos?|siècles?|jahrhunderten?|secol[io]",
    "decade": r"decades?|décadas?|décennies?|jahrzehnten?|decenni[o]?",
    "km": r"km|kilomet(?:er|re)s?|kilómetros?|quilômetros?|kilomètres?|kilometern?|chilometr[io]|километр\w*|"
    r"кілометр\w*|км|كيلومترا?|किलोमीटर|किमी|公里|千米|キロメートル|킬로미터",
    "km²": r"km²|km2|sq(?:uare)? km|square kilomet(?:er|re)s|kilómetros cuadrados|quadratkilometer|кв\. ?км|平方公里|"
    r"平方キロ(?:メートル)?",
    "m": r"(?-i:m)(?![.'’-])|met(?:er|re)s?|metros?|mètres?|metern?|metr[io]|метр\w*|مترا?|मीटर|米|メートル|미터",
    "cm": r"(?-i:cm)|centimet(?:er|re)s?|centímetros?|centimètres?|zentimeter|сантиметр\w*|см|厘米|センチ",
    "mm": r"(?-i:mm)|millimet(?:er|re)s?|milímetros?|millimètres?|millimeter|миллиметр\w*|мм|毫米|ミリ",
    "mile": r"miles?|millas?|milhas?|meilen?|миль|英里|マイル|마일",
    "ft": r"ft|feet|foot|pieds|футов",
    "kg": r"kg|kgs|kilo(?:gram(?:me)?)?s?|kilogramos?|quilos?|kilogramm|chilogramm[io]|килограмм\w*|кг|كيلوغراما?|"
    r"किलो(?:ग्राम)?|公斤|キログラム|キロ(?!メ)|킬로그램",
    "g": r"(?-i:g)(?![.'’-])|gram(?:me)?s?|gramos?|gramm|grammi|грамм\w*|غراما?|克|グラム|그램",
    "tonne": r"(?-i:t)(?![.'’-])|tonnes?|tons?|metric tons?|toneladas?|tonnen?|tonnellate|тонн\w*|طنا?|टन|吨|噸|トン|"
    r"톤",
    "lb": r"lbs?",
    "l": r"lit(?:er|re)s?|litros?|litern?|litr[io]|литр\w*|لترا?|लीटर|升|リットル|리터",
    "ha": r"(?-i:ha)|hectares?|hectáreas?|hectares|hektar|ettari|гектар\w*|公顷|ヘクタール|헥타르",
    "barrel": r"barrels?|barriles|barris|barils|barrel|баррел\w*|برميلا?|桶|バレル|배럴",
    "°C": r"°\s?C|degrees? celsius|grados celsius|degrés celsius|grad celsius|℃|摄氏度|도(?=[가-힣]?(?:\s|$))",
    "°F": r"°\s?F|degrees? fahrenheit|℉",
    "°": r"degrees?|degrés|градус\w*|°|डिग्री|度",
    "km/h": r"km/h|kph|kilomet(?:er|re)s (?:per|an) hour|км/ч",
    "mph": r"mph|miles (?:per|an) hour",
    "MW": r"(?-i:MW)|megawatts?|мегаватт\w*|兆瓦",
    "GW": r"(?-i:GW)|gigawatts?|гигаватт\w*|吉瓦",
    "kWh": r"kWh|kilowatt[- ]hours?|киловатт-час\w*",
    "people": r"people|persons?|personas?|pessoas?|personnes?|menschen|personen|mensen|ludzi|osób|osoby|человека?|"
    r"людей|"
    r"осіб|особи|شخصا?|أشخاص|लोग(?:ों)?|kişi(?:nin|ye|yi)?|人|名|명",
}  # fmt: skip

# Words that mean something else in other languages: Turkish "ay", Indonesian "jam", Italian "ore".
_LOCAL = {
    "de": {"day": r"tag(?:e|en)?", "°": "grad"},
    "es": {"month": r"mes(?:es)?", "ft": "pies", "°": "grados"},
    "fr": {"year": "ans?", "mile": "milles?"},
    "id": {
        "hour": "jam", "day": "hari", "week": "minggu", "month": "bulan", "people": "orang", "second": "detik",
        "minute": "menit", "tonne": "ton",
    },
    "it": {"hour": "or[ae]", "month": "mes[ei]", "people": "persone", "kg": "chili", "barrel": "barili", "°": "gradi"},
    "nl": {"day": "dag(?:en)?", "hour": "uur|uren", "week": "we(?:ek|ken)", "tonne": "ton"},
    "pl": {"year": "lata?", "day": "dni"},
    "pt": {"month": "mês|meses", "°": "graus", "ft": "pés"},
    "tr": {
        "hour": "saat", "day": "gün", "month": "ay", "year": "yıl", "people": "insan", "tonne": "ton",
    },
}  # fmt: skip
_SYMBOLS = {
    "AUD": r"AU?\$",
    "CAD": r"CA?\$",
    "HKD": r"HK\$",
    "TWD": r"NT\$",
    "NZD": r"NZ\$",
    "SGD": r"S\$",
    "BRL": r"R\$",
    "USD": r"US\$|\$US|\$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "[¥￥]",
    "INR": r"₹|\bRs\.?",
    "RUB": "₽",
    "UAH": "₴",
    "KRW": "₩",
    "TRY": "₺",
    "ILS": "₪",
    "NGN": "₦",
    "IDR": r"\bRp\.?",
    "CNY": r"\bRMB",
}


def _named(table: dict[str, str], prefix: str) -> tuple[str, dict[str, str]]:
    """Return a pattern with one group per unit, and which unit each group means."""
    names, parts = {}, []
    for number, (canon, words) in enumerate(table.items()):
        names[f"{prefix}{number}"] = canon
        parts.append(f"(?P<{prefix}{number}>{spaced(words)})")
    return "|".join(parts), names


# A unit ends where its letters end; scripts without spaces run on.
_EDGE = r"(?![^\W\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])"
_BEFORE, _BEFORE_NAMES = _named(_SYMBOLS, "s")
_BEFORE_PATTERN = re.compile(
    rf"(?:(?P<percent>(?<!\d)%|yüzde |百分之)|(?P<code>\b(?:{'|'.join(sorted(CODES))}))|{_BEFORE}){SPACE}?$"
)


@lru_cache(maxsize=64)
def _after(tag: str) -> tuple[re.Pattern[str], dict[str, str]]:
    measures = dict(_MEASURES)
    for canon, words in _LOCAL.get(tag, {}).items():
        measures[canon] = f"{words}|{measures[canon]}"
    money, money_names = _named(_CURRENCIES, "c")
    sizes, size_names = _named(measures, "m")
    percent, codes = spaced(PERCENT), "|".join(sorted(CODES))
    pattern = rf"{SPACE}*-?(?:(?P<percent>{percent})|(?P<code>(?-i:{codes}))|{money}|{sizes}){_EDGE}"
    return re.compile(pattern, re.IGNORECASE), money_names | size_names


def unit_after(text: str, at: int, tag: str) -> tuple[str, int] | None:
    """Return the unit that stands in ``text`` right behind ``at``, and where it ends."""
    pattern, names = _after(tag)
    match = pattern.match(text, at)
    return (_unit(match, names), match.end()) if match else None


def unit_before(text: str, at: int) -> tuple[str, int] | None:
    """Return the unit that stands in ``text`` right before ``at`` (``$``, ``EUR``), and where it begins."""
    start = max(0, at - 8)
    match = _BEFORE_PATTERN.search(text[start:at])
    return (_unit(match, _BEFORE_NAMES), start + match.start()) if match else None


def _unit(match: re.Match[str], names: dict[str, str]) -> str:
    group = match.lastgroup or ""
    return {"percent": "%", "code": match.group().strip(" \u00a0\u202f-")}.get(group) or names[group]
