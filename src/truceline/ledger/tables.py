"""Which tables hold rows made from contents, and by which number of theirs they are found."""

from __future__ import annotations

from sqlalchemy import Column, Table

from truceline.ledger.rows import OF_READINGS
from truceline.ledger.schema import EVIDENCE, JUDGED, JUDGEMENTS, METADATA, READINGS, REPORTS, REVIEWS

BY_ENTRY: tuple[Table, ...] = (REPORTS, READINGS, EVIDENCE, JUDGEMENTS, JUDGED, REVIEWS)
BY_READING: tuple[Table, ...] = tuple(METADATA.tables[name] for name in OF_READINGS)


def number_of(table: Table) -> Column[int]:
    """The first column of the key: the number of the entry, or of what belongs to a reading."""
    return table.primary_key.columns[0]


def key_length(table: Table) -> int:
    """How many columns the key has; they are the first ones."""
    return len(table.primary_key.columns)
