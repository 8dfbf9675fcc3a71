"""Number words of many languages: scales, words, fractions, and the words that make a number approximate."""

from __future__ import annotations

from ascertain.text.wordsets import word_set

_K, _M, _B, _T = 1e3, 1e6, 1e9, 1e12

SCALES: dict[str, dict[str, float]] = {
    "": {"bn": _B, "tn": _T, "mn": _M, "mln": _M, "mio": _M, "mrd": _B, "k": _K, "m": _M},
    "en": {"thousand": _K, "million": _M, "millions": _M, "billion": _B, "billions": _B, "trillion": _T,
           "trillions": _T,
           "hundred": 100, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "dozen": 12, "mil": _M, "bil": _B},
    "es": {"mil": _K, "millón": _M, "millon": _M, "millones": _M, "millardo": _B, "billón": _T, "billones": _T,
           "docena": 12},
    "pt": {"mil": _K, "milhão": _M, "milhões": _M, "bilhão": _B, "bilhões": _B, "bilião": _T, "biliões": _T,
           "trilhão": _T, "trilhões": _T, "mi": _M, "bi": _B, "dúzia": 12},
    "fr": {"mille": _K, "million": _M, "millions": _M, "milliard": _B, "milliards": _B, "billion": _T, "billions": _T,
           "cent": 100, "cents": 100, "md": _B, "mds": _B},
    "de": {"tausend": _K, "million": _M, "millionen": _M, "milliarde": _B, "milliarden": _B, "billion": _T,
           "billionen": _T, "hundert": 100, "dutzend": 12},
    "it": {"mila": _K, "mille": _K, "milione": _M, "milioni": _M, "miliardo": _B, "miliardi": _B, "mld": _B,
           "bilione": _T, "trilioni": 1e18, "cento": 100},
    "nl": {"duizend": _K, "miljoen": _M, "miljard": _B, "biljoen": _T, "honderd": 100, "mld": _B},
    "ru": {"тысяча": _K, "тысячи": _K, "тысяч": _K, "тысячу": _K, "тыс": _K, "миллион": _M, "миллиона": _M,
           "миллионов": _M, "млн": _M, "миллиард": _B, "миллиарда": _B, "миллиардов": _B, "млрд": _B, "триллион": _T,
           "триллиона": _T, "триллионов": _T, "трлн": _T},
    "uk": {"тисяча": _K, "тисячі": _K, "тисяч": _K, "тисячу": _K, "тис": _K, "мільйон": _M, "мільйона": _M,
           "мільйони": _M, "мільйонів": _M, "млн": _M, "мільярд": _B, "мільярда": _B, "мільярди": _B,
           "мільярдів": _B, "млрд": _B, "трильйон": _T, "трильйони": _T, "трильйонів": _T},
    "pl": {"tysiąc": _K, "tysiące": _K, "tysięcy": _K, "tys": _K, "milion": _M, "miliony": _M, "milionów": _M,
           "miliard": _B, "miliardy": _B, "miliardów": _B, "mld": _B, "bilion": _T, "biliony": _T, "bilionów": _T},
    "ar": {"ألف": _K, "ألفا": _K, "آلاف": _K, "الاف": _K, "مليون": _M, "مليونا": _M, "ملايين": _M, "مليار": _B,
           "مليارات": _B, "تريليون": _T, "مئة": 100, "مائة": 100},
    "hi": {"हजार": _K, "हज़ार": _K, "लाख": 1e5, "करोड़": 1e7, "करोड": 1e7, "अरब": _B, "मिलियन": _M, "बिलियन": _B,
           "सौ": 100},
    "tr": {"bin": _K, "milyon": _M, "milyar": _B, "trilyon": _T, "yüz": 100},
    "id": {"ribu": _K, "juta": _M, "miliar": _B, "milyar": _B, "triliun": _T, "ratus": 100},
    "sv": {"tusen": _K, "miljon": _M, "miljoner": _M, "miljard": _B, "miljarder": _B},
}  # fmt: skip
"""Language → word → factor; the entry "" holds abbreviations that are good everywhere."""


def _counted(words: str, first: int = 1, step: int = 1) -> dict[str, float]:
    """Return ``words`` numbered from ``first``; a bar joins words for the same number."""
    return {w: float(first + step * i) for i, group in enumerate(words.split()) for w in group.split("|")}


WORDS: dict[str, dict[str, float]] = {
    "en": _counted(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty"
    )
    | _counted("thirty forty|fourty fifty sixty seventy eighty ninety", 30, 10)
    | {"zero": 0.0},
    "es": _counted(
        "uno|una|un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte veintiuno|veintiún veintidós veintitrés veinticuatro veinticinco"
    )
    | _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    | _counted("cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos quinientos|quinientas "
               "seiscientos setecientos ochocientos novecientos", 100, 100),
    "pt": _counted(
        "um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze "
        "dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte"
    )
    | _counted("trinta quarenta cinquenta sessenta setenta oitenta noventa", 30, 10)
    | _counted("cem|cento duzentos|duzentas trezentos quatrocentos quinhentos seiscentos", 100, 100),
    "fr": _counted(
        "un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf vingt"
    )
    | _counted("trente quarante cinquante soixante septante", 30, 10)
    | {"soixante-dix": 70.0, "quatre-vingts": 80.0, "quatre-vingt": 80.0, "quatre-vingt-dix": 90.0},
    "de": _counted(
        "ein|eine|einen|einem|einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"
    )
    | _counted("dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 30, 10)
    | _counted("einhundert zweihundert dreihundert vierhundert fünfhundert", 100, 100)
    | _counted("eintausend zweitausend dreitausend viertausend fünftausend", 1000, 1000)
    | {"zehntausend": 1e4, "hunderttausend": 1e5},
    "it": _counted(
        "uno|una|un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
        "sedici diciassette diciotto diciannove venti"
    )
    | _counted("trenta quaranta cinquanta sessanta settanta ottanta novanta", 30, 10)
    | _counted("duecento trecento quattrocento cinquecento seicento", 200, 100)
    | _counted("duemila tremila quattromila cinquemila", 2000, 1000)
    | {"diecimila": 1e4},
    "nl": _counted(
        "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien twintig"
    )
    | _counted("dertig veertig vijftig zestig zeventig tachtig negentig", 30, 10),
    "ru": _counted(
        "один|одна|одно|одного|одной два|две|двух|двум|двумя три|трёх|трех|тремя четыре|четырёх|четырех пять|пяти "
        "шесть|шести семь|семи восемь|восьми девять|девяти десять|десяти одиннадцать|одиннадцати "
        "двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати пятнадцать|пятнадцати "
        "шестнадцать семнадцать восемнадцать девятнадцать двадцать|двадцати"
    )
    | _counted("тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят семьдесят восемьдесят девяносто", 30, 10)
    | _counted("сто|ста двести|двухсот триста|трехсот|трёхсот четыреста пятьсот|пятисот", 100, 100),
}  # fmt: skip

# A word for one is also an article or a pronoun: it counts only before a scale or a measure.
ONES = word_set("""one un una uno um uma une ein eine einen einem einer een één один одна одно одного одной""")

FRACTIONS: dict[str, dict[str, float]] = {
    "en": {
        "half a million": 5e5, "half a billion": 5e8, "half a dozen": 6,
        r"(?:one|a)[ -]third": 1 / 3, r"two[ -]thirds?": 2 / 3, r"(?:one|a)[ -]quarter(?= of\b|[ -]of\b)": 0.25,
        r"one[ -]quarter": 0.25, r"three[ -](?:quarters?|fourths?)": 0.75, r"(?:one|a)[ -]fifth": 0.2,
        r"two[ -]fifths": 0.4, r"three[ -]fifths": 0.6, r"four[ -]fifths": 0.8, r"(?:one|a)[ -]tenth": 0.1,
        r"nine[ -]tenths": 0.9, r"(?:one|a)[ -]sixth": 1 / 6, r"(?:one|a)[ -]eighth": 0.125,
        r"(?:one[ -])?half(?= (?:of|the|a|an|all|its|their|our|his|her|these|those)\b)": 0.5, r"one[ -]half": 0.5,
        r"(?<=than )half": 0.5, r"(?<=nearly )half": 0.5, r"(?<=almost )half": 0.5, r"(?<=about )half": 0.5,

    },
    "es": {
        "un cuarto de mill[óo]n": 2.5e5, "tres cuartos de mill[óo]n": 7.5e5,
        "un tercio": 1 / 3, "una tercera parte": 1 / 3, "dos tercios": 2 / 3, "la mitad": 0.5, "un cuarto(?= de)": 0.25,
        "la cuarta parte": 0.25, "una cuarta parte": 0.25, "tres cuartos": 0.75, "tres cuartas partes": 0.75,
        "un quinto": 0.2, "medio mill[óo]n": 5e5, "una décima parte": 0.1,
    },
    "pt": {
        "um quarto de milhão": 2.5e5,
        "um terço": 1 / 3, "dois terços": 2 / 3, "(?:a )?metade": 0.5, "um quarto(?= d)": 0.25, "três quartos": 0.75,
        "um quinto": 0.2, "meio milhão": 5e5, "um décimo": 0.1,
    },
    "fr": {
        "un quart de million": 2.5e5, "trois quarts de million": 7.5e5,
        "un tiers": 1 / 3, "le tiers": 1 / 3, "deux tiers": 2 / 3, "la moitié": 0.5, "un quart": 0.25,
        "le quart": 0.25, "trois quarts": 0.75, "un cinquième": 0.2, "un demi[- ]million": 5e5, "un dixième": 0.1,
    },
    "de": {
        "(?:eine |einer )?viertelmillion": 2.5e5, "(?:eine |einer )?dreiviertelmillion": 7.5e5,
        "(?:ein|einem|das) drittel": 1 / 3, "zwei drittel": 2 / 3, "(?:die |der )?hälfte": 0.5,
        "(?:ein|einem) viertel": 0.25, "drei viertel": 0.75, "dreiviertel": 0.75, "(?:ein|einem) fünftel": 0.2,
        "(?:ein|einem) zehntel": 0.1, "eine halbe million": 5e5,
    },
    "it": {
        "un quarto di milione": 2.5e5,
        "un terzo": 1 / 3, "due terzi": 2 / 3, "(?:la )?metà": 0.5, "un quarto(?= d)": 0.25, "tre quarti": 0.75,
        "un quinto": 0.2, "mezzo milione": 5e5, "un decimo": 0.1,
    },
    "nl": {"een derde": 1 / 3, "twee derde": 2 / 3, "de helft": 0.5, "een kwart": 0.25, "driekwart": 0.75},
    "ru": {
        "(?:одна |одной )?трет(?:ь|и)(?! раз)": 1 / 3, "две трети": 2 / 3,
        "четверть миллиона": 2.5e5, "половин(?:а|у|ы)": 0.5,
        "четверт(?:ь|и)": 0.25, "три четверти": 0.75, "одна пятая": 0.2, "полмиллиона": 5e5,
    },
    "uk": {"третина": 1 / 3, "третину": 1 / 3, "дві третини": 2 / 3, "половин(?:а|у|и)": 0.5, "чверть": 0.25},
    "pl": {"jedna trzecia": 1 / 3, "dwie trzecie": 2 / 3, "połow(?:a|ę|y)": 0.5, "jedna czwarta": 0.25},
    "tr": {"üçte bir(?:i|ini)?": 1 / 3, "üçte iki(?:si|sini)?": 2 / 3, "yarısı(?:nı|nın)?": 0.5,
           "dörtte bir(?:i|ini)?": 0.25},
    "id": {"sepertiga": 1 / 3, "dua pertiga": 2 / 3, "separuh": 0.5, "setengah": 0.5, "seperempat": 0.25},
    "ar": {"ثلث": 1 / 3, "ثلثي": 2 / 3, "ثلثا": 2 / 3, "نصف": 0.5, "ربع": 0.25},
    "hi": {"एक तिहाई": 1 / 3, "दो तिहाई": 2 / 3, "एक चौथाई": 0.25, "तीन चौथाई": 0.75, "आध[ाेी]": 0.5},
    "zh": {"一半": 0.5, "半数": 0.5, "半數": 0.5},
    "ja": {"半分": 0.5, "半数": 0.5},
    "ko": {"절반": 0.5},
}  # fmt: skip

AROUND: dict[str, str] = {
    "en": r"about|around|nearly|almost|roughly|approximately|approx\.?|some|circa|ca\.?|c\.|close to|an estimated|"
    r"estimated|"
    r"more than|less than|fewer than|over|under|at least|at most|up to|as many as|as much as|as few as|no more than|"
    r"no fewer than|no less than|upwards of|just over|just under|just above|just below|above|below|in excess of|"
    r"only about|well over|perhaps|maybe|~|≈|>|<|≥|≤|exceeding|exceeded|topped|surpassed",
    "es": r"unos|unas|cerca de|casi|alrededor de|aproximadamente|más de|menos de|al menos|por lo menos|hasta|"
    r"cuando menos|en torno a|a lo sumo|sobre|apenas",
    "pt": r"cerca de|quase|aproximadamente|mais de|menos de|pelo menos|ao menos|até|uns|umas|em torno de|por volta de",
    "fr": r"environ|près de|presque|quelque|autour de|plus de|moins de|au moins|au plus|jusqu'à|jusqu’à|"
    r"approximativement",
    "de": r"etwa|rund|ungefähr|circa|ca\.?|fast|beinahe|knapp|mehr als|über|weniger als|unter|mindestens|höchstens|"
    r"bis zu|"
    r"gut|an die|nahezu|zirka|maximal",
    "it": r"circa|quasi|più di|meno di|oltre|almeno|fino a|intorno a|attorno a|approssimativamente|pressoché",
    "nl": r"ongeveer|circa|zo'n|bijna|meer dan|minder dan|ruim|minstens|ten minste|tot wel|rond de|rond|krap",
    "ru": r"около|почти|примерно|приблизительно|порядка|более(?: чем)?|больше|менее(?: чем)?|меньше|свыше|не менее|"
    r"не более|"
    r"как минимум|до|по меньшей мере",
    "uk": r"близько|майже|приблизно|понад|більше(?: ніж)?|менше(?: ніж)?|щонайменше|не менше|до|орієнтовно",
    "pl": r"około|ok\.|prawie|niemal|ponad|więcej niż|mniej niż|co najmniej|przynajmniej|blisko|do",
    "ar": r"حوالي|حوالى|نحو|قرابة|زهاء|أكثر من|أقل من|ما لا يقل عن|على الأقل|ما يقرب من|تقريبا|ما يزيد على",
    "hi": r"लगभग|करीब|क़रीब|तकरीबन|कम से कम",
    "tr": r"yaklaşık|neredeyse|en az|en fazla|civarında",
    "id": r"sekitar|hampir|lebih dari|kurang dari|setidaknya|sedikitnya|hingga|kira-kira|nyaris",
    "zh": r"约|約|大约|大約|近|将近|將近|超过|超過|至少|不到|逾|最多|多达",
    "ja": r"約|およそ|ほぼ|少なくとも|最大",
    "ko": r"약|대략|거의|최소|최대",
}
BEHIND = (
    r"\+|-odd|odd|or so|or more|or fewer|or less|ou plus|o más|o menos|ou mais|oder mehr|"
    r"से अधिक|से ज्यादा|से ज़्यादा|'?(?:den|dan|ten|"
    r"tan) fazla"
)
BEHIND_UNSPACED = "以上|以下|左右|多(?!く|个月)|余り?|餘|ほど|程度|前後|이상|이하|정도"
