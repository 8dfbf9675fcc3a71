"""One spelling for words that readers take for the same."""

from __future__ import annotations

import pytest

from ascertain.search.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("École", "ecole"),
        ("ЁЛКА", "елка"),
        ("Ελλάδα", "ελλαδα"),
        ("İstanbul", "istanbul"),
        ("مُحَمَّدـــ", "محمد"),
        ("ｶﾞ ＡＢＣ ﬁ", "ガ abc fi"),
        ("서울", "서울"),
        ("हिन्दी में", "हिन्दी में"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("がぎ", "がぎ"),
        ("a\ud800b", "ab"),
        ("", ""),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded
