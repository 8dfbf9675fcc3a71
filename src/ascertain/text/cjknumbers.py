"""Numbers in Chinese, Japanese and Korean: 万 and 億 behind digits, and Chinese numerals."""

from __future__ import annotations

import re

_DIGITS = dict(zip("〇零一二两兩三四五六七八九", map(float, "0012223456789"), strict=True))
_SMALL = {"十": 10.0, "百": 100.0, "千": 1e3, "천": 1e3, "백": 100.0}
_BIG = {"万": 1e4, "萬": 1e4, "만": 1e4, "亿": 1e8, "億": 1e8, "억": 1e8, "兆": 1e12, "조": 1e12}
_NUMERAL = "〇零一二两兩三四五六七八九十百千"

_UNIT = "万萬만亿億억兆조千百천백"
CJK_NUMBER = (
    r"(?P<cjk>\d[\d,.]{0,12}\s?分[之の]\s?\d{1,9}|\d{1,9}\s?분의\s?\d{1,9}"
    rf"|[{_NUMERAL}]{{1,12}}分之[{_NUMERAL}]{{1,12}}"
    rf"|\d[\d,.]{{0,15}}\s?(?:[十百千천백]?[万萬만亿億억兆조]|[千百천백])"
    rf"(?:\d[\d,]{{0,12}}[{_UNIT}]{{0,2}}|\s\d[\d,]{{0,12}}[{_UNIT}]{{1,2}})*"
    rf"|(?:[一二两兩三四五六七八九](?=[十百千万萬亿億])|十(?=[一二三四五六七八九万萬亿億]))[{_NUMERAL}万萬亿億兆]{{1,20}}"
    rf"|(?<![{_NUMERAL}第几幾数數每毎])[二两兩三四五六七八九十](?=[人名])(?!人(?:组|組|行|称|稱|兄|姐|世|三脚)))"
)
"""A number only these scripts write; plain digits are left to the general pattern."""


def read_cjk(written: str) -> float | None:
    """Return the number ``written`` stands for (``3億5000万``, ``十二万``, ``三分之一``), or ``None``."""
    parts = re.split("分之|分の|분의", written.replace(" ", ""))
    if len(parts) == 2:
        whole, share = (read_cjk(part) for part in parts)
        if parts[0] in {"百", "千", "万"}:
            return share
        return share / whole if whole and share is not None else None
    total = section = number = 0.0
    for piece in re.findall(r"\d[\d,.]*|.", written.replace(" ", "")):
        if piece[0].isdecimal():
            try:
                number = float(piece.replace(",", ""))
            except ValueError:
                return None
        elif piece in _DIGITS:
            number = number * 10 + _DIGITS[piece] if number and piece in "〇零" else _DIGITS[piece]
        elif piece in _SMALL:
            section += (number or 1.0) * _SMALL[piece]
            number = 0.0
        elif piece in _BIG:
            total += ((section + number) or 1.0) * _BIG[piece]
            section = number = 0.0
        else:
            return None
    return total + section + number
