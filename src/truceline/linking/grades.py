"""ETH/PRIO's class of a ceasefire, as far as its claims say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from truceline.ledger import ClaimRow

_WORD = re.compile(r"[\w-]+")


def grade_of(kind: str, claims: Iterable[ClaimRow]) -> str | None:
    """Definitive, preliminary or cessation, by the words of the claims; None where they do not say.

    Args:
        kind: The agreement's kind.
        claims: Its claims.
    """
    if kind == "peace":
        return "definitive"
    words = [f" {' '.join(_WORD.findall(claim.words.lower()))}" for claim in claims]
    for grade, beginnings in _grades():
        if any(f" {beginning}" in text for text in words for beginning in beginnings):
            return grade
    return "cessation" if kind == "pause" else None


@cache
def _grades() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The grades, the furthest first, with the beginnings of words that tell them."""
    table = tomllib.loads(files("truceline.linking").joinpath("grades.toml").read_text(encoding="utf-8"))
    return tuple((row["grade"], tuple(row["words"])) for row in table["grade"])
