"""What linking judged, as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.desk.happenings import whole
from truceline.desk.state import Desk
from truceline.ledger import ClaimRow, ReportRow, View
from truceline.linking import Event, copies

MOST = 400  # claims of one event that a page takes in
_COPY_WORDS = {"same": "the same text", "cut": "part of the same text", "rewritten": "the same text, rewritten"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCopy:
    """A report with the text of another."""

    report: ReportRow
    words: str  # how alike they are


def copies_of(view: View, report: str) -> tuple[ShownCopy, ...]:
    """The reports with the same or rewritten text, the first published first."""
    return tuple(
        ShownCopy(report=view.report(copy.report), words=_COPY_WORDS.get(copy.kind, copy.kind))
        for copy in copies(view, report)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What all reports say of one event."""

    event: Event
    claims: tuple[ClaimRow, ...]  # those first published in front
    origins: dict[str, str]  # claim id to the id of its origin
    groups: dict[str, str]  # report id to the id of the earliest report with its text
    left_out: int  # claims beyond `MOST`


def told(desk: Desk, view: View, id: str) -> Told:
    """The event that a claim is part of, with all that is said of it.

    Raises:
        UnknownId: There is no such claim.
    """
    found = whole(desk.lists, id, as_of=view.as_of)
    rows = tuple(sorted(found.claims, key=lambda row: (row.report.known, row.report.n, row.claim.evidence.start)))
    return Told(
        event=found.event,
        claims=rows[:MOST],
        origins=found.origins,
        groups=_by_text(view, rows[:MOST]),
        left_out=max(len(rows) - MOST, 0),
    )


def _by_text(view: View, rows: Sequence[ClaimRow]) -> dict[str, str]:
    reports = {row.report.id: row.report for row in rows}
    found: dict[str, str] = {}
    for id in sorted(reports, key=lambda id: (reports[id].known, reports[id].n)):
        if id not in found:
            found[id] = id
            found.update((copy.report, id) for copy in copies(view, id) if copy.report not in found)
    return found
