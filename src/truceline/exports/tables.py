"""Rows to a file: CSV, text with tabs, JSON Lines. One row is in memory at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from truceline.exports.cells import cell
from truceline.exports.columns import Column, Row, Value


def write_csv(rows: Iterable[Row], columns: Sequence[Column], out: BinaryIO) -> int:
    """Rows as CSV (RFC 4180: commas, CRLF, quotes where needed), in UTF-8, with a line of names first.

    Returns:
        How many rows there were.
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")

    def put(cells: Iterable[str]) -> None:
        writer.writerow(cells)
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()

    put(column.name for column in columns)
    written = 0
    for row in rows:
        put(cell(row.get(column.name)) for column in columns)
        written += 1
    return written


def write_tabs(rows: Iterable[Row], columns: Sequence[Column], out: BinaryIO) -> int:
    """Rows with a tab between cells and nothing quoted, with a line of names first; white space becomes blanks."""
    out.write(("\t".join(column.name for column in columns) + "\n").encode())
    written = 0
    for row in rows:
        cells = (cell(row.get(column.name), one_line=True) for column in columns)
        out.write(("\t".join(cells) + "\n").encode())
        written += 1
    return written


def write_lines(rows: Iterable[Row], columns: Sequence[Column], out: BinaryIO) -> int:
    """Rows as JSON Lines, an object a row, all in ASCII; what is not known is null."""
    written = 0
    for row in rows:
        found = {column.name: plain(row.get(column.name), column) for column in columns}
        out.write(json.dumps(found, separators=(",", ":")).encode() + b"\n")
        written += 1
    return written


def plain(value: Value, column: Column) -> Value:
    """A value as JSON has it: an empty list for none, and whole numbers without a point."""
    if value is None:
        return [] if column.kind == "list" else None
    return int(value) if isinstance(value, float) and value == int(value) else value
