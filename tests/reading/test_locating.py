"""What places, and those who act at home, tell of where somebody belongs."""

from __future__ import annotations

from tests.build import parse_of
from truceline.model import Actor, Place
from truceline.reading.actors import locate_actors
from truceline.vocabulary import load_vocabulary


def actor(number: int, start: int, end: int, country: str | None, *sector: str) -> Actor:
    return Actor(id=f"m{number}", start=start, end=end, country=country, sector=sector, kind="body")


def test_people_whom_the_police_arrest_are_at_home_there():
    parse = parse_of(
        """
        Police police NOUN NNS 2 nsubj
        arrested arrest VERB VBD 0 root
        marchers marcher NOUN NNS 2 obj
        """
    )
    police, marchers = actor(1, 0, 6, "NOR", "COP"), actor(2, parse.starts[2], parse.ends[2], None, "OPP")
    assert locate_actors(parse, [police, marchers], [], load_vocabulary())[1].country == "NOR"
    troops = actor(1, 0, 6, "NOR", "MIL")
    assert locate_actors(parse, [troops, marchers], [], load_vocabulary())[1].country is None


def test_a_body_is_of_the_country_of_its_seat():
    parse = parse_of(
        """
        A a DET DT 2 det
        newspaper newspaper NOUN NN 6 nsubj
        based base VERB VBN 2 acl
        in in ADP IN 5 case
        Mill mill PROPN NNP 3 obl
        closed close VERB VBD 0 root
        """
    )
    paper = actor(1, parse.starts[1], parse.ends[1], None, "JRN")
    mill = Place(id="p1", start=parse.starts[4], end=parse.ends[4], name="Mill", country="NOR")
    assert locate_actors(parse, [paper], [mill], load_vocabulary())[0].country == "NOR"
