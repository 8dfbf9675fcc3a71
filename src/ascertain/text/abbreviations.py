"""Names and their abbreviations: UN and United Nations, in one language and across languages."""

from __future__ import annotations

from typing import Final

from ascertain.text.wordsets import word_set

_BODIES: Final = tuple(
    frozenset(name.strip() for name in names.split("|"))
    for names in (
        "un|uno|onu|oon|vn|bm|united nations|united nations organization|naciones unidas|nations unies|nacoes unidas|"
        "nazioni unite|vereinte nationen|vereinten nationen|verenigde naties|organizatsiya ob edinennykh natsiy|"
        "organizaciya obedinennyh naciy|birlesmis milletler",
        "eu|ue|es|european union|union europea|union europeenne|uniao europeia|unione europea|europaische union|"
        "europaischen union|europese unie|unia europejska|evropeyskiy soyuz|evrosoyuz|avrupa birligi",
        "who|oms|voz|dso|world health organization|world health organisation|organizacion mundial de la salud|"
        "organisation mondiale de la sante|organizacao mundial da saude|organizzazione mondiale della sanita|"
        "weltgesundheitsorganisation|vsemirnaya organizatsiya zdravookhraneniya",
        "nato|otan|north atlantic treaty organization",
        "imf|fmi|iwf|mvf|international monetary fund|fondo monetario internacional|fonds monetaire international|"
        "internationaler wahrungsfonds|internationale wahrungsfonds|fondo monetario internazionale",
        "icc|cpi|istgh|international criminal court|corte penal internacional|cour penale internationale|"
        "internationaler strafgerichtshof",
    )
)
"""International bodies by the keys of their names (:func:`ascertain.text.find_entities`); those of one line are one."""

_SMALL: Final = word_set(
    "of the and for in on de del la las los el y des du et les da do dos e di della der die und van"
)
_LONGEST = 6


def abbreviates(one: str, other: str) -> bool:
    """Tell whether two keys name one body: both known names of it, or one made of the other's first letters."""
    if any(one in names and other in names for names in _BODIES):
        return True
    short, long = sorted((one, other), key=len)
    words = long.split()
    if " " in short or not 2 <= len(short) <= _LONGEST or len(words) < 2:
        return False
    return short in {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)}
