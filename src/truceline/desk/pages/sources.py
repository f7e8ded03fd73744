"""Outlets: what each reports itself, and what it passes on from whom."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import After, AsOf, cursor
from truceline.desk.pages.actors import Name, rows
from truceline.desk.rendering import render
from truceline.desk.shown import address
from truceline.desk.state import AsReader, Desk, TheDesk
from truceline.exports import wording
from truceline.ledger import Filters
from truceline.ledger.columns import Asked, More

router = APIRouter(route_class=KeptRoute)
_MOST = 100
_PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet in the list."""

    name: str
    href: str
    claims: int
    own: int

    @property
    def share(self) -> float:
        """How much it says in its own words, 0 to 100."""
        return round(100 * self.own / self.claims, 1) if self.claims else 0.0


@router.get("/sources")
def sources(request: Request, desk: TheDesk, person: AsReader, as_of: AsOf = None) -> Response:
    """All outlets, those with the most claims first."""
    every = desk.lists.count(Asked(as_of=as_of), "outlet", limit=_MOST)
    own = {
        one.value: one.claims
        for one in desk.lists.count(Asked(more=More(own=True), as_of=as_of), "outlet", limit=10**6)
    }
    outlets = [
        Outlet(
            name=wording.on_one_line(one.name or one.value),
            href=address("/source", outlet=one.name or one.value),
            claims=one.claims,
            own=own.get(one.value, 0),
        )
        for one in every
        if one.value is not None
    ]
    origins = rows(desk, Asked(more=More(own=False), as_of=as_of), "origin", "origin")
    return render(request, "sources.html", outlets=outlets, origins=origins, as_of=as_of)


@router.get("/source")
def source(
    request: Request, desk: TheDesk, person: AsReader, outlet: Name, as_of: AsOf = None, after: After = None
) -> Response:
    """An outlet's page."""
    filters = Filters(outlet=outlet)
    relayed = Asked(filters=filters, more=More(own=False), as_of=as_of)
    own = Asked(filters=filters, more=More(own=True), as_of=as_of)
    page = desk.lists.reports(Asked(filters=filters, as_of=as_of), limit=_PAGE, after=cursor(after))
    return render(
        request,
        "source.html",
        outlet=wording.on_one_line(outlet),
        own=_total(desk, own),
        relayed=_total(desk, relayed),
        denied=_total(desk, Asked(filters=filters, more=More(denied=True), as_of=as_of)),
        origins=rows(desk, relayed, "origin", "origin", outlet=outlet),
        relays=[row for row in rows(desk, relayed, "relay", "relay", outlet=outlet) if row.name != outlet],
        about=rows(desk, Asked(filters=filters, as_of=as_of), "event", "event", outlet=outlet),
        own_about=rows(desk, own, "event", "event", outlet=outlet, own="true"),
        reports=page.rows,
        total=page.total,
        own_list=address("/", outlet=outlet, own="true"),
        relayed_list=address("/", outlet=outlet, own="false"),
        more=address("/source", outlet=outlet, after=page.after) if page.after is not None else None,
        as_of=as_of,
    )


def _total(desk: Desk, asked: Asked) -> int:
    return desk.lists.select(asked).total
