"""Targets that read tables, and the folder of a batch that somebody else may have made."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import cast

import pyarrow
import pyarrow.parquet

from tests.batch.inputs import batch as run
from tests.batch.inputs import files, lines_file
from truceline.batch.folder import PLAN
from truceline.batch.loading import Loaded
from truceline.errors import BatchError, InputError, LedgerError
from truceline.intake import Limits
from truceline.intake.table import groups_in, reports_in_table
from truceline.ledger import Ledger, open_ledger
from truceline.linking import link
from truceline.model import Report

LIMITS = Limits(text=50_000, page=200_000)
PART, MANIFEST = "parts/000000.parquet", "parts/000000.json"
COLUMNS = ("report", "reading", "came")


def patched(whole: bytes, data: bytes) -> bytes:
    """Bytes with others in them: three of where, one of how many, so many of what."""
    found = bytearray(whole)
    while len(data) > 4:
        at, size = int.from_bytes(data[:3], "big") % len(found), data[3] % 16 + 1
        found[at : at + size] = data[4 : 4 + size]
        data = data[4 + size :]
    return bytes(found)


def table(data: bytes) -> None:
    """A report, or what is wrong with it, for each row of a Parquet file; what its row groups weigh."""
    with suppress(InputError):
        assert all(rows > 0 for rows, _ in groups_in(io.BytesIO(data), "a.parquet"))
    for number, item in enumerate(reports_in_table(io.BytesIO(data), name="a.parquet", limits=LIMITS)):
        assert isinstance(item, Report) or str(item).startswith("a.parquet")
        if number > 2000:
            return


@cache
def a_batch() -> dict[str, bytes]:
    """The files of a batch of three reports, one of them none."""
    with tempfile.TemporaryDirectory() as folder:
        source = lines_file(Path(folder, "a.jsonl"), 3, broken=(1,))
        run([source], Path(folder, "out"), size=100_000)
        return files(Path(folder, "out"))


class Empty:
    """A ledger that has no report; to open one takes longer than to see that a folder is none."""

    def has(self, report: Report) -> bool:
        """No."""
        return False


@cache
def an_empty_ledger() -> bytes:
    """A ledger with nothing in it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "ledger.sqlite")
        open_ledger(place).close()
        return place.read_bytes()


def batch(data: bytes) -> None:
    """The folder of a batch is loaded, or refused by name; what was loaded is whole.

    The input says what is changed in a sound one: the plan, the manifest, bytes of the part, or a value of its row.
    """
    kind, rest = data[:1] or b"\0", data[1:]
    with tempfile.TemporaryDirectory() as temporary:
        folder, place = Path(temporary, "out"), Path(temporary, "ledger.sqlite")
        (folder / "parts").mkdir(parents=True)
        for name, whole in {**a_batch(), **_changed(kind[0] % 6, rest)}.items():
            (folder / name).write_bytes(whole)
        with suppress(BatchError):
            run(["gone.jsonl"], folder)
        with suppress(BatchError, LedgerError):
            loaded = Loaded(folder, cast("Ledger", Empty()))
            assert len(loaded) >= 0
            list(loaded)
            place.write_bytes(an_empty_ledger())
            with open_ledger(place) as ledger:
                ledger.add(Loaded(folder, ledger))
                link(ledger, program="test")
                assert ledger.verify().faults == ()


def _changed(kind: int, data: bytes) -> dict[str, bytes]:
    """The files that are others."""
    if kind < 2:
        return {(PLAN, MANIFEST)[kind]: data}
    part = patched(a_batch()[PART], data) if kind == 2 else _other_row(COLUMNS[kind - 3], data)
    manifest = json.loads(a_batch()[MANIFEST])
    manifest["part"]["sha256"] = hashlib.sha256(part).hexdigest()
    return {PART: part, MANIFEST: json.dumps(manifest).encode()}


def _other_row(column: str, data: bytes) -> bytes:
    """The part with another value in its first row."""
    found = pyarrow.parquet.read_table(io.BytesIO(a_batch()[PART]))
    rows = found.to_pylist()
    rows[0][column] = data.decode("utf-8", "replace")
    rows[0]["body"] = b"a page"
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=found.schema), out)
    return out.getvalue()


BATCHES: tuple[Callable[[bytes], None], ...] = (table, batch)
