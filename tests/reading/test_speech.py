"""Sayings that rules find below the network: datelines, names, verbs of the vocabulary, pointers, free speech."""

from __future__ import annotations

from tests.build import parse_of
from tests.reading.scenes import actor, read
from truceline.model import Name, Quote
from truceline.reading.dateline import apart
from truceline.reading.names import whole

LEAD = """
TARN tarn PROPN NNP 6 nsubj
( ( PUNCT -LRB- 3 punct
~Corda corda PROPN NNP 1 appos
~) ) PUNCT -RRB- 3 punct
- - PUNCT : 1 punct
said say VERB VBD 0 root
officers officer NOUN NNS 1 appos
"""


def test_a_dateline_stands_apart():
    parse = apart(parse_of(LEAD, names=(Name(start=0, end=1, label="PER"),)))
    assert parse.sentences == ((0, 5), (5, 7))
    assert (parse.heads[6], parse.deps[6], parse.heads[0]) == (5, "nsubj", 0)
    assert parse.names[0].label == "LOC"


def test_a_text_without_a_dateline_stays():
    parse = parse_of(LEAD.replace("TARN", "Tarn").replace("- -", "; ;"))
    assert apart(parse) is parse


NAMES = """
Karim karim PROPN NNP 0 root
al al PROPN NNP 1 flat
~- - PUNCT HYPH 1 punct
~Omri omri PROPN NNP 1 flat
told tell VERB VBD 1 dep
Ferris ferris PROPN NNP 5 iobj
& & CCONJ CC 8 cc
Lunt lunt PROPN NNP 6 conj
"""


def test_names_are_as_long_as_they_are_written():
    names = tuple(Name(start=at, end=at + 1, label="PER") for at in (0, 5, 7))
    found = whole(parse_of(NAMES, names=names)).names
    assert [(n.start, n.end, n.label) for n in found] == [(0, 4, "PER"), (5, 8, "ORG")]


BOAST = """
A a DET DT 2 det
rebel rebel NOUN NN 3 nsubj
boasted boast VERB VBD 0 root
of of SCONJ IN 5 mark
sinking sink VERB VBG 3 advcl
ferries ferry NOUN NNS 5 obj
~. . PUNCT . 3 punct
"""


def test_a_verb_of_the_vocabulary_has_its_content_behind_its_preposition():
    parse = parse_of(BOAST)
    scene = read(parse, [actor(parse, (1, 2), None, kind="person", named=False)])
    (record,) = scene.attributions.records
    assert parse.text[record.content[0].start : record.content[0].end] == "sinking ferries"
    assert scene.chain("sinking") == ["rebel", "Morrow Gazette"]


def test_what_is_not_said_is_no_saying():
    parse = parse_of(BOAST.replace("A a DET DT 2 det", "If if SCONJ IN 3 mark"))
    assert read(parse, [actor(parse, (1, 2), None, kind="person")]).attributions.records == ()


PUT = """
Ulm ulm PROPN NNP 2 nsubj
starves starve VERB VBZ 0 root
~, , PUNCT , 5 punct
as as SCONJ IN 6 mark
Belt belt PROPN NNP 6 nsubj
put put VERB VBD 2 advcl
it it PRON PRP 6 obj
~. . PUNCT . 2 punct
"""


def test_as_somebody_put_it():
    parse = parse_of(PUT)
    scene = read(parse, [actor(parse, (4, 5), "belt", kind="person")])
    assert scene.chain("starves") == ["Belt", "Morrow Gazette"]


FREE = """
Belt belt PROPN NNP 2 nsubj
took take VERB VBD 0 root
the the DET DT 4 det
microphone microphone NOUN NN 2 obj
~. . PUNCT . 2 punct

Ulm ulm PROPN NNP 3 nsubj
{} AUX VBD 3 aux
starved starve VERB VBN 0 root
long long ADV RB 3 advmod
~. . PUNCT . 3 punct
"""


def test_a_speaker_who_was_brought_on_tells_on():
    parse = parse_of(FREE.format("had have"))
    assert read(parse, [actor(parse, (0, 1), "belt", kind="person")]).chain("starved") == ["Belt", "Morrow Gazette"]


def test_what_happens_meanwhile_is_nobody_s_telling():
    parse = parse_of(FREE.format("is be"))
    assert read(parse, [actor(parse, (0, 1), "belt", kind="person")]).chain("starved") == ["Morrow Gazette"]


THROUGH = """
Through through ADP IN 3 case
her her PRON PRP$ 3 nmod:poss
lawyer lawyer NOUN NN 6 obl
~, , PUNCT , 3 punct
Belt belt PROPN NNP 6 nsubj
said say VERB VBD 0 root
Ulm ulm PROPN NNP 8 nsubj
starves starve VERB VBZ 6 ccomp
~. . PUNCT . 6 punct
"""


def test_a_lawyer_passes_on_what_is_said_through_him():
    parse = parse_of(THROUGH, quotes=(Quote(source=(4, 5), cue=(5, 6), content=((6, 8),)),))
    scene = read(parse, [actor(parse, (4, 5), "belt", kind="person")])
    assert scene.chain("starves") == ["Belt", "lawyer", "Morrow Gazette"]
