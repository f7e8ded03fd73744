"""What was judged, as of a view's day: stories, copies, origins, events.

Which claims belong together is what is held today; which of them are there, and so what a group holds, is as of the
day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from truceline.errors import UnknownId
from truceline.ledger import ClaimRow, Filters, JudgementRow, ReportRow, View
from truceline.linking.groups import family, roots
from truceline.linking.happening import event_of
from truceline.linking.records import Conflict, Copy, Event, Story
from truceline.linking.witnesses import HOSTILE, foes_of

COPY, STORY, ORIGIN, EVENT, CONFLICT = "copy", "story", "origin", "event", "conflict"
_PORTION = 150  # claims whose events are looked up at a time: the first should not be waited for
_TOGETHER = 50  # events that are made at a time


def stories(view: View) -> Iterator[Story]:
    """Every report, also versions that do not stand any more, with those that tell the same; the oldest story first.

    The claims are those of the versions that stand.
    """
    reports = list(view.reports(versions=True))
    first = roots(view.joins, STORY, [row.id for row in reports])
    members: dict[str, list[ReportRow]] = defaultdict(list)
    for row in reports:
        members[first[row.id]].append(row)
    ids = {row.n: row.id for row in reports}
    claims: dict[str, list[str]] = defaultdict(list)
    for report, claim in view.claim_ids():
        claims[first[ids[report]]].append(claim)
    said = roots(view.joins, ORIGIN, [claim for own in claims.values() for claim in own])
    for story in sorted(members, key=lambda id: min((row.known, row.id) for row in members[id])):
        rows = sorted(members[story], key=lambda row: (row.known, row.id))
        yield Story(
            id=story,
            reports=tuple(row.id for row in rows),
            given=tuple(row.given for row in rows),
            origins=len({said[claim] for claim in claims[story]}),
            claims=tuple(sorted(claims[story])),
        )


def events(view: View, filters: Filters | None = None, *, origins: int = 1) -> Iterator[Event]:
    """Events of which a claim fits, each whole, as they are found.

    Args:
        view: The ledger's.
        filters: Which; all where it is None.
        origins: Only those that so many different speech acts tell of, at least.
    """
    firsts = _firsts(view, view.ids_that_fit(filters, origins=origins))
    while together := list(islice(firsts, _TOGETHER)):
        yield from _events(view, together, origins=origins)


def _firsts(view: View, claims: Iterator[str]) -> Iterator[str]:
    """The first claims of the events of claims, each once."""
    given: set[str] = set()
    while portion := list(islice(claims, _PORTION)):
        found = roots(view.joins, EVENT, portion)
        for first in (found[id] for id in portion):
            if first not in given:
                given.add(first)
                yield first


def told_by(view: View, claims: Iterable[str], origins: int) -> set[str]:
    """Those of these claims whose events so many different speech acts tell of, at least."""
    claims = list(dict.fromkeys(claims))
    first = roots(view.joins, EVENT, claims)
    told = set(_well_told(view, family(view.joins, EVENT, sorted(set(first.values()))), origins))
    return {claim for claim in claims if first[claim] in told}


def well_told(view: View, filters: Filters | None, *, origins: int, newest: int | None = None) -> list[ClaimRow]:
    """Claims that fit, of events that so many different speech acts tell of, by the day that they are about.

    Args:
        view: The ledger's.
        filters: Which; all where it is None.
        origins: How many speech acts, at least.
        newest: No more than so many, the latest.
    """
    told = told_by(view, view.ids_that_fit(filters, origins=origins, newest=newest), origins)
    rows = sorted(view.claims_with(told), key=by_day)
    return rows[-newest:] if newest else rows


def by_day(row: ClaimRow) -> tuple[str, str, str, str]:
    """The order of a timeline."""
    return (row.first or "", row.last or "", row.report.known, row.id)


def event(view: View, id: str) -> Event:
    """The event with this id, or the one that the claim with this id is part of.

    Raises:
        UnknownId: There is none, or none of its claims was known yet.
    """
    found = _events(view, [roots(view.joins, EVENT, [id])[id]])
    if not found:
        view.claim(id)  # says that nothing has the id
        raise UnknownId(f"no event has the id {id[:60]!r}", ledger="", id=id)
    return found[0]


def copies(view: View, report: str) -> tuple[Copy, ...]:
    """The other reports with the same or rewritten wire text as this one, the first published first.

    Raises:
        UnknownId: There is no such report, or it was not known yet.
    """
    own = view.report(report).id
    first = roots(view.joins, COPY, [own])[own]
    found: list[tuple[str, Copy]] = []
    for id in family(view.joins, COPY, [first])[first]:
        if id != own:
            try:
                row = view.report(id)
            except UnknownId:
                continue  # not known yet on the view's day
            found.append((row.known, _copy(view, id if id != first else own, report=id)))
    return tuple(copy for _, copy in sorted(found, key=lambda pair: (pair[0], pair[1].report)))


def origins(view: View, claims: Iterable[str]) -> dict[str, str]:
    """For each claim the id of its origin: claims of one speech act have the same."""
    return roots(view.joins, ORIGIN, list(dict.fromkeys(claims)))


def _copy(view: View, judged: str, *, report: str) -> Copy:
    """What is held of one report being a copy, as it stands in the judgement about the later of the two."""
    about = [row for row in view.judgements(COPY, about=judged) if judged in row.judgement.subjects]
    row: JudgementRow | None = about[-1] if about else None
    return Copy(
        report=report,
        kind=str(row.judgement.reasons.get("kind", "rewritten")) if row else "rewritten",
        score=(row.judgement.score or 0.0) if row else 0.0,
        judgement=row.id if row else None,
    )


def _events(view: View, firsts: Sequence[str], *, origins: int = 1) -> list[Event]:
    """The events that these claims are the first of, in that order; without those that nobody had told of yet.

    Args:
        view: The ledger's.
        firsts: Lasting ids of claims.
        origins: How many different speech acts must tell of one.
    """
    with view.held():
        members = family(view.joins, EVENT, firsts)
        if origins > 1:
            members = {first: members[first] for first in _well_told(view, members, origins)}
        rows = {row.id: row for row in view.claims_with([id for ids in members.values() for id in ids])}
        said = roots(view.joins, ORIGIN, list(rows))
        differing = _differing(view, members, rows)
        speakers = view.speakers(rows)
        deeds = view.deeds(sorted({row.report.n for row in rows.values()}), HOSTILE)
    found = []
    for first in firsts:
        claims = [rows[id] for id in members.get(first, ()) if id in rows]
        if claims:
            conflicts = _conflicts(differing.get(first, ()), claims)
            foes = foes_of(deed for claim in claims for deed in deeds.get(claim.report.n, ()))
            found.append(event_of(first, claims, said, conflicts, speakers=speakers, foes=foes))
    return found


def _well_told(view: View, members: Mapping[str, Sequence[str]], origins: int) -> list[str]:
    """The events that so many different speech acts tell of, by the ids of their first claims."""
    there = view.ids_that_stand(id for ids in members.values() if len(ids) >= origins for id in ids)
    said = roots(view.joins, ORIGIN, sorted(there))
    return [first for first, ids in members.items() if len({said[id] for id in ids if id in there}) >= origins]


def _differing(
    view: View, members: Mapping[str, Sequence[str]], rows: Mapping[str, ClaimRow]
) -> dict[str, list[JudgementRow]]:
    """What was judged of where the claims of events differ, by event."""
    asked = {
        first
        for first, ids in members.items()
        if len(ids) > 1 or any(rows[id].claim.denied_by for id in ids if id in rows)
    }
    found: dict[str, list[JudgementRow]] = defaultdict(list)
    for row in view.judgements(CONFLICT, about=sorted(asked)) if asked else ():
        for event in asked.intersection(row.judgement.objects):
            found[event].append(row)
    return found


def _conflicts(rows: Sequence[JudgementRow], claims: Sequence[ClaimRow]) -> tuple[Conflict, ...]:
    """Where these claims of an event differ, as it was judged."""
    known = {claim.id for claim in claims}
    if len(claims) == 1 and not claims[0].claim.denied_by:
        return ()
    found = [_conflict(row, known) for row in sorted(rows, key=_kind) if row.judgement.score != 0]
    return tuple(conflict for conflict in found if conflict is not None)


def _kind(row: JudgementRow) -> tuple[str, str]:
    reasons: Mapping[str, object] = row.judgement.reasons
    return str(reasons.get("kind")), str(reasons.get("what"))


def _conflict(row: JudgementRow, known: set[str]) -> Conflict | None:
    """A conflict with what was known of it; None where that was one side alone."""
    said = list(zip(row.judgement.subjects, row.judgement.reasons.get("values", ()), strict=False))
    there = [(claim, str(value)) for claim, value in said if claim in known]
    if len(there) < min(2, len(said)):
        return None
    what = row.judgement.reasons.get("what")
    return Conflict(
        kind=str(row.judgement.reasons.get("kind")),
        what=str(what) if what is not None else None,
        claims=tuple(claim for claim, _ in there),
        values=tuple(value for _, value in there),
        judgement=row.id,
    )
