"""``truceline agreements``: where each ceasefire stands, and how it came there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from truceline.cli.filters import filter_options, filters_of
from truceline.cli.questions import (
    asked,
    asking_options,
    limit_option,
    most,
    nothing,
    origins_option,
    print_for_people,
    print_lines,
)

if TYPE_CHECKING:
    from truceline.ledger import View
    from truceline.linking import Pact


@click.command()
@filter_options
@origins_option
@limit_option
@asking_options
def agreements(place: str | None, as_of: str | None, form: str, limit: int | None, origins: int, **given: Any) -> None:
    """Shows every agreement, through all reports that tell of it: where it stands, and how it came there.

    Filters choose agreements of which a claim fits; each is shown whole. Who says so stands beside everything that is
    said to have become of it, and contradictory statements stay beside each other.
    """
    from truceline.exports.objects import pact_object
    from truceline.exports.pacts import pact_parts
    from truceline.linking import agreements as known

    with asked(place, as_of) as view:
        pacts = islice(_told_by(view, known(view, filters_of(given)), origins), most(limit, form))
        if form == "jsonl":
            print_lines(map(pact_object, pacts))
            return
        found = False
        for pact in pacts:
            print_for_people(pact_parts(pact))
            found = True
    if not found:
        nothing("agreement", as_of)


def _told_by(view: View, pacts: Iterator[Pact], least: int) -> Iterator[Pact]:
    """Those whose claims have so many different origins."""
    from truceline.linking import origins

    for pact in pacts:
        if least == 1 or len(set(origins(view, pact.claims).values())) >= least:
            yield pact
