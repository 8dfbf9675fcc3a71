"""What is taken as an address or a name of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.errors import Invalid
from ascertain.people.naming import mail_address, name_from, shown_name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Ada@Example.ORG ", "ada@example.org"),
        ("ada+news@sub.example.org", "ada+news@sub.example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_addresses_are_written_one_way(text: str, address: str) -> None:
    assert mail_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "ada", "@example.org", "ada@", "a b@example.org", "ada@example.org\nBcc: all@example.org",
        "ada@example.org,eve@example.org", '"ada"@example.org', "ada@exa_mple.org", "x" * 250 + "@a.org", "a..b@c.d",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        mail_address(text)


@given(st.text(max_size=300))
def test_no_text_breaks_an_address_or_a_name(text: str) -> None:
    for clean in (mail_address, shown_name):
        try:
            found = clean(text)
        except Invalid:
            continue
        assert found == clean(found)
        assert not any(character in found for character in "\r\n\0\u202e")


def test_a_name_begins_as_its_address_does() -> None:
    assert name_from("mira.okafor7+x@newsroom.example") == "Mira Okafor"
    assert name_from("77@newsroom.example") == "Reader"
