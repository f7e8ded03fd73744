"""How an agreement moves: its turns, where it stands, its stages, who is said to have broken it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from truceline.ledger import ClaimRow
from truceline.linking.pacts import Breach, Declaration, PactStage, Turn
from truceline.linking.records import Who
from truceline.linking.sides import side_of, sides_of, who_of
from truceline.linking.tellings import AGREED, SETTLED, STATUSES, Telling
from truceline.model import Step

EARLY = frozenset({"proposed", "offered", "negotiated", "rejected"})
HOLDING = ("in force", "extended")
BINDING = ("offered", *AGREED, *HOLDING)  # by which a party binds itself
JOINT = ("signed", "in force")
PAST = "PAST_REF"  # TimeML's value of "in the past", "once"
MODES = {"exchange": "release", "withdrawal": "withdraw", "access": "access"}  # PLOVER's mode of what a stage brings


def turns_of(tellings: Iterable[Telling]) -> tuple[Turn, ...]:
    """All that is said to have become of an agreement, by day; each report's words once."""
    found: dict[tuple[object, ...], Turn] = {}
    for telling in tellings:
        for step in steps_of(telling):
            turn = _turn(step, telling)
            same = (turn.status, turn.date, turn.chain, turn.report)
            if same not in found or (found[same].claim is None and turn.claim is not None):
                found[same] = turn
    turns = [turn for turn in found.values() if turn.date is not None or not _has_dated(turn, found.values())]
    return tuple(sorted(turns, key=lambda turn: (turn.day[:10], _rank(turn.status), turn.reported, turn.report)))


def steps_of(telling: Telling) -> list[Step]:
    """The steps that a report tells; where it tells a status alone, that one."""
    agreement = telling.row.agreement
    if agreement.steps:
        settled = agreement.status in SETTLED
        return [s for s in agreement.steps if not (settled and s.claim is None and s.status in ("proposed", "offered"))]
    if agreement.status is None:
        return []
    claim = next((claim.claim.id for claim in telling.claims), None)
    return [Step(status=agreement.status, since=agreement.since, claim=claim, start=0, end=0)]


def _has_dated(turn: Turn, others: Iterable[Turn]) -> bool:
    """Whether the same report tells the same with its day."""
    return any(
        other.report == turn.report
        and other.agreement == turn.agreement
        and (other.status, other.chain) == (turn.status, turn.chain)
        and other.date is not None
        for other in others
    )


def _turn(step: Step, telling: Telling) -> Turn:
    claim = telling.by_short.get(step.claim or "")
    return Turn(
        status=step.status,
        date=step.since or (_day_of(claim) if claim is not None and step.status == "violated" else None),
        reported=telling.day,
        chain=claim.claim.chain if claim is not None and claim.claim.chain else telling.publisher,
        claim=claim.id if claim is not None else None,
        report=telling.row.report.id,
        agreement=telling.id,
        by=_doers(step, claim, telling) if claim is not None else (),
    )


def _doers(step: Step, claim: ClaimRow, telling: Telling) -> tuple[Who, ...]:
    """The parties who did it; what two sides do together, each of those that the report names does."""
    acting = telling.acting(claim)
    return tuple(telling.sides.values()) if acting and step.status in JOINT and len(telling.sides) > 1 else acting


def _day_of(claim: ClaimRow) -> str | None:
    """The day that a claim tells, where it tells one."""
    return claim.first if claim.when and claim.first == claim.last else None


def _rank(status: str | None) -> int:
    return STATUSES.index(status) if status in STATUSES else len(STATUSES) if status else -1


def standing(tellings: Sequence[Telling], day: str) -> tuple[str | None, str | None]:
    """Status and since when, as of a day: by what each report says of it at the furthest, in the order of the days."""
    told = []
    for telling in tellings:
        status, since = telling.row.agreement.status, telling.row.agreement.since
        if status is not None and (since or telling.day) <= day and not _is_past(telling):
            told.append((since or telling.day, _rank(status), telling.day, status, since))
    now: str | None = None
    holds: str | None = None
    for _, _, _, status, since in sorted(told, key=lambda one: one[:3]):
        if now == status:
            holds = holds or since
        elif not _goes_back(now, status):
            now, holds = status, since
    return now, holds


def _is_past(telling: Telling) -> bool:
    """Whether what it tells was so before, without a day: "has in the past ruled out any truce"."""
    said = [telling.by_short.get(s.claim or "") for s in steps_of(telling) if s.status == telling.row.agreement.status]
    return bool(said) and all(claim is not None and any(t.value == PAST for t in claim.when) for claim in said)


def _goes_back(now: str | None, status: str) -> bool:
    """Whether a status is an earlier one in an agreement's life than the one that it has come to."""
    if now in SETTLED and status in EARLY:
        return True
    return now in ("signed", "in force", "extended", "suspended", "ended") and status in AGREED and status != now


def began(turns: Sequence[Turn]) -> str | None:
    """The day on which it took force: the one that most reports tell, of two the earlier."""
    days = [turn.date for turn in turns if turn.status == "in force" and turn.date is not None]
    return min(set(days), key=lambda day: (-days.count(day), day), default=None)


def days_in_force(turns: Sequence[Turn], status: str | None, since: str | None, day: str) -> int | None:
    """Days from taking force to its end, its suspension, or the day asked; None where the first is not known."""
    start = began(turns)
    if start is None or start > day:
        return None
    over = since if status in ("ended", "suspended") else None
    if status in ("ended", "suspended") and over is None:
        return None
    return (_date(over or day) - _date(start)).days


def stages_of(tellings: Sequence[Telling], start: str | None) -> tuple[PactStage, ...]:
    """Its stages, each as it was named first, with planned and actual days.

    Args:
        tellings: Those of the agreement.
        start: The day on which it took force.
    """
    agreed = [t for t in tellings if t.row.agreement.status in SETTLED and t.row.agreement.stages]
    named: dict[tuple[int, str], tuple[Telling, float | None, int, int]] = {}
    for telling in agreed or tellings:  # what was mooted before it was agreed may have been otherwise
        for stage in telling.row.agreement.stages:
            before = named.get((stage.order, stage.kind))
            if before is None or (before[1] is None and stage.days is not None):
                named[stage.order, stage.kind] = (telling, stage.days, stage.start, stage.end)
    found: list[PactStage] = []
    planned, at, order = start, start, 0
    for (number, kind), (telling, days, first, end) in sorted(named.items()):
        if number > order + 1:
            at = None  # one in between is not known
        if number > order:
            planned, at = at, _later(at, days)
        order = number
        found.append(
            PactStage(
                order=number,
                kind=kind,
                days=days,
                start=first,
                end=end,
                report=telling.row.report.id,
                planned_start=planned,
                planned_end=_later(planned, days),
                actual_start=start if number == 1 else _first_of(kind, tellings),
                actual_end=None,
            )
        )
    return tuple(found)


def _first_of(kind: str, tellings: Iterable[Telling]) -> str | None:
    """The first day on which somebody says that what a stage brings has happened."""
    days = [
        day
        for telling in tellings
        for claim in telling.claims
        if claim.claim.mode == MODES.get(kind) is not None
        and (claim.claim.phase, claim.claim.factuality) == ("happened", "CT+")
        and (day := _day_of(claim)) is not None
    ]
    return min(days, default=None)


def breaches_of(tellings: Iterable[Telling]) -> tuple[Breach, ...]:
    """The violations that are claimed, one a claim."""
    found: list[Breach] = []
    for telling in tellings:
        level = telling.row.agreement.violations
        for step in telling.row.agreement.steps:
            if step.status == "violated" and level in ("alleged", "confirmed"):
                found.append(_breach(step, telling, level))
    return tuple(found)


def _breach(step: Step, telling: Telling, level: str) -> Breach:
    claim = telling.by_short.get(step.claim or "")
    if claim is None:
        return Breach(
            by=None, against=None, date=step.since, level=level, chain=telling.publisher, denied_by=(), claim=None,
            report=telling.row.report.id,
        )  # fmt: skip
    charge = claim.claim.event == "ACCUSE"
    doers, struck = (claim.recipients, claim.actors) if charge else (claim.actors, claim.recipients)
    by = who_of(doers) if doers else None
    return Breach(
        by=by,
        against=who_of(struck) if struck and not charge else None,
        date=step.since or _day_of(claim),
        level=level,
        chain=claim.claim.chain or telling.publisher,
        denied_by=claim.claim.denied_by,
        claim=claim.id,
        report=telling.row.report.id,
    )


def declarations_of(parties: dict[str, Who], tellings: Iterable[Telling]) -> tuple[Declaration, ...]:
    """For each party the first act by which it bound itself, as far as somebody says."""
    first: dict[str, tuple[str, Turn]] = {}
    for telling in tellings:
        for step in steps_of(telling):
            claim = telling.by_short.get(step.claim or "")
            if step.status not in BINDING or claim is None:
                continue
            turn = _turn(step, telling)
            acting = {side_of(actor) for actor in claim.actors}
            if step.status in JOINT and not acting.isdisjoint(telling.sides):
                acting |= telling.sides.keys()
            for side in acting:
                if side in parties and (side not in first or turn.day < first[side][0]):
                    first[side] = (turn.day, turn)
    found = []
    for side, who in parties.items():
        bound = first[side][1] if side in first else None
        found.append(
            Declaration(
                party=who,
                status=bound.status if bound else None,
                date=bound.date if bound else None,
                claim=bound.claim if bound else None,
                report=bound.report if bound else None,
            )
        )
    return tuple(found)


def parties_of(tellings: Sequence[Telling]) -> dict[str, Who]:
    """Its sides over all reports."""
    return sides_of(mention for telling in tellings for mention in telling.row.parties)


def _later(day: str | None, days: float | None) -> str | None:
    if day is None or days is None:
        return None
    try:
        return (_date(day) + timedelta(days=round(days))).isoformat()
    except OverflowError:
        return None


def _date(day: str) -> date:
    return date.fromisoformat(day[:10])
