from __future__ import annotations

import pytest

from tests.build import parse_of
from tests.reading.scenes import actor, read
from truceline.model import Quote

TOLD = """
“ “ PUNCT `` 5 punct
~Our our PRON PRP$ 3 nmod:poss
fighters fighter NOUN NNS 5 nsubj
will will AUX MD 5 aux
withdraw withdraw VERB VB 12 ccomp
~, , PUNCT , 5 punct
~” ” PUNCT '' 5 punct
a a DET DT 11 det
senior senior ADJ JJ 11 amod
Ostran ostran PROPN NNP 11 compound
commander commander NOUN NN 12 nsubj
told tell VERB VBD 0 root
the the DET DT 15 det
news news NOUN NN 15 compound
agency agency NOUN NN 12 obj
Velta velta PROPN NNP 15 appos
~, , PUNCT , 19 punct
per per ADP IN 19 case
Harbor harbor PROPN NNP 12 obl
News news PROPN NNPS 19 flat
~. . PUNCT . 12 punct
"""


def told(extra: tuple[Quote, ...] = ()):
    quote = Quote(source=(7, 11), cue=(11, 12), content=((0, 7),))
    parse = parse_of(TOLD, quotes=(quote, *extra))
    commander = actor(parse, (7, 11), "ostran", kind="person", named=False)
    velta = actor(parse, (13, 16), "velta", kind="outlet", name="Velta")
    harbor = actor(parse, (18, 20), "harbor-news", kind="outlet")
    return parse, [commander, velta, harbor]


def test_a_saying_to_an_agency_passed_on_by_another_outlet():
    scene = read(*told())
    links = scene.links("withdraw")
    assert [(k.name, k.via) for k in links] == [
        ("senior Ostran commander", "told"),
        ("Velta", "per"),
        ("Harbor News", "published"),
        ("Morrow Gazette", None),
    ]
    assert [(k.kind, k.named) for k in links] == [("person", False), *[("outlet", True)] * 3]
    first = scene.attributions.innermost(scene.at("withdraw"))
    assert first is not None
    line = scene.attributions.line(first)
    assert [a.id for a in line] == [first.id, first.relayed_by, line[1].relayed_by]
    assert line[2].relayed_by is None


def test_the_network_s_own_attribution_of_the_outlet_is_used():
    scene = read(*told((Quote(source=(18, 20), cue=(17, 18), content=((0, 7),)),)))
    assert scene.chain("withdraw") == ["senior Ostran commander", "Velta", "Harbor News", "Morrow Gazette"]
    assert len(scene.attributions.records) == 3


def test_the_publisher_stands_once():
    parse, actors = told()
    scene = read(parse, actors, outlet="Velta")
    assert scene.chain("withdraw") == ["senior Ostran commander", "Harbor News", "Velta"]
    assert [k.actor for k in scene.links("withdraw")] == ["ostran", "harbor-news", "velta"]


def test_an_unknown_publisher():
    parse, actors = told()
    last = read(parse, actors, outlet=None).links("withdraw")[-1]
    assert (last.name, last.actor, last.kind, last.named, last.via) == (None, None, "outlet", False, None)


def test_a_private_hearer_is_no_link():
    parse, (commander, _, _) = told()
    hearer = actor(parse, (13, 16), "velta", kind="person", name="Velta")
    assert read(parse, [commander, hearer]).chain("withdraw") == ["senior Ostran commander", "Morrow Gazette"]


INTERVIEW = """
The the DET DT 2 det
governor governor NOUN NN 3 nsubj
said say VERB VBD 0 root
in in ADP IN 6 case
an a DET DT 6 det
interview interview NOUN NN 3 obl
with with ADP IN 9 case
Radio radio PROPN NNP 6 nmod
Sel sel PROPN NNP 8 flat
that that SCONJ IN 12 mark
roads road NOUN NNS 12 nsubj
reopened reopen VERB VBD 3 ccomp
~. . PUNCT . 3 punct
"""


def test_an_interview_is_a_relay():
    parse = parse_of(INTERVIEW, quotes=(Quote(source=(0, 2), cue=(2, 3), content=((9, 12),)),))
    governor = actor(parse, (0, 2), None, kind="person", named=False)
    scene = read(parse, [governor, actor(parse, (7, 9), "radio-sel", kind="outlet")])
    assert [(k.name, k.via) for k in scene.links("reopened")] == [
        ("governor", "interview"),
        ("Radio Sel", "published"),
        ("Morrow Gazette", None),
    ]


CITING = """
Harbor harbor PROPN NNP 3 nsubj
News news PROPN NNPS 1 flat
reported report VERB VBD 0 root
~, , PUNCT , 5 punct
citing cite VERB VBG 3 advcl
two two NUM CD 7 nummod
officials official NOUN NNS 5 obj
~, , PUNCT , 5 punct
that that SCONJ IN 12 mark
the the DET DT 11 det
bridge bridge NOUN NN 12 nsubj
fell fall VERB VBD 3 ccomp
~. . PUNCT . 3 punct
"""


def test_the_cited_are_the_origin():
    parse = parse_of(CITING, quotes=(Quote(source=(0, 2), cue=(2, 3), content=((8, 12),)),))
    scene = read(parse, [actor(parse, (0, 2), "harbor-news", kind="outlet")])
    assert scene.chain("fell") == ["two officials", "Harbor News", "Morrow Gazette"]
    origin = scene.links("fell")[0]
    assert (origin.kind, origin.named, origin.via) == ("person", False, "citing")


def test_citing_a_reason_makes_no_source():
    parse = parse_of(
        CITING.replace("two two NUM CD 7", "high high ADJ JJ 7").replace("officials official", "costs cost"),
        quotes=(Quote(source=(0, 2), cue=(2, 3), content=((8, 12),)),),
    )
    scene = read(parse, [actor(parse, (0, 2), "harbor-news", kind="outlet")])
    assert scene.chain("fell") == ["Harbor News", "Morrow Gazette"]


QUOTED = """
State state NOUN NN 2 compound
television television NOUN NN 3 nsubj
quoted quote VERB VBD 0 root
the the DET DT 5 det
ministry ministry NOUN NN 3 obj
as as SCONJ IN 7 mark
saying say VERB VBG 3 advcl
the the DET DT 9 det
port port NOUN NN 10 nsubj
burned burn VERB VBD 7 ccomp
~. . PUNCT . 3 punct
"""


def test_quoted_as_saying_however_the_network_saw_it():
    flat = Quote(source=(0, 2), cue=(2, 3), content=((7, 10),))
    inner = Quote(source=(3, 5), cue=(6, 7), content=((7, 10),))
    for quotes in ((flat,), (inner,), ()):
        parse = parse_of(QUOTED, quotes=quotes)
        scene = read(parse, [actor(parse, (3, 5), "elbia", kind="body", name="Elbian Defence Ministry")])
        assert scene.chain("burned") == ["Elbian Defence Ministry", "State television", "Morrow Gazette"], quotes
        assert scene.links("burned")[1].kind == "outlet"


CARRIED = """
A a DET DT 2 det
statement statement NOUN NN 9 nsubj
from from ADP IN 5 case
the the DET DT 5 det
ministry ministry NOUN NN 2 nmod
carried carry VERB VBN 2 acl
by by ADP IN 8 case
Velta velta PROPN NNP 6 obl:agent
said say VERB VBD 0 root
troops troop NOUN NNS 11 nsubj
left leave VERB VBD 9 ccomp
~. . PUNCT . 9 punct
"""


def carried(*, ministry: bool, outlet: str = "Morrow Gazette"):
    parse = parse_of(CARRIED, quotes=(Quote(source=(0, 8), cue=(8, 9), content=((9, 11),)),))
    actors = [actor(parse, (3, 5), "elbia")] if ministry else []
    return read(parse, [*actors, actor(parse, (7, 8), "velta", kind="outlet")], outlet)


def test_a_statement_speaks_for_its_body_and_is_carried_by_an_agency():
    scene = carried(ministry=True)
    assert scene.chain("left") == ["the ministry", "Velta", "Morrow Gazette"]
    assert scene.links("left")[0].via == "carried"


def test_what_an_outlet_published_without_another_maker_is_its_own():
    assert carried(ministry=False).chain("left") == ["Velta", "Morrow Gazette"]
    assert carried(ministry=False, outlet="Velta").chain("left") == ["Velta"]


def test_a_chain_has_no_circle():
    scene = read(*told((Quote(source=(18, 20), cue=(17, 18), content=((0, 17),)),)))
    for record in scene.attributions:
        line = scene.attributions.line(record)
        assert len({a.id for a in line}) == len(line)
        assert line[-1].relayed_by is None


def test_quoted_by_an_agency_without_a_source_from_the_network():
    table = """
Belt belt PROPN NNP 3 nsubj:pass
was be AUX VBD 3 aux:pass
quoted quote VERB VBN 0 root
by by ADP IN 5 case
Velta velta PROPN NNP 3 obl:agent
as as SCONJ IN 7 mark
saying say VERB VBG 3 advcl
ships ship NOUN NNS 9 nsubj
sank sink VERB VBD 7 ccomp
~. . PUNCT . 3 punct
"""
    for quotes in ((), (Quote(source=None, cue=(2, 7), content=((7, 9),)),)):
        parse = parse_of(table, quotes=quotes)
        belt = actor(parse, (0, 1), "ana-belt", kind="person", name="Ana Belt")
        scene = read(parse, [belt, actor(parse, (4, 5), "velta", kind="outlet")])
        assert scene.chain("sank") == ["Ana Belt", "Velta", "Morrow Gazette"]


ACCORDING = """
Rebels rebel NOUN NNS 2 nsubj
fled flee VERB VBD 0 root
~, , PUNCT , 6 punct
according accord VERB VBG 6 case
to to ADP IN 4 fixed
residents resident NOUN NNS 2 obl
interviewed interview VERB VBN 6 acl
by by ADP IN 9 case
Velta velta PROPN NNP 7 obl:agent
~. . PUNCT . 2 punct
"""


def test_according_to_somebody_whom_the_network_passed_over():
    parse = parse_of(ACCORDING)
    scene = read(
        parse, [actor(parse, (5, 6), None, kind="person", named=False), actor(parse, (8, 9), "velta", kind="outlet")]
    )
    assert [(k.name, k.via) for k in scene.links("fled")] == [
        ("residents", "interviewed"),
        ("Velta", "published"),
        ("Morrow Gazette", None),
    ]
    assert scene.medium("fled") == "statement"


def test_according_to_plan_is_nobody():
    parse = parse_of(ACCORDING.replace("residents resident NOUN NNS", "plan plan NOUN NN"))
    assert read(parse, []).attributions.records == ()


REPORTED = """
{0}
reported report VERB VBD 0 root
rebels rebel NOUN NNS 4 nsubj
fled flee VERB VBD 2 ccomp
~, , PUNCT , 8 punct
according accord VERB VBG 8 case
to to ADP IN 6 fixed
police police NOUN NNS 2 obl
~. . PUNCT . 2 punct
"""


@pytest.mark.parametrize(
    ("first", "kind", "names"),
    [
        ("Velta velta PROPN NNP 2 nsubj", "outlet", ["police", "Velta", "Morrow Gazette"]),
        ("Belt belt PROPN NNP 2 nsubj", "person", ["Belt", "police", "Morrow Gazette"]),
    ],
)
def test_police_are_the_origin_of_an_outlet_and_pass_on_a_person(first, kind, names):
    quotes = (
        Quote(source=(0, 1), cue=(1, 2), content=((2, 4),)),
        Quote(source=(7, 8), cue=(5, 7), content=((2, 4),)),
    )
    parse = parse_of(REPORTED.format(first), quotes=quotes)
    scene = read(parse, [actor(parse, (0, 1), "x", kind=kind), actor(parse, (7, 8), None, named=False)])
    assert scene.chain("fled") == names


def test_a_modifier_of_those_who_are_told_is_no_outlet():
    parse = parse_of(
        """
Belt belt PROPN NNP 2 nsubj
told tell VERB VBD 0 root
the the DET DT 5 det
Velta velta PROPN NNP 5 compound
audience audience NOUN NN 2 obj
that that SCONJ IN 8 mark
ships ship NOUN NNS 8 nsubj
sank sink VERB VBD 2 ccomp
""",
        quotes=(Quote(source=(0, 1), cue=(1, 2), content=((5, 8),)),),
    )
    scene = read(parse, [actor(parse, (0, 1), "belt", kind="person"), actor(parse, (3, 4), "velta", kind="outlet")])
    assert scene.chain("sank") == ["Belt", "Morrow Gazette"]


def test_an_outlet_that_the_tree_joins_to_the_next_clause_is_told_all_the_same():
    parse = parse_of(
        """
Belt belt PROPN NNP 2 nsubj
told tell VERB VBD 0 root
Velta velta PROPN NNP 5 compound
that that SCONJ IN 6 mark
ships ship NOUN NNS 6 nsubj
sank sink VERB VBD 2 ccomp
""",
        quotes=(Quote(source=(0, 1), cue=(1, 2), content=((3, 6),)),),
    )
    scene = read(parse, [actor(parse, (0, 1), "belt", kind="person"), actor(parse, (2, 3), "velta", kind="outlet")])
    assert scene.chain("sank") == ["Belt", "Velta", "Morrow Gazette"]
