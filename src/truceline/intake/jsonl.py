"""Reports a line: JSON Lines, streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from truceline.errors import BadField, BrokenLine, EmptyReport, InputError, TooLarge
from truceline.intake.fields import Fields, report_of
from truceline.intake.limits import Limits
from truceline.model.report import Report

_CHUNK = 1 << 16
_BYTES_A_CHARACTER = 12  # "\ud83d\ude00" is one character in twelve bytes
FIELDS = ("id", "outlet", "title", "published", "url")


def reports_in_lines(
    lines: BinaryIO,
    *,
    name: str,
    about: Fields | None = None,
    limits: Limits | None = None,
    start: int | None = None,
) -> Iterator[Report | InputError]:
    """A report, or what is wrong with it, for each line that is not blank.

    Args:
        lines: The file, open for bytes.
        name: Its name, for errors.
        about: What is known about the reports beside what the lines say; it comes first.
        limits: The bounds of intake.
        start: Where in the file they begin, if they are a stretch of it; a stretch may hold none.
    """
    limits = limits or Limits()
    found = 0  # the last line with something on it
    for number, line in enumerate(_lines(lines, limits.text * _BYTES_A_CHARACTER), start=1):
        place = f"line {number} from byte {start}" if start else f"line {number}"
        if line is None:
            found = number
            message = f"more than {limits.text:,} characters of text"
            yield TooLarge(message, report=name, place=place, limit=limits.text)
        elif line.strip():
            found = number
            try:
                yield _report(line, about or Fields(), name, place, limits)
            except InputError as error:
                yield error
    if not found and start is None:
        yield EmptyReport("no report in it", report=name)


def _report(line: bytes, about: Fields, name: str, place: str, limits: Limits) -> Report:
    try:
        record = json.loads(line.decode("utf-8-sig" if place == "line 1" else "utf-8"))
    except UnicodeDecodeError as error:
        raise BrokenLine(f"not UTF-8 at byte {error.start} of the line", report=name, place=place) from error
    except json.JSONDecodeError as error:
        raise BrokenLine(f"not JSON: {error.msg}", report=name, place=place) from error
    except (ValueError, RecursionError) as error:
        what = "nested too deep" if isinstance(error, RecursionError) else "a number of too many digits"
        raise BrokenLine(f"not JSON: {what}", report=name, place=place) from error
    if not isinstance(record, dict):
        raise BrokenLine("not a JSON object", report=name, place=place)
    return report_of_record(record, about, name=name, place=place, limits=limits)


def report_of_record(record: Mapping[str, Any], about: Fields, *, name: str, place: str, limits: Limits) -> Report:
    """The report in a line or a row: a text, and what stands beside it.

    Raises:
        BrokenLine: It has no text.
        BadField: What is said about the report is not what it should be.
    """
    text = record.get("text")
    if not isinstance(text, str):
        what = "no text in it" if text is None else "its text is not a string"
        raise BrokenLine(what, report=name, place=place)
    said: dict[str, str] = {}
    for field in FIELDS:
        value = record.get(field)
        if isinstance(value, int) and field == "id" and not isinstance(value, bool):
            value = str(value)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise BadField(f"{field} is not a string", report=name, place=place, field=field)
        said[field] = value
    return report_of(text, about.over(Fields(**said)), name=name, place=place, limits=limits)


def _lines(file: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is longer than allowed, which is passed over without being kept."""
    while line := file.readline(most + 1):
        if len(line) <= most or line.endswith(b"\n"):
            yield line
            continue
        while part := file.readline(_CHUNK):
            if part.endswith(b"\n"):
                break
        yield None
