"""The commands that work on a ledger: add, verify, backup, restore."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from truceline import __version__
from truceline.cli.ending import UNREAD, complain, failing
from truceline.cli.options import ledger_option, settings_options, vocabulary_option
from truceline.cli.outcomes import Readings
from truceline.errors import InputError, VocabularyError
from truceline.settings import Settings

__all__ = ["add", "backup", "ledger_option", "program_of", "restore", "verify"]

if TYPE_CHECKING:
    from truceline.exports.bar import Bar
    from truceline.ledger import Added, Ledger, Verdict
    from truceline.model import Report


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@ledger_option
@click.option("--again", is_flag=True, help="Read anew what the ledger has a reading of already.")
@vocabulary_option
@settings_options
def add(
    inputs: tuple[str, ...],
    place: str | None,
    vocabularies: tuple[str, ...],
    again: bool,
    **given: int | float | None,
) -> None:
    """Reads reports into the ledger.

    INPUT is what truceline read takes, or the folder of a truceline batch, whose reports are not read again. A report
    that the ledger has already is not read again; where a run is ended before its time, the same call completes it.
    """
    from truceline.batch.folder import Folder
    from truceline.exports.bar import Bar
    from truceline.ledger import default_place, open_ledger
    from truceline.linking import link, unlinked

    with failing():
        settings = Settings(given)
        program = program_of(vocabularies)
        with open_ledger(place or default_place(), program=program) as ledger:
            adding = _Adding(ledger, settings, vocabularies, again=again)
            for batched, names in groupby(inputs, Folder.is_one):
                for name in names if batched else ():
                    adding.load(name)
                if not batched:
                    adding.read(tuple(names))
            with Bar(unlinked(ledger), results_on_terminal=False, what="linking") as bar:
                link(ledger, program=program, on_progress=bar.reach)
        click.echo(_summary(adding.added, known=adding.known, unread=adding.unread))
    if adding.unread or adding.undone:
        sys.exit(UNREAD)


@click.command()
@ledger_option
def verify(place: str | None) -> None:
    """Checks that nothing in the ledger was edited, dropped, reordered or cut off.

    The last line is the digest: the same for the same reports, whatever their order, their batches or the database.
    """
    from truceline.ledger import default_place, open_ledger

    with failing(), open_ledger(place or default_place(), create=False) as ledger:
        verdict = ledger.verify()
        for fault in verdict.faults:
            complain(f"{ledger.name}: {fault}")
        _print_verdict(verdict)
    if not verdict.whole:
        sys.exit(UNREAD)


@click.command()
@click.argument("path", metavar="FILE")
@ledger_option
def backup(path: str, place: str | None) -> None:
    """Writes the ledger as it is now into a new file, also while others write.

    FILE is a ledger itself (SQLite), whichever database the ledger is in.
    """
    from truceline.ledger import default_place, open_ledger

    with failing(), open_ledger(place or default_place(), create=False) as ledger:
        ledger.backup(path)


@click.command()
@click.argument("path", metavar="FILE")
@ledger_option
def restore(path: str, place: str | None) -> None:
    """Makes a ledger from a backup, which is verified first.

    Nothing is written over: the ledger must not be there yet.
    """
    from truceline.ledger import default_place
    from truceline.ledger import restore as make

    with failing():
        _print_verdict(make(path, place or default_place()))


class _Adding:
    """Puts reports into a ledger: those of inputs, and those that a batch has read."""

    def __init__(self, ledger: Ledger, settings: Settings, vocabularies: tuple[str, ...], *, again: bool) -> None:
        from truceline.ledger import Added

        self._ledger = ledger
        self._settings = settings
        self._vocabularies = vocabularies
        self._again = again
        self.added = Added()
        self.known = self.unread = self.undone = 0

    def read(self, inputs: tuple[str, ...]) -> None:
        """Reads inputs."""
        from truceline.exports.bar import Bar
        from truceline.intake import count_reports, open_reports
        from truceline.pipeline import Reader

        settings = self._settings
        reader = Reader(vocabularies=self._vocabularies, threads=settings.threads)
        with Bar(count_reports(inputs), results_on_terminal=False) as bar:
            reports = open_reports(
                inputs,
                limits=settings.limits,
                agent=f"truceline/{__version__}",
                allow_private=settings.allow_private,
            )
            unknown = _Unknown(self._ledger, bar, reports, again=self._again)
            self._add(Readings(reader.read_many(unknown), bar))
        self.known += unknown.known

    def load(self, folder: str) -> None:
        """Takes in what a batch has read."""
        from truceline.batch.loading import Loaded
        from truceline.exports.bar import Bar

        loaded = Loaded(folder, self._ledger, again=self._again)
        with Bar(len(loaded), results_on_terminal=False, what="loading") as bar:
            self._add(Readings(loaded, bar))
        self.known += loaded.known
        if loaded.undone:
            self.undone += loaded.undone
            complain(f"{folder}: {_many(loaded.undone, 'shard')} of this batch not done yet")

    def _add(self, readings: Readings) -> None:
        more = self._ledger.add(readings)
        names = [field.name for field in fields(more)]
        self.added = replace(more, **{name: getattr(self.added, name) + getattr(more, name) for name in names})
        self.unread += readings.unread


class _Unknown:
    """The reports that the ledger does not have; the others are counted."""

    def __init__(self, ledger: Ledger, bar: Bar, reports: Iterable[Report | InputError], *, again: bool) -> None:
        self._ledger = ledger
        self._bar = bar
        self._reports = reports
        self._again = again
        self.known = 0

    def __iter__(self) -> Iterator[Report | InputError]:
        for report in self._reports:
            if self._again or isinstance(report, InputError) or not self._ledger.has(report):
                yield report
            else:
                self.known += 1
                self._bar.advance()


def program_of(vocabularies: tuple[str, ...]) -> str:
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
