"""The command line: take the call apart, run the main path, print.

What only some calls need is imported where they need it: ``--help`` must not wait for the network's libraries.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from truceline import __version__
from truceline.cli_ledger import add_ledger_commands
from truceline.errors import FileError, InputError, SettingError, VocabularyError
from truceline.settings import SETTINGS, Setting, Settings

if TYPE_CHECKING:
    from truceline.exports.bar import Bar
    from truceline.intake import Fields
    from truceline.model import Reading

FORMATS = ("text", "json", "jsonl")
UNREAD = 1  # exit status: some report could not be read
WRONG_CALL = 2

_F = TypeVar("_F", bound=Callable[..., Any])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="truceline %(version)s")
def cli() -> None:
    """Reads news reports of conflicts: who says what happened, through whom, and where each ceasefire stands."""


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


def settings_options(command: _F) -> _F:
    """An option for each setting of the table."""
    for setting in reversed(SETTINGS):
        command = _option(setting)(command)
    return command


def _option(setting: Setting) -> Callable[[_F], _F]:
    whole = isinstance(setting.default, int)
    return click.option(
        setting.option,
        setting.name,
        type=int if whole else float,
        metavar="N" if whole else "SECONDS",
        help=f"{setting.help}  [{setting.variable}; default: {setting.default:,.10g}]",
    )


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--outlet", metavar="NAME", help="Who published the report.")
@click.option("--published", type=Day(), metavar="DAY", help="When: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option("--url", metavar="URL", help="Where it was found.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option(
    "--vocabulary",
    "vocabularies",
    multiple=True,
    metavar="FILE",
    help="A file with names of your own (TOML); may be given several times.",
)
@settings_options
def read(
    inputs: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    title: str | None,
    url: str | None,
    form: str,
    vocabularies: tuple[str, ...],
    **given: int | float | None,
) -> None:
    """Reads reports and prints what they claim.

    INPUT is a file (.txt, .md, .html, .jsonl), a folder of them, an http(s) address, or - for standard input.

    --outlet, --published, --title and --url describe a single report, and go before what it says about itself.
    """
    from truceline.exports.bar import Bar
    from truceline.exports.printing import PRINTERS
    from truceline.intake import Fields, count_reports, open_reports
    from truceline.pipeline import Reader

    about = Fields(outlet=outlet, title=title, published=published, url=url)
    _only_for_one(about, inputs)
    try:
        settings = Settings(given)
        reader = Reader(vocabularies=vocabularies, threads=settings.threads)
        reports = open_reports(inputs, about=about, limits=settings.limits, agent=f"truceline/{__version__}")
        with Bar(count_reports(inputs), results_on_terminal=sys.stdout.isatty()) as bar:
            readings = _Readings(reader.read_many(reports), bar)
            PRINTERS[form](readings, sys.stdout)
    except (SettingError, VocabularyError) as error:
        _end(str(error), WRONG_CALL)
    except FileError as error:
        _end(str(error), UNREAD)
    if readings.unread:
        sys.exit(UNREAD)


class _Readings:
    """The readings among the outcomes; the errors are named on standard error as they come, and counted."""

    def __init__(self, outcomes: Iterator[Reading | InputError], bar: Bar) -> None:
        self._outcomes = outcomes
        self._bar = bar
        self.unread = 0

    def __iter__(self) -> Iterator[Reading]:
        for outcome in self._outcomes:
            if isinstance(outcome, InputError):
                self.unread += 1
                with self._bar.hidden():
                    _complain(str(outcome))
            else:
                with self._bar.hidden(only_for_results=True):
                    yield outcome
            self._bar.advance()


def _only_for_one(about: Fields, inputs: tuple[str, ...]) -> None:
    given = [name for name in ("outlet", "published", "title", "url") if getattr(about, name) is not None]
    several = len(inputs) > 1 or inputs[0].lower().endswith((".jsonl", ".ndjson")) or Path(inputs[0]).is_dir()
    if given and several:
        raise click.UsageError(f"--{given[0]} describes a single report, and there may be several in this call.")


def _complain(message: str) -> None:
    from truceline.exports.wording import on_one_line

    click.echo(f"truceline: {on_one_line(message)}", err=True)


def _end(message: str, status: int) -> NoReturn:
    _complain(message)
    sys.exit(status)


add_ledger_commands(cli, settings_options)


def main() -> None:
    """The console script."""
    cli(prog_name="truceline")
