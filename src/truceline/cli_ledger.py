"""The commands that work on a ledger: add, verify, backup, restore.

As in ``cli``, what only a call needs is imported where it needs it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from truceline import __version__
from truceline.errors import FileError, InputError, LedgerError, SettingError, VocabularyError
from truceline.settings import SETTINGS, Settings

if TYPE_CHECKING:
    from truceline.exports.bar import Bar
    from truceline.ledger import Added, Ledger, Verdict
    from truceline.model import Reading, Report

FAILED = 1  # exit status: some report could not be read, or the ledger is not whole, or refused
WRONG_CALL = 2

_F = TypeVar("_F", bound=Callable[..., Any])


def ledger_option(command: _F) -> _F:
    """Which ledger."""
    return click.option(
        "--ledger",
        "place",
        metavar="PATH-OR-URL",
        envvar="TRUCELINE_LEDGER",
        help="The ledger: a file (SQLite) or a postgresql:// address; else a file in your data folder."
        "  [TRUCELINE_LEDGER]",
    )(command)


def add_ledger_commands(cli: click.Group, settings_options: Callable[[_F], _F]) -> None:
    """Put the commands into a group.

    Args:
        cli: The group.
        settings_options: Gives a command an option for each setting.
    """
    command = cli.command()(settings_options(add))  # type: ignore[arg-type]
    settings = {setting.name for setting in SETTINGS}
    command.params.sort(key=lambda parameter: parameter.name in settings)  # what is the command's own goes first
    for other in (verify, backup, restore):
        cli.command()(other)


@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@ledger_option
@click.option(
    "--vocabulary",
    "vocabularies",
    multiple=True,
    metavar="FILE",
    help="A file with names of your own (TOML); may be given several times.",
)
@click.option("--again", is_flag=True, help="Read anew what the ledger has a reading of already.")
def add(
    inputs: tuple[str, ...],
    place: str | None,
    vocabularies: tuple[str, ...],
    again: bool,
    **given: int | float | None,
) -> None:
    """Reads reports into the ledger.

    INPUT is what truceline read takes. A report that the ledger has already is not read again; where a run is ended
    before its time, the same call completes it.
    """
    from truceline.exports.bar import Bar
    from truceline.intake import count_reports, open_reports
    from truceline.ledger import default_place, open_ledger
    from truceline.pipeline import Reader

    with _failing():
        settings = Settings(given)
        reader = Reader(vocabularies=vocabularies, threads=settings.threads)
        with (
            open_ledger(place or default_place(), program=_program(vocabularies)) as ledger,
            Bar(count_reports(inputs), results_on_terminal=False) as bar,
        ):
            reports = open_reports(inputs, limits=settings.limits, agent=f"truceline/{__version__}")
            reading = _Reading(ledger, bar, again=again)
            added = ledger.add(reading.readings(reader.read_many(reading.to_read(reports))))
        click.echo(_summary(added, known=reading.known, unread=reading.unread))
    if reading.unread:
        sys.exit(FAILED)


@ledger_option
def verify(place: str | None) -> None:
    """Checks that nothing in the ledger was edited, dropped, reordered or cut off.

    The last line is the digest: the same for the same reports, whatever their order, their batches or the database.
    """
    from truceline.ledger import default_place, open_ledger

    with _failing(), open_ledger(place or default_place(), create=False) as ledger:
        verdict = ledger.verify()
        for fault in verdict.faults:
            _complain(f"{ledger.name}: {fault}")
        _print_verdict(verdict)
    if not verdict.whole:
        sys.exit(FAILED)


@click.argument("path", metavar="FILE")
@ledger_option
def backup(path: str, place: str | None) -> None:
    """Writes the ledger as it is now into a new file, also while others write.

    FILE is a ledger itself (SQLite), whichever database the ledger is in.
    """
    from truceline.ledger import default_place, open_ledger

    with _failing(), open_ledger(place or default_place(), create=False) as ledger:
        ledger.backup(path)


@click.argument("path", metavar="FILE")
@ledger_option
def restore(path: str, place: str | None) -> None:
    """Makes a ledger from a backup, which is verified first.

    Nothing is written over: the ledger must not be there yet.
    """
    from truceline.ledger import default_place
    from truceline.ledger import restore as make

    with _failing():
        _print_verdict(make(path, place or default_place()))


class _Reading:
    """What is to be read, and what came of it; errors are named on standard error as they come, and counted."""

    def __init__(self, ledger: Ledger, bar: Bar, *, again: bool) -> None:
        self._ledger = ledger
        self._bar = bar
        self._again = again
        self.known = 0
        self.unread = 0

    def to_read(self, reports: Iterable[Report | InputError]) -> Iterator[Report | InputError]:
        """All but the reports that are in the ledger already."""
        for report in reports:
            if self._again or isinstance(report, InputError) or not self._ledger.has(report):
                yield report
            else:
                self.known += 1
                self._bar.advance()

    def readings(self, outcomes: Iterable[Reading | InputError]) -> Iterator[Reading]:
        """The readings among the outcomes."""
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self.unread += 1
                with self._bar.hidden():
                    _complain(str(outcome))
            else:
                yield outcome
            self._bar.advance()


@contextmanager
def _failing() -> Iterator[None]:
    """Errors that end a call, named on standard error, with the exit status that they have."""
    try:
        yield
    except (SettingError, VocabularyError) as error:
        _end(str(error), WRONG_CALL)
    except (FileError, LedgerError) as error:
        _end(str(error), FAILED)


def _program(vocabularies: tuple[str, ...]) -> str:
    """What reads, for the ledger: the version, and a hash of the user's own vocabulary files."""
    if not vocabularies:
        return f"truceline {__version__}"
    whole = hashlib.sha256()
    for name in vocabularies:
        try:
            whole.update(hashlib.sha256(Path(name).read_bytes()).digest())
        except OSError as error:
            raise VocabularyError(f"it cannot be read ({error.strerror})", file=name) from error
    return f"truceline {__version__} +{whole.hexdigest()[:12]}"


def _summary(added: Added, *, known: int, unread: int) -> str:
    known += added.known
    parts = [_many(added.reports, "new report")]
    if added.versions:
        parts[0] += f" ({_many(added.versions, 'version')} of articles that were there)"
    parts += [f"{known:,} known already"] * bool(known) + [f"{added.read_again:,} read anew"] * bool(added.read_again)
    parts += [f"{unread:,} not read"] * bool(unread)
    return f"{', '.join(parts)}; {_many(added.claims, 'claim')}, {_many(added.agreements, 'agreement')}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _print_verdict(verdict: Verdict) -> None:
    click.echo(f"reports: {verdict.reports:,}")
    click.echo(f"entries: {verdict.entries:,}, batches: {verdict.batches:,}")
    click.echo(f"head: {verdict.head}")
    click.echo(f"digest: {verdict.digest}")


def _complain(message: str) -> None:
    from truceline.exports.wording import on_one_line

    click.echo(f"truceline: {on_one_line(message)}", err=True)


def _end(message: str, status: int) -> NoReturn:
    _complain(message)
    sys.exit(status)
