"""The layout of the tables, from version to version, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, MigrationStep, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from truceline.errors import MissingLedger, NewerLedger, NotALedger
from truceline.ledger.database import Database
from truceline.ledger.schema import ANCHOR

_FOLDER = Path(__file__).parent / "migrations"


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
    newest = ScriptDirectory(str(_FOLDER)).get_current_head()
    if version != newest:
        with database.writing() as connection:  # another program may have done it meanwhile: look again
            if _version(connection, database, create=create) != newest:
                _upgrade(connection, database)


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
    script = ScriptDirectory(str(_FOLDER))
    version = MigrationContext.configure(connection).get_current_revision()
    tables = set(inspect(connection).get_table_names())
    if version is None or ANCHOR.name not in tables:
        if tables and (database.is_sqlite or version is not None or ANCHOR.name in tables):
            raise NotALedger("a database, but not a ledger", ledger=database.name)
        if not create:
            raise MissingLedger("there is no ledger in this database", ledger=database.name)
        return None
    if version not in {revision.revision for revision in script.walk_revisions()}:
        raise NewerLedger("written by a later version of Truceline; use that one", ledger=database.name)
    return version


def _upgrade(connection: Connection, database: Database) -> None:
    script = ScriptDirectory(str(_FOLDER))

    def steps(revision: object, context: MigrationContext) -> list[MigrationStep]:
        found: list[RevisionStep] = script._upgrade_revs("head", revision)  # type: ignore[arg-type]
        return list(found)

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations(database=database)
