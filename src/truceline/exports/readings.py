"""Readings as rows of the tables that a ledger's views are exported in.

What only a ledger knows, such as when a report was learnt, is null; in the place of lasting ids are the reading's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from truceline.exports.columns import Row
from truceline.exports.rows import claim_row, link_name, report_row, telling_row
from truceline.ledger import AgreementRow, ClaimRow, Filters, ReportRow, View
from truceline.model import Actor, Attribution, Claim, Reading, Span

_LEDGERS = ("known", "learnt", "article", "withdrawn")  # columns that are null without one


def attribution_rows(view: View, filters: Filters | None = None) -> Iterator[Row]:
    """The attributions of the reports of a view that have a claim which fits, a row each."""
    for report in view.reports(filters):
        yield from attributions_of(view.reading(report.id), report=report.id)


def attributions_of(reading: Reading, *, report: str | None = None) -> Iterator[Row]:
    """The attributions of a reading, a row each.

    Args:
        reading: The reading.
        report: The lasting id of its report; the one that it came with where it is None.
    """
    mentions = {m.id: m for m in reading.actors}
    about = {**_about(reading), "report": report or reading.report.id}
    for attribution in reading.attributions:
        yield {**about, **_attribution(attribution, reading.report.text, mentions)}


def claims_of(reading: Reading) -> Iterator[Row]:
    """The claims of a reading, a row each."""
    mentions = {m.id: m for m in reading.actors}
    times, places = {t.id: t for t in reading.times}, {p.id: p for p in reading.places}
    counts = {n.id: n for n in reading.counts}
    report, text = _report(reading), reading.report.text
    for claim in reading.claims:
        first, last = _days(claim, reading)
        row = ClaimRow(
            id=claim.id,
            report=report,
            claim=claim,
            words=text[claim.evidence.start : claim.evidence.end],
            actors=tuple(mentions[m] for m in claim.actors if m in mentions),
            recipients=tuple(mentions[m] for m in claim.recipients if m in mentions),
            when=tuple(times[t] for t in claim.when if t in times),
            where=tuple(places[p] for p in claim.where if p in places),
            counts=tuple(counts[n] for n in claim.counts if n in counts),
            first=first,
            last=last,
        )
        yield _without_ledger(claim_row(row))


def tellings_of(reading: Reading) -> Iterator[Row]:
    """The agreements that a reading tells of, a row each."""
    mentions = {m.id: m for m in reading.actors}
    report = _report(reading)
    for agreement in reading.agreements:
        row = AgreementRow(
            id=agreement.id,
            report=report,
            agreement=agreement,
            parties=tuple(mentions[m] for m in agreement.parties if m in mentions),
            mediators=tuple(mentions[m] for m in agreement.mediators if m in mentions),
            claims=agreement.claims,
        )
        yield _without_ledger(telling_row(row))


def reports_of(reading: Reading) -> Iterator[Row]:
    """The report of a reading, as the one row that it is."""
    yield _without_ledger(report_row(_report(reading)))


OF_READINGS: dict[str, Callable[[Reading], Iterator[Row]]] = {
    "claims": claims_of,
    "attributions": attributions_of,
    "agreements": tellings_of,
    "tellings": tellings_of,
    "reports": reports_of,
}


def _attribution(attribution: Attribution, text: str, mentions: dict[str, Actor]) -> Row:
    source, chain = attribution.source, attribution.chain
    mention = mentions.get(source.actor) if source and source.actor else None
    return {
        "attribution": attribution.id,
        "source": text[source.start : source.end] if source else None,
        "source_name": mention.name if mention else None,
        "source_id": mention.actor if mention else None,
        "cue": _words(attribution.cue, text) if attribution.cue else None,
        "content": [_words(span, text) for span in attribution.content],
        "quotation": attribution.quotation,
        "stance": attribution.stance,
        "kind": attribution.kind,
        "relayed_by": attribution.relayed_by,
        "origin": chain[0].name if chain else None,
        "origin_id": chain[0].actor if chain else None,
        "chain": [link_name(link) for link in chain],
        "answers": [_words(span, text) for span in attribution.answers],
        "denied_by": [link_name(denial[0]) for denial in attribution.denied_by if denial],
        "start": min((span.start for span in attribution.content), default=None),
        "end": max((span.end for span in attribution.content), default=None),
    }


def _words(span: Span, text: str) -> str:
    return text[span.start : span.end]


def _days(claim: Claim, reading: Reading) -> tuple[str | None, str | None]:
    """The days that a claim may be about, as the ledger has them: the report's where it does not say."""
    times = [t for t in reading.times if t.id in claim.when]
    first = min((t.earliest for t in times if t.earliest), default=None)
    last = max((t.latest for t in times if t.latest), default=None)
    day = reading.report.day if first is None and last is None else None
    return first or last or day, last or first or day


def _report(reading: Reading) -> ReportRow:
    report = reading.report
    about = {"outlet": report.outlet, "title": report.title, "published": report.published, "url": report.url}
    ledgers = {"n": 0, "known": "", "learnt": "", "article": "", "until": None, "withdrawn": None}
    return ReportRow(id=report.id, given=report.id, **about, **ledgers)  # type: ignore[arg-type]


def _about(reading: Reading) -> Row:
    row = report_row(_report(reading))
    return {name: row[name] for name in ("report", "outlet", "title", "published", "url")}


def _without_ledger(row: Row) -> Row:
    return {**row, **{name: None for name in _LEDGERS if name in row}}
