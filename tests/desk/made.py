"""What the desk's tests have in their ledger."""

from __future__ import annotations

from dataclasses import replace

from tests.ledger import made
from truceline.model import Agreement, Link, Reading

SCRIPT = "<script>alert(1)</script>"
EVIL = (
    f"\"'>{SCRIPT}<img src=x onerror=alert(2)>",
    "javascript:alert(3)",
    "{{ 7919*7907 }}${7919*7907}",
    "\u202edrawkcab \u2066hidden\u2069 \u200b",
    "]]><!--<svg/onload=alert(4)>",
    "half \ud800 pair \0 nul",
)


def many(number: int = 30) -> list[Reading]:
    return [made.reading(i) for i in range(number)]


def hostile() -> Reading:
    """A report with hostile text in every field that comes from reports."""
    report = replace(
        made.report(901),
        text=" ".join(EVIL) + " " + made.report(901).text,
        outlet=EVIL[0],
        title=EVIL[0] + EVIL[2],
        url="javascript:alert(3)//https://coast.example",
        id=EVIL[0] + EVIL[5],
    )
    reading = made.reading(901, of=report)
    link = Link(name=EVIL[0], actor=EVIL[1], kind=EVIL[4], named=True, via=EVIL[0])
    claims = tuple(
        replace(
            claim,
            chain=(link, replace(link, name=EVIL[3]), Link(name=EVIL[0])),
            denied_by=((link,),),
            actors=("m1",),
            recipients=("m2",),
            when=("t1",),
            where=("p1",),
            counts=("n1",),
            mode=EVIL[4],
            medium=EVIL[2],
            agreement="g1",
        )
        for claim in reading.claims
    )
    pact: Agreement = replace(reading.agreements[0], kind=EVIL[0], status=EVIL[4])
    return replace(
        reading,
        actors=tuple(
            replace(one, name=EVIL[0], actor=EVIL[i % 5], country=EVIL[4]) for i, one in enumerate(reading.actors)
        ),
        places=tuple(replace(one, name=EVIL[0], country=EVIL[2], precision=EVIL[4]) for one in reading.places),
        times=tuple(replace(one, value=EVIL[0], mod=EVIL[4]) for one in reading.times),
        counts=tuple(replace(one, of=EVIL[0]) for one in reading.counts),
        claims=claims,
        agreements=(pact,),
    )
