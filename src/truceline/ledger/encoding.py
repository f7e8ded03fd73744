"""What ids and hashes are made over: one unambiguous encoding of plain values, the same on every machine."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zlib
from typing import Any

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_WORD = re.compile(r"\w+")
_MOST_LOOKED_UP = 500  # characters of a name or id in an index
_MOST_SEARCHED = 200_000  # characters of one text in a full-text index
_MOST_UNPACKED = (
    1 << 30
)  # bytes: far more than the reading of the longest report; a stranger's row may unfold without end
_LENGTH_OF_ID = 32  # hex digits: 128 bits, since texts come from strangers who may look for two with one id


def canonical(value: Any) -> bytes:
    """Plain values as JSON in its one form here: keys in order, no white space, all ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_of_bytes).encode("ascii")


def _of_bytes(value: object) -> dict[str, str]:
    # SQLite holds bytes in a column of texts where a stranger's file has put them: they are hashed, and found wrong.
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    raise TypeError(f"{type(value).__name__} is nothing that a ledger holds")


def hash_of(content: bytes) -> str:
    """The hash of a row's content, in hex."""
    return hashlib.sha256(content).hexdigest()


def id_of(letter: str, hashed: str) -> str:
    """A lasting id: a letter for the kind, and the beginning of the hash."""
    return letter + hashed[:_LENGTH_OF_ID]


def lasting(letter: str, *content: Any) -> str:
    """The lasting id of something made of plain values."""
    return id_of(letter, hash_of(canonical(content)))


def packed(content: bytes) -> bytes:
    """Content as it is stored."""
    return zlib.compress(content)


def unpacked(stored: bytes) -> bytes:
    """Content as it was before it was stored.

    Raises:
        ValueError: The bytes are not what was stored.
    """
    machine = zlib.decompressobj()
    try:
        content = machine.decompress(stored, _MOST_UNPACKED)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not machine.eof or machine.unused_data:
        raise ValueError("its packing ends too early, or too late")
    return content


def storable(text: str | None) -> str | None:
    """A text as a column of any database takes it: without NUL and halves of surrogate pairs.

    The content that the row is made from keeps them.
    """
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text) if text else text


def folded(text: str | None) -> str | None:
    """A name as it is looked up: without case, accents and doubled spaces; None for none."""
    if not text:
        return None
    return looked_up(_plain_letters(text)) or None


def looked_up(text: str | None) -> str | None:
    """A name or id as it is looked up by: an index takes only so much, and no name is longer."""
    return storable(text[:_MOST_LOOKED_UP]) if text else text


def _plain_letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def searchable(text: str) -> str:
    """A text as the full-text index holds it.

    Both databases index the same words: what is a word is decided here, not by their own cutters. A very long text is
    found by its different words, and by no more of them than PostgreSQL takes.
    """
    words = _WORD.findall(_plain_letters(text))
    if len(text) > _MOST_SEARCHED:
        words = list(dict.fromkeys(word for word in words if len(word) <= _MOST_LOOKED_UP))
    return storable(" ".join(words)[:_MOST_SEARCHED]) or ""
