"""Sentences that pronounce on the claim itself, or that speak of themselves and their instructions; word lists, pure.

A verdict is what the weighing of all passages came to. A language model may explain it, never give another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from ascertain.text.disputing import disputing_words
from ascertain.text.polarity import negations

_CLAIM: Final[Mapping[str, str]] = {
    "en": r"claim(?:s|ed|ing)?|statements?|assertions?|allegations?|rumou?rs?|verdict|it is (?:true|false)",
    "de": r"behauptung\w*|behauptet\w*|aussagen?|gerüchte?|urteil|verdikt",
    "fr": r"affirmations?|allégations?|déclarations?|rumeurs?|prétend\w*|verdict",
    "es": r"afirmaci\w+|declaraci\w+|bulos?|rumor\w*|alegaci\w+|veredicto",
    "pt": r"afirmaç\w+|alegaç\w+|declaraç\w+|boatos?|rumor\w*|veredito|veredicto",
    "it": r"affermazion\w+|dichiarazion\w+|notizi[ae]|verdetto",
    "nl": r"bewering\w*|stelling\w*|uitspra\w+|gerucht\w*|oordeel",
    "pl": r"twierdzeni\w+|stwierdzeni\w+|plotk\w+|werdykt\w*",
    "ru": r"утвержден\w+|заявлен\w+|слух\w*|вердикт\w*",
    "uk": r"твердженн\w+|заяв[аи]|чутк\w*|вердикт\w*",
    "tr": r"iddia\w*|söylenti\w*|hüküm",
    "id": r"klaim\w*|pernyataan|putusan",
    "ar": r"\w*ادعاء\w*|\w*مزاعم|\w*الحكم",
    "hi": r"दाव\w*|फ़?ैसला",
    "zh": r"说法|說法|声称|聲稱|主张|主張|结论|結論",
    "ja": r"主張|言説|判定",
}
"""Words for the claim, and for the verdict on it."""

_TRUE: Final[Mapping[str, str]] = {
    "en": r"true|correct|accurate|supported|confirmed|confirms?|proven?|proves|verified|factual|support(?:s|ing)?",
    "de": r"wahr|richtig|korrekt|zutreffend|bestätigt\w*|belegt|bewiesen|stimmt|gestützt|stützen",
    "fr": r"vraie?s?|exacte?s?|correcte?s?|confirmée?s?|confirment?|avérée?s?|prouvée?s?|appuyée?s?|appuient",
    "es": r"verdader[oa]s?|ciert[oa]s?|correct[oa]s?|confirmad[oa]s?|confirman?|probad[oa]s?|apoyan?|apoyad[oa]s?",
    "pt": r"verdadeir[oa]s?|corret[oa]s?|confirmad[oa]s?|confirmam?|comprovad[oa]s?|apoiam?|apoiad[oa]s?",
    "it": r"ver[oaie]|corrett[oaie]|esatt[oaie]|confermat[oaie]|conferma(?:no)?|provat[oaie]|sostenut[oaie]",
    "nl": r"waar|juist|correct|bevestigd?|bewezen|klopt",
    "pl": r"prawdziw\w+|prawdą|prawda|potwierdz\w+|udowodnion\w+|słuszn\w+",
    "ru": r"верн\w+|правд\w+|подтвержд\w+|доказан\w*|истинн\w+|достоверн\w+",
    "uk": r"правд\w+|вірн\w+|підтвердж\w+|доведен\w*|істинн\w+",
    "tr": r"doğru\w*|kanıtlan\w+|doğrulan\w+",
    "id": r"benar|terbukti|terkonfirmasi|didukung",
    "ar": r"صحيح\w*|مؤكد\w*|حقيقي\w*",
    "hi": r"सच|सही|सत्य|पुष्ट\w*",
    "zh": r"属实|屬實|正确|正確|真实|真實|为真|為真|证实|證實",
    "ja": r"正しい|真実|事実である|裏付けられ",
}

_FALSE: Final[Mapping[str, str]] = {
    "en": r"false|incorrect|inaccurate|wrong|untrue|refute[sd]?|debunked|fake|misleading|contradict(?:s|ed)?|disproven",
    "de": r"falsch\w*|unwahr\w*|widerlegt|irreführend\w*|unzutreffend|widerspr\w+",
    "fr": r"fau(?:x|sses?)|inexacte?s?|incorrecte?s?|réfutée?s?|démentie?s?|trompeu\w+|contredi\w+",
    "es": r"fals[oa]s?|incorrect[oa]s?|refutad[oa]s?|desmentid[oa]s?|engaños[oa]s?|contradic\w+",
    "pt": r"fals[oa]s?|incorret[oa]s?|refutad[oa]s?|desmentid[oa]s?|enganos[oa]s?|contradiz\w*",
    "it": r"fals[oaie]|inesatt[oaie]|errat[oaie]|smentit[oaie]|confutat[oaie]|fuorviant\w+|contraddi\w+",
    "nl": r"onwaar|onjuist|vals\w*|weerlegd|misleidend\w*",
    "pl": r"fałsz\w*|nieprawd\w*|obalon\w+|myląc\w+",
    "ru": r"ложн\w+|неверн\w+|неправд\w*|опроверг\w+|опровергн\w+|недостоверн\w+|фейк\w*",
    "uk": r"хибн\w+|неправд\w*|спростован\w+|недостовірн\w+|фейк\w*",
    "tr": r"yanlış\w*|asılsız|çürütül\w+|sahte",
    "id": r"salah|palsu|keliru|terbantahkan|hoaks",
    "ar": r"كاذب\w*|خاطئ\w*|زائف\w*|مضلل\w*",
    "hi": r"झूठ\w*|ग़?लत|फ़?र्जी|भ्रामक",
    "zh": r"不实|不實|错误|錯誤|虚假|虛假|为假|為假|谣言|謠言",
    "ja": r"誤り|虚偽|間違い|偽",
}

_SELF: Final = re.compile(
    r"\b(?:as an? (?:ai|assistant|(?:large )?language model)|system prompt|(?:my|your|these|previous|the) (?:system )?"
    r"instructions?|i(?:’|')?(?: a)?m (?:now |an? )?(?:ai|assistant|dan|developer mode|unrestricted|jailbroken)|"
    r"i (?:cannot|can't|can’t|am unable to|am sorry|will now)|api[ _-]?key|secret key|developer mode|jailbreak|"
    r"als ki|systemprompt|systemanweisung\w*|meine anweisungen|en tant qu['’]ia|invite système|mes instructions|"
    r"como (?:una? )?(?:ia|modelo de lenguaje|modelo de linguagem)|mis instrucciones|minhas instruções|"
    r"prompt (?:del|do) sistema|come (?:ia|modello linguistico)|le mie istruzioni|как (?:ии|языковая модель)|"
    r"системн\w+ (?:промпт|подсказк|инструкци)\w*|мои инструкции)\b|系统提示|系統提示|システムプロンプト|"
    r"تعليمات النظام|सिस्टम प्रॉम्प्ट",
    re.IGNORECASE,
)
_JOINED: Final = frozenset({"zh", "ja"})


def speaks_of_claim(sentence: str, language: str) -> bool:
    """Tell whether a sentence names the claim as such: “the claim says …”."""
    pattern = _pattern("claim", _tag(language))
    return bool(pattern and pattern.search(sentence))


def pronounced(sentence: str, language: str) -> int:
    """Return 1 where a sentence calls the claim true, -1 where it calls it false, 0 where it does neither."""
    tag = _tag(language)
    if not speaks_of_claim(sentence, tag):
        return 0
    false, true = _pattern("false", tag), _pattern("true", tag)
    if false and false.search(sentence):
        return 1 if len(negations(sentence, tag)) % 2 else -1
    if true and true.search(sentence):
        return -1 if len(negations(sentence, tag)) % 2 else 1
    return 0


def polarity(text: str, language: str) -> int:
    """Return 0 where a text states something, 1 where it negates it or calls it false."""
    tag = _tag(language)
    false = _pattern("false", tag)
    calls_false = bool(disputing_words(text, tag)) or bool(false and false.search(text))
    return (len(negations(text, tag)) + calls_false) % 2


def speaks_of_itself(sentence: str) -> bool:
    """Tell whether a sentence speaks of who writes it or what that was told, in the languages most attacks are in."""
    return _SELF.search(sentence) is not None


def _tag(language: str) -> str:
    return language.partition("-")[0].lower() or "en"


@cache
def _pattern(kind: str, tag: str) -> re.Pattern[str] | None:
    words = {"claim": _CLAIM, "true": _TRUE, "false": _FALSE}[kind].get(tag)
    if not words:
        return None
    return re.compile(words if tag in _JOINED else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
