"""What linking finds its neighbours by: signs of reports and claims, and how far they go."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text

from truceline.ledger.database import Database

revision = "3"
down_revision = "2"

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade(database: Database) -> None:
    """Make both tables, empty: the next linking fills them."""
    op.create_table(
        "signs",
        Column("sign", NUMBER, primary_key=True, autoincrement=False),
        Column("n", NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table("progress", Column("name", TEXT, primary_key=True), Column("n", NUMBER, nullable=False))
