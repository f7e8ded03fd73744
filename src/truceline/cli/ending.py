"""How a call ends, and how it says what went wrong."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import click

from truceline.errors import DeskError, FileError, LedgerError, SettingError, VocabularyError

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


def give_up_output() -> None:
    """Lets go of what could not be written: else Python tries again at its end, and has the last word on the status."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def failing() -> Iterator[None]:
    """Errors that end a call: named on standard error, with the exit status that they have."""
    try:
        yield
    except (SettingError, VocabularyError) as error:
        end(str(error), WRONG_CALL)
    except (FileError, LedgerError, DeskError) as error:
        end(str(error), UNREAD)


@contextmanager
def until_interrupted() -> Iterator[None]:
    """Ctrl-C, and the signal that managers of services send, end the block, and that is no fault."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
