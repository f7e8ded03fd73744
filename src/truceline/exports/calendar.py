"""Dates of agreements as a calendar (iCalendar, RFC 5545): what is said to have become of each, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO

from truceline.exports.ceasefires import says
from truceline.exports.cells import writable
from truceline.ledger import Filters, View
from truceline.linking import Pact, PactStage, Turn, agreements

_CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f]")
_OCTETS = 75  # of a line, at most; longer ones go on in the next after a blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar, of whole days."""

    uid: str
    stamp: str  # when it was known: YYYY-MM-DD or a UTC second
    first: date
    after: date  # the day after its last
    summary: str
    description: str
    category: str
    tentative: bool  # planned, and not said to have come to pass


def write_calendar(view: View, out: BinaryIO, *, filters: Filters | None = None, program: str = "truceline") -> int:
    """The dates of the agreements that fit, an entry each.

    Args:
        view: What to export.
        out: Where to.
        filters: Which agreements.
        program: What writes, with its version.

    Returns:
        How many entries there were.
    """
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{escaped(program)}//EN", "CALSCALE:GREGORIAN")
    out.write(b"".join(map(folded, head)))
    written = 0
    for pact in agreements(view, filters):
        for entry in entries_of(pact):
            out.write(b"".join(map(folded, _lines(entry))))
            written += 1
    out.write(folded("END:VCALENDAR"))
    return written


def entries_of(pact: Pact) -> Iterator[Entry]:
    """The turns of an agreement that have a day, those of one kind and day together, and the stages that are dated."""
    name = _name(pact)
    turns: dict[tuple[str, str], list[Turn]] = {}
    for turn in pact.history:
        if turn.date is not None:
            turns.setdefault((turn.date, turn.status), []).append(turn)
    for (day, status), told in turns.items():
        first = date.fromisoformat(day)
        yield Entry(
            uid=f"{pact.id}-{status.replace(' ', '-')}-{day}",
            stamp=max(turn.reported for turn in told),
            first=first,
            after=_next(first),
            summary=f"{name}: {status}",
            description=_told(pact, told),
            category=status,
            tentative=False,
        )
    for number, stage in enumerate(pact.stages, 1):
        entry = _of_stage(pact, stage, number, name)
        if entry is not None:
            yield entry


def folded(line: str) -> bytes:
    """A line as the standard wants it: in UTF-8, cut after 75 octets but never within a character, ended by CRLF."""
    data = line.encode()
    parts: list[bytes] = []
    while len(data) > (most := _OCTETS - bool(parts)):
        end = most
        while data[end] & 0xC0 == 0x80:  # the octet after the cut goes on a character
            end -= 1
        parts.append(data[:end])
        data = data[end:]
    return b"\r\n ".join([*parts, data]) + b"\r\n"


def escaped(text: str) -> str:
    """A text as a value."""
    sound = _CONTROL.sub("", writable(text).replace("\r\n", "\n").replace("\r", "\n"))
    return sound.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _of_stage(pact: Pact, stage: PactStage, number: int, name: str) -> Entry | None:
    start, end = stage.actual_start or stage.planned_start, stage.actual_end or stage.planned_end
    if start is None:
        return None
    first = date.fromisoformat(start)
    after = max(date.fromisoformat(end), _next(first)) if end else _next(first)
    planned = f"planned {stage.planned_start or '?'} to {stage.planned_end or '?'}"
    actual = f"said to have begun {stage.actual_start or '-'}, to have ended {stage.actual_end or '-'}"
    return Entry(
        uid=f"{pact.id}-stage-{number}",
        stamp=max(turn.reported for turn in pact.history) if pact.history else start,
        first=first,
        after=after,
        summary=f"{name}: stage {stage.order}, {stage.kind}",
        description=f"{planned}; {actual}\nreport {stage.report}\nagreement {pact.id}",
        category="stage",
        tentative=stage.actual_start is None,
    )


def _lines(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}@truceline"
    yield f"DTSTAMP:{_stamp(entry.stamp)}"
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.after:%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    yield f"DESCRIPTION:{escaped(entry.description)}"
    yield f"CATEGORIES:{escaped(entry.category)}"
    if entry.tentative:
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _told(pact: Pact, turns: Sequence[Turn]) -> str:
    lines = [f"{says(turn.chain)} ({turn.claim or turn.report})" for turn in turns]
    return "\n".join([*dict.fromkeys(lines), f"agreement {pact.id}"])


def _name(pact: Pact) -> str:
    between = " – ".join(who.name or "?" for who in pact.parties)
    return f"{pact.kind.capitalize()} {between}".strip()


def _stamp(moment: str) -> str:
    whole = moment if "T" in moment else f"{moment}T00:00:00Z"
    return whole.replace("-", "").replace(":", "")


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
