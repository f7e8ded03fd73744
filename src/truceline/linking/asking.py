"""What was judged, as of a view's day: stories, copies, origins, events.

Which claims belong together is what is held today; which of them are there, and so what a group holds and how it is
named, is as of the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain

from truceline.errors import UnknownId
from truceline.ledger import ClaimRow, Filters, ReportRow, View
from truceline.linking.groups import around, groups_of
from truceline.linking.happening import event_of
from truceline.linking.records import Conflict, Copy, Event, Story


def stories(view: View) -> Iterator[Story]:
    """Every report, with those that tell the same; the ones first published come first."""
    groups, origin = groups_of(view, "story"), groups_of(view, "origin")
    articles: dict[str, str] = {}
    members: dict[str, list[ReportRow]] = defaultdict(list)
    rows = list(view.reports(versions=True))
    for row in rows:  # the versions of one article tell one story
        groups.join(articles.setdefault(row.article, row.id), row.id)
    for row in rows:
        members[groups.of(row.id)].append(row)
    claims: dict[str, list[str]] = defaultdict(list)
    for claim in view.claims():
        claims[groups.of(claim.report.id)].append(claim.id)
    for story in sorted(members, key=lambda id: min((row.known, row.id) for row in members[id])):
        reports = sorted(members[story], key=lambda row: (row.known, row.id))
        yield Story(
            id=min(row.id for row in reports),
            reports=tuple(row.id for row in reports),
            given=tuple(row.given for row in reports),
            origins=len({origin.of(claim) for claim in claims[story]}),
            claims=tuple(sorted(claims[story])),
        )


def events(view: View, filters: Filters | None = None, *, origins: int = 1) -> Iterator[Event]:
    """Events of which a claim fits, whole; in the order in which they are first told of.

    Args:
        view: The ledger's.
        filters: Which; all where it is None.
        origins: Only those that so many different speech acts tell of, at least.
    """
    groups = groups_of(view, "event")
    everything = {claim.id: claim for claim in view.claims()}
    fitting = everything if filters is None else {claim.id: claim for claim in view.claims(filters)}
    wanted = {groups.of(claim) for claim in fitting}
    found: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in everything.values():
        if (group := groups.of(claim.id)) in wanted:
            found[group].append(claim)
    for claims in found.values():
        event = _event(view, claims)
        if event.origins >= origins:
            yield event


def event(view: View, id: str) -> Event:
    """The event that a claim is part of; an event's own id is that of a claim.

    Raises:
        UnknownId: There is no such claim, or it was not known yet.
    """
    found: list[ClaimRow] = []
    for member in around(view, "event", id):
        try:
            found.append(view.claim(member))
        except UnknownId:
            if member == id:
                raise
    return _event(view, found)


def copies(view: View, report: str) -> tuple[Copy, ...]:
    """The reports with the same or rewritten wire text as this one, the first published first."""
    own = view.report(report).id
    group = around(view, "copy", own)
    known: dict[str, ReportRow] = {}
    for id in group:
        with suppress(UnknownId):  # not known yet on the view's day
            known[id] = view.report(id)
    said = {
        id: row
        for row in view.judgements("copy", about=own)
        for id in (*row.judgement.subjects, *row.judgement.objects)
        if row.judgement.score != 0
    }
    found = [
        Copy(
            report=id,
            kind=str(said[id].judgement.reasons.get("kind", "rewritten")) if id in said else "rewritten",
            score=(said[id].judgement.score or 0.0) if id in said else 0.0,
            judgement=said[id].id if id in said else None,
        )
        for id in group
        if id != own and id in known
    ]
    return tuple(sorted(found, key=lambda copy: (known[copy.report].known, copy.report)))


def origins(view: View, claims: Iterable[str]) -> dict[str, str]:
    """For each claim the id of its origin: claims of one speech act have the same."""
    found: dict[str, str] = {}
    for claim in claims:
        if claim not in found:
            group = around(view, "origin", claim)
            found.update(dict.fromkeys(group, group[0]))
    return found


def conflicts(view: View, claims: Iterable[str]) -> tuple[Conflict, ...]:
    """Where these claims conflict with others of their event."""
    rows = {row.id: row for claim in claims for row in view.judgements("conflict", about=claim)}
    return tuple(
        Conflict(
            kind=str(row.judgement.reasons["kind"]),
            what=row.judgement.reasons.get("what"),
            claims=row.judgement.subjects,
            values=tuple(row.judgement.reasons.get("values", ())),
            judgement=row.id,
        )
        for row in sorted(rows.values(), key=lambda row: row.id)
        if row.judgement.score != 0
    )


def _event(view: View, claims: list[ClaimRow]) -> Event:
    ids = [claim.id for claim in claims]
    return event_of(claims, origins(view, ids), conflicts(view, chain(ids)))
