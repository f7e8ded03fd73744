"""A word as a reader sees it: letters that print joins, letters of double width, and signs that show nothing.

Pages that were scanned or set have "ﬁghters" with one letter for two; others hide a sign of no width in a name. Readers
see neither, so rules, vocabulary and network get the word without. Offsets stay those of the text.
"""

from __future__ import annotations

_JOINED = dict(zip(map(chr, range(0xFB00, 0xFB07)), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
# Of the signs of double width letters and figures alone: what a sign means may hang on its form.
_WIDE = {chr(0xFEE0 + code): chr(code) for code in range(0x30, 0x7B) if chr(code).isalnum()}
# Soft hyphen, joiners and non-joiners, marks and overrides of direction, byte order mark, selectors of a letter's form.
_UNSEEN = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)))
)
_SEEN = str.maketrans({**_JOINED, **_WIDE, **dict.fromkeys(_UNSEEN, "")})


def as_seen(word: str) -> str:
    """The word as it is seen; one of which nothing is seen stays as it is."""
    return word if word.isascii() else word.translate(_SEEN) or word
