"""The bytes of a web archive as one sound stretch after another, and where each of them ends in damage.

The libraries that read web archives take a file that was cut off for one that ends there, and stop at the first damaged
byte. Here a packed archive is unpacked member by member, so that the end of each is known to be an end, and what stands
behind a damaged one is still found.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_CHUNK = 1 << 16
_MAGIC = b"\x1f\x8b\x08"
_GZIP = zlib.MAX_WBITS | 16
_HEADER = b"WARC/1."
_PEEK = 1 << 12  # bytes that tell whether a member begins with a record
_MOST_TRIES = 100_000  # places that look like the head of a member and are none
_LONGEST = 1 << 30  # bytes unpacked for one record: more is no record but a bomb


class Overlong(OSError):
    """One record goes on and on."""


class Tape:
    """A stretch of an archive, readable once, and again from the record that was marked last.

    Args:
        source: Where its bytes come from.
        most: Bytes that are kept, to look for the next record when one is damaged.
    """

    def __init__(self, source: Source, most: int) -> None:
        self._source = source
        self._most = most
        self._kept = b""  # what was given since the mark, as far as it is kept
        self._parts: list[bytes] = []
        self._size = 0  # of both
        self._lost = False  # more was given since the mark than is kept
        self._again = b""  # what is given again
        self.begin = 0  # offset in the stretch at which positions count from zero
        self.mark_at = 0  # position of the mark
        self.given = 0  # bytes since `begin`

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        size = size if size > 0 else _CHUNK
        if self._again:
            part, self._again = self._again[:size], self._again[size:]
        else:
            part = self._source.read(size)
        self.given += len(part)
        if self.given - self.mark_at > _LONGEST:
            raise Overlong("a record without end")
        if self._size + len(part) > self._most:
            self._kept, self._parts, self._size, self._lost = b"", [], 0, True
        if not self._lost:
            self._parts.append(part)
            self._size += len(part)
        return part

    def tell(self) -> int:
        """The position of the next byte."""
        return self.given

    def mark(self, position: int) -> None:
        """A record begins here: what stands before it is not needed any more."""
        if self._lost:
            # What is kept from here on begins within the record after this one.
            self._lost = False
            self._kept, self._parts, self._size = b"", [], 0
        else:
            kept = self._together()
            self._kept = kept[max(0, position - self.given + len(kept)) :]
            self._size = len(self._kept)
        self.mark_at = position

    def next_record(self) -> bool:
        """Go to the record after the one that was marked last; False where none is found."""
        kept = self._together() + self._again
        start = self.given + len(self._again) - len(kept)  # position of what is kept
        self._again = b""
        at = kept.find(b"\n" + _HEADER)
        while at < 0:
            part = self._source.read(_CHUNK)
            if not part:
                return False
            start += max(0, len(kept) - len(_HEADER))
            kept = kept[-len(_HEADER) :] + part
            at = kept.find(b"\n" + _HEADER)
        self.begin += start + at + 1
        self._again = kept[at + 1 :]
        self._kept, self._parts, self._size, self._lost = b"", [], 0, False
        self.given = self.mark_at = 0
        return True

    def _together(self) -> bytes:
        if self._parts:
            self._kept = b"".join((self._kept, *self._parts))
            self._parts = []
        return self._kept


class Source:
    """Where the bytes of a stretch come from.

    Attributes:
        start: Offset in the file at which it begins.
        packed: Whether it is a member of a packed file.
        damage: What is wrong with it, once it was read to its end; None where nothing is.
    """

    def __init__(self, start: int, *, packed: bool) -> None:
        self.start = start
        self.packed = packed
        self.damage: str | None = None

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end."""
        return b""

    def finish(self) -> None:
        """Go on to its end, as far as that tells of damage."""


class _Plain(Source):
    def __init__(self, file: BinaryIO, begin: bytes) -> None:
        super().__init__(0, packed=False)
        self._file = file
        self._begin = begin

    def read(self, size: int) -> bytes:
        part, self._begin = self._begin[:size], self._begin[size:]
        return part or self._file.read(size)


class _Member(Source):
    """One member of a packed file, unpacked as it is read."""

    def __init__(self, packed: _Packed) -> None:
        super().__init__(packed.position, packed=True)
        self._packed = packed
        self._machine = zlib.decompressobj(_GZIP)
        self._tail = b""

    def read(self, size: int) -> bytes:
        machine = self._machine
        while not machine.eof and self.damage is None:
            part = self._tail or self._packed.take(_CHUNK)
            try:
                piece = machine.decompress(part, size)
            except zlib.error:
                self.damage = "damaged here"
                return b""
            self._tail = machine.unconsumed_tail
            if machine.eof:
                self._packed.give_back(machine.unused_data)
            if piece:
                return piece
            if not part:
                self.damage = "cut off here"
        return b""

    def finish(self) -> None:
        """Go on to its end; not for ever."""
        left = _LONGEST
        while left > 0 and (piece := self.read(_CHUNK)):
            left -= len(piece)
        if left <= 0:
            self.damage = "a record without end"


class _Packed:
    """The file beneath: it keeps what the present member took, to look there for the next one."""

    def __init__(self, file: BinaryIO, begin: bytes, most: int, start: int) -> None:
        self._file = file
        self._ahead = begin
        self._most = most
        self._taken: list[bytes] = []
        self._kept = 0
        self._tries = 0
        self.position = start  # of what is taken next

    def take(self, size: int) -> bytes:
        part, self._ahead = self._ahead[:size], self._ahead[size:]
        part = part or self._file.read(size)
        self.position += len(part)
        self._taken.append(part)
        self._kept += len(part)
        while self._kept > self._most and len(self._taken) > 1:
            self._kept -= len(self._taken.pop(0))
        return part

    def give_back(self, unused: bytes) -> None:
        self._ahead = unused + self._ahead
        self.position -= len(unused)
        self._taken, self._kept = [], 0

    def at_member(self) -> bool:
        """Whether the next bytes are the head of a member; the zeros that some programs fill files up with are not."""
        while not self._ahead or not self._ahead.strip(b"\0"):
            self.position += len(self._ahead)
            self._ahead = self._file.read(_CHUNK)
            if not self._ahead:
                return False
        zeros = len(self._ahead) - len(self._ahead.lstrip(b"\0"))
        self._ahead, self.position = self._ahead[zeros:], self.position + zeros
        if len(self._ahead) < len(_MAGIC):
            self._ahead += self._file.read(_CHUNK)
        return self._ahead.startswith(_MAGIC)

    @property
    def ended(self) -> bool:
        return not self._ahead

    def find_member(self) -> None:
        """Go to the next head of a member that a record begins in, or to the end."""
        again = b"".join(self._taken)
        self.position -= len(again)
        self._ahead = again + self._ahead
        self._taken, self._kept = [], 0
        at = 1
        while True:
            at = self._ahead.find(_MAGIC, at)
            if at < 0 or len(self._ahead) - at < _CHUNK:
                more = self._file.read(_CHUNK)
                if more:
                    drop = max(0, at if at >= 0 else len(self._ahead) - len(_MAGIC))
                    self._ahead, self.position, at = self._ahead[drop:] + more, self.position + drop, 0
                    continue
                if at < 0:
                    self.position += len(self._ahead)
                    self._ahead = b""
                    return
            self._tries += 1
            if self._tries > _MOST_TRIES:
                self._ahead = b""
                self._file = io.BytesIO()
                return
            if _begins_a_record(self._ahead[at : at + _PEEK]):
                self._ahead, self.position = self._ahead[at:], self.position + at
                return
            at += 1


def tapes(file: BinaryIO, most: int, *, start: int = 0) -> Iterator[tuple[Tape, Source]]:
    """The stretches of an archive: a packed one has one a member, another one is a single stretch.

    Args:
        file: The archive.
        most: Bytes of a record that are kept.
        start: Where in a larger archive it begins; places count from there.
    """
    begin = file.read(_CHUNK)
    if not begin.startswith(_MAGIC[:2]):
        plain = _Plain(file, begin)
        yield Tape(plain, most), plain
        return
    packed = _Packed(file, begin, most, start)
    while True:
        source: Source
        if packed.at_member():
            source = _Member(packed)
        elif packed.ended:
            return
        else:
            source = Source(packed.position, packed=True)
            source.damage = "no packed record here"
        yield Tape(source, most), source
        source.finish()
        if source.damage is not None:
            packed.find_member()


def _begins_a_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(data, len(_HEADER)).startswith(_HEADER)
    except zlib.error:
        return False
