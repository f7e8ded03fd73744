"""Filters as conditions of SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, or_, select

from truceline.ledger.encoding import folded, looked_up
from truceline.ledger.records import Filters
from truceline.ledger.schema import (
    AGREEMENT_PARTS,
    AGREEMENTS,
    CLAIM_PARTS,
    CLAIMS,
    EDITIONS,
    READINGS,
    REPORTS,
)

_C, _P, _R, _E = CLAIMS.c, CLAIM_PARTS.c, REPORTS.c, EDITIONS.c
DOERS = ("actor", "recipient")


def bound_of(as_of: str) -> str:
    """What sorts after all that was known by a day or second, and before all else."""
    return as_of if "T" in as_of else as_of + "T24"


def standing(as_of: str | None) -> ColumnElement[bool]:
    """The report is the version of its article that stood then, and was known."""
    if as_of is None:
        return _E.until.is_(None)
    bound = bound_of(as_of)
    return and_(_E.known <= bound, or_(_E.until.is_(None), _E.until > bound))


def known(as_of: str | None) -> tuple[ColumnElement[bool], ...]:
    """The report was known then, whichever version it is."""
    return () if as_of is None else (_E.known <= bound_of(as_of),)


def claims_that_fit(
    filters: Filters, as_of: str | None, *, newest: int | None = None, among: Select[int] | None = None
) -> Select[int]:
    """The numbers of the claims.

    Args:
        filters: Which.
        as_of: As of this day.
        newest: No more than so many, the latest by the day they are about first; all in the order of adding where None.
        among: Of these numbers only.
    """
    question = select(_C.n).join(EDITIONS, _E.reading == _C.reading).where(standing(as_of))
    if filters.outlet is not None:
        question = question.join(REPORTS, _R.n == _E.report)
    question = question.where(*_conditions(filters))
    if among is not None:
        question = question.where(_C.n.in_(among))
    if newest is None:
        return question.order_by(_C.n)
    return question.order_by(_C.first.desc().nulls_last(), _C.n.desc()).limit(newest)


def agreements_that_fit(filters: Filters, as_of: str | None) -> Select[int]:
    """The numbers of the agreements: those that rest on a claim which fits, or where nothing is asked, all."""
    g, p = AGREEMENTS.c, AGREEMENT_PARTS.c
    question = select(g.n).join(EDITIONS, _E.reading == g.reading).where(standing(as_of)).order_by(g.n)
    if filters == Filters():
        return question
    resting = select(p.agreement).where(p.role == "claim", p.part.in_(claims_that_fit(filters, as_of).order_by(None)))
    return question.where(g.n.in_(resting))


def reports_that_fit(filters: Filters, as_of: str | None, *, after: int, versions: bool) -> Select[int]:
    """The numbers of the reports: those that have a claim which fits, or where nothing is asked of claims, all."""
    which = known(as_of) if versions else (standing(as_of),)
    question = select(_E.report).where(*which, _E.report > after).order_by(_E.report)
    if filters.outlet is not None:
        question = question.join(REPORTS, _R.n == _E.report).where(_R.outlet_key == folded(filters.outlet))
    conditions = _conditions(filters, claims_only=True)
    if conditions:
        fitting = select(READINGS.c.n).join(CLAIMS, _C.reading == READINGS.c.n).where(*conditions)
        question = question.where(_E.reading.in_(fitting))
    return question


def _conditions(filters: Filters, *, claims_only: bool = False) -> list[ColumnElement[bool]]:
    f = filters
    found: list[ColumnElement[bool]] = []
    if f.event is not None:
        found.append(_C.event == f.event.upper())
    if f.factuality is not None:
        found.append(_C.factuality == f.factuality)
    if f.since is not None:
        found.append(_C.last >= f.since)
    if f.until is not None:
        found.append(_C.first <= f.until)
    if f.actor is not None:
        of_it = or_(_P.key == looked_up(f.actor), _P.name == folded(f.actor))
        found.append(_C.n.in_(select(_P.claim).where(of_it, _P.role.in_(DOERS))))
    if f.country is not None:
        found.append(_C.n.in_(select(_P.claim).where(_P.country == f.country.upper())))
    if f.place is not None:
        of_it = or_(_P.key == looked_up(f.place), _P.name == folded(f.place))
        found.append(_C.n.in_(select(_P.claim).where(of_it, _P.role == "where")))
    if f.origin is not None:
        found.append(or_(_C.origin == f.origin, _C.origin_name == folded(f.origin)))
    if f.outlet is not None and not claims_only:
        found.append(_R.outlet_key == folded(f.outlet))
    return found
