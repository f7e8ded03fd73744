"""What questions give, for people: nothing is told by colour alone, and what is not known is said to be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from truceline.exports import wording
from truceline.exports.people import BETWEEN, STYLES, arrows, sign
from truceline.exports.wording import on_one_line
from truceline.ledger import ActorTally, ClaimRow, JudgementRow, ReportRow, SourceTally
from truceline.linking import STANDINGS, Event, Toll, Who
from truceline.model import Actor

SHORT = 10  # characters of an id that are shown; more than one of a large ledger seldom begins with the same
QUOTE = 240  # characters of a claim's words
UNKNOWN = "?"


def claims_table(rows: Iterable[ClaimRow]) -> Table:
    """Claims: the day, the sign, and beside them what is claimed, its words, who says so, who denies it."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column()
    before = None
    for row in rows:
        mark = sign(row.claim)
        day = wording.days(row.first, row.last) or "day not known"
        grid.add_row(Text(day if day != before else "", style="bold"), Text(mark, style=STYLES[mark]), _what(row, mark))
        for line in _beneath(row):
            grid.add_row("", "", line)
        before = day
    return grid


def _what(row: ClaimRow, mark: str) -> Text:
    claim = row.claim
    what = Text.assemble((wording.EVENTS.get(claim.event, claim.event.lower()), "bold"))
    if claim.mode:
        what.append(f" ({claim.mode.replace('_', ' ').replace('-', ' ')})")
    parts = [what]
    if row.actors or row.recipients:
        whom = Text(_names(row.actors), style="cyan")
        if row.recipients:
            whom.append(" → ", style="dim").append(_names(row.recipients))
        parts.append(whom)
    parts += [Text(f"in {place}") for place in dict.fromkeys(on_one_line(place.name) for place in row.where)]
    parts += [Text(count) for count in dict.fromkeys(wording.count(count) for count in row.counts)]
    phase = wording.PHASES.get(claim.phase) or wording.auxiliary(claim.auxiliary)
    for word in (phase, wording.factuality(claim.factuality, claim.phase)):
        if word:
            parts.append(Text(word, style=f"italic {STYLES[mark]}"))
    return BETWEEN.join(parts)


def _beneath(row: ClaimRow) -> Iterator[Text]:
    yield Text(f"“{wording.shortened(on_one_line(row.words), QUOTE)}”", style="dim")
    said = arrows(row.claim.chain)
    if row.report.withdrawn:
        said.append(" (withdrawn by its publisher)", style="red")
    told = wording.day(row.report.published) if row.report.published else "day of publication not known"
    yield Text.assemble(said, (f" · {told} · {row.id[:SHORT]}", "dim"))
    for chain in row.claim.denied_by:
        yield Text("✗ denied by ", style="red").append_text(arrows(chain))


def events_table(events: Iterable[Event]) -> Table:
    """Events, each with how many independent origins tell it and how many deny it."""
    grid = table("day", "what, who → whom, where", "numbers", "origins", "disputed", "id")
    for column, most in zip(grid.columns, (12, None, 18, None, 14, None), strict=True):
        column.max_width = most  # what happened has the rest
    for event in events:
        mode = f" ({event.mode.replace('-', ' ')})" if event.mode else ""
        name = wording.EVENTS.get(event.type, event.type.lower()) + mode
        where = ", ".join(on_one_line(place.name) for place in event.places)
        grid.add_row(
            wording.days(event.first, event.last) or UNKNOWN,
            Text.assemble(
                (name, "bold"),
                f"\n{people(event.actors)} → {people(event.recipients)}",
                f"\nin {where}" if where else "",
            ),
            "\n".join(toll(one) for one in event.counts) or "–",
            "\n".join([str(event.origins), *_sides(event)]),
            ", ".join(_disputed(event)) or "–",
            event.id[:SHORT],
        )
    return grid


def _sides(event: Event) -> Iterator[str]:
    """How many of the witnesses stand to it how."""
    sides = Counter(witness.side for witness in event.witnesses)
    yield from (f"{sides[side]} {side}" for side in STANDINGS if sides[side])


def _disputed(event: Event) -> Iterator[str]:
    """That it is denied, and in what its claims differ."""
    if event.denied:
        yield f"{event.denied} denied"
    yield from dict.fromkeys(conflict.what or conflict.kind for conflict in event.conflicts)


def sources_table(tallies: Iterable[SourceTally]) -> Table:
    """Who speaks."""
    grid = table("source", "kind", "claims", "reports", "denied", "first", "last")
    for one in tallies:
        name = Text(on_one_line(one.name) if one.name else "no source named", style="" if one.named else "italic")
        if one.name and not one.named:
            name.append(" (not named)", style="dim italic")
        grid.add_row(
            name,
            one.kind or UNKNOWN,
            f"{one.claims:,}",
            f"{one.reports:,}",
            f"{one.denied:,}" if one.denied else "–",
            wording.day(one.first) if one.first else UNKNOWN,
            wording.day(one.last) if one.last else UNKNOWN,
        )
    return grid


def actor_heading(tally: ActorTally) -> Iterator[RenderableType]:
    """Who somebody is, and in how many claims."""
    yield Text(on_one_line(tally.name or tally.actor or UNKNOWN), style="bold")
    known = [f"id {tally.actor}" if tally.actor else "no id of its own", tally.country or "country not known"]
    yield Text(" · ".join([*known, *(["sector " + " ".join(tally.sector)] if tally.sector else [])]), style="dim")
    for label, counts in (("does", tally.does), ("is done to", tally.suffers)):
        said = ", ".join(f"{wording.EVENTS.get(event, event.lower())} {count:,}" for event, count in counts)
        yield Text.assemble((f"{label}: ", "bold"), said or "nothing that is told")
    yield Text.assemble(("says: ", "bold"), f"{tally.says:,} claims" if tally.says else "nothing that is told")
    days = wording.days(tally.first, tally.last)
    yield Text.assemble(("days: ", "bold"), days or UNKNOWN, "\n")


def report_heading(row: ReportRow, versions: Sequence[ReportRow]) -> Iterator[RenderableType]:
    """What is known of a report, and which versions its article has."""
    if row.withdrawn:
        yield Text(f"Withdrawn by its publisher on {wording.day(row.withdrawn)}.", style="bold red")
    yield Text(f"{row.id}  (its own id: {on_one_line(row.given)}; added {row.learnt})", style="dim")
    for other in versions if len(versions) > 1 else ():
        until = f", until {other.until}" if other.until else ", which stands"
        yield Text(f"version of {other.known}{until}: {other.id[:SHORT]}", style="dim")


def reports_table(rows: Iterable[ReportRow]) -> Table:
    """Reports that were found."""
    grid = table("published", "outlet", "title", "id")
    for row in rows:
        title = on_one_line(row.title) if row.title else "–"
        grid.add_row(
            wording.day(row.published) if row.published else UNKNOWN,
            on_one_line(row.outlet) if row.outlet else UNKNOWN,
            title + (" (withdrawn)" if row.withdrawn else ""),
            row.id[:SHORT],
        )
    return grid


def judgement_text(row: JudgementRow) -> Text:
    """A judgement."""
    j = row.judgement
    state = "  (another one takes its place)" if row.overruled else ""
    said = Text.assemble((f"{j.kind}{state}", "bold"), f"\nby {on_one_line(j.by)}, {row.learnt}; score {j.score}\n")
    said.append(f"{' '.join(j.subjects)}\n→ {' '.join(j.objects)}\n")
    for name, value in j.reasons.items():
        said.append(f"{name}: {on_one_line(str(value))}\n", style="dim")
    return said


def people(whos: Iterable[Who]) -> str:
    """Names, or that none is known."""
    return ", ".join(on_one_line(who.name or who.actor or who.country or UNKNOWN) for who in whos) or UNKNOWN


def toll(one: Toll) -> str:
    """The range around all that is said."""
    low, high = one.low, one.high
    if low is None:
        amount = f"up to {wording.figure(high)}"
    elif high is None:
        amount = f"{wording.figure(low)} or more"
    else:
        amount = wording.figure(low) if low == high else f"{wording.figure(low)} to {wording.figure(high)}"
    return f"{amount} {one.measure}" if one.measure != "other" else amount


def table(*columns: str) -> Table:
    """A table with these columns."""
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for name in columns:
        grid.add_column(name, overflow="fold", no_wrap=name == "id")
    return grid


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(on_one_line(a.name or a.actor or UNKNOWN) for a in actors)) or UNKNOWN
