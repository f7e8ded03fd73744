"""What places, and those who act at home, tell of where somebody belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

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


BLOCKED = """
    Crowds crowd NOUN NNS 2 nsubj
    blocked block VERB VBD 0 root
    streets street NOUN NNS 2 obj
    in in ADP IN 5 case
    Mill mill PROPN NNP 3 nmod
    """


def test_a_crowd_is_at_home_where_the_streets_are_that_it_blocks():
    parse = parse_of(BLOCKED)
    crowd = actor(1, parse.starts[0], parse.ends[0], None, "CVL")
    mill = Place(id="p1", start=parse.starts[4], end=parse.ends[4], name="Mill", country="NOR")
    assert locate_actors(parse, [crowd], [mill], load_vocabulary())[0].country == "NOR"
    troops = actor(1, parse.starts[0], parse.ends[0], None, "MIL")
    assert locate_actors(parse, [troops], [mill], load_vocabulary())[0].country is None


def test_the_opposition_is_that_of_the_only_country_spoken_of():
    parse = parse_of(
        """
        Rebels rebel NOUN NNS 2 nsubj
        left leave VERB VBD 0 root

        Mill mill PROPN NNP 4 nsubj
        and and CCONJ CC 3 cc
        Dale dale PROPN NNP 1 conj
        burned burn VERB VBD 0 root
        """
    )
    rebels = actor(1, parse.starts[0], parse.ends[0], None, "REB")
    mill = Place(id="p1", start=parse.starts[2], end=parse.ends[2], name="Mill", country="NOR")
    dale = Place(id="p2", start=parse.starts[4], end=parse.ends[4], name="Dale", country="NOR")
    assert locate_actors(parse, [rebels], [mill, dale], load_vocabulary())[0].country == "NOR"
    abroad = replace(dale, country="SWE")
    assert locate_actors(parse, [rebels], [mill, abroad], load_vocabulary())[0].country is None


RESIGN = """
    Workers worker NOUN NNS 2 nsubj
    demanded demand VERB VBD 0 root
    the the DET DT 4 det
    resignation resignation NOUN NN 2 obj
    of of ADP IN 6 case
    Belt belt PROPN NNP 4 nmod
"""


def test_who_wants_somebody_out_of_office_is_of_his_country():
    parse = parse_of(RESIGN)
    workers, belt = actor(1, 0, 7, None, "LAB"), actor(2, parse.starts[5], parse.ends[5], "NOR", "GOV")
    assert locate_actors(parse, [workers, belt], [], load_vocabulary())[0].country == "NOR"
    swede = actor(3, parse.starts[2], parse.ends[2], "SWE")
    assert locate_actors(parse, [workers, belt, swede], [], load_vocabulary())[0].country is None
    parse = parse_of(RESIGN.replace("resignation resignation", "help help"))
    assert locate_actors(parse, [workers, belt], [], load_vocabulary())[0].country is None


@pytest.mark.parametrize(("office", "country"), [("Interior", "NOR"), ("Foreign", None)])
def test_an_office_that_has_to_do_with_one_country_is_of_the_only_one_spoken_of(office, country):
    parse = parse_of(
        f"""
        {office} {office.lower()} PROPN NNP 2 compound
        Minister minister PROPN NNP 3 nmod:desc
        Finch finch PROPN NNP 4 nsubj
        met meet VERB VBD 0 root
        Belt belt PROPN NNP 4 obj
        """
    )
    finch = replace(actor(1, 0, parse.ends[2], None, "GOV"), kind="person", named=True)
    belt = actor(2, parse.starts[4], parse.ends[4], "NOR", "OPP")
    assert locate_actors(parse, [finch, belt], [], load_vocabulary())[0].country == country
