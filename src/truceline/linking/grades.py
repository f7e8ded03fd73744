"""ETH/PRIO's class of a ceasefire, as far as its claims say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from truceline.ledger import ClaimRow


def grade_of(kind: str, claims: Iterable[ClaimRow]) -> str | None:
    """Definitive, preliminary or cessation, by the words of the claims; None where they do not say.

    Args:
        kind: The agreement's kind.
        claims: Its claims.
    """
    if kind == "peace":
        return "definitive"
    words = [claim.words for claim in claims]
    for grade, pattern in _patterns():
        if any(pattern.search(text) for text in words):
            return grade
    return "cessation" if kind == "pause" else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The grades, the furthest first, with what tells them."""
    table = tomllib.loads(files("truceline.linking").joinpath("grades.toml").read_text(encoding="utf-8"))
    return tuple(
        (row["grade"], re.compile(rf"\b(?:{'|'.join(map(re.escape, row['words']))})", re.IGNORECASE))
        for row in table["grade"]
    )
