from __future__ import annotations

import time

import pytest

from ascertain.errors import Refused, Unavailable
from ascertain.ingest.addresses import checked_addresses, is_public

PRIVATE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.8.8.8",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2002:c0a8:101::1",
    "2606:4700::5efe:127.0.0.1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "not an address",
    "",
]
PUBLIC = ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(Refused, match=r"two\.example leads to 10\.0\.0\.5"):
        checked_addresses("two.example", 80, lambda *_: ["8.8.8.8", "10.0.0.5"], False, 1)


def test_a_host_the_settings_name_may_be_private() -> None:
    assert checked_addresses("wiki.intra", 80, lambda *_: ["10.0.0.5"], True, 1) == ["10.0.0.5"]


def test_a_name_without_address_is_unavailable() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Unavailable, match=r"no address for the host gone\.example"):
        checked_addresses("gone.example", 80, unknown, False, 1)


def test_a_resolver_that_hangs_is_left_behind() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(2)
        return ["8.8.8.8"]

    start = time.monotonic()
    with pytest.raises(Unavailable, match="not resolved in time"):
        checked_addresses("slow.example", 80, slow, False, 0.05)
    assert time.monotonic() - start < 1
