"""What all questions to a ledger have in common: options, opening, printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from truceline.cli.ending import failing
from truceline.cli.filters import as_of_option
from truceline.cli.options import ledger_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.ledger import View

_F = TypeVar("_F", bound=Callable[..., Any])

ROWS = 50  # shown to people where they do not say how many
TRY = "Try fewer filters, a longer stretch of time, or truceline sources to see who speaks in this ledger."


def origins_option(command: _F) -> _F:
    """From how many independent origins on."""
    return click.option(
        "--origins",
        type=click.IntRange(min=1),
        default=1,
        metavar="N",
        help="Only what so many independent origins tell, at least.",
    )(command)


def asking_options(command: _F) -> _F:
    """Which ledger, as of when, and how to print."""
    form = click.Choice(("text", "jsonl"))
    command = click.option("--format", "form", type=form, default="text", show_default=True, help="How.")(command)
    return ledger_option(as_of_option(command))


def limit_option(command: _F) -> _F:
    """How many rows."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        metavar="N",
        help=f"No more rows than this; as text {ROWS} where it is not given.",
    )(command)


@contextmanager
def asked(place: str | None, day: str | None) -> Iterator[View]:
    """The view of a ledger that must be there; errors end the call."""
    from truceline.ledger import default_place, open_ledger

    with failing(), open_ledger(place or default_place(), create=False) as ledger:
        yield ledger.view(day)


def most(limit: int | None, form: str) -> int | None:
    """How many rows to give; None for all."""
    return limit if limit is not None or form == "jsonl" else ROWS


def print_lines(objects: Iterable[Any]) -> None:
    """An object a line, in ASCII, as ``truceline read`` prints them."""
    from truceline.exports.printing import write

    for value in objects:
        write(json.dumps(value, separators=(",", ":")) + "\n", sys.stdout)


def print_for_people(parts: Iterable[RenderableType]) -> None:
    """In colour on a terminal, plain elsewhere."""
    from truceline.exports.printing import print_renderable

    for part in parts:
        print_renderable(part, sys.stdout)


def nothing(what: str, day: str | None) -> None:
    """Says that there is nothing, and what to try."""
    as_of = f" as of {day}" if day else ""
    click.echo(f"No {what} in this ledger{as_of} that fits. {TRY}")


def full_id(view: View, given: str) -> str:
    """The lasting id that something shortened stands for, or what was given where it is none.

    Raises:
        UnknownId: Several begin so.
    """
    from truceline.errors import UnknownId

    beginning = given.strip()
    if len(beginning) < 4 or not all(c in "0123456789abcdef" for c in beginning[1:]):
        return beginning
    found = view.beginning_so(beginning, limit=6)
    if len(found) > 1 and beginning not in found:
        some = ", ".join(id[: len(beginning) + 4] for id in found[:5])
        raise UnknownId(f"several ids begin with {beginning!r}: {some} …", ledger="the ledger", id=beginning)
    return found[0] if len(found) == 1 else beginning
