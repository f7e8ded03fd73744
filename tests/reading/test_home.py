"""Whose police and army a report means that does not say it."""

from __future__ import annotations

from tests.build import parse_of
from truceline.model import Actor, Place
from truceline.reading.actors.home import Home

PARSE = parse_of(
    """
    Police police NOUN NNS 2 nsubj
    arrested arrest VERB VBD 0 root
    marchers marcher NOUN NNS 2 obj
    in in ADP IN 5 case
    Mill mill PROPN NNP 2 obl
    """
)
MILL = Place(id="p1", start=PARSE.starts[4], end=PARSE.ends[4], name="Mill", country="NOR", precision="city")


def organ(*sector: str, kind: str = "body") -> Actor:
    return Actor(id="m9", start=0, end=6, sector=sector, kind=kind)


def named(number: int, country: str) -> Actor:
    return Actor(id=f"m{number}", start=0, end=6, country=country, kind="state", named=True)


def test_police_are_of_the_place_where_they_act():
    assert Home(PARSE, [], [MILL]).of(organ("COP")) == "NOR"
    assert Home(PARSE, [], []).of(organ("COP")) is None


def test_a_country_as_a_place_says_nothing_of_the_police():
    country = Place(id="p1", start=MILL.start, end=MILL.end, name="Norway", country="NOR", precision="country")
    assert Home(PARSE, [], [country]).of(organ("COP")) is None


def test_an_army_is_that_of_the_country_that_the_report_is_about():
    about = [named(n, "NOR") for n in range(4)]
    assert Home(PARSE, about, []).of(organ("MIL")) == "NOR"
    assert Home(PARSE, [*about, *(named(n, "SWE") for n in range(4, 7))], []).of(organ("MIL")) is None
    assert Home(PARSE, about[:3], []).of(organ("MIL")) is None


def test_only_organs_of_state_are_at_home():
    about = [named(n, "NOR") for n in range(4)]
    assert Home(PARSE, about, []).of(organ("CVL")) is None
    assert Home(PARSE, about, []).of(organ()) is None
