"""What questions give, as plain values: one JSON object a row, in the layout of ``docs/formats.md``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from truceline.ledger import ActorTally, ClaimRow, JudgementRow, ReportRow, SourceTally
from truceline.linking import Event
from truceline.model import Actor, Link

Json = dict[str, Any]


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
        "where": [
            {
                "name": p.name,
                "country": p.country,
                "latitude": p.latitude,
                "longitude": p.longitude,
                "geonameid": p.geonameid,
                "precision": p.precision,
            }
            for p in row.where
        ],
        "counts": [
            {"low": _whole(n.low), "high": _whole(n.high), "best": _whole(n.best), "of": n.of, "measure": n.measure}
            for n in row.counts
        ],
        "factuality": claim.factuality,
        "phase": claim.phase,
        "auxiliary": list(claim.auxiliary),
        "chain": chain_object(claim.chain),
        "denied_by": [chain_object(chain) for chain in claim.denied_by],
        "medium": claim.medium,
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end},
        "words": row.words,
    }


def chain_object(chain: Iterable[Link]) -> list[Json]:
    """A chain, from the origin out."""
    return [{"name": k.name, "actor": k.actor, "kind": k.kind, "named": k.named, "via": k.via} for k in chain]


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


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
