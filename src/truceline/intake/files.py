"""Files, folders and standard input to reports."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from truceline.errors import EmptyReport, InputError, MissingInput, TooLarge
from truceline.intake.documents import report_in_bytes
from truceline.intake.fields import Fields
from truceline.intake.jsonl import reports_in_lines
from truceline.intake.kinds import PEEK, kind_of_name, kind_of_start
from truceline.intake.limits import Limits
from truceline.intake.table import reports_in_table, rows_in
from truceline.intake.warc import reports_in_archive
from truceline.model.report import Report

if TYPE_CHECKING:
    from truceline.intake.gather import Gatherer

STANDARD_INPUT = "standard input"

_BYTES_A_CHARACTER = 4  # UTF-8, UTF-16 and UTF-32 have no more
_COUNTED = 1 << 20


def files_in(folder: Path) -> Iterator[Path | MissingInput]:
    """The files of a folder and of its folders that are of a kind that is read, in the order of their names.

    A folder that may not be opened comes out as an error. Pipes and devices are passed over: one that nobody writes to
    would be waited for without end. Links to folders are not followed.
    """
    closed: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and kind_of_name(name) is not None and not _is_no_file(path):
                yield path
        yield from (MissingInput(_why(error), report=str(error.filename or folder)) for error in closed)
        closed.clear()
    yield from (MissingInput(_why(error), report=str(error.filename or folder)) for error in closed)


def _is_no_file(path: Path) -> bool:
    """Whether there is something else than a file; what cannot be looked at may be one."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def reports_counted(path: Path) -> int:
    """How many reports a file holds: its lines where it has one a line, else one."""
    kind = kind_of_name(path.name)
    if kind == "parquet" and not _is_no_file(path):
        return rows_in(path)
    if kind != "jsonl" or _is_no_file(path):
        return 1  # what is taken from a pipe to be counted would be gone
    try:
        with path.open("rb") as file:
            return sum(part.count(b"\n") for part in iter(lambda: file.read(_COUNTED), b""))
    except OSError:
        return 1


def reports_in_file(path: Path, *, about: Fields, limits: Limits, gatherer: Gatherer) -> Iterator[Report | InputError]:
    """The reports in one file; a kind that its name does not tell is told by how it begins."""
    name = str(path)
    try:
        with path.open("rb") as file:
            yield from reports_in_open_file(
                file, kind_of_name(path.name), name=name, about=about, limits=limits, gatherer=gatherer
            )
    except OSError as error:
        yield MissingInput(_why(error), report=name)


def reports_in_stream(
    stream: BinaryIO, *, about: Fields, limits: Limits, gatherer: Gatherer
) -> Iterator[Report | InputError]:
    """The reports on standard input: a text, a page, or a report a line."""
    yield from reports_in_open_file(stream, None, name=STANDARD_INPUT, about=about, limits=limits, gatherer=gatherer)


def reports_in_open_file(
    file: BinaryIO, kind: str | None, *, name: str, about: Fields, limits: Limits, gatherer: Gatherer
) -> Iterator[Report | InputError]:
    """The reports in a file that is open; where its kind is None, that is told by how it begins."""
    try:
        if kind is None:
            start = file.read(PEEK)
            file = io.BufferedReader(_Rest(start, file))
            kind = kind_of_start(start, name=name)
        if kind == "jsonl":
            yield from reports_in_lines(file, name=name, about=about, limits=limits)
        elif kind == "warc":
            yield from reports_in_archive(file, name=name, about=about, limits=limits, articles=gatherer.foreign)
        elif kind == "parquet":
            yield from reports_in_table(file, name=name, about=about, limits=limits)
        elif kind == "feed":
            data = _whole(file, limits.page, _too_large(limits.page, "bytes", name), name)
            yield from gatherer.entries(gatherer.foreign.feed(data, name=name), name=name)
        else:
            if kind == "html":
                data = _whole(file, limits.page, _too_large(limits.page, "bytes", name), name)
            else:
                too_large = _too_large(limits.text, "characters of text", name)
                data = _whole(file, limits.text * _BYTES_A_CHARACTER, too_large, name)
            yield report_in_bytes(data, kind, name=name, about=about, limits=limits, articles=gatherer.foreign)
    except InputError as error:
        yield error


def _too_large(limit: int, unit: str, name: str) -> TooLarge:
    return TooLarge(f"more than {limit:,} {unit}", report=name, limit=limit)


def _whole(file: BinaryIO, most: int, too_large: TooLarge, name: str) -> bytes:
    data = file.read(most + 1)
    if not data:
        raise EmptyReport("an empty file", report=name)
    if len(data) > most:
        raise too_large
    return data


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "it may not be opened"
    return error.strerror or "it cannot be read"


class _Rest(io.RawIOBase):
    """A stream that has been looked into, from its beginning again."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        part = self._start or self._rest.read(len(buffer))
        part, self._start = part[: len(buffer)], part[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
