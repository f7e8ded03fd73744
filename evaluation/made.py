"""Reports made by number, with their readings, to measure a ledger of any size. All of it is invented and says so.

A day has the same number of stories whatever the number of days, and a story one to nine reports: a wire story, papers
that carry it whole, cut or in other words, and some of their own. Readings are made beside the texts, not read from
them, so that loading costs what the ledger costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import TypedDict

from truceline.model import Actor, Claim, Count, Link, Place, Reading, Report, Span, Time

MARK = "[made by truceline's generator]"
STORIES = 25  # a day
FIRST = date(2030, 1, 1)
SYLLABLES = (
    "ba bel cor dan dar el fen gar hal ist jor kal kor lan lin mar mor nal ost pel quo ril sar tal tor ul var vel wen"
).split()
DEEDS = (
    ("ASSAULT", "heavy-weapons", "shelled", "killed"),
    ("ASSAULT", "firearms", "attacked", "injured"),
    ("COERCE", "seize", "seized", "weapons"),
    ("AID", None, "supplied", "aid"),
    ("MOBILIZE", None, "massed troops around", None),
    ("RETREAT", "withdraw", "withdrew from", None),
)
SENTENCES = (
    "{who} {did} {town} on {weekday}, {number} people were counted there, {speaker} told {agency}.",
    "{speaker} said {number} people had been counted in {town} since {weekday}, when {who} {did} it.",
)
SHAPE = "the {} {} of {} {} and the {} {} in {} {} to {}".split()  # of a sentence: words to be put between


class Ends(TypedDict):
    """Where a mention stands."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class _World:
    """Names to choose from."""

    towns: list[str]
    bodies: list[str]
    people: list[str]
    outlets: list[str]
    words: list[str]
    weights: list[float]  # how often the words come, added up


@dataclass(kw_only=True)
class _Story:
    """One happening of a day, as its wire story tells it."""

    day: date
    town: int
    body: int
    speaker: int
    agency: int
    deed: int
    number: int
    filling: list[str] = field(default_factory=list)


def made(reports: int, *, seed: int = 1, begin: int = 0) -> Iterator[Reading]:
    """Readings of made-up reports, in the order of their days.

    Args:
        reports: How many.
        seed: Another one gives others.
        begin: The day to begin with, counted from the first.
    """
    world = _world(seed)
    given, day = 0, begin
    while given < reports:
        for number in range(STORIES):
            random = Random(f"{seed} {day} {number}")
            story = _story(world, random, FIRST + timedelta(days=day))
            for version in range(min(9, 1 + int(random.expovariate(0.4)))):
                if given == reports:
                    return
                yield _reading(world, story, random, f"made-{seed}-{day}-{number}-{version}", version)
                given += 1
        day += 1


def names(random: Random, count: int, least: int = 2) -> list[str]:
    """Different made-up names of so many syllables at least."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(random.choices(SYLLABLES, k=random.randint(least, 4))).capitalize()] = None
    return list(found)


def _world(seed: int) -> _World:
    random = Random(seed)

    return _World(
        towns=names(random, 3000, 3),
        bodies=[f"{name} {random.choice(('Front', 'Army', 'Brigade', 'Guard'))}" for name in names(random, 60)],
        people=[f"{one} {other}" for one, other in zip(names(random, 800), names(random, 800), strict=True)],
        outlets=[f"{name} {random.choice(('Post', 'Herald', 'Wire', 'Radio'))}" for name in names(random, 150)],
        words=[name.lower() for name in names(random, 8000, 3)],
        weights=list(accumulate(1 / (rank + 100) for rank in range(8000))),
    )


def _story(world: _World, random: Random, day: date) -> _Story:
    story = _Story(
        day=day,
        town=random.randrange(len(world.towns)),
        body=random.randrange(len(world.bodies)),
        speaker=random.randrange(len(world.people)),
        agency=random.randrange(20),
        deed=random.randrange(len(DEEDS)),
        number=random.randint(2, 90),
    )
    story.filling = [_filling(world, random) for _ in range(random.randint(5, 10))]
    return story


def _filling(world: _World, random: Random) -> str:
    """A sentence of made-up words, a few of them in many sentences, as in any language."""
    words = iter(random.choices(world.words, cum_weights=world.weights, k=9))
    return " ".join(next(words) if part == "{}" else part for part in SHAPE).capitalize() + "."


def _reading(world: _World, story: _Story, random: Random, id: str, version: int) -> Reading:
    kind = "wire" if version == 0 else random.choice(("same", "cut", "rewritten", "own"))
    outlet = world.outlets[story.agency] if version == 0 else random.choice(world.outlets)
    who, town, speaker = world.bodies[story.body], world.towns[story.town], world.people[story.speaker]
    agency, deed = world.outlets[story.agency], DEEDS[story.deed]
    lead = SENTENCES[kind in ("rewritten", "own")].format(
        who=who, did=deed[2], town=town, weekday=f"{story.day:%A}", number=story.number, speaker=speaker, agency=agency
    )
    filling = list(story.filling)
    if kind == "cut":
        filling = filling[: len(filling) // 2]
    if kind == "rewritten":
        random.shuffle(filling)
        filling = [sentence.replace(" and ", " as well as ") for sentence in filling]
    if kind == "own":
        filling = [_filling(world, random) for _ in filling]
    text = "\n\n".join([lead, *filling, f"{who} would not comment on {town}.", MARK])
    day = story.day + timedelta(days=random.randrange(2) if version else 0)
    report = Report(id=id, text=text, outlet=outlet, title=f"{town}: {who} {deed[2]} it", published=day.isoformat())
    named = Link(name=agency, actor=name_of(agency), kind="outlet", named=True, via="per")
    through = () if outlet == agency else (named,)
    return _with_claims(report, story, lead, world, through)


def _with_claims(report: Report, story: _Story, lead: str, world: _World, through: tuple[Link, ...]) -> Reading:
    who, town, speaker = world.bodies[story.body], world.towns[story.town], world.people[story.speaker]
    event, mode, did, measure = DEEDS[story.deed]
    publisher = Link(name=report.outlet, actor=name_of(report.outlet or ""), kind="outlet", named=True)
    told = Link(name=speaker, actor=name_of(speaker), kind="person", named=True, via="told")

    def span(words: str, within: str = report.text) -> Span:
        start = within.index(words)
        return Span(start=start, end=start + len(words))

    def ends(words: str) -> Ends:
        found = span(words)
        return Ends(start=found.start, end=found.end)

    first = Claim(
        id="c1",
        evidence=Span(start=0, end=len(lead)),
        trigger=span(did),
        event=event,
        mode=mode,
        actors=("m1",),
        when=("t1",),
        where=("p1",),
        counts=("n1",) if measure else (),
        chain=(told, *through, publisher),
    )
    silent = f"{who} would not comment on {town}."
    second = Claim(
        id="c2",
        evidence=span(silent),
        trigger=span("comment"),
        event="REJECT",
        actors=("m1",),
        where=("p1",),
        chain=(publisher,),
    )
    others = [
        Claim(
            id=f"c{place}",
            evidence=span(sentence),
            trigger=span(sentence.split(" ")[1]),
            event=("CONSULT", "REQUEST", "AID", "SUPPORT")[place % 4],
            where=("p1",) if place % 2 else (),
            chain=(publisher,),
        )
        for place, sentence in enumerate(report.text.split("\n\n")[1:4], start=3)
    ]
    day, number = story.day.isoformat(), str(story.number)
    return Reading(
        report=report,
        actors=(
            Actor(id="m1", **ends(who), actor=name_of(who), name=who, country="XKA", named=True, kind="group"),
            Actor(id="m2", **ends(speaker), actor=name_of(speaker), name=speaker, named=True, kind="person"),
        ),
        places=(_place(story.town, town, ends(town)),),
        times=(Time(id="t1", **ends(f"{story.day:%A}"), type="DATE", value=day, earliest=day, latest=day),),
        counts=_counts(story, measure, ends(number)),
        claims=(first, second, *others),
    )


def _counts(story: _Story, measure: str | None, ends: Ends) -> tuple[Count, ...]:
    if measure is None:
        return ()
    number, start, end = float(story.number), ends["start"], ends["end"]
    return (Count(id="n1", start=start, end=end, low=number, high=number, best=number, of="people", measure=measure),)


def _place(number: int, name: str, ends: Ends) -> Place:
    return Place(
        id="p1",
        **ends,
        name=name,
        country="XKA",
        latitude=float(number % 60),
        longitude=float(number // 60),
        geonameid=90_000_000 + number,
        precision="city",
    )


def name_of(name: str) -> str:
    """The canonical id of a name."""
    return name.lower().replace(" ", "-")
