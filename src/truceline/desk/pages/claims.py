"""A claim, and the event that it is part of: who says it, through whom, who denies it, where numbers conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import AsOf
from truceline.desk.linked import Told, told
from truceline.desk.pages.chains import graph_of
from truceline.desk.rendering import render
from truceline.desk.shown import Shown, ShownLink, links, shown
from truceline.desk.state import AsReader, TheDesk
from truceline.exports import wording
from truceline.ledger import ClaimRow, ReportRow, View
from truceline.model import Count

router = APIRouter(route_class=KeptRoute)
_SAYINGS = 6  # of one side, before the rest is folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one origin says of an event."""

    chain: tuple[ShownLink, ...]  # of the first claim
    says: tuple[Shown, ...]
    counts: tuple[str, ...]
    reports: int
    denies: bool  # nothing but that it is not so


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One number among several that conflict."""

    count: Count
    words: str
    claim: Shown
    who: ShownLink
    bar: tuple[float, float] = (0.0, 0.0)  # where its range begins and ends on a scale from 0 to 100

    @property
    def is_open(self) -> bool:
        """Whether it has no upper end."""
        return self.count.high is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim, and the other reports that make it in the same words."""

    claim: Shown
    also: tuple[ReportRow, ...]


@router.get("/claims/{id}")
def claim(request: Request, desk: TheDesk, person: AsReader, id: str, as_of: AsOf = None) -> Response:
    """A claim's page: its record, and all that is told of its event."""
    view = desk.ledger.view(as_of=as_of)
    row = view.claim(id)
    return _page(request, view, told(desk, view, id), own=row)


@router.get("/events/{id}")
def event(request: Request, desk: TheDesk, person: AsReader, id: str, as_of: AsOf = None) -> Response:
    """An event's page."""
    view = desk.ledger.view(as_of=as_of)
    return _page(request, view, told(desk, view, id), own=None)


def _page(request: Request, view: View, all_of_it: Told, *, own: ClaimRow | None) -> Response:
    event = all_of_it.event
    claims = {row.id: shown(row) for row in all_of_it.claims}
    return render(
        request,
        "event.html",
        event=event,
        own=shown(own) if own else None,
        what=wording.EVENTS.get(event.type, event.type.lower()),
        when=wording.days(event.first, event.last),
        graph=graph_of(all_of_it.claims, origins=all_of_it.origins, groups=all_of_it.groups),
        sides=tuple(_sides(all_of_it, claims)),
        numbers=_numbers(all_of_it.claims, claims),
        conflicts=[one for one in event.conflicts if one.kind != "number"],
        tellings=tuple(_tellings(all_of_it.claims, claims)),
        reports=len({row.report.id for row in all_of_it.claims}),
        left_out=all_of_it.left_out,
        reviews=[one.review for one in view.reviews(own.id)] if own else [],
        as_of=view.as_of,
    )


def _sides(all_of_it: Told, claims: dict[str, Shown]) -> Iterator[Side]:
    """What each origin says; then who denies it within somebody else's report."""
    by_origin: dict[str, list[ClaimRow]] = {}
    for row in all_of_it.claims:
        by_origin.setdefault(all_of_it.origins.get(row.id, row.id), []).append(row)
    for rows in by_origin.values():
        says = {row.words: claims[row.id] for row in reversed(rows)}
        yield Side(
            chain=links(rows[0].claim.chain),
            says=tuple(reversed(says.values()))[:_SAYINGS],
            counts=tuple(dict.fromkeys(w for row in rows for w in claims[row.id].counts)),
            reports=len({row.report.id for row in rows}),
            denies=all(row.claim.factuality.endswith("-") for row in rows),
        )
    denials: dict[str, tuple[tuple[ShownLink, ...], list[ClaimRow]]] = {}
    for row in all_of_it.claims:
        for chain in row.claim.denied_by:
            key = (chain[0].actor or chain[0].name or "") if chain else ""
            denials.setdefault(key, (links(chain), []))[1].append(row)
    for denier, rows in denials.values():
        yield Side(
            chain=denier,
            says=tuple(claims[row.id] for row in rows[:_SAYINGS]),
            counts=(),
            reports=len({row.report.id for row in rows}),
            denies=True,
        )


def _tellings(rows: Sequence[ClaimRow], claims: dict[str, Shown]) -> Iterator[Telling]:
    """What is told, the same words of the same origin once."""
    same: dict[tuple[str, str | None, str], list[ClaimRow]] = {}
    for row in rows:
        origin = row.claim.chain[0] if row.claim.chain else None
        name = (origin.actor or origin.name) if origin and len(row.claim.chain) > 1 else row.report.outlet
        same.setdefault((row.words, name, row.claim.event), []).append(row)
    for first, *others in same.values():
        reports = {row.report.id: row.report for row in others if row.report.id != first.report.id}
        yield Telling(claim=claims[first.id], also=tuple(reports.values()))


def _numbers(rows: Sequence[ClaimRow], claims: dict[str, Shown]) -> dict[str, list[Said]]:
    """What is said of each measure, each wording of an origin once; only measures of which sayings differ."""
    found: dict[str, dict[tuple[str, str], Said]] = {}
    for row in rows:
        who = links(row.claim.chain)[0]
        for count in row.counts:
            if count.measure != "other" and (count.low is not None or count.high is not None):
                words = wording.count(count)
                said = Said(count=count, words=words, claim=claims[row.id], who=who)
                found.setdefault(count.measure, {}).setdefault((words, who.name), said)
    ranges = {measure: {(s.count.low, s.count.high) for s in said.values()} for measure, said in found.items()}
    return {m: _on_a_scale([*said.values()]) for m, said in sorted(found.items()) if len(ranges[m]) > 1}


def _on_a_scale(sayings: Sequence[Said]) -> list[Said]:
    """The sayings of one measure as bars on one scale; where a range is open it runs to the end."""
    most = 1.15 * max(1.0, *(end for said in sayings for end in (said.count.low, said.count.high) if end is not None))
    found = []
    for said in sayings:
        low, high = said.count.low or 0.0, said.count.high
        end = 100.0 if high is None else 100 * high / most
        found.append(replace(said, bar=(round(100 * low / most, 1), round(end, 1))))
    return found
