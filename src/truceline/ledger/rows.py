"""From a content to the rows that questions are asked of. Pure: verifying makes the same rows again and compares."""

from __future__ import annotations

from typing import Any

from truceline.ledger.encoding import canonical, folded, lasting, looked_up, searchable, storable
from truceline.ledger.schema import SHIFT
from truceline.model import Actor, Agreement, Attribution, Claim, Link, Place, Reading, Report, Span, Time

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]  # by table, in the order of its columns

OF_READINGS = (
    "mentions",
    "places",
    "times",
    "counts",
    "attributions",
    "claims",
    "claim_parts",
    "links",
    "agreements",
    "agreement_parts",
    "stages",
    "steps",
)


def report_row(report: Report, *, n: int, id: str, learnt: str) -> Row:
    """The row of a report."""
    return (
        n,
        id,
        storable(report.id),
        storable(report.outlet),
        folded(report.outlet),
        storable(report.title),
        report.published,
        storable(report.url),
        report.published or learnt,
        learnt,
        len(report.text),
    )


def report_keys(report: Report, id: str) -> tuple[str, ...]:
    """What the versions of one article have in common; a report without address and outlet is a version of nothing."""
    keys = []
    if report.url:
        keys.append(lasting("k", "url", report.url))
    if report.outlet:
        keys.append(lasting("k", "id", report.outlet, report.id))
    return tuple(keys) or (lasting("k", "report", id),)


def searchable_report(report: Report) -> str:
    """The words that a report is found by."""
    return searchable(f"{report.title or ''} {report.text}")


def reading_rows(reading: Reading, *, n: int, report: str) -> Rows:
    """The rows of a reading but for its own.

    Args:
        reading: The reading.
        n: Its number.
        report: The lasting id of its report.
    """
    return _Rows(reading, n << SHIFT, n, report).rows


class _Rows:
    """The rows of one reading while they are made."""

    def __init__(self, reading: Reading, base: int, number: int, report: str) -> None:
        self._reading = reading
        self._base = base
        self._number = number
        self._report = report
        self._seen: dict[str, int] = {}
        self.rows: Rows = {table: [] for table in OF_READINGS}
        self._parts = self._pieces()
        self._numbers = self._numbered()
        self._attributions()
        ids = self._claims()
        self._agreements(ids)

    def _numbered(self) -> dict[str, int]:
        """The number of each record that has a short id; ids are unique within one reading."""
        reading = self._reading
        kinds: tuple[tuple[Any, ...], ...] = (reading.actors, reading.places, reading.times, reading.counts)
        return {record.id: self._base + i for records in kinds for i, record in enumerate(records)}

    def _pieces(self) -> dict[str, Any]:
        """Mentions, places, times and counts by their short ids, with their rows."""
        reading, base, rows = self._reading, self._base, self.rows
        for i, m in enumerate(reading.actors):
            names = (storable(m.actor), storable(m.name), m.country, " ".join(m.sector))
            rows["mentions"].append((base + i, m.id, m.start, m.end, *names, m.named, m.kind, m.refers_to))
        for i, p in enumerate(reading.places):
            where = (p.country, p.latitude, p.longitude, p.geonameid, p.precision)
            rows["places"].append((base + i, p.id, p.start, p.end, storable(p.name), *where))
        for i, t in enumerate(reading.times):
            rows["times"].append((base + i, t.id, t.start, t.end, t.type, t.value, t.earliest, t.latest, t.mod))
        for i, c in enumerate(reading.counts):
            said = (c.low, c.high, c.best, storable(c.of), c.measure, c.toll)
            rows["counts"].append((base + i, c.id, c.start, c.end, *said))
        kinds: tuple[tuple[Any, ...], ...] = (reading.actors, reading.places, reading.times, reading.counts)
        return {record.id: record for records in kinds for record in records}

    def _attributions(self) -> None:
        for i, a in enumerate(self._reading.attributions):
            source = (a.source.start, a.source.end, a.source.actor) if a.source else (None, None, None)
            content = [[piece.start, piece.end] for piece in a.content]
            row = (
                self._base + i,
                self._own("a", *_attribution(a)),
                a.id,
                *source,
                *(_span(a.cue) or (None, None)),
                canonical(content).decode(),
                a.quotation,
                a.stance,
                a.relayed_by,
            )
            self.rows["attributions"].append(row)

    def _claims(self) -> dict[str, tuple[int, str]]:
        ids: dict[str, tuple[int, str]] = {}
        text = self._reading.report.text
        for i, c in enumerate(self._reading.claims):
            number = self._base + i
            own = self._own("c", *self._claim(c))
            ids[c.id] = (number, own)
            self.rows["claims"].append(
                (
                    number,
                    self._number,
                    own,
                    c.id,
                    *_points(c.evidence),
                    *_points(c.trigger),
                    storable(text[c.evidence.start : c.evidence.end]),
                    c.event,
                    c.mode,
                    c.factuality,
                    c.phase,
                    *(_span(c.hedge) or (None, None)),
                    " ".join(c.auxiliary),
                    c.attribution,
                    c.medium,
                    c.agreement,
                    *_origin(c.chain),
                    *self._days(c),
                    len(c.denied_by),
                )
            )
            for role, parts in _roles(c):
                self._add_parts("claim_parts", number, role, parts)
            for chain, links in enumerate((c.chain, *c.denied_by)):
                for place, link in enumerate(links):
                    said = (storable(link.name), storable(link.actor), link.kind, link.named, storable(link.via))
                    self.rows["links"].append((number, chain, place, *said))
        return ids

    def _agreements(self, claims: dict[str, tuple[int, str]]) -> None:
        for i, g in enumerate(self._reading.agreements):
            number = self._base + i
            own = self._own("g", *self._agreement(g))
            row = (number, self._number, own, g.id, g.kind, g.status, g.since, g.violations)
            self.rows["agreements"].append(row)
            self._add_parts("agreement_parts", number, "party", g.parties)
            self._add_parts("agreement_parts", number, "mediator", g.mediators)
            rests_on = [claims[c] for c in g.claims if c in claims]
            self.rows["agreement_parts"].extend(
                (number, "claim", place, claim, id, None, None) for place, (claim, id) in enumerate(rests_on)
            )
            self.rows["stages"].extend(
                (number, place, s.order, s.kind, s.days, s.start, s.end) for place, s in enumerate(g.stages)
            )
            self.rows["steps"].extend(
                (number, place, s.status, s.since, s.claim, s.start, s.end) for place, s in enumerate(g.steps)
            )

    def _add_parts(self, table: str, owner: int, role: str, parts: tuple[str, ...]) -> None:
        for place, short in enumerate(parts):
            record = self._parts.get(short)
            if record is not None:
                self.rows[table].append((owner, role, place, self._numbers[short], *_looked_up(role, record)))

    def _days(self, claim: Claim) -> tuple[str | None, str | None]:
        times = [self._parts[t] for t in claim.when if t in self._parts]
        first = min((t.earliest for t in times if t.earliest), default=None)
        last = max((t.latest for t in times if t.latest), default=None)
        if first is None and last is None:
            day = self._reading.report.day
            return day, day
        return first or last, last or first

    def _own(self, letter: str, *content: Any) -> str:
        """A lasting id: the same for the same content in the same report, whatever else a reading finds there."""
        found = lasting(letter, self._report, *content)
        again = self._seen[found] = self._seen.get(found, -1) + 1
        return lasting(letter, self._report, *content, again) if again else found

    def _claim(self, claim: Claim) -> tuple[Any, ...]:
        chains = [[_link(link) for link in chain] for chain in (claim.chain, *claim.denied_by)]
        said = (claim.event, claim.mode, claim.factuality, claim.phase, list(claim.auxiliary), claim.medium)
        parts = [[role, [self._part(part) for part in parts]] for role, parts in _roles(claim)]
        return (_span(claim.evidence), _span(claim.trigger), said, _span(claim.hedge), parts, chains)

    def _agreement(self, agreement: Agreement) -> tuple[Any, ...]:
        said = (agreement.kind, agreement.status, agreement.since, agreement.violations)
        parts = [[self._part(part) for part in parts] for parts in (agreement.parties, agreement.mediators)]
        stages = [(s.order, s.kind, _number(s.days), s.start, s.end) for s in agreement.stages]
        return (said, parts, stages)

    def _part(self, short: str) -> Any:
        """A part of a claim by its place and what it stands for: short ids shift when more is found before it."""
        record = self._parts.get(short)
        if record is None:
            return None
        what: tuple[Any, ...]
        if isinstance(record, Actor):
            what = (record.actor,)
        elif isinstance(record, Place):
            what = (record.name, record.geonameid)
        elif isinstance(record, Time):
            what = (record.type, record.value, record.earliest, record.latest, record.mod)
        else:
            what = (*map(_number, (record.low, record.high, record.best)), record.of, record.measure, record.toll)
        return (record.start, record.end, *what)


def _roles(claim: Claim) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("actor", claim.actors),
        ("recipient", claim.recipients),
        ("when", claim.when),
        ("where", claim.where),
        ("count", claim.counts),
    )


def _looked_up(role: str, record: Any) -> tuple[str | None, str | None, str | None]:
    """Key, name and country by which a part is found."""
    if isinstance(record, Actor):
        return looked_up(record.actor), folded(record.name), record.country
    if role == "where":
        return (str(record.geonameid) if record.geonameid is not None else None), folded(record.name), record.country
    if role == "count":
        return record.measure, None, None
    return None, None, None


def _origin(chain: tuple[Link, ...]) -> tuple[str | None, str | None]:
    return (storable(chain[0].actor), folded(chain[0].name)) if chain else (None, None)


def _attribution(a: Attribution) -> tuple[Any, ...]:
    source = (a.source.start, a.source.end) if a.source else None
    return (source, _span(a.cue), [_span(piece) for piece in a.content], a.quotation, a.stance)


def _link(link: Link) -> tuple[Any, ...]:
    return (link.name, link.actor, link.kind, link.named, storable(link.via))


def _span(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _points(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
