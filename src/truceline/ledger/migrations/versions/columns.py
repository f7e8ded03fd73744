"""What questions are answered from soon: claims as columns, and what linking compares of agreements.

Both are empty until the next linking.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text

from truceline.ledger.database import Database

revision = "5"
down_revision = "4"


def upgrade(database: Database) -> None:
    """Make the tables."""
    number = BigInteger().with_variant(Integer(), "sqlite")
    text = Text().with_variant(Text(collation="C"), "postgresql")
    op.create_table(
        "notes",
        Column("name", text, primary_key=True),
        Column("n", number, primary_key=True, autoincrement=False),
        Column("data", text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "columns",
        Column("name", text, primary_key=True),
        Column("part", number, primary_key=True, autoincrement=False),
        Column("data", LargeBinary(), nullable=False),
    )
