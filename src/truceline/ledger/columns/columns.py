"""The columns of a ledger, brought up to date when they are asked for."""

from __future__ import annotations

import threading
from dataclasses import replace

from sqlalchemy import Connection, select

from truceline.ledger.columns.building import Building
from truceline.ledger.columns.kept import Kept, State, load, save, state_of
from truceline.ledger.columns.layout import TABLES
from truceline.ledger.columns.snapshot import AllCodes, Snapshot
from truceline.ledger.database import HasDatabase
from truceline.ledger.schema import ANCHOR

_SOON = 20_000  # entries: columns that lack no more are brought up to date sooner than a database counts


class Columns:
    """The claims of a ledger as columns. Several threads may use it.

    Args:
        ledger: Whose.
    """

    def __init__(self, ledger: HasDatabase) -> None:
        self._database = ledger.database
        self._lock = threading.Lock()
        self._building: Building | None = None
        self._snapshot: Snapshot | None = None
        self._kept: Kept | None = None

    def now(self) -> Snapshot:
        """The columns as the ledger is now. The first call reads what is kept of them, or else all of the ledger."""
        with self._lock, self._database.reading() as connection:
            return self._now(connection)

    def soon(self) -> Snapshot | None:
        """The columns as the ledger is now; None where so little of them is kept that this would take long."""
        with self._lock, self._database.reading() as connection:
            entries = self._snapshot.entries if self._snapshot else None
            if entries is None:
                state = state_of(connection)
                entries = state.entries if state else 0
            there = connection.scalar(select(ANCHOR.c.entries)) or 0
            return self._now(connection) if there - entries <= _SOON else None

    def keep(self) -> None:
        """Write the columns into the ledger, so that the next process has them soon."""
        snapshot = self.now()
        with self._lock, self._database.writing() as connection:
            kept = _to_keep(snapshot)
            save(self._database, connection, kept, self._kept)
        self._kept = kept

    def head(self) -> str:
        """The hash of the ledger's last batch: nothing has changed as long as it has not."""
        with self._database.reading() as connection:
            return str(connection.scalar(select(ANCHOR.c.head)) or "")

    def _now(self, connection: Connection) -> Snapshot:
        anchor = connection.execute(select(ANCHOR)).one_or_none()
        head, entries, batches = (anchor.head, anchor.entries, anchor.batches) if anchor else ("", 0, 0)
        if self._building is None or self._snapshot is None:
            self._kept = load(connection)
            self._building = Building(self._kept)
            if self._kept is not None:
                state = self._kept.state
                self._snapshot = self._building.snapshot(state.head, state.entries, state.batches)
        if self._snapshot is None or self._snapshot.head != head:
            try:
                came = self._building.read(connection, self._snapshot.entries if self._snapshot else 0)
            except BaseException:  # half of it may be there
                self._building = self._snapshot = None
                raise
            if came or self._snapshot is None:
                self._snapshot = self._building.snapshot(head, entries, batches)
            else:  # what people decided, and judgements of other kinds, stand in no column
                self._snapshot = replace(self._snapshot, head=head, entries=entries, batches=batches)
        return self._snapshot


def _to_keep(snapshot: Snapshot) -> Kept:
    codes = {name: getattr(snapshot.codes, name) for name in AllCodes.__dataclass_fields__}
    return Kept(
        state=State(batches=snapshot.batches, entries=snapshot.entries, head=snapshot.head),
        values={
            f"{table}.{name}": getattr(getattr(snapshot, table), name) for table in TABLES for name in TABLES[table]
        },
        groups={"event": snapshot.event, "origin": snapshot.origin},
        words={name: tuple(of.words) for name, of in codes.items()},
        examples={name: of.example_numbers() for name, of in codes.items()},
    )
