"""Words as linking compares them: without their endings, and weighed by how rare they are in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum, log, sqrt

import tomli

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*")
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "e")
_STEM = 4  # letters that an ending leaves, at least
_MOST_WORDS = 2000  # of a text: news says first what it is about
COMMON = 2.0  # words with less rarity say nothing about what a text is about
_PAIRED = 3.0  # two words side by side count as one more word, where both are as rare as this
_PAIR = 0.3  # and as much

Vector = Mapping[str, float]  # of length 1


def stems(text: str) -> list[str]:
    """The words of a text, in order."""
    return [stem(word) for word in _TOKEN.findall(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word in lower case without its ending: what "shelled" and "shelling" have in common."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > _STEM and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] + "y" if len(word) > _STEM and word.endswith("i") else word


def rarity(word: str) -> float:
    """How rare a word without its ending is: the logarithm of one in so many stretches of 60 words."""
    table, rarest = rarities()
    return table.get(word, rarest)


@cache
def rarities() -> tuple[Mapping[str, float], float]:
    """How rare words are, for those who ask of many, and how rare all others are."""
    data = tomli.loads((files("truceline.linking") / "rarity.toml").read_text(encoding="utf-8"))
    return {word: step["rarity"] for step in data["step"] for word in step["words"].split()}, data["rarest"]


def vector(words: Iterable[str], *, lighter: frozenset[str] = frozenset(), share: float = 1.0) -> Vector:
    """Weights of words and of pairs of rare ones side by side.

    Args:
        words: In order, without their endings.
        lighter: Words that count less: the names of who is always there.
        share: How much of their weight those keep.
    """
    words = list(words)[:_MOST_WORDS]
    table, rarest = rarities()
    rare = [table.get(word, rarest) for word in words]
    by_word = dict(zip(words, rare, strict=True))
    found = {word: (1 + log(n)) * by_word[word] for word, n in Counter(words).items() if by_word[word] >= COMMON}
    for place in range(len(words) - 1):
        one, other = rare[place], rare[place + 1]
        if one >= _PAIRED and other >= _PAIRED:
            found[f"{words[place]} {words[place + 1]}"] = _PAIR * (one + other) / 2
    if lighter:
        found = {key: w * (1.0 if lighter.isdisjoint(key.split(" ")) else share) for key, w in found.items()}
    length = sqrt(fsum(weight * weight for weight in found.values()))
    return {key: weight / length for key, weight in found.items()} if length else {}


def likeness(one: Vector, other: Vector) -> float:
    """How alike two texts are in their words, 0 to 1."""
    # Added up exactly: a set has its members in another order each time.
    return fsum(one[key] * other[key] for key in one.keys() & other.keys())


def rarest(found: Vector, most: int) -> list[str]:
    """The single words with the most weight, heaviest first."""
    return sorted((key for key in found if " " not in key), key=lambda key: (-found[key], key))[:most]
