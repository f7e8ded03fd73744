"""Readings of short reports that tell of agreements, built by hand."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model import Actor, Agreement, Claim, Link, Place, Reading, Report, Span, Stage, Step, Time

BODIES = {
    "elbia": ("Elbia", "ELB", ("GOV",), "state"),
    "elbian-minister": ("Minister Ahn", "ELB", ("GOV",), "person"),
    "hilmen": ("Hilmen", "ORS", ("REB",), "group"),
    "tarn": ("Tarn", "TRN", (), "state"),
    "varda": ("Varda", "VRD", (), "state"),
    "ostrel": ("Ostrel Front", "ELB", ("REB",), "group"),
}
TEXT = "Somebody and somebody else have something to do with a truce, says somebody."
WHERE = Span(start=0, end=8)

Told = tuple[str, str | None]  # status and the day since which it holds


def told(
    day: str,
    parties: Sequence[str],
    *steps: Told,
    kind: str = "truce",
    mediators: Sequence[str] = (),
    stages: Sequence[tuple[int, str, float | None]] = (),
    by: Sequence[str] | None = None,
    source: str | None = None,
    denied: str | None = None,
    violations: str | None = None,
    country: str | None = None,
    mode: str = "ceasefire",
    happened: str | None = None,
    outlet: str = "Coast Standard",
    words: str = "",
) -> Reading:
    """A report of a day that tells of one agreement.

    Args:
        day: Of publication.
        parties: By their ids in `BODIES`.
        steps: What became of it; the last one is its status.
        kind: Its kind.
        mediators: As parties.
        stages: Number, kind and days of each.
        by: Who acts in its claim; the parties where it is None.
        source: Who says so before the outlet.
        denied: Who denies it.
        violations: As the reading has it.
        country: Of the place in its claim.
        mode: PLOVER's mode of its claim.
        happened: The day that its claim tells.
        outlet: Who publishes it.
        words: More text, so that two reports differ.
    """
    publisher = Link(name=outlet, actor=outlet.lower().replace(" ", "-"), kind="outlet", named=True)
    ids = {body: f"m{n}" for n, body in enumerate(dict.fromkeys([*parties, *mediators, *(by or ())]), 1)}
    status = next((step for step in reversed(steps) if step[0] != "violated"), (None, None))
    claim = Claim(
        id="c1",
        evidence=Span(start=0, end=len(TEXT)),
        trigger=WHERE,
        event="ASSAULT" if violations else "RETREAT",
        mode=None if violations else mode,
        actors=tuple(ids[body] for body in (parties if by is None else by)),
        when=("t1",) if happened else (),
        where=("p1",) if country else (),
        chain=(Link(name=source, kind="person", named=True, via="told"), publisher) if source else (publisher,),
        denied_by=((Link(name=denied, kind="group", named=True), publisher),) if denied else (),
        agreement="g1",
    )
    agreement = Agreement(
        id="g1",
        kind=kind,
        parties=tuple(ids[body] for body in parties),
        mediators=tuple(ids[body] for body in mediators),
        stages=tuple(Stage(order=n, kind=of, days=days, start=0, end=8) for n, of, days in stages),
        status=status[0],
        since=status[1],
        violations=violations,
        claims=("c1",),
        steps=tuple(Step(status=s, since=since, claim="c1", start=0, end=8) for s, since in steps),
    )
    text = f"{TEXT} {day} {outlet} {words} {steps}"
    return Reading(
        report=Report(id=f"{day} {outlet} {words}", text=text, outlet=outlet, published=day),
        sentences=(Span(start=0, end=len(text)),),
        actors=tuple(_actor(body, id) for body, id in ids.items()),
        places=(Place(id="p1", start=0, end=8, name="Osk", country=country),) if country else (),
        times=(
            (Time(id="t1", start=0, end=8, type="DATE", value=happened, earliest=happened, latest=happened),)
            if happened
            else ()
        ),
        claims=(claim,),
        agreements=(agreement,),
    )


def _actor(body: str, id: str) -> Actor:
    name, country, sector, kind = BODIES[body]
    return Actor(id=id, start=0, end=8, actor=body, name=name, country=country, sector=sector, named=True, kind=kind)
