"""The situation: list, timeline and map of the claims that fit one set of filters, with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from fastapi import Query, Request
from numpy.typing import NDArray

from truceline.desk.asked import After, TheAsked, cursor
from truceline.desk.pages.mapping import Map, Spot, drawn, zoomed
from truceline.desk.pages.outlines import SOURCE
from truceline.desk.pages.projection import WORLD, extent_of
from truceline.desk.pages.timeline import CLASS_OF, CLASS_WORDS, Timeline, timeline
from truceline.desk.shown import address, changed, shown
from truceline.desk.state import Desk, person_of
from truceline.exports import wording
from truceline.ledger.columns import Asked, Selection
from truceline.ledger.columns import Spot as Counted

_PAGE = 25
_FACETS = (
    ("event", "What"),
    ("actor", "Who takes part"),
    ("country", "Country"),
    ("outlet", "Published by"),
    ("origin", "Who says it"),
    ("factuality", "How firmly"),
)
_SEEN = 8  # values of a facet
_SPOTS = 400
_ORDERS = {
    "day": "when it is said to have happened",
    "published": "when it was published",
    "added": "when it was added",
}
NOTED = ("actor", "country", "event", "mode", "place", "since", "until", "outlet", "origin", "factuality", "phase")
FLAGS = ("relay", "own", "denied", "denier", "withdrawn", "q", "as_of", "lone")
FACTUALITIES = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "Uu": "left open",
}

Order = Annotated[str, Query(pattern="^(day|published|added)$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet, with the address that chooses it, or gives it up."""

    name: str
    claims: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The commonest values of one thing."""

    title: str
    values: tuple[Value, ...]


def situation(
    desk: Desk, request: Request, asked: TheAsked, after: After, order: str, area: str | None, base: str = "/"
) -> dict[str, Any]:
    """What the template needs."""
    now = asked_now(request)
    lists = desk.lists
    page = lists.claims(asked, order=order, limit=_PAGE, after=cursor(after))
    selection = lists.select(asked)
    numbers, _ = selection.page(order=order, limit=_PAGE, after=cursor(after))
    resting = {row.id: origins_of(selection, n) for row, n in zip(page.rows, numbers, strict=False)}
    return {
        "now": now,
        "base": base,
        "chosen": chosen(base, now),
        "save": saving(request, now),
        "total": page.total,
        "size": lists.size(),
        "claims": [shown(row, origins=resting.get(row.id)) for row in page.rows],
        "more": changed(base, now, after=str(page.after)) if page.after is not None else None,
        "earlier": changed(base, now) if after else None,
        "facets": [_facets(desk, asked, facet, title, base, now) for facet, title in _FACETS],
        "time": time_of(selection, asked, base, now),
        "map": map_of(lists.spots(asked, limit=_SPOTS), base, now, area),
        "classes": CLASS_WORDS,
        "borders": SOURCE,
        "order": order,
        "orders": orders(base, now),
        "events": wording.EVENTS,
        "factualities": FACTUALITIES,
    }


def saving(request: Request, now: Mapping[str, str]) -> str | None:
    """Where these filters are saved as an alert; None for who may not."""
    wanted = {key: value for key, value in now.items() if key not in ("order", "area", "as_of", "origins")}
    return address("/alerts/new", **wanted) if person_of(request).may("reviewer") and wanted else None


def orders(base: str, now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The orders of a list: what each is by, and its address."""
    return {key: (words, changed(base, now, order=key)) for key, words in _ORDERS.items()}


def origins_of(selection: Selection, number: int) -> int | None:
    """How many different speech acts tell of the event of a claim, by the claim's number."""
    row = selection.snapshot.row_of(number)
    return None if row is None else int(selection.stood.origins[selection.snapshot.event[row]])


def asked_now(request: Request) -> dict[str, str]:
    """The filters in the address, those that say something."""
    known = (*NOTED, *FLAGS, "order", "area")
    return {key: request.query_params[key] for key in known if request.query_params.get(key)}


def chosen(base: str, now: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is filtered by, in words, and the address without it."""
    called = {
        "event": "what: {}",
        "actor": "takes part: {}",
        "country": "country: {}",
        "outlet": "published by {}",
        "origin": "says it: {}",
        "factuality": "held as {}",
        "since": "from {}",
        "until": "until {}",
        "place": "in {}",
        "relay": "through {}",
        "own": "own words: {}",
        "denied": "denied: {}",
        "denier": "denied by {}",
        "q": "words: {}",
        "as_of": "as known on {}",
        "lone": "one origin only: {}",
        "origins": "{} or more origins",
        "withdrawn": "withdrawn: {}",
        "mode": "{}",
        "phase": "{}",
    }
    found = []
    for key in (*NOTED, *FLAGS, "origins"):
        if key in now:
            value = now[key]
            words = {"event": wording.EVENTS.get(value, value), "factuality": FACTUALITIES.get(value, value)}
            said = {"true": "yes", "false": "no"}.get(value, words.get(key, value))
            if key in ("since", "until", "as_of"):
                said = wording.day(value)
            found.append((called[key].format(wording.on_one_line(said)), changed(base, now, **{key: None})))
    return found


def _facets(desk: Desk, asked: Asked, facet: str, title: str, base: str, now: Mapping[str, str]) -> Facets:
    values = []
    for one in desk.lists.count(asked, facet, limit=_SEEN + 1):
        if one.value is None:
            continue
        name = one.name or one.value
        if facet == "event":
            name = wording.EVENTS.get(one.value, one.value.lower())
        elif facet == "factuality":
            name = FACTUALITIES.get(one.value, one.value)
        is_chosen = now.get(facet) == one.value
        href = changed(base, now, **{facet: None if is_chosen else one.value})
        values.append(Value(name=wording.on_one_line(name), claims=one.claims, href=href, chosen=is_chosen))
    return Facets(title=title, values=tuple(values[:_SEEN]))


def time_of(selection: Selection, asked: Asked, base: str, now: Mapping[str, str]) -> Timeline | None:
    """The selection over time."""
    claims, codes = selection.snapshot.claims, selection.snapshot.codes
    places = {name: place for place, name in enumerate(CLASS_WORDS)}
    known = [places[CLASS_OF.get(word, "word-with")] for word in codes.event.words]
    by_code: NDArray[np.int8] = np.array(known or [0], dtype=np.int8)
    mask = selection.mask
    return timeline(
        claims.first[mask].astype(np.int64),
        claims.last[mask].astype(np.int64),
        by_code[claims.event[mask]],
        since=asked.filters.since,
        until=asked.filters.until,
        href=lambda since, until: changed(base, now, since=since, until=until),
    )


def map_of(
    counted: Sequence[Counted], base: str, now: Mapping[str, str], area: str | None
) -> tuple[Map, dict[str, str]]:
    """The selection on the map, and the addresses of other parts of it."""
    spots = [
        Spot(
            name=wording.on_one_line(one.name),
            longitude=one.longitude,
            latitude=one.latitude,
            precision=one.precision,
            claims=one.claims,
            href=changed(base, now, place=str(one.geonameid) if one.geonameid else one.name),
            says=f"{wording.on_one_line(one.name)}: {one.claims:,}"
            + (f", known only to the {one.precision}" if one.precision in ("region", "country", "district") else ""),
        )
        for one in counted
        if one.latitude is not None and one.longitude is not None
    ]
    sheet = drawn(spots, extent_of(area) if area else None)
    ways = {
        "closer": changed(base, now, area=str(zoomed(sheet.extent, 0.5))),
        "wider": changed(base, now, area=str(zoomed(sheet.extent, 2.0))),
        "the world": changed(base, now, area=str(WORLD)),
    }
    if area:
        ways["all that fits"] = changed(base, now, area=None)
    return sheet, ways
