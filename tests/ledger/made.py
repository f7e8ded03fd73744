"""Readings made up by number: the same for the same number, with a record of every kind."""

from __future__ import annotations

from random import Random
from typing import Any

from truceline.model import (
    Actor,
    Agreement,
    Attribution,
    Claim,
    Count,
    Link,
    Place,
    Reading,
    Report,
    Source,
    Span,
    Stage,
    Step,
    Time,
)

SIDES = (("ostrel-front", "Ostrel Front", "KVT"), ("korvath", "Korvath", "KVT"), ("vardane", "Vardáne", "VRD"))
TOWNS = (("Teslin", 901, "KVT"), ("Port Amrel", 902, "VRD"), ("Osk", None, None))
EVENTS = ("ASSAULT", "AGREE", "AID", "REJECT", "ACCUSE")
OUTLETS = ("Coast Standard", "The Harbour Post", None)
FACTUALITIES = ("CT+", "PR+", "CT-", "Uu")


def report(number: int, *, version: int = 0) -> Report:
    """A report; versions of one number have the same address, another text and a later day."""
    random = Random(number)
    side, town = random.choice(SIDES), random.choice(TOWNS)
    changed = f" Corrected {version} times." if version else ""
    text = (
        f"{side[1]} shelled {town[0]} on Tuesday, killing {number % 90 + 2} people, an official told the Wire."
        f" {random.choice(SIDES)[1]} denied it. A truce of {number % 30 + 1} days is offered."
        f" Message {number}: – \N{DEER} é.{changed}"
    )
    day = f"2031-{number % 12 + 1:02d}-{(number + version) % 28 + 1:02d}"
    return Report(
        id=f"n{number}",
        text=text,
        outlet=OUTLETS[number % 3],
        title=f"Shells on {town[0]}" if number % 4 else None,
        published=(day if number % 2 else f"{day}T09:30:0{version % 10}Z") if number % 5 else None,
        url=f"https://coast.example/{number}" if number % 3 else None,
    )


def reading(number: int, *, version: int = 0, of: Report | None = None) -> Reading:
    """A reading of such a report."""
    random = Random(f"{number} {version}")
    of = of or report(number, version=version)
    side, other, town = random.choice(SIDES), random.choice(SIDES), random.choice(TOWNS)
    length = len(of.text)

    def span() -> Span:
        start = random.randrange(length - 12)
        return Span(start=start, end=start + random.randrange(1, 12))

    def ends() -> dict[str, Any]:
        found = span()
        return {"start": found.start, "end": found.end}

    actors = (
        Actor(id="m1", **ends(), actor=side[0], name=side[1], country=side[2], sector=("REB", "MIL"), named=True),
        Actor(id="m2", **ends(), actor=other[0], name=other[1], country=other[2], named=True, kind="state"),
        Actor(id="m3", **ends(), name="an official", refers_to=None),
        Actor(id="m4", **ends(), actor=side[0], name=side[1], refers_to="m1"),
    )
    day = of.day or "2031-02-03"
    link = Link(name="an official", kind="person", via="told")
    chain = (link, Link(name="the Wire", actor="wire", kind="outlet", named=True, via="per"), Link(name=of.outlet))
    claims = tuple(
        Claim(
            id=f"c{i + 1}",
            evidence=span(),
            trigger=span(),
            event=random.choice(EVENTS),
            mode="heavy-weapons" if i else None,
            actors=("m1", "m4")[: random.randrange(3)],
            recipients=("m2",)[: random.randrange(2)],
            when=("t1", "t2")[: random.randrange(3)],
            where=("p1",)[: random.randrange(2)],
            counts=("n1",)[: random.randrange(2)],
            factuality=random.choice(FACTUALITIES),
            auxiliary=("historical", "negation")[: random.randrange(3)],
            hedge=span() if i % 2 else None,
            attribution="a1" if i % 2 else None,
            chain=chain[random.randrange(3) :],
            denied_by=((Link(name=other[1], actor=other[0]),), chain)[: random.randrange(3)],
            agreement="g1" if i == 1 else None,
        )
        for i in range(random.randrange(1, 5))
    )
    stages = (Stage(order=1, kind="truce", days=14.5, **ends()), Stage(order=2, kind="exchange", days=None, **ends()))
    return Reading(
        report=of,
        sentences=(Span(start=0, end=length),),
        actors=actors,
        places=(
            Place(
                id="p1",
                **ends(),
                name=town[0],
                country=town[2],
                geonameid=town[1],
                latitude=33.25 if town[1] else None,
                longitude=-7.1 if town[1] else None,
                precision="city",
            ),
        ),
        times=(
            Time(id="t1", **ends(), type="DATE", value=day, earliest=day, latest=day),
            Time(id="t2", **ends(), type="DATE", value="2031-W07", earliest="2031-02-10", latest="2031-02-16"),
            Time(id="t3", **ends(), type="DURATION", value="P14D", mod="APPROX"),
        ),
        counts=(Count(id="n1", **ends(), low=3.0, high=None, best=3.5, of="people", measure="killed", toll="total"),),
        attributions=(
            Attribution(
                id="a1",
                source=Source(**ends(), actor="m3"),
                cue=span(),
                content=(span(), span()),
                quotation="indirect",
                stance="asserts",
            ),
            Attribution(id="a2", source=None, cue=None, content=(span(),), quotation="direct", stance="denies"),
        ),
        claims=claims,
        agreements=(
            Agreement(
                id="g1",
                kind="truce",
                parties=("m1", "m2"),
                mediators=("m3",),
                stages=stages,
                status=random.choice(("offered", "signed", "in force")),
                since=day,
                claims=("c1",),
                steps=(
                    Step(status="offered", since=None, claim="c1", **ends()),
                    Step(status="signed", since=day, claim=None, **ends()),
                ),
            ),
        ),
    )
