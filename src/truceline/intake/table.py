"""Reports a row: Parquet, a few rows in memory at a time. Needs pyarrow, which the extra ``parquet`` brings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from truceline.errors import BrokenTable, EmptyReport, InputError, UnknownFormat
from truceline.intake.fields import Fields
from truceline.intake.jsonl import FIELDS, report_of_record
from truceline.intake.limits import Limits
from truceline.model.report import Report

_ROWS = 64  # in memory at a time


def reports_in_table(
    file: BinaryIO,
    *,
    name: str,
    about: Fields | None = None,
    limits: Limits | None = None,
    first: int = 0,
    after: int | None = None,
) -> Iterator[Report | InputError]:
    """A report, or what is wrong with it, for each row of a Parquet file.

    Args:
        file: The file; it must be possible to go about in it.
        name: Its name, for errors.
        about: What is known about the reports beside what the rows say; it comes first.
        limits: The bounds of intake.
        first: The row to begin with.
        after: The row to end before; None for the end of the file.
    """
    try:
        table = opened(file, name)
        whole = first == 0 and after is None
        if whole and not table.metadata.num_rows:
            yield EmptyReport("no report in it", report=name)
        for number, row in _rows(table, first, table.metadata.num_rows if after is None else after):
            try:
                place = f"row {number + 1}"
                yield report_of_record(row, about or Fields(), name=name, place=place, limits=limits or Limits())
            except InputError as error:
                yield error
    except InputError as error:
        yield error
    except _faults() as error:
        yield BrokenTable(f"no Parquet file, or damaged ({_first_line(error)})", report=name)


def rows_in(path: Path) -> int:
    """How many rows a file has; 1 where that cannot be told."""
    parquet = _parquet()
    if parquet is None:
        return 1
    try:
        return int(parquet.read_metadata(path).num_rows)
    except _faults():
        return 1


def groups_in(file: BinaryIO, name: str) -> list[tuple[int, int]]:
    """Rows and unpacked bytes of each row group; nothing where that cannot be told, as in a file that is broken.

    Raises:
        UnknownFormat: pyarrow is not there, or the table has no column ``text``.
    """
    try:
        data = opened(file, name).metadata
        groups = [data.row_group(number) for number in range(data.num_row_groups)]
        found = [(group.num_rows, group.total_byte_size) for group in groups if group.num_rows]
    except _faults():
        return []
    return found if all(rows > 0 and size >= 0 for rows, size in found) else []


def opened(file: BinaryIO, name: str) -> Any:
    """A Parquet file, open, with a column of texts.

    Raises:
        UnknownFormat: pyarrow is not there, or the table has no column ``text``.
    """
    parquet = _parquet()
    if parquet is None:
        raise UnknownFormat("Parquet needs pyarrow: pip install 'truceline[parquet]'", report=name)
    table = parquet.ParquetFile(file)
    if "text" not in table.schema_arrow.names:
        raise UnknownFormat("a table without a column text", report=name)
    return table


def _rows(table: Any, first: int, after: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows [first, after) with their numbers, of those columns that say something about a report."""
    columns = [name for name in ("text", *FIELDS) if name in table.schema_arrow.names]
    begin = 0
    for group in range(table.metadata.num_row_groups):
        end = begin + table.metadata.row_group(group).num_rows
        if begin < after and end > first:
            number = begin
            for batch in table.iter_batches(_ROWS, row_groups=[group], columns=columns, use_threads=False):
                if number + len(batch) > first and number < after:
                    for row in _in_utc(batch).to_pylist():
                        if first <= number < after:
                            yield number, {name: _plain(value) for name, value in row.items()}
                        number += 1
                else:
                    number += len(batch)
        begin = end


def _in_utc(batch: Any) -> Any:
    """The rows with moments that Python can hold: no billionths of a second, and no zone that must be known by name."""
    arrow = import_module("pyarrow")
    for number, field in enumerate(batch.schema):
        if arrow.types.is_timestamp(field.type):
            kind = arrow.timestamp("us", tz="UTC" if field.type.tz else None)
            batch = batch.set_column(number, field.name, batch.column(number).cast(kind, safe=False))
    return batch


def _plain(value: Any) -> Any:
    """A day or a moment as a text says it."""
    if isinstance(value, datetime):
        zone = "Z" if value.tzinfo is not None else ""
        return value.replace(tzinfo=None).isoformat(timespec="seconds") + zone
    return value.isoformat() if isinstance(value, date) else value


@cache
def _parquet() -> Any:
    """The reader, loaded where there is something to read: it weighs more than all else together."""
    try:
        return import_module("pyarrow.parquet")
    except ImportError:
        return None


def _faults() -> tuple[type[Exception], ...]:
    """What damage shows as; the last two where a name, a text or a moment is none that Python can hold."""
    return (OSError, import_module("pyarrow").ArrowException, ValueError, OverflowError) if _parquet() else (OSError,)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
