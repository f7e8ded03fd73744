"""Rows as Parquet, a few thousand in memory at a time. Needs pyarrow, which the extra ``parquet`` brings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from truceline.errors import ExportError
from truceline.exports.cells import writable
from truceline.exports.columns import Column, Row, Value

try:  # it weighs more than all else together, so it comes only to those who ask for it
    import pyarrow
    import pyarrow.parquet
except ImportError:
    pyarrow = None

GROUP = 5000  # rows in memory, and in one group of the file


def write_parquet(rows: Iterable[Row], columns: Sequence[Column], out: BinaryIO) -> int:
    """Rows as a Parquet file with typed columns; what is not known is null.

    Returns:
        How many rows there were.

    Raises:
        ExportError: pyarrow is not there.
    """
    schema = _schema(columns)
    written = 0
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(_part(group, columns, schema))
            written += len(group)
    return written


def arrow_table(rows: Iterable[Row], columns: Sequence[Column]) -> Any:
    """Rows as a table of Arrow's, with the same types as the file.

    Raises:
        ExportError: pyarrow is not there.
    """
    schema = _schema(columns)
    parts = [_part(group, columns, schema) for group in _groups(rows)]
    return pyarrow.concat_tables(parts) if parts else schema.empty_table()


def _schema(columns: Sequence[Column]) -> Any:
    if pyarrow is None:
        raise ExportError("Parquet and Arrow need it: pip install 'truceline[parquet]'", file="pyarrow")
    return pyarrow.schema([(column.name, _type(column)) for column in columns])


def _part(group: Sequence[Row], columns: Sequence[Column], schema: Any) -> Any:
    return pyarrow.Table.from_arrays([_array(group, column) for column in columns], schema=schema)


def _array(group: Sequence[Row], column: Column) -> Any:
    return pyarrow.array([sound(row.get(column.name), column) for row in group], type=_type(column))


def sound(value: Value, column: Column) -> Value:
    """A value as its column's type has it."""
    if column.kind == "list":
        return [writable(part) for part in value] if isinstance(value, list) else []
    if column.kind == "number" and isinstance(value, int):
        return float(value)
    return writable(value) if isinstance(value, str) else value


def _type(column: Column) -> Any:
    kinds = {
        "text": pyarrow.string(),
        "whole": pyarrow.int64(),
        "number": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    return kinds[column.kind]


def _groups(rows: Iterable[Row]) -> Iterable[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if len(group) >= GROUP:
            yield group
            group = []
    if group:
        yield group
