"""The command line: take the call apart, run the main path, print.

What only some calls need is imported where they need it: ``--help`` must not wait for the network's libraries.
"""

from __future__ import annotations

import os
import sys

import click

from truceline import __version__
from truceline.cli import asking, batch, desk, explain, export, ledger, pacts, read, stories, vocabulary, watch
from truceline.cli.ending import UNREAD, end, give_up_output


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="truceline %(version)s")
def cli() -> None:
    """Reads news reports of conflicts: who says what happened, through whom, and where each ceasefire stands."""


cli.add_command(read.read)
cli.add_command(explain.explain)
cli.add_command(watch.watch)
cli.add_command(batch.batch)
cli.add_command(ledger.add)
for question in (*asking.COMMANDS, pacts.agreements, stories.stories):
    cli.add_command(question)
cli.add_command(ledger.verify)
cli.add_command(ledger.backup)
cli.add_command(ledger.restore)
cli.add_command(export.export)
cli.add_command(desk.desk)
cli.add_command(vocabulary.vocabulary)


def main() -> None:
    """The console script."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - until the end
    try:
        cli(prog_name="truceline")
    except OSError as error:  # a full disk, most of all; that nobody reads on has ended it quietly before
        give_up_output()
        end(f"{error.filename or 'the output'}: {error.strerror or error}", UNREAD)
