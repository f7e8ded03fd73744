"""Agreements over time as plain values, in the layout of ``docs/formats.md``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from truceline.linking.pacts import Breach, Pact, PactStage, Turn
from truceline.linking.records import Where, Who
from truceline.model import Link

Json = dict[str, Any]


def pact_object(pact: Pact) -> Json:
    """One agreement with its history; all ids in it last."""
    return {
        "id": pact.id,
        "kind": pact.kind,
        "parties": [_id(who) for who in pact.parties],
        "mediators": [_id(who) for who in pact.mediators],
        "stages": [_stage(stage) for stage in pact.stages],
        "status": pact.status,
        "since": pact.since,
        "violations": pact.violations,
        "claims": list(pact.claims),
        "history": [_turn(turn) for turn in pact.history],
        "alleged": [_breach(breach) for breach in pact.alleged],
        "declarations": [
            {"party": _id(d.party), "status": d.status, "date": d.date, "claim": d.claim, "report": d.report}
            for d in pact.declarations
        ],
        "class": pact.grade,
        "covers": list(pact.covers),
        "places": [_place(place) for place in pact.places],
        "days_in_force": pact.days_in_force,
        "names": {_id(who): _who(who) for who in (*pact.parties, *pact.mediators)},
        "reports": list(pact.reports),
        "members": list(pact.members),
    }


def _id(who: Who) -> str | None:
    """The canonical id of a body, or where it has none its name."""
    return who.actor or who.name or who.country


def _who(who: Who) -> Json:
    return {"name": who.name, "country": who.country, "sector": list(who.sector)}


def _place(place: Where) -> Json:
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonameid": place.geonameid,
        "precision": place.precision,
    }


def _stage(stage: PactStage) -> Json:
    days = stage.days
    return {
        "order": stage.order,
        "kind": stage.kind,
        "days": int(days) if days is not None and days == int(days) else days,
        "start": stage.start,
        "end": stage.end,
        "report": stage.report,
        "planned_start": stage.planned_start,
        "planned_end": stage.planned_end,
        "actual_start": stage.actual_start,
        "actual_end": stage.actual_end,
    }


def _turn(turn: Turn) -> Json:
    return {
        "status": turn.status,
        "date": turn.date,
        "chain": _chain(turn.chain),
        "claim": turn.claim,
        "report": turn.report,
        "reported": turn.reported,
        "by": [_id(who) for who in turn.by],
    }


def _breach(breach: Breach) -> Json:
    return {
        "by": _id(breach.by) if breach.by else None,
        "against": _id(breach.against) if breach.against else None,
        "date": breach.date,
        "level": breach.level,
        "chain": _chain(breach.chain),
        "denied_by": [_chain(chain) for chain in breach.denied_by],
        "claim": breach.claim,
        "report": breach.report,
    }


def _chain(chain: Iterable[Link]) -> list[Json]:
    return [{"name": k.name, "actor": k.actor, "kind": k.kind, "named": k.named, "via": k.via} for k in chain]
