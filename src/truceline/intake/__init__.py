"""Intake: files, folders, addresses and standard input to reports.

A report that cannot be taken in comes out as its error, in its place, and the others go on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from truceline.errors import EmptyReport, InputError
from truceline.intake.fields import Fields, published_of, report_of
from truceline.intake.files import files_in, report_in_bytes, reports_counted, reports_in_file, reports_in_stream
from truceline.intake.limits import Limits
from truceline.intake.pages import Pages
from truceline.intake.web import fetch
from truceline.model.report import Report

__all__ = ["Fields", "Limits", "count_reports", "is_address", "open_reports", "published_of", "report_of"]


def open_reports(
    inputs: Iterable[str],
    *,
    about: Fields | None = None,
    limits: Limits | None = None,
    standard_input: BinaryIO | None = None,
    agent: str = "truceline",
) -> Iterator[Report | InputError]:
    """Open every input and give its reports in order, one at a time.

    Args:
        inputs: Names of files and folders, ``http(s)`` addresses, ``-`` for standard input.
        about: What is known about the reports beside what they say about themselves; it comes first.
        limits: The bounds of intake.
        standard_input: What ``-`` reads; the process's own where it is None.
        agent: What a fetch says who is asking.

    Yields:
        Each report, or the error that says why there is none.
    """
    about = about or Fields()
    limits = limits or Limits()
    with Pages(limits) as articles:
        for name in inputs:
            if name == "-":
                stream = standard_input or sys.stdin.buffer
                yield from reports_in_stream(stream, about=about, limits=limits, articles=articles)
            elif is_address(name):
                yield _fetched(name, about, limits, articles, agent)
            elif (path := Path(name)).is_dir():
                found = False
                for file in files_in(path):
                    found = True
                    yield from reports_in_file(file, about=about, limits=limits, articles=articles)
                if not found:
                    yield EmptyReport("no report in this folder", report=name)
            else:
                yield from reports_in_file(path, about=about, limits=limits, articles=articles)


def count_reports(inputs: Iterable[str]) -> int:
    """How many reports the inputs hold, as far as that shows without reading them."""
    total = 0
    for name in inputs:
        if name == "-" or is_address(name):
            total += 1
        elif (path := Path(name)).is_dir():
            total += sum(map(reports_counted, files_in(path)))
        else:
            total += reports_counted(path)
    return total


def is_address(name: str) -> bool:
    """Whether an input is an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def _fetched(url: str, about: Fields, limits: Limits, articles: Pages, agent: str) -> Report | InputError:
    try:
        found = fetch(url, limits=limits, agent=agent)
        about = about.over(Fields(url=found.url))
        return report_in_bytes(found.body, found.kind, name=url, about=about, limits=limits, articles=articles)
    except InputError as error:
        return error
