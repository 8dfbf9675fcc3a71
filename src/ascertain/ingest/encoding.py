"""Turning a page's bytes into text, also when the page is wrong about its own encoding."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{2,40})""", re.I)

# Names that pages use for a set although they mean its superset (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_CANDIDATES = [
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp874",
    "koi8_r",
    "koi8_u",
    "iso8859_2",
    "iso8859_5",
    "iso8859_7",
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
]
_TAG = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]{0,2000}>", re.I | re.S)
_SAMPLE = 60_000


def decode(body: bytes, charset: str = "") -> str:
    """Return the text of ``body``, with ``charset`` as the server's word for its encoding (may be empty).

    In this order: a byte order mark; UTF-8 when the bytes are valid UTF-8, which other encodings never are by
    chance; the server's and then the page's declaration, when the bytes agree with it; otherwise the encoding
    that charset-normalizer finds in a sample. Bytes that fit nowhere become U+FFFD. Line ends become ``\\n``.
    """
    return _decoded(body, charset).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(body: bytes, charset: str) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = [name for name in map(_codec, (charset, *_declarations(body))) if name]
    for name in declared:
        if name in _WIDE or name.startswith("iso2022"):
            text = body.decode(name, "replace")
            if _share(text, "�") < 0.01 and _share(text, "\0") == 0:
                return text
    if wide := _wide_without_mark(body):
        return body.decode(wide, "replace")
    text = body.decode("utf-8", "replace")
    wrong = text.count("�") - body.count("�".encode())
    if wrong <= 0:
        return text
    # A cut-off or patched UTF-8 page has a few bad bytes among many good ones.
    foreign = sum(1 for char in text if ord(char) > 127)
    if wrong < 0.1 * foreign and "utf-8" in declared:
        return text
    for name in declared:
        if name == "utf-8" or name in _WIDE:
            continue
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            text = body.decode(name, "replace")
            if _share(text, "�") > 0.001:
                continue
        if not _looks_garbled(text):
            return text
    return body.decode(_guessed(body), "replace")


def _declarations(body: bytes) -> list[str]:
    head = body[:8192]
    found = [pattern.search(head) for pattern in (_XML, _META)]
    return [match.group(1).decode("ascii") for match in found if match]


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name.strip()).name
        "".encode(known)
    except (LookupError, ValueError, TypeError):  # unknown, unprintable, or a codec that is no text encoding
        return ""
    return _MEANT.get(known, known)


def _share(text: str, char: str) -> float:
    return text.count(char) / max(1, len(text))


def _wide_without_mark(body: bytes) -> str:
    """Return the UTF-16 form of text in mostly one-byte letters, told by where its zero bytes stand."""
    head = body[:2000]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0) / (len(head) / 2), head[1::2].count(0) / (len(head) / 2)
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return ""


def _looks_garbled(text: str) -> bool:
    """Return whether most letters are accented Latin: another alphabet read as Latin."""
    sample = re.sub(r"<[^>]{0,2000}>", " ", text)[:200_000]
    letters = [char for char in sample if char.isalpha()]
    accented = sum(1 for char in letters if "\x80" <= char <= "\xff")
    return accented > 0.4 * len(letters)


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes

    # Markup is ASCII whatever the encoding and only dilutes the sample.
    words = _TAG.sub(b" ", body[: 20 * _SAMPLE])
    foreign = re.search(rb"[\x80-\xff]", words)
    start = max(0, (foreign.start() if foreign else 0) - 200)
    best = from_bytes(words[start : start + _SAMPLE], cp_isolation=_CANDIDATES).best()
    return best.encoding if best is not None else "cp1252"
