"""Events as POLECAT's 40 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from truceline.exports.atlas import Atlas
from truceline.exports.columns import Row
from truceline.exports.happenings import Happening, Where, days_of, outlets_of, where_of
from truceline.exports.plover import quad_name
from truceline.exports.texts import Texts
from truceline.model import Actor

_BETWEEN = "; "


def polecat_rows(
    happenings: Iterable[Happening],
    texts: Texts,
    atlas: Atlas,
    left: Counter[str] | None = None,
    *,
    version: str | None = None,
) -> Iterator[Row]:
    """Events with a day.

    Args:
        happenings: The events.
        texts: Where the words of places are looked up.
        atlas: Where divisions are.
        left: Takes the reasons why events were left out.
        version: Of the program.
    """
    left = Counter() if left is None else left
    for happening in happenings:
        days, where = days_of(happening), where_of(happening, texts)
        if days is None:
            left["without a day"] += 1
            continue
        people = [m for c in happening.claims for m in (*c.actors, *c.recipients) if m.named and m.name]
        yield {
            "Event ID": happening.id,
            "Event Date": days.first,
            "Event Type": happening.event,
            "Event Mode": happening.mode,
            "Quad Code": quad_name(happening.event),
            **_actors("Actor", [m for c in happening.claims for m in c.actors]),
            **_actors("Recipient", [m for c in happening.claims for m in c.recipients]),
            **_place(where, atlas),
            "Source": _BETWEEN.join(outlets_of(happening.claims)),
            "Publication Date": min(
                (c.report.published[:10] for c in happening.claims if c.report.published), default=None
            ),
            "Story People": _joined(m.name for m in people if m.kind == "person"),
            "Story Organizations": _joined(m.name for m in people if m.kind in ("body", "group", "outlet")),
            "Story Locations": _joined(p.name for c in happening.claims for p in c.where),
            "Language": "English",
            "Version": version,
        }


def _actors(role: str, mentions: Sequence[Actor]) -> Row:
    """The columns of one role: each body once, those that most claims name first."""
    often = Counter(m.actor or m.name for m in mentions)
    bodies: dict[str | None, Actor] = {}
    for mention in sorted(mentions, key=lambda m: -often[m.actor or m.name]):
        bodies.setdefault(mention.actor or mention.name, mention)
    found = list(bodies.values())
    return {
        f"{role} Name": _joined(m.name for m in found),
        f"{role} Country": _joined(m.country for m in found),
        f"Primary {role} Sector": found[0].sector[0] if found and found[0].sector else None,
        f"{role} Sectors": _joined(sector for m in found for sector in m.sector),
        f"{role} Name Raw": _joined(m.name for m in mentions),
    }


def _place(where: Where | None, atlas: Atlas) -> Row:
    if where is None:
        return {}
    place = where.place
    return {
        "Placename": place.name,
        "City": place.name if place.precision == "city" else None,
        "District": place.name if place.precision == "district" else None,
        "Province": atlas.division(place.geonameid),
        "Country": where.country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": place.geonameid,
        "Raw Placename": where.words,
    }


def _joined(names: Iterable[str | None]) -> str | None:
    return _BETWEEN.join(dict.fromkeys(name for name in names if name)) or None
