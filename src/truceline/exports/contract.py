"""A reading as the JSON that other programs rely on; ``docs/formats.md`` says what each field means.

Objects are written out field by field: the general way of the standard library copies every record twice.
"""

from __future__ import annotations

import json

from truceline.exports.values import Json, chain_object, place_object, span_object, whole
from truceline.model import Actor, Agreement, Attribution, Claim, Count, Place, Reading, Report, Time

VERSION = "1"


def to_object(reading: Reading) -> Json:
    """The reading as plain dictionaries and lists."""
    return {
        "truceline": VERSION,
        "report": _report(reading.report),
        "sentences": [span_object(s) for s in reading.sentences],
        "actors": [_actor(m) for m in reading.actors],
        "places": [_place(p) for p in reading.places],
        "times": [_time(t) for t in reading.times],
        "counts": [_count(n) for n in reading.counts],
        "attributions": [_attribution(a) for a in reading.attributions],
        "claims": [_claim(c) for c in reading.claims],
        "agreements": [_agreement(g) for g in reading.agreements],
    }


def to_line(reading: Reading) -> str:
    """The reading on one line, without the line's end.

    All in ASCII: some programs take U+2028 or U+0085 in a text for the end of the line, and half a surrogate pair
    cannot be written otherwise.
    """
    return json.dumps(to_object(reading), separators=(",", ":"))


def to_pretty(reading: Reading) -> str:
    """The reading over several lines, with the letters of the text as they are."""
    written = json.dumps(to_object(reading), indent=2, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(to_object(reading), indent=2)
    return written


def _report(report: Report) -> Json:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "url": report.url,
        "author": report.author,
        "modified": report.modified,
        "text": report.text,
    }


def _actor(mention: Actor) -> Json:
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "actor": mention.actor,
        "name": mention.name,
        "country": mention.country,
        "sector": list(mention.sector),
        "named": mention.named,
        "refers_to": mention.refers_to,
    }


def _place(place: Place) -> Json:
    return {
        "id": place.id,
        "start": place.start,
        "end": place.end,
        **place_object(place),
    }


def _time(time: Time) -> Json:
    return {
        "id": time.id,
        "start": time.start,
        "end": time.end,
        "type": time.type,
        "value": time.value,
        "earliest": time.earliest,
        "latest": time.latest,
        "mod": time.mod,
    }


def _count(count: Count) -> Json:
    return {
        "id": count.id,
        "start": count.start,
        "end": count.end,
        "low": whole(count.low),
        "high": whole(count.high),
        "best": whole(count.best),
        "of": count.of,
        "measure": count.measure,
        "toll": count.toll,
    }


def _attribution(attribution: Attribution) -> Json:
    source = attribution.source
    return {
        "id": attribution.id,
        "source": {"start": source.start, "end": source.end, "actor": source.actor} if source else None,
        "cue": span_object(attribution.cue) if attribution.cue else None,
        "content": [span_object(c) for c in attribution.content],
        "quotation": attribution.quotation,
        "stance": attribution.stance,
        "relayed_by": attribution.relayed_by,
        "kind": attribution.kind,
        "chain": chain_object(attribution.chain),
        "answers": [span_object(words) for words in attribution.answers],
        "denied_by": [chain_object(chain) for chain in attribution.denied_by],
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "evidence": span_object(claim.evidence),
        "trigger": span_object(claim.trigger),
        "event": claim.event,
        "mode": claim.mode,
        "actors": list(claim.actors),
        "recipients": list(claim.recipients),
        "when": list(claim.when),
        "where": list(claim.where),
        "counts": list(claim.counts),
        "factuality": claim.factuality,
        "phase": claim.phase,
        "hedge": span_object(claim.hedge) if claim.hedge else None,
        "auxiliary": list(claim.auxiliary),
        "attribution": claim.attribution,
        "chain": chain_object(claim.chain),
        "denied_by": [chain_object(chain) for chain in claim.denied_by],
        "medium": claim.medium,
        "agreement": claim.agreement,
    }


def _agreement(agreement: Agreement) -> Json:
    return {
        "id": agreement.id,
        "kind": agreement.kind,
        "parties": list(agreement.parties),
        "mediators": list(agreement.mediators),
        "stages": [
            {"order": s.order, "kind": s.kind, "days": whole(s.days), "start": s.start, "end": s.end}
            for s in agreement.stages
        ],
        "status": agreement.status,
        "since": agreement.since,
        "violations": agreement.violations,
        "claims": list(agreement.claims),
        "steps": [
            {"status": s.status, "since": s.since, "claim": s.claim, "start": s.start, "end": s.end}
            for s in agreement.steps
        ],
    }
