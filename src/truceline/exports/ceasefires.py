"""Agreements over time as rows: one each, or for a table of ceasefires one for each party that declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truceline.exports.columns import Row
from truceline.exports.rows import link_name
from truceline.ledger import Filters, View
from truceline.linking import Breach, Pact, PactStage, Turn, agreements
from truceline.linking.history import began
from truceline.model import Link

CEASEFIRES = frozenset(("ceasefire", "truce", "pause"))


def pact_rows(view: View, filters: Filters | None = None) -> Iterator[Row]:
    """The agreements of a view that fit, a row each."""
    for pact in agreements(view, filters):
        yield {
            **_pact(pact, view.as_of),
            "parties": [who.name or "" for who in pact.parties],
            "party_ids": [who.actor or "" for who in pact.parties],
            "history": [_turn(turn) for turn in pact.history],
        }


def ceasefire_rows(view: View, filters: Filters | None = None) -> Iterator[Row]:
    """The ceasefires among them, a row a party; one row where no party is known."""
    for pact in agreements(view, filters):
        if not CEASEFIRES & {pact.kind, *pact.covers}:
            continue
        common = _pact(pact, view.as_of)
        for declaration in pact.declarations:
            party = declaration.party
            yield {
                **common,
                "party": party.name,
                "party_id": party.actor,
                "party_country": party.country,
                "party_sector": party.sector[0] if party.sector else None,
                "other_parties": [who.name or "" for who in pact.parties if who != party],
                "declared": declaration.date,
                "declared_how": declaration.status,
                "declared_claim": declaration.claim,
            }
        if not pact.declarations:
            yield common


def first_day(pact: Pact, status: str) -> str | None:
    """The first day on which it is said to have taken a status."""
    return min((turn.date for turn in pact.history if turn.status == status and turn.date), default=None)


def last_day(pact: Pact) -> str | None:
    """The first day on which it is said to have ended, once it held: what ended before was another one."""
    begun = began(pact.history) or first_day(pact, "signed") or ""
    days = (turn.date for turn in pact.history if turn.status == "ended" and turn.date)
    return min((day for day in days if day >= begun), default=None)


def says(chain: Iterable[Link]) -> str:
    """A chain in one line, its origin first."""
    return " > ".join(map(link_name, chain))


def _pact(pact: Pact, as_of: str | None) -> dict[str, str | int | list[str] | None]:
    extended = {turn.day[:10] for turn in pact.history if turn.status == "extended"}
    return {
        "agreement": pact.id,
        "kind": pact.kind,
        "class": pact.grade,
        "covers": list(pact.covers),
        "status": pact.status,
        "since": pact.since,
        "signed": first_day(pact, "signed"),
        "in_force": began(pact.history),
        "extended": sorted(extended),
        "ended": last_day(pact),
        "days_in_force": pact.days_in_force,
        "violations": pact.violations,
        "alleged": [_breach(breach) for breach in pact.alleged],
        "mediators": [who.name or "" for who in pact.mediators],
        "mediator_ids": [who.actor or "" for who in pact.mediators],
        "places": [place.name for place in pact.places],
        "stages": [_stage(stage) for stage in pact.stages],
        "reports": list(pact.reports),
        "claims": list(pact.claims),
        "as_of": as_of,
    }


def _turn(turn: Turn) -> str:
    return f"{turn.day[:10]}: {turn.status} ({says(turn.chain)})"


def _breach(breach: Breach) -> str:
    who = breach.by.name if breach.by and breach.by.name else "?"
    denied = ", ".join(link_name(chain[0]) for chain in breach.denied_by if chain)
    return f"{breach.date or '?'}: by {who} ({says(breach.chain)})" + (f", denied by {denied}" if denied else "")


def _stage(stage: PactStage) -> str:
    said = [stage.kind]
    if stage.days is not None:
        said.append(f"{stage.days:g} days")
    if stage.planned_start:
        said.append(f"planned {stage.planned_start}..{stage.planned_end or ''}")
    return f"{stage.order}: {', '.join(said)}"
