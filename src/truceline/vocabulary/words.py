"""Cutting names into words as the tokenizer of the language room does.

The vocabulary is matched word by word, so a name has to be cut where the text is cut. These rules
are the part of spaCy's English ones that names meet; a test compares the two over every name.
"""

from __future__ import annotations

import re
import unicodedata

ABBREVIATIONS = frozenset(
    "St. Mt. Dr. Mr. Mrs. Ms. Jr. Sr. Gen. Gov. Sen. Rep. Rev. Adm. Prof. Inc. Co. Corp. Ltd. Bros. vs.".split()
)
# Inside a name these are words of their own: hyphens and commas between letters, a slash after a letter or a
# figure, a plus between figures, a full stop between a small and a capital letter.
PIECES = re.compile(
    r"(?<=[^\W\d_])(?:--|[-–—~,])(?=[^\W\d_])|(?<=[^\W_])[:<>=/](?=[^\W\d_])"
    r"|(?<=[0-9])[+*^](?=[0-9])|(?<=[a-zà-öø-ÿ])\.(?=[A-ZÀ-ÖØ-Þ])"
)
SUFFIX = re.compile(r"(?:['’][sS]|[!?,;:)\]}\"”'’…]|(?<=[a-zà-öø-ÿ0-9])\.|(?<=[A-Z][A-Z])\.)$")
PREFIX = re.compile(r"^[(\[{\"“‘'’#]")
FLAT = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ə": "a", "æ": "ae", "ß": "ss"}
)


def split_words(text: str) -> list[str]:
    """The words of a name, as spaCy's blank English pipeline splits them."""
    words: list[str] = []
    for chunk in text.split():
        if chunk.isalpha():
            words.append(chunk)
            continue
        ends: list[str] = []
        while len(chunk) > 1 and chunk not in ABBREVIATIONS:
            if before := PREFIX.match(chunk):
                words.append(before.group())
                chunk = chunk[before.end() :]
            elif after := SUFFIX.search(chunk):
                ends.append(after.group())
                chunk = chunk[: after.start()]
            else:
                break
        at = 0
        for cut in PIECES.finditer(chunk):
            words += [chunk[at : cut.start()], cut.group()]
            at = cut.end()
        if at < len(chunk):
            words.append(chunk[at:])
        words.extend(reversed(ends))
    return words


def without_marks(text: str) -> str:
    """The text without accents and other marks that reports often leave out, and without signs that show nothing."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(FLAT))
    return "".join(c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def slug(name: str) -> str:
    """An id from a name: "Shin Bet" → "shin-bet"."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", without_marks(name).lower())).strip("-")
