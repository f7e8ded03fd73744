"""Readings and views as tables of Arrow's and data frames of pandas'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from truceline.errors import ExportError
from truceline.exports.columns import Column, Row, columns_of
from truceline.exports.parquet import arrow_table, sound
from truceline.exports.readings import OF_READINGS
from truceline.exports.registry import TABLES
from truceline.ledger import Filters, View
from truceline.model import Reading

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

try:  # only those who ask for it have it: the extra ``pandas``
    import pandas
except ImportError:
    pandas = None

# Types with a null of their own: what is not known stays so, and whole numbers stay whole.
_TYPES = {"text": "string", "whole": "Int64", "number": "Float64", "flag": "boolean", "list": "object"}


def to_arrow(
    of: Reading | Iterable[Reading] | View, table: str = "claims", *, filters: Filters | None = None
) -> pa.Table:
    """A table of Arrow's. Needs pyarrow, which the extra ``parquet`` brings.

    Args:
        of: A reading, several, or a view of a ledger.
        table: claims, attributions, agreements or reports; of a view also events, and tellings: its agreements are
            those over time, a reading's those that it tells of.
        filters: Of a view, which claims, or what rests on them.

    Raises:
        ValueError: There is no such table, or filters were given for readings.
        ExportError: pyarrow is not there.
    """
    return arrow_table(_rows(of, table, filters), _columns(of, table))


def to_pandas(
    of: Reading | Iterable[Reading] | View, table: str = "claims", *, filters: Filters | None = None
) -> pd.DataFrame:
    """A data frame of pandas'. Needs pandas, which the extra ``pandas`` brings.

    Args:
        of: A reading, several, or a view of a ledger.
        table: As for `to_arrow`.
        filters: As for `to_arrow`.

    Raises:
        ValueError: There is no such table, or filters were given for readings.
        ExportError: pandas is not there.
    """
    rows, columns = _rows(of, table, filters), _columns(of, table)
    if pandas is None:
        raise ExportError("data frames need it: pip install 'truceline[pandas]'", file="pandas")
    whole = list(rows)
    series = {column.name: _series(whole, column) for column in columns}
    return pandas.DataFrame(series, columns=[column.name for column in columns])


def _series(rows: Sequence[Row], column: Column) -> Any:
    return pandas.Series([sound(row.get(column.name), column) for row in rows], dtype=_TYPES[column.kind])


def _rows(of: Reading | Iterable[Reading] | View, table: str, filters: Filters | None) -> Iterator[Row]:
    if isinstance(of, View):
        if table not in TABLES:
            raise ValueError(f"no such table of a view: {table!r}; there are {', '.join(TABLES)}")
        return TABLES[table](of, filters)
    if table not in OF_READINGS:
        raise ValueError(f"no such table of a reading: {table!r}; there are {', '.join(OF_READINGS)}")
    if filters is not None:
        raise ValueError("filters are for views of a ledger")
    readings = [of] if isinstance(of, Reading) else of
    return (row for reading in readings for row in OF_READINGS[table](reading))


def _columns(of: Reading | Iterable[Reading] | View, table: str) -> tuple[Column, ...]:
    told = table == "agreements" and not isinstance(of, View)
    return columns_of("tellings" if told else table)
