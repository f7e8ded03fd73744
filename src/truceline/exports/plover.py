"""Claims as PLOVER's records, an object a line: the fields of its manual, and ours under ``truceline``."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any, BinaryIO

from truceline.exports.columns import table_data
from truceline.exports.rows import link_name, located
from truceline.ledger import ClaimRow, Filters, View
from truceline.linking.asking import EVENT
from truceline.linking.groups import roots
from truceline.model import Actor, Count, Place

_PORTION = 200  # claims whose events are looked up at a time


def write_plover(
    view: View,
    out: BinaryIO,
    *,
    filters: Filters | None = None,
    program: str = "truceline",
) -> int:
    """The claims that fit, as JSON Lines in ASCII.

    Args:
        view: What to export.
        out: Where to.
        filters: Which claims.
        program: What codes, with its version.

    Returns:
        How many there were.
    """
    claims = view.claims(filters)
    written = 0
    while portion := list(islice(claims, _PORTION)):
        event_of = roots(view.joins, EVENT, [claim.id for claim in portion])
        for claim in portion:
            found = record(claim, event_of[claim.id], program=program)
            out.write(json.dumps(found, separators=(",", ":")).encode() + b"\n")
        written += len(portion)
    return written


def record(row: ClaimRow, event: str | None = None, *, program: str = "truceline") -> dict[str, Any]:
    """A claim as PLOVER has it. What the manual lists and we do not know is left out, as it asks."""
    claim, report = row.claim, row.report
    place = located(row.where) or next(iter(row.where), None)
    return {
        "id": row.id,
        "has_event": True,
        "date": row.first,
        **({"enddate": row.last} if row.last != row.first else {}),
        "actor": [_entity(m) for m in row.actors],
        "recipient": [_entity(m) for m in row.recipients],
        "event": [claim.event],
        "mode": [*([claim.mode] if claim.mode else []), *claim.auxiliary],
        **({"event_loc": _location(place)} if place else {}),
        "event_text": [row.words],
        "quad_code": quad_of(claim.event),
        **({"link": event} if event else {}),
        "text_info": {"start": claim.evidence.start, "end": claim.evidence.end},
        "cite_info": _known(
            {
                "citation": report.id,
                "url": report.url,
                "title": report.title,
                "publication": report.outlet,
                "language": "en",
            }
        ),
        "coder": program,
        "coded_date": report.learnt[:10],
        "truceline": {
            "factuality": claim.factuality,
            "phase": claim.phase,
            "published": report.published,
            "chain": [link_name(link) for link in claim.chain],
            "denied_by": [[link_name(link) for link in chain] for chain in claim.denied_by],
            "counts": [_count(c) for c in row.counts],
        },
    }


def quad_of(event: str) -> int | None:
    """The number of the quad that an event belongs to."""
    found = table_data("plover")["quad"].get(event)
    return int(found) if found else None


def quad_name(event: str) -> str | None:
    """The quad's name."""
    quad = quad_of(event)
    return str(table_data("plover")["name"][str(quad)]) if quad else None


def _entity(mention: Actor) -> dict[str, Any]:
    return _known(
        {
            "code": mention.country,
            "sector": list(mention.sector) or None,
            "entity_text": mention.name,
            "identifier_id": mention.actor,
            "identifier_text": mention.name if mention.named else None,
        }
    )


def _location(place: Place) -> dict[str, Any]:
    return _known(
        {
            "geonameid": place.geonameid,
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "cc3": place.country,
        }
    )


def _count(count: Count) -> dict[str, Any]:
    return {"measure": count.measure, "low": count.low, "high": count.high, "best": count.best, "of": count.of}


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
