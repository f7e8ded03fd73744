"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from truceline.errors import NotText

# The longer mark first: UTF-32's little-endian one begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROLS_ALLOWED = 0.001  # of the characters: a stray one in an old text file, not a binary one


def decode(data: bytes, *, name: str) -> str:
    """The text of these bytes, each line end a line feed.

    Takes UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 without one, and Windows-1252 where the bytes cannot be
    UTF-8 gone wrong.

    Raises:
        NotText: The bytes are no text, or text in no such encoding.
    """
    text = _decoded(data, name)
    controls = len(_CONTROL.findall(text))
    if controls > max(3, _CONTROLS_ALLOWED * len(text)) or "\0" in text:
        raise NotText("not a text: it holds control characters, as binary files do", report=name)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name, shift=len(mark))
    nul = data.find(b"\0")
    if nul >= 0:
        wide = _utf16_without_mark(data)
        if wide is None:
            raise NotText("not a text: it holds NUL bytes, as binary files do", report=name, place=f"byte {nul}")
        return _strictly(data, wide, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Where most other characters are sound UTF-8, the bad byte is damage, and Windows-1252 would only hide it.
        sound = sum(map(len, _UTF8.findall(data)))
        if sound * 2 < len(_HIGH.findall(data)):
            try:
                return data.decode("cp1252")
            except UnicodeDecodeError:
                pass
        return _strictly(data, "utf-8", name)


def _strictly(data: bytes, encoding: str, name: str, *, shift: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = f"byte {error.start + shift}"
        raise NotText(f"not {encoding.upper()} text ({error.reason})", report=name, place=place) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of a mostly Latin text has a NUL in nearly every other byte, and none beside it."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
