"""A report as linking compares it: its words, its sentences, its day; and how two of them are alike. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from truceline.ledger import ClaimRow, ReportRow
from truceline.linking.words import Vector, rarest, rarities, rarity, stems, vector

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,3}\s|\n")
_SHORT = 6  # words: a shorter sentence stands in many reports
_MOST_SENTENCES = 60  # that are compared, of a report
_TOP = 10  # words whose pairs are signs
_SKETCH = 5  # sentences that are signs, whatever the day: those with the least hashes
_PARTY = 0.5  # how much the names of states, groups and outlets count: in one war they are in all reports
BUCKET = 4  # days that have one sign
_MIX, _MOST = 0x9E37_79B9_7F4A_7C15, 2**64 - 1  # mixes two signs into one that fits 64 bits
_DAY_BITS = 22  # hold the last day of the year 9999
_DAY_SHIFT = 63 - _DAY_BITS
NEAR = 4  # days apart that two reports of one story are published, at most

_LEAST_RARE = 1.0  # of words that sentences are compared by
# A sentence is another one where they share so much of the weight of their words.
_ALIKE = 0.6
_WHOLE = 0.85  # so much of both reports stands in the other: the same
_CUT = 0.75  # so much of the shorter one stands word for word in the other
_LEAST_SHARED = 3  # with fewer of their rarest words in common, they need not be compared sentence by sentence
_REWRITTEN = 0.5  # so much of the shorter one stands in the other in like words


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report, ready to be compared."""

    n: int
    id: str  # lasting
    outlet: str | None  # folded
    day: int | None  # of publication, as a count of days
    vector: Vector
    top: frozenset[str]  # its rarest words
    sentences: tuple[Mapping[str, float], ...]  # the different words of each longer one, with how rare they are
    places: Mapping[str, tuple[int, ...]]  # in which of those a word stands
    hashes: frozenset[int]  # of those sentences, word for word
    sketch: tuple[int, ...]  # the least of those: what copies have in common, whatever the day
    signs: tuple[int, ...]  # it is found by
    near: tuple[int, ...]  # it finds others by
    order: tuple[int, int, str]  # of judging: by day, and of one day the fullest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How much of the wording two reports share."""

    kind: str  # same, cut, rewritten
    score: float
    sentences: int  # of the shorter one that stand in the other word for word


def day_of(published: str | None) -> int | None:
    """A day as a count of days, or None."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def sign(*content: object) -> int:
    """What is kept of something that many share: a positive number of 63 bits."""
    found = blake2b("\x1f".join(map(str, content)).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(found, "big") >> 1


@lru_cache(maxsize=20_000)
def word_sign(kind: str, word: str) -> int:
    """The sign of a word."""
    return sign(kind, word)


def pair_signs(kind: str, words: Iterable[str]) -> list[int]:
    """What is kept of each two of some words, whichever of them is named first."""
    found = sorted(word_sign(kind, word) for word in words)
    return [((one * _MIX + other) * _MIX & _MOST) >> 1 for one, other in combinations(found, 2)]


def dated(sign: int, day: int | None) -> int:
    """A sign that only things of one time share.

    The day comes first in it, so that signs of one time stand together in the database: else every report would
    be written to, and looked for in, as many places of a large ledger as it has signs.
    """
    return sign if day is None else day << _DAY_SHIFT | sign >> _DAY_BITS


def telling(n: int, report: ReportRow, claims: Iterable[ClaimRow]) -> Telling:
    """A report with its text, and its claims, ready to be compared."""
    text = report.text or ""
    names = frozenset(word for name in _names(claims) for word in stems(name) if rarity(word) >= _PAIRED_NAME)
    words = stems(f"{report.title}\n{text}" if report.title else text)
    weighed = vector(words, lighter=names, share=_PARTY)
    cut = [stems(part) for part in _cut(text)]
    longer = [words for words in cut if len(words) >= _SHORT][:_MOST_SENTENCES]
    hashes = frozenset(sign("sentence", *words) for words in longer)
    day = day_of(report.published)
    sentences = tuple(_weighed(words) for words in longer)
    top = rarest(weighed, _TOP)
    pairs = pair_signs("told", top)
    begun = None if day is None else day - day % BUCKET
    around = [None] if begun is None else [begun - BUCKET, begun, begun + BUCKET]
    sketch = sorted(hashes)[:_SKETCH]
    return Telling(
        n=n,
        id=report.id,
        outlet=report.outlet.casefold() if report.outlet else None,
        day=day,
        vector=weighed,
        top=frozenset(top),
        sentences=sentences,
        places=_places(sentences),
        hashes=hashes,
        sketch=tuple(sketch),
        signs=(*(dated(pair, begun) for pair in pairs), *sketch),
        near=(*(dated(pair, b) for pair in pairs for b in around), *sketch),
        order=(day if day is not None else -1, -len(weighed), report.id),
    )


_PAIRED_NAME = 3.0  # of a name only the rare words count less: "Front" does, "of" never counts


def _names(claims: Iterable[ClaimRow]) -> set[str]:
    found: set[str] = set()
    for claim in claims:
        for actor in (*claim.actors, *claim.recipients):
            if actor.name and actor.kind != "person" and (actor.named or actor.country):
                found.add(actor.name)
        found.update(link.name for link in claim.claim.chain if link.name and link.kind != "person" and link.named)
    return found


def _cut(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


def _weighed(words: Iterable[str]) -> dict[str, float]:
    table, rarest = rarities()
    return {word: weight for word in words if (weight := table.get(word, rarest)) >= _LEAST_RARE}


def _places(sentences: Sequence[Mapping[str, float]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(sentences):
        for word in words:
            found[word].append(place)
    return {word: tuple(places) for word, places in found.items()}


def apart(one: Telling, other: Telling) -> int | None:
    """Days between the publication of two reports; None where one is not known."""
    return None if one.day is None or other.day is None else abs(one.day - other.day)


def sameness(one: Telling, other: Telling) -> Sameness | None:
    """Whether two reports have the same wire text, whole, cut, reordered or rewritten."""
    if not one.sentences or not other.sentences:
        return None
    if len(one.top & other.top) < _LEAST_SHARED and one.hashes.isdisjoint(other.hashes):
        return None
    short, long = sorted((one, other), key=lambda item: (len(item.sentences), len(item.hashes), item.id))
    word_for_word = len(short.hashes & long.hashes)
    exact = word_for_word / len(short.hashes)
    alike = _alike(short, long)
    if max(exact, alike) < _REWRITTEN:
        return None
    if min(alike, _alike(long, short)) >= _WHOLE:
        kind = "same"
    elif exact >= _CUT or alike >= _WHOLE:
        kind = "cut"
    else:
        kind = "rewritten"
    return Sameness(kind=kind, score=round(max(exact, alike), 3), sentences=word_for_word)


def _alike(short: Telling, long: Telling) -> float:
    """How much of the sentences of one, by the weight of their words, has a like sentence in the other."""
    whole = found = 0.0
    for words in short.sentences:
        weight = sum(words.values())
        shared: dict[int, float] = defaultdict(float)
        for word, its in words.items():
            for place in long.places.get(word, ()):
                shared[place] += its
        whole += weight
        if max(shared.values(), default=0.0) >= _ALIKE * weight:
            found += weight
    return found / whole if whole else 0.0
