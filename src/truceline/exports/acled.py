"""Events as ACLED's 31 columns. Its coding rules are applied here alone; ``columns/acled.toml`` has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from truceline.exports.atlas import Atlas
from truceline.exports.columns import Row, table_data
from truceline.exports.happenings import (
    Days,
    Happening,
    Side,
    Where,
    days_of,
    outlets_of,
    sides_of,
    where_of,
)
from truceline.exports.rows import link_name
from truceline.exports.texts import Texts
from truceline.exports.tolls import Toll, lowest, tolls_of
from truceline.ledger import ClaimRow
from truceline.model import Span

LONGEST = 31  # days: of what may have happened in longer ones ACLED codes nothing
_TYPES_OF_SIDES = {
    "government": "State forces",
    "military": "State forces",
    "police": "State forces",
    "rebels": "Rebel group",
    "militia": "Political militia",
    "unidentified": "Political militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external": "External/Other forces",
}
_ORDER = tuple(dict.fromkeys(_TYPES_OF_SIDES.values()))  # as ACLED numbers them, 1 to 8
_UNIDENTIFIED, _UNIDENTIFIED_FORCES = "Unidentified Armed Group", "Unidentified Military Forces"
_WORD = re.compile(r"[a-z]+")
_Sides = tuple[dict[str, str | None], dict[str, str | None]]


def acled_rows(
    happenings: Iterable[Happening], texts: Texts, atlas: Atlas, left: Counter[str] | None = None
) -> Iterator[Row]:
    """Events that ACLED has a type for, with a day and a country.

    Args:
        happenings: The events.
        texts: Where the words of numbers and places are looked up.
        atlas: Where countries and divisions are.
        left: Takes the reasons why events were left out.
    """
    left = Counter() if left is None else left
    for happening in happenings:
        days, rule = days_of(happening), _rule(happening)
        if rule is None:
            left["of a type that ACLED has not, or against nobody who is known"] += 1
        elif (where := where_of(happening, texts)) is None or where.country is None:
            left["without a place in a country"] += 1
        elif days is None or days.length > LONGEST:
            left["without a day, a week or a month"] += 1
        elif (sides := _sides(happening, rule["type"], where, atlas)) is None:
            left["where no side is known"] += 1
        else:
            yield _row(happening, rule, sides, days, where, texts, atlas)


def _row(
    happening: Happening, rule: dict[str, Any], sides: _Sides, days: Days, where: Where, texts: Texts, atlas: Atlas
) -> Row:
    kind, sub = rule["type"], rule["sub"]
    first, second = sides
    disorder = table_data("acled")["disorder"]
    place = where.place
    return {
        "event_id_cnty": happening.id,
        "event_date": days.middle,
        "year": int(days.middle[:4]),
        "time_precision": _time_precision(days),
        "disorder_type": disorder.get(sub, disorder[kind]),
        "event_type": kind,
        "sub_event_type": sub,
        **first,
        **second,
        "interaction": _interaction(first["inter1"], second["inter2"]),
        "civilian_targeting": _targeting(kind, sub, second["inter2"]),
        "iso": atlas.number(where.country),
        "country": atlas.country(where.country),
        "admin1": atlas.division(place.geonameid),
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": _geo_precision(where),
        "source": "; ".join(outlets_of(happening.claims)),
        "notes": notes(happening),
        "fatalities": fatalities(tolls_of(happening), texts),
        "tags": _tags(happening, kind),
        "timestamp": max(_seconds(c.report.learnt) for c in happening.claims),
    }


def _rule(happening: Happening) -> dict[str, Any] | None:
    """The first rule that fits."""
    doers, others = sides_of(happening)
    return next((r for r in table_data("acled")["rule"] if _fits(r, happening, doers, others)), None)


def _fits(rule: dict[str, Any], happening: Happening, doers: list[Side], others: list[Side]) -> bool:
    if rule["event"] != happening.event or (happening.mode or "none") not in rule.get(
        "modes", [happening.mode or "none"]
    ):
        return False
    if "by" in rule and not any(side.of_state for side in doers):
        return False
    if "against" in rule and not _against(rule["against"], others):
        return False
    if "measure" in rule and not any(n.measure == rule["measure"] for c in happening.claims for n in c.counts):
        return False
    return not rule.get("agreement") or any(c.claim.agreement for c in happening.claims)


def _against(wanted: list[str], others: list[Side]) -> bool:
    """Whether those to whom it was done are of this kind; the first of them tells."""
    if not others:
        return False
    kind = "armed" if others[0].armed else others[0].kind
    return kind in wanted


def _sides(happening: Happening, kind: str, where: Where, atlas: Atlas) -> _Sides | None:
    """The columns of both sides; None where neither is known."""
    country = atlas.country(where.country) or ""
    doers, others = sides_of(happening)
    if kind in ("Protests", "Riots") and happening.event == "PROTEST":
        crowd = "Rioters" if kind == "Riots" else "Protesters"
        named = [s.actor.name for s in doers if s.actor.named and s.actor.name]
        first = {"actor1": f"{crowd} ({country})", "assoc_actor_1": "; ".join(named) or None, "inter1": crowd}
        return first, {"actor2": None, "assoc_actor_2": None, "inter2": None}
    first, second = _side("1", doers, where, country, atlas), _side("2", others, where, country, atlas)
    if first["actor1"] is None and kind != "Strategic developments":
        # The codebook's name for those of whom nothing is known.
        first |= {"actor1": f"{_UNIDENTIFIED} ({country})", "inter1": "Political militia"}
    known = [name for name in (first["actor1"], second["actor2"]) if name and not name.startswith(_UNIDENTIFIED)]
    remote = kind == "Explosions/Remote violence"  # what comes from afar is coded without anybody known too
    return (first, second) if known or remote else None


def _side(number: str, sides: list[Side], where: Where, country: str, atlas: Atlas) -> dict[str, str | None]:
    names = list(dict.fromkeys(actor_name(side, country, atlas) for side in sides))
    inter = _inter(sides[0], names[0], where) if sides else None
    return {
        f"actor{number}": names[0] if names else None,
        f"assoc_actor_{number}": "; ".join(names[1:]) or None,
        f"inter{number}": inter,
    }


def actor_name(side: Side, country: str, atlas: Atlas) -> str:
    """A side's name as ACLED writes it.

    Args:
        side: Who.
        country: Name of the country that it happened in.
        atlas: Names of countries.
    """
    actor = side.actor
    own = atlas.country(actor.country)
    if side.kind == "government":
        return f"Government of {own}" if own else actor.name or "Government"
    if side.kind == "military":
        return f"Military Forces of {own}" if own else _UNIDENTIFIED_FORCES
    if side.kind == "police":
        return f"Police Forces of {own or country}"
    if side.kind == "protesters":
        return f"Protesters ({country})"
    if side.kind == "civilians":
        return f"Civilians ({own or country})"
    if actor.named and actor.name:
        return actor.name
    return f"{_UNIDENTIFIED} ({own or country})"


def _inter(side: Side, name: str, where: Where) -> str:
    if name.startswith(_UNIDENTIFIED):
        return "Political militia"
    abroad = side.of_state and side.actor.country and side.actor.country != where.country
    if abroad or name == _UNIDENTIFIED_FORCES:
        return "External/Other forces"
    return _TYPES_OF_SIDES[side.kind]


def _interaction(one: str | None, other: str | None) -> str | None:
    both = sorted((kind for kind in (one, other) if kind), key=_ORDER.index)
    if not both:
        return None
    return f"{both[0]} only" if len(both) == 1 else "-".join(both)


def _targeting(kind: str, sub: str, other: str | None) -> str | None:
    violent = kind in ("Explosions/Remote violence", "Violence against civilians") or sub.startswith("Excessive")
    return "Civilian targeting" if violent and (other in ("Civilians", "Protesters")) else None


def _time_precision(days: Days) -> int:
    if days.said and days.length == 1:
        return 1
    return 2 if days.length <= 7 else 3


def _geo_precision(where: Where) -> int:
    if where.place.precision in ("point", "city"):
        return 2 if where.near else 1
    return 2 if where.place.precision == "district" else 3


def fatalities(tolls: list[Toll], texts: Texts) -> int | None:
    """The lowest number of dead reported, vague words as ACLED counts them; 0 where none is told."""
    if not tolls:
        return 0
    found = lowest(tolls, lambda toll: _number(toll, texts))
    return None if found is None else int(found)


def _number(toll: Toll, texts: Texts) -> float | None:
    span = Span(start=toll.count.start, end=toll.count.end)
    words = set(_WORD.findall(texts.around(toll.claim, span, reach=0)[1].lower()))
    for vague in table_data("acled")["vague"]:
        if words & set(vague["words"]) and toll.count.best is None:
            return float(vague["number"])
    return toll.low


def notes(happening: Happening) -> str:
    """What each speech act says, with who says it and the outlets that carried it, and who denies it."""
    acts: dict[str, list[ClaimRow]] = {}
    for claim in happening.claims:
        acts.setdefault(happening.origins.get(claim.id, claim.id), []).append(claim)
    said = list(dict.fromkeys(map(_note, acts.values())))
    denials = [f"Denied by {', '.join(happening.denied_by)}."] if happening.denied_by else []
    return " ".join(said + denials)


def _note(claims: list[ClaimRow]) -> str:
    claim = claims[0]
    who = " > ".join(map(link_name, claim.claim.chain)) or claim.report.outlet or "?"
    day = f", {claim.report.published[:10]}" if claim.report.published else ""
    others = [outlet for outlet in outlets_of(claims) if outlet != claim.report.outlet]
    also = f" (also {', '.join(others)})" if others else ""
    return f"{who}{day}: “{' '.join(claim.words.split())}”{also}"


def _tags(happening: Happening, kind: str) -> str | None:
    if kind not in ("Protests", "Riots"):
        return None
    sizes = [n for c in happening.claims for n in c.counts if n.measure == "protesters"]
    low = min((n.low for n in sizes if n.low is not None), default=None)
    return f"crowd size={low:.15g}" if low is not None else "crowd size=no report"


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp())
