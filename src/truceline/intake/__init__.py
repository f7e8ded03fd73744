"""Intake: files, folders, addresses and standard input to reports.

A report that cannot be taken in comes out as its error, in its place, and the others go on. What fetches is imported
where something is opened: most commands fetch nothing, and the libraries of the web take their time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from truceline.errors import EmptyReport, InputError, MissingInput, TooLarge
from truceline.intake.fields import Fields, published_of, report_of
from truceline.intake.files import files_in, reports_counted, reports_in_file, reports_in_stream
from truceline.intake.foreign import Foreign
from truceline.intake.limits import Limits
from truceline.intake.state import StateFile
from truceline.model.report import Report

__all__ = [
    "Fields",
    "Limits",
    "count_reports",
    "is_address",
    "open_reports",
    "published_of",
    "report_of",
    "watch_feeds",
]


def open_reports(
    inputs: Iterable[str],
    *,
    about: Fields | None = None,
    limits: Limits | None = None,
    standard_input: BinaryIO | None = None,
    agent: str = "truceline",
    allow_private: bool = False,
) -> Iterator[Report | InputError]:
    """Open every input and give its reports in order, one at a time.

    Args:
        inputs: Names of files and folders, ``http(s)`` addresses, ``-`` for standard input.
        about: What is known about the reports beside what they say about themselves; it comes first.
        limits: The bounds of intake.
        standard_input: What ``-`` reads; the process's own where it is None.
        agent: What a fetch says who is asking.
        allow_private: Whether addresses of private networks may be fetched.

    Yields:
        Each report, or the error that says why there is none.
    """
    from truceline.intake.fetch import Fetcher
    from truceline.intake.gather import Gatherer

    about = about or Fields()
    limits = limits or Limits()
    with Foreign(limits) as foreign:
        fetcher = Fetcher(limits=limits, agent=agent, allow_private=allow_private)
        gatherer = Gatherer(fetcher, foreign, about=about)
        for name in inputs:
            if name == "-":
                stream = standard_input or sys.stdin.buffer
                yield from reports_in_stream(stream, about=about, limits=limits, gatherer=gatherer)
            elif is_address(name):
                yield from gatherer.reports(name)
            elif not name:
                yield MissingInput("an input without a name", report="''")
            elif (path := Path(name)).is_dir():
                found = False
                for file in files_in(path):
                    found = True
                    if isinstance(file, InputError):
                        yield file
                        continue
                    yield from reports_in_file(file, about=about, limits=limits, gatherer=gatherer)
                if not found:
                    yield EmptyReport("no report in this folder", report=name)
            else:
                yield from reports_in_file(path, about=about, limits=limits, gatherer=gatherer)


def count_reports(inputs: Iterable[str]) -> int:
    """How many reports the inputs hold, as far as that shows without reading them."""
    total = 0
    for name in inputs:
        if name == "-" or is_address(name):
            total += 1
        elif (path := Path(name)).is_dir():
            total += sum(reports_counted(file) if isinstance(file, Path) else 1 for file in files_in(path))
        else:
            total += reports_counted(path)
    return total


def is_address(name: str) -> bool:
    """Whether an input is an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def watch_feeds(
    feeds: Iterable[str],
    *,
    state: Path | str | None = None,
    every: float = 900.0,
    rounds: int | None = None,
    pace: float = 2.0,
    limits: Limits | None = None,
    agent: str = "truceline",
    allow_private: bool = False,
    at_rest: Callable[[], None] | None = None,
) -> Generator[Report | InputError]:
    """Keep reading feeds: each new or changed entry comes out as a report, once, or as the error that says why not.

    A report counts as dealt with when the next one is asked for. So read each with `Reader.read` as it comes:
    `Reader.read_many` takes reports ahead, which the state would then hold for done too early.

    Args:
        feeds: Addresses of feeds and of lists of them (OPML), and files with such lists.
        state: A file that remembers what was read, so that a restart goes on from there; nothing is kept where None.
        every: Seconds between two readings of a feed.
        rounds: How often each feed is read; without end where it is None.
        pace: Seconds between two requests to one host.
        limits: The bounds of intake.
        agent: What a fetch says who is asking, and what robots.txt files may call it.
        allow_private: Whether addresses of private networks may be fetched.
        at_rest: Called when all entries at hand were dealt with: before the wait until a feed is due, and at the end.

    Raises:
        WatchError: The state's file cannot be used.
    """
    from truceline.intake.fetch import Fetcher
    from truceline.intake.gather import Gatherer
    from truceline.intake.watch import Watch

    limits = limits or Limits()
    file = StateFile(state) if state is not None else None
    with Foreign(limits) as foreign:
        addresses: list[str] = []
        for name in feeds:
            if is_address(name):
                addresses.append(name)
                continue
            try:
                addresses += foreign.feed(_list_of_feeds(name, limits), name=name).feeds
            except InputError as error:
                yield error
        fetcher = Fetcher(limits=limits, agent=agent, allow_private=allow_private)
        watch = Watch(
            Gatherer(fetcher, foreign, pace=pace),
            file if file is not None else {},
            save=file.save if file is not None else None,
            at_rest=at_rest,
            every=every,
        )
        yield from watch.run(addresses, rounds=rounds)


def _list_of_feeds(name: str, limits: Limits) -> bytes:
    try:
        with Path(name).open("rb") as file:
            data = file.read(limits.page + 1)
    except OSError as error:
        raise MissingInput(error.strerror or "it cannot be read", report=name) from error
    if len(data) > limits.page:
        raise TooLarge(f"more than {limits.page:,} bytes", report=name, limit=limits.page)
    return data
