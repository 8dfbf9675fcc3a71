"""The noun a number counts: ``troops`` in ``12,000 North Korean troops``."""

from __future__ import annotations

import re

from ascertain.text.spacing import SPACE
from ascertain.text.words import MARKS
from ascertain.text.wordsets import word_set

_WORD = re.compile(rf"(?:{SPACE}+|(?<=\w)-)((?:[A-Z]\.){{2,}}|[^\W\d_](?:[^\W\d_]|[{MARKS}])*(?:['’-][^\W\d_]+)*)")
_MOST = 4
_STOP = {
    "en": "a an the and or but nor of in on at to from by with for as than into over under since after before during "
    "between against about around per who which that when where while if because is are was were be been being has "
    "have had do does did will would can could may might must shall should not no it he she they we you i his her "
    "their its our your this these those there here were killed wounded dead injured more less other others only also "
    "still already now then ago later earlier each both every million billion percent times said says say out up down "
    "off through across near within without so yet very just died voted live lived came went left got made took "
    "initially currently nationwide",
    "es": "y o u de del en a al por con para sin que se la el los las un una es son fue fueron han ha más menos como "
    "desde hasta entre sobre según cuando donde no ya este esta",
    "pt": "e ou de do da dos das em no na nos nas a ao por com para sem que se o os as um uma é são foi foram mais "
    "menos como desde até entre sobre quando não já",
    "fr": "et ou de du des en au aux à par avec pour sans que qui se le la les un une est sont ont a été plus moins "
    "comme depuis entre sur dans selon quand ne pas",
    "de": "und oder von vom in im am an auf aus bei mit nach zu zum zur für ohne der die das den dem des ein eine ist "
    "sind war waren hat haben wurden wird werden mehr weniger als wie seit bis zwischen über unter pro nicht",
    "it": "e o di del della dei delle in nel nella a al alla per con senza che si il lo la i gli le un una è sono era "
    "hanno ha più meno come da dal tra fra su non",
    "nl": "en of van in op aan uit bij met naar te voor zonder de het een is zijn was waren heeft hebben werd werden "
    "meer minder dan als sinds tot tussen over onder per niet die dat",
    "ru": "и или в во на с со к по о об из от до за для без при что как не это был была было были есть более менее "
    "лет году года год раз из-за",
    "uk": "і й та або в у на з із до від за для без при що як не це був була було були більше менше",
    "pl": "i lub w we na z ze do od po o u za dla bez przy że jak nie to był była było były jest są się więcej mniej",
    "tr": "ve veya ile için bir bu şu da de daha fazla az en oldu var kadar ise gibi sonra önce",
    "id": "dan atau di ke dari pada untuk dengan yang ini itu adalah telah sudah akan oleh lebih kurang dalam",
    "ar": "و في من على إلى عن مع أن هذا هذه التي الذي كان كانت قد بعد قبل بين أو",
    "hi": "और या का की के को में से पर ने है हैं था थी थे भी तक",
    "sv": "och eller av i på till från med för utan en ett är var har hade som att inte mer mindre än",
}  # fmt: skip
_STOPS = {tag: frozenset(words.split()) for tag, words in _STOP.items()}
_ADJECTIVE = {
    "ru": re.compile(r"(?:ых|их|ые|ие|ого|его|ой|ый|ий|ая|ое|ным|ными)$"),
    "uk": re.compile(r"(?:их|іх|ні|ого|ої|ий|ій|ими)$"),
    "pl": re.compile(r"(?:ych|ich|ego|ymi|imi)$"),
    "nl": re.compile(r"(?:se|ke|ge|de|te|ve|re)$"),
    "es": re.compile(r"^(?:grandes?|nuev[oa]s|primer[oa]s|últim[oa]s|principales|diferentes|divers[oa]s)$"),
    "pt": re.compile(r"^(?:grandes?|nov[oa]s|primeir[oa]s|últim[oa]s|principais|divers[oa]s)$"),
    "fr": re.compile(r"^(?:grand(?:e?s)?|nouve(?:aux|lles)|premi(?:ers|ères)|derni(?:ers|ères)|autres|petit(?:e?s)?)$"),
    "it": re.compile(r"^(?:grandi|nuov[ie]|prim[ie]|ultim[ie]|altr[ie])$"),
}
_PLURALS = word_set(
    """people men women children police troops personnel staff cattle aircraft sheep fish infantry teeth feet
    mice media data crew folk youth livestock militia lives wives policemen policewomen firefighters"""
)
_NO_PLURALS = re.compile(r"(?:ss|us|is|ous|'s|’s)$")
_OF = re.compile(rf"{SPACE}+(?:de|des|di|von|of)(?={SPACE})|{SPACE}+d['’](?=\w)", re.I)


def counted_noun(text: str, at: int, tag: str, value: float) -> tuple[str, int]:
    """Return the noun counted by a number that ends at ``at``, in lower case, and where it ends.

    Without a clear noun the answer is ``("", at)``. English takes the first plural within four words;
    German the first capitalised word; the Slavic languages the first word that is no adjective; others the
    next word.
    """
    stops = _STOPS.get(tag)
    if stops is None:
        return "", at
    scaled = value >= 1e6 and tag in {"es", "pt", "fr", "it"}
    of = _OF.match(text, at) if scaled else None
    position = of.end() if of else at
    words: list[tuple[str, int]] = []
    while len(words) < _MOST:
        match = _WORD.match(text, position)
        if match is None or match.group(1).lower() in stops:
            break
        words.append((match.group(1), match.end()))
        position = match.end()
    return _head(words, tag, text[at : at + 1] == "-") or ("", at)


def _head(words: list[tuple[str, int]], tag: str, hyphen: bool) -> tuple[str, int] | None:
    if not words:
        return None
    if tag == "en":
        return _english(words, hyphen)
    if tag == "de":
        capital = next(((w, end) for w, end in words if w[0].isupper()), None)
        return (capital[0].lower(), capital[1]) if capital else None
    adjective = _ADJECTIVE.get(tag)
    for word, end in words:
        if adjective is None or not adjective.search(word.lower()):
            return word.lower(), end
    return None


def _english(words: list[tuple[str, int]], hyphen: bool) -> tuple[str, int] | None:
    if hyphen:  # a 12-member panel
        first, _, _ = words[0][0].partition("-")
        return first.lower(), words[0][1] - len(words[0][0]) + len(first)
    for word, end in words:
        low = word.lower()
        if low in _PLURALS or (low.endswith("s") and len(low) > 3 and not _NO_PLURALS.search(low)):
            return low, end
    return None
