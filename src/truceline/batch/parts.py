"""A part: what was read in a shard, as Parquet, a row a report. Needs pyarrow, which the extra ``parquet`` brings.

Report and reading stand in it in the ledger's own encoding, so that nothing is lost and a ledger that is loaded from
parts has the digest of one that read the reports itself.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from truceline.errors import BatchError
from truceline.exports.cells import writable
from truceline.ledger.drafts import report_draft
from truceline.ledger.encoding import canonical
from truceline.ledger.packing import reading_from_plain, reading_to_plain, report_from_plain, report_to_plain
from truceline.model import Fetched, Reading, Report

try:
    import pyarrow
    import pyarrow.parquet
except ImportError:
    pyarrow = None

LAYOUT = "1"
_ROWS = 256  # in a row group, at most
_BYTES = 16_000_000  # of pages kept as evidence in a row group, about
_LOADED = 64  # rows in memory when a part is taken in

# Columns, with what each holds; docs/formats.md has the same list.
COLUMNS = (
    ("id", "string", "the report's id"),
    ("outlet", "string", "who published it"),
    ("title", "string", "its headline"),
    ("published", "string", "day or UTC second"),
    ("url", "string", "where it was found"),
    ("claims", "int32", "how many there are"),
    ("agreements", "int32", "how many there are"),
    ("report", "string", "JSON: all of the report, its text included"),
    ("reading", "string", "JSON: all that was read in it, with the names of `truceline read --format json`"),
    ("came", "string", "JSON: from where a page came: `url`, `final_url`, `status`, `headers`, `fetched`"),
    ("body", "binary", "the bytes of the page"),
)


def check_there() -> None:
    """That parts can be written and read at all.

    Raises:
        BatchError: pyarrow is not there.
    """
    if pyarrow is None:
        raise BatchError("parts need it: pip install 'truceline[parquet]'", file="pyarrow")


class PartWriter:
    """Readings to the bytes of a part, a row group at a time."""

    def __init__(self) -> None:
        check_there()
        self._schema = pyarrow.schema(
            [(name, getattr(pyarrow, kind)()) for name, kind, _ in COLUMNS], metadata={"truceline_part": LAYOUT}
        )
        self._out = io.BytesIO()
        self._writer = pyarrow.parquet.ParquetWriter(self._out, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._held = 0

    def add(self, reading: Reading) -> None:
        """One row more."""
        self._rows.append(_row(reading))
        self._held += len(self._rows[-1]["body"] or b"")
        if len(self._rows) >= _ROWS or self._held >= _BYTES:
            self._write()

    def finish(self) -> bytes:
        """All of the part."""
        if self._rows:
            self._write()
        self._writer.close()
        return self._out.getvalue()

    def _write(self) -> None:
        self._writer.write_table(pyarrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._held = [], 0


def reports_of_part(data: bytes, name: str) -> Iterator[tuple[Report, str]]:
    """The reports of a part, each with what was read in it, still as JSON.

    Args:
        data: The part.
        name: Its file, for errors.

    Raises:
        BatchError: It is no part, or of a later version.
    """
    check_there()
    try:
        table = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        layout = (table.schema_arrow.metadata or {}).get(b"truceline_part")
        if layout != LAYOUT.encode():
            raise BatchError("no part of a batch, or one of another version", file=name)
        columns = ["report", "reading", "came", "body"]
        for batch in table.iter_batches(_LOADED, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                yield _report(row), row["reading"]
    except (pyarrow.ArrowException, OSError, ValueError, KeyError) as error:
        raise BatchError(f"no part of a batch, or damaged ({error})"[:300], file=name) from error


def reading_of(report: Report, written: str) -> Reading:
    """The reading of a row."""
    return reading_from_plain(json.loads(written), report)


def _row(reading: Reading) -> dict[str, Any]:
    report, came = reading.report, reading.report.evidence
    said = {name: getattr(report, name) for name in ("id", "outlet", "title", "published", "url")}
    return {
        **{name: writable(value) if value is not None else None for name, value in said.items()},
        "claims": len(reading.claims),
        "agreements": len(reading.agreements),
        "report": canonical(report_to_plain(report)).decode(),
        "reading": canonical(reading_to_plain(reading, report_draft(report).id)).decode(),
        "came": canonical(_came(came)).decode() if came else None,
        "body": came.body if came else None,
    }


def _came(found: Fetched) -> dict[str, Any]:
    headers = [list(pair) for pair in found.headers]
    said = {name: getattr(found, name) for name in ("url", "final_url", "status", "fetched")}
    return {**said, "headers": headers}


def _report(row: dict[str, Any]) -> Report:
    plain = json.loads(row["report"])
    found = report_from_plain(plain)
    if row["came"] is None:
        return found
    came = json.loads(row["came"])
    headers = tuple((name, value) for name, value in came.pop("headers"))
    evidence = Fetched(**came, headers=headers, body=row["body"])
    return Report(**plain, evidence=evidence)
