"""Numbers of people are measured by the event that they take part in."""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Actor, Claim, Count, Span
from truceline.reading.tallied import with_measures

CROWD = Actor(id="m1", start=0, end=14, kind="person")
COUNT = Count(id="n1", start=0, end=14, low=200, high=200, of="supporters", measure="other")
PROTEST = Claim(
    id="c1",
    evidence=Span(start=0, end=30),
    trigger=Span(start=15, end=20),
    event="PROTEST",
    actors=("m1",),
    counts=("n1",),
    chain=(),
)


def test_those_who_take_part_in_a_protest_are_protesters():
    assert with_measures([COUNT], [PROTEST], [CROWD])[0].measure == "protesters"


def test_those_who_are_let_go_are_released():
    claim = replace(PROTEST, event="RETREAT", mode="release", actors=(), recipients=("m1",))
    assert with_measures([COUNT], [claim], [CROWD])[0].measure == "released"


def test_what_the_words_say_stays():
    hurt = replace(COUNT, measure="injured")
    assert with_measures([hurt], [PROTEST], [CROWD]) == (hurt,)


def test_things_and_those_beside_stay_as_they_are():
    for actor in (replace(CROWD, kind="body"), replace(CROWD, start=20, end=25)):
        assert with_measures([COUNT], [PROTEST], [actor]) == (COUNT,)
