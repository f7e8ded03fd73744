"""The one place where SQLite and PostgreSQL differ: connecting, locking, inserting, full text."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Table,
    any_,
    create_engine,
    event,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool
from sqlalchemy.sql import column as sql_column

from truceline.errors import LedgerBusy, LedgerError
from truceline.ledger.faults import named
from truceline.ledger.schema import SEARCH_CLAIMS, SEARCH_REPORTS

try:
    from pysqlite3 import dbapi2 as _newer  # a newer SQLite than Python's, where it is installed
except ImportError:
    _newer = None

WAIT = 120.0  # seconds for another writer's batch to end
WAL_FROM = (3, 51, 3)  # versions before may damage a file with a write-ahead log that two connections have open
_LOCK = 0x7472_7563  # what writers of a PostgreSQL ledger agree to lock, with the schema beside it
MANY = 500  # values in one question


def sqlite_module() -> ModuleType:
    """The SQLite to use: that of Python, or a newer one."""
    newer: ModuleType | None = _newer
    if newer is None or newer.sqlite_version_info <= sqlite3.sqlite_version_info:
        return sqlite3
    return newer


def journal_for(version: tuple[int, ...]) -> str:
    """How a SQLite of this version keeps a file safe: only newer ones may use a write-ahead log."""
    return "WAL" if version >= WAL_FROM else "DELETE"


class Database:
    """A SQLite file or a PostgreSQL database.

    Args:
        place: A file, or a ``postgresql://`` address.
        wait: Seconds to wait for another writer.
    """

    def __init__(self, place: str | Path, *, wait: float = WAIT) -> None:
        self.wait = wait
        self.file: Path | None = None
        self._held = threading.local()
        if isinstance(place, str) and "://" in place:
            self._url = _postgresql(place)
            self.name = self._url.render_as_string(hide_password=True).replace("+psycopg", "", 1)
            with named(self.name):
                self.engine = create_engine(self._url, pool_pre_ping=True)
        else:
            self.file = Path(place).expanduser()
            self.name = str(place)
            self._url = URL.create("sqlite", database=str(self.file))
            self.engine = _sqlite_engine(self._url, wait)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite's."""
        return self.file is not None

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within it the transactions of this thread share one connection to a file, and so what it has read of it."""
        if not self.is_sqlite or getattr(self._held, "connection", None) is not None:
            yield
            return
        with named(self.name):
            self._held.connection = self.engine.connect()
        try:
            yield
        finally:
            self._held.connection.close()
            self._held.connection = None

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        held: Connection | None = getattr(self._held, "connection", None)
        if held is not None and not held.in_transaction():
            yield held
            return
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the ledger as it was at its beginning."""
        with named(self.name), self._connected() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            connection = connection.execution_options(writing=False)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer runs beside; committed at the end, or nothing of it is."""
        with named(self.name), self._connected() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = {max(1, int(self.wait * 1000))}"))
                    schema = text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))")
                    connection.execute(schema, {"lock": _LOCK})
                yield connection

    def insert(
        self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, anew: bool = True
    ) -> None:
        """Rows in the order of the table's columns; where some may be there, and are to stay, ``anew`` is False."""
        if rows:
            conflict = "" if anew else " ON CONFLICT DO NOTHING"
            connection.exec_driver_sql(_insertion(table, self.engine) + conflict, list(rows))

    def index(self, connection: Connection, index: str, rows: Sequence[tuple[int, str]]) -> None:
        """Numbers and the words that they are found by, into a full-text index."""
        if rows:
            one = "(rowid, words) VALUES (?, ?)" if self.is_sqlite else "VALUES (%s, to_tsvector('simple', %s))"
            connection.exec_driver_sql(f"INSERT INTO {index} {one}", list(rows))

    def make_indexes(self, connection: Connection) -> None:
        """The full-text indexes of a new ledger."""
        for index in (SEARCH_REPORTS, SEARCH_CLAIMS):
            if self.is_sqlite:
                # Without a copy of the text: the ledger has it already.
                connection.exec_driver_sql(
                    f"CREATE VIRTUAL TABLE {index} USING fts5"
                    "(words, content='', tokenize='unicode61 remove_diacritics 0')"
                )
            else:
                connection.exec_driver_sql(f"CREATE TABLE {index} (n bigint PRIMARY KEY, words tsvector NOT NULL)")
                connection.exec_driver_sql(f"CREATE INDEX {index}_words ON {index} USING gin (words)")


class HasDatabase(Protocol):
    """A ledger, for what only asks its database."""

    @property
    def database(self) -> Database:
        """Where it is."""


def matching(connection: Connection, index: str) -> str:
    """The condition, with ``:words`` in it, that gives the numbers of what holds all the words."""
    if connection.dialect.name == "sqlite":
        return f"SELECT rowid FROM {index} WHERE words MATCH :words"
    return f"SELECT n FROM {index} WHERE words @@ to_tsquery('simple', :words)"


def query_of(connection: Connection, words: Sequence[tuple[str, bool]]) -> str:
    """Words, and whether each may be the beginning of a longer one, in the language of the database."""
    if connection.dialect.name == "sqlite":
        return " ".join(f'"{word}"' + ("*" if begins else "") for word, begins in words)
    return " & ".join(f"'{word}'" + (":*" if begins else "") for word, begins in words)


def among(connection: Connection, column: ColumnElement[Any], values: Iterable[int | str]) -> ColumnElement[bool]:
    """The condition that a column has one of these values, however many they are.

    They go over as one parameter: a question with a place for each takes longer to be put than to be answered.
    """
    if connection.dialect.name == "sqlite":
        each = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(literal(list(values), ARRAY(column.type)))


def each_of(connection: Connection, values: Sequence[int]) -> ColumnElement[int]:
    """A column of these numbers, to be joined with: the rest of a question is asked for each of them.

    So that many ranges of numbers can be asked for at once; told as conditions, a database goes through all there is.
    """
    if connection.dialect.name == "sqlite":
        return func.json_each(json.dumps(list(values))).table_valued(sql_column("value", Integer())).c.value
    return func.unnest(literal(list(values), ARRAY(BigInteger()))).column_valued()


def in_portions(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Values a portion at a time, since one question takes only so many."""
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]


@cache
def _insertion(table: Table, engine: Engine) -> str:
    quote = engine.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    values = ", ".join(["?" if engine.dialect.name == "sqlite" else "%s"] * len(table.columns))
    return f"INSERT INTO {quote(table.name)} ({names}) VALUES ({values})"


def _postgresql(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise LedgerError("not an address of a database", ledger=address.partition("@")[2] or address) from error
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        name = url.render_as_string(hide_password=True)
        raise LedgerError("only a file and postgresql:// are known", ledger=name)
    return url.set(drivername="postgresql+psycopg")


def _sqlite_engine(url: URL, wait: float) -> Engine:
    module = sqlite_module()
    journal = journal_for(module.sqlite_version_info)
    # A connection kept in a pool would keep its file open; opening one costs less than a question.
    engine = create_engine(url, module=module, poolclass=NullPool, connect_args={"timeout": wait})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, so that those that write lock at once
        (mode,) = connection.execute(f"PRAGMA journal_mode = {journal}").fetchone()
        if mode.upper() != journal:
            raise LedgerBusy("another program has it open in a way that this SQLite cannot", ledger=str(url.database))
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")  # kibibytes

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
