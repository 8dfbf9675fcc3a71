"""Cleaning: text that looks the same is the same, and hides nothing."""

from __future__ import annotations

import re
import unicodedata

# Joiners are spelling in Persian and the Indic scripts (U+0600 to U+109F); anywhere else they only hide.
_STRAY_JOINER = re.compile("(?<![\u0600-\u109f])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u109f])")
_LINE_END = re.compile("\r\n?|[\u000b\u000c\u0085\u2028]")
# C0 and C1 controls, soft hyphen, zero-width and direction marks, tag characters, half surrogates.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return ``text`` in NFC without characters that are not seen, and with single spaces.

    Control, zero-width and direction-override characters go (joiners stay inside Persian and Indic words);
    runs of white space within a line become one space, several blank lines one; ends are trimmed.
    Cleaning twice changes nothing more.
    """
    text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n")
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", text))
    while (fewer := _STRAY_JOINER.sub("", text)) != text:
        text = fewer
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return _MANY_BREAKS.sub("\n\n", _AROUND_BREAK.sub("\n", text)).strip()
