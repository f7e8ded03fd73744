"""The first layout."""

from __future__ import annotations

from alembic import op

from truceline.ledger.database import Database
from truceline.ledger.schema import METADATA

revision = "1"
down_revision = None


def upgrade(database: Database) -> None:
    """Make all tables and indexes."""
    METADATA.create_all(op.get_bind())
    database.make_indexes(op.get_bind())
