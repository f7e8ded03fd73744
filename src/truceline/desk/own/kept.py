"""A small file of the desk's own, beside the ledger: secrets that must be deletable, and what changes by the minute.

What people decide, alerts among it, stands in the ledger with who and when, for good. Here stand the addresses and
keys of webhooks, how far each alert was looked at, deliveries and their tries, and what is remembered of feeds. Where
the file is gone, the ledger has lost nothing; feeds are to be added again, and webhooks.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from truceline.errors import KeepingError
from truceline.ledger.database import sqlite_module

VERSION = 1
_LEASE = 60.0  # seconds after which another desk on the same ledger may take over
_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (id TEXT PRIMARY KEY, url TEXT NOT NULL UNIQUE, by TEXT NOT NULL, added TEXT NOT NULL,
    state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS alerts (id TEXT PRIMARY KEY, key TEXT NOT NULL, seen INTEGER,
    above INTEGER NOT NULL DEFAULT 0, url TEXT, secret TEXT);
CREATE TABLE IF NOT EXISTS deliveries (id TEXT PRIMARY KEY, alert TEXT NOT NULL, made TEXT NOT NULL, kind TEXT NOT NULL,
    claims INTEGER NOT NULL, body BLOB NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, next REAL NOT NULL);
CREATE INDEX IF NOT EXISTS deliveries_alert ON deliveries (alert, made);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, next);
CREATE TABLE IF NOT EXISTS tries (delivery TEXT NOT NULL, at TEXT NOT NULL, status INTEGER, said TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS tries_delivery ON tries (delivery);
CREATE TABLE IF NOT EXISTS lease (one INTEGER PRIMARY KEY CHECK (one = 1), holder TEXT NOT NULL, until REAL NOT NULL);
"""


def kept_file(ledger: str | Path, *, data: Path) -> Path:
    """Where a desk keeps what is its own: beside the ledger's file; of a database in the data folder."""
    if isinstance(ledger, str) and "://" in ledger:
        without = ledger.rpartition("@")[2]  # a password may change
        return data / f"desk-{hashlib.sha256(without.encode()).hexdigest()[:16]}.sqlite"
    path = Path(ledger).expanduser()
    return path.with_name(path.name + ".desk")


class Kept:
    """The file. Several threads may use it, and several desks: see `lease`.

    Args:
        path: Where it is; made when something is written first.

    Raises:
        KeepingError: It cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._module: Any = sqlite_module()
        self._connection: Any = None
        if path.exists():
            with self.changing():
                """Opens it, so that a file of another kind is named at the start."""

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @property
    def begun(self) -> bool:
        """Whether there is anything that this desk keeps."""
        return self.path.exists()

    def rows(self, question: str, values: Sequence[Any] = ()) -> list[Any]:
        """What a question finds; nothing where there is no file yet."""
        with self._lock:
            if self._connection is None and not self.path.exists():
                return []
            with self.changing() as connection:
                found: list[Any] = connection.execute(question, tuple(values)).fetchall()
                return found

    def change(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Do one change.

        Returns:
            How many rows it concerned.
        """
        with self.changing() as connection:
            return int(connection.execute(statement, tuple(values)).rowcount)

    @contextmanager
    def changing(self) -> Iterator[Any]:
        """Changes that are done together or not at all.

        Raises:
            KeepingError: The file cannot be used.
        """
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._opened()
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except (self._module.Error, OSError) as error:
                raise KeepingError(str(error), file=str(self.path)) from error

    def lease(self, holder: str, *, now: float) -> bool:
        """Whether this desk may do what a desk does by itself: of several on one file only one may, until it ends."""
        with self.changing() as connection:
            row = connection.execute("SELECT holder, until FROM lease").fetchone()
            if row is not None and row[0] != holder and now < row[1] < now + 2 * _LEASE:  # a clock may be set back
                return False
            if row is None or row[0] != holder or row[1] - now < _LEASE / 2:
                connection.execute("REPLACE INTO lease VALUES (1, ?, ?)", (holder, now + _LEASE))
            return True

    def leave(self, holder: str) -> None:
        """Another desk may take over at once."""
        if self.path.exists():
            self.change("DELETE FROM lease WHERE holder = ?", (holder,))

    def _opened(self) -> Any:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # it holds keys: nobody else may read it
        connection = self._module.connect(str(self.path), timeout=30.0, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA secure_delete = ON")  # a key that was taken back is gone
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if version == 0 and tables == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        elif version != VERSION:
            connection.close()
            raise KeepingError("it is not what a desk of this version keeps", file=str(self.path))
        return connection


def new_key() -> str:
    """A secret of 32 bytes."""
    return secrets.token_urlsafe(32)
