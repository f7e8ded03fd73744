"""What pronouns stand for, where the text settles it, and that they stay open where it does not."""

from __future__ import annotations

from tests.build import parse_of
from tests.reading.test_actors import vocabulary
from truceline.model import Actor, Name, Parse, Quote, Report
from truceline.reading.actors import find_actors


def pronouns(parse: Parse) -> dict[str, Actor]:
    """The mentions by their words in lower case."""
    report = Report(id="r", text=parse.text)
    return {parse.text[a.start : a.end].lower(): a for a in find_actors(parse, vocabulary(), report)}


def test_he_is_the_man_before():
    found = pronouns(
        parse_of(
            """
            Carl carl PROPN NNP 3 nsubj
            Roe roe PROPN NNP 1 flat
            praised praise VERB VBD 0 root
            Maud maud PROPN NNP 3 obj
            Finch finch PROPN NNP 4 flat

            He he PRON PRP 2 nsubj
            left leave VERB VBD 0 root
            """,
            names=(Name(start=0, end=2, label="PER"), Name(start=3, end=5, label="PER")),
        )
    )
    assert found["he"].actor == "carl-roe"
    assert found["he"].refers_to == found["carl roe"].id
    assert not found["he"].named


def test_two_men_alike_leave_it_open():
    found = pronouns(
        parse_of(
            """
            Carl carl PROPN NNP 6 nsubj
            Roe roe PROPN NNP 1 flat
            and and CCONJ CC 4 cc
            John john PROPN NNP 1 conj
            Finch finch PROPN NNP 4 flat
            quarrelled quarrel VERB VBD 0 root

            He he PRON PRP 2 nsubj
            left leave VERB VBD 0 root
            """,
            names=(Name(start=0, end=2, label="PER"), Name(start=3, end=5, label="PER")),
        )
    )
    assert (found["he"].actor, found["he"].refers_to) == (None, None)


def test_object_is_not_the_subject_of_its_own_clause():
    found = pronouns(
        parse_of(
            """
            Carl carl PROPN NNP 3 nsubj
            Roe roe PROPN NNP 1 flat
            spoke speak VERB VBD 0 root

            John john PROPN NNP 3 nsubj
            Finch finch PROPN NNP 1 flat
            thanked thank VERB VBD 0 root
            him he PRON PRP 3 obj
            """,
            names=(Name(start=0, end=2, label="PER"), Name(start=3, end=5, label="PER")),
        )
    )
    assert found["him"].actor == "carl-roe"


def test_its_officials_are_the_state_s():
    found = pronouns(
        parse_of(
            """
            Missiles missile NOUN NNS 2 nsubj
            struck strike VERB VBD 0 root
            Elbia elbia PROPN NNP 2 obj
            , , PUNCT , 8 punct
            according accord VERB VBG 8 case
            to to ADP IN 5 fixed
            its its PRON PRP$ 8 nmod:poss
            officials official NOUN NNS 2 obl
            """
        )
    )
    assert found["its"].actor == "elbia"
    assert (found["officials"].actor, found["officials"].country) == ("elbia", "ELB")
    assert found["officials"].name == "officials"


def test_it_that_fits_a_thing_better_is_nobody():
    found = pronouns(
        parse_of(
            """
            The the DET DT 2 det
            bridge bridge NOUN NN 3 nsubj
            linked link VERB VBD 0 root
            Elbia elbia PROPN NNP 3 obj

            It it PRON PRP 2 nsubj
            collapsed collapse VERB VBD 0 root
            """
        )
    )
    assert "it" not in found


def test_empty_it_is_nobody():
    found = pronouns(
        parse_of(
            """
            Elbia elbia PROPN NNP 2 nsubj
            waited wait VERB VBD 0 root

            It it PRON PRP 3 nsubj
            is be AUX VBZ 3 cop
            clear clear ADJ JJ 0 root
            that that SCONJ IN 6 mark
            Norland norland PROPN NNP 6 nsubj
            won win VERB VBD 3 csubj
            """
        )
    )
    assert "it" not in found


def test_we_in_a_quotation_is_its_source():
    found = pronouns(
        parse_of(
            """
            “ " PUNCT `` 3 punct
            ~We we PRON PRP 3 nsubj
            won win VERB VBD 8 ccomp
            ~, , PUNCT , 3 punct
            ~” " PUNCT '' 3 punct
            a a DET DT 8 det
            Legion legion PROPN NNP 8 compound
            spokesman spokesman NOUN NN 9 nsubj
            said say VERB VBD 0 root
            """,
            quotes=(Quote(source=(5, 8), cue=(8, 9), content=((0, 5),)),),
        )
    )
    assert found["we"].refers_to == found["legion spokesman"].id
    assert found["we"].actor == "dawn-legion"


def test_we_outside_any_quotation_is_nobody_known():
    found = pronouns(parse_of("We we PRON PRP 2 nsubj\nwon win VERB VBD 0 root"))
    assert (found["we"].actor, found["we"].refers_to) == (None, None)


def test_who_is_the_noun_before_it():
    found = pronouns(
        parse_of(
            """
            Elbian elbian ADJ JJ 2 amod
            rebels rebel NOUN NNS 5 nsubj
            who who PRON WP 4 nsubj
            fled flee VERB VBD 2 acl:relcl
            returned return VERB VBD 0 root
            """
        )
    )
    assert found["who"].refers_to == found["elbian rebels"].id
    assert found["who"].country == "ELB"


def test_they_are_several():
    found = pronouns(
        parse_of(
            """
            Elbian elbian ADJ JJ 2 amod
            rebels rebel NOUN NNS 3 nsubj
            attacked attack VERB VBD 0 root
            Norland norland PROPN NNP 3 obj

            They they PRON PRP 2 nsubj
            fled flee VERB VBD 0 root
            """
        )
    )
    assert found["they"].refers_to == found["elbian rebels"].id


def test_a_tree_as_wide_as_a_book_is_read_in_good_time():
    lines = ["said say VERB VBD 0 root"]
    for _ in range(3000):
        lines += ["it it PRON PRP 1 nsubj", "officials official NOUN NNS 1 nsubj"]
    parse = parse_of("\n".join(lines))
    assert len(find_actors(parse, vocabulary(), Report(id="r", text=parse.text))) >= 3000
