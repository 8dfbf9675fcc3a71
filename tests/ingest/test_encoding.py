from __future__ import annotations

import codecs

import pytest

from ascertain.ingest.encoding import decode

RUSSIAN = (
    "Министерство опубликовало запись, на которой мост стоит, хотя вода поднялась на два метра. "
    "Инженеры говорят, что эти кадры сняты четыре года назад, ещё до ремонта перил."
)
GERMAN = "Das Ministerium veröffentlichte die Aufnahme am Montag. Über die Brücke führen drei Straßen."


def page(words: str, charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{words}</p></body></html>'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "windows-1252") == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zeros(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("windows-1251", RUSSIAN), ("koi8-r", RUSSIAN), ("iso-8859-1", GERMAN), ("shift_jis", "橋は月曜日に閉鎖された。")],
)
def test_declarations_are_followed(encoding: str, words: str) -> None:
    assert decode(words.encode(encoding), encoding) == words
    assert words in decode(page(words, encoding).encode(encoding))


def test_the_servers_word_counts_more_than_the_pages() -> None:
    assert RUSSIAN in decode(page(RUSSIAN, "koi8-r").encode("windows-1251"), "windows-1251")


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "made-up", "rot13", ""])
def test_a_wrong_declaration_is_recovered_from(declared: str) -> None:
    assert RUSSIAN in decode(page(RUSSIAN, declared).encode("windows-1251"), declared)


def test_utf8_that_calls_itself_something_else_is_utf8() -> None:
    assert GERMAN in decode(page(GERMAN, "iso-8859-1").encode(), "iso-8859-1")


def test_windows_quotes_under_a_latin1_label_are_quotes() -> None:
    assert decode("“So”".encode("cp1252"), "iso-8859-1") == "“So”"


def test_a_few_bad_bytes_do_not_spoil_utf8() -> None:
    text = decode(page(RUSSIAN, "utf-8").encode()[:-40] + b"\xff cut")
    assert RUSSIAN[:100] in text


def test_line_ends_are_made_equal() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"
    assert decode(codecs.BOM_UTF8 + b"a\r\n") == "a\n"
