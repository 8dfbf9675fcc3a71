"""Passwords: long ones pass whatever they are made of, and those that are guessed first do not."""

from __future__ import annotations

import pytest

from ascertain.errors import Invalid
from ascertain.people.passwords import LONGEST, check_password, guessable, hash_password, verify_password


@pytest.mark.parametrize(
    "password",
    [
        "violet gravel mitten oath",
        "тихий берег семь лодок",
        "ochre-Umbrella-71-Tram",
        "kx8!Tq2_vW9z@Lp4",
        "          zebra crossing",
        "静かな海に七つの船が浮かんでいる夜",
    ],
)
def test_long_passwords_of_any_signs_pass(password: str) -> None:
    assert check_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "password12345678",
        "P@ssw0rd!P@ssw0rd!",
        "qwertyuiopasdfghjkl",
        "poiuytrewq0987654321",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345678",
        "letmein-letmein-2024",
        "CorrectHorseBatteryStaple",
        "iloveyou iloveyou 1!",
        "summer2023winter2024",
    ],
)
def test_passwords_of_common_parts_alone_are_refused(password: str) -> None:
    with pytest.raises(Invalid, match="common parts"):
        check_password(password)


def test_words_of_the_account_and_the_site_do_not_make_a_password() -> None:
    about = ("mira.okafor@courier.example", "Mira Okafor", "The Courier")
    assert guessable("MiraOkaforCourier1", about=about)
    assert not guessable("MiraOkaforCourier1")


@pytest.mark.parametrize(("password", "said"), [("kx8!Tq2_vW9z@L", "fewer than 15"), ("x1" * LONGEST, "more than")])
def test_too_short_and_too_long_ones_are_refused(password: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        check_password(password)


def test_a_password_typed_with_another_keyboard_is_the_same() -> None:
    # é as one character and as e with an accent; a full-width letter.
    hashed = hash_password(check_password("café Ａmsterdam lantern"))
    assert hashed.startswith("$argon2id$")
    assert verify_password(hashed, "cafe\u0301 Amsterdam lantern")
    assert not verify_password(hashed, "cafe Amsterdam lantern")


def test_nobodys_password_takes_as_long_and_is_wrong() -> None:
    import time

    hashed = hash_password("violet gravel mitten oath")
    verify_password(None, "warm")
    times = []
    for stored in (hashed, None):
        began = time.process_time()
        for _ in range(3):
            assert not verify_password(stored, "something quite else")
        times.append(time.process_time() - began)
    assert 0.4 < times[0] / times[1] < 2.5
