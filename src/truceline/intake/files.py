"""Files, folders and standard input to reports."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from truceline.errors import EmptyReport, InputError, MissingInput, TooLarge, UnknownFormat
from truceline.intake.decode import decode
from truceline.intake.fields import Fields, report_of
from truceline.intake.jsonl import reports_in_lines
from truceline.intake.limits import Limits
from truceline.intake.markdown import front_matter, plain_text
from truceline.model.report import Report

STANDARD_INPUT = "standard input"

_KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".warc.gz": "warc",
}
_BYTES_A_CHARACTER = 4  # UTF-8, UTF-16 and UTF-32 have no more
_PEEK = 1 << 12
_COUNTED = 1 << 20


class Articles(Protocol):
    """Whoever finds the article in a page: ``pages.Pages``."""

    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        """Text and fields of the article in a page."""


def files_in(folder: Path) -> Iterator[Path]:
    """The files of a folder and of its folders that are of a kind that is read, in the order of their names."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and _kind_of(name) is not None:
                yield Path(here, name)


def reports_counted(path: Path) -> int:
    """How many reports a file holds: its lines where it has one a line, else one."""
    if _kind_of(path.name) != "jsonl":
        return 1
    try:
        with path.open("rb") as file:
            return sum(part.count(b"\n") for part in iter(lambda: file.read(_COUNTED), b""))
    except OSError:
        return 1


def reports_in_file(path: Path, *, about: Fields, limits: Limits, articles: Articles) -> Iterator[Report | InputError]:
    """The reports in one file; a kind that its name does not tell is told by how it begins."""
    name = str(path)
    try:
        with path.open("rb") as file:
            yield from _reports_in(file, _kind_of(path.name), name=name, about=about, limits=limits, articles=articles)
    except OSError as error:
        yield MissingInput(_why(error), report=name)


def reports_in_stream(
    stream: BinaryIO, *, about: Fields, limits: Limits, articles: Articles
) -> Iterator[Report | InputError]:
    """The reports on standard input: a text, a page, or a report a line."""
    yield from _reports_in(stream, None, name=STANDARD_INPUT, about=about, limits=limits, articles=articles)


def report_in_bytes(data: bytes, kind: str, *, name: str, about: Fields, limits: Limits, articles: Articles) -> Report:
    """The one report in a text, Markdown or HTML file.

    Args:
        data: The whole file.
        kind: text, markdown or html.
        name: The file's name, for errors.
        about: What is known beside what the file says about itself; it comes first.
        limits: The bounds of intake.
        articles: Who finds the article in a page.
    """
    if kind == "html":
        text, said = articles.article(data, name=name)
        return report_of(text, about.over(said), name=name, limits=limits)
    said, text = front_matter(decode(data, name=name))
    if kind == "markdown":
        title, text = plain_text(text)
        said = said.over(Fields(title=title))
    return report_of(text, about.over(said), name=name, limits=limits)


def _reports_in(
    file: BinaryIO, kind: str | None, *, name: str, about: Fields, limits: Limits, articles: Articles
) -> Iterator[Report | InputError]:
    if kind is None:
        start = file.read(_PEEK)
        kind = _guess(start)
        file = io.BufferedReader(_Rest(start, file))
    if kind == "jsonl":
        yield from reports_in_lines(file, name=name, about=about, limits=limits)
        return
    if kind == "warc":
        yield UnknownFormat("web archives (WARC) are not read yet", report=name)
        return
    most = limits.page if kind == "html" else limits.text * _BYTES_A_CHARACTER
    try:
        data = file.read(most + 1)
        if not data:
            raise EmptyReport("an empty file", report=name)
        if len(data) > most:
            what = f"more than {limits.text:,} characters of text" if kind != "html" else f"more than {most:,} bytes"
            raise TooLarge(what, report=name, limit=limits.page if kind == "html" else limits.text)
        yield report_in_bytes(data, kind, name=name, about=about, limits=limits, articles=articles)
    except InputError as error:
        yield error


def _kind_of(name: str) -> str | None:
    lower = name.lower()
    return next((kind for suffix, kind in _KINDS.items() if lower.endswith(suffix)), None)


def _guess(start: bytes) -> str:
    """What a file is by how it begins: a page, a report a line, or a text."""
    begin = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "jsonl" if begin.startswith(b"{") and b'"' in begin else "text"


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
