"""PLOVER's four auxiliary modes of a claim: historical, future, hypothetical, negation.

The manual has them beside the modes of its events, for what an event does not say of itself: whether it took place, and
how it lies to the report in time. An event that neither is told of a past long gone nor lies ahead, hangs on a
condition or did not happen has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from truceline.model import Claim, Parse, Report, Time
from truceline.reading.events import SPOKEN, Event
from truceline.reading.scene import Scene

SAID = SPOKEN - {"CONSULT"}  # events of words, which are done when they are said
TO_COME = frozenset({"intended", "offered", "requested"})  # phases of what has not taken place yet
# Words of the past that name no day, but lie more than a year back.
LONG_AGO = re.compile(
    r"(?<!not )(?<!not so )(?<!not too )(?<!not that )\b(?:long|long time|ages) ago\b|\bdistant past\b"
    r"|\b(?:years|decades|generations|centuries) (?:ago|earlier|before|back)\b"
)
# What keeps the memory of an event that is at least a year old; it stands above the event's noun.
MEMORIES = frozenset(
    "anniversary centenary bicentenary commemoration remembrance memorial commemorate memorialize memorialise".split()
)
BELOW_MEMORIES = frozenset({"nmod", "nmod:poss", "nmod:unmarked", "compound", "obj", "nsubj:pass"})
OF_MEMORIES = frozenset({"of", "for", "since", "'s", "’s"})  # the "anniversary at the camp" is not that of the camp


def with_auxiliary(stated: Iterable[tuple[Event, Claim]], scene: Scene, report: Report) -> list[tuple[Event, Claim]]:
    """Every claim with its auxiliary modes.

    Args:
        stated: The claims, each with the event that it states.
        scene: The parse, and the times in it.
        report: What is read; its day tells what is long past and what lies ahead.
    """
    return [(event, _marked(claim, event, scene, report.day)) for event, claim in stated]


def auxiliary_of(claim: Claim, *, long_past: bool = False, ahead: bool = False) -> tuple[str, ...]:
    """The auxiliary modes of a claim, in the manual's order.

    Args:
        claim: The claim, with factuality and phase.
        long_past: Whether it is told as past for more than a year.
        ahead: Whether its time lies after the report's day.
    """
    found = (
        ("historical", long_past and claim.phase == "happened"),
        ("future", claim.phase in TO_COME or (ahead and claim.phase != "conditional")),
        ("hypothetical", claim.phase == "conditional"),
        ("negation", claim.factuality.endswith("-")),
    )
    return tuple(name for name, holds in found if holds)


def _marked(claim: Claim, event: Event, scene: Scene, day: str | None) -> Claim:
    times = [scene.times.by_id[id] for id in claim.when]
    if claim.event in SAID and claim.phase == "happened" and _is_ahead(times, day):
        claim, times = replace(claim, when=()), []  # "has invited him for May": that is when he is to come
    long_past = _is_long_past(times, scene, day) or _is_remembered(scene.parse, event.word)
    found = auxiliary_of(claim, long_past=long_past, ahead=_is_ahead(times, day))
    return replace(claim, auxiliary=found) if found else claim


def _is_long_past(times: list[Time], scene: Scene, day: str | None) -> bool:
    """Whether the last day that the times may mean lies more than a year before the report's."""
    last = [time.latest for time in times if time.latest is not None]
    if not last:
        words = (scene.parse.text[time.start : time.end].lower() for time in times)
        return any(LONG_AGO.search(" ".join(phrase.split())) for phrase in words)
    if day is None or any(_is_beginning(time, scene) for time in times):
        return False
    return max(last) < f"{int(day[:4]) - 1:04}{day[4:]}"


def _is_beginning(time: Time, scene: Scene) -> bool:
    """Whether a time is only where something began that may go on: "since 2014"."""
    if time.id not in scene.times.ranges:
        return False
    first, after = scene.times.ranges[time.id]
    return "since" in scene.parse.lowers[max(0, first - 1) : after]


def _is_ahead(times: list[Time], day: str | None) -> bool:
    first = [time.earliest for time in times if time.earliest is not None]
    return day is not None and bool(first) and min(first) > day


def _is_remembered(parse: Parse, word: int) -> bool:
    """Whether an event's noun hangs on a word for its memory: "the anniversary of the massacre"."""
    if parse.pos[word] not in ("NOUN", "PROPN") or parse.deps[word] not in BELOW_MEMORIES:
        return False
    if parse.lemmas[parse.heads[word]] not in MEMORIES:
        return False
    cases = list(_cases(parse, word))
    return not cases or cases[0] in OF_MEMORIES


def _cases(parse: Parse, word: int) -> Iterator[str]:
    return (parse.lowers[c] for c in parse.children[word] if parse.deps[c] == "case")
