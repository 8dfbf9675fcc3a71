"""One spelling for words that readers take for the same."""

from __future__ import annotations

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic, and the optional vowel signs and stretching of Arabic. The signs of
# Devanagari, Thai and others are letters of their words and stay.
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0652\u0670]+")


def fold(text: str) -> str:
    """Return the text in lower case without accents, wide forms and ligatures: ``ёлка`` and ``елка`` are one word.

    Lance's own ASCII folding knows Latin letters only.
    """
    # Halves of characters that lost their other half cannot be handed to LanceDB.
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    plain = unicodedata.normalize("NFKD", whole.lower())
    return unicodedata.normalize("NFC", _MARKS.sub("", plain))
