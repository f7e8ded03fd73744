"""Verifying the columns that are kept: they must answer as columns that are read from the tables anew."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from truceline.ledger.columns.building import Building
from truceline.ledger.columns.grown import Array, Codes
from truceline.ledger.columns.kept import Kept, load
from truceline.ledger.columns.layout import CODED, TABLES
from truceline.ledger.columns.snapshot import AllCodes, Snapshot
from truceline.ledger.findings import Findings

_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError)  # what columns that are none of ours raise


def check_columns(connection: Connection, findings: Findings) -> None:
    """Hold the kept columns, brought up to date, against the tables. That none are kept is no fault."""
    try:
        kept = load(connection)
        if kept is None:
            return
        found = _read(connection, kept)
    except _BROKEN as error:
        findings.add("edited", "columns", f"cannot be read ({type(error).__name__}: {error})")
        return
    expected = _read(connection, None)
    for name in AllCodes.__dataclass_fields__:
        if set(getattr(found.codes, name).words) != set(getattr(expected.codes, name).words):
            findings.add("edited", f"columns words.{name}", "not those that stand in the tables")
    for kind in ("event", "origin"):
        if not np.array_equal(getattr(found, kind), getattr(expected, kind)):
            findings.add("edited", f"columns groups.{kind}", "not what the judgements make it")
    for table in TABLES:
        if not _is_same(table, found, expected):
            findings.add("edited", f"columns {table}", "not what stands in the tables")


def _read(connection: Connection, kept: Kept | None) -> Snapshot:
    building = Building(kept)
    building.read(connection, kept.state.entries if kept else 0)
    return building.snapshot("", 0, 0)


def _is_same(table: str, found: Snapshot, expected: Snapshot) -> bool:
    mine, its = _values(table, found, expected.codes), _values(table, expected, expected.codes)
    return mine is not None and its is not None and all(map(np.array_equal, mine, its))


def _values(table: str, snapshot: Snapshot, codes: AllCodes) -> list[Array] | None:
    """The columns of a table, with the codes of another snapshot; None where a code stands for nothing."""
    values: list[Array] = []
    for name in TABLES[table]:
        column = getattr(getattr(snapshot, table), name)
        kind = CODED.get(f"{table}.{name}")
        if kind is not None:
            into = _into(getattr(snapshot.codes, kind), getattr(codes, kind))
            if len(column) and not (column.min() >= -1 and column.max() < len(into) - 1):
                return None
            column = into[column]
        values.append(column)
    if table == "countries":  # of one claim they stand in the order of their codes
        order = np.lexsort(values[::-1])
        values = [column[order] for column in values]
    return values


def _into(mine: Codes, its: Codes) -> Array:
    """For each code the one that the same word has there; the last is for none."""
    return np.array([*(its.find(word) for word in mine.words), -1], dtype=np.int64)
