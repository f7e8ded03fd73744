from __future__ import annotations

from tests.build import parse_of
from tests.reading.scenes import actor, read
from truceline.model import Quote

CONCEDED = """
Details detail NOUN NNS 7 nsubj
of of ADP IN 3 case
talks talk NOUN NNS 1 nmod
published publish VERB VBN 1 acl
by by ADP IN 6 case
Velta velta PROPN NNP 4 obl:agent
indicated indicate VERB VBD 0 root
a a DET DT 9 det
withdrawal withdrawal NOUN NN 7 obj
~, , PUNCT , 14 punct
although although SCONJ IN 14 mark
both both DET DT 13 det
sides side NOUN NNS 14 nsubj
denied deny VERB VBD 7 advcl
this this PRON DT 14 obj
~. . PUNCT . 7 punct
"""


def test_a_concession_denies_the_clause_it_is_added_to():
    parse = parse_of(CONCEDED, quotes=(Quote(source=(0, 6), cue=(6, 7), content=((7, 9),)),))
    scene = read(parse, [actor(parse, (5, 6), "velta", kind="outlet")])
    assert scene.chain("withdrawal") == ["Velta", "Morrow Gazette"]
    assert scene.deniers("withdrawal") == [["both sides", "Morrow Gazette"]]
    assert scene.denials[0].attribution == scene.attributions.records[0].id


DENIED = """
Elbia elbia PROPN NNP 2 nsubj
denied deny VERB VBD 0 root
that that SCONJ IN 6 mark
its its PRON PRP$ 5 nmod:poss
troops troop NOUN NNS 6 nsubj
crossed cross VERB VBD 2 ccomp
the the DET DT 8 det
river river NOUN NN 6 obj
~. . PUNCT . 2 punct
"""


def test_a_clause_is_denied_by_its_subject():
    parse = parse_of(DENIED, quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 8),)),))
    scene = read(parse, [actor(parse, (0, 1), "elbia", kind="state")])
    assert scene.deniers("crossed") == [["Elbia", "Morrow Gazette"]]
    assert scene.deniers("Elbia") == []
    assert scene.attributions.records[0].stance == "denies"


REFUSED = """
Elbia elbia PROPN NNP 2 nsubj
{0}
to to PART TO 4 mark
confirm confirm VERB VB 2 xcomp
or or CCONJ CC 6 cc
deny deny VERB VB 4 conj
raids raid NOUN NNS 6 obj
"""


def test_refusing_to_deny_is_no_denial():
    refused = REFUSED.format("refused refuse VERB VBD 0 root")
    assert read(parse_of(refused), []).denials == ()
    assert read(parse_of(refused.replace("refused refuse", "began begin")), []).deniers("raids") != []


EARLIER = """
Ostra ostra PROPN NNP 2 nsubj
said say VERB VBD 0 root
rebels rebel NOUN NNS 4 nsubj
shelled shell VERB VBD 2 ccomp
Tarn tarn PROPN NNP 4 obj
~. . PUNCT . 2 punct

A a DET DT 3 det
rebel rebel NOUN NN 3 compound
spokesman spokesman NOUN NN 4 nsubj
rejected reject VERB VBD 0 root
the the DET DT 6 det
accusation accusation NOUN NN 4 obj
~. . PUNCT . 4 punct
"""


def earlier(table: str = EARLIER, cue: str = "rejected"):
    parse = parse_of(table, quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 5),)),))
    state = actor(parse, (0, 1), "ostra", kind="state")
    return read(parse, [state, actor(parse, (7, 9), "tarn-rebels", kind="person", named=False)])


def test_a_claim_of_an_earlier_sentence_is_rejected():
    scene = earlier()
    assert scene.deniers("shelled") == [["rebel spokesman", "Morrow Gazette"]]
    assert scene.denials[0].attribution == scene.attributions.innermost(scene.at("shelled")).id


def test_rejecting_an_offer_is_no_denial():
    assert earlier(EARLIER.replace("accusation accusation", "offer offer")).denials == ()


def test_denying_somebody_a_favour_is_no_denial():
    table = EARLIER.replace("rejected reject", "denied deny").replace("accusation accusation", "visa visa")
    assert earlier(table).denials == ()


def test_nobody_denies_what_he_says_himself():
    parse = parse_of(EARLIER, quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 5),)),))
    ostra = actor(parse, (0, 1), "ostra", kind="state")
    again = actor(parse, (7, 9), "ostra", kind="state", name="Ostra")
    denials = read(parse, [ostra, again]).denials
    assert all(d.attribution is None for d in denials)


CALLED = """
Ostra ostra PROPN NNP 2 nsubj
said say VERB VBD 0 root
rebels rebel NOUN NNS 4 nsubj
shelled shell VERB VBD 2 ccomp
Tarn tarn PROPN NNP 4 obj
~. . PUNCT . 2 punct

The the DET DT 2 det
rebels rebel NOUN NNS 3 nsubj
called call VERB VBD 0 root
it it PRON PRP 3 obj
a a DET DT 6 det
lie lie NOUN NN 3 xcomp
~. . PUNCT . 3 punct
"""


def test_calling_it_a_lie_denies_it():
    parse = parse_of(CALLED, quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 5),)),))
    actors = [actor(parse, (0, 1), "ostra", kind="state"), actor(parse, (7, 8), "rebels", kind="group", named=False)]
    assert read(parse, actors).deniers("shelled") == [["rebels", "Morrow Gazette"]]
    plain = parse_of(CALLED.replace("lie lie", "victory victory"), quotes=parse.quotes)
    assert read(plain, actors).denials == ()


RELATIVE = """
Ostra ostra PROPN NNP 2 nsubj
accuses accuse VERB VBZ 0 root
Elbia elbia PROPN NNP 2 obj
of of SCONJ IN 5 mark
arming arm VERB VBG 2 advcl
rebels rebel NOUN NNS 5 obj
~, , PUNCT , 9 punct
a a DET DT 9 det
charge charge NOUN NN 2 appos
Tarn tarn PROPN NNP 11 nsubj
denies deny VERB VBZ 9 acl:relcl
~. . PUNCT . 2 punct
"""


def test_a_charge_that_somebody_denies():
    parse = parse_of(RELATIVE)
    tarn = actor(parse, (9, 10), "elbia", kind="state", name="Elbia")
    scene = read(parse, [actor(parse, (0, 1), "ostra", kind="state"), tarn])
    assert scene.deniers("arming") == [["Elbia", "Morrow Gazette"]]
    assert scene.deniers("Tarn") == []


INVOLVEMENT = """involvement involvement NOUN NN 4 obj
in in ADP IN 8 case
raids raid NOUN NNS 6 nmod"""


def test_denial_of_involvement_covers_the_deed():
    table = EARLIER.replace("rejected reject", "denied deny").replace(
        "accusation accusation NOUN NN 4 obj", INVOLVEMENT
    )
    scene = earlier(table)
    assert scene.deniers("raids") == [["rebel spokesman", "Morrow Gazette"]]
    assert scene.deniers("shelled") == []


UNLESS = """
Ostra ostra PROPN NNP 2 nsubj
waits wait VERB VBZ 0 root
{0}
Elbia elbia PROPN NNP 5 nsubj
denies deny VERB VBZ 2 advcl
raids raid NOUN NNS 5 obj
"""


def test_a_denial_that_may_come_is_none():
    assert read(parse_of(UNLESS.format("unless unless SCONJ IN 5 mark")), []).denials == ()
    assert read(parse_of(UNLESS.format("because because SCONJ IN 5 mark")), []).deniers("raids") != []


GIVEN = """
Elbia elbia PROPN NNP 2 nsubj
denied deny VERB VBD 0 root
{0} PRON PRP 2 obj
{1}
"""


def test_denying_somebody_something():
    assert read(parse_of(GIVEN.format("them they", "passage passage NOUN NN 2 obj")), []).denials == ()


def test_the_network_s_clause_is_taken_where_the_tree_has_none():
    table = DENIED.replace("VBD 2 ccomp", "VBD 1 acl")
    parse = parse_of(table, quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 8),)),))
    assert read(parse, [actor(parse, (0, 1), "elbia", kind="state")]).deniers("crossed") == [
        ["Elbia", "Morrow Gazette"]
    ]


FALSE = """
Ostra ostra PROPN NNP 2 nsubj
said say VERB VBD 0 root
rebels rebel NOUN NNS 4 nsubj
shelled shell VERB VBD 2 ccomp
Tarn tarn PROPN NNP 4 obj
~. . PUNCT . 2 punct

Rebels rebel NOUN NNS 2 nsubj
said say VERB VBD 0 root
the the DET DT 4 det
report report NOUN NN 6 nsubj
was be AUX VBD 6 cop
{0}
~. . PUNCT . 2 punct
"""


def test_saying_that_a_report_is_false():
    quotes = (
        Quote(source=(0, 1), cue=(1, 2), content=((2, 5),)),
        Quote(source=(6, 7), cue=(7, 8), content=((8, 12),)),
    )
    for predicate, deniers in (
        ("false false ADJ JJ 2 ccomp", [["Rebels", "Morrow Gazette"]]),
        ("long long ADJ JJ 2 ccomp", []),
    ):
        parse = parse_of(FALSE.format(predicate), quotes=quotes)
        state, rebels = (
            actor(parse, (0, 1), "ostra", kind="state"),
            actor(parse, (6, 7), None, kind="group", named=False),
        )
        assert read(parse, [state, rebels]).deniers("shelled") == deniers


def test_who_denies_stands_outside_what_he_denies():
    parse = parse_of(RELATIVE.replace("accuses accuse VERB VBZ", "says say VERB VBZ"),
                     quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 11),)),))  # fmt: skip
    actors = [actor(parse, (0, 1), "ostra", kind="state"), actor(parse, (9, 10), "tarn", kind="state")]
    assert read(parse, actors).deniers("arming") == [["Tarn", "Morrow Gazette"]]
