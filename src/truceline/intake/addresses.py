"""Where a name leads to, and whether one may go there.

An address in a feed or a redirect is a stranger's word. Followed blindly it makes this machine knock on doors that only
its own network can reach: a router, a database, a cloud's table of credentials.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]

# Networks of version 6 in whose addresses one of version 4 is written: the packet ends up at that one.
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
# What Python's tables take for public, or took until lately, and what leads out of the public net all the same.
_CLOSED = tuple(
    map(ip_network, ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "64:ff9b:1::/48", "::/96"))
)


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system knows for a name, in its order.

    Raises:
        OSError: It knows none.
    """
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def resolved_within(seconds: float, resolver: Resolver, host: str, port: int) -> list[str]:
    """What a resolver knows for a name, within a time: the system's own cannot be interrupted.

    Raises:
        OSError: It knows none.
        TimeoutError: It did not answer in time.
    """
    answers: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for it
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.0, seconds))
    except queue.Empty:
        raise TimeoutError("the name was not resolved in time") from None
    if isinstance(answer, UnicodeError):  # a label of more than 63 letters
        raise OSError("no such name") from answer
    if isinstance(answer, BaseException):
        raise answer
    return answer


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public net, through all the forms that one can be written in."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if any(found.version == net.version and found in net for net in _CLOSED):
        return False
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The address of version 4 that is wrapped in one of version 6."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if any(address in net for net in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
