"""Columns as they are kept in the ledger, so that the next process need not read all claims to have them.

They are cut into parts, and only parts that changed are written. They are no record: where they are gone, or were kept
by another version, they are read from the tables again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, select

from truceline.ledger.columns.grown import Array
from truceline.ledger.columns.layout import TABLES
from truceline.ledger.database import Database, in_portions
from truceline.ledger.schema import BATCHES, COLUMNS

LAYOUT = 1  # a change of what the columns hold gets another number
_PART = 16_384  # values
_STATE = "state"
_WORDS, _EXAMPLES, _GROUPS = "words", "examples", "groups"
_C = COLUMNS.c


@dataclass(frozen=True, kw_only=True)
class State:
    """Of which ledger the columns are."""

    batches: int
    entries: int
    head: str  # hash of the last batch


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The columns of a state."""

    state: State
    values: dict[str, Array]  # by the names of table and column
    groups: dict[str, Array]  # by kind
    words: dict[str, Sequence[str]]  # of codes, by what they stand for
    examples: dict[str, Array]  # beside them


def state_of(connection: Connection) -> State | None:
    """What the ledger's columns are of; None where there are none that can be read."""
    data = connection.scalar(select(_C.data).where(_C.name == _STATE, _C.part == 0))
    if data is None:
        return None
    found = json.loads(data)
    if found.pop("layout", None) != LAYOUT:
        return None
    state = State(**found)
    # Another ledger may have been put in this one's place, or the end of it cut off.
    head = connection.scalar(select(BATCHES.c.hash).where(BATCHES.c.n == state.batches))
    return state if head == state.head else None


def load(connection: Connection) -> Kept | None:
    """The columns that are kept; None where there are none that can be read."""
    state = state_of(connection)
    if state is None:
        return None
    parts: dict[str, list[bytes]] = defaultdict(list)
    for name, data in connection.execute(select(_C.name, _C.data).order_by(_C.name, _C.part)):
        parts[name].append(data)
    of_codes = [name.removeprefix(f"{_WORDS}.") for name in parts if name.startswith(f"{_WORDS}.")]
    return Kept(
        state=state,
        values={
            f"{table}.{name}": _whole(parts[f"{table}.{name}"], kind)
            for table, columns in TABLES.items()
            for name, kind in columns.items()
        },
        groups={
            name.removeprefix(f"{_GROUPS}."): _whole(parts[name], np.int32)
            for name in parts
            if name.startswith(f"{_GROUPS}.")
        },
        words={of: [word for part in parts[f"{_WORDS}.{of}"] for word in json.loads(part)] for of in of_codes},
        examples={of: _whole(parts[f"{_EXAMPLES}.{of}"], np.int64) for of in of_codes},
    )


def save(database: Database, connection: Connection, now: Kept, before: Kept | None) -> None:
    """Keep columns, in the place of those that are kept.

    Args:
        database: The ledger's.
        connection: A transaction that writes.
        now: What to keep.
        before: What is kept, if the caller knows that: what is the same there is not written again.
    """
    there = state_of(connection)
    if there is not None and there.entries >= now.state.entries:
        return  # somebody else kept newer ones meanwhile
    if before is None or before.state != there:
        before = None
        connection.execute(delete(COLUMNS))
    state = {"layout": LAYOUT, **vars(now.state)}
    rows = [(_STATE, 0, json.dumps(state).encode()), *_changed_words(now, before)]
    old = _arrays(before) if before else {}
    for name, values in _arrays(now).items():
        rows += _changed(name, values, old.get(name))
    for portion in in_portions(rows):
        for name, part, _ in portion:
            connection.execute(delete(COLUMNS).where(_C.name == name, _C.part == part))
        database.insert(connection, COLUMNS, portion)


def _arrays(kept: Kept) -> dict[str, Array]:
    groups = {f"{_GROUPS}.{kind}": values for kind, values in kept.groups.items()}
    return kept.values | groups | {f"{_EXAMPLES}.{of}": values for of, values in kept.examples.items()}


def _changed(name: str, values: Array, before: Array | None) -> list[tuple[str, int, bytes]]:
    found = []
    for part in range(len(values) // _PART + 1):
        mine = values[part * _PART : (part + 1) * _PART]
        if before is None or not np.array_equal(mine, before[part * _PART : (part + 1) * _PART]):
            found.append((name, part, mine.tobytes()))
    return found


def _changed_words(now: Kept, before: Kept | None) -> list[tuple[str, int, bytes]]:
    found = []
    for of, words in now.words.items():
        known = len(before.words[of]) if before else -1
        if known < len(words):  # they only ever come at the end
            for part in range(max(known, 0) // _PART, len(words) // _PART + 1):
                data = json.dumps(words[part * _PART : (part + 1) * _PART]).encode()
                found.append((f"{_WORDS}.{of}", part, data))
    return found


def _whole(parts: list[bytes], kind: Any) -> Array:
    """One column from its parts, which can be written to."""
    found: Array = np.frombuffer(bytearray().join(parts), dtype=kind)
    return found
