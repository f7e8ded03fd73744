from __future__ import annotations

import pytest

from tests.build import parse_of
from tests.reading.scenes import actor, read
from truceline.model import Quote

INDICATED = """
Papers paper NOUN NNS 5 nsubj
published publish VERB VBN 1 acl
by by ADP IN 4 case
Velta velta PROPN NNP 2 obl:agent
{cue} VERB VBD 0 root
two two NUM CD 7 nummod
stages stage NOUN NNS 5 obj
~, , PUNCT , 9 punct
starting start VERB VBG 5 advcl
with with ADP IN 12 case
a a DET DT 12 det
truce truce NOUN NN 9 obl
~, , PUNCT , 15 punct
both both DET DT 15 det
sides side NOUN NNS 16 nsubj
denied deny VERB VBD 5 parataxis
~. . PUNCT . 5 punct
"""


def indicated(source: tuple[int, int] | None, cue: str = "indicated indicate"):
    quotes = (Quote(source=source, cue=(4, 5), content=((5, 7),)),)
    parse = parse_of(INDICATED.format(cue=cue), quotes=quotes)
    return read(parse, [actor(parse, (3, 4), "velta", kind="outlet")])


@pytest.mark.parametrize("source", [None, (13, 15)])
def test_a_subject_before_its_verb_is_the_source(source):
    scene = indicated(source)
    (record,) = scene.attributions.records
    assert scene.parse.text[record.source.start : record.source.end] == "Papers published by Velta"
    assert scene.chain("stages") == ["Velta", "Morrow Gazette"]


def test_a_source_before_the_verb_stays():
    (record,) = indicated((3, 4)).attributions.records
    assert (record.source.start, record.source.end) == (20, 25)


def test_what_spells_a_content_out_belongs_to_it():
    scene = indicated(None)
    assert scene.chain("truce") == ["Velta", "Morrow Gazette"]
    assert scene.attributions.innermost(scene.at("sides")) is None
    assert scene.attributions.records[0].content[0].end == scene.parse.ends[6]


def test_a_form_is_known_where_the_lemma_is_none():
    (record,) = indicated(None, "denied denie").attributions.records
    assert record.stance == "denies"


CALL = """
The the DET DT 3 det
Elbian elbian PROPN NNP 3 compound
call call NOUN NN 6 nsubj
for for ADP IN 5 case
talks talk NOUN NNS 3 nmod
failed fail VERB VBD 0 root
~. . PUNCT . 6 punct
"""


def test_whose_call_it_is():
    parse = parse_of(CALL, quotes=(Quote(source=None, cue=(2, 4), content=((4, 5),)),))
    scene = read(parse, [actor(parse, (1, 2), "elbia", kind="state", name="Elbia")])
    (record,) = scene.attributions.records
    assert (record.source.actor, record.stance) == ("m1", "demands")
    assert scene.chain("talks") == ["Elbia", "Morrow Gazette"]


LENT = """
Two two NUM CD 2 nummod
ships ship NOUN NNS 3 nsubj
sank sink VERB VBD 6 {0}
~, , PUNCT , 3 punct
Belt belt PROPN NNP 6 nsubj
told tell VERB VBD 0 root
reporters reporter NOUN NNS 6 obj
~. . PUNCT . 6 punct

“ “ PUNCT `` 3 punct
~Nobody nobody PRON NN 3 nsubj
died die VERB VBD 6 ccomp
~” ” PUNCT '' 3 punct
she she PRON PRP 6 nsubj
said say VERB VBD 0 root
~. . PUNCT . 6 punct
"""


def lent(relation: str, content: tuple[int, int]):
    told = Quote(source=(4, 5), cue=(5, 6), content=(content,))
    said = Quote(source=(12, 13), cue=(13, 14), content=(content,))
    parse = parse_of(LENT.format(relation), quotes=(told, said))
    belt = actor(parse, (4, 5), "ana-belt", kind="person", name="Ana Belt")
    return read(parse, [belt, actor(parse, (12, 13), "ana-belt", kind="person", named=False, refers_to=belt.id)])


def test_a_cue_with_a_content_of_another_one_gets_the_clause_beside_it():
    scene = lent("parataxis", (8, 12))
    contents = [[scene.parse.text[c.start : c.end] for c in a.content] for a in scene.attributions]
    assert contents == [["Two ships sank"], ["“Nobody died”"]]
    assert scene.chain("sank") == scene.chain("died") == ["Ana Belt", "Morrow Gazette"]


@pytest.mark.parametrize(("content", "nearest"), [((8, 12), "said"), ((0, 3), "told")])
def test_of_two_cues_with_one_content_the_nearer_one_has_it(content, nearest):
    scene = lent("obl", content)
    record = scene.attributions.innermost(content[0])
    assert scene.parse.text[record.cue.start : record.cue.end] == nearest
