"""A part: what was read in a shard, as Parquet, a row a report. Needs pyarrow, which the extra ``parquet`` brings.

Report and reading stand in it in the ledger's own encoding, so that nothing is lost and a ledger that is loaded from
parts has the digest of one that read the reports itself.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from truceline.batch.records import built
from truceline.errors import BatchError
from truceline.exports.cells import writable
from truceline.intake import published_of
from truceline.ledger.drafts import report_draft
from truceline.ledger.encoding import canonical
from truceline.ledger.packing import reading_to_plain, report_to_plain
from truceline.ledger.rows import reading_rows
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
_STRANGE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)  # what no program of ours wrote shows as

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
    except (pyarrow.ArrowException, OSError, *_STRANGE) as error:
        raise _damaged(error, name) from error


def reading_of(report: Report, written: str, name: str) -> Reading:
    """The reading of a row. Every value has the type that it should have, every day is one, every id is somebody's.

    Args:
        report: What was read.
        written: The reading, as JSON.
        name: The part's file, for errors.

    Raises:
        BatchError: It is no reading.
    """
    try:
        plain = json.loads(written, parse_float=_finite, parse_constant=_finite)
        _check_spans(plain, len(report.text))
        found = built(Reading, {**plain, "report": report})
        days = [day for time in found.times for day in (time.earliest, time.latest)]
        for pact in found.agreements:
            days += [pact.since, *(step.since for step in pact.steps)]
        for day in filter(None, days):
            date.fromisoformat(day)
        reading_rows(found, n=0, report="")
    except _STRANGE as error:
        raise _damaged(error, name) from error
    return found


def _finite(said: str) -> float:
    found = float(said)
    if not math.isfinite(found):
        raise ValueError(f"{said} is no number")
    return found


def _check_spans(plain: Any, length: int) -> None:
    """That whatever has a start and an end lies in the text."""
    waiting = [plain]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if "start" in here and "end" in here and not 0 <= here["start"] <= here["end"] <= length:
                raise ValueError("a span outside of the text")
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def _damaged(error: Exception, name: str) -> BatchError:
    return BatchError(f"no part of a batch, or damaged ({' '.join(str(error).split())})"[:300], file=name)


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
    came = None
    if row["came"] is not None:
        came = built(Fetched, {**json.loads(row["came"]), "body": row["body"]})
    found = built(Report, {**json.loads(row["report"]), "evidence": came})
    if not found.text or any(day is not None and published_of(day) != day for day in (found.published, found.modified)):
        raise ValueError("a report without text, or of a day that there is not")
    return found
