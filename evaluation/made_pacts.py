"""Reports made by number that tell of agreements, with their readings: beside `made`, and marked as those are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from evaluation.made import FIRST, MARK, name_of, names
from truceline.model import Actor, Agreement, Claim, Link, Place, Reading, Report, Span, Stage, Step

EVERY = 3  # days between the beginnings of two agreements
LIFE = (  # what becomes of one, on which of its days
    ("proposed", 0),
    ("negotiated", 4),
    ("signed", 9),
    ("in force", 11),
    ("violated", 17),
    ("in force", 25),
    ("ended", 39),
)
LASTING = LIFE[-1][1] + 2
WORDS = {
    "proposed": "proposed a truce of {days} days to {other}",
    "negotiated": "talked with {other} about a truce of {days} days",
    "signed": "signed the truce of {days} days with {other}",
    "in force": "said that the truce of {days} days with {other} held",
    "violated": "broke the truce with {other}",
    "ended": "told {other} that the truce was over",
}


@dataclass(frozen=True, kw_only=True)
class _Pact:
    """An agreement that is told of."""

    number: int
    begun: date
    sides: tuple[str, str]
    mediator: str
    town: str
    days: int


def made_pacts(reports: int, *, seed: int = 1, begin: int = 0) -> Iterator[Reading]:
    """Readings of made-up reports of agreements, in the order of their days.

    Args:
        reports: How many.
        seed: Another one gives others.
        begin: The day to begin with, counted from the first.
    """
    random = Random(f"pacts {seed}")
    bodies = [f"{name} {random.choice(('Front', 'Army', 'Guard'))}" for name in names(random, 60)]
    mediators, towns, outlets = names(random, 12), names(random, 300, 3), names(random, 60)
    given, day = 0, begin
    while given < reports:
        for number in range(max(0, (day - LASTING) // EVERY), day // EVERY + 1):
            of_pact = Random(f"{seed} {number}")
            one, other = of_pact.sample(bodies, 2)
            pact = _Pact(
                number=number,
                begun=FIRST + timedelta(days=number * EVERY),
                sides=(one, other),
                mediator=of_pact.choice(mediators),
                town=of_pact.choice(towns),
                days=of_pact.choice((3, 7, 30, 60)),
            )
            for status, after in LIFE:
                if pact.begun + timedelta(days=after) != FIRST + timedelta(days=day):
                    continue
                for telling in range(of_pact.randint(1, 5)):
                    if given == reports:
                        return
                    yield _reading(pact, status, random.choice(outlets), FIRST + timedelta(days=day), telling)
                    given += 1
        day += 1


def _reading(pact: _Pact, status: str, outlet: str, day: date, telling: int) -> Reading:
    one, other = pact.sides
    said = WORDS[status].format(other=other, days=pact.days)
    lead = f"{one} {said} on {day:%A}, near {pact.town}, {pact.mediator} told this paper."
    text = "\n\n".join([lead, f"{pact.mediator} had brought {one} and {other} together.", MARK])
    report = Report(
        id=f"pact-{pact.number}-{day}-{telling}", text=text, outlet=outlet, title=said, published=day.isoformat()
    )
    spans = {words: _span(text, words) for words in (one, other, pact.mediator, pact.town, said)}
    source = Link(name=pact.mediator, actor=name_of(pact.mediator), kind="state", named=True, via="told")
    publisher = Link(name=outlet, actor=name_of(outlet), kind="outlet", named=True)
    violated = status == "violated"
    claim = Claim(
        id="c1",
        evidence=Span(start=0, end=len(lead)),
        trigger=Span(start=spans[said].start, end=spans[said].start + len(said.split(" ")[0])),
        event="ASSAULT" if violated else "AGREE",
        actors=("m1",) if violated or status == "ended" else ("m1", "m2"),
        where=("p1",),
        chain=(source, publisher),
        agreement="g1",
    )
    since = day.isoformat() if status in ("signed", "in force", "ended") else None
    agreement = Agreement(
        id="g1",
        kind="truce",
        parties=("m1", "m2"),
        mediators=("m3",),
        stages=(Stage(order=1, kind="truce", days=float(pact.days), start=spans[said].start, end=spans[said].end),),
        status="in force" if violated else status,
        since=None if violated else since,
        violations="alleged" if violated else None,
        claims=("c1",),
        steps=(Step(status=status, since=since, claim="c1", start=spans[said].start, end=spans[said].end),),
    )
    bodies = (("m1", one, "group"), ("m2", other, "group"), ("m3", pact.mediator, "state"))
    return Reading(
        report=report,
        actors=tuple(
            Actor(
                id=id,
                start=spans[name].start,
                end=spans[name].end,
                actor=name_of(name),
                name=name,
                country="XKA" if kind == "group" else None,
                named=True,
                kind=kind,
            )
            for id, name, kind in bodies
        ),
        places=(Place(id="p1", start=spans[pact.town].start, end=spans[pact.town].end, name=pact.town, country="XKA"),),
        claims=(claim,),
        agreements=(agreement,),
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))
