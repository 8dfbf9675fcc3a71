"""Tesseract's language packs: which script each is for, and which language."""

from __future__ import annotations

from collections.abc import Collection

SCRIPTS: dict[str, tuple[str, ...]] = {
    "Latin": (
        "eng", "spa", "fra", "deu", "por", "ita", "nld", "pol", "tur", "ind", "vie", "ron", "ces", "swe", "dan", "nor",
        "fin", "hun", "slk", "slv", "hrv", "srp_latn", "bos", "sqi", "lit", "lav", "est", "cat", "glg", "eus", "isl",
        "gle", "cym", "mlt", "msa", "swa", "tgl", "fil", "jav", "aze", "uzb", "afr",
    ),
    "Cyrillic": ("rus", "ukr", "bul", "srp", "bel", "mkd", "kaz", "kir", "mon", "tgk", "uzb_cyrl"),
    "Arabic": ("ara", "fas", "urd", "pus", "uig", "kur_ara", "snd"),
    "Devanagari": ("hin", "mar", "nep", "san"),
    "Han": ("chi_sim", "chi_tra"),
    "Japanese": ("jpn",),
    "Hangul": ("kor",),
    "Thai": ("tha",),
    "Greek": ("ell",),
    "Hebrew": ("heb",),
    "Bengali": ("ben", "asm"),
    "Tamil": ("tam",),
    "Telugu": ("tel",),
    "Kannada": ("kan",),
    "Malayalam": ("mal",),
    "Gujarati": ("guj",),
    "Gurmukhi": ("pan",),
    "Oriya": ("ori",),
    "Sinhala": ("sin",),
    "Georgian": ("kat",),
    "Armenian": ("hye",),
    "Ethiopic": ("amh", "tir"),
    "Khmer": ("khm",),
    "Lao": ("lao",),
    "Myanmar": ("mya",),
    "Tibetan": ("bod",),
}  # fmt: skip
"""The packs of each script, the one to begin with first. Packs for historical print are left out."""

_OSD_NAMES = {"Korean": "Hangul", "Hiragana": "Japanese", "Katakana": "Japanese", "Fraktur": "Latin"}

_TAGS = {
    "eng": "en", "spa": "es", "fra": "fr", "deu": "de", "por": "pt", "ita": "it", "nld": "nl", "pol": "pl", "tur": "tr",
    "ind": "id", "vie": "vi", "ron": "ro", "ces": "cs", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "hun": "hu",
    "slk": "sk", "slv": "sl", "hrv": "hr", "bos": "bs", "sqi": "sq", "lit": "lt", "lav": "lv", "est": "et", "cat": "ca",
    "glg": "gl", "eus": "eu", "isl": "is", "gle": "ga", "cym": "cy", "mlt": "mt", "msa": "ms", "swa": "sw", "tgl": "tl",
    "fil": "tl", "jav": "jv", "aze": "az", "uzb": "uz", "afr": "af", "srp_latn": "sr", "rus": "ru", "ukr": "uk",
    "bul": "bg", "srp": "sr", "bel": "be", "mkd": "mk", "kaz": "kk", "kir": "ky", "mon": "mn", "tgk": "tg",
    "uzb_cyrl": "uz", "ara": "ar", "fas": "fa", "urd": "ur", "pus": "ps", "uig": "ug", "kur_ara": "ku", "snd": "sd",
    "hin": "hi", "mar": "mr", "nep": "ne", "san": "sa", "chi_sim": "zh", "chi_tra": "zh", "jpn": "ja", "kor": "ko",
    "tha": "th", "ell": "el", "heb": "he", "ben": "bn", "asm": "as", "tam": "ta", "tel": "te", "kan": "kn", "mal": "ml",
    "guj": "gu", "pan": "pa", "ori": "or", "sin": "si", "kat": "ka", "hye": "hy", "amh": "am", "tir": "ti", "khm": "km",
    "lao": "lo", "mya": "my", "bod": "bo",
}  # fmt: skip


def script_named(osd: str) -> str:
    """Return our name of a script that Tesseract's detector names; empty for one that no pack reads."""
    name = _OSD_NAMES.get(osd, osd)
    return name if name in SCRIPTS else ""


def packs_for(script: str, installed: Collection[str]) -> tuple[str, ...]:
    """Return the installed packs of a script, the one to begin with first."""
    return tuple(pack for pack in SCRIPTS.get(script, ()) if pack in installed)


def script_of(pack: str) -> str:
    """Return the script that a pack reads; empty for one that is not known."""
    return next((script for script, packs in SCRIPTS.items() if pack in packs), "")


def tag_of(pack: str) -> str:
    """Return the BCP-47 primary language of a pack; empty for one that is not known."""
    return _TAGS.get(pack, "")
