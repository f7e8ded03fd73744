"""Agreements through all their reports, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from truceline.exports import wording
from truceline.exports.answers import SHORT, UNKNOWN, people, table
from truceline.exports.people import arrows
from truceline.exports.wording import on_one_line
from truceline.linking import Breach, Pact, PactStage, Turn


def pact_parts(pact: Pact) -> Iterator[RenderableType]:
    """An agreement for people."""
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

    grid = table("stage", "brings", "days", "planned", "actual from")
    for stage in stages:
        grid.add_row(
            str(stage.order),
            stage.kind,
            wording.figure(stage.days),
            wording.days(stage.planned_start, stage.planned_end) or UNKNOWN,
            wording.day(stage.actual_start) if stage.actual_start else UNKNOWN,
        )
    return grid


def _history(turns: tuple[Turn, ...]) -> Table:

    grid = table("day", "became", "by", "who says so", "told", "claim")
    for turn in turns:
        grid.add_row(
            wording.day(turn.date) if turn.date else Text("not said", style="dim italic"),
            turn.status,
            people(turn.by) if turn.by else "–",
            arrows(turn.chain),
            wording.day(turn.reported),
            turn.claim[:SHORT] if turn.claim else "–",
        )
    return grid


def _breach(breach: Breach) -> Text:

    by = people([breach.by]) if breach.by else "somebody not named"
    against = f" against {people([breach.against])}" if breach.against else ""
    day = f" on {wording.day(breach.date)}" if breach.date else ""
    line = Text.assemble((f"violation {breach.level}: ", "bold magenta"), f"by {by}{against}{day}, says ")
    line.append_text(arrows(breach.chain))
    for chain in breach.denied_by:
        line.append("\n✗ denied by ", style="red").append_text(arrows(chain))
    return line
