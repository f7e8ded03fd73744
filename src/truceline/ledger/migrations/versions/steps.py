"""What each report says became of an agreement, step by step.

Readings that are there already tell no steps, so there are no rows to make.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text

from truceline.ledger.database import Database

revision = "2"
down_revision = "1"


def upgrade(database: Database) -> None:
    """Make the table."""
    number = BigInteger().with_variant(Integer(), "sqlite")
    text = Text().with_variant(Text(collation="C"), "postgresql")
    op.create_table(
        "steps",
        Column("agreement", number, primary_key=True, autoincrement=False),
        Column("ord", number, primary_key=True, autoincrement=False),
        Column("status", text, nullable=False),
        Column("since", text),
        Column("claim", text),
        Column("start", Integer(), nullable=False),
        Column("end", Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
