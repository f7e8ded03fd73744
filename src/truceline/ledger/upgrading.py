"""The layout of the tables, from version to version, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, MigrationStep, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from truceline.ledger.database import Database

_FOLDER = Path(__file__).parent / "migrations"


def versions() -> list[str]:
    """Every version of the layout that there was, the newest first."""
    return [revision.revision for revision in ScriptDirectory(str(_FOLDER)).walk_revisions()]


def upgrade(connection: Connection, database: Database) -> None:
    """Bring the tables to the newest layout, or make them, in the transaction that is open."""
    script = ScriptDirectory(str(_FOLDER))

    def steps(revision: object, context: MigrationContext) -> list[MigrationStep]:
        found: list[RevisionStep] = script._upgrade_revs("head", revision)  # type: ignore[arg-type]
        return list(found)

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations(database=database)
