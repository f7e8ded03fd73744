"""``truceline watch``: feeds in, what their reports claim out, as they appear."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from truceline import __version__
from truceline.cli.ending import UNREAD, failing, until_interrupted
from truceline.cli.options import settings_options, vocabulary_option
from truceline.cli.outcomes import Readings
from truceline.errors import InputError, ReadingError
from truceline.settings import Settings

if TYPE_CHECKING:
    from truceline.model import Reading, Report
    from truceline.pipeline import Reader

FORMATS = ("text", "jsonl")  # an array of JSON would never end


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--state", metavar="FILE", help="Remembers what was read: the next start goes on from there.")
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
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@vocabulary_option
@settings_options
def watch(
    feeds: tuple[str, ...],
    state: str | None,
    every: float,
    rounds: int | None,
    form: str,
    vocabularies: tuple[str, ...],
    **given: int | float | None,
) -> None:
    """Keeps reading feeds and prints what each new or changed report claims.

    FEED is an http(s) address of a feed or of a list of feeds, or a file with such a list (OPML). Ctrl-C ends it.
    """
    from truceline.exports.bar import Bar
    from truceline.exports.printing import PRINTERS
    from truceline.intake import watch_feeds
    from truceline.pipeline import Reader

    with failing():
        settings = Settings(given)
        reader = Reader(vocabularies=vocabularies, threads=settings.threads)
        reports = watch_feeds(
            feeds,
            state=state,
            every=every,
            rounds=rounds,
            limits=settings.limits,
            agent=f"truceline/{__version__}",
            allow_private=settings.allow_private,
        )
        readings = Readings(_read(reports, reader), Bar(0, results_on_terminal=False))
        # Closed however it ends: what was read is remembered then.
        with until_interrupted(), closing(reports):
            reader.load()  # a file that cannot be used is named now, not when the first report comes
            PRINTERS[form](readings, sys.stdout)
    if readings.unread:
        sys.exit(UNREAD)


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
