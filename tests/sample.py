"""A reading built by hand, with something of everything, for the tests of what is made from readings."""

from __future__ import annotations

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

TEXT = (
    "Korvath's army shelled the harbour of Ostrel on Monday, killing more than 80 people.\n"
    "“We never fired on Ostrel,” a senior Korvath officer told Meridian Wire, per Harbour Radio.\n"
    "The Ostrel Front is ready for a truce of 14 days and an exchange of prisoners, mediated by Lenmark, "
    "Speaker Ada Venn said.\n"
    "Talks may have begun in Tarn, according to villagers. Lenmark will send envoys if both sides agree.\n"
)


def span(words: str, *, after: int = 0) -> Span:
    """Where these words stand in the text."""
    start = TEXT.index(words, after)
    return Span(start=start, end=start + len(words))


def at(words: str) -> dict[str, Any]:
    """The same, as the two arguments of a record."""
    found = span(words)
    return {"start": found.start, "end": found.end}


PUBLISHER = Link(name="The Coast Ledger", actor="the-coast-ledger", kind="outlet", named=True)
OFFICER = Link(name="senior Korvath officer", actor="korvath", kind="person", via="told")
WIRE = Link(name="Meridian Wire", actor="meridian-wire", kind="outlet", named=True, via="per")
RADIO = Link(name="Harbour Radio", actor="harbour-radio", kind="outlet", named=True, via="published")
VENN = Link(name="Ada Venn", actor="ada-venn", kind="person", named=True, via="published")
VILLAGERS = Link(name="villagers", kind="population", via="published")

READING = Reading(
    report=Report(
        id="coast-1",
        text=TEXT,
        outlet="The Coast Ledger",
        title="Ostrel under fire as truce is weighed",
        published="2031-05-14T09:30:00Z",
        url="https://coast.example/ostrel",
    ),
    sentences=tuple(span(line) for line in TEXT.splitlines()),
    actors=(
        Actor(
            id="m1", **at("Korvath's army"), actor="korvath", name="Korvath", country="KVT", sector=("MIL",), named=True
        ),
        Actor(id="m2", **at("people"), name="people", sector=("CVL",), kind="population"),
        Actor(id="m3", **at("senior Korvath officer"), actor="korvath", name="senior Korvath officer", sector=("MIL",)),
        Actor(
            id="m4", **at("The Ostrel Front"), actor="ostrel-front", name="Ostrel Front", sector=("REB",), named=True
        ),
        Actor(id="m5", **at("Lenmark"), actor="lenmark", name="Lenmark", country="LNM", sector=("GOV",), named=True),
        Actor(id="m6", **at("Speaker Ada Venn"), actor="ada-venn", name="Ada Venn", named=True, kind="person"),
        Actor(id="m7", **at("both sides"), name="both sides", refers_to="m4"),
    ),
    places=(
        Place(id="p1", **at("Ostrel"), name="Ostrel", country="KVT", latitude=12.5, longitude=-3.25, precision="city"),
        Place(id="p2", **at("Tarn"), name="Tarn"),
    ),
    times=(
        Time(id="t1", **at("Monday"), type="DATE", value="2031-05-12", earliest="2031-05-12", latest="2031-05-12"),
        Time(id="t2", **at("14 days"), type="DURATION", value="P14D"),
    ),
    counts=(Count(id="n1", **at("more than 80 people"), low=81.0, of="people", measure="killed"),),
    attributions=(
        Attribution(
            id="a1",
            source=Source(**at("senior Korvath officer"), actor="m3"),
            cue=span("told"),
            content=(span("“We never fired on Ostrel,”"),),
            quotation="direct",
            stance="denies",
            relayed_by="a2",
        ),
        Attribution(
            id="a2",
            source=Source(**at("Harbour Radio")),
            cue=span("per"),
            content=(span("“We never fired on Ostrel,” a senior Korvath officer told Meridian Wire"),),
            quotation="mixed",
            stance="asserts",
        ),
    ),
    claims=(
        Claim(
            id="c1",
            evidence=span("Korvath's army shelled the harbour of Ostrel on Monday, killing more than 80 people"),
            trigger=span("shelled"),
            event="ASSAULT",
            mode="heavy-weapons",
            actors=("m1",),
            recipients=("m2",),
            when=("t1",),
            where=("p1",),
            counts=("n1",),
            chain=(PUBLISHER,),
            denied_by=((OFFICER, WIRE, RADIO, PUBLISHER),),
        ),
        Claim(
            id="c2",
            evidence=span("We never fired on Ostrel"),
            trigger=span("fired"),
            event="ASSAULT",
            actors=("m3",),
            where=("p1",),
            factuality="CT-",
            attribution="a1",
            chain=(OFFICER, WIRE, RADIO, PUBLISHER),
        ),
        Claim(
            id="c3",
            evidence=span("The Ostrel Front is ready for a truce of 14 days and an exchange of prisoners"),
            trigger=span("truce"),
            event="AGREE",
            actors=("m4",),
            phase="offered",
            chain=(VENN, PUBLISHER),
            medium="statement",
            agreement="g1",
        ),
        Claim(
            id="c4",
            evidence=span("Talks may have begun in Tarn"),
            trigger=span("Talks"),
            event="CONSULT",
            where=("p2",),
            factuality="PS+",
            chain=(VILLAGERS, PUBLISHER),
            medium="video",
        ),
        Claim(
            id="c5",
            evidence=span("Lenmark will send envoys if both sides agree"),
            trigger=span("send"),
            event="CONSULT",
            actors=("m5",),
            recipients=("m7",),
            phase="conditional",
            chain=(PUBLISHER,),
        ),
    ),
    agreements=(
        Agreement(
            id="g1",
            kind="truce",
            parties=("m4",),
            mediators=("m5",),
            stages=(
                Stage(order=1, kind="truce", days=14.0, **at("truce of 14 days")),
                Stage(order=2, kind="exchange", days=None, **at("exchange of prisoners")),
            ),
            status="offered",
            claims=("c3",),
            steps=(Step(status="offered", since=None, claim="c3", **at("truce of 14 days")),),
        ),
    ),
)
