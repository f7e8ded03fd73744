"""What a view holds as rows of tables: claims, reports, and agreements as each report tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from truceline.exports.columns import Row
from truceline.ledger import AgreementRow, ClaimRow, Filters, ReportRow, View
from truceline.model import Actor, Count, Link, Place


def claim_rows(view: View, filters: Filters | None = None) -> Iterator[Row]:
    """The claims of a view that fit, a row each."""
    return map(claim_row, view.claims(filters))


def report_rows(view: View, filters: Filters | None = None) -> Iterator[Row]:
    """The reports of a view that fit, a row each."""
    return map(report_row, view.reports(filters))


def telling_rows(view: View, filters: Filters | None = None) -> Iterator[Row]:
    """The agreements of a view that fit, a row for each report that tells of one."""
    return map(telling_row, view.agreements(filters))


def claim_row(row: ClaimRow) -> Row:
    """A claim as a row of the table of claims."""
    claim, report = row.claim, row.report
    killed, injured = range_of(row.counts, "killed"), range_of(row.counts, "injured")
    place = located(row.where)
    return {
        "claim": row.id,
        **_report(report),
        "event": claim.event,
        "mode": claim.mode,
        "auxiliary": list(claim.auxiliary),
        "factuality": claim.factuality,
        "phase": claim.phase,
        "medium": claim.medium,
        **_people("actor", row.actors),
        **_people("recipient", row.recipients),
        "first": row.first,
        "last": row.last,
        "dated": bool(row.when),
        "places": [p.name for p in row.where],
        "place_countries": [p.country or "" for p in row.where],
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "precision": place.precision if place else None,
        "geonameid": place.geonameid if place else None,
        "killed_low": killed[0],
        "killed_high": killed[1],
        "injured_low": injured[0],
        "injured_high": injured[1],
        "counts": [count_words(c) for c in row.counts],
        "origin": row.origin.name if row.origin else None,
        "origin_id": row.origin.actor if row.origin else None,
        "chain": [link_name(link) for link in claim.chain],
        "denied_by": [link_name(chain[0]) for chain in claim.denied_by if chain],
        "words": row.words,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "known": report.known,
        "learnt": report.learnt,
        "withdrawn": report.withdrawn,
    }


def report_row(report: ReportRow) -> Row:
    """A report as a row of the table of reports."""
    return {
        **_report(report),
        "given": report.given,
        "article": report.article,
        "known": report.known,
        "learnt": report.learnt,
        "withdrawn": report.withdrawn,
    }


def telling_row(row: AgreementRow) -> Row:
    """An agreement in one report as a row of the table of tellings."""
    agreement = row.agreement
    return {
        "agreement": row.id,
        **_report(row.report),
        "kind": agreement.kind,
        "status": agreement.status,
        "since": agreement.since,
        "violations": agreement.violations,
        "parties": [m.name or "" for m in row.parties],
        "party_ids": [m.actor or "" for m in row.parties],
        "mediators": [m.name or "" for m in row.mediators],
        "mediator_ids": [m.actor or "" for m in row.mediators],
        "stages": [f"{s.order}: {s.kind}" + (f", {s.days:g} days" if s.days else "") for s in agreement.stages],
        "claims": list(row.claims),
        "withdrawn": row.report.withdrawn,
    }


def located(places: Iterable[Place]) -> Place | None:
    """The first place with coordinates."""
    return next((p for p in places if p.latitude is not None and p.longitude is not None), None)


def range_of(counts: Iterable[Count], measure: str) -> tuple[float | None, float | None]:
    """The largest of a claim's numbers of one measure: "41 civilians, among them nine children" is 41."""
    found = [c for c in counts if c.measure == measure]
    if not found:
        return None, None
    largest = max(found, key=lambda c: (c.low or 0.0, c.high or 0.0))
    return largest.low, largest.high


def count_words(count: Count) -> str:
    """A number with its measure, as one text: ``killed 24.. of people``."""
    low = f"{count.low:.15g}" if count.low is not None else ""
    high = f"{count.high:.15g}" if count.high is not None else ""
    span = low if low == high else f"{low}..{high}"
    return f"{count.measure} {span}" + (f" of {count.of}" if count.of else "")


def link_name(link: Link) -> str:
    """A link of a chain in one word or several; one that is not known stays visible."""
    return link.name or "?"


def _report(report: ReportRow) -> dict[str, str | None]:
    return {
        "report": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "url": report.url,
    }


def _people(role: str, people: Sequence[Actor]) -> dict[str, list[str]]:
    return {
        f"{role}s": [m.name or "" for m in people],
        f"{role}_ids": [m.actor or "" for m in people],
        f"{role}_countries": [m.country or "" for m in people],
        f"{role}_sectors": [m.sector[0] if m.sector else "" for m in people],
    }
