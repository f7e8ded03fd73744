"""Events as the 49 columns of UCDP's GED. Its coding rules are applied here alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from truceline.exports.atlas import Atlas
from truceline.exports.columns import Row
from truceline.exports.happenings import (
    Days,
    Happening,
    Side,
    Where,
    days_of,
    is_anybody,
    outlets_of,
    sides_of,
    where_of,
)
from truceline.exports.texts import Texts
from truceline.exports.tolls import Toll, best_of, highest, lowest, tolls_of
from truceline.ledger import ReportRow
from truceline.model import Place

_WHERE = {"point": 1, "city": 1, "district": 3, "region": 4, "country": 6}
_DATE = ((1, 1), (6, 2), (7, 3), (31, 4))  # as many days at most, and their code
_CELLS = 2  # of PRIO-GRID in one degree
_COLUMNS = 360 * _CELLS


def ucdp_rows(
    happenings: Iterable[Happening], texts: Texts, atlas: Atlas, left: Counter[str] | None = None
) -> Iterator[Row]:
    """Acts of armed force with at least one dead, a day and a country.

    Args:
        happenings: The events.
        texts: Where the words of places are looked up.
        atlas: Where countries and divisions are.
        left: Takes the reasons why events were left out.
    """
    left = Counter() if left is None else left
    for happening in happenings:
        tolls, days = tolls_of(happening), days_of(happening)
        if happening.event != "ASSAULT":
            left["that are no act of armed force"] += 1
        elif not (highest(tolls) or 0) >= 1:
            left["without anybody killed"] += 1
        elif (where := where_of(happening, texts)) is None or where.country is None:
            left["without a place in a country"] += 1
        elif days is None:
            left["without a day"] += 1
        else:
            yield _row(happening, tolls, days, where, atlas)


def _row(happening: Happening, tolls: list[Toll], days: Days, where: Where, atlas: Atlas) -> Row:
    a, b, kind = _sides(happening)
    names = [_name(side, atlas) for side in (a, b)]
    reports = list({c.report.id: c.report for c in happening.claims}.values())
    place = where.place
    return {
        "id": happening.id,
        "year": int(days.last[:4]),
        "type_of_violence": kind,
        "dyad_name": f"{names[0]} - {names[1]}" if names[0] and names[1] else None,
        "side_a": names[0],
        "side_b": names[1],
        "number_of_sources": len(reports),
        "source_article": ";".join(map(_article, reports)),
        "source_office": "; ".join(outlets_of(happening.claims)),
        "source_date": "; ".join(dict.fromkeys(r.published[:10] for r in reports if r.published)),
        "source_headline": "; ".join(dict.fromkeys(r.title for r in reports if r.title)),
        "source_original": "; ".join(dict.fromkeys(_original(happening))),
        "where_prec": 2 if where.near and place.precision in ("point", "city") else _WHERE.get(place.precision or ""),
        "where_coordinates": place.name,
        "where_description": where.words,
        "adm_1": atlas.division(place.geonameid),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude:.15g} {place.latitude:.15g})",
        "priogrid_gid": cell_of(place),
        "country": atlas.country(where.country),
        "event_clarity": 2 if any(toll.count.toll == "total" for toll in tolls) else 1,
        "date_prec": _precision(days),
        "date_start": days.first if days.said else _week_before(days.last),
        "date_end": days.last,
        **_deaths(tolls, a, b),
    }


def cell_of(place: Place) -> int | None:
    """The number of the cell of PRIO-GRID (half a degree wide, from the south-west) that a place lies in."""
    if place.latitude is None or place.longitude is None:
        return None
    row = min(math.floor((place.latitude + 90) * _CELLS), 180 * _CELLS - 1)
    column = math.floor((place.longitude + 180) * _CELLS) % _COLUMNS
    return row * _COLUMNS + column + 1


def _sides(happening: Happening) -> tuple[Side | None, Side | None, int | None]:
    """Side a, side b and the type of violence: a state is side a, civilians are side b."""
    doers, others = sides_of(happening)
    a = next((s for s in doers if s.armed or s.of_state), None)
    b = next((s for s in others if s.armed or s.of_state), None) or next(
        (s for s in others if s.kind in ("civilians", "protesters") and not is_anybody(s.actor)), None
    )
    if a is not None and b is not None and b.kind in ("civilians", "protesters"):
        return a, b, 3
    if b is not None and b.of_state and not (a is not None and a.of_state):
        a, b = b, a
    if a is None or b is None or "unidentified" in (a.kind, b.kind):
        return a, b, None
    if a.of_state:
        return a, b, 1
    first, second = sorted((a, b), key=lambda side: side.actor.name or "")
    return first, second, 2


def _name(side: Side | None, atlas: Atlas) -> str | None:
    if side is None:
        return None
    if side.kind in ("civilians", "protesters"):
        return "Civilians"
    country = atlas.country(side.actor.country)
    if side.of_state:
        return f"Government of {country}" if country else None
    return side.actor.name if side.actor.named else None


def _deaths(tolls: list[Toll], a: Side | None, b: Side | None) -> dict[str, int | None]:
    best = best_of(tolls)
    found: dict[str, int | None] = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    if best is not None:
        found[_whose(best, a, b)] = _whole(best.best)
    else:
        found = dict.fromkeys(found)
    low, high = lowest(tolls, lambda toll: toll.low), highest(tolls)
    return {**found, "best": _whole(best.best) if best else None, "low": _whole(low), "high": _whole(high)}


def _whose(toll: Toll, a: Side | None, b: Side | None) -> str:
    if toll.civilians:
        return "deaths_civilians"
    dead = {m.actor for m in toll.claim.recipients if m.actor}
    for name, side in (("deaths_a", a), ("deaths_b", b)):
        if side is not None and side.actor.actor and dead == {side.actor.actor}:
            return name
    return "deaths_unknown"


def _precision(days: Days) -> int:
    if not days.said:
        return 3
    return next((code for most, code in _DATE if days.length <= most), 5)


def _week_before(day: str) -> str:
    """Where nobody says when, it was in the week that ends with the first report."""
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - 6)).isoformat()


def _article(report: ReportRow) -> str:
    parts = (report.outlet or "", (report.published or "")[:10], report.title or "")
    return '"' + ",".join(part.replace('"', "'") for part in parts) + '"'


def _original(happening: Happening) -> Iterator[str]:
    for claim in happening.claims:
        if claim.origin is not None and claim.origin.name:
            yield claim.origin.name


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
