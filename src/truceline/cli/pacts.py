"""``truceline agreements``: where each ceasefire stands, and how it came there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from truceline.cli.questions import (
    SHORT,
    asked,
    asking_options,
    filter_options,
    filters_of,
    limit_option,
    most,
    nothing,
    origins_option,
    print_for_people,
    print_lines,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from truceline.ledger import View
    from truceline.linking import Breach, Pact, PactStage, Turn


@click.command()
@filter_options
@origins_option
@limit_option
@asking_options
def agreements(place: str | None, day: str | None, form: str, limit: int | None, origins: int, **given: Any) -> None:
    """Shows every agreement, through all reports that tell of it: where it stands, and how it came there.

    Filters choose agreements of which a claim fits; each is shown whole. Who says so stands beside everything that is
    said to have become of it, and contradictory statements stay beside each other.
    """
    from truceline.linking import agreements as known
    from truceline.linking import pact_object

    with asked(place, day) as view:
        pacts = islice(_told_by(view, known(view, filters_of(given)), origins), most(limit, form))
        if form == "jsonl":
            print_lines(map(pact_object, pacts))
            return
        found = False
        for pact in pacts:
            print_for_people(pact_parts(pact))
            found = True
    if not found:
        nothing("agreement", day)


def _told_by(view: View, pacts: Iterator[Pact], least: int) -> Iterator[Pact]:
    """Those whose claims have so many different origins."""
    from truceline.linking import origins

    for pact in pacts:
        if least == 1 or len(set(origins(view, pact.claims).values())) >= least:
            yield pact


def pact_parts(pact: Pact) -> Iterator[RenderableType]:
    """An agreement for people."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    from truceline.cli.tables import people

    sides = people(pact.parties) if pact.parties else "parties not named"
    yield Text.assemble((f"{pact.kind}: {sides}", "bold"), (f"  {pact.id[:SHORT]}", "dim"))
    yield Rule(style="dim", characters="─")
    yield Padding(_about(pact), (0, 0, 0, 2))
    if pact.stages:
        yield Padding(_stages(pact.stages), (1, 0, 0, 2))
    yield Padding(_history(pact.history), (1, 0, 0, 2))
    for breach in pact.alleged:
        yield Padding(_breach(breach), (0, 0, 0, 2))
    yield Text()


def _about(pact: Pact) -> Text:
    from rich.text import Text

    from truceline.cli.tables import people
    from truceline.exports import wording
    from truceline.exports.wording import on_one_line

    since = f" since {wording.day(pact.since)}" if pact.since else ""
    lines = [("status", (pact.status or "not said") + since)]
    if pact.days_in_force is not None:
        lines.append(("in force for", f"{pact.days_in_force:,} day{'' if pact.days_in_force == 1 else 's'}"))
    lines.append(("mediators", people(pact.mediators) if pact.mediators else "none named"))
    if pact.places:
        lines.append(("places", ", ".join(on_one_line(place.name) for place in pact.places)))
    bound = [
        f"{people([d.party])}: {d.status}{', ' + wording.day(d.date) if d.date else ', day not known'}"
        for d in pact.declarations
        if d.status
    ]
    if bound:
        lines.append(("declared", "; ".join(bound)))
    if pact.grade:
        lines.append(("class", pact.grade))
    lines.append(("violations", pact.violations or "nothing said"))
    lines.append(("told by", f"{len(pact.reports):,} report{'' if len(pact.reports) == 1 else 's'}"))
    return Text("\n").join(Text.assemble((f"{name}: ", "bold"), value) for name, value in lines)


def _stages(stages: tuple[PactStage, ...]) -> Table:
    from truceline.cli.tables import UNKNOWN, _table
    from truceline.exports import wording

    table = _table("stage", "brings", "days", "planned", "actual from")
    for stage in stages:
        table.add_row(
            str(stage.order),
            stage.kind,
            wording.figure(stage.days),
            wording.days(stage.planned_start, stage.planned_end) or UNKNOWN,
            wording.day(stage.actual_start) if stage.actual_start else UNKNOWN,
        )
    return table


def _history(turns: tuple[Turn, ...]) -> Table:
    from rich.text import Text

    from truceline.cli.tables import _table, people
    from truceline.exports import wording
    from truceline.exports.people import arrows

    table = _table("day", "became", "by", "who says so", "told", "claim")
    for turn in turns:
        table.add_row(
            wording.day(turn.date) if turn.date else Text("not said", style="dim italic"),
            turn.status,
            people(turn.by) if turn.by else "–",
            arrows(turn.chain),
            wording.day(turn.reported),
            turn.claim[:SHORT] if turn.claim else "–",
        )
    return table


def _breach(breach: Breach) -> Text:
    from rich.text import Text

    from truceline.cli.tables import people
    from truceline.exports import wording
    from truceline.exports.people import arrows

    by = people([breach.by]) if breach.by else "somebody not named"
    against = f" against {people([breach.against])}" if breach.against else ""
    day = f" on {wording.day(breach.date)}" if breach.date else ""
    line = Text.assemble((f"violation {breach.level}: ", "bold magenta"), f"by {by}{against}{day}, says ")
    line.append_text(arrows(breach.chain))
    for chain in breach.denied_by:
        line.append("\n✗ denied by ", style="red").append_text(arrows(chain))
    return line
