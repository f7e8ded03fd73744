"""New inputs from known ones: bytes set, cut, doubled and put in; and where they are JSON, any value of it another one.

A byte here and there hardly ever makes a list where a number was; readers of JSON break on exactly that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

PIECES = (b"\0", b"\xff", b"\n", b'"', b"<", b"]]>", b"{", b"[" * 300, b"&#x110000;", b"\xed\xa0\x80", b"9" * 400,
          b"-1", "\u202e".encode(), "\u0301".encode() * 50, b"<!--", b"2031-05-14", b"null", b"\x1f\x8b",
          b" " * 200, "“".encode() * 60, b"%00", b"&q=", "ﬁ".encode(), b"[" * 5000)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 5, 1e400, 2**70, "", "x", "\ud800", "\0", "9" * 30, [], [None], [[]], [5], {}, {"x": 1},
)  # fmt: skip


def changed(chance: Random, data: bytes, other: bytes) -> bytes:
    """An input made from a known one.

    Args:
        chance: Where it comes from.
        data: The known one.
        other: Another one, of which pieces are put in.
    """
    if chance.random() < 0.4:
        found = _other_value(chance, data)
        if found is not None:
            return found
    return _other_bytes(chance, data, other)


def _other_bytes(chance: Random, data: bytes, other: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(found) + 1)
        to = min(len(found), at + chance.choice((1, 4, 30)))
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at:to]
            case 2:
                found[at:at] = found[at:to] * chance.choice((1, 2, 50))
            case 3:
                found[at:at] = chance.choice(PIECES)
            case 4:
                found[at:to] = other[chance.randrange(len(other) + 1) :][: chance.choice((3, 20, 100))]
    return bytes(found)


def _other_value(chance: Random, data: bytes) -> bytes | None:
    """One value of the JSON in the data replaced, a key of it renamed or dropped; None where there is no JSON."""
    decoder = json.JSONDecoder()
    text = data.decode("utf-8", "surrogateescape")
    starts = [i for i, sign in enumerate(text[:5000]) if sign in "{["]
    for start in chance.sample(starts, min(3, len(starts))):
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        places = list(_places(value))
        if not places:
            continue
        inside, key = chance.choice(places)
        if isinstance(inside, dict) and chance.random() < 0.2:
            inside[chance.choice(("", "x", "\ud800", "text", "id"))] = inside.pop(key)
        elif chance.random() < 0.1:
            del inside[key]
        else:
            inside[key] = chance.choice(VALUES)
        return (text[:start] + json.dumps(value) + text[end:]).encode("utf-8", "surrogateescape")
    return None


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or object in a value with each key or number of what is in it."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict | list):
            for key in here if isinstance(here, dict) else range(len(here)):
                yield here, key
            waiting.extend(here.values() if isinstance(here, dict) else here)
