"""The key under which the name of a place is looked up, and how a name stands for its place.

The database is written and read with the same function, by the build of the package too: standard library alone.
"""

from __future__ import annotations

import unicodedata

# How a name stands for its place.
MAIN, ALTERNATE, ABBREVIATION = 0, 1, 2

# Letters that Unicode does not take apart, and marks that spellings differ in.
LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h",
    "ŋ": "n", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ɛ": "e", "ɔ": "o",
    **dict.fromkeys("'’‘`´ʻʼʾʿ′.", ""), **dict.fromkeys("-‐‑‒–—/_,", " "), "&": " and ",
}  # fmt: skip
FOLDS = str.maketrans(LETTERS)
LONG_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def fold(name: str) -> str:
    """The key under which a name is looked up: ASCII, lower case, no apostrophes or stops, hyphens as spaces."""
    text = name.lower().translate(FOLDS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.lower().translate(FOLDS)  # a letter of mathematics comes apart into a capital
    words = text.split()
    if len(words) > 1:
        return " ".join([LONG_FORMS.get(word, word) for word in words])
    return words[0] if words else ""
