"""Packed bytes, unpacked within bounds: a piece of ten kilobytes may unfold into ten gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_STEP = 1 << 18  # bytes unpacked at a time
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


class BrokenPacking(Exception):
    """Bytes that are not packed as they are said to be."""


def unpacked(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The content of an answer, piece by piece, each small, so that whoever takes them can stop in time.

    Args:
        parts: The answer's body as it came.
        encoding: Its ``Content-Encoding``.

    Raises:
        BrokenPacking: It is packed in another way than asked for, or damaged, or ends too early.
    """
    kinds = [kind for kind in (part.strip().lower() for part in encoding.split(",")) if kind not in ("", "identity")]
    if not kinds:
        yield from parts
    elif kinds in (["gzip"], ["x-gzip"], ["deflate"]):
        yield from _inflated(parts)
    else:
        raise BrokenPacking(f"packed in a way that was not asked for: {encoding[:40]}")


def _inflated(parts: Iterable[bytes]) -> Iterator[bytes]:
    machine = zlib.decompressobj(_GZIP_OR_ZLIB)
    begun = False
    for part in parts:
        while part and not machine.eof:
            try:
                piece = machine.decompress(part, _STEP)
            except zlib.error:
                if begun:
                    raise BrokenPacking("its packing is damaged") from None
                # Some servers mean by "deflate" the bare stream without its head.
                machine = zlib.decompressobj(-zlib.MAX_WBITS)
                begun = True
                continue
            begun = True
            part = machine.unconsumed_tail
            if piece:
                yield piece
    if not machine.eof:
        raise BrokenPacking("its packing ends too early")
