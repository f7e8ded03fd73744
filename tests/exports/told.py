"""Claims and events by hand, each from one sentence, for the tests of profiles."""

from __future__ import annotations

from typing import Any

from truceline.exports.happenings import Happening
from truceline.exports.texts import Texts
from truceline.ledger import ClaimRow, ReportRow
from truceline.model import Actor, Claim, Count, Link, Place, Span, Time

OSTREL = {"name": "Ostrel", "country": "KVT", "latitude": 12.5, "longitude": -3.25, "precision": "city"}
TARN = {"name": "Tarn", "country": "KVT", "latitude": 12.75, "longitude": -3.5, "precision": "region"}
ARMY = {"actor": "korvath", "name": "Korvath", "country": "KVT", "sector": ("MIL",), "named": True, "kind": "body"}
FRONT = {"actor": "ostrel-front", "name": "Ostrel Front", "country": "KVT", "sector": ("REB",), "named": True}
POLICE = {"name": "police", "sector": ("COP",), "kind": "body"}
CROWD = {"name": "protesters", "sector": ("CVL",), "kind": "population"}
PEOPLE = {"name": "12 people", "sector": ("CVL",), "kind": "population"}
NURSES = {"name": "two nurses", "sector": ("MED",), "kind": "person"}
GUNMEN = {"name": "gunmen", "sector": ("UAF",), "kind": "person"}


class View:
    """Gives the texts of reports."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.reports: dict[str, ReportRow] = {}

    def report(self, id: str) -> ReportRow:
        self.asked.append(id)
        return self.reports[id]


VIEW = View()
TEXTS = Texts(VIEW)  # type: ignore[arg-type]


def told(
    words: str,
    *,
    event: str = "ASSAULT",
    mode: str | None = None,
    by: tuple[dict[str, Any], ...] = (),
    to: tuple[dict[str, Any], ...] = (),
    where: tuple[dict[str, Any], ...] = (OSTREL,),
    when: tuple[str, str] | None = ("2031-05-12", "2031-05-12"),
    counts: tuple[dict[str, Any], ...] = (),
    outlet: str = "The Coast Ledger",
    published: str | None = "2031-05-14T09:30:00Z",
    origin: str | None = None,
    denied_by: tuple[str, ...] = (),
    agreement: str | None = None,
    factuality: str = "CT+",
    phase: str = "happened",
    withdrawn: str | None = None,
) -> ClaimRow:
    """A claim of a report that has no other words."""
    number = len(VIEW.reports)
    report = ReportRow(
        n=number,
        id=f"r{number:032x}",
        given=f"coast-{number}",
        outlet=outlet,
        title=f"News {number}",
        published=published,
        url=None,
        known=published or "2031-06-01T00:00:00Z",
        learnt="2031-06-01T00:00:00Z",
        article=f"k{number}",
        until=None,
        withdrawn=withdrawn,
        text=words,
    )
    VIEW.reports[report.id] = report
    chain = [Link(name=origin, kind="person", via="said")] if origin else []
    claim = Claim(
        id="c1",
        evidence=Span(start=0, end=len(words)),
        trigger=Span(start=0, end=len(words)),
        event=event,
        mode=mode,
        factuality=factuality,
        phase=phase,
        chain=(*chain, Link(name=outlet, kind="outlet", named=True)),
        denied_by=tuple((Link(name=name), Link(name=outlet)) for name in denied_by),
        agreement=agreement,
    )
    times = (Time(id="t1", start=0, end=1, type="DATE", earliest=when[0], latest=when[1]),) if when else ()
    first, last = when or (published[:10] if published else None,) * 2
    return ClaimRow(
        id=f"c{number:032x}",
        report=report,
        claim=claim,
        words=words,
        actors=tuple(Actor(id="m1", **at(words, m["name"]), **m) for m in by),
        recipients=tuple(Actor(id="m2", **at(words, m["name"]), **m) for m in to),
        when=times,
        where=tuple(Place(id="p1", **at(words, p["name"]), **p) for p in where),
        counts=tuple(Count(id="n1", **at(words, c["said"]), **{k: c[k] for k in c if k != "said"}) for c in counts),
        first=first,
        last=last,
    )


def killed(said: str, low: float | None, high: float | None = None, best: float | None = None) -> dict[str, Any]:
    return {"said": said, "low": low, "high": high, "best": best, "measure": "killed"}


def at(words: str, part: str) -> dict[str, Any]:
    """Where a part stands; at the beginning where it does not."""
    start = max(words.find(part), 0)
    return {"start": start, "end": start + len(part) if part in words else start}


def happening(*claims: ClaimRow, denied_by: tuple[str, ...] = ()) -> Happening:
    first = claims[0].claim
    return Happening(id=claims[0].id, event=first.event, mode=first.mode, claims=claims, denied_by=denied_by)
