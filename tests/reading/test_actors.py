"""The actors room on hand-built sentences about invented states, groups and papers."""

from __future__ import annotations

import tomllib
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import parse_of
from truceline.model import Actor, Name, Parse, Place, Quote, Report
from truceline.reading.actors import find_actors, locate_actors
from truceline.vocabulary import Vocabulary
from truceline.vocabulary.tables import aliases_of, role_of

WORDS = """
[[state]]
id = "elbia"
name = "Elbia"
country = "ELB"
demonyms = ["Elbian", "Elbians"]
capital = "Portmere"
forces = [{id = "elbian-guard", name = "Elbian Guard"}]
leaders = [{name = "Ana Belt", office = "president", aliases = ["Belt"], terms = "2020-2024"}]

[[state]]
id = "norland"
name = "Norland"
country = "NOR"
demonyms = ["Norlander", "Norlanders"]
capital = "Kestwick"

[[group]]
id = "dawn-legion"
name = "Dawn Legion"
country = "ELB"
sector = ["REB"]
aliases = ["Legion"]

[[outlet]]
id = "harbour-wire"
name = "Harbour Wire"
country = "NOR"
agency = true

[[outlet]]
id = "sun"
name = "Sun"
ambiguous = ["Sun"]

[[role]]
id = "official"
words = ["official", "officer", "envoy"]
sector = ["GOV"]

[[role]]
id = "president"
words = ["president"]
sector = ["GOV"]

[[role]]
id = "spokesperson"
words = ["spokesman", "spokeswoman"]

[[role]]
id = "police"
words = ["police"]
sector = ["COP"]
kind = "body"

[[role]]
id = "army"
words = ["army"]
sector = ["MIL"]
kind = "body"

[[role]]
id = "ministry"
words = ["ministry", "trade ministry"]
sector = ["GOV"]
kind = "body"

[[role]]
id = "protester"
words = ["protester"]
sector = ["OPP"]

[[role]]
id = "rebel"
words = ["rebel", "fighter"]
sector = ["REB"]

[[role]]
id = "organization"
words = ["group"]
kind = "body"

[[role]]
id = "media"
words = ["newspaper"]
sector = ["JRN"]
kind = "body"

[[role]]
id = "ally"
words = ["rival"]
kind = "body"
"""


@cache
def vocabulary() -> Vocabulary:
    tables = tomllib.loads(WORDS)
    roles = [(role_of(table), table["words"]) for table in tables.pop("role")]
    return Vocabulary((alias for kind in tables for table in tables[kind] for alias in aliases_of(kind, table)), roles)


def read(parse: Parse, *, outlet: str | None = None, published: str | None = None) -> dict[str, Actor]:
    """The mentions by their words; of several with the same words the last one."""
    report = Report(id="r", text=parse.text, outlet=outlet, published=published)
    return {parse.text[a.start : a.end]: a for a in find_actors(parse, vocabulary(), report)}


def test_officials_of_a_state_are_one_mention_and_act_for_it():
    found = read(
        parse_of(
            """
            The the DET DT 4 det
            senior senior ADJ JJ 4 amod
            Elbian elbian ADJ JJ 4 amod
            officials official NOUN NNS 5 nsubj
            warned warn VERB VBD 0 root
            Norland norland PROPN NNP 5 obj
            """,
            names=(Name(start=5, end=6, label="LOC"),),
        )
    )
    assert list(found) == ["senior Elbian officials", "Norland"]
    officials = found["senior Elbian officials"]
    assert (officials.actor, officials.country, officials.sector) == ("elbia", "ELB", ("GOV",))
    assert (officials.named, officials.kind, officials.name) == (False, "person", "senior Elbian officials")
    assert (found["Norland"].actor, found["Norland"].kind, found["Norland"].named) == ("norland", "state", True)


def test_demonym_before_an_event_is_the_state():
    found = read(
        parse_of(
            """
            The the DET DT 3 det
            Elbian elbian ADJ JJ 3 amod
            response response NOUN NN 4 nsubj
            pleased please VERB VBD 0 root
            the the DET DT 6 det
            Norlanders norlanders PROPN NNPS 4 obj
            """
        )
    )
    assert (found["Elbian"].actor, found["Elbian"].kind) == ("elbia", "state")
    assert (found["Norlanders"].actor, found["Norlanders"].kind) == ("norland", "population")


def test_member_of_a_group_acts_for_it_and_holds_its_name():
    found = read(
        parse_of(
            """
            A a DET DT 3 det
            Legion legion PROPN NNP 3 compound
            official official NOUN NN 4 nsubj
            spoke speak VERB VBD 0 root
            """
        )
    )
    assert list(found) == ["Legion official", "Legion"]
    assert (found["Legion official"].actor, found["Legion official"].named) == ("dawn-legion", False)
    assert found["Legion official"].sector == ("REB",)
    assert found["Legion"].named


def test_what_follows_for_tells_whose_a_spokesman_is():
    found = read(
        parse_of(
            """
            A a DET DT 2 det
            spokeswoman spokeswoman NOUN NN 8 nsubj
            for for ADP IN 7 case
            the the DET DT 7 det
            Elbian elbian ADJ JJ 7 amod
            trade trade NOUN NN 7 compound
            ministry ministry NOUN NN 2 nmod
            resigned resign VERB VBD 0 root
            """
        )
    )
    speaker = found["spokeswoman for the Elbian trade ministry"]
    assert (speaker.actor, speaker.country, speaker.sector) == ("elbia-trade-ministry", "ELB", ("GOV",))
    assert found["Elbian trade ministry"].actor == "elbia-trade-ministry"
    assert found["Elbian trade ministry"].named


def test_two_states_leave_a_phrase_without_a_country_and_act_each_for_itself():
    found = read(
        parse_of(
            """
            Elbian elbian ADJ JJ 4 amod
            and and CCONJ CC 3 cc
            Norlander norlander ADJ JJ 1 conj
            officials official NOUN NNS 5 nsubj
            met meet VERB VBD 0 root
            """
        )
    )
    assert found["Elbian and Norlander officials"].country is None
    assert [(found[w].actor, found[w].sector) for w in ("Elbian", "Norlander")] == [
        ("elbia", ("GOV",)),
        ("norland", ("GOV",)),
    ]


def test_backed_by_a_state_is_not_of_it():
    found = read(
        parse_of(
            """
            Elbia elbia PROPN NNP 3 compound
            ~- - PUNCT HYPH 1 punct
            ~backed back VERB VBN 4 amod
            rebels rebel NOUN NNS 5 nsubj
            fled flee VERB VBD 0 root
            """
        )
    )
    assert found["Elbia"].country == "ELB"
    assert found["Elbia-backed rebels"].country is None
    assert found["Elbia-backed rebels"].actor is None


def test_a_former_official_is_of_the_elite():
    found = read(
        parse_of(
            """
            A a DET DT 4 det
            former former ADJ JJ 4 amod
            Elbian elbian ADJ JJ 4 amod
            official official NOUN NN 5 nsubj
            wept weep VERB VBD 0 root
            """
        )
    )
    former = found["former Elbian official"]
    assert (former.sector, former.country, former.actor) == (("ELI",), "ELB", None)


def test_capital_is_the_state_only_where_it_acts():
    acting = read(parse_of("Portmere portmere PROPN NNP 2 nsubj\nrefused refuse VERB VBD 0 root"))
    placed = read(
        parse_of(
            """
            Police police NOUN NNS 2 nsubj
            marched march VERB VBD 0 root
            in in ADP IN 4 case
            Portmere portmere PROPN NNP 2 obl
            """
        )
    )
    assert (acting["Portmere"].actor, acting["Portmere"].sector) == ("elbia", ("GOV",))
    assert "Portmere" not in placed


def test_numbers_before_of_are_taken_in():
    found = read(
        parse_of(
            """
            Dozens dozen NOUN NNS 4 nsubj
            of of ADP IN 3 case
            protesters protester NOUN NNS 1 nmod
            sang sing VERB VBD 0 root
            """
        )
    )
    assert list(found) == ["Dozens of protesters"]
    assert found["Dozens of protesters"].sector == ("OPP",)


def test_a_rival_of_a_body_is_not_that_body():
    found = read(
        parse_of(
            """
            The the DET DT 2 det
            Legion legion PROPN NNP 4 nmod:poss
            ~'s 's PART POS 2 case
            rival rival NOUN NN 5 nsubj
            won win VERB VBD 0 root
            """
        )
    )
    assert found["Legion's rival"].actor is None
    assert found["Legion's rival"].country is None


def test_leader_outside_the_term_is_of_the_elite():
    table = "Belt belt PROPN NNP 2 nsubj\nspoke speak VERB VBD 0 root"
    assert read(parse_of(table), published="2022-03-01")["Belt"].sector == ("GOV",)
    assert read(parse_of(table), published="2025-03-01")["Belt"].sector == ("ELI",)


def test_capitals_alone_are_read_too():
    found = read(
        parse_of(
            """
            ELBIAN elbian ADJ JJ 2 amod
            POLICE police NOUN NNS 3 nsubj
            CHASED chase VERB VBD 0 root
            DAWN dawn PROPN NNP 5 compound
            LEGION legion PROPN NNP 3 obj
            """
        )
    )
    assert (found["ELBIAN POLICE"].actor, found["ELBIAN POLICE"].sector) == ("elbia", ("COP",))
    assert found["DAWN LEGION"].actor == "dawn-legion"


def test_an_ambiguous_name_needs_the_network():
    table = "The the DET DT 2 det\nSun sun PROPN NNP 3 nsubj\nreported report VERB VBD 0 root"
    seen = (Name(start=1, end=2, label="ORG"),)
    other = (Name(start=2, end=3, label="PER"),)
    assert read(parse_of(table, names=seen))["Sun"].actor == "sun"
    assert "Sun" not in read(parse_of(table, names=other))


def test_police_are_those_of_the_one_country_that_the_report_names():
    found = read(
        parse_of(
            """
            Elbia elbia PROPN NNP 2 nsubj
            mourned mourn VERB VBD 0 root

            The the DET DT 2 det
            police police NOUN NNS 3 nsubj
            watched watch VERB VBD 0 root
            """
        )
    )
    assert (found["police"].actor, found["police"].country) == ("elbia", "ELB")


def test_two_countries_leave_the_police_without_one():
    found = read(
        parse_of(
            """
            Elbia elbia PROPN NNP 2 nsubj
            blamed blame VERB VBD 0 root
            Norland norland PROPN NNP 2 obj

            The the DET DT 2 det
            police police NOUN NNS 3 nsubj
            watched watch VERB VBD 0 root
            """
        )
    )
    assert (found["police"].actor, found["police"].country) == (None, None)


def test_places_tell_the_country_of_those_who_are_named_after_them():
    parse = parse_of(
        """
        Quarrytown quarrytown PROPN NNP 2 compound
        police police NOUN NNS 3 nsubj
        shot shoot VERB VBD 0 root
        protesters protester NOUN NNS 3 obj
        in in ADP IN 6 case
        Mill mill PROPN NNP 4 nmod
        """
    )
    actors = find_actors(parse, vocabulary(), Report(id="r", text=parse.text))
    places = [
        Place(id="p1", start=0, end=10, name="Quarrytown", country="ELB"),
        Place(id="p2", start=parse.starts[5], end=parse.ends[5], name="Mill", country="NOR"),
    ]
    police, protesters = (a for a in locate_actors(parse, actors, places, vocabulary()) if not a.named)
    assert (police.country, police.actor) == ("ELB", "elbia")
    assert (protesters.country, protesters.actor) == ("NOR", None)
    assert locate_actors(parse, actors, (), vocabulary()) == actors


def test_nothing_comes_of_nothing():
    empty = Parse(text="", words=(), starts=(), ends=(), lemmas=(), pos=(), tags=(), heads=(), deps=(), sentences=())
    assert find_actors(empty, vocabulary(), Report(id="r", text="")) == ()


RELATIONS = (
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "amod",
    "compound",
    "flat",
    "appos",
    "conj",
    "acl:relcl",
    "root",
)
SURFACE = (
    "Elbian",
    "Elbia",
    "officials",
    "he",
    "their",
    "who",
    "Legion",
    "said",
    "of",
    "the",
    "(",
    "RRF",
    ")",
    "'s",
    "Roe",
)


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Any words under any tree, with any names and attributions."""
    words = draw(st.lists(st.sampled_from(SURFACE), min_size=1, max_size=14))
    size = len(words)
    position = st.integers(0, size - 1)
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    cut = draw(st.integers(1, size))
    names, after = [], 0
    while after < size and draw(st.booleans()):
        first = draw(st.integers(after, size - 1))
        after = draw(st.integers(first + 1, size))
        names.append(Name(start=first, end=after, label=draw(st.sampled_from(("PER", "ORG", "LOC", "MISC")))))
    source = draw(position)
    quote = Quote(source=(source, size), cue=None, content=((0, draw(st.integers(1, size))),))
    return Parse(
        text=" ".join(words),
        words=tuple(words),
        starts=tuple(starts),
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemmas=tuple(word.lower() for word in words),
        pos=tuple(draw(st.sampled_from(("NOUN", "PROPN", "PRON", "VERB", "ADJ", "DET", "ADP", "PART"))) for _ in words),
        tags=tuple(draw(st.sampled_from(("NN", "NNS", "NNP", "PRP", "PRP$", "WP", "POS", "VBD"))) for _ in words),
        heads=tuple(draw(position) for _ in words),
        deps=tuple(draw(st.sampled_from(RELATIONS)) for _ in words),
        sentences=((0, cut), (cut, size)) if cut < size else ((0, size),),
        names=tuple(names),
        quotes=(quote,),
    )


@given(parses())
@settings(max_examples=300, deadline=None)
def test_any_tree_gives_sound_mentions(parse: Parse):
    actors = find_actors(parse, vocabulary(), Report(id="r", text=parse.text, outlet="The Mirador Express"))
    assert actors == find_actors(parse, vocabulary(), Report(id="r", text=parse.text, outlet="The Mirador Express"))
    ids = [actor.id for actor in actors]
    assert ids == [f"m{number}" for number in range(1, len(ids) + 1)]
    assert [a.start for a in actors] == sorted(a.start for a in actors)
    by_id = {actor.id: actor for actor in actors}
    for actor in actors:
        assert 0 <= actor.start < actor.end <= len(parse.text)
        assert actor.start in parse.starts
        assert actor.end in parse.ends
        seen = {actor.id}
        while actor.refers_to is not None:
            assert actor.refers_to not in seen
            seen.add(actor.refers_to)
            actor = by_id[actor.refers_to]
