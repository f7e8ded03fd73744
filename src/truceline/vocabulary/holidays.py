"""Holidays by name: ``holidays.toml``, each name as the words that the tokenizer makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from truceline.vocabulary.tables import read_toml

WORD = re.compile(r"[a-z]+\.(?= )|'s|[a-z]+|\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One holiday under one of its names."""

    rest: tuple[str, ...]  # the words of the name after the first, in lower case
    rule: tuple[str, ...]  # how its day is found, as the file says it; empty where nobody can say
    days: int  # how long it lasts
    common: bool  # whether the name is no other word, so that it needs no capital


@cache
def load_holidays() -> Mapping[str, tuple[Holiday, ...]]:
    """The holidays by the first word of their names, the longest name first."""
    found: dict[str, list[Holiday]] = {}
    for row in read_toml("holidays")["holiday"]:
        for name in row["names"]:
            first, *rest = WORD.findall(name.lower())
            holiday = Holiday(
                rest=tuple(rest),
                rule=tuple(row.get("rule", "").split()),
                days=row.get("days", 1),
                common=row.get("common", False),
            )
            found.setdefault(first, []).append(holiday)
    return {first: tuple(sorted(named, key=lambda h: -len(h.rest))) for first, named in found.items()}
