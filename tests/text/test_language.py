from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.text import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council closed the old bridge for three days.", "en"),
        ("El ayuntamiento cerró el puente viejo durante tres días.", "es"),
        ("La mairie a fermé le vieux pont pendant trois jours.", "fr"),
        ("Die Stadt hat die alte Brücke drei Tage lang gesperrt.", "de"),
        ("A prefeitura fechou a velha ponte por três dias.", "pt"),
        ("Il comune ha chiuso il vecchio ponte per tre giorni.", "it"),
        ("De gemeente heeft de oude brug drie dagen afgesloten.", "nl"),
        ("Miasto zamknęło stary most na trzy dni.", "pl"),
        ("Город закрыл старый мост на три дня.", "ru"),
        ("Місто закрило старий міст на три дні.", "uk"),
        ("أغلقت البلدية الجسر القديم لمدة ثلاثة أيام.", "ar"),
        ("नगर पालिका ने पुराने पुल को तीन दिन के लिए बंद कर दिया।", "hi"),
        ("Belediye eski köprüyü üç gün boyunca kapattı.", "tr"),
        ("Pemerintah kota menutup jembatan lama selama tiga hari.", "id"),
        ("市政府把旧桥关闭了三天。", "zh"),
        ("市は古い橋を三日間閉鎖した。", "ja"),
        ("시는 낡은 다리를 사흘 동안 폐쇄했다.", "ko"),
        ("เทศบาลปิดสะพานเก่าเป็นเวลาสามวัน", "th"),
        ("Ο δήμος έκλεισε την παλιά γέφυρα.", "el"),
    ],
)
def test_sentences_are_told_apart(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12,000", "ab", "!!! ???", "https://example.org/page"])
def test_what_cannot_be_told_has_no_language(text: str) -> None:
    assert detect_language(text) == ""


def test_capital_letters_and_a_quoted_foreign_word_do_not_mislead() -> None:
    assert detect_language("THE COUNCIL CLOSED THE OLD BRIDGE FOR THREE DAYS") == "en"
    assert detect_language("这家名叫さくら的餐厅昨天在市中心重新开业了，吸引了许多顾客前来。") == "zh"


@given(st.text())
def test_any_text_is_accepted(text: str) -> None:
    tag = detect_language(text)
    assert tag == "" or (tag.isalpha() and tag.islower() and 2 <= len(tag) <= 3)
