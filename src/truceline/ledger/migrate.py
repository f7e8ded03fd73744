"""Looks which layout the tables of a ledger have, and brings them to the newest.

Alembic is imported where there is something to bring: most ledgers are as they should be, and it takes its time.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from truceline.errors import MissingLedger, NewerLedger, NotALedger
from truceline.ledger.database import Database
from truceline.ledger.schema import ANCHOR

NEWEST = "5"  # the head of the migrations

_ALEMBIC = "alembic_version"


def prepare(database: Database, *, create: bool) -> None:
    """Bring the tables to the newest layout, or make them.

    Args:
        database: Where they are.
        create: Whether to make a ledger where there is none.

    Raises:
        MissingLedger: There is none, and none is to be made.
        NotALedger: There is something else.
        NewerLedger: The layout is that of a later version of Truceline.
    """
    if database.file is not None:
        _look_at_file(database, create=create)
    with database.reading() as connection:
        version = _version(connection, database, create=create)
    if version != NEWEST:
        from truceline.ledger.upgrading import upgrade

        with database.writing() as connection:  # another program may have done it meanwhile: look again
            if _version(connection, database, create=create) != NEWEST:
                upgrade(connection, database)


def _look_at_file(database: Database, *, create: bool) -> None:
    assert database.file is not None
    try:
        if database.file.is_dir():
            raise NotALedger("a folder, not a ledger", ledger=database.name)
        there = database.file.exists()
        if there and (begin := _beginning(database.file)) and begin != b"SQLite format 3\0":
            raise NotALedger("not a ledger", ledger=database.name)
        if not there and create:
            database.file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MissingLedger(f"it cannot be opened or made ({error.strerror})", ledger=database.name) from error
    if not there and not create:
        raise MissingLedger("there is no ledger", ledger=database.name)


def _beginning(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(16)


def _version(connection: Connection, database: Database, *, create: bool) -> str | None:
    tables = set(inspect(connection).get_table_names())
    version = connection.scalar(text(f"SELECT version_num FROM {_ALEMBIC}")) if _ALEMBIC in tables else None
    if version is None or ANCHOR.name not in tables:
        if tables and (database.is_sqlite or version is not None or ANCHOR.name in tables):
            raise NotALedger("a database, but not a ledger", ledger=database.name)
        if not create:
            raise MissingLedger("there is no ledger in this database", ledger=database.name)
        return None
    if version != NEWEST:
        from truceline.ledger.upgrading import versions

        if version not in versions():
            raise NewerLedger("written by a later version of Truceline; use that one", ledger=database.name)
    return str(version)
