"""A view to a file or a stream, in any format of the registry."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from truceline.errors import ExportError
from truceline.exports.atlas import Atlas
from truceline.exports.registry import FORMATS, TABLES, Wanted
from truceline.ledger import Filters, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export came to."""

    rows: int  # written
    left: Mapping[str, int] = field(default_factory=dict)  # events that the format cannot hold, by reason


def export(
    view: View,
    form: str,
    out: str | Path | BinaryIO,
    *,
    table: str = "claims",
    filters: Filters | None = None,
    atlas: Atlas | None = None,
    program: str = "truceline",
) -> Exported:
    """Write what a view holds, a row at a time.

    A file appears when it is whole, in the place of one that was there.

    Args:
        view: What to export; an as-of view exports what was known then.
        form: A format's name: csv, jsonl, parquet, geojson, icalendar, annotations, plover, polecat, acled, ucdp, …
        out: A file's name, or a stream of bytes.
        table: claims, events, agreements (over time), tellings (an agreement as one report tells it), attributions or
            reports, for the formats that hold any of them.
        filters: Which claims, or events and agreements that rest on them.
        atlas: Names of countries and divisions; those of the standard where it is None.
        program: What writes, with its version, for the formats that name it.

    Raises:
        ValueError: There is no such format or table.
        ExportError: The file, or what is needed to write it, cannot be used.
    """
    if form not in FORMATS or table not in TABLES:
        raise ValueError(f"no such format or table: {form!r}, {table!r}")
    left: Counter[str] = Counter()
    wanted = Wanted(view=view, filters=filters, table=table, atlas=atlas or Atlas(), program=program, left=left)
    write = FORMATS[form].write
    if isinstance(out, str | Path):
        rows = _to_file(Path(out), wanted, form)
    else:
        rows = write(wanted, out)
    return Exported(rows=rows, left=dict(left))


def _to_file(path: Path, wanted: Wanted, form: str) -> int:
    """Beside the file first, then in its place: a half one never has its name."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            rows = FORMATS[form].write(wanted, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise ExportError(f"it cannot be written ({error.strerror or error})", file=str(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink()
    return rows
