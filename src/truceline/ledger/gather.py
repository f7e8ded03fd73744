"""From rows back to records: claims and agreements with all that they point to, a portion at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from truceline.ledger.drafts import report_of
from truceline.ledger.encoding import unpacked
from truceline.ledger.lookups import Lookup
from truceline.ledger.pieces import KINDS, LINK, MENTION, actor_of, link_of
from truceline.ledger.records import AgreementRow, ClaimRow, ReportRow
from truceline.ledger.schema import (
    AGREEMENT_PARTS,
    AGREEMENTS,
    CLAIM_PARTS,
    CLAIMS,
    EDITIONS,
    ENTRIES,
    LINKS,
    MENTIONS,
    REPORTS,
    STAGES,
    STEPS,
)
from truceline.model import Actor, Agreement, Claim, Link, Span, Stage, Step

_C, _E, _G, _K, _M, _R, _S, _T = (
    table.c for table in (CLAIMS, EDITIONS, AGREEMENTS, LINKS, MENTIONS, REPORTS, STAGES, STEPS)
)
_OF_CLAIM, _OF_PACT = CLAIM_PARTS.c, AGREEMENT_PARTS.c

_REPORTS = Lookup(
    select(_R.n, _R.id, _R.given, _R.outlet, _R.title, _R.published, _R.url, _R.known, _R.learnt)
    .add_columns(_E.article, _E.until, _E.withdrawn)
    .join(EDITIONS, _E.report == _R.n),
    _R.n,
)
_CONTENTS = Lookup(select(ENTRIES.c.n, ENTRIES.c.content), ENTRIES.c.n)
_OF_READINGS = Lookup(select(_E.reading, _E.report), _E.reading)
_CLAIMS = Lookup(
    select(_C.n, _C.reading, _C.id, _C.words, _C.first, _C.last, _C.denials)
    .add_columns(_C.short, _C.evidence_start, _C.evidence_end, _C.trigger_start, _C.trigger_end, _C.event, _C.mode)
    .add_columns(_C.factuality, _C.phase, _C.hedge_start, _C.hedge_end, _C.auxiliary, _C.attribution, _C.medium)
    .add_columns(_C.agreement),
    _C.n,
)
_SHORTS = Lookup(select(_C.n, _C.short), _C.n)
_PARTS = Lookup(
    select(_OF_CLAIM.claim, _OF_CLAIM.role, _OF_CLAIM.part).order_by(_OF_CLAIM.claim, _OF_CLAIM.role, _OF_CLAIM.ord),
    _OF_CLAIM.claim,
)
_LINKS = Lookup(select(_K.claim, _K.chain, *LINK).order_by(_K.claim, _K.chain, _K.ord), _K.claim)
_AGREEMENTS = Lookup(select(_G.n, _G.reading, _G.id, _G.short, _G.kind, _G.status, _G.since, _G.violations), _G.n)
_MEMBERS = Lookup(
    select(_OF_PACT.agreement, _OF_PACT.role, _OF_PACT.part, _OF_PACT.key).order_by(_OF_PACT.ord), _OF_PACT.agreement
)
_MENTIONS = Lookup(select(*MENTION), _M.n)
_STAGES = Lookup(select(_S.agreement, _S.number, _S.kind, _S.days, _S.start, _S.end).order_by(_S.ord), _S.agreement)
_STEPS = Lookup(select(_T.agreement, _T.status, _T.since, _T.claim, _T.start, _T.end).order_by(_T.ord), _T.agreement)

_Parts = dict[tuple[int, str], list[Any]]  # by claim and role, in order
_Member = tuple[int, str]  # number of what an agreement has in a role, and its lasting id


def reports_of(connection: Connection, numbers: Sequence[int], *, text: bool = False) -> list[ReportRow]:
    """Reports by their numbers, in that order."""
    whole = _contents(connection, numbers) if text else {}
    found = {row[0]: _report(row, whole.get(row[0], {})) for row in _REPORTS.rows(connection, numbers)}
    return [found[number] for number in numbers if number in found]


def claims_of(connection: Connection, numbers: Sequence[int]) -> list[ClaimRow]:
    """Claims by their numbers, in that order."""
    return list(claims_by_number(connection, numbers).values())


def claims_by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, ClaimRow]:
    """Claims by their numbers, in that order; without those of readings that a newer one took the place of."""
    rows = {row[0]: row for row in _CLAIMS.rows(connection, numbers)}
    reports = _reports_of_readings(connection, {row[1] for row in rows.values()})
    parts = _parts(connection, numbers)
    chains = _chains(connection, numbers)
    return {
        number: _claim(rows[number], reports[rows[number][1]], parts, chains.get(number, {}))
        for number in numbers
        if number in rows and rows[number][1] in reports
    }


def agreements_of(connection: Connection, numbers: Sequence[int]) -> list[AgreementRow]:
    """Agreements by their numbers, in that order."""
    return list(agreements_by_number(connection, numbers).values())


def agreements_by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, AgreementRow]:
    """Agreements by their numbers, in that order; without those of readings that a newer one took the place of."""
    rows = {row[0]: row for row in _AGREEMENTS.rows(connection, numbers)}
    reports = _reports_of_readings(connection, {row[1] for row in rows.values()})
    members: dict[tuple[int, str], list[_Member]] = defaultdict(list)
    for number, role, part, key in _MEMBERS.rows(connection, numbers):
        members[number, role].append((part, key))
    rest_on = {part for (_, role), parts in members.items() if role == "claim" for part, _ in parts}
    people = {part for (_, role), parts in members.items() if role != "claim" for part, _ in parts}
    mentions = {row[0]: actor_of(row) for row in _MENTIONS.rows(connection, sorted(people))}
    shorts = dict(_SHORTS.rows(connection, sorted(rest_on)))
    stages: dict[int, list[Stage]] = defaultdict(list)
    for number, order, kind, days, start, end in _STAGES.rows(connection, numbers):
        stages[number].append(Stage(order=order, kind=kind, days=days, start=start, end=end))
    steps: dict[int, list[Step]] = defaultdict(list)
    for number, status, since, claim, start, end in _STEPS.rows(connection, numbers):
        steps[number].append(Step(status=status, since=since, claim=claim, start=start, end=end))
    found: dict[int, AgreementRow] = {}
    for number in numbers:
        if number in rows and rows[number][1] in reports:
            _, reading, id, *said = rows[number]
            claims = members.get((number, "claim"), ())
            parties, mediators = (
                tuple(mentions[part] for part, _ in members.get((number, role), ())) for role in ("party", "mediator")
            )
            own = tuple(shorts[part] for part, _ in claims)
            found[number] = AgreementRow(
                id=id,
                report=reports[reading],
                agreement=_agreement(said, parties, mediators, stages.get(number, ()), own, steps.get(number, ())),
                parties=parties,
                mediators=mediators,
                claims=tuple(key for _, key in claims),
            )
    return found


def _reports_of_readings(connection: Connection, readings: set[int]) -> dict[int, ReportRow]:
    pairs = _OF_READINGS.rows(connection, sorted(readings))
    reports = {row.n: row for row in reports_of(connection, [report for _, report in pairs])}
    return {reading: reports[report] for reading, report in pairs}


def _contents(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What stands in the contents of reports alone."""
    reports = {n: report_of(unpacked(content)) for n, content in _CONTENTS.rows(connection, numbers)}
    return {n: {"text": r.text, "author": r.author, "modified": r.modified} for n, r in reports.items()}


def _parts(connection: Connection, claims: Sequence[int]) -> _Parts:
    rows = _PARTS.rows(connection, claims)
    found: _Parts = defaultdict(list)
    for roles, lookup, build in KINDS:
        of_kind = [row for row in rows if row[1] in roles]
        numbers = sorted({part for _, _, part in of_kind})
        records = {row[0]: build(row) for row in lookup.rows(connection, numbers)} if numbers else {}
        for claim, role, part in of_kind:
            found[claim, role].append(records[part])
    return found


def _chains(connection: Connection, claims: Sequence[int]) -> dict[int, dict[int, list[Link]]]:
    found: dict[int, dict[int, list[Link]]] = {}
    for claim, chain, *link in _LINKS.rows(connection, claims):
        found.setdefault(claim, {}).setdefault(chain, []).append(link_of(link))
    return found


def _report(row: Sequence[Any], whole: dict[str, Any]) -> ReportRow:
    n, id, given, outlet, title, published, url, known, learnt, article, until, withdrawn = row
    return ReportRow(
        n=n,
        id=id,
        given=given,
        outlet=outlet,
        title=title,
        published=published,
        url=url,
        known=known,
        learnt=learnt,
        article=article,
        until=until,
        withdrawn=withdrawn,
        **whole,
    )


def _claim(row: Sequence[Any], report: ReportRow, parts: _Parts, chains: dict[int, list[Link]]) -> ClaimRow:
    n, _, id, words, first, last, denials, *said = row
    actors, recipients, when, where, counts = (
        tuple(parts.get((n, role), ())) for role in ("actor", "recipient", "when", "where", "count")
    )
    short, start, end, trigger, trigger_end, event, mode, factuality, phase, hedge, hedge_end, auxiliary, *rest = said
    attribution, medium, agreement = rest
    claim = Claim(
        id=short,
        evidence=Span(start=start, end=end),
        trigger=Span(start=trigger, end=trigger_end),
        event=event,
        mode=mode,
        actors=_shorts(actors),
        recipients=_shorts(recipients),
        when=_shorts(when),
        where=_shorts(where),
        counts=_shorts(counts),
        factuality=factuality,
        phase=phase,
        hedge=Span(start=hedge, end=hedge_end) if hedge is not None else None,
        auxiliary=tuple(auxiliary.split()),
        attribution=attribution,
        chain=tuple(chains.get(0, ())),
        denied_by=tuple(tuple(chains.get(i, ())) for i in range(1, denials + 1)),
        medium=medium,
        agreement=agreement,
    )
    return ClaimRow(
        id=id,
        report=report,
        claim=claim,
        words=words,
        actors=actors,
        recipients=recipients,
        when=when,
        where=where,
        counts=counts,
        first=first,
        last=last,
    )


def _shorts(records: Iterable[Any]) -> tuple[str, ...]:
    return tuple([record.id for record in records])


def _agreement(
    said: Sequence[Any],
    parties: tuple[Actor, ...],
    mediators: tuple[Actor, ...],
    stages: Iterable[Stage],
    claims: tuple[str, ...],
    steps: Iterable[Step],
) -> Agreement:
    short, kind, status, since, violations = said
    return Agreement(
        id=short,
        kind=kind,
        parties=_shorts(parties),
        mediators=_shorts(mediators),
        stages=tuple(stages),
        status=status,
        since=since,
        violations=violations,
        claims=claims,
        steps=tuple(steps),
    )
