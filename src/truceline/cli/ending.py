"""How a call ends, and how it says what went wrong."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

UNREAD = 1  # exit status: some report could not be read, some file is not as it should be, or nothing was found
WRONG_CALL = 2


def complain(message: str) -> None:
    """Says on standard error what is wrong, in one line that cannot steer a terminal."""
    from truceline.exports.wording import on_one_line

    click.echo(f"truceline: {on_one_line(message)}", err=True)


def end(message: str, status: int) -> NoReturn:
    """Says what is wrong, and ends with an exit status."""
    complain(message)
    sys.exit(status)
