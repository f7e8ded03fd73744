"""Who stands at the origin of the claims selected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from truceline.ledger.columns.grown import Array, day_text
from truceline.ledger.columns.selecting import Selection

_NO_DAY = np.iinfo(np.int32).max
_ROOM = 32  # bits for the row of a report


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """One source, and how much it says."""

    source: str | None  # canonical id or folded name; None where neither is known
    example: int  # number of its first claim
    claims: int
    reports: int
    denied: int
    first: str | None
    last: str | None


def speaking(selection: Selection, *, limit: int | None = None) -> list[Speaking]:
    """The sources, those with most claims first.

    Args:
        selection: Which claims.
        limit: How many sources at most.
    """
    claims, words = selection.snapshot.claims, selection.snapshot.codes.source.words
    rows = np.flatnonzero(selection.mask)
    codes = claims.source[rows] + 1  # none is 0
    size = len(words) + 1
    counted = np.bincount(codes, minlength=size)
    pairs = np.unique(codes.astype(np.int64) << _ROOM | claims.report[rows])
    reports = np.bincount(pairs >> _ROOM, minlength=size)
    denied = np.bincount(codes[claims.denied[rows]], minlength=size)
    example = np.zeros(size, dtype=np.int64)
    example[codes[::-1]] = rows[::-1]  # of several the last one written stays: the first row
    first, last = _days(claims.first[rows], claims.last[rows], codes, size)
    there = np.flatnonzero(counted).tolist()
    there.sort(key=lambda code: (-counted[code], code > 0, words[code - 1] if code else ""))
    return [
        Speaking(
            source=words[code - 1] if code else None,
            example=int(claims.n[example[code]]),
            claims=int(counted[code]),
            reports=int(reports[code]),
            denied=int(denied[code]),
            first=day_text(int(first[code])) if first[code] != _NO_DAY else None,
            last=day_text(int(last[code])) if last[code] >= 0 else None,
        )
        for code in there[:limit]
    ]


def _days(firsts: Array, lasts: Array, codes: Array, size: int) -> tuple[Array, Array]:
    """The first and the last day of each code."""
    first = np.full(size, _NO_DAY, dtype=np.int32)
    last = np.full(size, -1, dtype=np.int32)
    dated = firsts >= 0
    np.minimum.at(first, codes[dated], firsts[dated])
    np.maximum.at(last, codes, lasts)
    return first, last
