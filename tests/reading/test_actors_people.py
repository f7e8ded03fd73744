"""People, the names a report brings itself, and descriptions: which mentions are one body's."""

from __future__ import annotations

import pytest

from tests.build import parse_of
from tests.reading.test_actors import read, vocabulary
from truceline.model import Name, Quote, Report
from truceline.reading.actors import find_actors
from truceline.reading.actors.house import expansion_start, house_initials, own_names
from truceline.reading.actors.people import gender_of, person_tokens


def test_title_is_part_of_the_mention_and_gives_the_codes():
    found = read(
        parse_of(
            """
            Norlander norlander ADJ JJ 2 amod
            President president PROPN NNP 3 compound
            Maud maud PROPN NNP 5 nsubj
            Roe roe PROPN NNP 3 flat
            waved wave VERB VBD 0 root
            """,
            names=(Name(start=2, end=4, label="PER"),),
        )
    )
    assert list(found) == ["Norlander President Maud Roe"]
    roe = found["Norlander President Maud Roe"]
    assert (roe.actor, roe.name, roe.country, roe.sector) == ("maud-roe", "Maud Roe", "NOR", ("GOV",))
    assert roe.named


def test_title_that_the_network_took_for_a_part_of_the_name_is_cut_off_the_name():
    found = read(
        parse_of(
            """
            President president PROPN NNP 2 compound
            Maud maud PROPN NNP 4 nsubj
            Roe roe PROPN NNP 2 flat
            waved wave VERB VBD 0 root
            """,
            names=(Name(start=0, end=3, label="PER"),),
        )
    )
    assert (found["President Maud Roe"].actor, found["President Maud Roe"].name) == ("maud-roe", "Maud Roe")


def test_surname_is_the_person_of_the_longer_name_before_it():
    parse = parse_of(
        """
        Maud maud PROPN NNP 3 nsubj
        Roe roe PROPN NNP 1 flat
        left leave VERB VBD 0 root

        Roe roe PROPN NNP 2 nsubj
        slept sleep VERB VBD 0 root
        """,
        names=(Name(start=0, end=2, label="PER"),),
    )
    first, second = find_actors(parse, vocabulary(), Report(id="r", text=parse.text))
    assert (second.actor, second.name, second.refers_to) == ("maud-roe", "Maud Roe", first.id)


def test_two_people_of_one_surname_stay_two():
    found = read(
        parse_of(
            """
            Maud maud PROPN NNP 3 nsubj
            Roe roe PROPN NNP 1 flat
            met meet VERB VBD 0 root
            Carl carl PROPN NNP 3 obj
            Roe roe PROPN NNP 4 flat
            """,
            names=(Name(start=0, end=2, label="PER"), Name(start=3, end=5, label="PER")),
        )
    )
    assert (found["Maud Roe"].actor, found["Carl Roe"].actor) == ("maud-roe", "carl-roe")


def test_another_given_name_is_not_the_leader():
    found = read(
        parse_of(
            """
            Walter walter PROPN NNP 3 nsubj
            Belt belt PROPN NNP 1 flat
            left leave VERB VBD 0 root
            """,
            names=(Name(start=0, end=2, label="PER"),),
        )
    )
    assert (found["Walter Belt"].actor, found["Walter Belt"].country) == ("walter-belt", None)


def test_description_beside_a_name_tells_who_that_is():
    found = read(
        parse_of(
            """
            Maud maud PROPN NNP 8 nsubj
            Roe roe PROPN NNP 1 flat
            , , PUNCT , 6 punct
            an a DET DT 6 det
            Elbian elbian ADJ JJ 6 amod
            envoy envoy NOUN NN 1 appos
            , , PUNCT , 6 punct
            left leave VERB VBD 0 root
            """,
            names=(Name(start=0, end=2, label="PER"),),
        )
    )
    assert (found["Maud Roe"].country, found["Maud Roe"].sector) == ("ELB", ("GOV",))
    assert (found["Elbian envoy"].actor, found["Elbian envoy"].named) == ("maud-roe", False)


def test_the_group_is_the_one_group_named_before():
    table = """
        The the DET DT 3 det
        Dawn dawn PROPN NNP 3 compound
        Legion legion PROPN NNP 4 nsubj
        fled flee VERB VBD 0 root

        The the DET DT 2 det
        group group NOUN NN 3 nsubj
        returned return VERB VBD 0 root
        """
    parse = parse_of(table)
    legion, group = find_actors(parse, vocabulary(), Report(id="r", text=parse.text))
    assert (group.actor, group.refers_to, group.named) == ("dawn-legion", legion.id, False)


def test_a_group_is_somebody_new():
    found = read(
        parse_of(
            """
            The the DET DT 3 det
            Dawn dawn PROPN NNP 3 compound
            Legion legion PROPN NNP 4 nsubj
            fled flee VERB VBD 0 root

            A a DET DT 2 det
            group group NOUN NN 3 nsubj
            returned return VERB VBD 0 root
            """
        )
    )
    assert (found["group"].actor, found["group"].refers_to) == (None, None)


def test_an_acronym_in_brackets_stands_for_its_name_from_then_on():
    found = read(
        parse_of(
            """
            The the DET DT 4 det
            River river PROPN NNP 4 compound
            People people PROPN NNP 4 compound
            Front front PROPN NNP 8 nsubj
            ( ( PUNCT -LRB- 6 punct
            ~RPF rpf PROPN NNP 4 appos
            ~) ) PUNCT -RRB- 6 punct
            grew grow VERB VBD 0 root

            RPF rpf PROPN NNP 2 nsubj
            won win VERB VBD 0 root
            """,
            names=(Name(start=1, end=4, label="ORG"),),
        )
    )
    assert found["River People Front"].actor == "river-people-front"
    assert (found["RPF"].actor, found["RPF"].name) == ("river-people-front", "River People Front")
    assert found["RPF"].refers_to == found["River People Front"].id


def test_acronym_needs_all_its_words():
    parse = parse_of(
        """
        People people PROPN NNP 2 compound
        Front front PROPN NNP 0 root
        ( ( PUNCT -LRB- 4 punct
        RPF rpf PROPN NNP 2 appos
        ) ) PUNCT -RRB- 4 punct
        """
    )
    assert expansion_start(parse, 2, "RPF") is None
    assert expansion_start(parse, 2, "PF") == 0


def test_the_publisher_is_one_body_under_its_name_and_its_initials():
    found = read(
        parse_of(
            """
            The the DET DT 3 det
            Mirador mirador PROPN NNP 3 compound
            Express express PROPN NNP 4 nsubj
            asked ask VERB VBD 0 root

            They they PRON PRP 2 nsubj
            told tell VERB VBD 0 root
            MX mx PROPN NNP 2 obj
            """
        ),
        outlet="The Mirador Express",
    )
    assert {found[w].actor for w in ("The Mirador Express", "MX")} == {"the-mirador-express"}
    assert found["MX"].kind == "outlet"


def test_the_publisher_that_the_vocabulary_knows_has_its_id():
    parse = parse_of("Nothing nothing PRON NN 2 nsubj\nmoved move VERB VBD 0 root")
    for name in ("Harbour Wire", "The Harbour Wire"):
        assert own_names(parse, vocabulary(), Report(id="r", text=parse.text, outlet=name))[1].id == "harbour-wire"
    assert own_names(parse, vocabulary(), Report(id="r", text=parse.text))[1] is None


@pytest.mark.parametrize(("outlet", "actor"), [("The Mirador Express", "the-mirador-express"), (None, None)])
def test_this_paper_is_the_publisher(outlet: str | None, actor: str | None):
    table = (
        "He he PRON PRP 2 nsubj\ntold tell VERB VBD 0 root\nthis this DET DT 4 det\nnewspaper newspaper NOUN NN 2 obj"
    )
    paper = read(parse_of(table), outlet=outlet)["newspaper"]
    assert (paper.actor, paper.named) == (actor, False)


@pytest.mark.parametrize(
    ("word", "name", "fits"),
    [
        ("ME", "Mirador Express", True),
        ("MX", "Mirador Express", True),
        ("MP", "Mirador Express", False),
        ("M", "Mirador Express", False),
        ("TIM", "Times of Mirador", False),
        ("TM", "Times of Mirador", True),
    ],
)
def test_initials_of_a_paper(word: str, name: str, fits: bool):
    assert house_initials(word, name.split()) is fits


def test_every_source_is_a_mention():
    parse = parse_of(
        """
        Leaked leak VERB VBN 2 amod
        documents document NOUN NNS 3 nsubj
        suggest suggest VERB VBP 0 root
        losses loss NOUN NNS 3 obj
        """,
        quotes=(Quote(source=(0, 2), cue=(2, 3), content=((3, 4),)),),
    )
    (source,) = find_actors(parse, vocabulary(), Report(id="r", text=parse.text))
    assert (source.name, source.actor, source.named, source.kind) == ("Leaked documents", None, False, None)


def test_gender_and_tokens():
    assert gender_of(["spokeswoman"]) == "f"
    assert gender_of(["policeman"]) == "m"
    assert gender_of(["human"]) is None
    assert person_tokens("Jean-Luc O. Roe Jr.") == ("jean", "luc", "o", "roe")


def test_an_unknown_name_between_commas_beside_one_person_is_that_person():
    parse = parse_of(
        """
        A a DET DT 2 det
        general general NOUN NN 7 nsubj
        , , PUNCT , 5 punct
        Ugo ugo PROPN NNP 5 compound
        Brand brand PROPN NNP 2 appos
        , , PUNCT , 2 punct
        slept sleep VERB VBD 0 root
        """,
        names=(Name(start=3, end=5, label="ORG"),),
    )
    found = {mention.name for mention in find_actors(parse, vocabulary(), Report(id="r", text=parse.text))}
    assert found == {"Ugo Brand"}


def test_whoever_is_known_as_somebody_goes_by_that_name():
    parse = parse_of(
        """
        The the DET DT 2 det
        general general NOUN NN 6 nsubj
        known know VERB VBN 2 acl
        as as ADP IN 5 case
        Ilo ilo PROPN NNP 3 obl
        slept sleep VERB VBD 0 root
        """,
        names=(Name(start=4, end=5, label="PER"),),
    )
    found = {mention.name for mention in find_actors(parse, vocabulary(), Report(id="r", text=parse.text))}
    assert found == {"Ilo"}
