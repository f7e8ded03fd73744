"""Actors and sources: what they do, what they say, through whom, and who denies it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Path

from truceline.desk.api.routing import router
from truceline.desk.api.summaries import CountedOut, ProfileOut, SourceOut
from truceline.desk.asked import AsOf, Limit, TheAsked
from truceline.desk.failures import Refusal
from truceline.desk.reviews import graded
from truceline.desk.state import Desk, TheDesk
from truceline.ledger import Filters
from truceline.ledger.columns import Asked, More

people = router()
Name = Annotated[str, Path(min_length=1, max_length=300, description="Canonical id, or name.")]
Outlet = Annotated[str, Path(min_length=1, max_length=300, description="Name of the outlet.")]


@people.get("/actors", summary="Who acts in the claims that fit, or to whom it is done")
def list_actors(desk: TheDesk, asked: TheAsked, limit: Limit = 50) -> list[CountedOut]:
    """Those with the most claims first."""
    return _counted(desk, asked, "actor", limit)


@people.get("/actors/{id}", summary="One actor")
def one_actor(desk: TheDesk, id: Name, as_of: AsOf = None) -> ProfileOut:
    """What somebody does and says.

    Raises:
        Refusal: No claim has them.
    """
    does = Asked(filters=Filters(actor=id), as_of=as_of)
    says = Asked(filters=Filters(origin=id), as_of=as_of)
    denies = Asked(more=More(denier=id), as_of=as_of)
    totals = [desk.lists.select(asked).total for asked in (does, says, denies)]
    if not any(totals):
        raise Refusal(404, "unknown_id", "no claim has anybody of this name")
    names = [
        *desk.lists.count(replace(does, filters=Filters(actor=id)), "actor", limit=200),
        *desk.lists.count(says, "origin", limit=1),
    ]
    return ProfileOut(
        id=id,
        name=next((one.name for one in names if one.value == id), None),
        does=totals[0],
        says=totals[1],
        denied=desk.lists.select(replace(says, more=More(denied=True))).total,
        denies=totals[2],
        through=_counted(desk, says, "relay", 20),
        denied_by=_counted(desk, says, "denier", 20),
        events=_counted(desk, does, "event", 20),
        grade=_grade(desk, id),
    )


@people.get("/sources", summary="Who says what the claims that fit state")
def list_sources(desk: TheDesk, asked: TheAsked, limit: Limit = 50) -> list[CountedOut]:
    """The first links of chains, those with the most claims first."""
    return _counted(desk, asked, "origin", limit)


@people.get("/outlets", summary="Who publishes the claims that fit")
def list_outlets(desk: TheDesk, asked: TheAsked, limit: Limit = 50) -> list[CountedOut]:
    """The publishers, those with the most claims first."""
    return _counted(desk, asked, "outlet", limit)


@people.get("/outlets/{name}", summary="One outlet")
def one_outlet(desk: TheDesk, name: Outlet, as_of: AsOf = None) -> SourceOut:
    """What an outlet publishes in its own words, and what it passes on.

    Raises:
        Refusal: No report is theirs.
    """
    asked = Asked(filters=Filters(outlet=name), as_of=as_of)
    reports = desk.lists.reports(asked, limit=1)
    if not reports.rows:
        raise Refusal(404, "unknown_id", "there is no report of this outlet")
    return SourceOut(
        outlet=name,
        name=reports.rows[0].outlet,
        reports=reports.total,
        claims=desk.lists.select(asked).total,
        own=desk.lists.select(replace(asked, more=More(own=True))).total,
        relayed=desk.lists.select(replace(asked, more=More(own=False))).total,
        origins=_counted(desk, asked, "origin", 20),
        events=_counted(desk, asked, "event", 20),
        grade=_grade(desk, name),
    )


def _counted(desk: Desk, asked: Asked, facet: str, limit: int) -> list[CountedOut]:
    return [CountedOut.model_validate(one) for one in desk.lists.count(asked, facet, limit=limit)]


def _grade(desk: Desk, subject: str) -> str | None:
    row = graded(desk, "reliability", subject)
    return str(row.judgement.reasons["grade"]) if row else None
