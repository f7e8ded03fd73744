"""A reading as a text for people: who says what, through whom, and where each agreement stands.

Nothing is told by colour alone: every mark stands beside the word for what it means.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich import box
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from truceline.exports import wording
from truceline.exports.wording import on_one_line
from truceline.model import Agreement, Attribution, Claim, Link, Reading

PLAIN_WIDTH = 100  # columns, where the text goes to a file or a pipe
WIDEST = 120  # longer lines are hard to read

_HAPPENED, _PLANNED, _HEDGED, _DENIED, _OPEN = "●", "○", "◐", "✗", "?"
STYLES = {_HAPPENED: "green", _PLANNED: "yellow", _HEDGED: "magenta", _DENIED: "red", _OPEN: "magenta"}
_AGAINST = {"denies": _DENIED, "doubts": _HEDGED}  # stance → mark
_EXPECTED = ("between", "status")  # what every agreement has, said or not
_QUOTE_LENGTH = 300
BETWEEN = Text.assemble((" · ", "dim"))
_HEADING_LENGTH = 90
_TRAILING = re.compile(r"(?<! ) +$", re.MULTILINE)


def to_text(reading: Reading, *, width: int = PLAIN_WIDTH) -> str:
    """The reading as plain text, with its line ends."""
    return plain(to_renderable(reading), width=width)


def plain(part: RenderableType, *, width: int = PLAIN_WIDTH) -> str:
    """Anything of rich's as plain text, with its line ends."""
    console = Console(file=io.StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False)
    with console.capture() as captured:
        console.print(part)
    return _TRAILING.sub("", captured.get())


def to_renderable(reading: Reading) -> RenderableType:
    """The reading for a console of rich's."""
    return Group(*_parts(reading))


def _parts(reading: Reading) -> Iterator[RenderableType]:
    yield _heading(reading)
    yield _about(reading)
    if not reading.claims:
        yield Text("\nNo claim of an event found.", style="italic")
    for chain, claims in _by_chain(reading.claims).items():
        yield Text()
        yield _who(chain)
        yield _claims(claims, reading)
    bare = list(_without_claim(reading))
    if bare:
        yield Text()
        yield _said(bare, reading)
    if reading.agreements:
        yield Text()
        yield _agreements(reading)
    yield Text()


def _without_claim(reading: Reading) -> Iterator[Attribution]:
    """Who would not comment, what nobody could verify or reported, and denials of what is no claim of an event."""
    shown = {claim.attribution for claim in reading.claims}
    shown_denials = {denial for claim in reading.claims for denial in claim.denied_by}
    for said in reading.attributions:
        denies = said.stance in _AGAINST and said.id not in shown and said.chain not in shown_denials
        if said.kind != "statement" or denies:
            yield said


def _said(sayings: list[Attribution], reading: Reading) -> Table:
    """Sayings without a claim: what kind each is, who, and the words."""
    grid = Table.grid(padding=(0, 1, 0, 1))
    for said in sayings:
        first, last = said.content[0], said.content[-1]
        words = wording.shortened(on_one_line(reading.report.text[first.start : last.end]), _QUOTE_LENGTH)
        kind, mark = (said.kind, _OPEN) if said.kind != "statement" else (said.stance, _AGAINST[said.stance])
        line = Text.assemble((kind, "bold"), ": ").append_text(arrows(said.chain))
        grid.add_row(Text(mark, style=STYLES[mark]), line)
        grid.add_row("", Text(f"“{words}”", style="dim"))
    return grid


def _heading(reading: Reading) -> RenderableType:
    report = reading.report
    words = report.title or wording.shortened(on_one_line(report.text[: 4 * _HEADING_LENGTH]), _HEADING_LENGTH)
    return Group(Text(on_one_line(words), style="bold"), Rule(style="dim", characters="─"))


def _about(reading: Reading) -> Text:
    report = reading.report
    said = [
        Text(on_one_line(report.outlet)) if report.outlet else Text("outlet not known", style="italic"),
        Text(wording.day(report.published)) if report.published else Text("day not known", style="italic"),
    ]
    if report.url:
        said.append(Text(on_one_line(report.url)))
    said.append(Text(_number(len(reading.claims), "claim")))
    if reading.agreements:
        said.append(Text(_number(len(reading.agreements), "agreement")))
    line = BETWEEN.join(said)
    line.stylize("dim")
    return line


def _by_chain(claims: Iterable[Claim]) -> dict[tuple[Link, ...], list[Claim]]:
    """Claims by who says so, in the order in which each first speaks."""
    found: dict[tuple[Link, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.chain, []).append(claim)
    return found


def _who(chain: tuple[Link, ...]) -> Text:
    line = arrows(chain)
    line.stylize("bold")
    if len(chain) == 1:
        line.append(", in its own words", style="not bold dim")
    return line


def arrows(chain: tuple[Link, ...]) -> Text:
    """A chain on one line, from its origin out; whose name is not given is marked."""
    line = Text()
    for i, link in enumerate(chain):
        if i:
            line.append(" → ", style="dim")
        name = on_one_line(link.name) if link.name else None
        last = i == len(chain) - 1
        line.append(name or ("the publisher" if last else "somebody not named"), style="cyan" if link.named else "")
        if name and not link.named and not last:
            line.append(" (not named)", style="not bold dim italic")
    return line


def _claims(claims: list[Claim], reading: Reading) -> Table:
    """The sign of each claim, and beside it the claim, its words, and who denies it."""
    grid = Table.grid(padding=(0, 1, 0, 1))
    for claim, following in zip_longest(claims, claims[1:]):
        mark = sign(claim)
        grid.add_row(Text(mark, style=STYLES[mark]), _claim_line(claim, mark, reading))
        if following is None or following.evidence != claim.evidence:  # else the words stand once, beneath the last
            grid.add_row("", _quoted(claim, reading))
        for denial in claim.denied_by:
            grid.add_row("", _denial(denial))
    return grid


def _claim_line(claim: Claim, mark: str, reading: Reading) -> Text:
    what = Text.assemble((wording.EVENTS.get(claim.event, claim.event.lower()), "bold"))
    if claim.mode:
        what.append(f" ({claim.mode.replace('_', ' ').replace('-', ' ')})")
    parts = [what, *_circumstances(claim, reading)]
    phase = wording.PHASES.get(claim.phase) or wording.auxiliary(claim.auxiliary)
    for word in (phase, wording.factuality(claim.factuality, claim.phase)):
        if word:
            parts.append(Text(word, style=f"italic {STYLES[mark]}"))
    if claim.hedge:
        words = on_one_line(reading.report.text[claim.hedge.start : claim.hedge.end])
        parts.append(Text(f"“{words}”", style="italic"))
    if claim.medium and claim.medium != "statement":
        parts.append(Text(f"from {_article(claim.medium)}", style="italic"))
    if claim.agreement:
        number = next((i for i, g in enumerate(reading.agreements, start=1) if g.id == claim.agreement), None)
        parts.append(Text(f"agreement {number}" if number else "an agreement", style="italic"))
    return BETWEEN.join(parts)


def _circumstances(claim: Claim, reading: Reading) -> Iterator[Text]:
    text = reading.report.text
    if claim.actors or claim.recipients:
        yield _whom(claim, reading)
    places = [f"in {on_one_line(p.name)}" for p in reading.places if p.id in claim.where]
    times = [wording.time(t, on_one_line(text[t.start : t.end])) for t in reading.times if t.id in claim.when]
    for words in (_counts(claim, reading), places, times):
        if words:
            yield Text(", ".join(dict.fromkeys(words)))


def _counts(claim: Claim, reading: Reading) -> list[str]:
    """The counts of a claim; where one overlaps a mention that is shown, only what the mention does not say."""
    shown = [m for m in reading.actors if m.id in claim.actors or m.id in claim.recipients]
    found = []
    for number in reading.counts:
        if number.id in claim.counts:
            said = any(m.start < number.end and number.start < m.end for m in shown)
            if not said or number.measure != "other":
                found.append(wording.count(number, of=not said))
    return found


def _whom(claim: Claim, reading: Reading) -> Text:
    line = Text(_names(claim.actors, reading) or "?")
    if claim.recipients:
        line.append(" → ", style="dim").append(_names(claim.recipients, reading))
    line.stylize("cyan")
    return line


def _names(ids: tuple[str, ...], reading: Reading) -> str:
    text = reading.report.text
    mentions = {m.id: m for m in reading.actors if m.id in ids}
    names = [on_one_line(m.name or text[m.start : m.end]) for m in (mentions[i] for i in ids if i in mentions)]
    return ", ".join(dict.fromkeys(names))


def sign(claim: Claim) -> str:
    """The mark of how a claim stands."""
    if claim.factuality.endswith("-"):
        return _DENIED
    if claim.factuality in ("PR+", "PS+"):
        return _HEDGED
    if claim.phase not in wording.HAPPENED or "future" in claim.auxiliary:
        return _PLANNED
    return _OPEN if claim.factuality == "Uu" else _HAPPENED


def _quoted(claim: Claim, reading: Reading) -> Text:
    words = on_one_line(reading.report.text[claim.evidence.start : claim.evidence.end])
    return Text(f"“{wording.shortened(words, _QUOTE_LENGTH)}”", style="dim")


def _denial(chain: tuple[Link, ...]) -> Text:
    return Text(f"{_DENIED} denied by ", style="red").append_text(arrows(chain))


def _agreements(reading: Reading) -> Table:
    """A row for each agreement; a column where at least one has something to say."""
    rows = [_agreement_row(number, g, reading) for number, g in enumerate(reading.agreements, start=1)]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    used = [name for name in rows[0] if any(row[name] for row in rows)]
    for name in used:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[name] or ("?" if name in _EXPECTED else "–")) for name in used))
    return table


def _agreement_row(number: int, agreement: Agreement, reading: Reading) -> dict[str, str]:
    stages = [
        f"{s.order}. {s.kind}" + (f", {wording.figure(s.days)} days" if s.days is not None else "")
        for s in agreement.stages
    ]
    return {
        "agreement": f"{number} {agreement.kind}",
        "between": _names(agreement.parties, reading),
        "through": _names(agreement.mediators, reading),
        "stages": "\n".join(stages),
        "status": agreement.status or "",
        "since": wording.day(agreement.since) if agreement.since else "",
        "violations": agreement.violations or "",
    }


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _article(noun: str) -> str:
    return noun if noun == "data" else f"a {noun}"
