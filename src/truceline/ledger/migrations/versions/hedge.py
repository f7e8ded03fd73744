"""The words by which a publisher hedges a claim.

Readings that are there already tell of none.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer

from truceline.ledger.database import Database

revision = "4"
down_revision = "3"


def upgrade(database: Database) -> None:
    """Add where they begin and end."""
    for name in ("hedge_start", "hedge_end"):
        op.add_column("claims", Column(name, Integer()))
