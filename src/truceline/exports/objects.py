"""What questions give, as plain values: one JSON object a row, in the layout of ``docs/formats.md``."""

from __future__ import annotations

from dataclasses import asdict

from truceline.exports.values import Json, chain_object, place_object, span_object, whole
from truceline.ledger import ActorTally, ClaimRow, JudgementRow, ReportRow, SourceTally
from truceline.linking import Breach, Event, Pact, PactStage, Turn, Who
from truceline.model import Actor


def claim_object(row: ClaimRow) -> Json:
    """A claim with all that it points to."""
    claim = row.claim
    return {
        "id": row.id,
        "report": row.report.id,
        "outlet": row.report.outlet,
        "published": row.report.published,
        "withdrawn": row.report.withdrawn,
        "first": row.first,
        "last": row.last,
        "event": claim.event,
        "mode": claim.mode,
        "actors": [_actor(actor) for actor in row.actors],
        "recipients": [_actor(actor) for actor in row.recipients],
        "when": [{"type": t.type, "value": t.value, "earliest": t.earliest, "latest": t.latest} for t in row.when],
        "where": [place_object(p) for p in row.where],
        "counts": [
            {"low": whole(n.low), "high": whole(n.high), "best": whole(n.best), "of": n.of, "measure": n.measure}
            for n in row.counts
        ],
        "factuality": claim.factuality,
        "phase": claim.phase,
        "auxiliary": list(claim.auxiliary),
        "chain": chain_object(claim.chain),
        "denied_by": [chain_object(chain) for chain in claim.denied_by],
        "medium": claim.medium,
        "evidence": span_object(claim.evidence),
        "words": row.words,
    }


def report_object(row: ReportRow) -> Json:
    """A report without its text."""
    return {
        "id": row.id,
        "given": row.given,
        "outlet": row.outlet,
        "title": row.title,
        "published": row.published,
        "url": row.url,
        "learnt": row.learnt,
        "article": row.article,
        "until": row.until,
        "withdrawn": row.withdrawn,
    }


def source_object(tally: SourceTally) -> Json:
    """A source with its counts."""
    return asdict(tally)


def actor_object(tally: ActorTally) -> Json:
    """An actor with its counts."""
    return {**asdict(tally), "does": dict(tally.does), "suffers": dict(tally.suffers), "sector": list(tally.sector)}


def event_object(event: Event) -> Json:
    """An event through all its claims."""
    return asdict(event)


def judgement_object(row: JudgementRow) -> Json:
    """A judgement."""
    j = row.judgement
    return {
        "id": row.id,
        "kind": j.kind,
        "subjects": list(j.subjects),
        "objects": list(j.objects),
        "score": j.score,
        "reasons": dict(j.reasons),
        "by": j.by,
        "supersedes": j.supersedes,
        "learnt": row.learnt,
        "overruled": row.overruled,
    }


def _actor(actor: Actor) -> Json:
    return {"actor": actor.actor, "name": actor.name, "country": actor.country, "sector": list(actor.sector)}


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
        "places": [place_object(place) for place in pact.places],
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


def _stage(stage: PactStage) -> Json:
    return {
        "order": stage.order,
        "kind": stage.kind,
        "days": whole(stage.days),
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
        "chain": chain_object(turn.chain),
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
        "chain": chain_object(breach.chain),
        "denied_by": [chain_object(chain) for chain in breach.denied_by],
        "claim": breach.claim,
        "report": breach.report,
    }
