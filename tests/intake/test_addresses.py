from __future__ import annotations

import time

import pytest

from truceline.intake.addresses import is_public, resolve, resolved_within

CLOSED = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "::127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:db8::1",
    "2001::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "nothing",
    "",
]


@pytest.mark.parametrize("address", CLOSED)
def test_what_is_not_of_the_public_net_is_closed(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is_public_is_open(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "017700000001", "127.1", "localhost"])
def test_other_spellings_resolve_to_what_they_mean(host: str) -> None:
    assert not any(map(is_public, resolve(host, 80)))


def test_a_name_that_takes_too_long_is_given_up() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(2)
        return ["8.8.8.8"]

    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        resolved_within(0.1, slow, "coast.example", 80)
    assert time.monotonic() - begun < 1


def test_an_unknown_name_is_an_error() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(OSError, match="no such name"):
        resolved_within(1, unknown, "coast.example", 80)
