"""An actor: what it does and what is done to it, what it claims, through whom it speaks, who denies it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import After, AsOf, cursor
from truceline.desk.pages.situation import time_of
from truceline.desk.pages.timeline import CLASS_WORDS
from truceline.desk.rendering import render
from truceline.desk.shown import address, shown
from truceline.desk.state import AsReader, Desk, TheDesk
from truceline.exports import wording
from truceline.ledger import Filters
from truceline.ledger.columns import Asked, More

router = APIRouter(route_class=KeptRoute)
_SEEN = 12
_PAGE = 20

Name = Annotated[str, Query(min_length=1, max_length=300)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How many claims have one value, with where to go."""

    name: str
    href: str | None  # of who or what it is
    list: str  # of the claims
    claims: int


@router.get("/actor")
def actor(
    request: Request, desk: TheDesk, person: AsReader, id: Name, as_of: AsOf = None, after: After = None
) -> Response:
    """An actor's page."""
    takes_part = Asked(filters=Filters(actor=id), as_of=as_of)
    says = Asked(filters=Filters(origin=id), as_of=as_of)
    denies = Asked(more=More(denier=id), as_of=as_of)
    lists = desk.lists
    page = lists.claims(says, order="published", limit=_PAGE, after=cursor(after))
    denied = replace(says, more=More(denied=True))
    return render(
        request,
        "actor.html",
        id=id,
        name=_name(desk, id, as_of),
        part=rows(desk, takes_part, "event", "event", actor=id),
        with_whom=[
            row for row in rows(desk, takes_part, "actor", "actor", actor=id) if row.name != _name(desk, id, as_of)
        ],
        part_total=lists.select(takes_part).total,
        time=time_of(lists.select(takes_part), takes_part, "/", {"actor": id}),
        classes=CLASS_WORDS,
        says=[shown(claim) for claim in page.rows],
        says_total=page.total,
        more=address("/actor", id=id, after=page.after) if page.after is not None else None,
        through=rows(desk, says, "outlet", "outlet", origin=id),
        deniers=rows(desk, denied, "denier", "denier", origin=id),
        denied_total=lists.select(denied).total,
        denies_total=lists.select(denies).total,
        denies=[shown(claim) for claim in lists.claims(denies, limit=_SEEN).rows],
        as_of=as_of,
    )


def rows(desk: Desk, asked: Asked, facet: str, key: str, /, **base: str) -> list[Row]:
    """The commonest values of a facet; ``key`` is the filter that chooses one."""
    found = []
    for one in desk.lists.count(asked, facet, limit=_SEEN):
        if one.value is None:
            continue
        name = wording.EVENTS.get(one.value, one.value) if facet == "event" else one.name or one.value
        href = {
            "actor": address("/actor", id=one.value),
            "origin": address("/actor", id=one.value),
            "denier": address("/actor", id=one.value),
            "relay": address("/actor", id=one.value),
            "outlet": address("/source", outlet=one.name),
        }.get(facet)
        to = address("/", **{**base, key: one.value}) if key not in base else address("/", **base)
        found.append(Row(name=wording.on_one_line(name), href=href, list=to, claims=one.claims))
    return found


def _name(desk: Desk, id: str, as_of: str | None) -> str:
    """What an actor is called where it says or does something; its id where it does neither."""
    for facet, filters in (("actor", Filters(actor=id)), ("origin", Filters(origin=id))):
        for one in desk.lists.count(Asked(filters=filters, as_of=as_of), facet, limit=_SEEN):
            if one.value == id and one.name:
                return wording.on_one_line(one.name)
    return wording.on_one_line(id)
