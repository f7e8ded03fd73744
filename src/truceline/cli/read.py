"""``truceline read``: reports in, what they claim out."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from truceline import __version__
from truceline.cli.ending import UNREAD, failing
from truceline.cli.options import profile_option, settings_options, vocabulary_option
from truceline.cli.outcomes import Readings
from truceline.cli.profiling import print_profile
from truceline.settings import Settings

if TYPE_CHECKING:
    from truceline.intake import Fields

FORMATS = ("text", "json", "jsonl")


class Day(click.ParamType[str]):
    """A day of publication, or a moment in UTC."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as records keep it."""
        from truceline.intake import published_of

        found = published_of(str(value))
        if found is None:
            self.fail(f"{value!r} is not a day (YYYY-MM-DD) or a moment (YYYY-MM-DDTHH:MM:SSZ).", param, ctx)
        return found


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--outlet", metavar="NAME", help="Who published the report.")
@click.option("--published", type=Day(), metavar="DAY", help="When: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option("--url", metavar="URL", help="Where it was found.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@vocabulary_option
@profile_option
@settings_options
def read(
    inputs: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    title: str | None,
    url: str | None,
    form: str,
    vocabularies: tuple[str, ...],
    profile: bool,
    **given: int | float | None,
) -> None:
    """Reads reports and prints what they claim.

    INPUT is a file (.txt, .md, .html, .jsonl, .warc, .warc.gz, .rss, .atom, .opml), a folder of them, an http(s)
    address of a page, a text or a feed, or - for standard input.

    --outlet, --published, --title and --url describe a single report, and go before what it says about itself.
    """
    from truceline.exports.bar import Bar
    from truceline.exports.printing import PRINTERS
    from truceline.intake import Fields, count_reports, open_reports
    from truceline.pipeline import Reader
    from truceline.profile import Profile

    begun = time.perf_counter()
    about = Fields(outlet=outlet, title=title, published=published, url=url)
    _only_for_one(about, inputs)
    with failing():
        settings = Settings(given)
        spent = Profile() if profile else None
        reader = Reader(vocabularies=vocabularies, threads=settings.threads, profile=spent)
        reports = open_reports(
            inputs,
            about=about,
            limits=settings.limits,
            agent=f"truceline/{__version__}",
            allow_private=settings.allow_private,
        )
        with Bar(count_reports(inputs), results_on_terminal=sys.stdout.isatty()) as bar:
            readings = Readings(reader.read_many(reports), bar)
            printer = spent.timed("printing", PRINTERS[form]) if spent else PRINTERS[form]
            printer(readings, sys.stdout)
    if spent:
        print_profile(spent, seconds=time.perf_counter() - begun)
    if readings.unread:
        sys.exit(UNREAD)


def _only_for_one(about: Fields, inputs: tuple[str, ...]) -> None:
    from truceline.intake.kinds import kind_of_name

    given = [name for name in ("outlet", "published", "title", "url") if getattr(about, name) is not None]
    several = (
        len(inputs) > 1 or kind_of_name(inputs[0]) in ("jsonl", "warc", "feed", "parquet") or Path(inputs[0]).is_dir()
    )
    if given and several:
        raise click.UsageError(f"--{given[0]} describes a single report, and there may be several in this call.")
