"""From records to what the API answers with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from truceline.desk.api.models import AgreementOut, ClaimOut, EventOut, PactOut, ReportOut
from truceline.exports.objects import pact_object
from truceline.ledger import AgreementRow, ClaimRow, Ledger, ReportRow
from truceline.ledger.deciding import verdicts
from truceline.linking import Event, Pact

_HALF = re.compile("[\ud800-\udfff]")


def report_out(row: ReportRow) -> ReportOut:
    """A report."""
    return ReportOut.model_validate(row)


def claim_out(row: ClaimRow) -> ClaimOut:
    """A claim."""
    return ClaimOut.model_validate(claim_fields(row), from_attributes=True)


def claim_fields(row: ClaimRow) -> dict[str, object]:
    """What stands of a claim in every answer."""
    claim = row.claim
    return {
        "id": row.id,
        "report": row.report,
        "words": row.words,
        "evidence": claim.evidence,
        "trigger": claim.trigger,
        "event": claim.event,
        "mode": claim.mode,
        "factuality": claim.factuality,
        "phase": claim.phase,
        "medium": claim.medium,
        "first": row.first,
        "last": row.last,
        "actors": row.actors,
        "recipients": row.recipients,
        "when": row.when,
        "where": row.where,
        "counts": row.counts,
        "chain": claim.chain,
        "denied_by": claim.denied_by,
    }


def agreement_out(row: AgreementRow) -> AgreementOut:
    """An agreement as one report tells it."""
    return AgreementOut.model_validate(agreement_fields(row), from_attributes=True)


def agreement_fields(row: AgreementRow) -> dict[str, object]:
    """What stands of an agreement in every answer."""
    agreement = row.agreement
    return {
        "id": row.id,
        "report": row.report,
        "kind": agreement.kind,
        "status": agreement.status,
        "since": agreement.since,
        "violations": agreement.violations,
        "parties": row.parties,
        "mediators": row.mediators,
        "stages": agreement.stages,
        "claims": row.claims,
    }


def event_out(event: Event) -> EventOut:
    """An event."""
    sounded = tuple(replace(one, values=tuple(sound(one.values))) for one in event.conflicts)
    return EventOut.model_validate(replace(event, conflicts=sounded))


def pact_out(pact: Pact) -> PactOut:
    """An agreement through all its reports."""
    return PactOut.model_validate(sound(pact_object(pact)))


def sound(value: Any) -> Any:
    """Plain values with a mark in place of halves of surrogate pairs, which cannot be written; offsets stay."""
    if isinstance(value, str):
        return _HALF.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, Mapping):
        return {sound(key): sound(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [sound(one) for one in value]
    return value


def claims_said(ledger: Ledger, rows: Sequence[ClaimRow]) -> list[dict[str, Any]]:
    """Claims as the API has them, each with what people decided on it; without those that somebody rejected.

    What nobody has looked at says so (null): who takes it in must be able to keep the two apart.
    """
    decided = verdicts(ledger.database, [row.id for row in rows])
    return [
        sound({**claim_out(row).model_dump(), "reviewed": decided.get(row.id)})
        for row in rows
        if decided.get(row.id) != "rejected"
    ]
