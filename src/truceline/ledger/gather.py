"""From rows back to records: claims and agreements with all that they point to, a portion at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select

from truceline.ledger.database import among
from truceline.ledger.drafts import report_of
from truceline.ledger.encoding import unpacked
from truceline.ledger.records import AgreementRow, ClaimRow, ReportRow
from truceline.ledger.schema import (
    AGREEMENT_PARTS,
    AGREEMENTS,
    CLAIM_PARTS,
    CLAIMS,
    COUNTS,
    EDITIONS,
    ENTRIES,
    LINKS,
    MENTIONS,
    PLACES,
    REPORTS,
    STAGES,
    STEPS,
    TIMES,
)
from truceline.model import Actor, Agreement, Claim, Count, Link, Place, Span, Stage, Step, Time

_Parts = dict[tuple[int, str], list[Any]]  # by claim and role, in order


def reports_of(connection: Connection, numbers: Sequence[int], *, text: bool = False) -> list[ReportRow]:
    """Reports by their numbers, in that order."""
    r, e = REPORTS.c, EDITIONS.c
    question = (
        select(r.n, r.id, r.given, r.outlet, r.title, r.published, r.url, r.known, r.learnt)
        .add_columns(e.article, e.until, e.withdrawn)
        .join(EDITIONS, e.report == r.n)
        .where(among(connection, r.n, numbers))
    )
    whole = _contents(connection, numbers) if text else {}
    found = {row.n: ReportRow(**row._mapping, **whole.get(row.n, {})) for row in connection.execute(question).all()}
    return [found[number] for number in numbers if number in found]


def claims_of(connection: Connection, numbers: Sequence[int]) -> list[ClaimRow]:
    """Claims by their numbers, in that order."""
    return list(claims_by_number(connection, numbers).values())


def claims_by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, ClaimRow]:
    """Claims by their numbers, in that order; without those of readings that a newer one took the place of."""
    rows = {row.n: row for row in connection.execute(select(CLAIMS).where(among(connection, CLAIMS.c.n, numbers)))}
    reports = _reports_of_readings(connection, {row.reading for row in rows.values()})
    parts = _parts(connection, numbers)
    chains = _chains(connection, numbers)
    return {
        number: _claim(rows[number], reports[rows[number].reading], parts, chains.get(number, {}))
        for number in numbers
        if number in rows and rows[number].reading in reports
    }


def agreements_of(connection: Connection, numbers: Sequence[int]) -> list[AgreementRow]:
    """Agreements by their numbers, in that order."""
    return list(agreements_by_number(connection, numbers).values())


def agreements_by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, AgreementRow]:
    """Agreements by their numbers, in that order; without those of readings that a newer one took the place of."""
    rows = {
        row.n: row for row in connection.execute(select(AGREEMENTS).where(among(connection, AGREEMENTS.c.n, numbers)))
    }
    reports = _reports_of_readings(connection, {row.reading for row in rows.values()})
    p, s = AGREEMENT_PARTS.c, STAGES.c
    members: dict[tuple[int, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        select(AGREEMENT_PARTS).where(among(connection, p.agreement, numbers)).order_by(p.ord)
    ):
        members[row.agreement, row.role].append(row)
    mentions = _by_number(connection, MENTIONS, actor_of, {row.part for rows in members.values() for row in rows})
    claims = {row.part for (_, role), rows in members.items() if role == "claim" for row in rows}
    shorts = _by_number(connection, CLAIMS, lambda row: row.short, claims)
    stages: dict[int, list[Stage]] = defaultdict(list)
    for row in connection.execute(select(STAGES).where(among(connection, s.agreement, numbers)).order_by(s.ord)):
        stage = Stage(order=row.number, kind=row.kind, days=row.days, start=row.start, end=row.end)
        stages[row.agreement].append(stage)
    steps = _steps(connection, numbers)
    found: dict[int, AgreementRow] = {}
    for number in numbers:
        if number in rows and rows[number].reading in reports:
            own = {role: members.get((number, role), []) for role in ("party", "mediator", "claim")}
            people = {role: tuple(mentions[row.part] for row in own[role]) for role in ("party", "mediator")}
            rests_on = tuple(shorts[row.part] for row in own["claim"])
            agreement = _agreement(rows[number], people, tuple(stages[number]), rests_on, tuple(steps[number]))
            found[number] = AgreementRow(
                id=rows[number].id,
                report=reports[rows[number].reading],
                agreement=agreement,
                parties=people["party"],
                mediators=people["mediator"],
                claims=tuple(row.key for row in own["claim"]),
            )
    return found


def _steps(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = defaultdict(list)
    s = STEPS.c
    for row in connection.execute(select(STEPS).where(among(connection, s.agreement, numbers)).order_by(s.ord)):
        step = Step(status=row.status, since=row.since, claim=row.claim, start=row.start, end=row.end)
        found[row.agreement].append(step)
    return found


def _reports_of_readings(connection: Connection, readings: set[int]) -> dict[int, ReportRow]:
    of_reading = select(EDITIONS.c.reading, EDITIONS.c.report).where(
        among(connection, EDITIONS.c.reading, sorted(readings))
    )
    pairs = connection.execute(of_reading).all()
    reports = {row.n: row for row in reports_of(connection, [report for _, report in pairs])}
    return {reading: reports[report] for reading, report in pairs}


def _contents(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What stands in the contents of reports alone."""
    question = select(ENTRIES.c.n, ENTRIES.c.content).where(among(connection, ENTRIES.c.n, numbers))
    reports = {n: report_of(unpacked(content)) for n, content in connection.execute(question).all()}
    return {n: {"text": r.text, "author": r.author, "modified": r.modified} for n, r in reports.items()}


def _parts(connection: Connection, claims: Sequence[int]) -> _Parts:
    p = CLAIM_PARTS.c
    question = (
        select(p.claim, p.role, p.part).where(among(connection, p.claim, claims)).order_by(p.claim, p.role, p.ord)
    )
    rows = connection.execute(question).all()
    kinds: tuple[tuple[tuple[str, ...], Table, Callable[[Row[Any]], Any]], ...] = (
        (("actor", "recipient"), MENTIONS, actor_of),
        (("when",), TIMES, _time),
        (("where",), PLACES, _place),
        (("count",), COUNTS, _count),
    )
    found: _Parts = defaultdict(list)
    for roles, table, build in kinds:
        of_kind = [row for row in rows if row.role in roles]
        records = _by_number(connection, table, build, {row.part for row in of_kind})
        for row in of_kind:
            found[row.claim, row.role].append(records[row.part])
    return found


def _by_number(
    connection: Connection, table: Table, build: Callable[[Row[Any]], Any], numbers: set[int]
) -> dict[int, Any]:
    question: Select[Any] = select(table).where(among(connection, table.c.n, sorted(numbers)))
    return {row.n: build(row) for row in connection.execute(question).all()}


def _chains(connection: Connection, claims: Sequence[int]) -> dict[int, dict[int, list[Link]]]:
    k = LINKS.c
    found: dict[int, dict[int, list[Link]]] = defaultdict(lambda: defaultdict(list))
    question = select(LINKS).where(among(connection, k.claim, claims)).order_by(k.claim, k.chain, k.ord)
    for row in connection.execute(question).all():
        link = Link(name=row.name, actor=row.actor, kind=row.kind, named=row.named, via=row.via)
        found[row.claim][row.chain].append(link)
    return found


def _claim(row: Row[Any], report: ReportRow, parts: _Parts, chains: dict[int, list[Link]]) -> ClaimRow:
    own = {role: tuple(parts.get((row.n, role), ())) for role in ("actor", "recipient", "when", "where", "count")}
    short = {role: tuple(record.id for record in records) for role, records in own.items()}
    claim = Claim(
        id=row.short,
        evidence=Span(start=row.evidence_start, end=row.evidence_end),
        trigger=Span(start=row.trigger_start, end=row.trigger_end),
        event=row.event,
        mode=row.mode,
        actors=short["actor"],
        recipients=short["recipient"],
        when=short["when"],
        where=short["where"],
        counts=short["count"],
        factuality=row.factuality,
        phase=row.phase,
        hedge=Span(start=row.hedge_start, end=row.hedge_end) if row.hedge_start is not None else None,
        auxiliary=tuple(row.auxiliary.split()),
        attribution=row.attribution,
        chain=tuple(chains.get(0, ())),
        denied_by=tuple(tuple(chains.get(i, ())) for i in range(1, row.denials + 1)),
        medium=row.medium,
        agreement=row.agreement,
    )
    return ClaimRow(
        id=row.id,
        report=report,
        claim=claim,
        words=row.words,
        actors=own["actor"],
        recipients=own["recipient"],
        when=own["when"],
        where=own["where"],
        counts=own["count"],
        first=row.first,
        last=row.last,
    )


def _agreement(
    row: Row[Any],
    people: dict[str, tuple[Actor, ...]],
    stages: tuple[Stage, ...],
    claims: tuple[str, ...],
    steps: tuple[Step, ...],
) -> Agreement:
    return Agreement(
        id=row.short,
        kind=row.kind,
        parties=tuple(m.id for m in people["party"]),
        mediators=tuple(m.id for m in people["mediator"]),
        stages=stages,
        status=row.status,
        since=row.since,
        violations=row.violations,
        claims=claims,
        steps=steps,
    )


def actor_of(row: Row[Any]) -> Actor:
    """A mention of somebody from its row."""
    return Actor(
        id=row.short,
        start=row.start,
        end=row.end,
        actor=row.actor,
        name=row.name,
        country=row.country,
        sector=tuple(row.sector.split()),
        named=row.named,
        kind=row.kind,
        refers_to=row.refers_to,
    )


def _fields(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in ("n", "short")}


def _place(row: Row[Any]) -> Place:
    return Place(id=row.short, **_fields(row))


def _time(row: Row[Any]) -> Time:
    return Time(id=row.short, **_fields(row))


def _count(row: Row[Any]) -> Count:
    return Count(id=row.short, **_fields(row))
