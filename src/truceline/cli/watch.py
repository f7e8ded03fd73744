"""``truceline watch``: feeds in, what their reports claim out or into a ledger, as they appear."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import click

from truceline import __version__
from truceline.cli.ending import UNREAD, failing, until_interrupted
from truceline.cli.ledger import program_of
from truceline.cli.options import settings_options, vocabulary_option
from truceline.cli.outcomes import Readings
from truceline.errors import InputError, ReadingError
from truceline.settings import Settings

if TYPE_CHECKING:
    from truceline.ledger import Ledger
    from truceline.model import Reading, Report
    from truceline.pipeline import Reader

FORMATS = ("text", "jsonl")  # an array of JSON would never end


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--state", metavar="FILE", help="Remembers what was read: the next start goes on from there.")
@click.option(
    "--ledger",
    "place",
    metavar="PATH-OR-URL",
    help="Adds what is read to this ledger: a file (SQLite) or a postgresql:// address.",
)
@click.option(
    "--every",
    type=click.FloatRange(min=1, max=1e9),
    metavar="SECONDS",
    default=900,
    show_default=True,
    help="Seconds between two readings of a feed.",
)
@click.option(
    "--rounds", type=click.IntRange(min=1), metavar="N", help="How often to read each feed.  [default: without end]"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to print.  [default: text; with --ledger a line for each report]",
)
@vocabulary_option
@settings_options
def watch(
    feeds: tuple[str, ...],
    state: str | None,
    place: str | None,
    every: float,
    rounds: int | None,
    form: str | None,
    vocabularies: tuple[str, ...],
    **given: int | float | None,
) -> None:
    """Keeps reading feeds and prints what each new or changed report claims, or adds it to a ledger.

    FEED is an http(s) address of a feed or of a list of feeds, or a file with such a list (OPML). Ctrl-C ends it.
    """
    from truceline.exports.bar import Bar
    from truceline.intake import watch_feeds
    from truceline.pipeline import Reader

    with failing(), ExitStack() as open_things:
        settings = Settings(given)
        reader = Reader(vocabularies=vocabularies, threads=settings.threads)
        keeping = _keeping(place, program_of(vocabularies), open_things) if place is not None else None
        reports = watch_feeds(
            feeds,
            state=state,
            every=every,
            rounds=rounds,
            limits=settings.limits,
            agent=f"truceline/{__version__}",
            allow_private=settings.allow_private,
            at_rest=keeping.link if keeping else None,
        )
        outcomes = _read(keeping.unknown(reports) if keeping else reports, reader)
        readings = Readings(outcomes, Bar(0, results_on_terminal=False))
        # Closed however it ends: what was read is remembered then.
        with until_interrupted(), closing(reports):
            reader.load()  # a file that cannot be used is named now, not when the first report comes
            _print(keeping.keep(readings) if keeping else readings, form or ("line" if keeping else "text"))
    if readings.unread:
        sys.exit(UNREAD)


class _Keeping:
    """Puts readings into a ledger one by one, and links them when the feeds are at rest.

    A watch takes a report for done when it is asked for the next: so each is in the ledger before that.
    """

    def __init__(self, ledger: Ledger, program: str) -> None:
        self._ledger = ledger
        self._program = program
        self._linked = False  # what a killed run left unlinked is linked at the first rest

    def unknown(self, reports: Iterable[Report | InputError]) -> Iterator[Report | InputError]:
        """Without the reports that the ledger has: after a restart without a state most of them."""
        for report in reports:
            if isinstance(report, InputError) or not self._ledger.has(report):
                yield report

    def keep(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings, each once it is in the ledger."""
        for reading in readings:
            self._ledger.add([reading])
            self._linked = False
            yield reading

    def link(self) -> None:
        """Link what is new."""
        from truceline.linking import link

        if not self._linked:
            link(self._ledger, program=self._program)
            self._linked = True


def _keeping(place: str, program: str, open_things: ExitStack) -> _Keeping:
    from truceline.ledger import open_ledger

    return _Keeping(open_things.enter_context(open_ledger(place, program=program)), program)


def _read(reports: Iterable[Report | InputError], reader: Reader) -> Iterator[Reading | InputError]:
    """One report at a time: a watch takes a report for done when it is asked for the next."""
    for report in reports:
        if isinstance(report, InputError):
            yield report
            continue
        try:
            yield reader.read(report)
        except ReadingError as error:
            yield error


def _print(readings: Iterable[Reading], form: str) -> None:
    from truceline.exports.printing import PRINTERS

    if form != "line":
        PRINTERS[form](readings, sys.stdout)
        return
    for reading in readings:
        click.echo(_line(reading))


def _line(reading: Reading) -> str:
    from truceline.exports.wording import on_one_line

    report = reading.report
    said = [report.published or "day not known", report.outlet or "outlet not known", report.title or report.id]
    counts = [
        f"{number} {what}{'' if number == 1 else 's'}"
        for number, what in ((len(reading.claims), "claim"), (len(reading.agreements), "agreement"))
    ]
    return f"{' · '.join(map(on_one_line, said))}: {', '.join(counts)}"
