"""Events: what claims of any number of reports tell as one happening, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from truceline.desk import happenings
from truceline.desk.answers import KeptRoute
from truceline.desk.asked import After, TheAsked, cursor
from truceline.desk.happenings import Happening
from truceline.desk.pages.situation import FACTUALITIES, Order, asked_now, chosen, orders, saving
from truceline.desk.rendering import render
from truceline.desk.shown import changed
from truceline.desk.state import AsReader, TheDesk
from truceline.exports import wording
from truceline.linking import Toll

router = APIRouter(route_class=KeptRoute)
_PAGE = 25
_BASE = "/events"
_TOLLS = ("killed", "injured", "captured", "missing", "displaced", "released", "protesters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event in the list."""

    href: str
    what: str
    mode: str | None
    when: str | None
    where: str | None
    who: str
    whom: str
    tolls: tuple[str, ...]
    origins: int
    reports: int
    outlets: int
    denied: int
    differs: tuple[str, ...]


@router.get(_BASE)
def events(
    request: Request,
    desk: TheDesk,
    person: AsReader,
    asked: TheAsked,
    after: After = None,
    order: Order = "day",
    origins: Annotated[int, Query(ge=1, le=50)] = 1,
) -> Response:
    """The events of which a claim fits."""
    now = asked_now(request) | ({"origins": str(origins)} if origins > 1 else {})
    page = happenings.page(desk.lists, asked, origins=origins, order=order, limit=_PAGE, after=cursor(after))
    return render(
        request,
        "events.html",
        now=now,
        base=_BASE,
        chosen=chosen(_BASE, now),
        save=saving(request, now),
        total=page.total,
        lines=[_line(happening) for happening in page.rows],
        more=changed(_BASE, now, after=str(page.after)) if page.after is not None else None,
        earlier=changed(_BASE, now) if after else None,
        order=order,
        orders=orders(_BASE, now),
        events=wording.EVENTS,
        factualities=FACTUALITIES,
    )


def _line(happening: Happening) -> Line:
    event = happening.event
    return Line(
        href=f"/events/{event.id}",
        what=wording.EVENTS.get(event.type, event.type.lower()),
        mode=event.mode.replace("_", " ").replace("-", " ") if event.mode else None,
        when=wording.days(event.first, event.last),
        where=wording.on_one_line(event.places[0].name) if event.places else None,
        who=_names(who.name for who in event.actors),
        whom=_names(who.name for who in event.recipients),
        tolls=tuple(toll_words(toll) for toll in event.counts if toll.measure in _TOLLS),
        origins=event.origins,
        reports=len({claim.report.id for claim in happening.claims}),
        outlets=len({claim.report.outlet for claim in happening.claims}),
        denied=event.denied,
        # That somebody denies it is said beside it.
        differs=tuple(dict.fromkeys(one.what or one.kind for one in event.conflicts if one.kind != "denial")),
    )


def toll_words(toll: Toll) -> str:
    """``27 to 41 killed``: from the least that anybody says to the most."""
    low, high = toll.low, toll.high
    if high is None:
        amount = f"{wording.figure(low)} or more"
    elif low is None:
        amount = f"up to {wording.figure(high)}"
    else:
        amount = wording.figure(low) if low == high else f"{wording.figure(low)} to {wording.figure(high)}"
    return f"{amount} {toll.measure}"


def _names(names: Iterable[str | None]) -> str:
    found = list(dict.fromkeys(wording.on_one_line(name) for name in names if name))
    more = len(found) - 3
    return ", ".join(found[:3]) + (f" and {more} more" if more > 0 else "")
