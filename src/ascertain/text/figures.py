"""Numbers with what they count, in digits and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ascertain.records import Figure, Span
from ascertain.text.cjknumbers import CJK_NUMBER, read_cjk
from ascertain.text.counted import counted_noun
from ascertain.text.dates import date_stretches
from ascertain.text.digits import digits_pattern, read_digits
from ascertain.text.numberwords import AROUND, BEHIND, BEHIND_UNSPACED, FRACTIONS, ONES, SCALES, WORDS
from ascertain.text.spacing import SPACE, spaced
from ascertain.text.stopwords import STOP_WORDS
from ascertain.text.units import unit_after, unit_before
from ascertain.text.words import MARKS
from ascertain.text.wordsets import word_set

_UNSPACED = frozenset({"zh", "ja", "ko"})
_GAP = rf"(?:{SPACE}*-{SPACE}*|{SPACE}+)"
_ORDINAL = (
    r"(?P<ordinal>(?<![\w.,])(?:\d+(?:,\d{3})*(?:st|nd|rd|th|[ºª]|\.[ºª]|er|re|ère|ème|e|ste|de|"
    r"-(?:й|я|е|го|му|м|ю|ой|ая|ое|ші|ті|ий|а)|['’](?:inci|nci|ıncı|üncü|uncu|ncü|ncı))(?!\w)"
    r"|第\s?\d+|第[一二三四五六七八九十百]+|제\s?\d+))"
)
# Behind such a character digits are part of a code, an address or a clock: COVID-19, F-16, 10:30, v1.2, #5.
# Chinese and Japanese are written without spaces, so that digits may follow any word in characters or hiragana; those
# behind a word in katakana or Hangul, a clock's hour or a figure's label are part of a name: コロナ19, 10時30分, 図3.
_IN_A_CODE = re.compile(r"(?:[^\W\d_\u3041-\u309f\u3400-\u9fff][-–]?|[時时点點図图圖表型号號]|[\d/@#_:\\&=]|\d[.,:])$")
_CODE_GOES_ON = re.compile(
    r"[_@/\\=]\w|:\d|-[^\W\d_]+\d|[.,]\d|\s?[ap]\.?m\b\.?|\s?(?:Uhr|o['’]clock)\b|h\d\d\b|時(?!間)|点(?!の)|點"
)
_RANGE = re.compile(r"\s*(?:[-–—~]|to|and|a|y|e|à|et|bis|und|до|и|и до|или|or|から|至|到|에서)\s*")
_RATIO = re.compile(r"\s(?:in(?: every)?|out of(?: every)?|of every)\s")
_TO_END = re.compile(
    r"\s(?:(?:of(?: the| all| its| their| these)?|the|de(?: los| las| la| l['’])?|des|du|d['’]|der|von|dei|delle|das|"
    r"dos|"
    r"van(?: de| het)?|из)(?:\s|(?<=['’])))?",
    re.IGNORECASE,
)
_BELOW_ZERO = re.compile(
    rf"(?<!\w)(?:minus|menos|moins|meno|min|мінус|минус|eksi|سالب|ناقص){SPACE}+$|(?:マイナス|零下|负|負|氷点下|영하\s?)$",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"an?{SPACE}", re.IGNORECASE)
_OF = re.compile(rf"{SPACE}+(?:de{SPACE}|di{SPACE}|d['’])", re.IGNORECASE)
# Scale words that make a number alone, without "a" before them.
_ALONE = word_set("mil mille cent cento tausend hundert duizend honderd a an")
_SCALE_WORD = re.compile(rf"{SPACE}*-?([^\s\d.-]+)\.?")
_SHORTENED = word_set("mio mrd mln mld mn bn tys тыс тис млн млрд трлн")
# A number behind one of these names a thing: "Article 5", "No. 10". Behind another capitalised word it does
# so unless it counts something: "Boeing 737".
_LABEL = re.compile(
    r"(?:\bN[or]s?\.|№|\bn\.º|\b(?:p|pp|Art)\.|(?<!\w)(?:section|article|chapter|page|paragraph|room|flight|resolution|"
    r"artikel|artículo|artigo|articolo|absatz|kapitel|seite|page|página|статья|статьи|статье|ст\.))\s?$",
    re.IGNORECASE,
)
# "in two" counts nothing, unless it goes on: in two of them, in two or three places.
_INTO = {"en": "in(?:to)?", "de": "in", "nl": "in", "fr": "en", "es": "en", "pt": "em", "it": "in"}
_COUNTS_ON = re.compile(r"\s*(?:[-–—/]|(?:of|or|to|von|oder|bis|van|tot|de|des|ou|à|o|a|di|dei|delle)\b|d['’])")
_MOST_PARTS = 12
_CAPITALISED = re.compile(r"(?<![^\s(])([A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]*)\s$")


_BEHIND = re.compile(rf"{SPACE}*(?:(?:{spaced(BEHIND)})(?!\w)|{BEHIND_UNSPACED})", re.IGNORECASE)


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    value: float
    unit: str = ""
    approximate: bool = False
    fraction: bool = False
    bare: bool = False
    """Whether nothing but digits or words was read: no scale."""
    points: bool = False
    """Whether it is a word like "one" that counts only as a part of "one in five"."""


def find_figures(text: str, language: str) -> list[Figure]:
    """Return the numbers of ``text`` in reading order, each with its value, its unit and what it counts.

    ``language`` (a BCP-47 tag, "" for English) decides what separators and words mean. The unit is ``%``, a
    currency code, a measure in the singular (``minute``, ``km``), ``ordinal``, or the counted noun as written
    in lower case. A range gives two figures; a fraction of a number spans both and is followed by that
    number. ``value`` of a fraction is its share (``0.3333``), of a percentage the number as written. Dates,
    years, clock times, codes and words like "one" that only point or "in two" that only divide are no figures.
    """
    tag = language.partition("-")[0].lower() or "en"
    taken = date_stretches(text, tag)
    found: list[_Found] = []
    for match in _pattern(tag).finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        figure = _read(text, match, tag)
        if figure is not None and (not found or figure.start >= found[-1].end):
            found.append(figure)
    return [_record(text, figure) for figure in _related(text, found) if not _splits(text, figure, tag)]


def _splits(text: str, found: _Found, tag: str) -> bool:
    """Tell whether a number word only says that something was divided: ``cut the town in two``, ``coupée en deux``."""
    before = _INTO.get(tag)
    if before is None or not found.bare or found.unit or found.value > _MOST_PARTS or not text[found.start].isalpha():
        return False
    goes_on = _COUNTS_ON.match(text, found.end)
    return goes_on is None and re.search(rf"(?<!\w){before}{SPACE}$", text[: found.start], re.IGNORECASE) is not None


def _record(text: str, found: _Found) -> Figure:
    return Figure(
        span=Span(start=found.start, end=found.end),
        text=text[found.start : found.end],
        value=round(found.value, 6),
        unit=found.unit,
        approximate=found.approximate,
    )


@lru_cache(maxsize=64)
def _pattern(tag: str) -> re.Pattern[str]:
    """Return the pattern of one number: an ordinal, a fraction, digits with a scale, or words."""
    scales = _words_of(SCALES[""] | SCALES.get(tag, {}))
    digits = digits_pattern(tag)
    parts = [_ORDINAL if tag not in {"de"} else _ORDINAL + r"|(?P<dotted>(?<![\w.,])\d{1,3}\.(?=\s[A-ZÄÖÜ][a-zäöü]))"]
    fractions = FRACTIONS.get(tag, {})
    edge, end = (rf"(?<![\w{MARKS}])", rf"(?![\w{MARKS}])") if tag not in _UNSPACED else ("", "")
    named = [f"(?P<f{i}>{spaced(p)})" for i, p in enumerate(fractions)]
    if named:
        parts.append(rf"{edge}(?:{'|'.join(named)}){end}")
    parts.append(CJK_NUMBER)
    parts.append(r"(?P<vulgar>\d*[½¼¾⅓⅔⅕⅛])")
    parts.append(rf"(?P<digits>{digits})(?P<scale>(?:{SPACE}*-?(?:{scales})(?![\w{MARKS}])\.?(?!\w))*)")
    words = WORDS.get(tag, {})
    singular = "|".join(
        re.escape(w) for w, v in sorted(SCALES.get(tag, {}).items(), key=lambda p: -len(p[0])) if v >= 12
    )
    if words:
        one = _words_of(words)
        joined = rf"(?:{_GAP}(?:and{SPACE}+|y{SPACE}+|e{SPACE}+|et{SPACE}+)?(?:{one}|{singular})(?!\w))*"
        parts.append(
            rf"(?P<words>(?<![\w-])(?:(?:an?{SPACE}+)(?={singular})|(?={singular}|{one}))(?:{one}|{singular})(?!\w){joined})"
        )
    return re.compile("|".join(parts), re.IGNORECASE)


def _words_of(table: dict[str, float]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))


def _read(text: str, match: re.Match[str], tag: str) -> _Found | None:
    start, end = match.span()
    kind = match.lastgroup or ""
    if match.group("ordinal"):
        return _ordinal(match, tag)
    if kind == "dotted":
        return _Found(start, end, float(match.group()[:-1]), "ordinal")
    if re.fullmatch(r"f\d+", kind):
        value = list(FRACTIONS[tag].values())[int(kind[1:])]
        return _completed(text, _Found(start, end, value, fraction=value < 1), tag)
    if match.group("vulgar"):
        return _vulgar(text, match, tag)
    if match.group("cjk"):
        return _in_characters(text, match, tag)
    if match.group("digits"):
        return _in_digits(text, match, tag)
    return _in_words(text, match, tag)


def _ordinal(match: re.Match[str], tag: str) -> _Found | None:
    digits = re.search(r"\d[\d,]*", match.group())
    value = float(digits.group().replace(",", "")) if digits else read_cjk(match.group()[1:])
    if value is None:
        return None
    suffix = match.group()[digits.end() - match.start() + match.start() :] if digits else ""
    if suffix in {"e", "er", "re", "de", "ste"} and tag not in {"fr", "nl", "ca", "en"}:
        return None
    return _Found(match.start(), match.end(), value, "ordinal")


def _in_characters(text: str, match: re.Match[str], tag: str) -> _Found | None:
    value = read_cjk(match.group())
    if value is None:
        return None
    figure = _Found(match.start(), match.end(), value)
    if match.group().startswith("百分之"):
        return replace(figure, unit="%")
    return _completed(text, replace(figure, fraction=value < 1), tag)


def _vulgar(text: str, match: re.Match[str], tag: str) -> _Found:
    shares = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
    written = match.group()
    value = float(written[:-1] or 0) + shares[written[-1]]
    return _completed(text, _Found(match.start(), match.end(), value, fraction=value < 1), tag)


def _in_digits(text: str, match: re.Match[str], tag: str) -> _Found | None:
    start, end = match.span()
    written = match.group("digits")
    money = unit_before(text, start)
    if money is None and _IN_A_CODE.search(text[max(0, start - 2) : start]):
        return None
    value = read_digits(written, tag)
    if value is None:
        return None
    scale, used = _scale(text, match.end("digits"), match.group("scale") or "", tag, money is not None)
    end = match.end("digits") + used
    if money is None and scale == 1 and _CODE_GOES_ON.match(text, end):
        return None
    figure = _Found(start, end, value * scale, bare=scale == 1)
    figure = _signed(text, figure)
    done = _completed(text, figure, tag, money)
    if money is None and _names_a_thing(text, done, tag):
        return None
    unitless = not done.unit or done.unit.islower()
    if unitless and done.end == end and scale == 1 and text[end : end + 1].isalpha() and tag not in _UNSPACED:
        return None  # 5G, 4K, 3D
    return done


def _names_a_thing(text: str, figure: _Found, tag: str) -> bool:
    if not figure.bare or figure.value >= 10_000:
        return False
    before = text[max(0, figure.start - 24) : figure.start]
    if _LABEL.search(before):
        return True
    word = _CAPITALISED.search(before)
    if figure.unit or figure.approximate or word is None or tag == "de":
        return False
    return word.group(1).lower() not in STOP_WORDS.get(tag, ())


def _signed(text: str, figure: _Found) -> _Found:
    before = text[max(0, figure.start - 2) : figure.start]
    if before.endswith(("-", "−")) and (len(before) == 1 or before[0].isspace()):
        return replace(figure, start=figure.start - 1, value=-figure.value)
    word = _BELOW_ZERO.search(text[max(0, figure.start - 12) : figure.start])
    if word is not None and not text[: figure.start - len(word.group())].rstrip()[-1:].isdecimal():
        return replace(figure, start=figure.start - len(word.group()), value=-figure.value)
    return figure


def _scale(text: str, at: int, written: str, tag: str, money: bool) -> tuple[float, int]:
    """Return the factor of the scale words behind digits, and how many characters they take."""
    if not written:
        return 1.0, 0
    table = SCALES[""] | SCALES.get(tag, {})
    factor, used = 1.0, 0
    for word in _SCALE_WORD.finditer(written):
        name = word.group(1)
        # 5 m are metres; $5m, 5M and 5 M€ are millions.
        behind = text[at + word.end() : at + word.end() + 1]
        if name.lower() == "m" and not (money or (name == "M" and (word.start(1) == 0 or behind in "€$£"))):
            break
        factor *= table[name.lower()]
        used = word.end() - word.group().endswith(".")
        if word.group().endswith(".") and name.lower() in _SHORTENED and text[at + word.end() :].strip():
            used = word.end()  # "12 тыс. солдат": the full stop belongs to the abbreviation
    return factor, used


def _in_words(text: str, match: re.Match[str], tag: str) -> _Found | None:
    tokens = [t for t in re.split(rf"{_GAP}", match.group().lower()) if t not in {"and", "y", "e", "et"}]
    words, scales = WORDS[tag], SCALES.get(tag, {})
    joined = match.group().lower()
    value = words.get(joined)
    if value is None:
        value = _summed(tokens, words, scales)
    if value is None or (all(token in scales for token in tokens) and tokens[0] not in _ALONE):
        return None
    figure = _completed(text, _signed(text, _Found(match.start(), match.end(), value, bare=value < 100)), tag)
    if joined in ONES and not (figure.unit and counted_noun(text, match.end(), tag, 1.0)[0] != figure.unit):
        return replace(figure, start=match.start(), end=match.end(), unit="", points=True)
    return figure if joined != "zero" or figure.unit else None


def _summed(tokens: list[str], words: dict[str, float], scales: dict[str, float]) -> float | None:
    total = current = 0.0
    last = 0.0
    for token in tokens:
        if token in {"a", "an"}:
            continue
        if token in words:
            current += words[token]
            last = 0.0
        elif token in scales:
            factor = scales[token]
            if factor < 1000:
                current = (current or 1) * factor
            elif not current and last:
                total *= factor
            else:
                total, current = total + (current or 1) * factor, 0.0
            last = factor
        else:
            return None
    return total + current


def _completed(text: str, figure: _Found, tag: str, money: tuple[str, int] | None = None) -> _Found:
    """Add the unit and the approximating words around a number."""
    money = money or (unit_before(text, figure.start) if not figure.fraction else None)
    unit, start, end = "", figure.start, figure.end
    behind = _BEHIND.match(text, end)
    if behind and (tag in _UNSPACED or not behind.group().strip().isalpha() or " " in behind.group().strip()):
        figure, end = replace(figure, approximate=True), behind.end()
    if money is not None:
        unit, start = money
        after = unit_after(text, end, tag)
        if after and after[0] in {unit, "%"}:
            end = after[1]
    else:
        behind_of = _behind_of(text, end, figure.fraction)
        after = unit_after(text, behind_of, tag) or unit_after(text, end, tag)
        unit, stop = after or counted_noun(text, behind_of if figure.fraction else end, tag, figure.value)
        end = stop if unit else end
    return replace(figure, start=start, end=end, unit=unit, approximate=figure.approximate or _around(text, start, tag))


def _behind_of(text: str, at: int, fraction: bool) -> int:
    """Skip the "of" between a scale or a share and what it counts: ``3 millones de euros``."""
    match = (_TO_END if fraction else _OF).match(text, at)
    if match is None:
        return at
    return match.end() - match.group()[-1:].isspace()


@lru_cache(maxsize=64)
def _around_pattern(tag: str) -> re.Pattern[str] | None:
    if tag not in AROUND:
        return None
    edge = "" if tag in _UNSPACED else r"(?<!\w)"
    return re.compile(
        rf"{edge}(?:{spaced(AROUND[tag])}){SPACE}*(?:(?:the|a|an|los|las|les|die|den|the first){SPACE})?$",
        re.IGNORECASE,
    )


def _around(text: str, start: int, tag: str) -> bool:
    pattern = _around_pattern(tag)
    if pattern is None:
        return False
    return pattern.search(text[max(0, start - 30) : start]) is not None


def _related(text: str, found: list[_Found]) -> list[_Found]:
    """Give a range its unit, a share what it is a share of, and read "one in five"."""
    done: list[_Found] = []
    skip = False
    for index, one in enumerate(found):
        if skip:
            skip = False
            continue
        other = found[index + 1] if index + 1 < len(found) else None
        if other is None or other.start < one.end:
            done.append(one)
            continue
        between = text[one.end : other.start]
        if one.fraction and other.value >= 1000 and between.strip() == "of" and _WHOLE.match(text, other.start):
            # a quarter of a million
            done.append(replace(other, start=one.start, value=one.value * other.value, approximate=one.approximate))
            skip = True
        elif one.fraction and _TO_END.fullmatch(between):
            done.append(replace(one, end=other.end, unit=one.unit or other.unit))
        elif one.bare and not one.unit and other.bare and _RATIO.fullmatch(between) and 0 < one.value < other.value:
            done.append(
                replace(one, end=other.end, value=one.value / other.value, unit=other.unit, fraction=True, points=False)
            )
            skip = True
        elif one.bare and not one.unit and _RANGE.fullmatch(between) and other.unit not in {"", "ordinal"}:
            done.append(_like(one, other))
        elif one.bare and one.unit.isupper() and not other.unit and _RANGE.fullmatch(between):  # $1.5-2 billion
            found[index + 1] = replace(other, unit=one.unit)
            done.append(_like(one, found[index + 1]))
        else:
            done.append(one)
    return [one for one in done if not one.points]


def _like(one: _Found, other: _Found) -> _Found:
    """Return the first number of a range with the scale and unit of the second: ``10 to 15 million people``."""
    factor = 1.0
    if not other.bare:
        for scale in (1e12, 1e9, 1e6, 1e3):
            if other.value >= scale and one.value * scale < other.value * 1.5:
                factor = scale
                break
    return replace(one, value=one.value * factor, unit=other.unit)
