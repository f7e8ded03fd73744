"""Whose somebody is, and of which sector: leaders, arms, ministers, crowds, bodies that a report defines itself."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from tests.build import parse_of
from tests.reading.test_actors import WORDS
from truceline.model import Actor, Name, Parse, Place, Report
from truceline.reading.actors import find_actors, locate_actors
from truceline.vocabulary import Vocabulary
from truceline.vocabulary.tables import aliases_of, role_of

MORE = """
[[role]]
id = "weapon"
words = ["tank"]
sector = ["MIL"]
kind = "body"

[[role]]
id = "leader"
words = ["leader"]

[[role]]
id = "administration"
words = ["administration"]
sector = ["GOV"]
kind = "body"

[[role]]
id = "villager"
words = ["villager"]
sector = ["CVL"]

[[role]]
id = "soldier"
words = ["soldier"]
sector = ["MIL"]

[[role]]
id = "rights-group"
words = ["watchdog"]
sector = ["SOC"]
kind = "body"
country = "NGO"

[[role]]
id = "union"
words = ["association"]
sector = ["LAB"]
kind = "body"

[[role]]
id = "journalist"
words = ["reporter"]
sector = ["JRN"]

[[population]]
id = "hillfolk"
name = "Hillfolk"
country = "ELB"
"""


@cache
def vocabulary() -> Vocabulary:
    tables = tomllib.loads(WORDS + MORE)
    roles = [(role_of(table), table["words"]) for table in tables.pop("role")]
    return Vocabulary((alias for kind in tables for table in tables[kind] for alias in aliases_of(kind, table)), roles)


def read(parse: Parse, *places: Place) -> dict[str, Actor]:
    """The mentions by their words, with what the places tell."""
    actors = find_actors(parse, vocabulary(), Report(id="r", text=parse.text))
    return {parse.text[a.start : a.end]: a for a in locate_actors(parse, actors, places, vocabulary())}


def place_of(parse: Parse, word: int, country: str) -> Place:
    return Place(id="p1", start=parse.starts[word], end=parse.ends[word], name=parse.words[word], country=country)


def test_arms_act_for_whoever_has_them_and_for_nobody_else():
    table = "{} {} {} {} 2 amod\ntanks tank NOUN NNS 3 nsubj\nrolled roll VERB VBD 0 root"
    found = read(parse_of(table.format("Elbian", "elbian", "ADJ", "JJ")))
    assert (found["Elbian tanks"].actor, found["Elbian tanks"].sector) == ("elbia", ("MIL",))
    assert not found["Elbian tanks"].named
    assert read(parse_of(table.format("Heavy", "heavy", "ADJ", "JJ"))) == {}


@pytest.mark.parametrize(
    ("noun", "sector"), [("airstrike", ("MIL",)), ("shelling", ("MIL",)), ("envoy", None), ("export", ())]
)
def test_a_demonym_before_what_armies_do_is_the_army(noun: str, sector: tuple[str, ...] | None):
    found = read(parse_of(f"The the DET DT 3 det\nElbian elbian ADJ JJ 3 amod\n{noun} {noun} NOUN NN 0 root"))
    assert (found["Elbian"].sector if "Elbian" in found else None) == sector


def test_a_hunger_strike_is_no_strike():
    table = """
    The the DET DT 4 det
    Elbian elbian ADJ JJ 4 amod
    hunger hunger NOUN NN 4 compound
    strike strike NOUN NN 0 root
    """
    assert read(parse_of(table))["Elbian"].sector == ()


def test_a_leader_of_a_state_governs_it_and_one_of_a_people_leads_it():
    table = "{} {} ADJ JJ 2 amod\nleader leader NOUN NN 3 nsubj\nspoke speak VERB VBD 0 root"
    assert read(parse_of(table.format("Elbian", "elbian")))["Elbian leader"].sector == ("GOV",)
    assert read(parse_of(table.format("Hillfolk", "hillfolk")))["Hillfolk leader"].sector == ("ELI",)


def test_an_administration_is_that_of_the_leader_whose_name_it_has():
    table = """
    The the DET DT 3 det
    {} x PROPN NNP 3 compound
    administration administration NOUN NN 4 nsubj
    agreed agree VERB VBD 0 root
    """
    found = read(parse_of(table.format("Belt")))
    assert [(a.actor, a.country) for words, a in found.items() if "administration" in words] == [("elbia", "ELB")]
    found = read(parse_of(table.format("Roe")))
    assert [(a.actor, a.country) for words, a in found.items() if "administration" in words] == [(None, None)]


ROE = """
President president PROPN NNP 2 nmod:desc
Maud maud PROPN NNP 4 nsubj
Roe roe PROPN NNP 2 flat
met meet VERB VBD 0 root
{}
"""


def test_a_title_alone_is_of_the_one_country_that_the_report_speaks_of():
    names = (Name(start=1, end=3, label="PER"),)
    at_home = parse_of(ROE.format("rebels rebel NOUN NNS 4 obj\nin in ADP IN 7 case\nElbia elbia PROPN NNP 5 nmod"))
    abroad = parse_of(
        ROE.format(
            "Elbian elbian ADJ JJ 6 amod\nofficial official NOUN NN 7 nmod:desc\nAda ada PROPN NNP 4 obj\n"
            "Low low PROPN NNP 7 flat"
        ),
        names=(*names, Name(start=6, end=8, label="PER")),
    )
    at_home = Parse(**{**{f: getattr(at_home, f) for f in at_home.__dataclass_fields__}, "names": names})
    assert read(at_home)["President Maud Roe"].country == "ELB"
    assert read(abroad)["President Maud Roe"].country is None


def test_a_name_that_the_network_cuts_at_a_hyphen_goes_on():
    table = """
    Reporter reporter NOUN NN 2 nmod:desc
    Ano ano PROPN NNP 7 nsubj
    Fazl fazl PROPN NNP 2 flat
    ~- - PUNCT HYPH 5 punct
    ~ul ul PROPN NNP 2 flat
    ~- - PUNCT HYPH 5 punct
    ~Roe roe PROPN NNP 2 flat
    left leave VERB VBD 0 root
    """.replace("7 nsubj", "8 nsubj")
    found = read(parse_of(table, names=(Name(start=1, end=3, label="PER"),)))
    assert [a.name for a in found.values()] == ["Ano Fazl-ul-Roe"]


def test_a_title_with_a_people_in_it_tells_the_country():
    table = """
    Hillfolk hillfolk PROPN NNP 2 compound
    President president PROPN NNP 3 nmod:desc
    Maud maud PROPN NNP 5 nsubj
    Roe roe PROPN NNP 3 flat
    left leave VERB VBD 0 root
    """
    found = read(parse_of(table, names=(Name(start=0, end=4, label="PER"),)))
    roe = found["Hillfolk President Maud Roe"]
    assert (roe.name, roe.country, roe.sector) == ("Maud Roe", "ELB", ("GOV",))


def test_thousands_of_a_people_are_no_body_of_that_name():
    table = """
    Thousands thousand NOUN NNS 4 nsubj
    of of ADP IN 3 case
    Hillfolk hillfolk PROPN NNPS 1 nmod
    marched march VERB VBD 0 root
    """
    found = read(parse_of(table, names=(Name(start=0, end=3, label="ORG"),)))
    assert [(a.actor, a.country) for a in found.values()] == [("hillfolk", "ELB")]


def test_a_body_with_an_acronym_has_the_codes_of_its_words():
    table = """
    Elbia elbia PROPN NNP 3 compound
    Traders trader PROPN NNP 3 compound
    Association association PROPN NNP 7 nsubj
    ( ( PUNCT -LRB- 5 punct
    ~ETA eta PROPN NNP 3 appos
    ~) ) PUNCT -RRB- 5 punct
    struck strike VERB VBD 0 root

    ETA eta PROPN NNP 2 nsubj
    agreed agree VERB VBD 0 root
    """
    found = read(parse_of(table, names=(Name(start=0, end=3, label="ORG"), Name(start=4, end=5, label="ORG"))))
    assert (found["Elbia Traders Association"].country, found["ETA"].country) == ("ELB", "ELB")
    assert found["Elbia Traders Association"].sector == found["ETA"].sector == ("LAB",)


def test_rebels_are_of_the_country_where_they_fight():
    table = """
    Rebels rebel NOUN NNS 5 nsubj
    fighting fight VERB VBG 1 acl
    in in ADP IN 4 case
    Norland norland PROPN NNP 2 obl
    fled flee VERB VBD 0 root
    """
    assert read(parse_of(table))["Rebels"].country == "NOR"


def test_an_adjective_before_a_place_tells_whose_people_live_there():
    table = """
    Villagers villager NOUN NNS 6 nsubj
    of of ADP IN 5 case
    the the DET DT 5 det
    Elbian elbian ADJ JJ 5 amod
    highlands highland NOUN NNS 1 nmod
    fled flee VERB VBD 0 root
    """
    assert read(parse_of(table))["Villagers"].country == "ELB"


SCENE = "{} {} NOUN NNS 2 nsubj\n{} {} VERB VBD 0 root\nin in ADP IN 4 case\nMill mill PROPN NNP 2 obl"


@pytest.mark.parametrize(
    ("who", "does", "country"),
    [(("Villagers", "villager"), ("rallied", "rally"), "NOR"), (("Soldiers", "soldier"), ("fell", "fall"), None)],
)
def test_a_crowd_is_of_the_country_where_it_does_something_and_a_soldier_is_not(
    who: tuple[str, str], does: tuple[str, str], country: str | None
):
    parse = parse_of(SCENE.format(*who, *does))
    assert read(parse, place_of(parse, 3, "NOR"))[who[0]].country == country


def test_where_somebody_speaks_tells_nothing():
    parse = parse_of(SCENE.format("Villagers", "villager", "said", "say") + "\ngone go VERB VBN 2 ccomp")
    assert read(parse, place_of(parse, 3, "NOR"))["Villagers"].country is None


def test_who_is_against_a_country_is_not_of_it():
    table = """
    Anti anti ADJ JJ 4 amod
    ~- - PUNCT HYPH 1 punct
    ~Elbia elbia PROPN NNP 4 compound
    reporter reporter NOUN NN 5 nsubj
    fled flee VERB VBD 0 root
    """
    parse = parse_of(table, names=(Name(start=2, end=3, label="LOC"),))
    found = read(parse, place_of(parse, 2, "ELB"))
    assert {a.country for a in found.values()} == {None}


def test_a_watchdog_of_no_country_is_an_ngo():
    alone = "A a DET DT 2 det\nwatchdog watchdog NOUN NN 3 nsubj\nprotested protest VERB VBD 0 root"
    assert read(parse_of(alone))["watchdog"].country == "NGO"
    assert read(parse_of(alone.replace("A a DET DT 2 det", "Elbian elbian ADJ JJ 2 amod")))[
        "Elbian watchdog"
    ].country == ("ELB")
