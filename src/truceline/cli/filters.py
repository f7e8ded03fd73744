"""The options that say which part of a ledger is asked for: filters, and as of which day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from truceline.cli.read import Day

if TYPE_CHECKING:
    from truceline.ledger import Filters

_F = TypeVar("_F", bound=Callable[..., Any])

EVENTS = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
).split()


class Country(click.ParamType[str]):
    """A code of three letters."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code in capitals."""
        if len(value) != 3 or not (value.isascii() and value.isalpha()):
            self.fail(f"{value!r} is not a code of three letters, such as UKR.", param, ctx)
        return str(value).upper()


KINDS: dict[str, click.ParamType[Any]] = {
    "DAY": Day(),
    "EVENT": click.Choice(EVENTS, case_sensitive=False),
    "FACTUALITY": click.Choice(("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")),
    "CODE": Country(),
}
# Option, name of the filter, what stands for its value, help.
FILTERS = (
    ("--actor", "actor", "NAME", "Only what this body does, or what is done to it: a name or an id."),
    ("--country", "country", "CODE", "Only with somebody or some place of this country (ISO 3166-1 alpha-3)."),
    ("--event", "event", "EVENT", "Only this one of PLOVER's 16 events."),
    ("--place", "place", "NAME", "Only at this place: a name or a number in GeoNames."),
    ("--from", "since", "DAY", "Only what may have happened on this day or later."),
    ("--to", "until", "DAY", "Only what may have happened on this day or before."),
    ("--outlet", "outlet", "NAME", "Only what this outlet published."),
    ("--origin", "origin", "NAME", "Only what this source says first: a name or an id."),
    ("--factuality", "factuality", "FACTUALITY", "Only what its source holds so: CT+ PR+ PS+ CT- PR- PS- Uu."),
)


def filter_options(command: _F) -> _F:
    """An option for each filter."""
    for option, name, value, help in reversed(FILTERS):
        command = click.option(option, f"only_{name}", metavar=value, type=KINDS.get(value, click.STRING), help=help)(
            command
        )
    return command


def as_of_option(command: _F) -> _F:
    """As of which day."""
    return click.option(
        "--as-of", "as_of", metavar="DAY", type=Day(), help="What could be known on this day; else what is known now."
    )(command)


def filters_of(given: dict[str, str | None]) -> Filters | None:
    """The filters in force; None where all is wanted."""
    from truceline.ledger import Filters

    said = {name: given[f"only_{name}"] for _, name, _, _ in FILTERS}
    days = {name: value[:10] for name in ("since", "until") if (value := said[name])}
    return Filters(**(said | days)) if any(said.values()) else None
