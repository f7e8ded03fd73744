"""The columns of every table that is exported, read from the TOML files in ``columns/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("text", "whole", "number", "flag", "list")
Value = str | int | float | bool | list[str] | None
Row = Mapping[str, Value]

_FOLDER = Path(__file__).with_name("columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    kind: str  # text, whole (a number), number, flag, list (of texts)
    holds: str  # what stands in it, for the documentation


@cache
def table_data(table: str) -> dict[str, Any]:
    """A table's file: its columns, and the rules of its profile where it has any."""
    with (_FOLDER / f"{table}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, in order."""
    return tuple(Column(**found) for found in table_data(table)["column"])
