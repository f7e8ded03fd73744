from __future__ import annotations

from dataclasses import replace

from tests.reading.told import STATE, read, sentences
from truceline.model import Role

KILLED = (
    "Two|NUM|2|nummod guards:guard|NOUN.NNS|4|nsubj:pass were:be|AUX|4|aux:pass killed:kill|VERB.VBN|0|root "
    "{}|VERB|7|case to|ADP|5|fixed Elbia|PROPN|4|obl ~.|PUNCT|4|punct"
)


def doers(preposition: str) -> list[str]:
    parse = replace(sentences(KILLED.format(preposition)), roles=(Role(3, 6, "ARG0"),))
    told = read(parse, actors={"Elbia": STATE, "guards": STATE})
    return told.words(told.claim("ASSAULT").actors)


def test_the_label_tells_who_does_it_where_the_tree_does_not() -> None:
    assert doers("owing") == ["Elbia"]


def test_who_says_so_is_not_who_does_it_whatever_the_label() -> None:
    assert doers("according") == []


def test_nor_whatever_the_relation() -> None:
    parse = sentences(KILLED.format("according").replace("4|obl", "4|obl:agent"))
    told = read(parse, actors={"Elbia": STATE, "guards": STATE})
    assert told.claim("ASSAULT").actors == ()
